using System.Text;
using CsCheck;
using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;
using Sdvp.Distillation.Labelling;

namespace Sdvp.Distillation.Tests.Labelling;

public sealed class TeacherCacheTests : IDisposable
{
    private static readonly ModuleVersion Teacher = new("teacher");

    private readonly string _folder = Directory.CreateTempSubdirectory("sdvp-tests-").FullName;

    private string File => Path.Combine(_folder, "deep", "answers.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Find_AfterReopening_GivesTheSameBits()
    {
        var texts = Gen.String.Where(t => !t.Any(char.IsSurrogate));
        var answers = Gen.Select(texts, Gen.Double[0, 1]).Array[1, 6].Select(pairs => pairs.DistinctBy(p => p.Item1).ToArray());
        answers.Sample(given =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            System.IO.File.Delete(File);
            var answer = new TeacherAnswer(new AnswerDistribution(given.Select(g => KeyValuePair.Create(g.Item1, g.Item2 / given.Length))));
            using (var cache = TeacherCache.Open(File))
            {
                cache.Add(Teacher, [new("q", answer)]);
            }

            using var again = TeacherCache.Open(File);
            Assert.Equal(
                answer.Distribution.Answers.Select(a => (a.Key, BitConverter.DoubleToInt64Bits(a.Value))),
                again.Find(Teacher, "q")!.Distribution.Answers.Select(a => (a.Key, BitConverter.DoubleToInt64Bits(a.Value))));
        }, iter: 100, threads: 1);
    }

    [Fact]
    public void Open_TornAtAnyByte_KeepsTheWholeLinesAndGoesOn()
    {
        using (var cache = TeacherCache.Open(File))
        {
            cache.Add(Teacher, [new("a", Certain("yes")), new("b", Certain("größer"))]);
        }

        var whole = System.IO.File.ReadAllBytes(File);
        var firstLine = Array.IndexOf(whole, (byte)'\n') + 1;
        for (var length = 0; length < whole.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            using (var torn = TeacherCache.Open(File))
            {
                Assert.Equal(length < firstLine ? 0 : 1, torn.Count);
                torn.Add(Teacher, [new("a", Certain("yes")), new("b", Certain("größer"))]);
            }

            Assert.Equal(whole, System.IO.File.ReadAllBytes(File));
        }
    }

    [Fact]
    public void Open_DamagedInTheMiddle_NamesFileAndLine()
    {
        using (var cache = TeacherCache.Open(File))
        {
            cache.Add(Teacher, [new("a", Certain("yes")), new("b", Certain("no"))]);
        }

        var lines = System.IO.File.ReadAllText(File);
        System.IO.File.WriteAllText(File, "{\"teacher\":1}\n" + lines, new UTF8Encoding(false));

        var error = Assert.Throws<InvalidDataException>(() => TeacherCache.Open(File));

        Assert.Contains("Line 1", error.Message, StringComparison.Ordinal);
        Assert.Contains(File, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_OtherTeacher_FindsNothing()
    {
        using var cache = TeacherCache.Open(File);
        cache.Add(Teacher, [new("a", Certain("yes"))]);

        Assert.Null(cache.Find(new ModuleVersion("other"), "a"));
        Assert.Equal("yes", cache.Find(Teacher, "a")!.Distribution.Top);
    }

    [Fact]
    public void Add_Twice_IsWrittenOnce()
    {
        using (var cache = TeacherCache.Open(File))
        {
            cache.Add(Teacher, [new("a", Certain("yes"))]);
            cache.Add(Teacher, [new("a", Certain("no"))]);
            Assert.Equal("yes", cache.Find(Teacher, "a")!.Distribution.Top);
        }

        Assert.Single(System.IO.File.ReadAllLines(File));
    }

    [Fact]
    public void Open_WhileAnotherHasIt_Throws()
    {
        using var cache = TeacherCache.Open(File);

        Assert.Throws<IOException>(() => TeacherCache.Open(File));
    }

    private static TeacherAnswer Certain(string answer) => new(AnswerDistribution.Certain(answer));
}
