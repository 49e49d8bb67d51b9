using System.Runtime.InteropServices;

namespace Mentorship.Matching;

/// <summary>A page of a list. Sizes are bounded so that nobody asks for a whole national pool at once.</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct Page(int Number, int Size)
{
    public const int Largest = 200;

    public static Page Of(int? page, int? size) => new(Math.Max(1, page ?? 1), Math.Clamp(size ?? 25, 1, Largest));

    public int Skip => (Number - 1) * Size;

    public IEnumerable<T> Cut<T>(IEnumerable<T> all) => all.Skip(Skip).Take(Size);
}

sealed record PageOf<T>(int Total, T[] Items);

static class IdLists
{
    /// <summary>The ids of <c>?ids=a,b,c</c>; what is no id is left out. Null where none were asked for.</summary>
    public static HashSet<Guid>? Parse(string? ids) => string.IsNullOrWhiteSpace(ids) ? null
        : [.. ids.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(Page.Largest)
            .Select(part => Guid.TryParse(part, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)];
}
