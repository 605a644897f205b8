using Microsoft.Extensions.DependencyInjection;

namespace Sdvp.Core.DependencyInjection;

/// <summary>Adds modules and languages to a host; given by <c>services.AddSdvp()</c>.</summary>
public interface ISdvpBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }
}
