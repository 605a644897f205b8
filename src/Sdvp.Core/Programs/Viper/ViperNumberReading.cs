namespace Sdvp.Core.Programs.Viper;

/// <summary>How texts become numbers.</summary>
public enum ViperNumberReading
{
    /// <summary>Number words, and the first number in the text: <c>25to26</c> is 25.</summary>
    First,

    /// <summary>As published: number words, and all digits in the text put together: <c>25to26</c> is 2526.</summary>
    Published,

    /// <summary>By <c>int</c>, which fails for everything else.</summary>
    Integer,
}
