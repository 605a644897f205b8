using Sdvp.Distillation.Evaluation.Gqa;
using Sdvp.Distillation.Tests.Toys;

namespace Sdvp.Distillation.Tests.Evaluation.Gqa;

// Other tests would allocate while this one measures.
[Collection(AloneDefinition.Name)]
public sealed class GqaMemoryTests : IDisposable
{
    private const int Questions = 60_000;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_LargeFile_HoldsLittleMemory()
    {
        var path = _folder.File("large.json");
        await GqaQuestionWriter.WriteAsync(path, Enumerable.Range(0, Questions).Select(Create), TestContext.Current.CancellationToken);
        Assert.True(new FileInfo(path).Length > 50_000_000, $"The file has {new FileInfo(path).Length} bytes.");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        var count = 0;

        await foreach (var question in GqaQuestionFile.ReadAsync(path, null, TestContext.Current.CancellationToken))
        {
            Assert.NotEmpty(question.Semantic!.Value);
            if (++count % 10_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        Assert.Equal(Questions, count);
        Assert.True(most < 8_000_000, $"Reading held {most} bytes.");
    }

    private static GqaQuestion Create(int index) => new()
    {
        Id = $"{index}",
        ImageId = $"n{index}",
        Question = $"Is the thing number {index} to the left of the other thing? {new string('x', 250)}",
        Answer = "yes",
        FullAnswer = "Yes, it is.",
        IsBalanced = true,
        Groups = new GqaGroups(null, "local"),
        Entailed = [$"{index}"],
        Equivalent = [$"{index}"],
        Types = new GqaTypes("verify", "rel", "relVerify"),
        Semantic = [new GqaOperation("select", new string('y', 250), []), new GqaOperation("exist", "?", [0])],
        SemanticStr = "select: thing (1)->exist: ? [0]",
    };
}
