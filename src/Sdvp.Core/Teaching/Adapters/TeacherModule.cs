using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>
/// Puts a teacher in a module's place: calls go through an adapter to the teacher, and its labels become results. This is the baseline that stepwise
/// distillation is measured against: good at the teacher's task, and blind to all others. Thread-safe where teacher, adapter and options are.
/// </summary>
/// <remarks>Where the adapter abstains, an <see cref="IGuessingStepAdapter"/> is asked for its best guess; else the answer is
/// <see cref="TeacherModuleOptions.UnknownAnswer"/>, and a locating step gives the proposer's value or no region.</remarks>
public sealed class TeacherModule : IVisualModule
{
    private readonly ITeacher _teacher;
    private readonly IStepAdapter _adapter;
    private readonly TeacherModuleOptions _options;

    /// <summary>Initialises the module.</summary>
    /// <param name="signature">The signature of the module that is replaced; its result is text, any, or regions.</param>
    /// <param name="teacher">The teacher.</param>
    /// <param name="adapter">An adapter for that teacher and module.</param>
    /// <param name="options">Example inputs and proposals. Default: <see cref="TeacherModuleOptions"/> as they are.</param>
    /// <exception cref="ArgumentException">The adapter serves another module, or the result is of a type that labels cannot give.</exception>
    public TeacherModule(ModuleSignature signature, ITeacher teacher, IStepAdapter adapter, TeacherModuleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(adapter);
        if (!string.Equals(signature.Name, adapter.Module, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The adapter serves {adapter.Module}, but the signature is that of {signature.Name}.", nameof(adapter));
        }

        if (signature.Result is not (ProgramType.Text or ProgramType.Any or ProgramType.Regions))
        {
            throw new ArgumentException($"{signature.Name} gives {signature.Result}; a teacher can stand in only for text, any and regions.", nameof(signature));
        }

        Signature = signature;
        _teacher = teacher;
        _adapter = adapter;
        _options = options ?? new TeacherModuleOptions();
        StepReader.ThrowIfNotAShare(_options.RegionThreshold, nameof(_options.RegionThreshold));
        Version = new ModuleVersion(
            $"teacher {teacher.Version.Id} by {adapter.Name}{(_options.Proposer is { } proposer ? $" on proposals of {proposer.Version.Id}" : "")}");
    }

    /// <inheritdoc/>
    public ModuleSignature Signature { get; }

    /// <inheritdoc/>
    public ModuleVersion Version { get; }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        var proposals = _options.Proposer is { } proposer ? await proposer.InvokeAsync(calls, cancellationToken) : null;
        var pending = new Pending[calls.Count];
        var queries = new List<TeacherQuery>();
        for (var i = 0; i < pending.Length; i++)
        {
            pending[i] = Prepare(calls[i], i, proposals?[i], queries);
        }

        var answers = queries.Count > 0 ? await _teacher.AnswerAsync(queries, cancellationToken) : [];
        if (answers.Count != queries.Count)
        {
            throw new InvalidOperationException($"The teacher was asked {queries.Count} queries and gave {answers.Count} answers; expected is one for each.");
        }

        return [.. pending.Select(p => Finish(p, [.. answers.Skip(p.FirstQuery).Take(p.Queries)]))];
    }

    private Pending Prepare(ModuleCall call, int index, ModuleResult? proposal, List<TeacherQuery> queries)
    {
        var step = new StepRecord
        {
            RunId = "direct",
            StepIndex = index,
            Module = Signature.Name,
            Version = Version,
            Arguments = call.Arguments,
            Proposals = proposal?.Proposals ?? [],
            Span = default,
            Duration = TimeSpan.Zero,
        };
        try
        {
            var example = new TaskExample { Id = "direct", Question = "", Inputs = _options.InputsOf(call), Program = DirectCallProgram.Instance };
            var first = queries.Count;
            if (_adapter.ToTeacher(step, example) is { HasValue: true, Value: var asked })
            {
                queries.AddRange(asked);
            }

            return new Pending(step, example, proposal, first, queries.Count - first, null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new Pending(step, null, proposal, 0, 0, error);
        }
    }

    private ModuleResult Finish(Pending pending, ImmutableArray<TeacherAnswer> answers)
    {
        if (pending.Error is { } failure)
        {
            return ModuleResult.FromError(failure);
        }

        try
        {
            var label = pending.Queries == 0 ? null : ToLabel(pending, answers);
            return Signature.Result == ProgramType.Regions ? ToRegions(label, pending) : ToAnswer(label);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return ModuleResult.FromError(error);
        }
    }

    // A label leaves out the regions that the teacher is unsure of; a program that runs on the teacher alone wants its guess about them too.
    private StepLabel? ToLabel(Pending pending, ImmutableArray<TeacherAnswer> answers)
    {
        var guess = (_adapter as IGuessingStepAdapter)?.Guess(pending.Step, pending.Example!, answers);
        return Signature.Result == ProgramType.Regions && guess is not null
            ? guess
            : _adapter.ToStudent(pending.Step, pending.Example!, answers).Value ?? guess;
    }

    private ModuleResult ToAnswer(StepLabel? label) => label?.Answers is { } answers
        ? ModuleResult.FromValue(new TextValue(answers.Top)) with { Distribution = answers }
        : ModuleResult.FromValue(new TextValue(_options.UnknownAnswer));

    private ModuleResult ToRegions(StepLabel? label, Pending pending)
    {
        if (label is null)
        {
            return pending.Proposal ?? ModuleResult.FromValue(new RegionsValue([]));
        }

        var name = pending.Step.Arguments.Values.OfType<TextValue>().FirstOrDefault()?.Text;
        ImmutableArray<Region> judged = [.. label.Regions.Select(r => new Region(r.Box, r.Probability, name)).OrderByDescending(r => r.Score)];
        return ModuleResult.FromValue(new RegionsValue([.. judged.Where(r => r.Score >= _options.RegionThreshold)])) with { Proposals = judged };
    }

    private sealed record Pending(StepRecord Step, TaskExample? Example, ModuleResult? Proposal, int FirstQuery, int Queries, Exception? Error);
}
