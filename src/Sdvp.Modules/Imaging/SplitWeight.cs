namespace Sdvp.Modules.Imaging;

/// <summary>
/// A weight as two numbers of 16 bits, <c>High · 2¹² + Low</c>: processors multiply and add pairs of those in one instruction, and the sum stays exact.
/// </summary>
internal static class SplitWeight
{
    /// <summary>Binary digits of the low part.</summary>
    public const int Digits = 12;

    public static short High(int weight) => (short)(weight >> Digits);

    public static short Low(int weight) => (short)(weight & ((1 << Digits) - 1));
}
