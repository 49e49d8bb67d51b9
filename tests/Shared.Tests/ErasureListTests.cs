using Mentorship.ServiceDefaults.PersonalData;

namespace Mentorship.Shared.Tests;

public sealed class ErasureListTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("mentorship-erasures-").FullName;
    readonly DateTimeOffset _at = new(2027, 3, 1, 18, 0, 0, TimeSpan.Zero);

    string List => Path.Combine(_folder, ErasureList.Name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    Guid NewId() => Guid.CreateVersion7(_at);

    void Add(Guid person) => ErasureList.Add(List, new Dictionary<Guid, DateTimeOffset> { [person] = _at });

    [Fact]
    public void It_names_everyone_once_and_only_its_owner_reads_it()
    {
        var (one, two) = (NewId(), NewId());
        Assert.Empty(ErasureList.Read(List));
        Add(one);
        Add(two);
        Add(one);
        Assert.Equal(new Dictionary<Guid, DateTimeOffset> { [one] = _at, [two] = _at }.OrderBy(p => p.Key), ErasureList.Read(List));
        Assert.Equal(2, File.ReadLines(List).Count(l => !l.StartsWith('#')));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(List));
    }

    [Fact]
    public void A_line_that_was_cut_short_is_written_anew()
    {
        var (one, two, three) = (NewId(), NewId(), NewId());
        Add(one);
        Add(two);
        var whole = File.ReadAllText(List);
        foreach (var kept in new[] { whole.Length - 1, whole.Length - 9, whole.Length - 40 })
        {
            File.WriteAllText(List, whole[..kept]);
            Assert.Equal([one], ErasureList.Read(List).Keys);
            Add(three);
            Assert.Equal(new[] { one, three }.Order(), ErasureList.Read(List).Keys);
        }
    }

    [Fact]
    public void A_whole_line_that_cannot_be_read_stops_everything()
    {
        Add(NewId());
        File.AppendAllText(List, "2027-03-01T18:00:00Z somebody\n");
        Assert.Contains("Line 3 of ", Assert.Throws<FormatException>(() => ErasureList.Read(List)).Message, StringComparison.Ordinal);
    }
}
