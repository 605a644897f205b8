using Sdvp.Core.Programs;
using Sdvp.Core.Programs.VisProg;

namespace Sdvp.Core.Tests.Programs.VisProg;

/// <summary>What language models get wrong, row by row: code, place, message, and whether it is repaired.</summary>
public sealed class MalformedProgramTests
{
    private const string Boxes = "B=LOC(image=IMAGE,object='dog')\n";
    private const string Answer = "A=VQA(image=IMAGE,question='What?')\n";

    /// <summary>Source, code, line, column, length, message fragment, suggestion (null: any).</summary>
    public static TheoryData<string, string, int, int, int, string, string?> Errors => new()
    {
        { "B=LOC(image=IMAGE,object='dog')\nI0=CROP_NOT(image=IMAGE,box=B)\nR=RESULT(var=I0)", "VP002", 2, 4, 8, "did you mean CROP?", "CROP" },
        { "ANSWER0=VQA(image=IMAGE,question='What?')\nR=RESULT(var=ANSWER)", "VP003", 2, 14, 6, "did you mean 'ANSWER0'?", "ANSWER0" },
        { Boxes + "A=COUNT(box=B)\nE=EVAL(expr=\"'yes' if {A} > 0 and else 'no'\")\nR=RESULT(var=E)", "VP005", 3, 31, 3, "An expression is expected after 'and', but 'else' follows", "" },
        { "B=LOC(image=IMAGE,object=dog)\nR=RESULT(var=B)", "VP013", 1, 26, 3, "text must be quoted: object='dog'", "'dog'" },
        { "B=LOC(image=IMAGE,object=traffic light)\nR=RESULT(var=B)", "VP014", 1, 26, 13, "Unexpected 'light'", "'traffic light'" },
        { "B=LOC(IMAGE,'dog')\nR=RESULT(var=B)", "VP015", 1, 7, 5, "expects image=, object=", null },
        { "B=LOC(image=IMAGE)\nR=RESULT(var=B)", "VP016", 1, 3, 3, "'object' of LOC is missing", null },
        { "B=LOC(image=IMAGE,object='dog',object='cat')\nR=RESULT(var=B)", "VP017", 1, 32, 6, "given twice", null },
        { "B=LOC(image=IMAGE,object='dog',threshold=0.3)\nR=RESULT(var=B)", "VP018", 1, 32, 9, "LOC has no argument 'threshold'; it takes image, object", null },
        { "C=COUNT(box=LOC(image=IMAGE,object='dog'))\nR=RESULT(var=C)", "VP019", 1, 13, 29, "a step of its own", null },
        { "B=LOC(image=IMAGE,object='dog)\nR=RESULT(var=B)", "VP021", 1, 26, 5, "begins at column 26", null },
        { Answer + "C=COUNT(box=A)\nR=RESULT(var=C)", "VP022", 2, 13, 1, "box expects Regions, but the variable A is Text", null },
        { Answer + "C=CROP(image=IMAGE,box=A)\nR=RESULT(var=C)", "VP022", 2, 24, 1, "box expects Regions, but the variable A is Text", null },
        { Boxes + "A=VQA(image=B,question='What?')\nR=RESULT(var=A)", "VP022", 2, 13, 1, "image expects Image, but the variable B is Regions", null },
        { "ANSWER0=VQA(image=IMAGE,question='Q?')\nE=EVAL(expr=\"'yes' if {ANSWER7} else 'no'\")\nR=RESULT(var=E)", "VP025", 2, 23, 9, "did you mean 'ANSWER0'?", "{ANSWER0}" },
        { "E=EVAL(expr=\"__import__('os').getcwd()\")\nR=RESULT(var=E)", "VP028", 1, 14, 10, "'__import__' is not allowed in EVAL", null },
        { "IMAGE=LOC(image=IMAGE,object='dog')\nR=RESULT(var=IMAGE)", "VP035", 1, 1, 5, "'IMAGE' is an input", null },
        { "B==LOC(image=IMAGE,object='dog')\nR=RESULT(var=B)", "VP037", 1, 2, 2, "'=' is expected", "=" },
        { Answer + "R=RESULT(var=A,var=IMAGE)", "VP017", 2, 16, 3, "given twice", null },
        { Boxes + "A=VQA(image=IMAGE,question='Is it a d", "VP040", 2, 1, 37, "1 complete step comes before it", null },
        { Boxes + Answer + "C=CROP(image=", "VP040", 3, 1, 13, "2 complete steps come before it", null },
        { Boxes + "C=CRO", "VP040", 2, 1, 5, "1 complete step comes before it", null },
        { Boxes + "ANSW", "VP040", 2, 1, 4, "1 complete step comes before it", null },

        // Beyond the table.
        { "R=RESULT(var=IMAGE)\nQ=RESULT(var=IMAGE)", "VP045", 2, 1, 19, "more than one RESULT", null },
        { "RESULT(var=IMAGE)", "VP037", 1, 1, 6, "'=' is expected", null },
        { "B LOC(image=IMAGE,object='dog')", "VP037", 1, 1, 1, "'=' is expected", null },
        { "R=RESULT(var='IMAGE')", "VP022", 1, 14, 7, "leave out the quotes around IMAGE", "IMAGE" },
        { "R=RESULT(var=3)", "VP022", 1, 14, 1, "expects a variable", null },
        { "B=LOC(image='IMAGE',object='dog')", "VP022", 1, 13, 7, "leave out the quotes around IMAGE", "IMAGE" },
        { "B=LOC(image=IMAGE,object=3)", "VP013", 1, 26, 1, "object='3'", "'3'" },
        { "B=LOC(image=IMAGE,object=None)", "VP022", 1, 26, 4, "object expects Text, but this is None", null },
        { "B=LOC(image=IMAGE object='dog')", "VP046", 1, 18, 1, "',' is expected", null },
        { "B=LOC(image=,object='dog')", "VP046", 1, 13, 0, "A value is expected after 'image='", null },
        { "B=LOC(image=IMAGE,,object='dog')", "VP046", 1, 19, 1, "An argument is expected before ','", null },
        { "B=3\nR=RESULT(var=B)", "VP046", 1, 3, 1, "name of a module is expected", null },
        { "B=IMAGE\nR=RESULT(var=B)", "VP046", 1, 8, 0, "'(' is expected after 'IMAGE'", null },
        { "Z=ZOOM(image=IMAGE,factor=99999999999999999999)", "VP042", 1, 27, 20, "out of range", null },
        { "Z=ZOOM(image=IMAGE,factor='2')", "VP022", 1, 27, 3, "factor expects Number, but this is Text", null },
        { "P=PICK(from=[1,IMAG])", "VP003", 1, 16, 4, "did you mean 'IMAGE'?", "IMAGE" },
        { "P=PICK(from=[1 2])", "VP046", 1, 16, 1, "',' or ']' is expected", null },
        { "A=VQA(image=IMAGE,question=f'What {IMAGE}?')", "VP046", 1, 28, 16, "prefix f", null },
        { "E=EVAL(expr='{IMAGE.size} > 1')", "VP028", 1, 14, 12, "Attributes and items", "{IMAGE}" },
        { "E=EVAL(expr='IMAGE > 1')", "VP043", 1, 14, 5, "variables stand in braces", "{IMAGE}" },
        { "E=EVAL(expr='\\'a\\' + {A}')", "VP025", 1, 22, 3, "In the expression, the variable 'A' is not defined; defined are: IMAGE.", null },
        { "", "VP047", 1, 1, 0, "holds no step", null },
        { "\n  \n# only a comment\n", "VP047", 1, 1, 0, "holds no step", null },
    };

    /// <summary>Source, code, line, column, message fragment, the program as it runs after the repair.</summary>
    public static TheoryData<string, string, int, int, string, string> Repairs => new()
    {
        { "A=VQA(image=IMAGE,question='Is it Disney's Frozen?')\nR=RESULT(var=A)", "VP001", 1, 41, "taken literally", "A=VQA(image=IMAGE,question=\"Is it Disney's Frozen?\")\nR=RESULT(var=A)" },
        { "A=VQA(Image=IMAGE,question='Q?')\nR=RESULT(var=A)", "VP004", 1, 7, "called image, not Image", "A=VQA(image=IMAGE,question='Q?')\nR=RESULT(var=A)" },
        { "B=LOC(image=IMAGE,object='dog'\nR=RESULT(var=B)", "VP006", 1, 31, "')' of the step is missing", Boxes + "R=RESULT(var=B)" },
        { Boxes + "R=RESULT(var=B", "VP006", 2, 15, "')' of the step is missing", Boxes + "R=RESULT(var=B)" },
        { Boxes + "  R=RESULT(var=B)", "VP008", 2, 1, "white space is ignored", Boxes + "R=RESULT(var=B)" },
        { "Here is the program:\n" + Boxes + "R=RESULT(var=B)", "VP009", 1, 1, "no step", Boxes + "R=RESULT(var=B)" },
        { "Program: " + Boxes + "R=RESULT(var=B)", "VP009", 1, 1, "words before the step", Boxes + "R=RESULT(var=B)" },
        { "Program:\n" + Boxes + "R=RESULT(var=B)\nThis counts the dog's legs (4).", "VP009", 1, 1, "no step", Boxes + "R=RESULT(var=B)" },
        { "```python\n" + Boxes + "R=RESULT(var=B)\n```", "VP010", 1, 1, "code fence", Boxes + "R=RESULT(var=B)" },
        { "B=LOC(image=IMAGE,object=\u201Cdog\u201D)\nR=RESULT(var=B)", "VP020", 1, 26, "Typographic quotes", Boxes + "R=RESULT(var=B)" },
        { "B=LOC(image=IMAGE,object=\u2018dog\u2019)\nR=RESULT(var=B)", "VP020", 1, 26, "Typographic quotes", Boxes + "R=RESULT(var=B)" },
        { Answer + "E=EVAL(expr={A} > 0)\nR=RESULT(var=E)", "VP026", 2, 13, "not quoted", Answer + "E=EVAL(expr='{A} > 0')\nR=RESULT(var=E)" },
        { Answer + "E=EVAL(expr='yes' if ({A} == 'x') else 'no')\nR=RESULT(var=E)", "VP026", 2, 13, "not quoted", Answer + "E=EVAL(expr=\"'yes' if ({A} == 'x') else 'no'\")\nR=RESULT(var=E)" },
        { Answer + "E=EVAL(expr=\"'yes' if {A} == \"red\" else 'no'\")\nR=RESULT(var=E)", "VP001", 2, 30, "taken literally", Answer + "E=EVAL(expr='\\'yes\\' if {A} == \"red\" else \\'no\\'')\nR=RESULT(var=E)" },
        { "B=LOC(image=IMAGE,object='dog') finds dogs\nR=RESULT(var=B)", "VP033", 1, 33, "ignored", Boxes + "R=RESULT(var=B)" },
        { "B=LOC(image=IMAGE,object='dog'))\nR=RESULT(var=B)", "VP033", 1, 32, "ignored", Boxes + "R=RESULT(var=B)" },
        { "B=LOC(image=IMAGE,object='dog') R=RESULT(var=B)", "VP033", 1, 32, "';' is missing between two steps", Boxes + "R=RESULT(var=B)" },
        { "1. " + Boxes + "2) R=RESULT(var=B)", "VP034", 1, 1, "label", Boxes + "R=RESULT(var=B)" },
        { "- " + Boxes + "- R=RESULT(var=B)", "VP034", 1, 1, "label", Boxes + "R=RESULT(var=B)" },
        { "B=loc(image=IMAGE,object='dog')\nR=RESULT(var=B)", "VP036", 1, 3, "called LOC, not loc", Boxes + "R=RESULT(var=B)" },
    };

    /// <summary>Source, code, line, column, message fragment: warnings in strict mode as well.</summary>
    public static TheoryData<string, string, int, int, string> Warnings => new()
    {
        { Boxes, "VP011", 1, 1, "no RESULT" },
        { "R=RESULT(var=IMAGE)\n" + Boxes, "VP012", 2, 1, "does not run" },
        { "B=LOC(image=IMAGE,object='top')\nR=RESULT(var=B)", "VP039", 1, 26, "'TOP'" },
    };

    /// <summary>What other interpreters refuse or get wrong, and is right.</summary>
    public static TheoryData<string> Accepted => new()
    {
        "\n" + Boxes + "\n   \nR=RESULT(var=B)\n\n",
        "# find dogs\n" + Boxes + "R = RESULT ( var = B ) # done",
        "B=LOC(image=IMAGE,object='dog'); R=RESULT(var=B);",
        "B=LOC(\n  image=IMAGE, # the picture\n  object='dog',\n)\nR=RESULT(var=B)",
        "B=LOC(image=IMAGE,object='hot ' \"dog\")\r\nR=RESULT(var=B)\r\n",
        "B=LOC(image=IMAGE,object='''dog''')\nR=RESULT(var=B)",
        "B=LOC(image=IMAGE,object=r'd\\og')\nR=RESULT(var=B)",
        "B=LOC(image=IMAGE,object='TOP')\nR=RESULT(var=B)",
        Answer + "E=EVAL(expr=\"'{A}' == 'red'\")\nR=RESULT(var=E)",
        Answer + "E=EVAL(expr=f\"{A} == 'exorcist'\")\nR=RESULT(var=E)",
        Answer + "E=EVAL(expr='{A} == 2 xor {A} == 3')\nC=COUNT(box=E)\nR=RESULT(var=C)",
        Answer + "B=LOC(image=IMAGE,object=A)\nR=RESULT(var=B)",
        "Z=ZOOM(image=IMAGE,factor=2,category=None)\nR=RESULT(var=Z)",
        "P=PICK(from=[1,-2.5,'a',[None,True],IMAGE],index=+1)\nR=RESULT(var=P)",
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void Parse_WrongProgram_IsRefusedWithPlaceAndReason(string source, string code, int line, int column, int length, string fragment, string? suggestion)
    {
        foreach (var options in new[] { TestModules.Options, TestModules.Strict })
        {
            var parse = new VisProgLanguage().Parse(source, options);

            Assert.Null(parse.Program);
            var diagnostic = parse.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
            Assert.Equal((code, line, column, length), (diagnostic.Code, diagnostic.Span.Line, diagnostic.Span.Column, diagnostic.Span.Length));
            Assert.Contains(fragment, diagnostic.Message, StringComparison.Ordinal);
            Assert.True(suggestion is null || diagnostic.Suggestion == suggestion, diagnostic.Suggestion);
        }
    }

    [Theory]
    [MemberData(nameof(Repairs))]
    public void Parse_RepairableProgram_IsRepairedOrRefused(string source, string code, int line, int column, string fragment, string repaired)
    {
        var tolerant = new VisProgLanguage().Parse(source, TestModules.Options);
        var strict = new VisProgLanguage().Parse(source, TestModules.Strict);

        Assert.True(tolerant.Program is VisProgProgram, string.Join('\n', tolerant.Diagnostics));
        Assert.Equal(repaired, ((VisProgProgram)tolerant.Program).Print());
        Assert.Null(strict.Program);
        foreach (var (parse, severity) in new[] { (tolerant, DiagnosticSeverity.Warning), (strict, DiagnosticSeverity.Error) })
        {
            var diagnostic = parse.Diagnostics[0];
            Assert.Equal((code, line, column, severity), (diagnostic.Code, diagnostic.Span.Line, diagnostic.Span.Column, diagnostic.Severity));
            Assert.Contains(fragment, diagnostic.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Warnings))]
    public void Parse_DoubtfulProgram_IsAcceptedWithAWarning(string source, string code, int line, int column, string fragment)
    {
        foreach (var options in new[] { TestModules.Options, TestModules.Strict })
        {
            var parse = new VisProgLanguage().Parse(source, options);

            Assert.NotNull(parse.Program);
            var diagnostic = Assert.Single(parse.Diagnostics);
            Assert.Equal((code, line, column, DiagnosticSeverity.Warning), (diagnostic.Code, diagnostic.Span.Line, diagnostic.Span.Column, diagnostic.Severity));
            Assert.Contains(fragment, diagnostic.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Parse_UnusualButRightProgram_HasNoFindings(string source)
    {
        var parse = new VisProgLanguage().Parse(source, TestModules.Strict);

        Assert.Empty(parse.Diagnostics);
        Assert.NotNull(parse.Program);
    }

    [Fact]
    public void Parse_OneStepWithManyErrors_ReportsAllInOrder()
    {
        var parse = new VisProgLanguage().Parse("B=LOC(image=IMAG,objekt='dog')\nC=CONT(box=B)\nR=RESULT(var=D)", TestModules.Options);

        Assert.Equal(["VP016", "VP003", "VP018", "VP002", "VP003"], parse.Diagnostics.Select(d => d.Code));
        Assert.Equal("object", parse.Diagnostics[2].Suggestion);
        Assert.Equal("COUNT", parse.Diagnostics[3].Suggestion);
    }

    [Fact]
    public void Parse_UpstreamExampleWithTwoDefects_RunsWithBothRepaired()
    {
        const string Source = "ANSWER0=VQA(Image=RIGHT,question='Does this image feature Disney's Frozen?')\nFINAL_ANSWER=RESULT(var=ANSWER0)";

        var parse = new VisProgLanguage().Parse(Source, TestModules.Pair);

        Assert.Equal(["VP004", "VP001"], parse.Diagnostics.Select(d => d.Code));
        Assert.Contains("Disney's Frozen?", ((VisProgProgram)parse.GetProgramOrThrow()).Print(), StringComparison.Ordinal);
    }
}
