using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;

[assembly: AssemblyFixture(typeof(Servers))]
[assembly: AssemblyFixture(typeof(Browsers))]
[assembly: AssemblyFixture(typeof(Systems))]
// Whole systems share two cores here: one journey after the other, and beside them the walk through the pages, which waits for nobody.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]
