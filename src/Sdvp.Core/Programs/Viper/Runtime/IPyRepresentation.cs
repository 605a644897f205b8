namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>A value that says itself how it prints.</summary>
internal interface IPyRepresentation
{
    string Represent(Machine machine);
}
