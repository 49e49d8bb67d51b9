using Mentorship.Notification.Cohorts;
using Mentorship.Notification.Contacts;
using Mentorship.Notification.Mails;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Mentorship.Notification.Deliveries;

/// <summary>Turns the ids of deliveries into what their letters may say.</summary>
internal sealed class GatherFacts(NotificationDb db, ContactCopies copies, DataKeys<NotificationDb> keys, IOptions<SchoolOptions> school)
{
    /// <summary>Deliveries that lack a name are left out: they wait.</summary>
    public async Task<IReadOnlyDictionary<Guid, Gathered>> ForAsync(IReadOnlyCollection<Delivery> deliveries, CancellationToken ct)
    {
        var facts = deliveries.ToDictionary(d => d.Id, d => Facts.Read(d.Facts));
        var people = PeopleOf(deliveries);
        var cards = await copies.OpenAsync(people, ct);
        var erased = await db.Contacts.Where(c => c.Erased && people.Contains(c.PersonId)).Select(c => c.PersonId).ToHashSetAsync(ct);
        var cohorts = await CohortsAsync(facts.Values, ct);

        var gathered = new Dictionary<Guid, Gathered>();
        foreach (var delivery in deliveries)
        {
            var about = facts[delivery.Id];
            if (cards.TryGetValue(delivery.PersonId, out var reader) && NameOf(about.StudentId, "the student") is { } student && NameOf(about.MentorId, "the mentor") is { } mentor)
                gathered[delivery.Id] = new(reader, new About
                {
                    Reader = delivery.PersonId,
                    ReaderName = reader.Name,
                    StudentName = student,
                    MentorName = mentor,
                    School = school.Value.Name,
                    Programme = CohortOf(about)?.ProgrammeName ?? "",
                    Cohort = about.CohortId is null ? "" : CohortOf(about)?.Name ?? "",
                    Facts = about,
                    Clock = ReaderClock.In(reader.TimeZone, CohortOf(about)?.TimeZone ?? "", school.Value.TimeZone),
                    Code = delivery.Secret is { } secret ? await OpenSecretAsync(delivery.PersonId, secret, ct) : null,
                });
        }
        return gathered;

        // No student at all is complete; a student whose name is not here yet is not. Who was erased has none any more.
        string? NameOf(Guid? person, string without) => person is not { } id ? "" : cards.TryGetValue(id, out var card) ? card.Name : erased.Contains(id) ? without : null;

        KnownCohort? CohortOf(Facts about) => cohorts.FirstOrDefault(c => c.CohortId == about.CohortId)
            ?? cohorts.FirstOrDefault(c => c.ProgrammeId == about.ProgrammeId);
    }

    public static Guid[] PeopleOf(IEnumerable<Delivery> deliveries) =>
        [.. deliveries.SelectMany(d => Facts.Read(d.Facts) is var f ? new[] { d.PersonId, f.StudentId, f.MentorId } : []).OfType<Guid>().Distinct()];

    async Task<List<KnownCohort>> CohortsAsync(IEnumerable<Facts> facts, CancellationToken ct)
    {
        Guid[] programmes = [.. facts.Select(f => f.ProgrammeId).OfType<Guid>().Distinct()];
        return programmes.Length == 0 ? [] : await db.Cohorts.AsNoTracking().Where(c => programmes.Contains(c.ProgrammeId) && c.NamedAt != null).ToListAsync(ct);
    }

    async Task<string> OpenSecretAsync(Guid person, byte[] secret, CancellationToken ct) =>
        (await keys.ForAsync(person, ct)).Open(Secrets.Table, Secrets.Column, secret);
}

internal sealed record Gathered(ContactCard Reader, About About);

/// <summary>Where a sealed code stands; part of what its seal is bound to.</summary>
internal static class Secrets
{
    public const string Table = "deliveries";
    public const string Column = "secret";
}
