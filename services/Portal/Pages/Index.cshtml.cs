using Mentorship.Portal.Accounts;
using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Mentorship.Portal.Pages;

/// <summary>What a newcomer sees. In Development with the demonstration: the way to a first match within a minute, one click to sign in.</summary>
internal sealed class IndexModel(PortalDb db, Shell.People people, Addresses addresses, SignIn signIn, IOptions<DemoOptions> demo, IHostEnvironment environment) : PageModel
{
    /// <summary>Someone of the demonstration; without a name their account is still being made.</summary>
    internal sealed record Eyes(DemoPerson Person, string? Name)
    {
        public string Short => Words.Short(Name ?? "");
    }

    public bool Demo => demo.Value.Enabled && environment.IsDevelopment();

    public Eyes[] People { get; private set; } = [];

    public bool Ready => People.Length > 0 && People.All(p => p.Name is not null);

    public async Task OnGet(CancellationToken ct)
    {
        if (!Demo) return;
        var found = new List<Eyes>();
        foreach (var person in demo.Value.People) found.Add(new Eyes(person, await NameOf(person, ct)));
        People = [.. found];
    }

    /// <summary>Signs in as someone of the demonstration; anywhere else there is no such act.</summary>
    public async Task<IActionResult> OnPostAs(string? email, CancellationToken ct)
    {
        if (!Demo || demo.Value.People.FirstOrDefault(p => p.Email == email) is not { } person) return NotFound();
        if (await Account(person, ct) is not { } account) return Redirect("/");
        await signIn.Open(account, SecondFactor.ByMail);
        return Redirect(account.Roles.Any(r => r.Role is "student" or "mentor") ? "/home" : "/office");
    }

    async Task<Account?> Account(DemoPerson person, CancellationToken ct)
    {
        var hash = addresses.Hash(person.Email);
        return await db.Accounts.Include(a => a.Roles).SingleOrDefaultAsync(a => a.AddressHash == hash, ct);
    }

    async Task<string?> NameOf(DemoPerson person, CancellationToken ct)
    {
        if (await Account(person, ct) is not { } account) return null;
        try
        {
            return (await people.Contact(account.Id, ct))?.Name;
        }
        catch (ServiceDown)
        {
            return null;
        }
    }
}
