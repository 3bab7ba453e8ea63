//! English.

use super::Language;

/// The tables of English; folded words.
pub(super) static ENGLISH: Language = Language {
    elisions: &["o", "d", "l"],
    possessives: &["s"],
    prefixes: &[
        "pro", "anti", "ex", "non", "post", "pre", "neo", "ultra", "mid", "then", "former", "trans", "inter", "north",
        "south", "east", "west",
    ],
    suffixes: &[
        "based", "led", "backed", "style", "born", "born", "controlled", "held", "bound", "born", "allied", "born",
        "sponsored", "made", "brokered",
    ],
    titles: &[
        "mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "dame", "president", "vice", "prime", "minister",
        "king", "queen", "prince", "princess", "pope", "emperor", "general", "gen", "colonel", "col", "captain",
        "commander", "lieutenant", "admiral", "marshal", "chancellor", "senator", "sen", "rep", "representative",
        "congressman", "congresswoman", "secretary", "director", "professor", "prof", "doctor", "judge", "justice",
        "mayor", "governor", "gov", "ambassador", "chief", "leader", "saint", "st", "father", "mother", "brother",
        "sister", "cardinal", "bishop", "archbishop", "ayatollah", "sheikh", "sultan", "emir", "comrade", "chairman",
        "chairwoman", "spokesman", "spokeswoman", "candidate", "lawyer", "m", "mme",
    ],
    openers: &[
        "the", "a", "an", "this", "that", "these", "those", "my", "your", "his", "her", "its", "our", "their", "in",
        "on", "at", "by", "for", "from", "to", "with", "without", "under", "over", "about", "against", "between",
        "among", "since", "during", "before", "after", "until", "then", "but", "or", "and", "so", "nor", "yet", "when",
        "while", "as", "if", "that", "who", "what", "which", "where", "why", "how", "although", "though", "because",
        "however", "also", "finally", "yesterday", "today", "tomorrow", "despite", "except", "like", "unlike", "near",
        "inside", "outside", "behind", "following", "according", "asked", "every", "all", "each", "both", "some",
        "many", "most", "few", "several", "no", "not", "only", "even", "still", "it", "he", "she", "they", "we", "you",
        "i", "is", "was", "are", "were", "will", "would", "can", "could", "has", "had", "have", "did", "does", "do",
        "here", "there", "now", "once", "meanwhile", "instead", "old", "new", "former", "late", "dear", "monday",
        "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april",
        "may", "june", "july", "august", "september", "october", "november", "december", "of", "into", "onto",
        "through", "across", "toward", "towards", "upon", "via",
    ],
    binders: &["of"],
    articles: &["the"],
    triggers: &[
        "university", "college", "school", "institute", "academy", "bank", "bishop", "archbishop", "diocese", "battle",
        "treaty", "peace", "siege", "duke", "duchess", "earl", "count", "baron", "marquess", "gulf", "strait", "bay",
        "isle", "cathedral", "church", "museum", "tower", "port", "journal", "voice", "district", "province", "county",
        "canton", "council", "court", "chamber", "stock", "exchange", "declaration", "convention", "protocol",
        "charter",
    ],
    direct_triggers: &[
        "mount", "lake", "cape", "fort", "port", "saint", "st", "new", "san", "santa", "los", "las", "radio", "air",
        "hotel", "camp", "foundation", "institute", "station", "uss", "hms", "villa", "bank",
    ],
    heads: &[
        "university", "institute", "school", "academy", "bank", "party", "court", "council", "ministry", "committee",
        "commission", "federation", "association", "union", "league", "front", "movement", "alliance", "agency",
        "office", "bureau", "centre", "center", "foundation", "fund", "group", "company", "society", "chamber",
        "assembly", "parliament", "senate", "hospital", "museum", "library", "theatre", "opera", "festival", "treaty",
        "accord", "accords", "pact", "convention", "declaration", "church", "conference", "forum", "congress", "house",
        "bank", "archbishop", "bishop", "duke", "prince",
    ],
    particles: &["von", "van", "bin", "ben", "ibn", "al", "el", "mac", "der", "ter", "della", "di", "de", "la"],
    abbreviations: &[
        "mr", "mrs", "ms", "dr", "prof", "gen", "col", "capt", "lt", "sgt", "sen", "rep", "gov", "st", "jr", "sr",
        "vs", "etc", "eg", "ie", "no", "vol", "fig", "p", "pp", "inc", "ltd", "co", "corp", "jan", "feb", "mar", "apr",
        "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "u", "s", "m", "mme",
    ],
    accents_may_lack: true,
};
