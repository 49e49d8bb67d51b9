using MassTransit;
using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mentorship.Messaging;

/// <summary>The only wiring of the bus. The first service of a process makes it, each one adds its queues.</summary>
public static class MessagingExtensions
{
    static readonly TimeSpan ConsumersEnd = TimeSpan.FromSeconds(3);

    /// <summary>
    /// A service's outbox, relay and queues. Each consumer class gets a queue of its own, named
    /// <c>{service}-{class}</c>, so that two services may have a class of the same name.
    /// </summary>
    /// <param name="builder">The process.</param>
    /// <param name="service">The service's name, for example <c>matching</c>.</param>
    /// <param name="consumers">Its consumers. They read, pull, change tracked entities and announce; they never save.</param>
    public static void AddMessaging<TDb>(this IHostApplicationBuilder builder, string service, params Type[] consumers) where TDb : ServiceDb
    {
        var queues = builder.Services.FirstOrDefault(d => d.ServiceType == typeof(Queues))?.ImplementationInstance as Queues ?? builder.AddBus();
        foreach (var consumer in consumers)
            queues.Add<TDb>($"{service}-{KebabCaseEndpointNameFormatter.Instance.SanitizeName(consumer.Name)}", consumer);
        queues.Relays++;

        builder.Services.AddSingleton<Wake<TDb>>();
        builder.Services.AddSingleton<IInterceptor>(provider => new WakeRelay<TDb>(provider.GetRequiredService<Wake<TDb>>()));
        builder.Services.AddHostedService<Relay<TDb>>();
    }

    static Queues AddBus(this IHostApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Bus").Get<BusOptions>() ?? new();
        options.Validate();
        Queues queues = null!;
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            queues = new Queues(bus);
            bus.AddConfigureEndpointsCallback((context, queue, endpoint) =>
            {
                endpoint.PrefetchCount = 32;
                endpoint.ConcurrentMessageLimit = 8;
                if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit) RabbitQueues.Configure(rabbit, queue);
                else endpoint.UseConsumeFilter(typeof(SetAsideFilter<>), context);
                endpoint.UseMessageRetry(retry => retry.Intervals(options.Retries));
                endpoint.UseConsumeFilter(typeof(InboxFilter<>), context);
            });
            if (options.InMemory) bus.UsingInMemory((context, memory) => memory.ConfigureEndpoints(context));
            else bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(options.Host, options.Port, options.VirtualHost, host =>
                {
                    host.Username(options.User);
                    host.Password(options.Password);
                    host.PublisherConfirmation = true;
                });
                RabbitQueues.ConfigureBeside(rabbit.SendTopology);
                rabbit.UseKillSwitch(kill => kill.SetActivationThreshold(20).SetTripThreshold(0.5).SetRestartTimeout(s: 10));
                rabbit.ConfigureEndpoints(context);
            });
        });
        // A message that waits to be tried again holds up the end until it is cancelled. It comes again after the next start, so that is soon.
        builder.Services.Configure<MassTransitHostOptions>(host => host.ConsumerStopTimeout = ConsumersEnd);
        builder.Services.AddSingleton(queues);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<KeptSince>();
        return queues;
    }
}
