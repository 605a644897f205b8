using System.Collections.Immutable;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.Generation;
using Sdvp.Core.Generation.Profiles;
using Sdvp.Core.Programs;
using Sdvp.Core.Rationale;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;

namespace Sdvp.Samples.VisProg;

/// <summary>Has a language model write a program for a question, and runs it where there is a picture.</summary>
internal static class GenerateCommand
{
    public static Task<int> RunAsync(
        CommandArguments arguments, TextWriter output, TextWriter errors, Func<string, string?> environment, CancellationToken cancellationToken)
    {
        var endpoint = ChatEndpoint.Read(environment);
        return RunAsync(arguments, endpoint.CreateClient(), output, errors, cancellationToken);
    }

    /// <summary>The same with a client that is there already; it is disposed of.</summary>
    public static async Task<int> RunAsync(CommandArguments arguments, IChatClient chat, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        using var disposed = chat;
        await using var provider = Host.Create(arguments.Fallback, chat, options =>
        {
            options.Samples = arguments.Samples;
            options.CacheFolder = arguments["--cache"];
        });
        var images = InputImages.Load(arguments, provider.GetRequiredService<IImageCodec>());
        var profile = ProfileOf(arguments, images);
        var question = string.Join(' ', arguments.Operands);
        var request = new GenerationRequest("question", question);
        return images.IsEmpty
            ? await WriteAsync(await provider.GetRequiredKeyedService<IProgramGenerator>(profile.Name).GenerateAsync(request, cancellationToken), output, errors)
            : await AnswerAsync(arguments, provider.GetRequiredKeyedService<ProgramVoter>(profile.Name), request, InputsOf(profile, images), output, errors, cancellationToken);
    }

    private static GenerationProfile ProfileOf(CommandArguments arguments, ImmutableDictionary<string, ProgramValue> images)
    {
        var name = arguments["--profile"] ?? (images.ContainsKey("RIGHT") ? VisProgProfiles.Nlvr.Name : VisProgProfiles.Gqa.Name);
        return VisProgProfiles.All.FirstOrDefault(p => p.Name == name)
            ?? throw new UsageException($"The profile '{name}' is unknown; known are: {string.Join(", ", VisProgProfiles.All.Select(p => p.Name))}.");
    }

    private static ImmutableDictionary<string, ProgramValue> InputsOf(GenerationProfile profile, ImmutableDictionary<string, ProgramValue> images)
    {
        var missing = profile.Inputs.Keys.Where(name => !images.ContainsKey(name)).Order(StringComparer.Ordinal).ToArray();
        return missing.Length == 0
            ? images.Where(i => profile.Inputs.ContainsKey(i.Key)).ToImmutableDictionary(StringComparer.Ordinal)
            : throw new UsageException($"Programs of the profile {profile.Name} look at {string.Join(" and ", missing)}; give {(missing.Contains("IMAGE") ? "--image" : "--left and --right")}.");
    }

    private static async Task<int> WriteAsync(ProgramGeneration generation, TextWriter output, TextWriter errors)
    {
        foreach (var candidate in generation.Candidates.Where(c => c.Program is not null).DistinctBy(c => c.Program!.Id))
        {
            await errors.WriteAsync(DiagnosticFormatter.Format(candidate.Source!, candidate.Diagnostics));
            await output.WriteLineAsync(candidate.Program!.Source.Trim());
        }

        if (generation.Error is not { } error)
        {
            return ExitCodes.Done;
        }

        await errors.WriteLineAsync($"error: {error.Message.ReplaceLineEndings(" ")}");
        return ExitCodes.Failed;
    }

    private static async Task<int> AnswerAsync(
        CommandArguments arguments,
        ProgramVoter voter,
        GenerationRequest request,
        ImmutableDictionary<string, ProgramValue> inputs,
        TextWriter output,
        TextWriter errors,
        CancellationToken cancellationToken)
    {
        var rationale = RunRationale.From(await voter.VoteAsync(request, inputs, cancellationToken), inputs) with { Gold = arguments["--expect"] };
        var page = await RationaleFiles.SaveAsync(arguments, [rationale], "generated", cancellationToken);
        if (!arguments.Json && rationale.Source is { Length: > 0 } source)
        {
            await output.WriteLineAsync($"{source.Trim()}\n");
        }

        await AnswerPrinter.PrintAsync(arguments, request.Question, rationale, page, output, errors);
        return rationale.Failure is null ? ExitCodes.Done : ExitCodes.Failed;
    }
}
