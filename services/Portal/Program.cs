using Mentorship.Portal;
using Mentorship.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("portal");
builder.AddPortal();

var app = builder.Build();
if (args is ["migrate"])
{
    await app.MigrateAsync<PortalDb>();
    return;
}

app.UseServiceDefaults();
app.MapPortal();
await app.RunAsync();
