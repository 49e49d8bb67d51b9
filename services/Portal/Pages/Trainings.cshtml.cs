using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages;

/// <summary>The trainings that a person's programmes ask of them: where each is, and the day it was done.</summary>
internal sealed class TrainingsModel(ProfileClient profile, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    public PersonalTraining[] Trainings { get; private set; } = [];

    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public string? CompletedOn { get; set; }

    [BindProperty]
    public string? Proof { get; set; }

    /// <summary>What is wrong in the form of the training <see cref="Id"/>, by field.</summary>
    public Mistakes Mistakes { get; private set; } = Mistakes.None;

    public string? Mistake(Guid training, string field) => training == Id ? Mistakes.At(field) : null;

    public Wrong Wrong => new(Mistakes.In([($"d-{Id:N}", "completedOn", "Day you completed it"), ($"p-{Id:N}", "proof", "Proof")]), "Nothing was written down.");

    public async Task OnGet() => Trainings = await profile.OwnTrainings(Gone);

    public async Task<IActionResult> OnPostDone()
    {
        var day = new TypedDate(CompletedOn);
        Mistakes = Mistakes.Of(("completedOn", day.Mistake));
        if (Mistakes.Any)
        {
            await OnGet();
            return Page();
        }
        var done = await profile.StateTraining(Id, day.Day, Proof, Gone);
        if (done.Refused is not { } no) return Then("/trainings", Good("Thank you. It is written down."));
        if (no.IsNotFound) return NotFound();
        Mistakes = new(no.Fields);
        if (!Mistakes.Any) Note = Note.Refused(no);
        await OnGet();
        return Page();
    }

    public async Task<IActionResult> OnPostUndo()
    {
        var done = await profile.WithdrawTraining(Id, Gone);
        return done.Refused is { } no ? Then("/trainings", Note.Refused(no)) : Then("/trainings", Good("It stands as still to do again."));
    }
}
