using Mentorship.Matching;
using Mentorship.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("matching");
builder.AddMatching();

var app = builder.Build();
if (args is ["migrate"])
{
    await app.MigrateAsync<MatchingDb>();
    return;
}
app.UseServiceDefaults();
app.MapMatching();
await app.RunAsync();
