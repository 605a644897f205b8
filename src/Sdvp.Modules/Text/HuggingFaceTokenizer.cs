using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Sdvp.Modules.Text;

/// <summary>What tokenizers have in common: added tokens, numbers, frames, truncation, padding, decoding.</summary>
internal abstract class HuggingFaceTokenizer : ITextTokenizer
{
    private readonly FrozenDictionary<string, int> _vocabulary;
    private readonly FrozenDictionary<int, string> _contents;
    private readonly Dictionary<string, int> _added = new(StringComparer.Ordinal);
    private readonly Dictionary<int, AddedToken> _addedById = [];
    private readonly Dictionary<string, AddedToken> _roles;
    private readonly FrozenSet<long> _specialIds;
    private readonly FrozenSet<string> _apart;
    private readonly AddedTokenSplitter _splitter;
    private readonly bool _cleansUp;
    private readonly bool _padsLeft;
    private readonly bool _truncatesLeft;

    protected HuggingFaceTokenizer(TokenizerSettings settings, IReadOnlyDictionary<string, int> vocabulary, IReadOnlyDictionary<string, string> defaults)
    {
        _vocabulary = vocabulary.ToFrozenDictionary(StringComparer.Ordinal);
        _contents = vocabulary.GroupBy(pair => pair.Value).ToFrozenDictionary(group => group.Key, group => group.Last().Key);
        (_roles, var special) = settings.Special(defaults);
        SpecialTokens = [.. special.Select(token => token.Content)];
        foreach (var (id, token) in settings.Added)
        {
            _added[token.Content] = id;
            _addedById[id] = token;
        }

        // Special tokens that the vocabulary lacks get the numbers behind it.
        foreach (var token in special.Where(token => !_added.ContainsKey(token.Content)))
        {
            var id = _vocabulary.TryGetValue(token.Content, out var known) ? known : _vocabulary.Keys.Union(_added.Keys, StringComparer.Ordinal).Count();
            _added[token.Content] = id;
            _addedById[id] = token;
        }

        VocabularySize = _vocabulary.Keys.Union(_added.Keys, StringComparer.Ordinal).Count();
        MaxLength = settings.MaxLength;
        UnknownId = Role("unk_token");
        PaddingId = Role("pad_token") ?? 0;
        _specialIds = special.Select(token => FindId(token.Content)).OfType<long>().ToFrozenSet();

        // In a decoded text these stand apart; the others are tokens among tokens.
        _apart = _added.Keys.Where(content => !SpecialTokens.Contains(content))
            .Concat(settings.AdditionalSpecial.Select(token => token.Content).Where(content => FindId(content) >= _vocabulary.Count))
            .ToFrozenSet(StringComparer.Ordinal);
        _splitter = new AddedTokenSplitter(_added.Keys.Select(content => _addedById.GetValueOrDefault(_added[content]) is { } token && token.Content == content
            ? token : new AddedToken(content)));
        _cleansUp = settings.Config.GetBoolean("clean_up_tokenization_spaces", true);
        _padsLeft = IsLeft(settings, "padding_side");
        _truncatesLeft = IsLeft(settings, "truncation_side");
    }

    public int VocabularySize { get; }

    public int? MaxLength { get; }

    public long PaddingId { get; }

    /// <summary>The special tokens, each once, those with a role first.</summary>
    protected ImmutableArray<string> SpecialTokens { get; }

    /// <summary>Added tokens that are no special ones.</summary>
    protected IEnumerable<AddedToken> PlainAddedTokens => _addedById.OrderBy(pair => pair.Key).Select(pair => pair.Value).Where(token => !token.IsSpecial);

    protected long? UnknownId { get; }

    public long? FindId(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return _added.TryGetValue(token, out var id) || _vocabulary.TryGetValue(token, out id) ? id : null;
    }

    public IReadOnlyList<string> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new List<string>();
        foreach (var (piece, isAdded) in _splitter.Split(Prepare(text)))
        {
            if (isAdded)
            {
                tokens.Add(piece);
            }
            else
            {
                TokenizePiece(piece, tokens);
            }
        }

        return tokens;
    }

    public TextEncoding Encode(string text, string? pair = null, TextEncodingOptions? options = null)
    {
        options ??= new TextEncodingOptions();
        var ids = Ids(text);
        var pairIds = pair is null ? null : Ids(pair);
        if (options.IsTruncated && (options.MaxLength ?? MaxLength) is { } most)
        {
            Truncate(ids, pairIds, most, options.AddSpecialTokens ? FrameLength(pair is not null) : 0);
        }

        var (framed, types) = options.AddSpecialTokens ? Frame(ids, pairIds) : ([.. ids, .. pairIds ?? []], [.. new long[ids.Count], .. SecondTypes(pairIds?.Count ?? 0)]);
        var row = new TextEncoding([.. framed], [.. Enumerable.Repeat(1L, framed.Count)], [.. types]);
        return options.Padding != TextPadding.MaxLength ? row
            : Pad(row, options.MaxLength ?? MaxLength ?? throw new ArgumentException(
                "Rows are to be padded to a length, but neither the options nor model_max_length of the checkpoint give one.", nameof(options)));
    }

    public TextBatch EncodeBatch(IReadOnlyList<string> texts, TextEncodingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        options ??= new TextEncodingOptions { IsTruncated = true, Padding = TextPadding.Longest };
        var rows = texts.Select(text => Encode(text, null, options)).ToList();
        var length = rows.Count > 0 ? rows.Max(row => row.Ids.Length) : throw new ArgumentException("A batch has at least one text; none was given.", nameof(texts));
        if (options.Padding == TextPadding.Longest)
        {
            rows = [.. rows.Select(row => Pad(row, length))];
        }

        return rows.TrueForAll(row => row.Ids.Length == length)
            ? new TextBatch(
                rows.Count, length, [.. rows.SelectMany(row => row.Ids)], [.. rows.SelectMany(row => row.Mask)], [.. rows.SelectMany(row => row.Types)])
            : throw new ArgumentException("The texts do not give rows of one length; ask for padding, and for truncation where rows are padded to a length.", nameof(options));
    }

    public string Decode(IEnumerable<long> ids, bool skipSpecialTokens = false, bool? cleanUp = null)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var parts = new List<string>();
        var run = new List<string>();
        foreach (var token in ids.Where(id => !skipSpecialTokens || !_specialIds.Contains(id)).Select(Content))
        {
            if (!_apart.Contains(token))
            {
                run.Add(token);
                continue;
            }

            if (run.Count > 0 && Join(run) is { Length: > 0 } joined)
            {
                parts.Add(joined);
            }

            run.Clear();
            parts.Add(token);
        }

        if (run.Count > 0)
        {
            parts.Add(Join(run));
        }

        var text = string.Join(' ', parts);
        return cleanUp ?? _cleansUp ? TextCleanup.Apply(text) : text;
    }

    /// <summary>What is done to a whole text before added tokens are looked for.</summary>
    protected virtual string Prepare(string text) => text;

    /// <summary>Splits a piece of text between added tokens.</summary>
    protected abstract void TokenizePiece(string text, List<string> tokens);

    /// <summary>Puts tokens together to text.</summary>
    protected abstract string Join(List<string> tokens);

    /// <summary>How many tokens <see cref="Frame"/> adds.</summary>
    protected abstract int FrameLength(bool isPair);

    /// <summary>Puts the frame around one or two texts.</summary>
    protected abstract (List<long> Ids, List<long> Types) Frame(List<long> ids, List<long>? pair);

    /// <summary>The types of the second text where there is no frame.</summary>
    protected virtual IEnumerable<long> SecondTypes(int count) => Enumerable.Repeat(1L, count);

    /// <summary>The number of the token that has a role; null where none has.</summary>
    protected long? Role(string role) => _roles.TryGetValue(role, out var token) ? FindId(token.Content) : null;

    /// <summary>The number of the token that has a role.</summary>
    protected long RequireRole(string role, TokenizerSettings settings) => Role(role)
        ?? throw new InvalidDataException($"{settings.PathOf(TokenizerSettings.ConfigFile)} gives no '{role}', which frames every text.");

    private static bool IsLeft(TokenizerSettings settings, string name) => settings.Config.GetString(name, "right") switch
    {
        "right" => false,
        "left" => true,
        var other => throw settings.Config.Invalid(name, other, "'left' or 'right'"),
    };

    private List<long> Ids(string text) => [.. Tokenize(text).Select(token => FindId(token) ?? UnknownId
        ?? throw new InvalidDataException($"The vocabulary lacks the token '{token}', and the tokenizer has none for the unknown."))];

    private string Content(long id) =>
        id is >= 0 and <= int.MaxValue && _addedById.TryGetValue((int)id, out var token) ? token.Content
        : id is >= 0 and <= int.MaxValue && _contents.TryGetValue((int)id, out var content) ? content
        : UnknownContent(id);

    /// <summary>What stands for a number that is none of the vocabulary's.</summary>
    protected abstract string UnknownContent(long id);

    /// <summary>The content of the token that has a role; null where none has.</summary>
    protected string? RoleContent(string role) => _roles.TryGetValue(role, out var token) ? token.Content : null;

    private void Truncate(List<long> ids, List<long>? pair, int most, int frame)
    {
        if (most < frame)
        {
            throw new ArgumentException($"A length of {most} is asked for, but the frame tokens alone take {frame}.");
        }

        for (var surplus = ids.Count + (pair?.Count ?? 0) + frame - most; surplus > 0; surplus--)
        {
            var longer = pair is null || ids.Count > pair.Count ? ids : pair;
            longer.RemoveAt(_truncatesLeft ? 0 : longer.Count - 1);
        }
    }

    private TextEncoding Pad(TextEncoding row, int length)
    {
        var missing = length - row.Ids.Length;
        if (missing <= 0)
        {
            return row;
        }

        var (ids, zeros) = (Enumerable.Repeat(PaddingId, missing), new long[missing]);
        return _padsLeft
            ? new TextEncoding([.. ids, .. row.Ids], [.. zeros, .. row.Mask], [.. zeros, .. row.Types])
            : new TextEncoding([.. row.Ids, .. ids], [.. row.Mask, .. zeros], [.. row.Types, .. zeros]);
    }
}
