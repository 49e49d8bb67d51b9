using Mentorship.Portal.Clients;
using Mentorship.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Mentorship.Portal.Shell;

/// <summary>Who reads the page: name and zone for the frame around it, roles for what the frame offers.</summary>
internal sealed class Reader(IHttpContextAccessor http, People people, ProfileClient profile, MatchingClient matching, NotificationClient notification, IOptions<SchoolOptions> school)
{
    Contact? _contact;
    bool _looked;
    Programme[]? _programmes;

    System.Security.Claims.ClaimsPrincipal User => http.HttpContext!.User;

    CancellationToken Gone => http.HttpContext!.RequestAborted;

    public bool SignedIn => User.Identity?.IsAuthenticated == true;

    public bool IsStudent => User.HasRole("student");

    public bool IsMentor => User.HasRole("mentor");

    public bool Coordinates => User.CoordinatedProgrammes().Length > 0;

    public bool Administrates => User.IsAdministrator();

    /// <summary>Reads a programme's applications.</summary>
    public bool Reads => User.HasClaim(c => c.Type == Callers.Role && c.Value.StartsWith("reader:", StringComparison.Ordinal));

    /// <summary>Reviews outcome figures.</summary>
    public bool Reviews => User.HasRole("reviewer");

    /// <summary>Answers for a mentor, or did; for whom is Profile's to say.</summary>
    public bool Answers => User.HasRole("delegate");

    public bool HasOffice => Coordinates || Administrates;

    public string School => school.Value.Name;

    /// <summary>Where to write to the programme office, if the installation says so.</summary>
    public string? OfficeEmail => school.Value.Email;

    /// <summary>Full name, or "You" while Profile does not answer: the frame must not take the page down.</summary>
    public async Task<string> Name() => (await Contact())?.Name ?? "You";

    /// <summary>What to be greeted with: the title and family name, else the first name.</summary>
    public async Task<string> ShortName() => Words.Short(await Name());

    /// <summary>The reader's own zone, else the school's.</summary>
    public async Task<TimeZoneInfo> Zone()
    {
        var own = SignedIn ? (await Contact())?.TimeZone : null;
        return TimeZoneInfo.TryFindSystemTimeZoneById(own ?? school.Value.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
    }

    public async Task<int> Unread()
    {
        try
        {
            return (await notification.Inbox(Gone)).Unread;
        }
        catch (ServiceDown)
        {
            return 0;
        }
    }

    /// <summary>The cohort whose mentors the reader may browse, for the frame's link.</summary>
    public async Task<Guid?> CohortToBrowse()
    {
        if (!IsStudent) return null;
        try
        {
            return (await matching.StudentStatus(Gone)).FirstOrDefault()?.CohortId;
        }
        catch (ServiceDown)
        {
            return null;
        }
    }

    /// <summary>Programmes with their cohorts, as this person may see them; one call for the frame and the page.</summary>
    public async Task<Programme[]> Programmes() => _programmes ??= await profile.Programmes(Gone);

    async Task<Contact?> Contact()
    {
        if (_looked) return _contact;
        _looked = true;
        try
        {
            return _contact = await people.Contact(User.PersonId(), Gone);
        }
        catch (ServiceDown)
        {
            return null;
        }
    }
}
