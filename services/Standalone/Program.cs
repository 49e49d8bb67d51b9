using Mentorship.Matching;
using Mentorship.Notification;
using Mentorship.Portal;
using Mentorship.Profile;
using Mentorship.ServiceDefaults;
using Mentorship.Standalone;
using Mentorship.Standalone.Demo;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

// The content root is where the program lies, not wherever it was started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [.. args.Where(a => a != "--no-demo")], ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();
try
{
    using var data = DataFolder.Open(builder.Configuration["Data:Folder"] ?? ".data");
    var demo = Demonstration.Choose(data, builder.Environment, builder.Configuration, wanted: !args.Contains("--no-demo"));
    builder.UseDataFolder(data, demo);

    builder.AddServiceDefaults("standalone");
    builder.AddProfile();
    builder.AddMatching();
    builder.AddNotification();
    builder.AddPortal();

    await using var app = builder.Build();
    app.UseServiceDefaults();
    app.MapProfile();
    app.MapMatching();
    app.MapNotification();
    app.MapPortal();

    await app.MigrateAllAsync();
    await app.StartAsync();
    Greeting.Print(app, data);
    await demo.MakeAsync(app);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception refusal) when (refusal is StartRefusedException or OptionsValidationException or IOException { InnerException: AddressInUseException })
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 1;
}
