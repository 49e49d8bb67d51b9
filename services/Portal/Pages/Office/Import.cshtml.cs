using System.Text;
using Mentorship.Portal.Clients;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>Choose a list: it is checked at once, and nothing is written before the coordinator has seen the result.</summary>
[RequestSizeLimit(MostBytes + 64 * 1024)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes + 64 * 1024)]
internal sealed class ImportModel(Desk desk) : OfficePage(desk)
{
    const int MostBytes = 20 * 1024 * 1024;

    static readonly Dictionary<string, string> Heads = new(StringComparer.Ordinal)
    {
        ["students"] = "email,name,stage,interests,goals,languages,time_zone,availability,minor_until",
        ["mentors"] = "email,name,stage,interests,goals,languages,time_zone,availability,minor_until,stages,capacity,minimum",
        ["choices"] = "student_email,mentor_email,rank",
        ["conflicts"] = "mentor_email,student_email,kind",
        ["trainings"] = "email,training,completed_on,expires_on,proof",
    };

    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "students";

    public string? Mistake { get; private set; }
    public Taxonomy Taxonomy { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        if (!Heads.ContainsKey(Kind)) Kind = "students";
        Taxonomy = await Profile.Taxonomy(Gone);
    }

    public IActionResult OnGetEmpty() => Heads.TryGetValue(Kind, out var head)
        ? File(Encoding.UTF8.GetBytes(head + "\r\n"), "text/csv", $"{Kind}.csv")
        : NotFound();

    public async Task<IActionResult> OnPostAsync(IFormFile? file)
    {
        await OnGetAsync();
        Mistake = file switch
        {
            null or { Length: 0 } => "Choose a file with at least one line under its head.",
            { Length: > MostBytes } => "This file is larger than 20 MB. Part it in two and import one after the other.",
            _ => null
        };
        if (Mistake is not null) return Page();
        await using var csv = file!.OpenReadStream();
        var taken = await Profile.Import(CohortId, Kind, Path.GetFileName(file.FileName), csv, Gone);
        if (taken.Refused is null) return Redirect(To($"import/{taken.Value!.Id}{(taken.Value.State == "unnamed" ? "/columns" : "")}"));
        Mistake = taken.Refused.Fields.Count > 0 ? string.Join(' ', taken.Refused.Fields.Values.SelectMany(m => m)) : taken.Refused.Sentence;
        return Page();
    }
}
