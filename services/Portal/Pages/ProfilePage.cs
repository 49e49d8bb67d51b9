using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages;

/// <summary>A page of what a person says about themselves, as a student or as a mentor; or of what somebody answers for a mentor.</summary>
internal abstract class ProfilePage(ProfileClient profile, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    [BindProperty(SupportsGet = true)]
    public string? As { get; set; }

    /// <summary>The mentor for whom the reader answers; null on the reader's own page.</summary>
    [FromRoute(Name = "mentor")]
    public Guid? For { get; set; }

    /// <summary>Whose page it is.</summary>
    public Person Whose { get; private set; } = null!;

    public Taxonomy Taxonomy { get; private set; } = null!;

    public bool IsMentor { get; private set; }

    public bool IsBoth => Whose is { Student: not null, Mentor: not null };

    public bool IsNeither => Whose is { Student: null, Mentor: null };

    public ProfileStep[] Steps => IsNeither ? [] : For is not null ? ProfileStep.ForMentor : IsMentor ? ProfileStep.OfMentor : ProfileStep.OfStudent;

    /// <summary>Steps that were saved.</summary>
    public string[] Saved => (IsMentor ? Whose.Mentor?.Steps : Whose.Student?.Steps) ?? [];

    /// <summary>The first that was not, from a place on.</summary>
    public ProfileStep? Open(int from = 0) => Steps.Skip(from).Concat(Steps.Take(from)).FirstOrDefault(s => !Saved.Contains(s.Code));

    /// <summary>Where a step is; without one, the list of all.</summary>
    public string To(ProfileStep? step = null) => $"{(For is { } mentor ? $"/for/{mentor}" : "/profile")}{(step is null ? "" : $"/{step.Code}")}{(IsBoth ? $"?as={(IsMentor ? "mentor" : "student")}" : "")}";

    protected ProfileClient Profile => profile;

    protected ProfileForm Whole() => IsMentor ? ProfileForm.Of(Whose.Mentor!, Whose.Version) : ProfileForm.Of(Whose.Student!, Whose.Version);

    /// <summary>Whether some of these steps was not saved yet.</summary>
    public static bool IsOpen(ProfileStep[] steps, string[]? saved) => steps.Any(s => saved?.Contains(s.Code) != true);

    protected async Task<bool> Load()
    {
        if ((For is { } mentor ? await profile.PageFor(mentor, Gone) : await profile.Me(Gone)) is not { } whose) return false;
        Whose = whose;
        Taxonomy = await profile.Taxonomy(Gone);
        // Whoever is both comes to what is still open.
        IsMentor = whose.Mentor is not null && (whose.Student is null || As == "mentor" || (As is null && !IsOpen(ProfileStep.OfStudent, whose.Student.Steps) && IsOpen(ProfileStep.OfMentor, whose.Mentor.Steps)));
        return true;
    }
}
