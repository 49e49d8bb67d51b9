using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;

[assembly: AssemblyFixture(typeof(Servers))]
[assembly: AssemblyFixture(typeof(Browsers))]
[assembly: AssemblyFixture(typeof(Systems))]
// Whole systems share two cores here: one journey after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
