using System.Diagnostics;
using System.Globalization;

namespace Sdvp.Samples.Quickstart;

/// <summary>A bar with the time left. On a terminal it redraws its line; in a log it says a line now and then.</summary>
internal sealed class ProgressBar : IProgress<(int Done, int Total)>, IDisposable
{
    private const int Cells = 24;

    private readonly string _title;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private readonly bool _isTerminal = !Console.IsOutputRedirected;
    private TimeSpan? _shown;
    private int _first = -1;
    private string _last = "";

    public ProgressBar(string title) => _title = title;

    public void Report((int Done, int Total) value)
    {
        lock (_lock)
        {
            // What was done before (a resumed training) says nothing about the time left.
            _first = _first < 0 ? value.Done : _first;
            var pause = TimeSpan.FromMilliseconds(_isTerminal ? 100 : 5000);
            if (_shown is { } shown && _clock.Elapsed - shown < pause)
            {
                return;
            }

            _shown = _clock.Elapsed;
            Draw(value.Done, value.Total);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"{_title,-34} {_clock.Elapsed.TotalSeconds,6:0.0} s");
            Console.WriteLine(_isTerminal ? "\r" + line.PadRight(_last.Length) : line);
        }
    }

    private void Draw(int done, int total)
    {
        var share = total == 0 ? 0 : Math.Clamp((double)done / total, 0, 1);
        var left = done > _first ? $"{_clock.Elapsed / (done - _first) * (total - done):m\\:ss} left" : "";
        var filled = (int)(share * Cells);
        var line = string.Create(CultureInfo.InvariantCulture, $"{_title,-34} {new string('█', filled)}{new string('░', Cells - filled)} {share,4:0%}  {left}");
        if (_isTerminal)
        {
            Console.Write("\r" + line.PadRight(_last.Length));
            _last = line;
        }
        else
        {
            Console.WriteLine(line);
        }
    }
}
