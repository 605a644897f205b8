using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Values;

namespace Sdvp.Core.Generation.Chat;

/// <summary>Writes conversations. Examples are turns of it, as the model's own replies would be.</summary>
internal static class PromptBuilder
{
    private const int ShownErrors = 8;
    private const int ShownReplyCharacters = 8_000;

    public static ImmutableArray<PromptMessage> Begin(
        GenerationProfile profile,
        ImmutableArray<ModuleSignature> modules,
        ImmutableDictionary<string, ProgramType> inputs,
        ImmutableArray<InContextExample> examples,
        string question)
    {
        var messages = ImmutableArray.CreateBuilder<PromptMessage>();
        messages.Add(new(PromptMessage.System, $"{profile.Instruction}\n\n{profile.Syntax}\n\n{profile.Describer.Describe(modules, inputs)}"));
        foreach (var example in examples)
        {
            messages.Add(new(PromptMessage.User, profile.QuestionPrefix + example.Question));
            messages.Add(new(PromptMessage.Assistant, $"```{profile.FenceLabel}\n{example.Program.Trim('\n')}\n```"));
        }

        messages.Add(new(PromptMessage.User, profile.QuestionPrefix + question));
        return messages.ToImmutable();
    }

    /// <summary>Goes on with a refused reply and what is wrong with it.</summary>
    public static ImmutableArray<PromptMessage> AskForRepair(
        ImmutableArray<PromptMessage> messages, IEnumerable<string> callable, ChatReply reply, ReplyReading reading)
    {
        var text = reply.Text.Length <= ShownReplyCharacters ? reply.Text : $"{reply.Text.AsSpan(0, ShownReplyCharacters)}…";
        return messages
            .Add(new(PromptMessage.Assistant, string.IsNullOrWhiteSpace(text) ? "(nothing)" : text))
            .Add(new(PromptMessage.User, Complain(callable, reply, reading)));
    }

    private static string Complain(IEnumerable<string> callable, ChatReply reply, ReplyReading reading)
    {
        var complaint = new StringBuilder();
        if (string.IsNullOrWhiteSpace(reply.Text))
        {
            complaint.Append("Your reply was empty.\n");
        }
        else
        {
            var errors = reading.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
            complaint.Append("The program was refused. Nothing of it ran.\n\n").Append(DiagnosticFormatter.Format(reading.Source, errors.Take(ShownErrors)));
            if (errors.Length > ShownErrors)
            {
                complaint.Append(CultureInfo.InvariantCulture, $"… and {errors.Length - ShownErrors} more errors.\n");
            }

            complaint.Append(CultureInfo.InvariantCulture, $"\nWhat can be called: {string.Join(", ", callable)}.\n");
            complaint.Append(reply.IsCutOff ? "\nThe reply was cut off at its limit; write a shorter program.\n" : "");
        }

        return complaint.Append("\nWrite the whole program again, corrected, in one code block, and nothing else.").ToString();
    }
}
