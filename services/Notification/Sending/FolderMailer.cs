namespace Mentorship.Notification.Sending;

/// <summary>Writes each mail as an .eml file, which any mail program opens. A repeat overwrites its first copy.</summary>
internal sealed class FolderMailer(MailFolder folder) : IMailer, IMailRoute
{
    public Task<IMailRoute> OpenAsync(CancellationToken ct) => Task.FromResult<IMailRoute>(this);

    public async Task DeliverAsync(MimeMessage message, Func<Task> beforeData, CancellationToken ct)
    {
        var text = message.Write();
        await beforeData();
        try
        {
            var file = folder.FileOf(message.Id);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file + ".new", text, CancellationToken.None);
            File.Move(file + ".new", file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MailServerUnavailable(e.GetType().Name, e);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
