using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Film;

/// <summary>Tensors of a batch of inputs. Images that several inputs share stand in it once. Belongs to the scope it is made in.</summary>
internal readonly record struct FilmBatch(Tensor Images, Tensor Owners, Tensor Tokens)
{
    public static FilmBatch Create(IReadOnlyList<FilmInput> inputs, FilmConfig config, Device device, ScalarType type = ScalarType.Float32)
    {
        var indices = new Dictionary<FilmImage, long>(ReferenceEqualityComparer.Instance);
        var owners = new long[inputs.Count * config.ImagesPerCall];
        var tokens = new long[inputs.Count * config.MaxWords];
        for (var i = 0; i < inputs.Count; i++)
        {
            inputs[i].Tokens.CopyTo(tokens, i * config.MaxWords);
            for (var j = 0; j < config.ImagesPerCall; j++)
            {
                var image = inputs[i].Images[j];
                if (!indices.TryGetValue(image, out var index))
                {
                    index = indices.Count;
                    indices.Add(image, index);
                }

                owners[(i * config.ImagesPerCall) + j] = index;
            }
        }

        return new FilmBatch(ToTensor(indices, config.ImageSize, device).to_type(type), Rows(owners, inputs.Count, device), Rows(tokens, inputs.Count, device));
    }

    private static Tensor Rows(long[] values, int rows, Device device) => tensor(values, [rows, values.Length / rows], device: device);

    private static Tensor ToTensor(Dictionary<FilmImage, long> indices, int size, Device device)
    {
        // Written where libtorch keeps it: arrays of this size are collected only together with all generations, which stops every program.
        var length = 3 * size * size;
        var pixels = empty([indices.Count, 3, size, size], uint8);
        foreach (var (image, index) in indices)
        {
            image.Pixels.CopyTo(pixels.bytes[(int)(index * length)..]);
        }

        // About the range that images have after the usual normalisation: 0 is middle grey.
        return pixels.ToDevice(device).to(float32).Plus(-128).Times(1.0 / 64);
    }
}
