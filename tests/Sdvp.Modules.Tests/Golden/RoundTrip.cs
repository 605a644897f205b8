using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;

namespace Sdvp.Modules.Tests.Golden;

/// <summary>Compares a saved folder with the checkpoint that it was made of.</summary>
internal static class RoundTrip
{
    /// <summary>Fails where a student that was not trained saves other keys, bytes or files than its checkpoint has.</summary>
    public static void AssertSame(HuggingFaceFolder checkpoint, IStudent student)
    {
        var folder = Directory.CreateTempSubdirectory("sdvp").FullName;
        try
        {
            student.Save(folder);

            using var expected = SafetensorsFile.Open(checkpoint.PathOf("model.safetensors"));
            using var actual = SafetensorsFile.Open(Path.Combine(folder, "model.safetensors"));
            Assert.Equal(expected.Entries.Keys.Order(StringComparer.Ordinal), actual.Entries.Keys.Order(StringComparer.Ordinal));
            foreach (var key in expected.Entries.Keys)
            {
                using var left = expected.Read(key);
                using var right = actual.Read(key);
                Assert.Equal(left.dtype, right.dtype);
                Assert.Equal(left.shape, right.shape);
                Assert.True(left.bytes.SequenceEqual(right.bytes), key);
            }

            foreach (var file in (string[])["config.json", "preprocessor_config.json", "vocab.txt"])
            {
                Assert.Equal(File.ReadAllBytes(checkpoint.PathOf(file)), File.ReadAllBytes(Path.Combine(folder, file)));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
