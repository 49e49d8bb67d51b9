using System.Diagnostics;

namespace Mentorship.Matching.EngineTests;

/// <summary>The runtime reads these switches only at its start, so each has a process of its own.</summary>
public sealed class VectorWidthTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    [InlineData("DOTNET_PROCESSOR_COUNT")]
    public async Task Narrower_vectors_and_fewer_cores_find_the_same(string limited)
    {
        var tests = Path.ChangeExtension(typeof(VectorWidthTests).Assembly.Location, null);
        var start = new ProcessStartInfo(tests, ["-class", typeof(PreparedMentorsTests).FullName!]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment[limited] = limited == "DOTNET_PROCESSOR_COUNT" ? "1" : "0";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, output);
        Assert.Matches("Total: [1-9]", output);
    }
}
