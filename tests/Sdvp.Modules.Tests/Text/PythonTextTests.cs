using System.Text;
using Sdvp.Modules.Text.Unicode;

namespace Sdvp.Modules.Tests.Text;

public sealed class PythonTextTests
{
    [Theory]
    [InlineData("THE Cat", "the cat")]
    [InlineData("İstanbul", "i\u0307stanbul")]
    [InlineData("ΣΊΣΥΦΟΣ", "σίσυφος")]
    [InlineData("Σ", "σ")]
    [InlineData("ΑΣ.", "ας.")]
    [InlineData("ΑΣ.Α", "ασ.α")]
    [InlineData("ΑΣ ", "ας ")]
    [InlineData("1Σ", "1σ")]
    [InlineData("ẞßKÅ", "ßßkå")]
    [InlineData("𐐀", "𐐨")]
    public void Lower_Text_IsPythons(string text, string lower) => Assert.Equal(lower, PythonText.Lower(text));

    [Fact]
    public void Split_EveryKindOfSpace_Separates()
    {
        Assert.Equal(["a", "b", "c", "d", "e", "f"], PythonText.Split("\u3000a\u00a0b\u001fc\u2028d\u0085e \t\r\nf "));
        Assert.Equal(["a\u200bb"], PythonText.Split("a\u200bb"));
        Assert.Equal("a b", PythonText.Strip("\u001c a b\u2003"));
    }

    [Fact]
    public void LowerRune_OneCharacter_KnowsNoNeighbours() => Assert.Equal("σ", PythonText.LowerRune(new Rune('Σ')));
}
