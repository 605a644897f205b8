namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>A variable that several functions share.</summary>
internal sealed class Cell
{
    public PyObject? Value { get; set; }
}
