namespace Sdvp.Core.Programs.Viper.Compilation;

internal readonly record struct Instruction(OpCode Code, int A, int B);
