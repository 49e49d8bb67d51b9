namespace Mentorship.Matching.Engine;

/// <summary>English names of the languages people are likely to state.</summary>
static class Languages
{
    static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["af"] = "Afrikaans", ["am"] = "Amharic", ["ar"] = "Arabic", ["bg"] = "Bulgarian", ["bn"] = "Bengali", ["bs"] = "Bosnian",
        ["ca"] = "Catalan", ["cs"] = "Czech", ["da"] = "Danish", ["de"] = "German", ["el"] = "Greek", ["en"] = "English",
        ["es"] = "Spanish", ["et"] = "Estonian", ["fa"] = "Persian", ["fi"] = "Finnish", ["fr"] = "French", ["gu"] = "Gujarati",
        ["ha"] = "Hausa", ["he"] = "Hebrew", ["hi"] = "Hindi", ["hr"] = "Croatian", ["ht"] = "Haitian Creole", ["hu"] = "Hungarian",
        ["hy"] = "Armenian", ["id"] = "Indonesian", ["ig"] = "Igbo", ["is"] = "Icelandic", ["it"] = "Italian", ["ja"] = "Japanese",
        ["ka"] = "Georgian", ["km"] = "Khmer", ["kn"] = "Kannada", ["ko"] = "Korean", ["ku"] = "Kurdish", ["lo"] = "Lao",
        ["lt"] = "Lithuanian", ["lv"] = "Latvian", ["ml"] = "Malayalam", ["mn"] = "Mongolian", ["mr"] = "Marathi", ["ms"] = "Malay",
        ["my"] = "Burmese", ["ne"] = "Nepali", ["nl"] = "Dutch", ["no"] = "Norwegian", ["nv"] = "Navajo", ["om"] = "Oromo",
        ["pa"] = "Punjabi", ["pl"] = "Polish", ["ps"] = "Pashto", ["pt"] = "Portuguese", ["qu"] = "Quechua", ["ro"] = "Romanian",
        ["ru"] = "Russian", ["rw"] = "Kinyarwanda", ["sk"] = "Slovak", ["sl"] = "Slovenian", ["so"] = "Somali", ["sq"] = "Albanian",
        ["sr"] = "Serbian", ["sv"] = "Swedish", ["sw"] = "Swahili", ["ta"] = "Tamil", ["te"] = "Telugu", ["th"] = "Thai",
        ["ti"] = "Tigrinya", ["tl"] = "Tagalog", ["tr"] = "Turkish", ["uk"] = "Ukrainian", ["ur"] = "Urdu", ["uz"] = "Uzbek",
        ["vi"] = "Vietnamese", ["wo"] = "Wolof", ["xh"] = "Xhosa", ["yi"] = "Yiddish", ["yo"] = "Yoruba", ["zh"] = "Chinese", ["zu"] = "Zulu",
    };

    public static string NameOf(string code) => Names.GetValueOrDefault(code, code);
}
