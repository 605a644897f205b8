using System.Collections.Immutable;
using System.Text;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Viper.Api;

/// <summary>Questions to the models of language and vision.</summary>
internal static class Asking
{
    private const string DefaultQuestion = "What is this?";

    public static ImmutableDictionary<string, ProgramValue> Arguments(PyImagePatch patch, string question) =>
        ViperHost.Arguments(("image", patch.Image), ("question", new TextValue(question)));

    public static async ValueTask<PyObject> QueryAsync(Machine machine, PyImagePatch patch, PyObject? question)
    {
        var host = ViperHost.Of(machine);
        if (question is null && !host.Profile.QueryHasDefault)
        {
            throw PyError.Type("ImagePatch.simple_query() missing 1 required positional argument: 'question'");
        }

        var text = question is null ? DefaultQuestion : ImagePatchMembers.TextOf(machine, question);
        return ValueConversion.FromProgram((await host.CallAsync(machine, host.Leaves.Vqa, Arguments(patch, text))).Value!);
    }

    public static async ValueTask<PyObject> LlmAsync(Machine machine, PyObject query, PyObject? context, bool longAnswer)
    {
        var prompt = new StringBuilder();
        if (context is not null and not PyNone)
        {
            prompt.Append("Context: ").Append(ImagePatchMembers.TextOf(machine, context)).Append('\n');
        }

        prompt.Append(ImagePatchMembers.TextOf(machine, query));
        prompt.Append(longAnswer ? "" : "\nAnswer with one word or a short phrase and nothing else.");
        return await PromptAsync(machine, prompt.ToString());
    }

    public static async ValueTask<PyObject> GuessesAsync(Machine machine, PyObject question, PyObject first, PyObject? second)
    {
        var host = ViperHost.Of(machine);
        var guesses = first is PyText ? [first] : await Iteration.ToListAsync(machine, first);
        if (second is not null and not PyNone)
        {
            guesses.Add(second);
        }

        if (host.Profile.MaximumGuesses < int.MaxValue)
        {
            // The published code reads two guesses by index, the same one twice where there is but one.
            guesses = [.. guesses.Take(host.Profile.MaximumGuesses)];
            if (guesses.Count == 1)
            {
                guesses.Add(guesses[0]);
            }
        }

        var text = ImagePatchMembers.TextOf(machine, question);
        var texts = guesses.Select(g => ImagePatchMembers.TextOf(machine, g)).ToArray();
        if (host.Leaves.Guess is { } module)
        {
            var result = await host.CallAsync(machine, module, ViperHost.Arguments(
                ("question", new TextValue(text)), ("guesses", new ListValue([.. texts.Select(t => new TextValue(t))]))));
            return ValueConversion.FromProgram(result.Value!);
        }

        var prompt = new StringBuilder("A question about an image has been answered several times. Give the one answer that fits best.\nQuestion: ").Append(text).Append('\n');
        foreach (var guess in texts)
        {
            prompt.Append("Guess: ").Append(guess).Append('\n');
        }

        return await PromptAsync(machine, prompt.Append("Answer in a few words:").ToString());
    }

    public static async ValueTask<PyObject> SelectAsync(Machine machine, PyObject info, PyObject question, PyObject? options)
    {
        var host = ViperHost.Of(machine);
        var choices = options is null or PyNone ? null : await Iteration.ToListAsync(machine, options);
        if (host.Leaves.SelectAnswer is { } module)
        {
            var dict = info as PyDict ?? throw PyError.Type($"select_answer() argument 'info' must be a dict, not {info.Type.Name}");
            var pairs = dict.Items.Select(i => new ListValue([ValueConversion.ToProgram(machine, i.Key), ValueConversion.ToProgram(machine, i.Value)]));
            var result = await host.CallAsync(machine, module, ViperHost.Arguments(
                ("info", new ListValue([.. pairs])),
                ("question", new TextValue(ImagePatchMembers.TextOf(machine, question))),
                ("options", choices is null ? ProgramValue.None : new ListValue([.. choices.Select(c => ValueConversion.ToProgram(machine, c))]))));
            return ValueConversion.FromProgram(result.Value!);
        }

        var prompt = new StringBuilder("Answer a question about a video by what was found out about it.\n");
        Describe(machine, prompt, info, "");
        prompt.Append("Question: ").Append(ImagePatchMembers.TextOf(machine, question)).Append('\n');
        foreach (var choice in choices ?? [])
        {
            prompt.Append("Possible answer: ").Append(ImagePatchMembers.TextOf(machine, choice)).Append('\n');
        }

        prompt.Append(choices is null ? "Answer in a few words:" : "Repeat the possible answer that fits best, and nothing else:");
        return await PromptAsync(machine, prompt.ToString());
    }

    private static void Describe(Machine machine, StringBuilder prompt, PyObject info, string indent)
    {
        RunBudget.RequireStack();
        if (info is not PyDict dict)
        {
            prompt.Append(indent).Append("- ").Append(ImagePatchMembers.TextOf(machine, info)).Append('\n');
            return;
        }

        foreach (var (key, value) in dict.Items)
        {
            machine.Budget.AllocateText(indent.Length + 16);
            prompt.Append(indent).Append("- ").Append(ImagePatchMembers.TextOf(machine, key)).Append(':');
            if (value is PyDict)
            {
                prompt.Append('\n');
                Describe(machine, prompt, value, indent + "  ");
            }
            else
            {
                prompt.Append(' ').Append(ImagePatchMembers.TextOf(machine, value)).Append('\n');
            }
        }
    }

    private static async ValueTask<PyObject> PromptAsync(Machine machine, string prompt)
    {
        var host = ViperHost.Of(machine);
        machine.Budget.AllocateText(prompt.Length);
        var result = await host.CallAsync(machine, host.Leaves.Llm, ViperHost.Arguments(("prompt", new TextValue(prompt))));
        return PyText.Of(((TextValue)result.Value!).Text.Trim());
    }
}
