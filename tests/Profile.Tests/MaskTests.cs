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

    [Theory]
    [InlineData("Siobhan O’Brien", "I am OBrien, and siobhan99 elsewhere.", "I am [name], and [name] elsewhere.")]
    [InlineData("Maya Luz Ortiz", "Find mayaortiz, or MayaLuz.", "Find [name], or [name].")]
    [InlineData("Jürgen Müller", "Jurgen Mueller, JÜRGEN", "[name] [name], [name]")]
    [InlineData("Juergen Mueller", "Jürgen Müller", "[name] [name]")]
    [InlineData("Łukasz Sørensen", "Lukasz Sorensen", "[name] [name]")]
    [InlineData("李明", "我叫李明。", "我叫[name]。")]
    [InlineData("Maria de la Cruz", "Delacruz told la familia de Boston.", "[name] told la familia de Boston.")]
    [InlineData("Maya Ortiz", "HTTPS://SITE.EXAMPLE/MAYA and WWW.SITE.EXAMPLE", "[link] and [link]")]
    [InlineData("A. M. Li", "I am an analyst in Lima, since 2019, for 1200 hours.", "I am an analyst in Lima, since 2019, for 1200 hours.")]
    public void A_name_is_found_however_it_is_written_and_other_words_stay(string name, string written, string shown) =>
        Assert.Equal(shown, new Mask([name], []).In(written));
}
