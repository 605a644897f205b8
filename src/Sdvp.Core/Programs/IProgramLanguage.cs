using System.Collections.Immutable;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs;

/// <summary>Parses, checks and executes one kind of visual program. Implementations are stateless and thread-safe.</summary>
public interface IProgramLanguage
{
    /// <summary>The language's name, such as <c>visprog</c>.</summary>
    string Name { get; }

    /// <summary>Parses and checks a source text. Runs nothing and never throws for what the text holds.</summary>
    /// <param name="source">The text.</param>
    /// <param name="options">What to check against.</param>
    /// <returns>The program or the reasons for refusing it.</returns>
    ProgramParse Parse(string source, ProgramParseOptions options);

    /// <summary>Executes a program of this language.</summary>
    /// <param name="program">A program that <see cref="Parse"/> made.</param>
    /// <param name="inputs">Values of the input variables; not changed.</param>
    /// <param name="caller">Through which every module is called.</param>
    /// <param name="cancellationToken">Stops between steps and inside module calls.</param>
    /// <returns>The program's result.</returns>
    /// <exception cref="ProgramExecutionException">A step failed.</exception>
    ValueTask<ProgramValue> ExecuteAsync(
        VisualProgram program, ImmutableDictionary<string, ProgramValue> inputs, IModuleCaller caller, CancellationToken cancellationToken = default);
}
