using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Modules.Vilt;

/// <summary>Text and patches in one sequence: <c>[n, tokens + 1 + patches, width]</c>.</summary>
internal sealed class ViltEmbeddings : nn.Module
{
    private readonly ViltTextEmbeddings text_embeddings;
    private readonly Parameter cls_token;
    private readonly ViltPatchEmbeddings patch_embeddings;
    private readonly Parameter position_embeddings;
    private readonly EmbeddingLayer token_type_embeddings;
    private readonly int side;
    private readonly double dropout;

    public ViltEmbeddings(ViltConfig config)
        : base(nameof(ViltEmbeddings))
    {
        side = config.ImageSize / config.PatchSize;
        text_embeddings = new ViltTextEmbeddings(config);
        cls_token = new Parameter(zeros(1, 1, config.HiddenSize));
        patch_embeddings = new ViltPatchEmbeddings(config);
        position_embeddings = new Parameter(zeros(1, (side * side) + 1, config.HiddenSize));
        token_type_embeddings = new EmbeddingLayer(config.ModalityTypeVocabSize, config.HiddenSize);
        dropout = config.HiddenDropoutProb;
        RegisterComponents();
    }

    public Tensor Forward(ViltBatch batch)
    {
        using var scope = NewDisposeScope();
        var text = text_embeddings.Forward(batch.Tokens, batch.TokenTypes).Plus(Modality(0));
        var image = Look(batch.Pixels, batch.Patches).Plus(Modality(1));
        return cat([text, image], 1).MoveToOuterDisposeScope();
    }

    private Tensor Modality(int index) => token_type_embeddings.Weight.narrow(0, index, 1).unsqueeze(0);

    private Tensor Look(Tensor pixels, ViltPatches patches)
    {
        using var scope = NewDisposeScope();
        var features = patch_embeddings.call(pixels.to(cls_token.dtype));
        var read = patches.IsWhole ? features.Plus(Positions(patches.Sizes[0]).unsqueeze(0)) : Read(features, patches);
        var first = cls_token.Plus(position_embeddings.narrow(1, 0, 1)).expand(patches.Images, -1, -1);
        return cat([first, read], 1).Drop(dropout, training).MoveToOuterDisposeScope();
    }

    /// <summary>Picks patches and adds the places that they have in their own images; padding has none.</summary>
    private Tensor Read(Tensor features, ViltPatches patches)
    {
        var width = features.shape[2];
        var tables = patches.Sizes.Distinct().ToArray();
        var starts = new Dictionary<(int Rows, int Columns), int>();
        var nowhere = 0;
        foreach (var size in tables)
        {
            starts.Add(size, nowhere);
            nowhere += size.Rows * size.Columns;
        }

        var sources = new long[patches.Places.Length];
        var positions = new long[patches.Places.Length];
        for (var i = 0; i < sources.Length; i++)
        {
            var image = i / patches.Count;
            var (rows, columns) = patches.Sizes[image];
            var (row, column) = Math.DivRem(patches.Places[i], patches.Columns);
            sources[i] = ((long)image * patches.Rows * patches.Columns) + patches.Places[i];
            positions[i] = row < rows && column < columns ? starts[(rows, columns)] + (row * columns) + column : nowhere;
        }

        var table = cat([.. tables.Select(Positions), zeros(1, width, dtype: features.dtype, device: features.device)], 0);
        var read = features.reshape(-1, width).index_select(0, tensor(sources, device: features.device));
        return read.Plus(table.index_select(0, tensor(positions, device: features.device))).view(patches.Images, patches.Count, width);
    }

    /// <summary>Embeddings of places for an image of a number of patches, <c>[rows · columns, width]</c>: the trained grid, stretched bilinearly.</summary>
    private Tensor Positions((int Rows, int Columns) size)
    {
        var grid = position_embeddings.narrow(1, 1, side * side);
        if (size.Rows == side && size.Columns == side)
        {
            return grid.squeeze(0);
        }

        var planes = grid.transpose(1, 2).reshape(1, -1, side, side);
        return nn.functional.interpolate(planes, [size.Rows, size.Columns], mode: InterpolationMode.Bilinear, align_corners: true)
            .flatten(2).transpose(1, 2).squeeze(0);
    }
}
