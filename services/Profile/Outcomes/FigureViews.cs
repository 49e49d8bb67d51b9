using Mentorship.Profile.People;

namespace Mentorship.Profile.Outcomes;

/// <param name="Role">Whose: students or mentors.</param>
/// <param name="From">The first year that is counted in it.</param>
/// <param name="Figure">Null where it is too few to say.</param>
internal sealed record DivisionView(string Role, string Code, string Name, bool Background, int From, FigureView? Figure)
{
    public static DivisionView[] Of(IEnumerable<FrozenFigure> figures) =>
    [
        .. from figure in figures
           let division = Division.All.FirstOrDefault(d => d.Code == figure.Division)
           where division is not null
           orderby figure.Role == Membership.Student ? 0 : 1, Order(division)
           select new DivisionView(figure.Role, division.Code, division.Name, division.IsBackground, figure.FromYear, FigureView.Of(figure.Figure, division)),
    ];

    static int Order(Division division) => Division.All.TakeWhile(d => d != division).Count();
}

internal sealed record FigureView(int People, Share[] All, GroupView[] Groups)
{
    public static FigureView? Of(Figure? figure, Division division) => figure is null ? null : new FigureView(figure.People, figure.All,
        [.. figure.Groups.Select(g => new GroupView([.. g.Codes.Select(division.NameOf)], g.Rest, g.People, g.Shares))]);
}

/// <param name="Names">Several where answers are put together.</param>
internal sealed record GroupView(string[] Names, bool Rest, int People, GroupShare[] Shares);
