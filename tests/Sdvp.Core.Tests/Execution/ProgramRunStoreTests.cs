using System.Text;
using CsCheck;
using Sdvp.Core.Execution;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;
using Sdvp.Core.Tests.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution;

public class ProgramRunStoreTests
{
    [Fact]
    public void ReadAll_AnyRuns_EqualWhatWasWritten() =>
        Gens.Run.Array[1, 4].Select(runs => runs.DistinctBy(run => run.Id).ToArray()).Sample(runs =>
        {
            using var folder = new TemporaryFolder();
            using (var store = new ProgramRunStore(folder.Path))
            {
                Array.ForEach(runs, store.Append);
            }

            using var reopened = new ProgramRunStore(folder.Path);
            AssertEqual(runs, [.. reopened.ReadAll()]);
            Assert.All(runs, run => Assert.True(reopened.Contains(run.Id)));
            Assert.All(runs, run => AssertEqual([run], [reopened.Find(run.Id)!]));
        }, iter: 60, threads: 2);

    [Fact]
    public void Append_CropsOfOneImage_StoresTheRootOnce()
    {
        using var folder = new TemporaryFolder();
        using var store = new ProgramRunStore(folder.Path);
        var root = new ImageValue(ImageBuffer.FromRgb(4, 4, new byte[48]));

        store.Append(Run("r0", root));
        store.Append(Run("r1", root.Crop(new PixelBox(1, 1, 3, 3))));

        var file = Assert.Single(Directory.GetFiles(folder.File("images"), "*", SearchOption.AllDirectories));
        Assert.Equal(folder.File("images", root.Root.ContentId[..2], $"{root.Root.ContentId}.png"), file);
        ProgramValue[] read = [.. store.ReadAll().Select(run => run.Value!)];
        Assert.Equal(new PixelBox(1, 1, 3, 3), ((ImageValue)read[1]).Box);
        Assert.Same(((ImageValue)read[0]).Root, ((ImageValue)read[1]).Root);
    }

    [Fact]
    public void Open_TornAnywhere_KeepsEveryWholeRunAndGoesOn()
    {
        using var folder = new TemporaryFolder();
        var lengths = new List<int> { 0 };
        using (var store = new ProgramRunStore(folder.Path))
        {
            for (var i = 0; i < 3; i++)
            {
                store.Append(Run($"r{i}", new TextValue("é")));
                lengths.Add((int)new FileInfo(folder.File("records.jsonl")).Length);
            }
        }

        var whole = File.ReadAllBytes(folder.File("records.jsonl"));
        for (var length = 0; length <= whole.Length; length += 7)
        {
            File.WriteAllBytes(folder.File("records.jsonl"), whole[..length]);
            var complete = lengths.Count(end => end <= length) - 1;

            using (var store = new ProgramRunStore(folder.Path))
            {
                Assert.Equal(complete, store.Count);
                Assert.False(store.Contains($"r{complete}"));
                store.Append(Run("again", ProgramValue.None));
            }

            using var reopened = new ProgramRunStore(folder.Path);
            Assert.Equal([.. Enumerable.Range(0, complete).Select(i => $"r{i}"), "again"], reopened.ReadAll().Select(run => run.Id));
        }
    }

    [Fact]
    public void Append_IdThatIsThere_IsRefusedAndChangesNothing()
    {
        using var folder = new TemporaryFolder();
        using var store = new ProgramRunStore(folder.Path);
        store.Append(Run("r0", new TextValue("first")));

        var error = Assert.Throws<ArgumentException>(() => store.Append(Run("r0", new TextValue("second"))));

        Assert.Contains("r0", error.Message, StringComparison.Ordinal);
        Assert.Equal(new TextValue("first"), store.Find("r0")!.Value);
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public void Append_ManyThreads_KeepsEveryRunWhole()
    {
        using var folder = new TemporaryFolder();
        using var store = new ProgramRunStore(folder.Path);
        var image = new ImageValue(ImageBuffer.FromRgb(2, 2, new byte[12]));

        Parallel.For(0, 200, i => store.Append(Run($"r{i}", image)));

        Assert.Equal(200, store.ReadAll().Select(run => run.Id).Distinct().Count());
    }

    [Fact]
    public void Append_LongRun_IsReadBack()
    {
        using var folder = new TemporaryFolder();
        using (var store = new ProgramRunStore(folder.Path))
        {
            store.Append(Run("short", ProgramValue.None));
            store.Append(Run("long", new TextValue(new string('x', 300_000))));
            store.Append(Run("last", ProgramValue.None));
        }

        using var reopened = new ProgramRunStore(folder.Path);
        Assert.Equal(["short", "long", "last"], reopened.ReadAll().Select(run => run.Id));
        Assert.Equal(300_000, ((TextValue)reopened.Find("long")!.Value!).Text.Length);
    }

    [Fact]
    public void Append_ListsWithoutEnd_IsRefusedAndTheStoreGoesOn()
    {
        using var folder = new TemporaryFolder();
        using var store = new ProgramRunStore(folder.Path);

        Assert.Throws<ArgumentException>(() => store.Append(Run("deep", Nest(201))));
        store.Append(Run("fits", Nest(200)));

        Assert.Equal(Nest(200), Assert.Single(store.ReadAll()).Value);

        static ProgramValue Nest(int depth) => Enumerable.Range(0, depth).Aggregate(ProgramValue.None, (value, _) => new ListValue([value]));
    }

    [Fact]
    public void Open_SecondWriter_IsRefused()
    {
        using var folder = new TemporaryFolder();
        using var store = new ProgramRunStore(folder.Path);

        Assert.Throws<IOException>(() => new ProgramRunStore(folder.Path));
    }

    [Fact]
    public void Append_Disposed_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var store = new ProgramRunStore(folder.Path);
        store.Dispose();

        Assert.Throws<ObjectDisposedException>(() => store.Append(Run("r0", ProgramValue.None)));
    }

    [Theory]
    [InlineData("nonsense", null)]
    [InlineData("", null)]
    [InlineData("[]", "")]
    [InlineData("{}", "id")]
    [InlineData("{\"id\":7}", "id")]
    public void Open_LineWithoutARun_NamesFileLineAndField(string line, string? field)
    {
        using var folder = new TemporaryFolder();
        using (var store = new ProgramRunStore(folder.Path))
        {
            store.Append(Run("r0", ProgramValue.None));
        }

        File.AppendAllText(folder.File("records.jsonl"), $"{line}\n");

        var error = Assert.Throws<InvalidRecordException>(() => new ProgramRunStore(folder.Path));
        Assert.Equal((folder.File("records.jsonl"), 2, field), (error.Path, error.Line, error.Field));
        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"ticks\":0", "\"ticks\":\"0\"", "ticks")]
    [InlineData("\"program\":\"p\"", "\"programme\":\"p\"", "program")]
    [InlineData("\"box\":[0,0,2,2]", "\"box\":[0,0,2]", "value.box")]
    [InlineData("\"box\":[0,0,2,2]", "\"box\":[0,0,3,2]", "value.box")]
    [InlineData("\"box\":[0,0,2,2]", "\"box\":[0,0,2,2.5]", "value.box[3]")]
    [InlineData("\"type\":\"Image\"", "\"type\":\"Picture\"", "value.type")]
    [InlineData("\"root\":\"", "\"root\":\"../../etc/", "value.root")]
    [InlineData("\"records\":[]", "\"records\":[{}]", "records[0].step")]
    [InlineData("\"program\":\"p\"", "\"program\":\"\\ud800\"", "program")]
    [InlineData("\"program\":\"p\"", "\"program\":{\"utf16\":\"AA==\"}", "program.utf16")]
    [InlineData("\"records\":[]", "\"records\":[{\"step\":0,\"output\":null,\"module\":\"m\",\"version\":\"v\",\"span\":[0,0,0,0],\"arguments\":{\"\\ud800\":1}}]", "records[0].arguments")]
    public void Find_FieldDamaged_NamesFileLineAndField(string from, string to, string field)
    {
        using var folder = new TemporaryFolder();
        using (var store = new ProgramRunStore(folder.Path))
        {
            store.Append(Run("r0", new ImageValue(ImageBuffer.FromRgb(2, 2, new byte[12]))));
        }

        var path = folder.File("records.jsonl");
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal), new UTF8Encoding(false));

        using var reopened = new ProgramRunStore(folder.Path);
        var error = Assert.Throws<InvalidRecordException>(() => reopened.Find("r0"));
        Assert.Equal((path, 1, field), (error.Path, error.Line, error.Field));
    }

    [Fact]
    public void ReadAll_AnyBytesChanged_ThrowsNothingElse()
    {
        using var folder = new TemporaryFolder();
        using (var store = new ProgramRunStore(folder.Path))
        {
            Gens.Run.Array[30].Select(runs => runs.DistinctBy(run => run.Id).ToArray()).Sample(runs =>
            {
                lock (store)
                {
                    foreach (var run in runs.Where(run => !store.Contains(run.Id)))
                    {
                        store.Append(run);
                    }
                }
            }, iter: 1);
        }

        var path = folder.File("records.jsonl");
        var lines = File.ReadAllText(path);
        var whole = Encoding.UTF8.GetBytes(lines);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.OneOf(Gen.Byte, Gen.OneOfConst("\"\\[]{}:,0u-n\n".Select(c => (byte)c).ToArray()))).Array[1, 3].Sample(changes =>
        {
            var hostile = (byte[])whole.Clone();
            foreach (var (position, value) in changes)
            {
                hostile[position] = value;
            }

            File.WriteAllBytes(path, hostile);
            try
            {
                using var store = new ProgramRunStore(folder.Path);
                Assert.InRange(store.ReadAll().Count(), 0, int.MaxValue);
            }
            catch (InvalidRecordException error)
            {
                Assert.StartsWith(folder.Path, error.Path, StringComparison.Ordinal);
            }
        }, iter: 400, threads: 1);
    }

    [Fact]
    public void Find_ImageMissingOrAnother_NamesTheFile()
    {
        using var folder = new TemporaryFolder();
        var image = ImageBuffer.FromRgb(2, 2, new byte[12]);
        using (var store = new ProgramRunStore(folder.Path))
        {
            store.Append(Run("r0", new ImageValue(image)));
        }

        var path = folder.File("images", image.ContentId[..2], $"{image.ContentId}.png");
        File.WriteAllBytes(path, PngWriter.Encode(ImageBuffer.FromRgb(1, 1, new byte[3])));
        using (var store = new ProgramRunStore(folder.Path))
        {
            Assert.Equal(path, Assert.Throws<InvalidRecordException>(() => store.Find("r0")).Path);
        }

        File.Delete(path);
        using (var store = new ProgramRunStore(folder.Path))
        {
            Assert.Contains("missing", Assert.Throws<InvalidRecordException>(() => store.Find("r0")).Message, StringComparison.Ordinal);
            Assert.Null(store.Find("r9"));
        }
    }

    [Fact]
    public async Task Append_RunsOfTheRunner_ResumeSkipsThem()
    {
        using var folder = new TemporaryFolder();
        var module = new FakeModule("A");
        ProgramRequest[] requests = [.. Enumerable.Range(0, 6).Select(i => ScriptProgram.Chain($"r{i}", "A"))];
        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var store = new ProgramRunStore(folder.Path);
            foreach (var run in await Runners.With(module).RunAllAsync(requests.Where(request => !store.Contains(request.Id)).Take(4)))
            {
                store.Append(run);
            }
        }

        Assert.Equal([4, 2], module.Batches.Select(batch => batch.Length));
        using var complete = new ProgramRunStore(folder.Path);
        Assert.Equal(requests.Select(request => request.Id), complete.ReadAll().Select(run => run.Id));
    }

    private static ProgramRun Run(string id, ProgramValue value) =>
        new() { Id = id, ProgramId = "p", Value = value, Records = [], Duration = TimeSpan.Zero };

    private static void AssertEqual(ProgramRun[] expected, ProgramRun[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (before, after) in expected.Zip(actual))
        {
            Assert.Equal((before.Id, before.ProgramId, before.Duration), (after.Id, after.ProgramId, after.Duration));
            Assert.Equal(before.Value, after.Value);
            Assert.Equal(before.Records.AsEnumerable(), after.Records);
            Assert.Equal(Key(before.Error), Key(after.Error));
        }

        static (string, string, CallSite)? Key(ProgramExecutionException? error) => error is null ? null : (error.Message, error.Module, error.Site);
    }
}
