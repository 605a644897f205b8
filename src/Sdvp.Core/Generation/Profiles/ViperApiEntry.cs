namespace Sdvp.Core.Generation.Profiles;

/// <summary>A method or function of the image API.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Signature">How it is called.</param>
/// <param name="Note">What it does.</param>
internal sealed record ViperApiEntry(string Name, string Signature, string Note);
