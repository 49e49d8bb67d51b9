namespace Mentorship.Matching.Engine;

/// <summary>An instance with edits made to it.</summary>
static class Edits
{
    /// <summary>Makes the edits in their order. Linear in the instance.</summary>
    /// <exception cref="InvalidInstanceException">The changed instance is not well formed.</exception>
    public static Instance Made(Instance from, IReadOnlyList<Edit> edits)
    {
        var rows = new Dictionary<int, Dictionary<int, int>>();
        var (pins, waits, places) = (from.Pins.ToDictionary(p => p.Student), new Dictionary<int, bool>(), new Dictionary<int, (int Least, int Most)>());
        var (studentKeys, mentorKeys) = (new List<ulong>(), new List<ulong>());
        foreach (var edit in edits)
        {
            switch (edit)
            {
                case Edit.Pin(var i, var j, var score):
                    pins[i] = new Pin(i, j, score);
                    break;
                case Edit.Unpin(var i):
                    pins.Remove(i);
                    break;
                case Edit.Forbid(var i, var j):
                    if (pins.TryGetValue(i, out var pin) && pin.Mentor == j)
                        pins.Remove(i);
                    Row(i).Remove(j);
                    break;
                case Edit.Allow(var i, var j, var score):
                    Row(i)[j] = score;
                    break;
                case Edit.Choices(var i, var mentors):
                    pins.Remove(i);
                    rows[i] = mentors.ToDictionary(t => t.Other, t => t.Score);
                    break;
                case Edit.Places(var j, var least, var most):
                    places[j] = (least, most);
                    break;
                case Edit.Waits(var i, var yes):
                    waits[i] = yes;
                    break;
                case Edit.AddStudent(var key, var yes, var mentors):
                    var student = from.Students + studentKeys.Count;
                    studentKeys.Add(key);
                    (waits[student], rows[student]) = (yes, mentors.ToDictionary(t => t.Other, t => t.Score));
                    break;
                case Edit.AddMentor(var key, var least, var most, var students):
                    var mentor = from.Mentors + mentorKeys.Count;
                    mentorKeys.Add(key);
                    places[mentor] = (least, most);
                    foreach (var (i, score) in students)
                        Row(i)[mentor] = score;
                    break;
            }
        }

        var builder = new InstanceBuilder(from.Students + studentKeys.Count, from.Mentors + mentorKeys.Count) { Seed = from.Seed };
        for (var i = 0; i < from.Students + studentKeys.Count; i++)
        {
            builder.StudentKey(i, i < from.Students ? from.StudentKeys[i] : studentKeys[i - from.Students]);
            builder.Waits(i, waits.TryGetValue(i, out var yes) ? yes : from.Waiting[i]);
            if (rows.TryGetValue(i, out var row))
            {
                foreach (var (j, score) in row)
                    builder.Edge(i, j, score);
                continue;
            }
            for (var e = from.Start[i]; e < from.Start[i + 1]; e++)
                builder.Edge(i, from.Mentor[e], from.Score[e]);
        }
        for (var j = 0; j < from.Mentors + mentorKeys.Count; j++)
        {
            builder.MentorKey(j, j < from.Mentors ? from.MentorKeys[j] : mentorKeys[j - from.Mentors]);
            var (least, most) = places.TryGetValue(j, out var now) ? now : (from.Min[j], from.Max[j]);
            builder.Mentor(j, least, most);
        }
        foreach (var pin in pins.Values)
            builder.Pin(pin.Student, pin.Mentor, pin.Score);
        return builder.Build();

        Dictionary<int, int> Row(int i)
        {
            if (!rows.TryGetValue(i, out var row))
            {
                rows[i] = row = [];
                for (var e = from.Start[i]; e < from.Start[i + 1]; e++)
                    row.Add(from.Mentor[e], from.Score[e]);
            }
            return row;
        }
    }
}
