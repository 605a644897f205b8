using System.ClientModel;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OpenAI;

namespace Sdvp.Samples.VisProg;

/// <summary>A server with a chat model.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Model">The model.</param>
/// <param name="Key">The key; null where none is needed.</param>
internal sealed record ChatEndpoint(Uri Address, string Model, string? Key)
{
    private const string EndpointVariable = "SDVP_CHAT_ENDPOINT";
    private const string ModelVariable = "SDVP_CHAT_MODEL";
    private const string KeyVariable = "SDVP_CHAT_KEY";
    private const string SettingsFile = "appsettings.json";

    /// <summary>Reads the configuration: environment first, then <c>appsettings.json</c> in the current folder.</summary>
    /// <exception cref="UsageException">Nothing is configured, or not well.</exception>
    public static ChatEndpoint Read(Func<string, string?> environment)
    {
        var (fileEndpoint, fileModel) = ReadSettings();
        var endpoint = NotEmpty(environment(EndpointVariable)) ?? fileEndpoint;
        var model = NotEmpty(environment(ModelVariable)) ?? fileModel;
        if (endpoint is null || model is null)
        {
            throw new UsageException(
                $"No chat endpoint is configured; set {EndpointVariable} (http://localhost:11434 for Ollama, an address that ends in /v1 for any OpenAI-compatible server) and {ModelVariable}, or \"Chat\": {{\"Endpoint\": …, \"Model\": …}} in {SettingsFile}.");
        }

        return Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new ChatEndpoint(address, model, NotEmpty(environment(KeyVariable)))
            : throw new UsageException($"The chat endpoint is '{endpoint}'; expected is an address such as http://localhost:11434.");
    }

    /// <summary>Makes a client; the caller disposes of it.</summary>
    public IChatClient CreateClient() => Address.AbsolutePath.TrimEnd('/').EndsWith("/v1", StringComparison.Ordinal)
        ? new OpenAIClient(new ApiKeyCredential(Key ?? "none"), new OpenAIClientOptions { Endpoint = Address }).GetChatClient(Model).AsIChatClient()
        : new OllamaApiClient(Address, Model);

    private static (string? Endpoint, string? Model) ReadSettings()
    {
        if (!File.Exists(SettingsFile))
        {
            return (null, null);
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(SettingsFile), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("Chat", out var chat) && chat.ValueKind == JsonValueKind.Object
                ? (Text(chat, "Endpoint"), Text(chat, "Model"))
                : (null, null);
        }
        catch (JsonException error)
        {
            throw new UsageException($"{SettingsFile} is not JSON: {error.Message}");
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? NotEmpty(value.GetString()) : null;

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
