using System.Text.Json;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Golden;

/// <summary>Compares losses, gradients and short trainings with those of a golden folder's <c>train.json</c>.</summary>
internal sealed class GoldenTraining(GoldenModel golden)
{
    private readonly JsonElement _expected = golden.Json("train.json");

    /// <summary>The loss, the named gradients in full and by norm, and the norm of all together.</summary>
    public void AssertGradients(nn.Module network, Func<Tensor> loss)
    {
        using var scope = NewDisposeScope();
        var value = loss();
        value.backward();
        Assert.Equal(_expected.GetProperty("loss").GetDouble(), value.item<float>(), 1e-4);
        var parameters = network.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        var gradients = golden.Tensors("grads");
        foreach (var norm in _expected.GetProperty("grad_l2").EnumerateObject())
        {
            var gradient = parameters[norm.Name].grad!;
            Assert.Equal(1, gradient.norm().item<float>() / norm.Value.GetDouble(), 1e-3);
            GoldenModel.AssertClose(gradients[norm.Name], gradient, norm.Name, 1e-4);
        }

        var total = Math.Sqrt(parameters.Values.Sum(p => p.grad is { } g ? Math.Pow(g.norm().item<float>(), 2) : 0));
        Assert.Equal(1, total / _expected.GetProperty("total_grad_l2").GetDouble(), 1e-3);
        var without = parameters.Where(p => p.Value.grad is null).Select(p => p.Key).Order(StringComparer.Ordinal);
        Assert.Equal(_expected.GetProperty("params_without_grad").EnumerateArray().Select(n => n.GetString()), without);
    }

    /// <summary>The loss after one step of gradient descent.</summary>
    public void AssertDescent(nn.Module network, Func<Tensor> loss)
    {
        var expected = _expected.GetProperty("sgd_one_step");
        Step(loss);
        using (no_grad())
        using (NewDisposeScope())
        {
            foreach (var parameter in network.parameters().Where(p => p.grad is not null))
            {
                parameter.sub_(parameter.grad!.Times(expected.GetProperty("lr").GetDouble()));
            }
        }

        Assert.Equal(expected.GetProperty("loss_after").GetDouble(), Value(loss), 1e-3);
    }

    /// <summary>The losses before each step of AdamW, and after the last.</summary>
    public void AssertAdamW(nn.Module network, Func<Tensor> loss)
    {
        var expected = _expected.GetProperty("adamw_5_steps");
        using var optimizer = new AdamWOptimizer(network.parameters(), expected.GetProperty("weight_decay").GetDouble());
        foreach (var value in expected.GetProperty("losses_before_each_step_and_after_last").EnumerateArray())
        {
            optimizer.ClearGradients();
            Assert.Equal(1, Step(loss) / value.GetDouble(), 2e-3);
            optimizer.Step(expected.GetProperty("lr").GetDouble());
        }
    }

    private static float Step(Func<Tensor> loss)
    {
        using var scope = NewDisposeScope();
        var value = loss();
        value.backward();
        return value.item<float>();
    }

    private static float Value(Func<Tensor> loss)
    {
        using var scope = NewDisposeScope();
        return loss().item<float>();
    }
}
