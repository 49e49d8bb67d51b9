using MassTransit;
using Mentorship.Contracts;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Pool;
using Mentorship.Messaging;
using Mentorship.ServiceDefaults.PersonalData;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.PersonalData;

/// <summary>
/// Forgets a person: their offers and pairs end and free their places, their copy, key, wishes and pins go, and so do
/// the words about them in what stays. Twice is once: whatever is over already is left as it is.
/// </summary>
sealed class ErasePerson(MatchingDb db, DataKeys<MatchingDb> keys, TimeProvider time) : IConsumer<PersonErased>
{
    public async Task Consume(ConsumeContext<PersonErased> context)
    {
        var (erased, now, ct) = (context.Message, time.GetUtcNow(), context.CancellationToken);
        var (student, mentor) = (new StudentId(erased.PersonId), new MentorId(erased.PersonId));
        await EndPairsAsync(student, mentor, now, ct);
        await ForgetWordsAsync(student, mentor, ct);
        await LeavePoolAsync(student, mentor, erased, now, ct);
        await db.EraseAsync(Held.Tables, erased.PersonId, ct);
        await keys.DestroyAsync(erased.PersonId, ct);
        db.Announce(new ErasureDone { PersonId = erased.PersonId, Service = "matching", Version = erased.Version, DoneAt = now }, now);
    }

    async Task EndPairsAsync(StudentId student, MentorId mentor, DateTimeOffset now, CancellationToken ct)
    {
        var pairs = await db.Pairs.Where(p => p.StudentId == student || p.MentorId == mentor).ToListAsync(ct);
        var over = pairs.Where(p => p.HoldsPlaces).ToList();
        foreach (var pair in over)
        {
            var by = OfferEvents.Word(pair.StudentId == student ? Side.Student : Side.Mentor);
            switch (pair.State)
            {
                case PairState.Active:
                    pair.End(now);
                    db.AnnounceEnded(pair, by, now);
                    break;
                case PairState.Offered:
                    pair.Withdraw(now);
                    db.AnnounceWithdrawn(pair, by, now);
                    break;
                default:
                    // Proposed: nobody outside the office has seen it.
                    pair.Withdraw(now);
                    break;
            }
        }
        await db.SettleAsync(over, now, ct);
        foreach (var pair in pairs.Where(p => p.Reasons.Length > 0 || p.NoReason is not null))
            pair.ForgetWords();
    }

    async Task ForgetWordsAsync(StudentId student, MentorId mentor, CancellationToken ct)
    {
        foreach (var decided in await db.Overrides.Where(o => o.Text != null && (o.StudentId == student || o.MentorId == mentor || o.FormerMentorId == mentor)).ToListAsync(ct))
            decided.ForgetWords();
        foreach (var drafted in await db.RunPairs.Where(p => p.StudentId == student || p.MentorId == mentor).ToListAsync(ct))
            drafted.ForgetWords();
    }

    async Task LeavePoolAsync(StudentId student, MentorId mentor, PersonErased erased, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var place in await db.PoolStudents.Where(s => s.StudentId == student && (s.Here || s.WaitsForGuardian)).ToListAsync(ct))
            place.Keep(erased.Version, here: false, minor: false, consented: false);
        foreach (var place in await db.PoolMentors.Where(m => m.MentorId == mentor && m.Here).ToListAsync(ct))
            place.Keep(erased.Version, here: false, place.Said, place.Minimum, place.Paused, place.Untrained, place.Cleared);
        if (await db.People.FindAsync([erased.PersonId], ct) is not { } person)
            db.Add(person = new Person(erased.PersonId));
        if (!person.Erased)
            person.Erase(erased.Version, now);
    }
}
