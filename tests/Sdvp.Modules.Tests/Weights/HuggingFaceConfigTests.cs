using System.Text;
using Sdvp.Modules.Weights;

namespace Sdvp.Modules.Tests.Weights;

public sealed class HuggingFaceConfigTests
{
    private static readonly HuggingFaceConfig s_config = HuggingFaceConfig.Parse(
        """
        {"size": 3, "rate": 1e-5, "flag": true, "name": "x", "none": null, "list": [1, 2.5], "words": ["a", "b"], "text_config": {"size": 4},
         "id2label": {"1": "no", "0": "yes"}}
        """u8.ToArray(),
        "some/config.json");

    [Fact]
    public void Get_ValuesThatAreThere_ReadsThem()
    {
        Assert.Equal(3, s_config.GetInt32("size", 7));
        Assert.Equal(1e-5, s_config.GetDouble("rate", 1));
        Assert.True(s_config.GetBoolean("flag", false));
        Assert.Equal("x", s_config.GetString("name", null));
        Assert.Equal([1, 2.5], s_config.GetDoubles("list", [], 2));
        Assert.Equal([3.0, 3, 3], s_config.GetDoubles("size", [], 3));
        Assert.Equal(["a", "b"], s_config.GetStrings("words", []));
        Assert.Equal(4, s_config.GetSection("text_config").GetInt32("size", null));
        Assert.Equal(["yes", "no"], s_config.GetLabels("id2label"));
    }

    [Fact]
    public void Get_AbsentOrNull_GivesTheDefault()
    {
        Assert.Equal(7, s_config.GetInt32("none", 7));
        Assert.Equal(7, s_config.GetSection("vision_config").GetInt32("size", 7));
        Assert.Null(s_config.GetBooleanOrNull("none"));
        Assert.False(s_config.Has("none"));
        Assert.Empty(s_config.GetLabels("labels"));
    }

    [Fact]
    public void Get_WrongKind_NamesFileSectionValueAndWhatIsExpected()
    {
        Assert.Equal("some/config.json: 'name' is \"x\"; expected is a whole number.", Message(() => s_config.GetInt32("name", 1)));
        Assert.Equal("some/config.json: 'text_config.size' is 4; expected is a text.", Message(() => s_config.GetSection("text_config").GetString("size", null)));
        Assert.Equal("some/config.json: 'size' is 3; expected is a whole number from 4 on.", Message(() => s_config.GetInt32("size", 1, 4)));
        Assert.Equal("some/config.json lacks 'text_config.width', for which there is no default.", Message(() => s_config.GetSection("text_config").GetInt32("width", null)));
        Assert.Contains("a list of 3 numbers", Message(() => s_config.GetDoubles("list", [], 3)), StringComparison.Ordinal);
        Assert.Contains("an object", Message(() => s_config.GetSection("list")), StringComparison.Ordinal);
        Assert.Contains("lacks 'words2label.1'", Message(() => HuggingFaceConfig.Parse("""{"words2label": {"0": "a", "2": "b"}}"""u8.ToArray(), "f").GetLabels("words2label")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("{\"a\":1} x")]
    public void Parse_NoJsonObject_NamesTheFile(string text) =>
        Assert.Contains("some/config.json", Message(() => HuggingFaceConfig.Parse(Encoding.UTF8.GetBytes(text), "some/config.json")), StringComparison.Ordinal);

    private static string Message(Func<object> read) => Assert.Throws<InvalidDataException>(read).Message;
}
