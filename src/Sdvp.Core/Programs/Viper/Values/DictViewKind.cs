namespace Sdvp.Core.Programs.Viper.Values;

internal enum DictViewKind
{
    Keys,
    Values,
    Items,
}
