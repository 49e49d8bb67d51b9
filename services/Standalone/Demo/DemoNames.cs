namespace Mentorship.Standalone.Demo;

/// <summary>Invented names from many places. Any likeness to a real person is chance.</summary>
internal static class DemoNames
{
    public static readonly string[] Given =
    [
        "Amadou", "Ines", "Imani", "Theo", "Jonah", "Tamsin", "Sunniva", "Rafael", "Lakshmi", "Mei-Lin", "Ewan", "Dariusz",
        "Noah", "Zuri", "Benedikt", "Chiara", "Tobin", "Nadine", "Anneke", "Wren", "Cora", "Zainab", "Hoku", "Saoirse",
        "Kwame", "Leilani", "Priya", "Mateo", "Adaeze", "Yusuf", "Linh", "Sofia", "Dmitri", "Aaliyah", "Tomasz", "Xiomara",
        "Kiran", "Freya", "Malik", "Ngozi", "Hana", "Diego", "Esperanza", "Ravi", "Thandiwe", "Oluwaseun", "Marisol", "Elias",
        "Fatima", "Jae", "Camila", "Bao", "Nia", "Santiago", "Amara", "Farid", "Lucia", "Keanu", "Ayesha", "Pavel", "Rosalind",
        "Isaac", "Valentina", "Chidi", "Maren", "Tariq", "Guadalupe", "Solomon", "Anahera", "Vikram", "Odalys", "Ibrahim",
        "Shanice", "Emeka", "Paloma", "Arjun", "Delphine", "Manuel", "Simone", "Javier",
    ];

    public static readonly string[] Family =
    [
        "Finch", "Moravec", "Castellane", "Brightwater", "Pell", "Oduya", "Halloran", "Quintero-Ash", "Venn", "Farrow",
        "MacTavish-Lee", "Penhallow", "Whitlock", "Tallgrass", "Hallström-Okafor", "Amsel", "Vance-Mbeki", "Greyhawk",
        "Ferreira-Lund", "Devries", "Abelard", "Mbeki-Strand", "Okonjo-Reed", "Kealoha-Brandt", "Delacroix", "Ellery",
        "Storrow", "Sandoval", "Achterberg", "Bellweather", "Cárdenas", "Dunmore", "Ekwueme", "Fairbairn", "Galindo",
        "Harrowgate", "Ibarra", "Jolivet", "Kaplinsky", "Lomax", "Marchetti", "Nakagawa", "Olorunfemi", "Pettigrew",
        "Qureshi", "Rosario", "Stavros", "Thornbury", "Umaña", "Villaseñor", "Wetherby", "Xenakis", "Yarrow", "Zielinski",
        "Adeyemi", "Bourque", "Calloway", "Demir", "Escobedo", "Fontaine", "Gutowski", "Haddad", "Inoue", "Jankowski",
        "Kahale", "Lindgren", "Maldonado", "Nwosu", "Ostrander", "Paredes", "Rahman", "Silvestri", "Tadesse", "Upton",
        "Vasquez", "Winslow", "Yamada", "Zamora", "Birdsong", "Tran",
    ];

    public static readonly string[] MentorFamily =
    [
        "Oyelaran", "Holt", "Grenville", "Lindqvist", "Corrigan", "Castell-Wray", "Banks", "Feldspar", "Ochoa-Wells",
        "Tanaberg", "Renner-Achebe", "Vitale", "Lindgren-Rao", "Solheim", "Rostova-Pike", "Mwangi", "Aldersey", "Blackwood-Diaz",
        "Cheng", "Duarte", "Eriksen", "Fitzalan", "Gonsalves", "Hashemi", "Iyer", "Jarrett", "Kowalczyk", "Laurent", "Mensah",
        "Novak", "Okafor-Lane", "Pereira", "Quist", "Rasmussen", "Sato", "Thackeray", "Uzoma", "Van Houten", "Whitcombe",
        "Yilmaz", "Zambrano", "Ashgrove", "Bianchi", "Calder", "Dasgupta", "Ellsworth", "Farouk", "Gallagher", "Huang",
    ];
}
