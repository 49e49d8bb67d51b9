using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

/// <summary>A student comes in through the university, on a phone and with a keyboard only, with a real provider on the other side.</summary>
[Collection("Beside")]
public sealed class UniversitySignInTests(Browsers browsers) : IAsyncLifetime
{
    readonly int _port = FreePort.Next();

    Embedded _system = null!;
    UniversityProvider _provider = null!;

    public async ValueTask InitializeAsync()
    {
        _system = await Embedded.StartAsync(settings: Systems.Roomy.Concat(UniversityProvider.SettingsAt(_port)).ToDictionary());
        _provider = await UniversityProvider.StartAsync(_port, _system.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _system.DisposeAsync();
    }

    [Fact]
    public async Task A_student_is_asked_once_who_they_are_and_never_again()
    {
        var office = await (await School.OpenAsync(_system)).ProgrammeAsync("Through the university");
        var cohort = await office.CohortAsync("2027", "batch");
        await office.ImportAsync(cohort, "students", new People().Students(1));
        var student = (await office.InviteAsync(cohort)).Single();

        await using (var phone = await browsers.VisitAsync(_system.Address, 390, 844))
        {
            await ComeAsync(phone);
            await Assertions.Expect(phone.Heading("Who are you here?")).ToBeVisibleAsync();
            await RightAsync(phone);
            await phone.Field("E-mail you applied with, or your invitation came to").FillAsync(student.Email);
            await phone.Page.Keyboard.PressAsync("Enter");
            await phone.TypeCodeAsync(_system, student.Email, before: 0);

            await phone.OpenAsync("/account");
            await Assertions.Expect(phone.Page.GetByText($"{UniversityProvider.Name}, connected today")).ToBeVisibleAsync();
            await RightAsync(phone);
        }

        await using var again = await browsers.VisitAsync(_system.Address, 390, 844);
        await ComeAsync(again);
        await again.ArriveAsync("/home");
        await again.OpenAsync("/account");
        // The university lets in again without asking, so a code shows first that it is they.
        await again.PressAsync(again.Button("Mail me a code"));
        await again.TypeCodeAsync(_system, student.Email, before: 1);
        await again.PressAsync(again.Button("Disconnect"));
        await Assertions.Expect(again.Page.GetByText("It opens your pages no more.")).ToBeVisibleAsync();
        await Assertions.Expect(again.Link("Connect it")).ToBeVisibleAsync();
    }

    /// <summary>From the sign-in page to the provider's, and back as the person "imani".</summary>
    static async Task ComeAsync(Visitor visitor)
    {
        // The provider's own page wants letters from elsewhere.
        await visitor.Page.RouteAsync(url => !url.Contains("127.0.0.1", StringComparison.Ordinal), route => route.FulfillAsync(new RouteFulfillOptions { Status = 200, Body = "" }));
        await visitor.OpenAsync("/sign-in");
        await RightAsync(visitor);
        await visitor.PressAsync(visitor.Link(UniversityProvider.Name));
        await visitor.Page.Locator("input[name=login]").FillAsync("imani");
        await visitor.Page.Locator("input[name=password]").FillAsync("any");
        await visitor.Page.Keyboard.PressAsync("Enter");
    }

    static async Task RightAsync(Visitor visitor)
    {
        Assert.Empty(await PageCheck.AllAsync(visitor.Page));
        await visitor.Page.SetViewportSizeAsync(390, 844);
    }
}
