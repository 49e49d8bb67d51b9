using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

/// <summary>Steps of a coordinator who opens a programme to applications, and of strangers who apply.</summary>
internal static class Applying
{
    public const string Slug = "summer-scholars";

    public static HttpClient Portal(this ProfileHost host) => host.AsService("portal");

    public static async Task ShowPageAsync(this ProfileHost host, string[]? stages = null, Guid? programme = null)
    {
        var id = programme ?? host.Programme;
        var version = (await host.AsCoordinator(id).GetAsync($"/api/profile/programmes/{id}").Json()).Int("version");
        await host.AsCoordinator(id).PutAsJsonAsync($"/api/profile/programmes/{id}",
            new { description = "Eight weeks.", eligibility = "Anyone who wonders.", stages = stages ?? ["high-school", "college"], isPublic = true, version }).Json();
    }

    /// <summary>Open from the first of March, noon in Chicago being the tests' start, as long as it runs.</summary>
    public static async Task<JsonElement> TakeApplicationsAsync(
        this ProfileHost host, int? placeLimit = null, string from = "2027-03-01T08:00", string? until = null, object[]? questions = null, Guid? cohort = null)
    {
        var path = $"/api/profile/cohorts/{cohort ?? host.Cohort}/applying";
        var version = (await host.AsCoordinator().GetAsync(path).Json()).Int("version");
        return await host.AsCoordinator().PutAsJsonAsync(path, new { from, until, placeLimit, questions, version }).Json();
    }

    public static object Form(
        string email = "maya@students.example", string stage = "college", string name = "Maya Ortiz", object? answers = null, string? from = null, Guid? nominationId = null) =>
        new { name, email, stage, interests = new[] { "cardiology" }, answers, from, nominationId };

    public static Task<HttpResponseMessage> ApplyAsync(this ProfileHost host, object form, string slug = Slug) =>
        host.Portal().PostAsJsonAsync($"/api/profile/public/programmes/{slug}/applications", form);

    public static async Task<JsonElement> ConfirmAsync(this ProfileHost host, JsonElement sent, string? code = null, string what = "applications") =>
        await host.Portal().PostAsJsonAsync($"/api/profile/{what}/{sent.Id()}/confirmation", new { code = code ?? sent.Text("code") }).Json();

    /// <summary>Applies and types the right code.</summary>
    public static async Task<JsonElement> AppliedAsync(this ProfileHost host, object form) =>
        await host.ConfirmAsync(await host.ApplyAsync(form).Json(HttpStatusCode.Created));

    public static async Task<JsonElement> ApplicationsAsync(this ProfileHost host, Guid? cohort = null) =>
        (await host.AsCoordinator().GetAsync($"/api/profile/cohorts/{cohort ?? host.Cohort}/applications").Json()).GetProperty("items");

    /// <summary>Everything the database holds, as text, with bytes in hexadecimal.</summary>
    public static async Task<string> EverythingAsync(this ProfileHost host)
    {
        await using var db = host.Db();
        await db.Database.OpenConnectionAsync();
        var text = new System.Text.StringBuilder();
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The tables are the model's own.
            command.CommandText = $"SELECT * FROM {table}";
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                for (var i = 0; i < reader.FieldCount; i++)
                    text.Append(reader.GetValue(i) is byte[] bytes ? System.Text.Encoding.Latin1.GetString(bytes) : reader.GetValue(i)).Append('\n');
        }
        return text.ToString();
    }

    public static async Task<int> KeysAsync(this ProfileHost host)
    {
        await using var db = host.Db();
        return await db.Set<ServiceDefaults.Sealing.DataKeyRow>().CountAsync();
    }
}
