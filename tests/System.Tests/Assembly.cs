using Mentorship.SystemTests.Browser;
using Mentorship.Testing;

[assembly: AssemblyFixture(typeof(Servers))]
[assembly: AssemblyFixture(typeof(Browsers))]
// Whole systems share two cores here: one journey after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
