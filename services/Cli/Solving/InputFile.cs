using System.Text;
using Mentorship.Cli.CommandLine;
using Mentorship.Matching.Engine;

namespace Mentorship.Cli.Solving;

/// <summary>Opens what somebody named, and tells mistakes by file and line.</summary>
static class InputFile
{
    public static T Read<T>(string path, Func<TextReader, T> read)
    {
        try
        {
            using var reader = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
            return read(reader);
        }
        catch (BadLineException bad)
        {
            throw new BadInputException($"{path}, line {bad.Line}: {bad.Message}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, unreadable);
        }
    }

    public static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, unreadable);
        }
    }

    static BadInputException Unreadable(string path, Exception why) => new(why is FileNotFoundException or DirectoryNotFoundException
        ? $"{path}: there is no such file."
        : $"{path}: it cannot be read. {why.Message}");
}
