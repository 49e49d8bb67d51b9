using Mentorship.Testing;

[assembly: AssemblyFixture(typeof(Servers))]
// Whole systems share two cores here: one journey after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
