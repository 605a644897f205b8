namespace Sdvp.Modules.Imaging;

/// <summary>What a codec makes of transparent pixels.</summary>
public enum TransparencyHandling
{
    /// <summary>The stored colour, however transparent: Pillow's <c>convert("RGB")</c>.</summary>
    AsStored,

    /// <summary>The colour as it looks on white paper.</summary>
    OnWhite,
}
