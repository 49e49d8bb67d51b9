using Mentorship.Portal.Links;
using Mentorship.Portal.Tokens;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Mentorship.Portal.Accounts;

/// <summary>
/// A new installation has nobody who could invite its first administrator. <c>Administrator:Email</c> makes the account; the way in
/// is a link that works once, in a file only this user may read, because no mail goes to someone whom Profile does not know.
/// </summary>
internal sealed partial class FirstAdministrator(
    IServiceScopeFactory scopes, IHostApplicationLifetime life, IOptions<AdministratorOptions> options, IOptions<DemoOptions> demo, IOptions<KeyOptions> keys, Addresses addresses, Issuer issuer, TimeProvider time, ILogger<FirstAdministrator> log) : BackgroundService
{
    static readonly TimeSpan Works = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Email is not { } email || demo.Value.Enabled) return;
        // The link needs the address this process listens on.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = life.ApplicationStarted.Register(started.SetResult);
        try
        {
            await started.Task.WaitAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var hash = addresses.Hash(email);
        var now = time.GetUtcNow();
        var known = await db.Accounts.Where(a => a.AddressHash == hash).Select(a => a.Id).SingleOrDefaultAsync(stoppingToken);
        var account = await db.WholeAccountAsync(known, stoppingToken);
        if (account is not null && options.Value.Recover)
        {
            account.LoseWaysIn();
            Recovered();
        }
        if (account is { HasPassword: true } or { Passkeys.Count: > 0 }) return;
        if (account is null)
        {
            db.Add(account = new Account(Guid.CreateVersion7(now)));
            account.UseAddress(hash);
            account.Hold(["administrator"]);
        }
        var token = MailLink.NewToken();
        db.Add(new MailLink(token, account.Id, LinkActs.SignIn, "", now + Works, now));
        await db.SaveChangesAsync(stoppingToken);

        var file = Path.Combine(Path.GetFullPath(keys.Value.Folder), "first-administrator.txt");
        var only = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) only.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var text = new StreamWriter(file, only)) await text.WriteLineAsync($"{issuer.Name}/l/{token}");
        LinkWritten(file);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the administrator signed in with is void, and they are signed out everywhere. Take Administrator:Recover away before the next start")]
    partial void Recovered();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The first administrator has nothing to sign in with yet. The link to set it up is in {File} and works once, for a day")]
    partial void LinkWritten(string file);
}
