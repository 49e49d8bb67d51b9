using Mentorship.Cli.CommandLine;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return await Verbs.RunAsync(args, new Terminal(Console.Out, Console.Error, Environment.GetEnvironmentVariable, TimeProvider.System), stop.Token);
