using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;

[assembly: AssemblyFixture(typeof(Servers))]
[assembly: AssemblyFixture(typeof(Browsers))]
[assembly: AssemblyFixture(typeof(Systems))]
// Whole systems share two cores here: one journey after the other, and beside them what runs a system of its own, one after the other too.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]
