using Microsoft.Extensions.DependencyInjection;

namespace Sdvp.Core.DependencyInjection;

internal sealed class SdvpBuilder(IServiceCollection services) : ISdvpBuilder
{
    public IServiceCollection Services => services;
}
