using CsCheck;
using Sdvp.Modules.Text.Unicode;

namespace Sdvp.Modules.Tests.Text;

public sealed class CanonicalFormsTests
{
    [Theory]
    [InlineData("caf\u00e9", "cafe\u0301", "caf\u00e9")]
    [InlineData("\u212b", "A\u030a", "\u00c5")]
    [InlineData("s\u0307\u0323", "s\u0323\u0307", "\u1e69")]
    [InlineData("\u1e69", "s\u0323\u0307", "\u1e69")]
    [InlineData("\u0958", "\u0915\u093c", "\u0915\u093c")]
    [InlineData("\u0344", "\u0308\u0301", "\u0308\u0301")]
    [InlineData("각", "\u1100\u1161\u11a8", "각")]
    [InlineData("가\u11a8", "\u1100\u1161\u11a8", "각")]
    [InlineData("\u1112\u1161\u11ab\u1100", "\u1112\u1161\u11ab\u1100", "한\u1100")]
    [InlineData("\ud834\udd5e", "\ud834\udd57\ud834\udd65", "\ud834\udd57\ud834\udd65")]
    [InlineData("\ud87e\udc00", "\u4e3d", "\u4e3d")]
    [InlineData("a\u0301\u0301", "a\u0301\u0301", "\u00e1\u0301")]
    [InlineData("\u0308\u0301", "\u0308\u0301", "\u0308\u0301")]
    [InlineData("ﬁ½", "ﬁ½", "ﬁ½")]
    [InlineData("\ud800x", "\ud800x", "\ud800x")]
    public void Forms_Text_AreUnicodes(string text, string decomposed, string composed)
    {
        Assert.Equal(decomposed, CanonicalForms.Decompose(text));
        Assert.Equal(composed, CanonicalForms.Compose(text));
    }

    [Fact]
    public void Forms_AnyText_AreStableAndAgree() =>
        Gen.Int[0, 0xFFFF].Where(value => value is < 0xD800 or > 0xDFFF).Array[0, 12].Select(values => string.Concat(values.Select(char.ConvertFromUtf32))).Sample(text =>
        {
            var (apart, together) = (CanonicalForms.Decompose(text), CanonicalForms.Compose(text));
            Assert.Equal(apart, CanonicalForms.Decompose(apart));
            Assert.Equal(together, CanonicalForms.Compose(together));
            Assert.Equal(together, CanonicalForms.Compose(apart));
            Assert.Equal(apart, CanonicalForms.Decompose(together));
        });
}
