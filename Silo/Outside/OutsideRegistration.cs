using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Notifications;

namespace Siskop2mi.Silo.Outside;

/// <summary>Puts the real adapters behind the ports of the domain.</summary>
internal static class OutsideRegistration
{
    public static IServiceCollection AddOutside(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection("CivilRegistry").Get<CivilRegistryOptions>() ?? new CivilRegistryOptions())
        .AddSingleton<ICivilRegistry, HttpCivilRegistry>()
        .AddSingleton(configuration.GetSection("StrRegister").Get<StrRegisterOptions>() ?? new StrRegisterOptions())
        .AddSingleton<IStrRegister, HttpStrRegister>()
        .AddSingleton(configuration.GetSection("SmsGateway").Get<SmsGatewayOptions>() ?? new SmsGatewayOptions())
        .AddSingleton<ISmsGateway, HttpSmsGateway>();
}
