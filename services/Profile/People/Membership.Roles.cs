namespace Mentorship.Profile.People;

/// <summary>What whoever reads a file of people must know, with or without a database.</summary>
internal sealed partial class Membership
{
    public const string Student = "student";
    public const string Mentor = "mentor";
    public const int MostPlaces = 50;
}
