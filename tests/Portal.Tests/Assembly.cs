using Mentorship.Testing;

[assembly: AssemblyFixture(typeof(Servers))]
