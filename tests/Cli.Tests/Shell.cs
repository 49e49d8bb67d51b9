using Mentorship.Cli.CommandLine;

namespace Mentorship.Cli.Tests;

/// <summary>The program as somebody types it.</summary>
sealed record Said(int Code, string Out, string Error)
{
    public static Task<Said> ByAsync(params string[] typed) => WithAsync([], typed);

    public static async Task<Said> WithAsync(Dictionary<string, string> environment, params string[] typed)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Verbs.RunAsync(typed, new Terminal(output, error, environment.GetValueOrDefault, TimeProvider.System));
        return new(code, output.ToString(), error.ToString());
    }

    public Said Is(int code)
    {
        Assert.True(Code == code, $"ended with {Code}, not {code}: {Error}{Out}");
        return this;
    }
}
