namespace Sdvp.Modules.Generation;

/// <summary>When beam search stops, once it has as many finished sequences as beams; <c>early_stopping</c> of Hugging Face.</summary>
public enum BeamStopping
{
    /// <summary><c>false</c>: when no open beam scores better than the worst finished sequence, judged at the length reached so far.</summary>
    Heuristic,

    /// <summary><c>true</c>: at once.</summary>
    AtOnce,

    /// <summary><c>"never"</c>: when no open beam can score better any more, whatever its final length.</summary>
    Never,
}
