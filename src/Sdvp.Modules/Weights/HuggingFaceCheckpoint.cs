using System.Collections.Immutable;

namespace Sdvp.Modules.Weights;

/// <summary>The open weights of a folder: <c>model.safetensors</c>, or the shards that <c>model.safetensors.index.json</c> lists.</summary>
internal sealed class HuggingFaceCheckpoint : IDisposable
{
    public const string SingleFile = "model.safetensors";
    public const string IndexFile = "model.safetensors.index.json";

    private readonly List<SafetensorsFile> _files = [];
    private readonly Dictionary<string, SafetensorsFile> _places = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    private HuggingFaceCheckpoint(string path) => Path = path;

    /// <summary>The file that messages name: the single one, or the index.</summary>
    public string Path { get; }

    /// <summary>The names, in the order of the files and their headers.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The free texts of the first file.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _files.Count > 0 ? _files[0].Metadata : ImmutableDictionary<string, string>.Empty;

    public bool Contains(string name) => _places.ContainsKey(name);

    public SafetensorsEntry Entry(string name) => _places[name].Entries[name];

    public SafetensorsFile FileOf(string name) => _places[name];

    /// <summary>Opens and checks all files of a folder.</summary>
    /// <exception cref="InvalidWeightsException">There are none, or one is damaged.</exception>
    public static HuggingFaceCheckpoint Open(string folder)
    {
        var single = System.IO.Path.Combine(folder, SingleFile);
        var index = System.IO.Path.Combine(folder, IndexFile);
        if (!File.Exists(single) && !File.Exists(index))
        {
            var legacy = Directory.Exists(folder) && Directory.EnumerateFiles(folder, "pytorch_model*.bin").Any()
                ? " It has PyTorch's own format, which is a program and is not read: let Python's save_pretrained(folder, safe_serialization=True) convert it." : string.Empty;
            throw new InvalidWeightsException(single, null, $"the folder has neither {SingleFile} nor {IndexFile}.{legacy}");
        }

        var checkpoint = new HuggingFaceCheckpoint(File.Exists(single) ? single : index);
        try
        {
            if (checkpoint.Path == single)
            {
                checkpoint.Add(single);
            }
            else
            {
                checkpoint.AddShards(folder);
            }

            return checkpoint;
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }
    }

    /// <summary>The files that an index lists, in ordinal order.</summary>
    /// <exception cref="InvalidWeightsException">It is damaged, or lists something that is no plain file name.</exception>
    public static ImmutableSortedDictionary<string, ImmutableArray<string>> ReadIndex(string folder)
    {
        var path = System.IO.Path.Combine(folder, IndexFile);
        try
        {
            var map = HuggingFaceConfig.Load(path).GetSection("weight_map");
            return map.Keys.GroupBy(key => ShardName(path, key, map.GetString(key, null)))
                .ToImmutableSortedDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidWeightsException(path, null, exception.Message, exception);
        }
    }

    private static string ShardName(string path, string key, string name) =>
        name.Length > 0 && name == System.IO.Path.GetFileName(name) && !name.Contains('\\', StringComparison.Ordinal) && name is not ("." or "..")
            ? name
            : throw new InvalidWeightsException(path, key, $"its file is '{name}'; the plain name of a file in the same folder is expected.");

    private void AddShards(string folder)
    {
        foreach (var (shard, keys) in ReadIndex(folder))
        {
            var file = Add(System.IO.Path.Combine(folder, shard));
            foreach (var key in keys)
            {
                if (!file.Entries.ContainsKey(key))
                {
                    throw new InvalidWeightsException(file.Path, key, $"{IndexFile} says that the file holds it, but it does not.");
                }
            }
        }
    }

    private SafetensorsFile Add(string path)
    {
        var file = SafetensorsFile.Open(path);
        _files.Add(file);
        foreach (var name in file.Names)
        {
            if (!_places.TryAdd(name, file))
            {
                throw new InvalidWeightsException(path, name, $"'{_places[name].Path}' holds it too.");
            }

            _names.Add(name);
        }

        return file;
    }
}
