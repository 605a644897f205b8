using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Sdvp.Core.Values;

namespace Sdvp.Core.Teaching;

/// <summary>One question in the teacher's own terms.</summary>
/// <param name="Images">The images, in the order that the teacher's task has them: one for GQA, left and right for NLVR2.</param>
/// <param name="Text">The question or statement.</param>
public sealed record TeacherQuery(ImmutableArray<ImageValue> Images, string Text)
{
    /// <summary>Lower-case hexadecimal SHA-256 of images and text: the key under which an answer is cached.</summary>
    /// <returns>The identity.</returns>
    public string ComputeContentId() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{string.Join('|', Images.Select(i => i.ContentId))}\n{Text}")));
}
