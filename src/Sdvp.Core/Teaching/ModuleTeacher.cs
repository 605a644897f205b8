using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Teaching;

/// <summary>
/// A module that answers questions about one image, as the teacher of a GQA-like task: any VQA network can teach another. Thread-safe where the module is; the caller owns the module.
/// </summary>
/// <remarks>
/// Probability that the module puts on answers outside of the answer space is left out. Where nothing is left, all probability is missing: adapters then abstain.
/// </remarks>
public sealed class ModuleTeacher : ITeacher
{
    private readonly IVisualModule _module;
    private readonly string _image;
    private readonly string _text;

    /// <summary>Initialises the teacher.</summary>
    /// <param name="module">The module: it takes one image and one text, gives text, and is deterministic. Further parameters are optional, and are left out.</param>
    /// <param name="answers">Every answer that it is to be heard with, compared by ordinal; at least one.</param>
    /// <exception cref="ArgumentException">The module takes or gives something else or samples its answers, or no answer is given.</exception>
    public ModuleTeacher(IVisualModule module, IEnumerable<string> answers)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(answers);
        ModuleParameter[] required = [.. module.Signature.Parameters.Where(p => !p.IsOptional)];
        if (module.Signature.Result != ProgramType.Text
            || required.Length != 2
            || required.SingleOrDefault(p => p.Type == ProgramType.Image) is not { } image
            || required.SingleOrDefault(p => p.Type == ProgramType.Text) is not { } text)
        {
            throw new ArgumentException($"The module is {module.Signature}; a teacher needs one that takes one image and one text and gives text, such as {StandardSignatures.Vqa()}.", nameof(module));
        }

        if (!module.IsDeterministic)
        {
            throw new ArgumentException($"{module.Signature.Name} may answer the same question differently; answers of a teacher are kept, so expected is a deterministic module.", nameof(module));
        }

        AnswerSpace = [.. answers];
        if (AnswerSpace.IsEmpty)
        {
            throw new ArgumentException("No answers are given; expected is every answer that the teacher can give.", nameof(answers));
        }

        (_module, _image, _text) = (module, image.Name, text.Name);
        var space = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', AnswerSpace.Order(StringComparer.Ordinal))));
        Version = new ModuleVersion($"{module.Version.Id} in answers {Convert.ToHexStringLower(space)[..16]}");
    }

    /// <summary>The module's version, and what it is heard with.</summary>
    public ModuleVersion Version { get; }

    /// <summary>One.</summary>
    public int ImagesPerQuery => 1;

    /// <inheritdoc/>
    public ImmutableHashSet<string> AnswerSpace { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A query has not exactly one image.</exception>
    /// <exception cref="InvalidOperationException">The module failed on a query; the cause is the inner exception.</exception>
    public async ValueTask<IReadOnlyList<TeacherAnswer>> AnswerAsync(IReadOnlyList<TeacherQuery> queries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        var results = await _module.InvokeAsync([.. queries.Select(ToCall)], cancellationToken).ConfigureAwait(false);
        return results.Count == queries.Count
            ? [.. results.Select((result, i) => ToAnswer(result, queries[i]))]
            : throw new InvalidOperationException($"{_module.Signature.Name} gave {results.Count} results to {queries.Count} queries; expected is one for each.");
    }

    private ModuleCall ToCall(TeacherQuery query) => query.Images.Length == 1
        ? new ModuleCall(ImmutableDictionary<string, ProgramValue>.Empty.Add(_image, query.Images[0]).Add(_text, new TextValue(query.Text)))
        : throw new ArgumentException($"This teacher takes one image a query, but {query.Images.Length} were given for '{query.Text}'.");

    private TeacherAnswer ToAnswer(ModuleResult result, TeacherQuery query)
    {
        if (result.Value is null)
        {
            throw new InvalidOperationException($"{_module.Signature.Name} failed on '{query.Text}': {result.Error?.Message}", result.Error);
        }

        var given = result.Distribution ?? AnswerDistribution.Certain(((TextValue)result.Value).Text);
        KeyValuePair<string, double>[] known = [.. given.Answers.Where(a => AnswerSpace.Contains(a.Key))];
        return new TeacherAnswer(new AnswerDistribution(known.Length > 0 ? known : AnswerSpace.Order(StringComparer.Ordinal).Select(a => KeyValuePair.Create(a, 0.0))));
    }
}
