//! An example of every code and its correction; `dossier check --explain CODE` prints it after the explanation.
//!
//! All names in them are invented. A test in tests/laws checks that every code has an example.

use crate::codes::Code;

/// A mistake and its correction.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The code.
    pub code: Code,
    /// A file that has the mistake.
    pub wrong: &'static str,
    /// The correct text, or what to do.
    pub right: &'static str,
}

/// Returns the example of a code.
#[must_use]
pub fn find_example(code: Code) -> Option<&'static Example> {
    EXAMPLES.iter().find(|example| example.code == code)
}

const fn example(code: Code, wrong: &'static str, right: &'static str) -> Example {
    Example { code, wrong, right }
}

/// In order of code.
const EXAMPLES: &[Example] = &[
    example(Code::EmptyFile, "content/articles/note.md, 0 bytes", "Write the article, or delete the file."),
    example(
        Code::NotUtf8,
        "A file saved by an old editor as Windows-1252: “Ã©lysÃ©e”",
        "Save it as UTF-8, or keep it in seeds/ and run `dossier import seeds/`.",
    ),
    example(
        Code::TooLarge,
        "content/media/entretien.mp4, 800 MiB",
        "Keep the film on a film platform, and link it: [the interview](https://…)",
    ),
    example(Code::StrangeFile, "content/persons/anna-kovak.md", "content/people/anna-kovak.md"),
    example(
        Code::Unreadable,
        "-r-------- root  content/people/anna-kovak.md",
        "chmod u+rw content/people/anna-kovak.md, or ask whoever owns it.",
    ),
    example(Code::BrokenYaml, "---\ntitle: Sotchi: a meeting\n---", "---\ntitle: \"Sotchi: a meeting\"\n---"),
    example(Code::UnknownKey, "---\ntitel: A meeting\n---", "---\ntitle: A meeting\n---"),
    example(Code::WrongType, "name: [Anna Kovak, A. Kovak]", "name: Anna Kovak\nnames: [A. Kovak]"),
    example(Code::MissingKey, "---\ndate: 2023-09-15\n---", "---\ntitle: A meeting\ndate: 2023-09-15\n---"),
    example(Code::BadDate, "date: 2023-02-30", "date: 2023-02      # the day is not known"),
    example(
        Code::BadCoordinates,
        "coordinates: [137.0, 50.6]      # longitude first, and so out of range",
        "coordinates: [50.6, 137.0]      # latitude, then longitude",
    ),
    example(Code::BadValue, "rights: extract", "rights: excerpt"),
    example(
        Code::UnclosedFrontMatter,
        "---\ntitle: A meeting\n\nThe two met on Friday.",
        "---\ntitle: A meeting\n---\n\nThe two met on Friday.",
    ),
    example(
        Code::LateFrontMatter,
        "\n---\ntitle: A meeting\ndraft: true\n---",
        "---\ntitle: A meeting\ndraft: true\n---",
    ),
    example(Code::CutAtHash, "---\ntitle: The quay, day #3\n---", "---\ntitle: \"The quay, day #3\"\n---"),
    example(Code::ProtectiveSlip, "---\ntitle: A meeting\ndrfat: true\n---", "---\ntitle: A meeting\ndraft: true\n---"),
    example(Code::BadId, "content/people/con.md, content/people/who?.md", "content/people/conrad-weiss.md"),
    example(
        Code::DuplicateId,
        "content/people/sotchi.md and content/places/sotchi.md",
        "content/people/sotchi-nikolai.md and content/places/sotchi.md",
    ),
    example(
        Code::IdClash,
        "content/people/anna.md and content/people/Anna.md",
        "content/people/anna-kovak.md and content/people/anna-leroy.md",
    ),
    example(Code::UnknownId, "participants: [anna-kovack]", "participants: [anna-kovak]"),
    example(
        Code::RouteClash,
        "content/media/Plan.png and content/media/plan.png",
        "content/media/plan-1950.png and content/media/plan-2020.png",
    ),
    example(
        Code::FormerClash,
        "# in content/people/anna-kovak.md, while content/people/anna.md exists\nformer: [anna]",
        "former: []",
    ),
    example(
        Code::UnknownPassage,
        "source: sotchi-2023#p40      # the article has 12 paragraphs",
        "source: sotchi-2023#p4",
    ),
    example(
        Code::NoDate,
        "---\ntitle: A meeting\n---",
        "---\ntitle: A meeting\ndate: 2023-09\ndate_certainty: inferred\n---",
    ),
    example(
        Code::NeverMentioned,
        "name: Anna Kovak      # and the articles write “Anna Kovac”",
        "name: Anna Kovak\nnames: [Anna Kovac]",
    ),
    example(
        Code::SharedForm,
        "# in two records\nnames: [Kovak]",
        "weak: [Kovak]      # or, in an article that means one of them:  as: {Kovak: anna-kovak}",
    ),
    example(Code::UselessForm, "names: [K]", "names: [K. Kovak]"),
    example(Code::UnusedPin, "as: {Kovack: anna-kovak}      # the text writes “Kovak”", "as: {Kovak: anna-kovak}"),
    example(
        Code::OrphanDecision,
        "- {article: sotchi-2023, quote: Kovak, entity: anna-kovak}      # the name was taken out of the text",
        "Remove the entry; `dossier review` asks again where a name is open.",
    ),
    example(
        Code::OrphanNote,
        "- {quote: the meeting, note: …}      # these words stand there three times",
        "- {quote: the meeting, prefix: \"After \", suffix: \" in Sotchi\", note: …}",
    ),
    example(
        Code::UnusedTag,
        "tags: [harbours]      # on the record of a place that no article mentions",
        "Remove the tag, or give it to the articles on harbours.",
    ),
    example(
        Code::SimilarTag,
        "tags: [sanction]      # one article; twelve others bear `sanctions`",
        "tags: [sanctions]",
    ),
    example(
        Code::NoSource,
        "relations: [{to: acme, as: is paid by}]",
        "relations: [{to: acme, as: is paid by, source: sotchi-2023#p3}]",
    ),
    example(Code::BadAuthorityId, "same_as: {wikidata: 7747}", "same_as: {wikidata: Q7747}"),
    example(Code::UselessTag, "tags: [\"—\"]", "tags: [sanctions]"),
    example(
        Code::RawHtmlDropped,
        "<script src=\"https://example.org/counter.js\"></script>",
        "Remove it. Nothing of a page may ask another site for anything.",
    ),
    example(
        Code::DeadLink,
        "[the minutes](../media/Minutes.pdf)      # the file is called minutes.pdf",
        "[the minutes](../media/minutes.pdf)",
    ),
    example(
        Code::DeadFragment,
        "[the sources](methode.md#our-sources)      # the heading is “Sources”",
        "[the sources](methode.md#sources)",
    ),
    example(
        Code::MissingPicture,
        "![The quay](quay.jpg)",
        "![The quay](media/quay.jpg)      # and the file in content/media/",
    ),
    example(
        Code::NoAlternative,
        "![](media/quay.jpg)",
        "![The old quay at low tide, seen from the lighthouse](media/quay.jpg)",
    ),
    example(
        Code::RawFileChanged,
        "source: {file: seeds/sotchi.txt, sha256: c344…}      # somebody corrected a word in seeds/sotchi.txt",
        "Restore seeds/sotchi.txt from your archive; correct the article instead.",
    ),
    example(
        Code::RawFileMissing,
        "source: {file: seeds/sotchi.txt, sha256: c344…}      # seeds/ has other files, and not this one",
        "Restore seeds/sotchi.txt from your archive.",
    ),
    example(
        Code::UnportableName,
        "content/media/aux.png, content/media/what?.png",
        "content/media/auxiliary.png, content/media/what.png",
    ),
    example(
        Code::UndefinedNote,
        "The two met on Friday.[^1]",
        "The two met on Friday.[^1]\n\n[^1]: On Saturday, according to the port authority.",
    ),
    example(
        Code::UnusedNote,
        "The two met on Friday.\n\n[^1]: On Saturday, according to the port authority.",
        "The two met on Friday.[^1]\n\n[^1]: On Saturday, according to the port authority.",
    ),
    example(
        Code::BrokenReference,
        "Met by [[anna-kovak|Anna Kovak at the station.",
        "Met by [[anna-kovak|Anna Kovak]] at the station.",
    ),
    example(
        Code::TemplateBroken,
        "{% if page.title %}<h1>{{ page.title }}</h1>",
        "{% if page.title %}<h1>{{ page.title }}</h1>{% endif %}",
    ),
    example(Code::TemplateFailed, "{{ page.titel }}", "{{ page.title }}"),
    example(Code::MissingTheme, "theme: newspaper      # and no folder themes/newspaper/", "theme: default"),
    example(Code::MissingText, "themes/gazette/lang/de.yaml without `home:`", "home: Startseite"),
    example(
        Code::UnmarkedScript,
        "<script src=\"{{ page.root }}{{ assets[\"own.js\"] }}\"></script>",
        "<script nonce=\"{{ site.nonce }}\" src=\"{{ page.root }}{{ assets[\"own.js\"] }}\"></script>",
    ),
    example(
        Code::MediaUnused,
        "content/media/portrait.jpg      # the article that showed it is a draft again",
        "Move it out of content/media/ until it is shown.",
    ),
    example(
        Code::PictureMetadata,
        "content/media/quai.heic",
        "content/media/quai.jpg, saved anew by a program for pictures",
    ),
    example(
        Code::PictureBroken,
        "content/media/quai.jpg, cut off halfway when it was copied",
        "Copy it again, or open it and save it anew.",
    ),
    example(
        Code::Leak,
        "visibility: hidden      # in the record; public/ was built the day before",
        "Run `dossier build` again, and put its output in place of what was published.",
    ),
    example(
        Code::NamedInText,
        "visibility: hidden      # and an article says: Anne Kerdaniel était sur le quai.",
        "visibility: initials    # the site says: A. K. était sur le quai.",
    ),
    example(
        Code::ProtectionUnknown,
        "# content/people.yaml\n- {id: anna-kovak, name: Anna Kovak, visibility: initials\n- {id: marc, name: Marc Weiss}",
        "# content/people.yaml\n- {id: anna-kovak, name: Anna Kovak, visibility: initials}\n- {id: marc, name: Marc Weiss}",
    ),
    example(
        Code::MayTell,
        "name: Anne Petit\nvisibility: initials     # and an article cites https://presse.example/un-petit-port",
        "name: Anne Petit\nvisibility: initials\nnever: [petit]          # the word in small letters is no name",
    ),
    example(
        Code::MinorPublic,
        "name: Noé Kerbrat       # and an article says: Noé Kerbrat, 14 ans, …",
        "name: Noé Kerbrat\nvisibility: initials",
    ),
    example(
        Code::MediaRefused,
        "[the page as we saved it](media/notice.html)",
        "[the page as we printed it](media/notice.pdf)",
    ),
    example(Code::EndBeforeStart, "born: 1952-10-07\ndied: 1925-03-01", "born: 1952-10-07\ndied: 2025-03-01"),
    example(
        Code::OutsideLife,
        "died: 1987-05-02\nroles: [{title: mayor, from: 1995}]",
        "died: 1987-05-02\nroles: [{title: mayor, from: 1959}]",
    ),
    example(
        Code::EventOutsideLife,
        "date: 2024-06-19\nparticipants: [anna-kovak]      # who died in 2019",
        "date: 2014-06-19\nparticipants: [anna-kovak]",
    ),
    example(
        Code::ReportedBeforeEvent,
        "date: 2023-09-10      # “The summit was held at the harbour.” The record of the summit says 2023-09-13",
        "date: 2023-09-15",
    ),
    example(
        Code::PartOutsideWhole,
        "date: 2024-09-13\npart_of: visit-2023      # 2023-09-12/2023-09-17",
        "date: 2023-09-13\npart_of: visit-2023",
    ),
    example(
        Code::FetchedTooEarly,
        "date: 2023-09-15\nretrieved: 2022-09-16",
        "date: 2023-09-15\nretrieved: 2023-09-16",
    ),
    example(
        Code::SelfReference,
        "# content/events/summit.md\npart_of: summit",
        "# content/events/summit.md\npart_of: visit-2023",
    ),
    example(
        Code::WrongKind,
        "# content/events/summit.md\nplace: anna-kovak",
        "# content/events/summit.md\nplace: sotchi",
    ),
    example(
        Code::OutsideGone,
        "url: https://press.example/2014/12/4760      # the newspaper has cleared its archive",
        "url: https://press.example/2014/12/4760\narchived: https://archive.example/web/2015/press.example/2014/12/4760",
    ),
    example(
        Code::OutsideUnsure,
        "url: https://press.example/2014/12/4760      # the site answers 503",
        "Open it in a browser; where it stands there, nothing is to be done.",
    ),
    example(Code::OutsideMoved, "url: http://press.example/a", "url: https://www.press.example/articles/a"),
    example(
        Code::ParserFailed,
        "A file that shows a mistake in dossier itself.",
        "Send us the file; meanwhile move it out of content/.",
    ),
];
