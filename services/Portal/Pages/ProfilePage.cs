using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages;

/// <summary>A page of what a person says about themselves, as a student or as a mentor.</summary>
internal abstract class ProfilePage(ProfileClient profile, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    [BindProperty(SupportsGet = true)]
    public string? As { get; set; }

    public Person Me { get; private set; } = null!;

    public Taxonomy Taxonomy { get; private set; } = null!;

    public bool IsMentor { get; private set; }

    public bool IsBoth => Me is { Student: not null, Mentor: not null };

    public bool IsNeither => Me is { Student: null, Mentor: null };

    public ProfileStep[] Steps => IsNeither ? [] : IsMentor ? ProfileStep.OfMentor : ProfileStep.OfStudent;

    /// <summary>Steps that were saved.</summary>
    public string[] Saved => (IsMentor ? Me.Mentor?.Steps : Me.Student?.Steps) ?? [];

    /// <summary>The first that was not, from a place on.</summary>
    public ProfileStep? Open(int from = 0) => Steps.Skip(from).Concat(Steps.Take(from)).FirstOrDefault(s => !Saved.Contains(s.Code));

    /// <summary>Where a step is; without one, the list of all.</summary>
    public string To(ProfileStep? step = null) => $"/profile{(step is null ? "" : $"/{step.Code}")}{(IsBoth ? $"?as={(IsMentor ? "mentor" : "student")}" : "")}";

    protected ProfileClient Profile => profile;

    protected ProfileForm Whole() => IsMentor ? ProfileForm.Of(Me.Mentor!, Me.Version) : ProfileForm.Of(Me.Student!, Me.Version);

    /// <summary>Whether some of these steps was not saved yet.</summary>
    public static bool IsOpen(ProfileStep[] steps, string[]? saved) => steps.Any(s => saved?.Contains(s.Code) != true);

    protected async Task<bool> Load()
    {
        if (await profile.Me(Gone) is not { } me) return false;
        Me = me;
        Taxonomy = await profile.Taxonomy(Gone);
        // Whoever is both comes to what is still open.
        IsMentor = me.Mentor is not null && (me.Student is null || As == "mentor" || (As is null && !IsOpen(ProfileStep.OfStudent, me.Student.Steps) && IsOpen(ProfileStep.OfMentor, me.Mentor.Steps)));
        return true;
    }
}
