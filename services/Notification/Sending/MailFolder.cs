using Microsoft.Extensions.Options;

namespace Mentorship.Notification.Sending;

/// <summary>Where mails lie on a machine that sends none; elsewhere there is no such folder.</summary>
internal sealed class MailFolder(IOptions<MailOptions> mail)
{
    public string FileOf(Guid delivery) => Path.Combine(mail.Value.Folder, $"{delivery:N}.eml");

    public void Delete(Guid delivery)
    {
        if (!mail.Value.ToFolder || !Directory.Exists(mail.Value.Folder))
            return;
        File.Delete(FileOf(delivery));
        // What a process that was killed while writing left behind.
        File.Delete(FileOf(delivery) + ".new");
    }
}
