using System.Collections.Immutable;
using Sdvp.Modules.Generation;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Generation;

public sealed class TokenGeneratorTests
{
    private const int End = 3;
    private const int Padding = 4;

    // What follows a token, as probabilities; rows are the last token. 0 begins.
    private static readonly double[,] s_next =
    {
        { 0.00, 0.55, 0.40, 0.05, 0 },
        { 0.00, 0.30, 0.30, 0.40, 0 },
        { 0.00, 0.05, 0.00, 0.95, 0 },
        { 0.25, 0.25, 0.25, 0.25, 0 },
        { 0.25, 0.25, 0.25, 0.25, 0 },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Greedy_TakesTheBestAndEnds()
    {
        var sequence = Assert.Single(Generate(new GenerationOptions())[0]);

        Assert.Equal([0, 1, End], sequence.Tokens);
        Assert.True(sequence.IsFinished);
        Assert.Equal(Math.Log(0.55) + Math.Log(0.40), sequence.LogProbability, 1e-5);
        Assert.Equal(sequence.LogProbability, sequence.Score, 1e-9);
    }

    [Fact]
    public void Greedy_RowsThatEndAtDifferentTimes_ArePaddedForTheNetworkAndCutForTheCaller()
    {
        using var scope = NewDisposeScope();
        using var decoder = Decoder(2);

        // The second row has its longest word: 1, then 2 by the rule of least length.
        var sequences = TokenGenerator.Generate(decoder, [[0, 2], [0, 0]], new GenerationOptions { MaxNewTokens = 6 }, Tokens(), Token);

        Assert.Equal([0, 2, End], sequences[0][0].Tokens);
        Assert.Equal([0, 0, 1, End], sequences[1][0].Tokens);
        Assert.Equal([0, 2, End], decoder.Seen[0]);
        Assert.Equal(2, sequences[1][0].LogProbabilities.Length);
    }

    [Fact]
    public void Beams_FindWhatIsMoreProbableInTheEnd()
    {
        var sequences = Generate(new GenerationOptions { Beams = 2 })[0];

        // 0.40 · 0.95 > 0.55 · 0.40
        Assert.Equal([0, 2, End], sequences[0].Tokens);
        Assert.Equal(Math.Log(0.40 * 0.95), sequences[0].LogProbability, 1e-5);
        Assert.Equal(Math.Log(0.40 * 0.95) / 2, sequences[0].Score, 1e-5);
        Assert.Equal(2, sequences.Length);
        Assert.True(sequences[0].Score >= sequences[1].Score);
    }

    [Fact]
    public void Beams_AsManyAsThereAreSequences_GiveWhatExhaustionGives()
    {
        foreach (var penalty in (double[])[0, 1, 2.5, -1])
        {
            var options = new GenerationOptions { Beams = 30, MaxNewTokens = 3, LengthPenalty = penalty, Stopping = BeamStopping.Never };

            var sequences = Generate(options)[0];

            var all = Exhaust([0], 0).Select(s => (s.Tokens, Score: s.Log / Math.Pow(s.Tokens.Length - 1, penalty))).OrderByDescending(s => s.Score).ToArray();
            for (var i = 0; i < Math.Min(8, all.Length); i++)
            {
                Assert.Equal(all[i].Score, sequences[i].Score, 1e-4);
            }
        }
    }

    [Fact]
    public void Beams_SeveralInputs_AreSearchedEachForItself()
    {
        using var scope = NewDisposeScope();
        using var decoder = Decoder(3);

        var sequences = TokenGenerator.Generate(decoder, [[0], [1], [2]], new GenerationOptions { Beams = 3, MaxNewTokens = 5 }, Tokens(), Token);

        for (var i = 0; i < 3; i++)
        {
            using var alone = Decoder(1);
            var expected = TokenGenerator.Generate(alone, [[i]], new GenerationOptions { Beams = 3, MaxNewTokens = 5 }, Tokens(), Token)[0];
            Assert.Equal(expected.Select(s => string.Join(' ', s.Tokens)), sequences[i].Select(s => string.Join(' ', s.Tokens)));
            Assert.Equal(expected.Select(s => s.Score), sequences[i].Select(s => s.Score));
        }
    }

    [Theory]
    [InlineData(BeamStopping.AtOnce)]
    [InlineData(BeamStopping.Heuristic)]
    [InlineData(BeamStopping.Never)]
    public void Beams_Stopping_OrdersTheNumberOfReads(BeamStopping stopping)
    {
        using var scope = NewDisposeScope();
        using var decoder = Decoder(1);
        using var atOnce = Decoder(1);

        TokenGenerator.Generate(decoder, [[0]], new GenerationOptions { Beams = 2, MaxNewTokens = 30, Stopping = stopping }, Tokens(), Token);
        TokenGenerator.Generate(atOnce, [[0]], new GenerationOptions { Beams = 2, MaxNewTokens = 30, Stopping = BeamStopping.AtOnce }, Tokens(), Token);

        Assert.InRange(decoder.Reads, atOnce.Reads, 30);
        Assert.True(stopping != BeamStopping.AtOnce || decoder.Reads == atOnce.Reads);
    }

    [Fact]
    public void LeastLength_KeepsTheEndAway()
    {
        Assert.Equal(6, Generate(new GenerationOptions { MinLength = 5, MaxNewTokens = 9 })[0][0].Tokens.Length);
        Assert.Equal(6, Generate(new GenerationOptions { MinNewTokens = 4, MaxNewTokens = 9 })[0][0].Tokens.Length);
        Assert.All(Generate(new GenerationOptions { MinNewTokens = 4, MaxNewTokens = 9, Beams = 3 })[0], s => Assert.True(s.Tokens.Length >= 6));
    }

    [Fact]
    public void RepetitionPenalty_TurnsFromWhatHasOccurred()
    {
        var sequence = Generate(new GenerationOptions { RepetitionPenalty = 5, MinNewTokens = 3, MaxNewTokens = 4 })[0][0];

        // 1 follows 1 as readily as 2 does, but has occurred.
        Assert.Equal([0, 1, 2], sequence.Tokens[..3]);
    }

    [Fact]
    public void NoRepeatNgramSize_ForbidsTheSecondTime()
    {
        var sequence = Generate(new GenerationOptions { NoRepeatNgramSize = 2, MinNewTokens = 5, MaxNewTokens = 5 })[0][0];

        var pairs = sequence.Tokens.Zip(sequence.Tokens.Skip(1)).ToArray();
        Assert.Equal(pairs.Length, pairs.Distinct().Count());
        Assert.False(sequence.IsFinished);
    }

    [Fact]
    public void Generate_WhatCannotBe_IsRefused()
    {
        using var scope = NewDisposeScope();
        using var decoder = new TableDecoder(Logits(), 1) { MaxPositions = 2 };

        Assert.Throws<ArgumentException>(() => Generate(new GenerationOptions { MaxLength = 1 }));
        Assert.Throws<ArgumentException>(() => Generate(new GenerationOptions { Beams = 0 }));
        Assert.Throws<ArgumentException>(() => TokenGenerator.Generate(decoder, [[0], [1]], new GenerationOptions(), Tokens(), Token));
        var error = Assert.Throws<ArgumentException>(() => TokenGenerator.Generate(decoder, [[0]], new GenerationOptions { MinLength = 9 }, Tokens(), Token));
        Assert.Contains("2 positions", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Generate_Anything_LeavesNoTensor(int beams) => LeakCheck.AssertLeavesNothing(() =>
    {
        using var scope = NewDisposeScope();
        using var decoder = Decoder(2);
        TokenGenerator.Generate(decoder, [[0], [1]], new GenerationOptions { Beams = beams, RepetitionPenalty = 1.2, NoRepeatNgramSize = 2, MinLength = 3 }, Tokens(), CancellationToken.None);
    });

    private static IEnumerable<(long[] Tokens, double Log)> Exhaust(long[] tokens, double log)
    {
        if (tokens.Length == 4 || tokens[^1] == End)
        {
            yield return (tokens, log);
            yield break;
        }

        for (var next = 0; next < 5; next++)
        {
            if (s_next[tokens[^1], next] > 0)
            {
                foreach (var longer in Exhaust([.. tokens, next], log + Math.Log(s_next[tokens[^1], next])))
                {
                    yield return longer;
                }
            }
        }
    }

    private static ImmutableArray<ImmutableArray<GeneratedSequence>> Generate(GenerationOptions options)
    {
        using var scope = NewDisposeScope();
        using var decoder = Decoder(1);
        return TokenGenerator.Generate(decoder, [[0]], options, Tokens(), Token);
    }

    private static GenerationTokens Tokens() => new([End], Padding);

    private static TableDecoder Decoder(int rows) => new(Logits(), rows);

    private static float[,] Logits()
    {
        var logits = new float[5, 5];
        for (var i = 0; i < 25; i++)
        {
            logits[i / 5, i % 5] = (float)Math.Log(Math.Max(s_next[i / 5, i % 5], 1e-30));
        }

        return logits;
    }
}
