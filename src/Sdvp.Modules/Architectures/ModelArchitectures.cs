using System.Collections.Immutable;
using Sdvp.Modules.Blip;
using Sdvp.Modules.Clip;
using Sdvp.Modules.OwlVit;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Vilt;
using Sdvp.Modules.Weights;

namespace Sdvp.Modules.Architectures;

/// <summary>The architectures whose checkpoints can be loaded without knowing beforehand which it is. Immutable; hosts add their own.</summary>
public sealed class ModelArchitectures
{
    private readonly ImmutableArray<ModelArchitecture> _all;

    private ModelArchitectures(ImmutableArray<ModelArchitecture> all) => _all = all;

    /// <summary>The architectures of this package.</summary>
    public static ModelArchitectures Default { get; } = new(
    [
        BlipArchitectures.CreateCaption(), BlipArchitectures.CreateMatch(), BlipArchitectures.CreateVqa(), ClipArchitecture.Create(), OwlVitArchitecture.Create(),
        ViltArchitecture.Create(),
    ]);

    /// <summary>The architectures.</summary>
    public IReadOnlyList<ModelArchitecture> All => _all;

    /// <summary>Adds an architecture; it replaces one of the same class name.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <returns>The larger table.</returns>
    public ModelArchitectures With(ModelArchitecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return new ModelArchitectures([.. _all.Where(a => a.ClassName != architecture.ClassName), architecture]);
    }

    /// <summary>Finds the architecture of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The first of its <c>architectures</c> that is known; where it names none, the only one of its <c>model_type</c>.</returns>
    /// <exception cref="InvalidDataException">It is of another architecture; those that are known are listed.</exception>
    public ModelArchitecture Find(HuggingFaceFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var names = folder.Config.GetStrings("architectures", []);
        var found = names.Select(name => _all.FirstOrDefault(a => a.ClassName == name)).FirstOrDefault(a => a is not null);
        var ofType = _all.Where(a => a.ModelType == folder.ModelType).ToArray();
        return found ?? (names.IsEmpty && ofType.Length == 1
            ? ofType[0]
            : throw folder.Config.Invalid(
                names.IsEmpty ? "model_type" : "architectures",
                names.IsEmpty ? $"'{folder.ModelType}'" : string.Join(", ", names),
                $"one of {string.Join(", ", _all.Select(a => a.ClassName))}"));
    }

    /// <summary>Makes a module of a folder, whatever its architecture.</summary>
    /// <param name="task">What the module is to do.</param>
    /// <param name="options">The folder and how to run.</param>
    /// <returns>The module; the caller owns it.</returns>
    /// <exception cref="InvalidDataException">The architecture is unknown or cannot do this, or a file is absent or damaged.</exception>
    public ITrainableModule Load(ModelTask task, ModelModuleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var architecture = Find(HuggingFaceFolder.Open(options.Folder));
        return architecture.Modules.TryGetValue(task, out var make)
            ? make(options)
            : throw new InvalidDataException(
                $"'{options.Folder}' is a {architecture.ClassName}, which can do {string.Join(", ", architecture.Modules.Keys).ToLowerInvariant()}, but not {task.ToString().ToLowerInvariant()}. "
                + $"{task} needs one of {string.Join(", ", _all.Where(a => a.Modules.ContainsKey(task)).Select(a => a.ClassName))}.");
    }
}
