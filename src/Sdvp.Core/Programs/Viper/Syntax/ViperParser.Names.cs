using Sdvp.Core.Programs.Viper.Runtime;

namespace Sdvp.Core.Programs.Viper.Syntax;

internal sealed partial class ViperParser
{
    private Stmt.Delete ParseDelete(Token token)
    {
        var targets = new List<Expr>();
        do
        {
            if (IsAtEnd() && targets.Count > 0)
            {
                break;
            }

            AddDeleted(targets, ParsePrimary());
        }
        while (Accept(","));

        return new Stmt.Delete([.. targets], token.Start, Previous.End);
    }

    private static void AddDeleted(List<Expr> targets, Expr target)
    {
        if (target is Expr.Tuple { Items: var items } || (target is Expr.List list && (items = list.Items) is not null))
        {
            foreach (var item in items)
            {
                AddDeleted(targets, item);
            }
        }
        else if (target is Expr.Name or Expr.Index or Expr.Attribute)
        {
            targets.Add(target);
        }
        else
        {
            throw new SyntaxException(ViperCodes.Syntax, $"cannot delete {NameOf(target)}.", target.Start, target.End);
        }
    }

    private Stmt.Nonlocal ParseNonlocal(Token token)
    {
        if (_functions == 0)
        {
            throw new SyntaxException(ViperCodes.Scope, "nonlocal declaration not allowed at module level; leave it out.", token.Start, token.End, "");
        }

        var names = new List<string>();
        do
        {
            names.Add(ExpectName("after 'nonlocal'"));
        }
        while (Accept(","));

        return new Stmt.Nonlocal([.. names], token.Start, Previous.End);
    }

    private Stmt.Import ParseImport(Token token)
    {
        var names = new List<Stmt.ImportedName>();
        do
        {
            names.Add(ParseImportedName(ParseDottedName()));
        }
        while (Accept(","));

        return new Stmt.Import([.. names], token.Start, Previous.End);
    }

    private Stmt.ImportFrom ParseImportFrom(Token token)
    {
        var dots = Current.Start;
        while (Accept(".") || Accept("..."))
        {
        }

        var module = _source[dots..Current.Start].Trim() + (Current.Is("import") ? "" : ParseDottedName());
        if (!Accept("import"))
        {
            throw Unexpected();
        }

        if (Current.Is("*"))
        {
            throw new SyntaxException(ViperCodes.Import, $"'from {module} import *' is not supported; name what is needed.", token.Start, Current.End);
        }

        var inParentheses = Accept("(");
        var names = new List<Stmt.ImportedName>();
        do
        {
            if (inParentheses && Current.Is(")"))
            {
                break;
            }

            names.Add(ParseImportedName(ExpectName("after 'import'")));
        }
        while (Accept(","));

        if (inParentheses)
        {
            Expect(")", "after the imported names");
        }

        return new Stmt.ImportFrom(module, [.. names], token.Start, Previous.End);
    }

    private Stmt.ImportedName ParseImportedName(string name)
    {
        var start = Previous.Start;
        var alias = Accept("as") ? ExpectName("after 'as'") : null;
        return new Stmt.ImportedName(name, alias, start, Previous.End);
    }

    private string ParseDottedName()
    {
        var name = ExpectName("of a module");
        while (Accept("."))
        {
            name += "." + ExpectName("after '.'");
        }

        return name;
    }
}
