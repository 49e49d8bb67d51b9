using Mentorship.Profile.Readings;

namespace Mentorship.Profile.Tests;

public sealed class MaskTests
{
    static readonly Mask Maya = new(["José María de la Ortiz-O’Neill", "Li Bo"], ["jm.ortiz92@students.example", ""]);

    [Theory]
    [InlineData("Jose and MARIA Ortiz’s sister, O’Neill.", "[name] and [name] [name]’s sister, O’[name].")]
    [InlineData("Ms. Li Bo named me; the library and Mariana did not.", "Ms. [name] [name] named me; the library and Mariana did not.")]
    [InlineData("De la escuela al laboratorio.", "De la escuela al laboratorio.")]
    [InlineData("Write to jm.ortiz92@students.example or other+tag@mail.example.org.", "Write to [address] or [address].")]
    [InlineData("Or me (at) mail.example, or me [at] mail.example; my user is ortiz92.", "Or [address], or [address]; my user is [name].")]
    [InlineData("Call +1 (555) 010-9234, 555.010.9234, or 5550109234 tonight.", "Call [phone number], [phone number], or [phone number] tonight.")]
    [InlineData("From 2019-2024 I grew 1,200 cultures in 24 weeks, at 3.5 degrees, by 12:30.", "From 2019-2024 I grew 1,200 cultures in 24 weeks, at 3.5 degrees, by 12:30.")]
    [InlineData("See https://ortiz.example/cv?x=1, www.ortiz.example or ortiz.example/cv today.", "See [link] [link] or [link] today.")]
    [InlineData("I finished school.Then I worked, e.g. nights, at 5 a.m., with Dr. A.B. Smith.", "I finished school.Then I worked, e.g. nights, at 5 a.m., with Dr. A.B. Smith.")]
    [InlineData("I am @maya.ortiz there, @ 5 o’clock.", "I am [address] there, @ 5 o’clock.")]
    public void What_says_who_somebody_is_is_taken_out_and_the_rest_stays(string written, string shown) => Assert.Equal(shown, Maya.In(written));
}
