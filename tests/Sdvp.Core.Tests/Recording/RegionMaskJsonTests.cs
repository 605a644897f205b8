using System.Text.Json;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Tests.Recording;

public class RegionMaskJsonTests
{
    [Theory]
    [InlineData("""{"box":[0,0,2,2],"coverage":"AAAA"}""", "damaged")]
    [InlineData("""{"box":[0,0,2,2],"coverage":"*"}""", "base64")]
    [InlineData("""{"box":[0,0,2,2]}""", "missing")]
    [InlineData("""{"box":[2,2,0,0],"coverage":""}""", "expected is 1 to")]
    [InlineData("""{"box":[0,0,2147483647,2147483647],"coverage":""}""", "expected is 1 to")]
    [InlineData("""{"box":[0,0,40000,40000],"coverage":"eJxjZGIGAAANAAc="}""", "fewer pixels")]
    [InlineData("""{"box":[0,0,1,1],"coverage":"eJxjZGIGAAANAAc="}""", "more pixels")]
    public void Read_DamagedMask_IsRefusedWithItsPlace(string json, string problem)
    {
        using var document = JsonDocument.Parse(json);

        var error = Assert.Throws<InvalidRecordException>(() => RegionMaskJson.Read(new JsonField(document.RootElement, "runs.jsonl", 3, "value.regions[0].mask")));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("mask", error.Message, StringComparison.Ordinal);
    }
}
