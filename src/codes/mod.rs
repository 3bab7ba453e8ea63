//! The table of diagnostic codes: number, severity, and the explanation that `dossier check --explain CODE` prints.
//! Each code is a row; the texts are written for the people who edit a dossier.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub mod examples;

/// How serious a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The content is wrong: `build` and `check` exit with 1.
    Error,
    /// The content is doubtful: an error under `--strict`.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// Returns the word used in messages and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($variant:ident $number:literal $severity:ident $explanation:literal)*) => {
        /// A row of the table of codes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each row carries its explanation")]
        pub enum Code { $($variant),* }

        impl Code {
            /// All codes, in order of number.
            pub const ALL: &[Code] = &[$(Code::$variant),*];

            /// Returns the name shown to people: `D0101`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $number),* }
            }

            /// Returns the severity.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity),* }
            }

            /// Returns what is wrong, why it matters and how to fix it, in a few sentences.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$variant => $explanation),* }
            }
        }
    };
}

codes! {
    EmptyFile "D0101" Warning "The file is empty or contains only blank lines. Fill it in or delete it; nothing is published for it."
    NotUtf8 "D0102" Error "The file is not UTF-8 text. Content files must be UTF-8: save it again in that encoding, or use `dossier import`, which recognises Latin-1, Windows-1252 and UTF-16. The file is left out of the site."
    TooLarge "D0103" Error "The file is larger than the limit (16 MiB for text, 64 MiB for media). It is left out of the site. Split it, or keep large files elsewhere and link them."
    StrangeFile "D0104" Warning "The entry is not an ordinary file or folder (a device, a pipe, a link out of the project, a name that is not Unicode), or it is in a place that dossier does not read. It is left out: a build reads only ordinary files of the project folder."
    Unreadable "D0105" Error "The file could not be read. Check its permissions. It is left out of the site."
    BrokenYaml "D0201" Error "The YAML cannot be read from this place on. Usual causes: a missing space after a colon, a value with a colon or a quotation mark that needs quotes, a tab, inconsistent indentation, a key given twice."
    UnknownKey "D0202" Error "dossier does not know this key, so its value would be ignored silently. Correct its spelling or remove it."
    WrongType "D0203" Error "The value has the wrong form for this key, for example a list where one word is expected. The value is ignored. Write it in the form that the message names."
    MissingKey "D0204" Error "A required key is missing: an article needs `title`, a record needs `name`, site.yaml needs `title` and `language`. Add it above the closing `---`."
    BadDate "D0205" Error "The value is not a valid date. Dates are written as EDTF level 1: `2023`, `2023-09`, `2023-09-13`, `1940~` (about), `1940?` (uncertain), `2023-09-12/2023-09-17`, `2023-09-13/..` (and since)."
    BadCoordinates "D0206" Error "Coordinates are two numbers in degrees, latitude then longitude: `[55.75, 37.62]`. Latitude runs from -90 to 90, longitude from -180 to 180."
    BadValue "D0207" Error "The value is not one of those that the key allows. In doubt, content is withheld: a wrong `rights:` or `visibility:` counts as the strictest. Choose one of the values that the message lists."
    UnclosedFrontMatter "D0208" Error "The file starts with `---` but no second `---` line closes the front matter. Add it before the text."
    LateFrontMatter "D0209" Warning "There are blank lines before the first `---`. dossier reads the front matter anyway, but Obsidian, code forges and most other tools treat it as text: there the title, `draft:` and `rights:` are lost silently. Delete the blank lines, so that `---` is the first line of the file."
    CutAtHash "D0210" Warning "Everything after ` #` is a comment in YAML, so these words are lost: the title becomes `Jour` where `Jour #3` was meant. Put the whole value in quotes."
    ProtectiveSlip "D0211" Error "A key or a first line may have been meant to withhold something, but cannot be read that way: a misspelling of `draft`, `rights` or `visibility`, one of them without a value or in a place where it is not read, a key of another tool (`published: false`, `hidden: true`), front matter that does not begin with `---`. It counts as the strictest thing that it may mean: an article or a page is left out, none of a text is published, a record is hidden and its names are replaced by initials. Correct the spelling of the key, or remove it."
    BadId "D0301" Error "The id is the file name without its extension, and this one cannot be published on every file system. Use letters, digits, `-`, `_` and `.`, at most 120 bytes."
    DuplicateId "D0302" Error "Two files have the same id. Ids are unique across articles and records of all kinds, because `[[id]]` must name one thing. The first in order of path keeps it. Rename one and list the old id under `former:`."
    IdClash "D0303" Error "Two ids, or the names of two files, differ only in capitals or in their Unicode form. On many file systems their pages would overwrite each other. Rename one of them."
    UnknownId "D0304" Error "No article and no record of this dossier has this id. Correct it, or write the record."
    RouteClash "D0305" Error "Two pages would be written to one file. The first is published, the other is left out. Rename one of them, or give the kind another folder in site.yaml."
    FormerClash "D0306" Error "An id or an address under `former:` is still in use, or two articles or records claim it. A redirect would hide a page: remove one of the two."
    UnknownPassage "D0307" Warning "The article has no such passage, so the link to the source leads to the top of the page. Passages are numbered `p1`, `p2`, … from the first paragraph. Count again, or open the article's page, which shows the number of each."
    NoDate "D0401" Note "The article has no date, so it is filed last and its relative dates cannot be resolved. Add `date:` when you know it."
    NeverMentioned "D0402" Note "Nothing connects this record to the articles: none mentions it, no other record names it, and it cites no passage. It is published anyway. Perhaps a spelling is missing under `names:`; if the record is not needed, remove it."
    SharedForm "D0403" Warning "Two records have the same strong form. It links to neither: each mention is added to the review list. Make the form weak in one of the records, or pin it in an article with `as:`."
    UselessForm "D0404" Warning "The form can never match, or would match everywhere: it has no letter, or only one. It is ignored."
    UnusedPin "D0405" Warning "The article's `as:` or `unlinked:` names a form that is not in its text, so it has no effect. Write the form exactly as in the text, or remove the line."
    OrphanDecision "D0406" Warning "A decision in content/decisions.yaml no longer matches its mention: the words are gone, or occur several times. It is not applied, and never moved to a place that merely looks similar. Decide again with `dossier review`, and remove it."
    OrphanNote "D0407" Warning "A note in content/notes/ no longer matches its passage: the quoted words must occur in the article exactly once. Quote more of it, or add `prefix:` or `suffix:`. Until then the note is not shown."
    UnusedTag "D0408" Note "The tag leads readers nowhere: no article has it, and no article mentions a record that has it. Remove it, or add it to the articles that it is for."
    SimilarTag "D0409" Note "No other article or record has this tag, and another tag is spelled almost the same: one of the two may be a typo. Use the same spelling if they mean the same. Tags that differ only in accents or punctuation (`marche` and `marché`, `C` and `C++`) have separate pages, all but one with a number in its address."
    NoSource "D0410" Warning "The relation makes a claim about a person or an organisation without citing a passage of an article that supports it. Readers cannot check it, and you may have to answer for it. Add `source: article#p3`. Relations with a place or a work (capital of, seat of, adopted by) need none."
    BadAuthorityId "D0411" Warning "The value under `same_as:` does not have the form of that authority file's ids, or its check digit is wrong, so the link would lead nowhere or to somebody else. Copy the id again. Checked are wikidata (Q42), viaf, idref, isni, orcid, gnd, bnf, geonames; others are not."
    UselessTag "D0412" Warning "The tag has no letter and no digit, so it cannot have a page, and is not shown. Correct or remove it."
    RawHtmlDropped "D0501" Warning "Raw HTML in the text was made safe: scripts, forms, frames, event handlers and addresses that run code are never published. The message lists what was removed. Write it in Markdown, or remove it."
    DeadLink "D0502" Error "The link leads to no page or file of the site, so readers get an error page. Correct the address: upper and lower case matter, and the safest link to an article or a record is `[[id]]`, which follows every renaming."
    DeadFragment "D0503" Warning "The page exists, but it has no such anchor, so readers land at its top. Correct the part after `#`: passages are `p1`, `p2`, …, headings have their words with hyphens."
    MissingPicture "D0504" Error "The picture is not in the project. Pictures belong in content/media/ and are named from there: `media/name.jpg`."
    NoAlternative "D0505" Note "The picture has no alt text, so people who cannot see it do not know what it shows. Describe it: `![what it shows](media/name.jpg)`, or `alt:` under `picture:`. Many countries require this by law."
    RawFileChanged "D0506" Warning "The raw file no longer has the SHA-256 that the article's `source:` gives. The source is evidence: restore it, or import it again as a new article."
    RawFileMissing "D0521" Warning "The article's `source:` names a raw file that does not exist, although its folder does. The source is evidence: restore the file. A dossier that is handed on without its raw files, with the whole folder left out, gives no such warning."
    UnportableName "D0523" Warning "The file's name is not valid on every system: Windows refuses some names (CON, NUL), a dot or space at the end and the characters < > : \" | ? * \\, and many systems refuse names over 255 bytes. Anyone who unpacks the site there loses the file. Rename it."
    UndefinedNote "D0524" Warning "The text refers to a footnote, `[^1]`, that is not defined, so readers see the bare brackets. Define the footnote on a line of its own, `[^1]: …`, or remove the reference."
    UnusedNote "D0525" Warning "A footnote is defined, `[^1]: …`, but the text never refers to it, so nobody will ever read it. Put `[^1]` after the words that it belongs to, or remove the footnote."
    BrokenReference "D0526" Warning "The text has a `[[` that does not start a link: the brackets are not closed, or contain no id. Readers see the bare brackets. A link is written `[[id]]` or `[[id|words]]`, on one line."
    TemplateBroken "D0601" Error "A template of the theme cannot be read. Every template is checked when the theme is loaded. Until it is fixed, the built-in theme is used for the pages. Correct it where the message points."
    TemplateFailed "D0602" Error "A template failed while rendering a page, usually because it uses a value that the page does not have. The page is left as it was. Correct the template; `dossier why PAGE --view` prints the values that it may use."
    MissingTheme "D0603" Error "site.yaml names a theme that is neither built in nor a folder of themes/. The built-in theme is used. Correct the name, or create the folder."
    MissingText "D0604" Note "The theme lacks some or all interface texts in the site's language, and English is used instead. Each text is one line, `key: text`, in themes/NAME/lang/LANGUAGE.yaml."
    UnmarkedScript "D0605" Warning "A template of your theme loads a script or a style sheet with a tag that has no `nonce`. The content security policy of the pages allows only the site's own nonce, so browsers would not load it. Write `nonce=\"{{ site.nonce }}\"` into the tag, or give your theme a `base.html` with a policy of its own."
    MediaUnused "D0701" Note "No published page shows this file of content/media/ or links to it, so it is not published: it may belong to a draft, to a hidden record or to the part of a text that may not be quoted. Show it or link to it in a published text, or delete it."
    PictureMetadata "D0702" Warning "Metadata is removed from JPEG, PNG, WebP, GIF and SVG files: place, time, camera, author and comments. dossier cannot do this for this format, and publishes the file as it is. Save it as JPEG, PNG or WebP."
    PictureBroken "D0703" Warning "The file should be a picture by its name or its first bytes, but cannot be read as one. Metadata cannot be removed from it, so it is published empty. Open it in an image editor and save it again."
    Leak "D0704" Error "`dossier check --leaks` found something withheld in the finished output: a name or an id of a hidden record, words of a draft or of the part of a text that may not be quoted, the name of a file that is not published; or a name that is published as initials, in an address, an id or a file name, which dossier never changes. Most often the output is older than the decision to withhold it: build again, and replace what was published. If it remains, it may be in an address that an article cites (leave out `url:` or the link), in a file name (`dossier rename`), in site.yaml or in a theme of your own."
    NamedInText "D0705" Warning "The text of a published article contains the name of somebody whose record is withheld. dossier does not link, list or count the name, but does not change the text either: it is evidence. If the name must not be published, `visibility: initials` in the record replaces it by initials everywhere on the site; `rights: reference` or `draft: true` withhold the text."
    ProtectionUnknown "D0706" Error "Something that may protect somebody cannot be read: a record, a table of records or one row of it that is broken, unreadable, too large or not UTF-8, a file with `visibility:` in a place that dossier does not read, a withheld record with unreadable names. It is then unclear whose name must not be published: `build` and `export` publish nothing and the old site stays, `serve` keeps showing the last good site, `check --leaks` cannot rule out leaks. Fix the file that the message names."
    MayTell "D0707" Error "`dossier check --leaks` found in the finished output a word that may be a name published only as initials, or may be another word: an address with an ordinary word that is also a family name, a longer word that begins with the name. Only you can decide. If it is the name, remove it: leave out the address, rename the file or the heading, rephrase the text. If it is an ordinary word, list it in the record, in lower case: `never: [petit]`."
    MinorPublic "D0708" Warning "An article gives an age under 18 next to the name of a person whose record is public, so the child has a page and can be found by name. Decide: `visibility: initials` replaces the name by initials everywhere; to keep the name, write `visibility: public`, and this warning goes away."
    MediaRefused "D0710" Warning "A text shows or links to a file of content/media/ whose type is not published. Published are pictures, sound, film, documents (PDF, office, EPUB), plain text and tables, and ZIP archives, recognised by their extension; but nothing that a browser would run or open as a page of your site (HTML, XML, scripts), whatever its extension. The file is left out. Save it in another format, or link to where it was published."
    EndBeforeStart "D0711" Error "An end date is before the start date: a death before the birth, a role that ends before it began. One of the two dates is wrong."
    OutsideLife "D0712" Warning "A role or a relation is dated before the birth or after the death of its holder; for an organisation, before it was founded or after it was dissolved. One of the dates is wrong, or the fact belongs to somebody else of that name."
    EventOutsideLife "D0713" Warning "An event names a participant who was not yet born or already dead when it took place. One of the dates is wrong, or the participant is somebody else of that name. A person honoured by an event is not a participant: name that person in the event's text."
    ReportedBeforeEvent "D0714" Warning "The article describes an event as past, but is dated before that event began. The date of the article or of the event is wrong, or the words mean another event."
    PartOutsideWhole "D0715" Warning "An event is part of another that took place at another time. One of the two dates is wrong, or `part_of:` names the wrong event."
    FetchedTooEarly "D0716" Warning "The article was retrieved before it was published. One of `date:` and `retrieved:` is wrong."
    SelfReference "D0717" Error "A record refers to itself, directly or in a cycle: it is part of something that is part of it, or has a relation with itself. Correct the id."
    WrongKind "D0718" Warning "The key expects a record of another kind: `place:` a place, `part_of:` of an event an event. Pages and maps would show nonsense. Correct the id."
    OutsideGone "D0801" Warning "The other site reports that the page is gone (404 or 410). Readers of your dossier get an error page there. Name a copy under `archived:`, or another address. Only checked with `--external`; a good answer is kept for seven days."
    OutsideUnsure "D0802" Note "The other site did not answer, refused, or is out of order, or the address is in this machine's own network and is not requested. This proves little: open the link in a browser, or check again another day."
    OutsideMoved "D0803" Note "The page has moved permanently; the old address still redirects there, for now. Write the new address."
    ParserFailed "D0901" Error "dossier failed on this file. The rest of the site is built without it, and its last good page stays if there is one. This is a mistake in dossier, not in your file: please report it, with the file and the text in brackets."
}

impl Code {
    /// Returns the first sentence of the explanation, without its full stop.
    #[must_use]
    pub fn headline(self) -> &'static str {
        self.explanation().split(". ").next().unwrap_or_default().trim_end_matches('.')
    }

    /// Returns whether the code means that nothing of a file could be read, so that other findings may be consequences.
    #[must_use]
    pub fn is_unreadable_file(self) -> bool {
        matches!(
            self,
            Self::NotUtf8
                | Self::TooLarge
                | Self::ProtectionUnknown
                | Self::Unreadable
                | Self::ParserFailed
                | Self::BrokenYaml
                | Self::UnclosedFrontMatter
                | Self::TemplateBroken
                | Self::TemplateFailed
        )
    }

    /// Finds a code by its name, in any case.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str().eq_ignore_ascii_case(name))
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::parse(&name).ok_or_else(|| de::Error::custom("no such code"))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}
