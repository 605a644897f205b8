using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Programs.Viper.Library;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Viper.Api;

/// <summary>Some frames of a video, one after the other.</summary>
internal sealed class PyVideoSegment : PyObject, IPyRepresentation
{
    private static readonly string[] Names = ["start", "end", "num_frames", "trimmed_video", "queues"];

    private readonly ImmutableArray<ImageValue> _video;
    private readonly int _start;
    private readonly int _end;

    private PyVideoSegment(ImmutableArray<ImageValue> video, long start, long end)
    {
        (_video, _start, _end) = (video, (int)Math.Clamp(start, 0, video.Length), (int)Math.Clamp(end, 0, video.Length));
        if (_end <= _start)
        {
            throw PyError.Make("Exception", "VideoSegment has duration=0");
        }
    }

    public override PyType Type => SegmentType;

    public override IEnumerable<string> DataNames => Names;

    private static PyNative Constructor { get; } = new(
        "VideoSegment", "video, start=, end=, parent_start=, queues=", (_, a) => Of(a[0], Arguments.IsGiven(a[1]) ? a[1] : null, Arguments.IsGiven(a[2]) ? a[2] : null));

    public static PyType SegmentType { get; } = new("VideoSegment", Methods, () => Constructor);

    private int Count => _end - _start;

    /// <summary>A segment of a video, or of another segment.</summary>
    public static PyVideoSegment Of(PyObject source, PyObject? start = null, PyObject? end = null)
    {
        var frames = source switch
        {
            PyVideo video => video.Frames,
            PyVideoSegment segment => segment._video[segment._start..segment._end],
            _ => throw PyError.Type($"VideoSegment() argument 'video' must be a video, not {source.Type.Name}"),
        };
        return new PyVideoSegment(frames, Optional(start, 0), Optional(end, frames.Length));
    }

    public override PyObject? FindData(string name) => name switch
    {
        "start" => PyInteger.Of(_start),
        "end" => PyInteger.Of(_end),
        "num_frames" => PyInteger.Of(Count),
        "trimmed_video" => new PyVideo(_video[_start.._end]),
        "queues" => PyTuple.Empty,
        _ => null,
    };

    public string Represent(Machine machine) => string.Create(CultureInfo.InvariantCulture, $"VideoSegment({_start}, {_end})");

    private static long Optional(PyObject? value, long missing) => Arguments.IsGiven(value) ? Numbers.Index(value!) : missing;

    private static IEnumerable<PyNative> Methods() =>
    [
        new("frame_from_index", "self, index", (_, a) => Of(a).Frame(Numbers.Index(a[1]))) { Owner = "VideoSegment" },
        new("frame_iterator", "self", (_, a) =>
        {
            var (segment, next) = (Of(a), 0);
            return new InstantIterator(Types.Generator, _ => next < segment.Count ? segment.Frame(next++) : null);
        }) { Owner = "VideoSegment" },
        new("trim", "self, start=, end=", (_, a) =>
        {
            var segment = Of(a);
            var start = Math.Clamp(Optional(a[1], 0), 0, segment.Count);
            var end = Math.Clamp(Optional(a[2], segment.Count), 0, segment.Count);
            return new PyVideoSegment(segment._video, segment._start + start, segment._start + end);
        }) { Owner = "VideoSegment" },
        new("select_answer", "self, info, question, options=", (m, a) => Asking.SelectAsync(m, a[1], a[2], a[3])) { Owner = "VideoSegment" },
    ];

    private static PyVideoSegment Of(PyObject[] a) => (PyVideoSegment)a[0];

    // Behind the end stands the last frame; a negative index counts from the end, and before the start stands the first one.
    private PyImagePatch Frame(long index) =>
        PyImagePatch.Of(_video[_start + (int)Math.Clamp(index < 0 ? index + Count : index, 0, Count - 1)]);
}
