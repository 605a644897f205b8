using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Tests.Shared;

/// <summary>Repeats the training that a golden folder's <c>train.json</c> records: loss, gradients, one step of SGD, five of AdamW.</summary>
internal static class GoldenTraining
{
    /// <summary>Fails where the training goes another way.</summary>
    /// <param name="folder">The golden folder's name.</param>
    /// <param name="create">Makes the network with the checkpoint's weights, in evaluation mode and trainable.</param>
    /// <param name="loss">Its loss on the recorded inputs.</param>
    /// <param name="nameOf">The network's name of a parameter of the checkpoint; null where they are the same.</param>
    public static void AssertEqual<T>(string folder, Func<T> create, Func<T, Tensor> loss, Func<string, string>? nameOf = null)
        where T : nn.Module
    {
        using var file = JsonDocument.Parse(File.ReadAllText(GoldenFolder.Path(folder, "train.json")));
        var train = file.RootElement;
        Gradients(folder, train, create, loss, nameOf ?? (name => name));
        Sgd(train.GetProperty("sgd_one_step"), create, loss);
        AdamW(train.GetProperty("adamw_5_steps"), create, loss);
    }

    private static void Gradients<T>(string folder, JsonElement train, Func<T> create, Func<T, Tensor> loss, Func<string, string> nameOf)
        where T : nn.Module
    {
        using var scope = NewDisposeScope();
        using var network = create();
        var value = loss(network);
        Assert.Equal(train.GetProperty("loss").GetDouble(), value.item<float>(), 1e-4);
        value.backward();
        var parameters = network.named_parameters().ToDictionary(p => p.name, p => p.parameter, StringComparer.Ordinal);
        var expected = new GoldenTensors(folder, "grads.safetensors");
        foreach (var norm in train.GetProperty("grad_l2").EnumerateObject())
        {
            var gradient = parameters[nameOf(norm.Name)].grad!;
            Near(norm.Value.GetDouble(), gradient.norm().item<float>(), 1e-3, norm.Name);
            expected.AssertEqual(norm.Name, gradient, 1e-4);
        }

        var total = Math.Sqrt(parameters.Values.Sum(p => p.grad is { } g ? Math.Pow(g.to(float64).norm().item<double>(), 2) : 0));
        Near(train.GetProperty("total_grad_l2").GetDouble(), total, 1e-3, "total");
        var without = train.GetProperty("params_without_grad").EnumerateArray().Select(e => nameOf(e.GetString()!)).ToHashSet(StringComparer.Ordinal);
        Assert.All(parameters, p => Assert.Equal(without.Contains(p.Key), p.Value.grad is null));
    }

    private static void Sgd<T>(JsonElement settings, Func<T> create, Func<T, Tensor> loss)
        where T : nn.Module
    {
        using var scope = NewDisposeScope();
        using var network = create();
        var optimizer = optim.SGD(network.parameters(), settings.GetProperty("lr").GetDouble(), settings.GetProperty("momentum").GetDouble());
        loss(network).backward();
        optimizer.step();
        Assert.Equal(settings.GetProperty("loss_after").GetDouble(), loss(network).item<float>(), 1e-3);
    }

    private static void AdamW<T>(JsonElement settings, Func<T> create, Func<T, Tensor> loss)
        where T : nn.Module
    {
        using var scope = NewDisposeScope();
        using var network = create();
        var betas = settings.GetProperty("betas");
        var optimizer = optim.AdamW(
            network.parameters(), settings.GetProperty("lr").GetDouble(), betas[0].GetDouble(), betas[1].GetDouble(),
            settings.GetProperty("eps").GetDouble(), settings.GetProperty("weight_decay").GetDouble());
        var step = 0;
        foreach (var expected in settings.GetProperty("losses_before_each_step_and_after_last").EnumerateArray())
        {
            var value = loss(network);
            Near(expected.GetDouble(), value.item<float>(), 2e-3, $"AdamW {step++}");
            network.zero_grad();
            value.backward();
            optimizer.step();
        }
    }

    private static void Near(double expected, double actual, double relative, string what) =>
        Assert.True(Math.Abs(actual - expected) <= relative * Math.Abs(expected), $"{what}: {actual} instead of {expected}.");
}
