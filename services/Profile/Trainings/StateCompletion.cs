using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Trainings;

internal sealed record CompletionRequest(DateOnly? CompletedOn, string? Proof)
{
    public const int LongestProof = 200;

    /// <summary>The day and the proof, which may be empty; null when something is wrong.</summary>
    public (DateOnly On, string Proof)? Read(FormReader read, DateTimeOffset now)
    {
        if (CompletedOn is not { } on)
            read.Bad("completedOn", "", "Write the day on which it was completed.");
        else if (on > LatestDay(now))
            read.Bad("completedOn", $"{on:yyyy-MM-dd}", "This day is still to come. Write the day on which it was completed.");
        var proof = read.Line("proof", Proof ?? "", LongestProof);
        return read.Ok ? (CompletedOn!.Value, proof) : null;
    }

    /// <summary>A day ahead of UTC it may be tomorrow already.</summary>
    public static DateOnly LatestDay(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime.AddHours(14));
}

internal static class StateCompletion
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("me/trainings/{id:guid}", Handle)
        .WithSummary("States that one has completed a training; it counts at once").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ValidationProblem>> Handle(
        Guid id, CompletionRequest request, ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, TimeProvider time, CancellationToken ct)
    {
        var me = user.PersonId();
        if (await db.TrainingsFor(me).SingleOrDefaultAsync(t => t.Id == id, ct) is not { } training)
            return TypedResults.NotFound();
        var (now, read) = (time.GetUtcNow(), new FormReader(lenient: false));
        if (request.Read(read, now) is not { } said)
            return read.Problem();
        await KeepAsync(db, keys, training, me, said, me, now, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }

    public static async Task KeepAsync(
        ProfileDb db, DataKeys<ProfileDb> keys, Training training, Guid personId, (DateOnly On, string Proof) said, Guid by, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Completions.FindAsync([training.Id, personId], ct) is not { } completion)
            db.Add(completion = Completion.Of(training.Id, personId));
        completion.State(said.On, training.LastDay(said.On), by, now);
        completion.Prove(said.Proof, await keys.ForAsync(personId, ct));
        await TellAsync(db, training, personId, now, ct);
    }

    /// <summary>Where the training is a gate, the person stands before it differently now.</summary>
    public static Task TellAsync(ProfileDb db, Training training, Guid personId, DateTimeOffset now, CancellationToken ct) =>
        training.Gates ? db.TellOfAsync(p => p.Id == personId, now, ct) : Task.CompletedTask;
}
