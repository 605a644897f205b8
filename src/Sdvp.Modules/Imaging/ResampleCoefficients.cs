namespace Sdvp.Modules.Imaging;

/// <summary>The fixed-point weights of one axis: which source pixels make each target pixel.</summary>
/// <remarks>The arithmetic, its order and its roundings are those of Pillow's <c>Resample.c</c> (<c>precompute_coeffs</c>, <c>normalize_coeffs_8bpc</c>).</remarks>
internal sealed class ResampleCoefficients
{
    /// <summary>Binary digits behind the point of a weight.</summary>
    public const int Precision = 32 - 8 - 2;

    /// <summary>What a sum begins with, so that dropping the digits behind the point rounds it.</summary>
    public const int Half = 1 << (Precision - 1);

    private readonly int[] _starts;
    private readonly int[] _counts;
    private readonly int[] _weights;
    private readonly int _stride;
    private RowWeights? _forRows;

    /// <summary>Computes the weights.</summary>
    /// <param name="source">Source pixels; at least 1.</param>
    /// <param name="target">Target pixels; at least 1.</param>
    /// <param name="filter">The filter.</param>
    public ResampleCoefficients(int source, int target, ResampleFilter filter)
    {
        var scale = (double)source / target;
        var filterScale = Math.Max(scale, 1.0);
        var support = Reach(filter) * filterScale;
        _stride = ((int)Math.Ceiling(support) * 2) + 1;
        _starts = new int[target];
        _counts = new int[target];
        _weights = new int[checked(target * _stride)];

        var real = new double[_stride];
        for (var position = 0; position < target; position++)
        {
            var center = (position + 0.5) * scale;
            var start = Math.Max((int)(center - support + 0.5), 0);
            var count = Math.Min((int)(center + support + 0.5), source) - start;
            var sum = 0.0;
            for (var index = 0; index < count; index++)
            {
                real[index] = Weight(filter, (index + start - center + 0.5) * (1.0 / filterScale));
                sum += real[index];
            }

            for (var index = 0; index < count; index++)
            {
                var weight = sum != 0.0 ? real[index] / sum : real[index];
                _weights[(position * _stride) + index] = (int)((weight < 0 ? -0.5 : 0.5) + (weight * (1 << Precision)));
            }

            _starts[position] = start;
            _counts[position] = count;
        }
    }

    /// <summary>Target pixels.</summary>
    public int Count => _starts.Length;

    /// <summary>Room for weights, over all target pixels.</summary>
    public int Length => _weights.Length;

    /// <summary>The weights as rows of pixels take them with vector instructions; made when first asked for.</summary>
    public RowWeights ForRows => _forRows ??= new RowWeights(this);

    /// <summary>The most weights that a target pixel has.</summary>
    public int MostWeights => _counts.Max();

    /// <summary>A sum as a colour.</summary>
    public static byte ToByte(int sum) => (byte)Math.Clamp(sum >> Precision, 0, 255);

    /// <summary>The first source pixel of a target pixel.</summary>
    /// <param name="position">The target pixel.</param>
    /// <returns>Its index.</returns>
    public int Start(int position) => _starts[position];

    /// <summary>The weights of a target pixel, from <see cref="Start"/> on.</summary>
    /// <param name="position">The target pixel.</param>
    /// <returns>The weights, times 2 to the power of <see cref="Precision"/>.</returns>
    public ReadOnlySpan<int> Weights(int position) => _weights.AsSpan(position * _stride, _counts[position]);

    private static double Reach(ResampleFilter filter) => filter switch
    {
        ResampleFilter.Box => 0.5,
        ResampleFilter.Bilinear or ResampleFilter.Hamming => 1.0,
        ResampleFilter.Bicubic => 2.0,
        ResampleFilter.Lanczos => 3.0,
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, "The filter has no weights."),
    };

    private static double Weight(ResampleFilter filter, double x) => filter switch
    {
        ResampleFilter.Box => x is > -0.5 and <= 0.5 ? 1.0 : 0.0,
        ResampleFilter.Bilinear => Math.Abs(x) < 1.0 ? 1.0 - Math.Abs(x) : 0.0,
        ResampleFilter.Hamming => Hamming(Math.Abs(x)),
        ResampleFilter.Bicubic => Bicubic(Math.Abs(x)),
        _ => x is >= -3.0 and < 3.0 ? Sinc(x) * Sinc(x / 3) : 0.0,
    };

    private static double Hamming(double x)
    {
        if (x == 0.0)
        {
            return 1.0;
        }

        if (x >= 1.0)
        {
            return 0.0;
        }

        x *= Math.PI;
        return Math.Sin(x) / x * (0.54f + (0.46f * Math.Cos(x)));
    }

    private static double Bicubic(double x)
    {
        const double A = -0.5;
        return x < 1.0 ? ((((A + 2.0) * x) - (A + 3.0)) * x * x) + 1
            : x < 2.0 ? (((((x - 5) * x) + 8) * x) - 4) * A
            : 0.0;
    }

    private static double Sinc(double x) => x == 0.0 ? 1.0 : Math.Sin(x * Math.PI) / (x * Math.PI);
}
