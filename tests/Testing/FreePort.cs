using System.Net;
using System.Net.Sockets;

namespace Mentorship.Testing;

/// <summary>A port that nobody listens on now. Two calls never give the same one within a process.</summary>
public static class FreePort
{
    static readonly HashSet<int> Given = [];

    public static int Next()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            lock (Given)
                if (Given.Add(port))
                    return port;
        }
    }
}
