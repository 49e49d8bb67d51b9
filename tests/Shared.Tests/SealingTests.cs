using System.Security.Cryptography;
using Mentorship.ServiceDefaults.Sealing;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mentorship.SharedTests;

public sealed class SealingTests : IAsyncDisposable
{
    static readonly Guid Ana = new("01890a5d-ac96-774b-bcce-b302099a8057"), Ben = new("01890a5d-ac96-774b-bcce-b302099a8058");

    readonly string _folder = Directory.CreateTempSubdirectory("mentorship-sealing-").FullName;

    [Fact]
    public async Task What_is_sealed_opens_in_its_own_place_only()
    {
        await using var process = await StartAsync();
        var (ana, ben) = await KeysAsync(process);
        var secret = ana.Seal("contacts", "email", "ana@school.example");

        Assert.Equal("ana@school.example", ana.Open("contacts", "email", secret));
        Assert.ThrowsAny<CryptographicException>(() => ana.Open("contacts", "name", secret));
        Assert.ThrowsAny<CryptographicException>(() => ana.Open("people", "email", secret));
        Assert.ThrowsAny<CryptographicException>(() => ben.Open("contacts", "email", secret));
        secret[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => ana.Open("contacts", "email", secret));
    }

    [Fact]
    public async Task The_same_text_never_looks_the_same_twice()
    {
        await using var process = await StartAsync();
        var (ana, _) = await KeysAsync(process);
        Assert.NotEqual(ana.Seal("t", "c", "same"), ana.Seal("t", "c", "same"));
    }

    [Fact]
    public async Task A_key_lasts_until_it_is_erased_and_then_never_comes_back()
    {
        await using var process = await StartAsync();
        var secret = (await KeysAsync(process)).Ana.Seal("t", "c", "kept");
        Assert.Equal("kept", (await KeysAsync(process)).Ana.Open("t", "c", secret));

        await process.InAsync<OneDb, int>(db => db.Set<DataKeyRow>().Where(r => r.PersonId == Ana).ExecuteUpdateAsync(set => set.SetProperty(r => r.Wrapped, (byte[]?)null)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => KeysAsync(process));
    }

    [Fact]
    public async Task A_key_asked_for_first_by_many_at_once_is_one_key()
    {
        for (var round = 0; round < 50; round++)
        {
            var options = Options.Create(new KeyOptions { Folder = Path.Combine(_folder, $"many-{round}") });
            Keys[] processes = [new(options), new(options)];
            using var start = new Barrier(8);
            var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Factory.StartNew(() =>
            {
                start.SignalAndWait();
                return processes[i % 2].Get("first");
            }, default, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
            Assert.All(keys, k => Assert.Equal(keys[0], k));
            Assert.Single(Directory.EnumerateFiles(options.Value.Folder, "*.key*"));
        }
    }

    [Fact]
    public async Task Keys_are_files_that_only_their_owner_reads()
    {
        await using var process = await StartAsync();
        await KeysAsync(process);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "keys", "one-master.key")));
    }

    Task<SampleProcess> StartAsync() => SampleProcess.StartAsync(new Dictionary<string, string?>
    {
        ["Keys:Folder"] = Path.Combine(_folder, "keys"), ["Ledger:Heads"] = _folder, ["Database:Folder"] = _folder,
    });

    static async Task<(DataKey Ana, DataKey Ben)> KeysAsync(SampleProcess process)
    {
        await using var scope = process.Services.CreateAsyncScope();
        var keys = scope.ServiceProvider.GetRequiredService<DataKeys<OneDb>>();
        var pair = (await keys.ForAsync(Ana), await keys.ForAsync(Ben));
        await scope.ServiceProvider.GetRequiredService<OneDb>().SaveChangesAsync();
        return pair;
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
