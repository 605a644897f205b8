using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Sdvp.Core.Rationale.Html;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Rationale;

/// <summary>
/// Writes how questions came to their answers: each run as one HTML file that needs nothing else (no script, no network, all text escaped,
/// light and dark, any width, keyboard), and as JSON; many runs with a list that filters the wrong, failed and fallen-back ones.
/// Stateless and thread-safe.
/// </summary>
public sealed class RationaleWriter
{
    private const int SlugLength = 40;

    private readonly RationaleOptions _options;

    /// <summary>Initialises a writer.</summary>
    /// <param name="options">What pages hold; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public RationaleWriter(RationaleOptions? options = null)
    {
        _options = options ?? new RationaleOptions();
        _options.Check(nameof(options));
    }

    /// <summary>Renders the page of one run.</summary>
    /// <param name="rationale">The run.</param>
    /// <param name="back">Where the list of runs is, relative to the page; null for no link.</param>
    /// <returns>The HTML document. The same run gives the same document.</returns>
    public string RenderHtml(RunRationale rationale, string? back = null)
    {
        ArgumentNullException.ThrowIfNull(rationale);
        return RationalePage.Render(rationale, _options, PngWriter.Encode, back);
    }

    /// <summary>Renders the list of many runs.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="entries">The runs, in the order of the list.</param>
    /// <returns>The HTML document.</returns>
    public static string RenderIndex(string title, IReadOnlyList<RationaleEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(entries);
        return RationaleIndexPage.Render(title, entries, PngWriter.Encode);
    }

    /// <summary>Writes a run as JSON (UTF-8): everything that the page shows, all steps, and every image once as PNG in base64.</summary>
    /// <param name="rationale">The run.</param>
    /// <returns>The bytes of the file.</returns>
    public static ReadOnlyMemory<byte> RenderJson(RunRationale rationale)
    {
        ArgumentNullException.ThrowIfNull(rationale);
        var buffer = new ArrayBufferWriter<byte>(1 << 14);
        RationaleJson.Write(buffer, rationale);
        return buffer.WrittenMemory;
    }

    /// <summary>Writes the page of one run, under a temporary name until it is whole.</summary>
    /// <param name="rationale">The run.</param>
    /// <param name="path">The file; replaced if it exists, its folder made if absent.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <returns>A task that ends when the file is in place.</returns>
    public Task SaveHtmlAsync(RunRationale rationale, string path, CancellationToken cancellationToken = default) =>
        SaveAsync(path, Encoding.UTF8.GetBytes(RenderHtml(rationale)), cancellationToken);

    /// <summary>Writes a run as JSON, under a temporary name until it is whole.</summary>
    /// <param name="rationale">The run.</param>
    /// <param name="path">The file; replaced if it exists, its folder made if absent.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <returns>A task that ends when the file is in place.</returns>
    public static Task SaveJsonAsync(RunRationale rationale, string path, CancellationToken cancellationToken = default) =>
        SaveAsync(path, RenderJson(rationale), cancellationToken);

    /// <summary>
    /// Writes many runs into a folder: <c>index.html</c>, and for each run a page and JSON in <c>runs</c>. Runs are written as they come and not kept.
    /// </summary>
    /// <param name="title">Title of the list.</param>
    /// <param name="rationales">The runs.</param>
    /// <param name="folder">The folder, made if absent; files of other runs stay.</param>
    /// <param name="cancellationToken">Gives up; what is written stays, without a list.</param>
    /// <returns>The path of the list.</returns>
    public async Task<string> SaveAllAsync(
        string title, IAsyncEnumerable<RunRationale> rationales, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(rationales);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var entries = ImmutableArray.CreateBuilder<RationaleEntry>();
        await foreach (var rationale in rationales.WithCancellation(cancellationToken))
        {
            var name = FileNameOf(rationale.Id);
            await SaveAsync(Path.Combine(folder, "runs", $"{name}.html"), Encoding.UTF8.GetBytes(RenderHtml(rationale, "../index.html")), cancellationToken);
            await SaveJsonAsync(rationale, Path.Combine(folder, "runs", $"{name}.json"), cancellationToken);
            entries.Add(RationaleEntry.From(rationale, $"runs/{name}.html"));
        }

        var index = Path.GetFullPath(Path.Combine(folder, "index.html"));
        await SaveAsync(index, Encoding.UTF8.GetBytes(RenderIndex(title, entries)), cancellationToken);
        return index;
    }

    // Ids come from data sets: the readable part is for people, the hash keeps apart what looks alike, and no path is made of an id.
    private static string FileNameOf(string id)
    {
        var slug = string.Concat(id.Take(SlugLength).Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Trim('-');
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(id)))[..10];
        return slug.Length == 0 ? hash : $"{slug}-{hash}";
    }

    private static Task SaveAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(path, stream => stream.WriteAsync(bytes, cancellationToken).AsTask(), cancellationToken);
}
