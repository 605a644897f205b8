using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.Viper.Compilation;
using Sdvp.Core.Programs.Viper.Syntax;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Api;

/// <summary>Finds the modules that a program uses and that are not registered.</summary>
internal sealed class LeafCheck(ViperOptions options, LeafNames leaves, ImmutableDictionary<string, ModuleSignature> modules, Scope module, IReadOnlySet<string> usesNames, Action<string, int, int> report)
    : SyntaxWalker
{
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);
    private readonly bool _hasPatches = usesNames.Contains("ImagePatch") || usesNames.Contains("VideoSegment");

    protected override void VisitStatement(Stmt statement)
    {
        if (statement is Stmt.Function function)
        {
            VisitAll(function.Parameters.Defaults);
            Visit(function.Body);
            return;
        }

        base.VisitStatement(statement);
    }

    protected override void VisitExpression(Expr expression)
    {
        switch (expression)
        {
            case Expr.Attribute attribute:
                // Texts have a method find as well; without patches nothing else has.
                if (_hasPatches && (attribute.Id != "find" || attribute.Value is not (Expr.Constant { Value: PyText } or Expr.Joined)))
                {
                    Require(attribute.Id, attribute.NameStart, attribute.Id.Length, isMethod: true);
                }

                break;
            case Expr.Name name when !module.IsBound(name.Id):
                Require(name.Id, name.Start, name.Id.Length, isMethod: false);
                break;
            case Expr.Lambda lambda:
                VisitExpression(lambda.Body);
                break;
            case Expr.Comprehension comprehension:
                foreach (var generator in comprehension.Generators)
                {
                    VisitExpression(generator.Iterable);
                    VisitAll(generator.Conditions);
                }

                Maybe(comprehension.Key);
                VisitExpression(comprehension.Element);
                break;
        }

        base.VisitExpression(expression);
    }

    private void Require(string name, int start, int length, bool isMethod)
    {
        var needed = leaves.NeededBy(name, isMethod, options.Profile);
        foreach (var leaf in needed.Where(n => !modules.ContainsKey(n) && _reported.Add(n)))
        {
            var what = leaf == options.LocModule && leaf == leaves.Detect ? $"{options.DetectModule} or {options.LocModule}" : leaf;
            report($"{what} is not registered, and '{name}' calls it; register a module of this name, or set its name in {nameof(ViperOptions)}.", start, length);
        }
    }
}
