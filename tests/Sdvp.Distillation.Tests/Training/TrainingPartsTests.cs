using CsCheck;
using Sdvp.Distillation.Training;

namespace Sdvp.Distillation.Tests.Training;

public sealed class TrainingPartsTests
{
    [Fact]
    public void Shuffle_AnySeed_IsAPermutationThatTheSeedDecides() => Gen.Select(Gen.Int[0, 200], Gen.Long).Sample((count, seed) =>
    {
        var order = SeededOrder.Shuffle(count, seed);
        Assert.Equal(Enumerable.Range(0, count), order.Order());
        Assert.Equal(order, SeededOrder.Shuffle(count, seed));
    });

    [Fact]
    public void Shuffle_ManySeeds_EachPlaceIsEquallyLikely()
    {
        var counts = new int[5];
        for (var seed = 0; seed < 5000; seed++)
        {
            counts[Array.IndexOf(SeededOrder.Shuffle(5, SeededOrder.Mix(seed)), 0)]++;
        }

        Assert.All(counts, c => Assert.InRange(c, 850, 1150));
    }

    [Fact]
    public void Mix_Parts_AreNotInterchangeableAndNotNegative()
    {
        Assert.NotEqual(SeededOrder.Mix(1, 2), SeededOrder.Mix(2, 1));
        Gen.Long.Sample(part => SeededOrder.Mix(part) >= 0);
    }

    [Fact]
    public void LearningRate_HundredSteps_RisesThenFallsToAlmostNothing()
    {
        var schedule = new LearningRateSchedule(2.0, 100, 0.1);

        Assert.Equal(0.2, schedule.At(0), 1e-12);
        Assert.Equal(2.0, schedule.At(9), 1e-12);
        Assert.Equal(2.0, schedule.At(10), 1e-12);
        Assert.Equal(1.0, schedule.At(55), 1e-12);
        Assert.InRange(schedule.At(99), 0, 0.001);
        Assert.True(Enumerable.Range(10, 89).All(s => schedule.At(s) > schedule.At(s + 1)));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void LearningRate_ExtremeWarmup_IsPositiveInEveryStep(double warmup)
    {
        var schedule = new LearningRateSchedule(1.0, 3, warmup);

        Assert.All(Enumerable.Range(0, 3), s => Assert.InRange(schedule.At(s), 1e-9, 1));
    }

    [Fact]
    public void ChecksummedFile_CutOrChangedAnywhere_IsNotWhole()
    {
        var folder = Directory.CreateTempSubdirectory("sdvp-tests-").FullName;
        try
        {
            var path = Path.Combine(folder, "file");
            ChecksummedFile.Write(path, w => w.Write("content"));
            Assert.True(ChecksummedFile.IsWhole(path));
            Assert.Equal("content", ChecksummedFile.Read(path, r => r.ReadString()));
            Assert.Equal(["file"], Directory.EnumerateFiles(folder).Select(Path.GetFileName));

            var whole = File.ReadAllBytes(path);
            for (var i = 0; i < whole.Length; i++)
            {
                File.WriteAllBytes(path, whole[..i]);
                Assert.False(ChecksummedFile.IsWhole(path));
                var changed = whole.ToArray();
                changed[i] ^= 4;
                File.WriteAllBytes(path, changed);
                Assert.False(ChecksummedFile.IsWhole(path));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
