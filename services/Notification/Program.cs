using Mentorship.Notification;
using Mentorship.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("notification");
builder.AddNotification();

var app = builder.Build();
if (args is ["migrate", ..])
{
    await app.MigrateAsync<NotificationDb>();
    return;
}
app.UseServiceDefaults();
app.MapNotification();
await app.RunAsync();
