using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages;

/// <summary>What a person was told, newest first. Opening an entry marks it as read.</summary>
internal sealed class InboxModel(NotificationClient notification, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    public Inbox Inbox { get; private set; } = new(0, []);

    public async Task OnGet() => Inbox = await notification.Inbox(Gone);

    public async Task<IActionResult> OnPostRead(Guid id)
    {
        var entry = (await notification.Inbox(Gone)).Items.FirstOrDefault(i => i.Id == id);
        if (entry is null || (await notification.Read(id, Gone)).Refused is not null) return NotFound();
        return Redirect(Browser.Local(entry.Link) ?? "/inbox");
    }

    public async Task<IActionResult> OnPostAll()
    {
        var done = await notification.ReadAll(Gone);
        return Then("/inbox", done.Refused is { } no ? Note.Refused(no) : Good("Everything is marked as read."));
    }
}
