using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Mentorship.ServiceDefaults;

/// <summary>Where a request comes from, as far as one caller cannot choose it freely.</summary>
public static class Network
{
    const int SubnetBytes = 8;

    /// <summary>The address; of IPv6 its first 64 bits, for the rest is any machine's own to make up.</summary>
    public static string Of(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } address => new IPAddress([.. address.GetAddressBytes()[..SubnetBytes], .. new byte[SubnetBytes]]).ToString(),
        var address => address.ToString(),
    };
}
