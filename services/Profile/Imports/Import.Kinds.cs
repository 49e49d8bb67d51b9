namespace Mentorship.Profile.Imports;

/// <summary>The kinds of files there are, with or without a database.</summary>
internal sealed partial class Import
{
    public const string Students = "students";
    public const string Mentors = "mentors";
    public const string Choices = "choices";
    public const string Trainings = "trainings";
    public const string Conflicts = "conflicts";

    public static readonly string[] Kinds = [Students, Mentors, Choices, Trainings, Conflicts];
}
