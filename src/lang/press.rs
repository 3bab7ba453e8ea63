//! What press databases print in a language around an article: the labels of its fields, the units of its length, names of
//! languages, remarks about a paper, and notices that a document cannot be shown.
//!
//! Data only. The words are in the form that `import::text::lines::fold` gives them, the labels without their colon. A database
//! speaks the language of its interface, not that of the article, so all languages are asked at once.

/// What a field of a press database says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PressField {
    /// The headline.
    Title,
    /// The newspaper, agency or site.
    Paper,
    /// The newspaper with date, number and page in one value.
    Source,
    /// The day of publication.
    Date,
    /// Who wrote it.
    Author,
    /// The first paragraph, set apart.
    Standfirst,
    /// What the database says the text is about.
    Abstract,
    /// The text.
    Text,
    /// The captions of its pictures.
    Caption,
    /// What the newspaper corrected later.
    Correction,
    /// The language of the article.
    Language,
    /// The number of the document in the database.
    Number,
    /// Its address.
    Address,
    /// Anything else: subjects, codes, length, page, the day it was loaded.
    Other,
}

/// The words of one language that press databases print.
pub struct PressWords {
    /// The labels of the fields.
    pub labels: &'static [(PressField, &'static [&'static str])],
    /// Units of the length of a text: words, characters.
    pub length_units: &'static [&'static str],
    /// Words before the number of a document.
    pub document_words: &'static [&'static str],
    /// Names of languages, each with its tag.
    pub language_names: &'static [(&'static str, &'static str)],
    /// Values of an author that are no name.
    pub no_authors: &'static [&'static str],
    /// Remarks in brackets or after a dash behind the name of a paper: `(site web)`.
    pub paper_remarks: &'static [&'static str],
    /// Words before the number of an issue.
    pub issue_words: &'static [&'static str],
    /// Parts of a notice that the source cannot show a document.
    pub not_shown: &'static [&'static str],
    /// Openings of a line that leads to the document's own page.
    pub original_links: &'static [&'static str],
    /// Months, for languages without a grammar of dates.
    pub months: &'static [(&'static str, u32)],
}

/// What holds in languages that have no folder: Italian, Portuguese, Dutch, Russian, Chinese and others.
#[rustfmt::skip] // Lists of words, not of lines.
pub(super) static INTERNATIONAL: PressWords = PressWords {
    labels: &[
        (PressField::Title, &["titolo", "titulo", "kop", "kopregel", "tytuł", "titre/title", "标题", "標題", "titel artikel"]),
        (PressField::Paper, &[
            "titolo della pubblicazione", "testata", "giornale", "título da publicação", "jornal", "krant", "publicatie",
            "titel van de publicatie", "出版物", "来源", "來源", "tidning",
        ]),
        (PressField::Source, &["fonte", "bron", "informazioni sulla pubblicazione", "informações da publicação"]),
        (PressField::Date, &[
            "data", "data di pubblicazione", "data de publicação", "publicatiedatum", "verschijningsdatum", "日期", "出版日期",
        ]),
        (PressField::Author, &["autore", "autori", "auteur", "auteurs", "door", "作者", "författare", "forfatter"]),
        (PressField::Standfirst, &["sommario", "occhiello", "destaque", "hoogtepunt"]),
        (PressField::Abstract, &["riassunto", "resumo", "samenvatting", "摘要"]),
        (PressField::Text, &["testo completo", "testo", "texto completo", "volledige tekst", "tekst", "全文"]),
        (PressField::Caption, &["grafico", "didascalia", "legenda", "grafiek", "afbeelding"]),
        (PressField::Correction, &["correzione", "correção", "correctie"]),
        (PressField::Language, &["lingua", "língua", "idioma", "taal", "język", "语言", "語言", "språk"]),
        (PressField::Number, &["id documento proquest", "numero di documento", "documentnummer", "número do documento"]),
        (PressField::Address, &["url del documento", "url do documento", "indirizzo", "webadres", "网址"]),
        (PressField::Other, &[
            "sezione", "lunghezza", "lengte", "rubriek", "sectie", "update", "seção", "extensão", "pagina", "pagine",
            "página", "páginas", "soggetto", "onderwerp", "assunto", "database", "editore", "uitgever", "editora", "issn",
            "ultimo aggiornamento", "laadtijd", "laaddatum", "laad-datum", "tipo pubblicazione", "publicatietype", "copyright",
        ]),
    ],
    length_units: &["parole", "palavras", "woorden", "字", "слов", "слова", "ord", "słów", "słowa", "단어", "語"],
    document_words: &["documento", "документ", "文件", "文档", "文書", "문서", "dokumentti", "documenten"],
    language_names: &[
        ("italiano", "it"), ("francese", "fr"), ("inglese", "en"), ("tedesco", "de"), ("spagnolo", "es"), ("português", "pt"),
        ("francês", "fr"), ("inglês", "en"), ("alemão", "de"), ("espanhol", "es"), ("nederlands", "nl"), ("frans", "fr"),
        ("engels", "en"), ("duits", "de"), ("spaans", "es"), ("русский", "ru"), ("английский", "en"), ("французский", "fr"),
        ("немецкий", "de"), ("中文", "zh"), ("英文", "en"), ("法文", "fr"), ("德文", "de"), ("西班牙文", "es"), ("日文", "ja"),
        ("英语", "en"), ("法语", "fr"), ("德语", "de"), ("西班牙语", "es"), ("日本語", "ja"), ("英語", "en"), ("polski", "pl"),
        ("svenska", "sv"), ("dansk", "da"), ("norsk", "no"), ("türkçe", "tr"),
    ],
    no_authors: &["sconosciuto", "desconhecido", "onbekend", "nil"],
    paper_remarks: &["sito web", "site", "internet"],
    issue_words: &["nr", "n.", "num.", "edizione", "editie", "edição"],
    not_shown: &[],
    original_links: &[],
    months: &[
        ("gennaio", 1), ("febbraio", 2), ("aprile", 4), ("maggio", 5), ("giugno", 6), ("luglio", 7), ("settembre", 9),
        ("ottobre", 10), ("dicembre", 12), ("janeiro", 1), ("fevereiro", 2), ("março", 3), ("maio", 5), ("junho", 6),
        ("julho", 7), ("setembro", 9), ("outubro", 10), ("novembro", 11), ("dezembro", 12), ("januari", 1), ("februari", 2),
        ("maart", 3), ("mei", 5), ("augustus", 8), ("oktober", 10), ("augusti", 8), ("maj", 5), ("juni", 6), ("juli", 7),
        ("января", 1), ("февраля", 2), ("марта", 3), ("апреля", 4), ("мая", 5), ("июня", 6), ("июля", 7), ("августа", 8),
        ("сентября", 9), ("октября", 10), ("ноября", 11), ("декабря", 12), ("stycznia", 1), ("lutego", 2), ("marca", 3),
        ("kwietnia", 4), ("maja", 5), ("czerwca", 6), ("lipca", 7), ("sierpnia", 8), ("września", 9),
        ("października", 10), ("listopada", 11), ("grudnia", 12), ("ocak", 1), ("şubat", 2), ("mart", 3), ("nisan", 4),
        ("mayıs", 5), ("haziran", 6), ("temmuz", 7), ("ağustos", 8), ("eylül", 9), ("ekim", 10), ("kasım", 11), ("aralık", 12),
    ],
};
