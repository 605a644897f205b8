using System.Security.Cryptography;
using Sdvp.Benchmarks.Measuring;
using Sdvp.Benchmarks.Python;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;

namespace Sdvp.Benchmarks.Preprocessing;

/// <summary>Resizing to the bytes that Pillow gives, next to Pillow.</summary>
internal sealed class ResizeBenchmarks : IBenchmarkFamily
{
    private const string Family = "Images";
    private const int Width = 640;
    private const int Height = 480;

    public string Name => "images";

    public async IAsyncEnumerable<BenchmarkRow> MeasureAsync(BenchmarkContext context)
    {
        (int Width, int Height, ResampleFilter Filter)[] cases =
            [(224, 224, ResampleFilter.Bicubic), (512, 384, ResampleFilter.Bicubic), (384, 384, ResampleFilter.Bilinear), (1280, 960, ResampleFilter.Bicubic)];
        using var python = PythonCounterpart.TryStart("pillow_resize.py", out var problem, "PIL");
        if (python is not null)
        {
            await python.AskAsync($"image {Width} {Height}");
        }

        var image = ImageBuffer.FromRgb(Width, Height, [.. Enumerable.Range(0, Width * Height * 3).Select(i => (byte)(((i * 31L) + (i / 97)) % 251))]);
        foreach (var (width, height, filter) in cases)
        {
            var name = FormattableString.Invariant($"resize {Width} × {Height} to {width} × {height}, {filter.ToString().ToLowerInvariant()}, against Pillow");
            if (python is null)
            {
                yield return new BenchmarkRow(Family, name, null, "×", Bar.AtLeast(1), problem);
                continue;
            }

            var command = FormattableString.Invariant($"{width} {height} {filter}");
            if (await python.AskAsync($"hash {command}") != Convert.ToHexStringLower(SHA256.HashData(ImageResize.Resize(image, width, height, filter).Pixels)))
            {
                throw new InvalidOperationException($"To {command}: the pixels are not Pillow's.");
            }

            var count = context.Choose(60, 20);
            var (ours, theirs, ratio) = await Paired.MeasureAsync(
                context.Choose(9, 5),
                () => Paired.ProcessorSecondsAsync(() =>
                {
                    for (var i = 0; i < count; i++)
                    {
                        ImageResize.Resize(image, width, height, filter);
                    }

                    return Task.CompletedTask;
                }),
                () => python.AskNumberAsync(FormattableString.Invariant($"run {command} {count}")),
                WarmUp.First);
            yield return new BenchmarkRow(
                Family, name, ratio, "×", Bar.AtLeast(1), FormattableString.Invariant($"same bytes; {ours / count * 1e3:0.00} against {theirs / count * 1e3:0.00} ms"));
        }
    }
}
