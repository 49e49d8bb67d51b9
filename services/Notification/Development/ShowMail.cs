using Mentorship.Notification.Sending;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Mentorship.Notification.Development;

/// <summary>The mails of a machine that sends none. Mapped in Development and for a folder only, and read by the Portal's page.</summary>
internal static class ShowMail
{
    const int Newest = 200;

    internal sealed record Item(string File, string To, string Subject, DateTimeOffset At);

    internal sealed record Response(string Html, string Text, IReadOnlyDictionary<string, string> Headers);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("development/mail", ListAsync).OnlyFor("portal").WithSummary("Mails kept in the folder instead of being sent. Development only.");
        api.MapGet("development/mail/{file}", ShowAsync).OnlyFor("portal").WithSummary("One of those mails, both parts and its headers.");
    }

    static async Task<Ok<List<Item>>> ListAsync(IOptions<MailOptions> mail, CancellationToken ct)
    {
        var items = new List<Item>();
        foreach (var file in Files(mail.Value).Take(Newest))
        {
            var headers = EmlFile.Parse(await File.ReadAllTextAsync(file.FullName, ct)).Headers;
            items.Add(new(file.Name, headers["To"], headers["Subject"], new DateTimeOffset(file.LastWriteTimeUtc)));
        }
        return TypedResults.Ok(items);
    }

    static async Task<Results<Ok<Response>, NotFound>> ShowAsync(string file, IOptions<MailOptions> mail, CancellationToken ct)
    {
        // Found among what is there, never joined to a path: a name cannot lead out of the folder.
        if (Files(mail.Value).FirstOrDefault(f => f.Name == file) is not { } found)
            return TypedResults.NotFound();
        var eml = EmlFile.Parse(await File.ReadAllTextAsync(found.FullName, ct));
        return TypedResults.Ok(new Response(eml.Html, eml.Text, eml.Headers));
    }

    static IEnumerable<FileInfo> Files(MailOptions mail) => Directory.Exists(mail.Folder)
        ? new DirectoryInfo(mail.Folder).EnumerateFiles("*.eml").OrderByDescending(f => f.LastWriteTimeUtc)
        : [];
}
