using System.Text.Json.Serialization;

namespace Sdvp.Samples.Viper.World;

/// <summary>Reads worlds without reflection, which would cost the first result some time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PaperWorldData))]
internal sealed partial class PaperWorldJson : JsonSerializerContext;
