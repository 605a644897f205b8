using System.Globalization;

namespace Sdvp.Samples.Study.Running;

/// <summary>What a study's folder says of itself: what it was begun with, and how long it has taken so far.</summary>
internal sealed class StudyFolder
{
    private readonly Lock _lock = new();
    private readonly string _folder;
    private double _before;

    private StudyFolder(string folder) => _folder = folder;

    private string SecondsFile => Path.Combine(_folder, "seconds");

    /// <summary>Opens a folder, and makes it where it is absent.</summary>
    /// <exception cref="InvalidOperationException">It holds another study.</exception>
    public static StudyFolder Open(string folder, string identity)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "study");
        if (!File.Exists(file))
        {
            Write(file, identity);
        }
        else if (File.ReadAllText(file) is var begun && begun != identity)
        {
            throw new InvalidOperationException($"{folder} holds a study of other data ({begun}); this one is of {identity}. Choose another --folder, or delete it.");
        }

        var opened = new StudyFolder(folder);
        opened._before = File.Exists(opened.SecondsFile) ? double.Parse(File.ReadAllText(opened.SecondsFile), CultureInfo.InvariantCulture) : 0;
        return opened;
    }

    /// <summary>Notes how long this run has taken.</summary>
    /// <returns>How long all runs have taken.</returns>
    public double Note(TimeSpan elapsed)
    {
        lock (_lock)
        {
            var seconds = _before + elapsed.TotalSeconds;
            Write(SecondsFile, seconds.ToString("R", CultureInfo.InvariantCulture));
            return seconds;
        }
    }

    private static void Write(string file, string text)
    {
        File.WriteAllText(file + ".tmp", text);
        File.Move(file + ".tmp", file, overwrite: true);
    }
}
