using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Mentorship.Matching.Tests")]
[assembly: InternalsVisibleTo("Mentorship.Contracts.Tests")]
