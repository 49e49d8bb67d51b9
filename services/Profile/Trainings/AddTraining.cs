using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Trainings;

internal sealed record TrainingRequest(string? Title, string? Link, string? Audience, string? Need, int? MonthsValid, int Version = 0)
{
    const int LongestTitle = 120;
    const int LongestLink = 500;
    const int MostMonths = 120;

    static readonly string[] Audiences = [Training.Mentors, Training.Readers, Training.Coordinators];
    static readonly string[] Needs = [Training.Required, Training.Recommended, Training.Off];

    /// <summary>The fields, or null with what is wrong in <paramref name="read"/>. Only an administrator decides about what is required.</summary>
    public TrainingFields? Read(FormReader read, ClaimsPrincipal user, Training? before)
    {
        var title = read.Line("title", Title ?? "", LongestTitle);
        if (title.Length == 0)
            read.Bad("title", "", "Write what the training is called.");
        var link = read.Line("link", Link ?? "", LongestLink);
        if (link.Length > 0 && !(Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"))
            read.Bad("link", link, "Write the whole address of the training, beginning with https://.");
        if (!Audiences.Contains(Audience))
            read.Bad("audience", Audience ?? "", "Write “mentors”, “readers” or “coordinators”.");
        if (!Needs.Contains(Need))
            read.Bad("need", Need ?? "", "Write “required”, “recommended” or “off”.");
        else if ((Need == Training.Required || before?.Need == Training.Required) && (Need, Audience) != (before?.Need, before?.Audience) && !user.IsAdministrator())
            read.Bad("need", Need!, "What is required is set and lifted by an administrator.");
        if (MonthsValid is < 1 or > MostMonths)
            read.Bad("monthsValid", $"{MonthsValid}", $"Write 1 to {MostMonths} months, or leave it empty where it counts for ever.");
        return read.Ok ? new TrainingFields(title, link, Audience!, Need!, MonthsValid) : null;
    }
}

internal sealed record TrainingAdded(Guid Id);

internal static class AddTraining
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("programmes/{id:guid}/trainings", Handle)
        .WithSummary("Adds a training to a programme; required ones by administrators only").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<Created<TrainingAdded>, NotFound, ValidationProblem>> Handle(
        Guid id, TrainingRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (!await db.ProgrammesRunBy(user).AnyAsync(p => p.Id == id, ct))
            return TypedResults.NotFound();
        var read = new FormReader(lenient: false);
        if (request.Read(read, user, before: null) is not { } fields)
            return read.Problem();

        var now = time.GetUtcNow();
        var training = db.Add(Training.Add(id, fields, now)).Entity;
        await ledger.RecordAsync(new Act("training.added", user.PersonId(), now) { Programme = id, Details = new { training = training.Id, fields.Need, fields.Audience } }, ct);
        if (training.Gates)
            await ChangeTraining.TellMentorsAsync(db, id, now, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created((string?)null, new TrainingAdded(training.Id));
    }
}
