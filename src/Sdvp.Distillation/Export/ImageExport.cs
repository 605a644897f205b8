using Sdvp.Core.Values;
using Sdvp.Distillation.Labelling;
using Sdvp.Modules.Imaging;

namespace Sdvp.Distillation.Export;

/// <summary>Writes the whole images that steps see, each once.</summary>
internal sealed class ImageExport(string path, IImageCodec? codec)
{
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly string _folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "images");

    public void Write(LabelledStep step)
    {
        if (codec is null)
        {
            return;
        }

        foreach (var image in step.Record.Arguments.Values.OfType<ImageValue>())
        {
            var file = Path.Combine(_folder, image.Root.ContentId + ".png");
            if (_written.Add(image.Root.ContentId) && !File.Exists(file))
            {
                Directory.CreateDirectory(_folder);
                var temporary = $"{file}.{Guid.NewGuid():N}.tmp";
                try
                {
                    File.WriteAllBytes(temporary, codec.EncodePng(image.Root));
                    File.Move(temporary, file, overwrite: true);
                }
                catch
                {
                    File.Delete(temporary);
                    throw;
                }
            }
        }
    }
}
