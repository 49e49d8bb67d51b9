using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Mentorship.Matching.Tests")]
