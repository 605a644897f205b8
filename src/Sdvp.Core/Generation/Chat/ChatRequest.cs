using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Generation.Chat;

/// <summary>One call of a chat client, and its identity.</summary>
internal sealed class ChatRequest
{
    private const int KeyVersion = 1;

    public ChatRequest(GenerationProfile profile, string model, ChatProgramGeneratorOptions options, ImmutableArray<PromptMessage> messages, int sample)
    {
        Profile = profile.Name;
        Model = model;
        Sample = sample;
        Messages = messages;
        Options = new ChatOptions
        {
            ModelId = options.ModelId,
            Temperature = options.Temperature,
            TopP = options.TopP,
            MaxOutputTokens = options.MaxOutputTokens,
            Seed = (long)options.Seed + sample,
        };
        Key = ComputeKey();
    }

    public string Profile { get; }

    public string Model { get; }

    public int Sample { get; }

    public ImmutableArray<PromptMessage> Messages { get; }

    public ChatOptions Options { get; }

    /// <summary>Lower-case hexadecimal SHA-256 of everything that the reply depends on.</summary>
    public string Key { get; }

    public List<ChatMessage> ToChatMessages() => [.. Messages.Select(m => new ChatMessage(new ChatRole(m.Role), m.Text))];

    private string ComputeKey()
    {
        var buffer = new ArrayBufferWriter<byte>(8192);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            json.WriteNumberValue(KeyVersion);
            json.WriteStringValue(Profile);
            json.WriteStringValue(Model);
            json.WriteNumberValue(Sample);
            json.WriteNumberValue(Options.Temperature ?? -1);
            json.WriteNumberValue(Options.TopP ?? -1);
            json.WriteNumberValue(Options.MaxOutputTokens ?? -1);
            json.WriteNumberValue(Options.Seed ?? 0);
            foreach (var message in Messages)
            {
                json.WriteStringValue(message.Role);
                JsonText.Write(json, message.Text);
            }

            json.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }
}
