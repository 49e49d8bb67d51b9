using Mentorship.Portal.Clients;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>Which column of a file means what, where its head uses other names than ours. Nothing is written by saying so.</summary>
internal sealed class ImportColumnsModel(Desk desk) : OfficePage(desk)
{
    [BindProperty(SupportsGet = true)]
    public Guid ImportId { get; set; }

    /// <summary>A list left on "Leave it out" arrives as null.</summary>
    [BindProperty]
    public string?[] Means { get; set; } = [];

    public ImportView Import { get; private set; } = null!;
    public ImportColumns Columns { get; private set; } = null!;
    public string? Mistake { get; private set; }
    public bool Begun => Import.State is not ("unnamed" or "checked");

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        if (Begun) return Redirect(To($"import/{ImportId}"));
        Means = [.. Columns.Head.Select(h => h.Means)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var named = await Profile.NameColumns(ImportId, [.. Means.Select(m => m ?? "")], Gone);
        if (named.Refused is null) return Redirect(To($"import/{ImportId}"));
        Mistake = named.Refused.Fields.Values.SelectMany(m => m).FirstOrDefault() ?? named.Refused.Sentence;
        return Page();
    }

    public string? Meaning(int at) => Means.ElementAtOrDefault(at);

    /// <summary>An import of another cohort is not found under this one's address.</summary>
    async Task LoadAsync()
    {
        Import = Found(await Profile.ImportOf(ImportId, Gone));
        Columns = Found(Import.CohortId == CohortId ? await Profile.ColumnsOf(ImportId, Gone) : null);
    }
}
