using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Generation.Chat;

/// <summary>
/// Replies in a folder, each under the hash of everything that it depends on: <c>ab/ab….json</c>. Files are written under a temporary name and
/// renamed, so that a name always stands for a whole file. Thread-safe, also between processes.
/// </summary>
internal sealed class ReplyCache(string folder)
{
    // Files that people read: quotes are not escaped as for HTML.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Finds a reply.</summary>
    /// <param name="request">What was asked.</param>
    /// <returns>The reply; null where there is none, or where the file is damaged: then it is made again.</returns>
    public async Task<ChatReply?> FindAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        var path = PathOf(request.Key);
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        return Parse(path, bytes, request.Key);
    }

    public async Task StoreAsync(ChatRequest request, ChatReply reply, CancellationToken cancellationToken)
    {
        var bytes = Serialize(request, reply);
        await AtomicFile.WriteAsync(PathOf(request.Key), stream => stream.WriteAsync(bytes, cancellationToken).AsTask(), cancellationToken);
    }

    private static byte[] Serialize(ChatRequest request, ChatReply reply)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("key", request.Key);
            json.WriteString("profile", request.Profile);
            json.WriteString("model", request.Model);
            json.WriteNumber("sample", request.Sample);
            json.WritePropertyName("asked");
            JsonText.Write(json, request.Messages[^1].Text);
            json.WritePropertyName("reply");
            JsonText.Write(json, reply.Text);
            json.WriteBoolean("cutOff", reply.IsCutOff);
            json.WriteString("check", Check(request.Key, reply));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static ChatReply? Parse(string path, byte[] bytes, string key)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var field = new JsonField(document.RootElement, path, 1);
            var reply = new ChatReply(JsonText.Read(field.Get("reply")) ?? "", field.Get("cutOff").AsBoolean(), IsCached: true);
            return field.Get("check").AsString() == Check(key, reply) ? reply : null;
        }
        catch (Exception error) when (error is JsonException or InvalidRecordException)
        {
            return null;
        }
    }

    private static string Check(string key, ChatReply reply) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.Unicode.GetBytes($"{key}\n{reply.IsCutOff}\n{reply.Text}")));

    private string PathOf(string key) => Path.Combine(folder, key[..2], $"{key}.json");
}
