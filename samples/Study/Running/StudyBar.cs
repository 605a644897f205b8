using System.Diagnostics;
using System.Globalization;

namespace Sdvp.Samples.Study.Running;

/// <summary>Shows how far all groups are, with the time left. On a terminal it redraws its line; in a log it says a line now and then.</summary>
internal sealed class StudyBar(int total) : IProgress<GroupProgress>
{
    private const int Cells = 24;

    private readonly Lock _lock = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Dictionary<GroupName, GroupProgress> _groups = [];
    private readonly bool _isTerminal = !Console.IsOutputRedirected;
    private TimeSpan _shown = TimeSpan.MinValue;
    private string _last = "";

    public void Report(GroupProgress value)
    {
        lock (_lock)
        {
            _groups[value.Group] = value;
            var pause = TimeSpan.FromSeconds(_isTerminal ? 0.2 : 20);
            if (_shown != TimeSpan.MinValue && _clock.Elapsed - _shown < pause)
            {
                return;
            }

            _shown = _clock.Elapsed;
            Draw();
        }
    }

    private void Draw()
    {
        var done = _groups.Values.Sum(g => g.Done);
        var share = total == 0 ? 1 : (double)done / total;
        var left = done > 0 ? $"{TimeSpan.FromSeconds(_clock.Elapsed.TotalSeconds / done * (total - done)):h\\:mm\\:ss} left" : "";
        var now = string.Join("; ", _groups.Values.Where(g => g.Total == 0 || g.Done < g.Total).Select(g => $"{g.Group} {g.What}"));
        var filled = (int)(share * Cells);
        var line = string.Create(CultureInfo.InvariantCulture, $"{new string('█', filled)}{new string('░', Cells - filled)} {done} of {total}  {left}  {now}");
        if (!_isTerminal)
        {
            Console.WriteLine(line);
            return;
        }

        line = line.Length >= Console.WindowWidth ? line[..(Console.WindowWidth - 1)] : line;
        Console.Write("\r" + line.PadRight(_last.Length));
        _last = line;
    }
}
