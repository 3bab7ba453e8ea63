//! An example of every code and its correction; `dossier check --explain CODE` prints it after the explanation.
//!
//! All names in them are invented. A test in tests/laws checks that every code has an example.

use crate::codes::Code;

/// A mistake and its correction.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The code.
    pub code: Code,
    /// A file that has the mistake: in English, and in French. Only the comments differ.
    pub wrong: [&'static str; 2],
    /// The correct text, or what to do, in English and in French.
    pub right: [&'static str; 2],
}

/// Returns the example of a code.
#[must_use]
pub fn find_example(code: Code) -> Option<&'static Example> {
    EXAMPLES.iter().find(|example| example.code == code)
}

/// An example that is the same in both languages.
const fn example(code: Code, wrong: &'static str, right: &'static str) -> Example {
    Example { code, wrong: [wrong, wrong], right: [right, right] }
}

/// An example with words of ours in it: in English, then in French.
const fn worded(code: Code, wrong: [&'static str; 2], right: [&'static str; 2]) -> Example {
    Example { code, wrong, right }
}

/// In order of code.
const EXAMPLES: &[Example] = &[
    worded(
        Code::EmptyFile,
        ["content/articles/note.md, 0 bytes", "content/articles/note.md, 0 octet"],
        ["Write the article, or delete the file.", "Écrivez l’article, ou supprimez le fichier."],
    ),
    worded(
        Code::NotUtf8,
        [
            "A file saved by an old editor as Windows-1252: “Ã©lysÃ©e”",
            "Un fichier enregistré par un vieil éditeur en Windows-1252\u{a0}: «Ã©lysÃ©e»",
        ],
        [
            "Save it as UTF-8, or keep it in seeds/ and run `dossier import seeds/`.",
            "Enregistrez-le en UTF-8, ou gardez-le dans seeds/ et lancez `dossier import seeds/`.",
        ],
    ),
    worded(
        Code::TooLarge,
        ["content/media/entretien.mp4, 800 MiB", "content/media/entretien.mp4, 800 Mio"],
        [
            "Keep the film on a film platform, and link it: [the interview](https://…)",
            "Gardez le film sur une plateforme de films, et mettez un lien\u{a0}: [l’entretien](https://…)",
        ],
    ),
    example(Code::StrangeFile, "content/persons/anna-kovak.md", "content/people/anna-kovak.md"),
    worded(
        Code::Unreadable,
        ["-r-------- root  content/people/anna-kovak.md", "-r-------- root  content/people/anna-kovak.md"],
        [
            "chmod u+rw content/people/anna-kovak.md, or ask whoever owns it.",
            "chmod u+rw content/people/anna-kovak.md, ou demandez à son propriétaire.",
        ],
    ),
    example(Code::BrokenYaml, "---\ntitle: Sotchi: a meeting\n---", "---\ntitle: \"Sotchi: a meeting\"\n---"),
    example(Code::UnknownKey, "---\ntitel: A meeting\n---", "---\ntitle: A meeting\n---"),
    example(Code::WrongType, "name: [Anna Kovak, A. Kovak]", "name: Anna Kovak\nnames: [A. Kovak]"),
    example(Code::MissingKey, "---\ndate: 2023-09-15\n---", "---\ntitle: A meeting\ndate: 2023-09-15\n---"),
    worded(
        Code::BadDate,
        ["date: 2023-02-30", "date: 2023-02-30"],
        ["date: 2023-02      # the day is not known", "date: 2023-02      # le jour est inconnu"],
    ),
    worded(
        Code::BadCoordinates,
        [
            "coordinates: [137.0, 50.6]      # longitude first, and so out of range",
            "coordinates: [137.0, 50.6]      # la longitude d’abord, donc hors limites",
        ],
        [
            "coordinates: [50.6, 137.0]      # latitude, then longitude",
            "coordinates: [50.6, 137.0]      # la latitude, puis la longitude",
        ],
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
    worded(
        Code::DuplicateId,
        [
            "content/people/sotchi.md and content/places/sotchi.md",
            "content/people/sotchi.md et content/places/sotchi.md",
        ],
        [
            "content/people/sotchi-nikolai.md and content/places/sotchi.md",
            "content/people/sotchi-nikolai.md et content/places/sotchi.md",
        ],
    ),
    worded(
        Code::IdClash,
        ["content/people/anna.md and content/people/Anna.md", "content/people/anna.md et content/people/Anna.md"],
        [
            "content/people/anna-kovak.md and content/people/anna-leroy.md",
            "content/people/anna-kovak.md et content/people/anna-leroy.md",
        ],
    ),
    example(Code::UnknownId, "participants: [anna-kovack]", "participants: [anna-kovak]"),
    worded(
        Code::RouteClash,
        ["content/media/Plan.png and content/media/plan.png", "content/media/Plan.png et content/media/plan.png"],
        [
            "content/media/plan-1950.png and content/media/plan-2020.png",
            "content/media/plan-1950.png et content/media/plan-2020.png",
        ],
    ),
    worded(
        Code::FormerClash,
        [
            "# in content/people/anna-kovak.md, while content/people/anna.md exists\nformer: [anna]",
            "# dans content/people/anna-kovak.md, alors que content/people/anna.md existe\nformer: [anna]",
        ],
        ["former: []", "former: []"],
    ),
    worded(
        Code::UnknownPassage,
        [
            "source: sotchi-2023#p40      # the article has 12 paragraphs",
            "source: sotchi-2023#p40      # l’article a 12 paragraphes",
        ],
        ["source: sotchi-2023#p4", "source: sotchi-2023#p4"],
    ),
    example(
        Code::NoDate,
        "---\ntitle: A meeting\n---",
        "---\ntitle: A meeting\ndate: 2023-09\ndate_certainty: inferred\n---",
    ),
    worded(
        Code::NeverMentioned,
        [
            "name: Anna Kovak      # and the articles write “Anna Kovac”",
            "name: Anna Kovak      # et les articles écrivent «\u{a0}Anna Kovac\u{a0}»",
        ],
        ["name: Anna Kovak\nnames: [Anna Kovac]", "name: Anna Kovak\nnames: [Anna Kovac]"],
    ),
    worded(
        Code::SharedForm,
        ["# in two records\nnames: [Kovak]", "# dans deux fiches\nnames: [Kovak]"],
        [
            "weak: [Kovak]      # or, in an article that means one of them:  as: {Kovak: anna-kovak}",
            "weak: [Kovak]      # ou, dans un article qui vise l’une d’elles\u{a0}:  as: {Kovak: anna-kovak}",
        ],
    ),
    example(Code::UselessForm, "names: [K]", "names: [K. Kovak]"),
    worded(
        Code::UnusedPin,
        [
            "as: {Kovack: anna-kovak}      # the text writes “Kovak”",
            "as: {Kovack: anna-kovak}      # le texte écrit «\u{a0}Kovak\u{a0}»",
        ],
        ["as: {Kovak: anna-kovak}", "as: {Kovak: anna-kovak}"],
    ),
    worded(
        Code::OrphanDecision,
        [
            "- {article: sotchi-2023, quote: Kovak, entity: anna-kovak}      # the name was taken out of the text",
            "- {article: sotchi-2023, quote: Kovak, entity: anna-kovak}      # le nom a été retiré du texte",
        ],
        [
            "Remove the entry; `dossier review` asks again where a name is open.",
            "Retirez l’entrée\u{202f}; `dossier review` redemande là où un nom reste ouvert.",
        ],
    ),
    worded(
        Code::OrphanNote,
        [
            "- {quote: the meeting, note: …}      # these words stand there three times",
            "- {quote: la rencontre, note: …}      # ces mots y figurent trois fois",
        ],
        [
            "- {quote: the meeting, prefix: \"After \", suffix: \" in Sotchi\", note: …}",
            "- {quote: la rencontre, prefix: \"Après \", suffix: \" à Sotchi\", note: …}",
        ],
    ),
    worded(
        Code::UnusedTag,
        [
            "tags: [harbours]      # on the record of a place that no article mentions",
            "tags: [harbours]      # sur la fiche d’un lieu qu’aucun article ne mentionne",
        ],
        [
            "Remove the tag, or give it to the articles on harbours.",
            "Retirez le mot-clé, ou donnez-le aux articles sur les ports.",
        ],
    ),
    worded(
        Code::SimilarTag,
        [
            "tags: [sanction]      # one article; twelve others bear `sanctions`",
            "tags: [sanction]      # un article\u{202f}; douze autres portent `sanctions`",
        ],
        ["tags: [sanctions]", "tags: [sanctions]"],
    ),
    example(
        Code::NoSource,
        "relations: [{to: acme, as: is paid by}]",
        "relations: [{to: acme, as: is paid by, source: sotchi-2023#p3}]",
    ),
    example(Code::BadAuthorityId, "same_as: {wikidata: 7747}", "same_as: {wikidata: Q7747}"),
    example(Code::UselessTag, "tags: [\"—\"]", "tags: [sanctions]"),
    worded(
        Code::RawHtmlDropped,
        [
            "<script src=\"https://example.org/counter.js\"></script>",
            "<script src=\"https://example.org/counter.js\"></script>",
        ],
        [
            "Remove it. Nothing of a page may ask another site for anything.",
            "Retirez-le. Rien dans une page ne doit demander quoi que ce soit à un autre site.",
        ],
    ),
    worded(
        Code::DeadLink,
        [
            "[the minutes](../media/Minutes.pdf)      # the file is called minutes.pdf",
            "[le procès-verbal](../media/Minutes.pdf)      # le fichier s’appelle minutes.pdf",
        ],
        ["[the minutes](../media/minutes.pdf)", "[le procès-verbal](../media/minutes.pdf)"],
    ),
    worded(
        Code::DeadFragment,
        [
            "[the sources](methode.md#our-sources)      # the heading is “Sources”",
            "[les sources](methode.md#nos-sources)      # le titre est «\u{a0}Sources\u{a0}»",
        ],
        ["[the sources](methode.md#sources)", "[les sources](methode.md#sources)"],
    ),
    worded(
        Code::MissingPicture,
        ["![The quay](quay.jpg)", "![Le quai](quay.jpg)"],
        [
            "![The quay](media/quay.jpg)      # and the file in content/media/",
            "![Le quai](media/quay.jpg)      # et le fichier dans content/media/",
        ],
    ),
    worded(
        Code::NoAlternative,
        ["![](media/quay.jpg)", "![](media/quay.jpg)"],
        [
            "![The old quay at low tide, seen from the lighthouse](media/quay.jpg)",
            "![Le vieux quai à marée basse, vu du phare](media/quay.jpg)",
        ],
    ),
    worded(
        Code::RawFileChanged,
        [
            "source: {file: seeds/sotchi.txt, sha256: c344…}      # somebody corrected a word in seeds/sotchi.txt",
            "source: {file: seeds/sotchi.txt, sha256: c344…}      # quelqu’un a corrigé un mot dans seeds/sotchi.txt",
        ],
        [
            "Restore seeds/sotchi.txt from your archive; correct the article instead.",
            "Rétablissez seeds/sotchi.txt depuis vos archives\u{202f}; corrigez plutôt l’article.",
        ],
    ),
    worded(
        Code::RawFileMissing,
        [
            "source: {file: seeds/sotchi.txt, sha256: c344…}      # seeds/ has other files, and not this one",
            "source: {file: seeds/sotchi.txt, sha256: c344…}      # seeds/ contient d’autres fichiers, et non celui-ci",
        ],
        ["Restore seeds/sotchi.txt from your archive.", "Rétablissez seeds/sotchi.txt depuis vos archives."],
    ),
    example(
        Code::UnportableName,
        "content/media/aux.png, content/media/what?.png",
        "content/media/auxiliary.png, content/media/what.png",
    ),
    worded(
        Code::UndefinedNote,
        ["The two met on Friday.[^1]", "Les deux se sont rencontrés vendredi.[^1]"],
        [
            "The two met on Friday.[^1]\n\n[^1]: On Saturday, according to the port authority.",
            "Les deux se sont rencontrés vendredi.[^1]\n\n[^1]: Samedi, selon l’autorité du port.",
        ],
    ),
    worded(
        Code::UnusedNote,
        [
            "The two met on Friday.\n\n[^1]: On Saturday, according to the port authority.",
            "Les deux se sont rencontrés vendredi.\n\n[^1]: Samedi, selon l’autorité du port.",
        ],
        [
            "The two met on Friday.[^1]\n\n[^1]: On Saturday, according to the port authority.",
            "Les deux se sont rencontrés vendredi.[^1]\n\n[^1]: Samedi, selon l’autorité du port.",
        ],
    ),
    worded(
        Code::BrokenReference,
        ["Met by [[anna-kovak|Anna Kovak at the station.", "Reçus par [[anna-kovak|Anna Kovak à la gare."],
        ["Met by [[anna-kovak|Anna Kovak]] at the station.", "Reçus par [[anna-kovak|Anna Kovak]] à la gare."],
    ),
    example(
        Code::TemplateBroken,
        "{% if page.title %}<h1>{{ page.title }}</h1>",
        "{% if page.title %}<h1>{{ page.title }}</h1>{% endif %}",
    ),
    example(Code::TemplateFailed, "{{ page.titel }}", "{{ page.title }}"),
    worded(
        Code::MissingTheme,
        [
            "theme: newspaper      # and no folder themes/newspaper/",
            "theme: newspaper      # et pas de répertoire themes/newspaper/",
        ],
        ["theme: default", "theme: default"],
    ),
    worded(
        Code::MissingText,
        ["themes/gazette/lang/de.yaml without `home:`", "themes/gazette/lang/de.yaml sans `home:`"],
        ["home: Startseite", "home: Startseite"],
    ),
    example(
        Code::UnmarkedScript,
        "<script src=\"{{ page.root }}{{ assets[\"own.js\"] }}\"></script>",
        "<script nonce=\"{{ site.nonce }}\" src=\"{{ page.root }}{{ assets[\"own.js\"] }}\"></script>",
    ),
    worded(
        Code::MediaUnused,
        [
            "content/media/portrait.jpg      # the article that showed it is a draft again",
            "content/media/portrait.jpg      # l’article qui le montrait est redevenu un brouillon",
        ],
        [
            "Move it out of content/media/ until it is shown.",
            "Sortez-le de content/media/ jusqu’à ce qu’il soit montré.",
        ],
    ),
    worded(
        Code::PictureMetadata,
        ["content/media/quai.heic", "content/media/quai.heic"],
        [
            "content/media/quai.jpg, saved anew by a program for pictures",
            "content/media/quai.jpg, enregistré de nouveau par un éditeur d’images",
        ],
    ),
    worded(
        Code::PictureBroken,
        [
            "content/media/quai.jpg, cut off halfway when it was copied",
            "content/media/quai.jpg, coupé à mi-chemin pendant une copie",
        ],
        [
            "Copy it again, or open it and save it anew.",
            "Copiez-le de nouveau, ou ouvrez-le et enregistrez-le de nouveau.",
        ],
    ),
    worded(
        Code::Leak,
        [
            "visibility: hidden      # in the record; public/ was built the day before",
            "visibility: hidden      # dans la fiche\u{202f}; public/ date de la veille",
        ],
        [
            "Run `dossier build` again, and put its output in place of what was published.",
            "Lancez `dossier build` de nouveau, et mettez ce qu’il produit à la place de ce qui a été publié.",
        ],
    ),
    worded(
        Code::NamedInText,
        [
            "visibility: hidden      # and an article says: Anne Kerdaniel était sur le quai.",
            "visibility: hidden      # et un article dit\u{a0}: Anne Kerdaniel était sur le quai.",
        ],
        [
            "visibility: initials    # the site says: A. K. était sur le quai.",
            "visibility: initials    # le site dit\u{a0}: A. K. était sur le quai.",
        ],
    ),
    example(
        Code::ProtectionUnknown,
        "# content/people.yaml\n- {id: anna-kovak, name: Anna Kovak, visibility: initials\n- {id: marc, name: Marc Weiss}",
        "# content/people.yaml\n- {id: anna-kovak, name: Anna Kovak, visibility: initials}\n- {id: marc, name: Marc Weiss}",
    ),
    worded(
        Code::MayTell,
        [
            "name: Anne Petit\nvisibility: initials     # and an article cites https://presse.example/un-petit-port",
            "name: Anne Petit\nvisibility: initials     # et un article cite https://presse.example/un-petit-port",
        ],
        [
            "name: Anne Petit\nvisibility: initials\nnever: [petit]          # the word in small letters is no name",
            "name: Anne Petit\nvisibility: initials\nnever: [petit]          # le mot en minuscules n’est pas un nom",
        ],
    ),
    worded(
        Code::MinorPublic,
        [
            "name: Noé Kerbrat       # and an article says: Noé Kerbrat, 14 ans, …",
            "name: Noé Kerbrat       # et un article dit\u{a0}: Noé Kerbrat, 14 ans, …",
        ],
        ["name: Noé Kerbrat\nvisibility: initials", "name: Noé Kerbrat\nvisibility: initials"],
    ),
    worded(
        Code::MediaRefused,
        [
            "[the page as we saved it](media/notice.html)",
            "[la page telle que nous l’avons enregistrée](media/notice.html)",
        ],
        [
            "[the page as we printed it](media/notice.pdf)",
            "[la page telle que nous l’avons imprimée](media/notice.pdf)",
        ],
    ),
    example(Code::EndBeforeStart, "born: 1952-10-07\ndied: 1925-03-01", "born: 1952-10-07\ndied: 2025-03-01"),
    example(
        Code::OutsideLife,
        "died: 1987-05-02\nroles: [{title: mayor, from: 1995}]",
        "died: 1987-05-02\nroles: [{title: mayor, from: 1959}]",
    ),
    worded(
        Code::EventOutsideLife,
        [
            "date: 2024-06-19\nparticipants: [anna-kovak]      # who died in 2019",
            "date: 2024-06-19\nparticipants: [anna-kovak]      # morte en 2019",
        ],
        ["date: 2014-06-19\nparticipants: [anna-kovak]", "date: 2014-06-19\nparticipants: [anna-kovak]"],
    ),
    worded(
        Code::ReportedBeforeEvent,
        [
            "date: 2023-09-10      # “The summit was held at the harbour.” The record of the summit says 2023-09-13",
            "date: 2023-09-10      # «\u{a0}Le sommet s’est tenu au port.\u{a0}» La fiche du sommet dit 2023-09-13",
        ],
        ["date: 2023-09-15", "date: 2023-09-15"],
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
    worded(
        Code::OutsideGone,
        [
            "url: https://press.example/2014/12/4760      # the newspaper has cleared its archive",
            "url: https://press.example/2014/12/4760      # le journal a vidé ses archives",
        ],
        [
            "url: https://press.example/2014/12/4760\narchived: https://archive.example/web/2015/press.example/2014/12/4760",
            "url: https://press.example/2014/12/4760\narchived: https://archive.example/web/2015/press.example/2014/12/4760",
        ],
    ),
    worded(
        Code::OutsideUnsure,
        [
            "url: https://press.example/2014/12/4760      # the site answers 503",
            "url: https://press.example/2014/12/4760      # le site répond 503",
        ],
        [
            "Open it in a browser; where it stands there, nothing is to be done.",
            "Ouvrez-la dans un navigateur\u{202f}; si la page y est, il n’y a rien à faire.",
        ],
    ),
    example(Code::OutsideMoved, "url: http://press.example/a", "url: https://www.press.example/articles/a"),
    worded(
        Code::ParserFailed,
        ["A file that shows a mistake in dossier itself.", "Un fichier qui montre une erreur de dossier lui-même."],
        [
            "Send us the file; meanwhile move it out of content/.",
            "Envoyez-nous le fichier\u{202f}; d’ici là, sortez-le de content/.",
        ],
    ),
];
