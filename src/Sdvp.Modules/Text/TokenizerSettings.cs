using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Sdvp.Modules.Weights;

namespace Sdvp.Modules.Text;

/// <summary>What a folder says about its tokenizer, apart from the vocabulary.</summary>
internal sealed class TokenizerSettings
{
    public const string ConfigFile = "tokenizer_config.json";
    private const string MapFile = "special_tokens_map.json";
    private const string AddedFile = "added_tokens.json";
    private const string Additional = "additional_special_tokens";

    private static readonly ImmutableArray<string> s_roles = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];

    private readonly string _folder;
    private readonly Dictionary<string, AddedToken?> _roles = new(StringComparer.Ordinal);
    private readonly List<AddedToken> _additional = [];

    private TokenizerSettings(string folder, HuggingFaceConfig config)
    {
        _folder = folder;
        Config = config;
    }

    /// <summary><c>tokenizer_config.json</c>, or nothing.</summary>
    public HuggingFaceConfig Config { get; }

    public string ClassName => Config.GetString("tokenizer_class", string.Empty);

    /// <summary>The tokens that were added to the vocabulary, with their numbers, in the order of the files.</summary>
    public List<KeyValuePair<int, AddedToken>> Added { get; } = [];

    /// <summary>Special tokens that have no role.</summary>
    public IReadOnlyList<AddedToken> AdditionalSpecial => _additional;

    /// <summary>The most numbers of a text; null where there is no bound.</summary>
    public int? MaxLength
    {
        get
        {
            // "No bound" is written as a number of 31 digits.
            var length = Config.GetDouble("model_max_length", double.MaxValue);
            return length >= int.MaxValue ? null : length >= 1 && length == Math.Floor(length) ? (int)length
                : throw Config.Invalid("model_max_length", length, "a whole number from 1 on");
        }
    }

    public string PathOf(string name) => Path.Combine(_folder, name);

    public static TokenizerSettings Load(string folder)
    {
        var config = Read(Path.Combine(folder, ConfigFile));
        var settings = new TokenizerSettings(folder, config);
        settings.ReadRoles(config);
        if (config.Has("added_tokens_decoder"))
        {
            settings.ReadDecoder(config.GetSection("added_tokens_decoder"));
        }
        else
        {
            // Files of older versions: roles are in a file of their own, and win.
            settings.ReadRoles(Read(settings.PathOf(MapFile)));
            settings.ReadAdded(Read(settings.PathOf(AddedFile)));
        }

        return settings;
    }

    /// <summary>The special tokens by role, then the others; each once, in the order that the library uses.</summary>
    /// <param name="defaults">Tokens of roles about which the files say nothing.</param>
    public (Dictionary<string, AddedToken> Roles, List<AddedToken> All) Special(IReadOnlyDictionary<string, string> defaults)
    {
        var known = Added.GroupBy(pair => pair.Value.Content, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);
        var roles = new Dictionary<string, AddedToken>(StringComparer.Ordinal);
        var all = new List<AddedToken>();
        foreach (var role in s_roles)
        {
            var token = _roles.TryGetValue(role, out var given) ? given : defaults.TryGetValue(role, out var content) ? new AddedToken(content) { IsSpecial = true } : null;
            if (token is not null)
            {
                roles[role] = token = known.GetValueOrDefault(token.Content, token);
                Add(all, token);
            }
        }

        _additional.ForEach(token => Add(all, known.GetValueOrDefault(token.Content, token)));
        return (roles, all);
    }

    private static void Add(List<AddedToken> all, AddedToken token)
    {
        if (!all.Exists(other => other.Content == token.Content))
        {
            all.Add(token);
        }
    }

    private static HuggingFaceConfig Read(string file) => File.Exists(file) ? HuggingFaceConfig.Load(file) : HuggingFaceConfig.Empty(file);

    private void ReadRoles(HuggingFaceConfig source)
    {
        foreach (var key in source.Keys)
        {
            if (s_roles.Contains(key))
            {
                _roles[key] = source.Find(key) is { } value ? ReadToken(source, key, value) : null;
            }
            else if (key == Additional && source.Find(key) is { } list)
            {
                if (list.ValueKind != JsonValueKind.Array)
                {
                    throw source.Invalid(key, list, "a list of tokens");
                }

                foreach (var item in list.EnumerateArray())
                {
                    Add(_additional, ReadToken(source, key, item));
                }
            }
        }
    }

    private static AddedToken ReadToken(HuggingFaceConfig source, string key, JsonElement value) => value.ValueKind == JsonValueKind.String
        ? new AddedToken(value.GetString()!) { IsSpecial = true }
        : AddedToken.Read(value, isSpecial: true) ?? throw source.Invalid(key, value, "a text, or an object with 'content'");

    private void ReadDecoder(HuggingFaceConfig decoder)
    {
        foreach (var (key, id) in decoder.Keys.Select(key => (key, int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)).OrderBy(pair => pair.Item2))
        {
            var value = decoder.Find(key);
            Added.Add(new(
                id >= 0 ? id : throw decoder.Invalid(key, "a key", "a number"),
                value is { } element && AddedToken.Read(element) is { } token ? token : throw decoder.Invalid(key, value ?? default(object) ?? "null", "an object with 'content'")));
        }
    }

    private void ReadAdded(HuggingFaceConfig added)
    {
        var special = _roles.Values.OfType<AddedToken>().Concat(_additional).Select(token => token.Content).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, id) in added.Keys.Select(key => (key, added.GetInt32(key, null, 0))).OrderBy(pair => pair.Item2))
        {
            var isSpecial = special.Contains(key);
            Added.Add(new(id, new AddedToken(key) { IsSpecial = isSpecial, IsNormalized = !isSpecial }));
        }
    }
}
