using Mentorship.Profile;
using Mentorship.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("profile");
builder.AddProfile();

var app = builder.Build();
if (args is ["migrate", ..])
{
    await app.MigrateAsync<ProfileDb>();
    return;
}

app.UseServiceDefaults();
app.MapProfile();
await app.RunAsync();
