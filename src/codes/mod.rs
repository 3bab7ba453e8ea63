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
    EmptyFile "D0101" Warning "The file is empty or holds nothing but blanks. Fill it in or delete it; nothing is published for it."
    NotUtf8 "D0102" Error "The file is not UTF-8 text. Content files are UTF-8: save it again with that encoding, or bring it in with `dossier import`, which recognises Latin-1, Windows-1252 and UTF-16. The file is left out of the site."
    TooLarge "D0103" Error "The file is larger than the limit (16 MiB for text, 64 MiB for media). It is left out of the site. Split it, or keep large files elsewhere and link them."
    StrangeFile "D0104" Warning "The entry is no ordinary file or folder (a device, a pipe, a link out of the project, a name that is not Unicode), or it is where dossier does not look. It is left out: a build reads ordinary files of the project folder and nothing else."
    Unreadable "D0105" Error "The file could not be read. Check its permissions. It is left out of the site."
    BrokenYaml "D0201" Error "The YAML cannot be read from the given place on. Usual causes: a missing space after a colon, a value with a colon or a quotation mark that needs quotes, a tab, an indentation that does not line up, a key given twice."
    UnknownKey "D0202" Error "dossier does not know this key, so what it says would be lost without a word. Correct its spelling or remove it."
    WrongType "D0203" Error "The value has another shape than the key asks for: a list where one word is expected, say. The value is ignored. Write it in the shape that the message names."
    MissingKey "D0204" Error "A key that cannot be done without is missing: an article needs `title`, a record needs `name`, site.yaml needs `title` and `language`. Add it above the closing `---`."
    BadDate "D0205" Error "The value is not a date that exists. Dates are written as EDTF level 1: `2023`, `2023-09`, `2023-09-13`, `1940~` (about), `1940?` (unsure), `2023-09-12/2023-09-17`, `2023-09-13/..` (and since)."
    BadCoordinates "D0206" Error "Coordinates are two numbers in degrees, latitude then longitude: `[55.75, 37.62]`. Latitude runs from -90 to 90, longitude from -180 to 180."
    BadValue "D0207" Error "The value is none of those that the key allows. What is doubtful is withheld, never published: a wrong `rights:` or `visibility:` counts as the strictest. Choose one of the values that the message lists."
    UnclosedFrontMatter "D0208" Error "The file starts with `---` but no second `---` line closes the front matter. Add it before the text."
    LateFrontMatter "D0209" Warning "Blank lines stand before the first `---`. dossier reads the front matter all the same, but Obsidian, code forges and most other tools take it for text: there the title, `draft:` and `rights:` are lost without a word. Delete the blank lines, so that `---` is the first line of the file."
    CutAtHash "D0210" Warning "What stands behind ` #` is a comment in YAML, so these words are lost: the title reads `Jour` where `Jour #3` was meant. Put the whole value in quotes."
    ProtectiveSlip "D0211" Error "A key or a first line that may have been meant to withhold something cannot be read as such: a slip in `draft`, `rights` or `visibility`, one of them without a value or where it is not read, a key of another tool (`published: false`, `hidden: true`), front matter that does not begin with `---`. It counts as the strictest that it may mean: an article or a page is left out, none of a text is published, a record is hidden and initials stand in place of its names. Write the key letter by letter, or take it out."
    BadId "D0301" Error "The file's stem is the id, and this one cannot be published on every file system. Use letters, digits, `-`, `_` and `.`, at most 120 bytes."
    DuplicateId "D0302" Error "Two files claim one id. Ids are unique over articles and records of all kinds, because `[[id]]` must name one thing. The first in order of path keeps it. Rename one and list the old id under `former:`."
    IdClash "D0303" Error "Two ids, or the names of two files, differ only in capitals or in their Unicode form. On many file systems their pages would overwrite each other. Rename one of them."
    UnknownId "D0304" Error "The id names no article and no record of this dossier. Correct it, or write the record."
    RouteClash "D0305" Error "Two pages would be written to one file. The first keeps it, the other is left out. Rename one of them, or give the kind another folder in site.yaml."
    FormerClash "D0306" Error "An id under `former:` is still in use, or two articles or records claim it. A redirect would hide a page: remove one of the two."
    UnknownPassage "D0307" Warning "The article has no such passage, so the source given leads to the top of the page. Passages are numbered `p1`, `p2`, … from the first paragraph; count again, or open the article's page, where each shows its number."
    NoDate "D0401" Note "The article has no date, so it is filed last and its relative dates cannot be resolved. Add `date:` when you know it."
    NeverMentioned "D0402" Note "Nothing ties this record to the articles: none mentions it, no other record names it, and it cites no passage. It is published all the same. Perhaps a spelling is missing under `names:`; if nobody needs the record, remove it."
    SharedForm "D0403" Warning "Two records bear the same strong form. It will link to neither: each mention waits in the review list. Make the form weak in one of the records, or pin it in an article with `as:`."
    UselessForm "D0404" Warning "The form can never match, or would match everywhere: it has no letter, or it is a single letter. It is ignored."
    UnusedPin "D0405" Warning "The article's `as:` or `unlinked:` names a form that does not stand in its text, so it does nothing. Write the form letter by letter as the text has it, or remove the line."
    OrphanDecision "D0406" Warning "A decision in content/decisions.yaml no longer finds its mention: the words are gone, or stand there several times. It is not applied, and never moved to a place that merely looks alike. Decide again with `dossier review`, and remove it."
    OrphanNote "D0407" Warning "A note in content/notes/ no longer finds its passage: the quoted words must stand in the article exactly once. Quote more of it, or add `prefix:` or `suffix:`. Until then the note is not shown."
    UnusedTag "D0408" Note "The tag leads readers nowhere: no article bears it, and no article mentions a record that does. Remove it, or give it to the articles that it is for."
    SimilarTag "D0409" Note "Nothing else bears this tag, and another tag is written almost alike: perhaps one of the two is a slip of the pen. Write both alike where they mean the same. Tags that differ only in accents or signs (`marche` and `marché`, `C` and `C++`) keep pages of their own, all but one with a number in its address."
    NoSource "D0410" Warning "The relation says something of a person or an organisation, and no passage of an article that bears it out. Readers cannot check it, and you may have to answer for it. Add `source: article#p3`. Relations with a place or a work (capital of, seat of, adopted by) need none."
    BadAuthorityId "D0411" Warning "The value under `same_as:` does not have the form of that authority file's ids, or its check digit is wrong, so the link would lead nowhere or to somebody else. Copy the id again. Known are wikidata (Q42), viaf, idref, isni, orcid, gnd, bnf, geonames; others are not checked."
    UselessTag "D0412" Warning "The tag has no letter and no digit, so it can have no page, and is not shown. Correct or remove it."
    RawHtmlDropped "D0501" Warning "Raw HTML in the text was made safe: scripts, forms, frames, event handlers and addresses that run code are never published. What was dropped is named. Write it in Markdown, or remove it."
    DeadLink "D0502" Error "The link leads to no page or file of the site. Readers meet an error page there. Correct the address, letter by letter: capitals count, and a link to an article or a record is safest as `[[id]]`, which follows every renaming."
    DeadFragment "D0503" Warning "The page exists, but it has no such anchor, so readers land at its top and look in vain. Correct what stands behind `#`: passages are `p1`, `p2`, …, headings have their words with hyphens."
    MissingPicture "D0504" Error "The picture is not in the project. Pictures belong in content/media/ and are named from there: `media/name.jpg`."
    NoAlternative "D0505" Note "The picture has no alternative text, so those who cannot see it learn nothing of it. Say what it shows: `![what it shows](media/name.jpg)`, or `alt:` under `picture:`. In many countries the law asks for it."
    RawFileChanged "D0506" Warning "The raw file no longer has the SHA-256 that the article's `source:` gives. The source is evidence: restore it, or import it again as a new article."
    RawFileMissing "D0521" Warning "The article's `source:` names a raw file that is not there, though the folder it should be in is. The source is evidence: restore the file. A dossier that is handed on without its raw files, the folder left out whole, gives no such warning."
    UnportableName "D0523" Warning "The file's name cannot stand on every system: Windows refuses some names (CON, NUL), a dot or blank at the end and the signs < > : \" | ? * \\, and many systems refuse names over 255 bytes. Whoever unpacks the site there loses the file. Rename it."
    UndefinedNote "D0524" Warning "The text calls a note, `[^1]`, that is written nowhere, so readers see the bare brackets. Write the note on a line of its own, `[^1]: …`, or remove the call."
    UnusedNote "D0525" Warning "A note is written, `[^1]: …`, that the text never calls, so nobody will ever read it. Put `[^1]` behind the words it belongs to, or remove the note."
    BrokenReference "D0526" Warning "The text has `[[` that starts no link: the brackets are not closed, or hold no id. Readers see the bare brackets. A link is written `[[id]]` or `[[id|words]]`, on one line."
    TemplateBroken "D0601" Error "A template of the theme cannot be read. Every template is checked when the theme is loaded. Until it is mended, the built-in theme draws the pages. Correct it where the message points."
    TemplateFailed "D0602" Error "A template failed while drawing a page, usually because it uses a value that the page does not have. The page is left as it was. Correct the template; `dossier why PAGE --view` prints what it may use."
    MissingTheme "D0603" Error "site.yaml names a theme that is neither built in nor a folder of themes/. The built-in theme is used. Correct the name, or make the folder."
    MissingText "D0604" Note "The theme has no texts of the interface in the site's language, or not all: English stands there instead. Each is one line, `key: text`, in themes/NAME/lang/LANGUAGE.yaml."
    UnmarkedScript "D0605" Warning "A template of your theme loads a script or a style sheet by a tag without `nonce`. The policy of the pages lets in only what bears the site's own, so browsers would not load it. Write `nonce=\"{{ site.nonce }}\"` into the tag, or give your theme a `base.html` with a policy of its own."
    MediaUnused "D0701" Note "Nothing published shows this file of content/media/ or links to it, so it is not published: it may belong to a draft, to a hidden record or to the part of a text that may not be quoted. Show it or link to it in a published text, or delete it."
    PictureMetadata "D0702" Warning "Of JPEG, PNG, WebP, GIF and SVG only the picture is published: place, time, camera, author and comments are taken out. dossier cannot do so for this format, and publishes the file as it is. Save it as JPEG, PNG or WebP."
    PictureBroken "D0703" Warning "The file should be a picture by its name or its first bytes, and cannot be read as one. What cannot be read cannot be cleaned, so the file is published empty. Open it in a program for pictures and save it again."
    Leak "D0704" Error "`dossier check --leaks` found something withheld in the finished output: a name or an id of a hidden record, words of a draft or of the part of a text that may not be quoted, the name of a file that stays at home; or the name of somebody of whom initials are published, in an address, an id or the name of a file, which dossier never changes. Most often the output is older than the decision to withhold it: build again, and replace what was published. If it stays, it may stand in an address that an article cites (leave out `url:` or the link), in the name of a file (`dossier rename`), in site.yaml or in a theme of your own."
    NamedInText "D0705" Warning "A published text names, in its own words, somebody whose record is withheld. dossier does not link, list or count the name, and does not change the text either: it is evidence. If the name must not stand there, `visibility: initials` in the record puts initials in its place everywhere on the site; `rights: reference` or `draft: true` withhold the text."
    ProtectionUnknown "D0706" Error "Something cannot be read that may protect somebody: a record, a table of records or one row of it that is broken, unreadable, too large or not UTF-8, a file with `visibility:` where dossier does not look, a withheld record whose names cannot all be read. Nobody knows then whose name must not be published: `build` and `export` publish nothing and the old site stays, `serve` goes on showing the last good site, `check --leaks` cannot say that nothing leaks. Mend the file that the message names."
    MayTell "D0707" Error "`dossier check --leaks` found in the finished output what may be the name of somebody of whom initials are published, and may be another word: an address with an ordinary word that is a family name too, a longer word that begins with the name. Nobody but you can tell. Where it is the name, take it out: leave out the address, rename the file or the heading, write the text otherwise. Where it is an ordinary word, say so in the record, in small letters: `never: [petit]`."
    MinorPublic "D0708" Warning "An article gives an age under 18 beside the name of a person whose record is public, so that the child has a page, and can be found by name. Decide it: `visibility: initials` puts initials in place of the name everywhere; where the name is to stand, write `visibility: public`, and nobody asks again."
    MediaRefused "D0710" Warning "A file of content/media/ that a text shows or links to is of no type that is published. Published are pictures, sound, film, documents (PDF, office, EPUB), plain text and tables, ZIP archives, told by their ending; never what a browser would run or open as a page of your site: HTML, XML, scripts, whatever the ending says. The file is left out. Save it in another format, or link to where it was published."
    EndBeforeStart "D0711" Error "What is dated ends before it starts: a death before the birth, a role that ends before it began. One of the two dates is wrong."
    OutsideLife "D0712" Warning "A role or a relation is dated before its bearer was born or after its bearer's death; for an organisation, before it was founded or after it was dissolved. One of the dates is wrong, or the fact belongs to somebody else of that name."
    EventOutsideLife "D0713" Warning "An event names a participant who was not yet born or already dead when it took place. One of the dates is wrong, or the participant is somebody else of that name. Who is honoured by an event takes no part in it: name it in the event's text."
    ReportedBeforeEvent "D0714" Warning "The article speaks of an event as past, and is dated before that event began. The date of the article or of the event is wrong, or the words mean another event."
    PartOutsideWhole "D0715" Warning "An event is part of another, and took place at another time. One of the two dates is wrong, or `part_of:` names the wrong event."
    FetchedTooEarly "D0716" Warning "The article was fetched before it was published. One of `date:` and `retrieved:` is wrong."
    SelfReference "D0717" Error "A record names itself, straight or in a circle: it is part of what is part of it, or has a relation with itself. Correct the id."
    WrongKind "D0718" Warning "The key asks for a record of another kind: `place:` wants a place, `part_of:` of an event wants an event. Pages and maps would show nonsense. Correct the id."
    OutsideGone "D0801" Warning "The other site says that the page is gone (404 or 410). Readers of your dossier meet an error page there. Name a copy under `archived:`, or another address. Asked with `--external` alone; a good answer is believed for seven days."
    OutsideUnsure "D0802" Note "The other site did not answer, refused, or is out of order, or the address leads into this machine's own network and is not asked. That says little: open the link in a browser, or ask again another day."
    OutsideMoved "D0803" Note "The page stands elsewhere for good; the old address still leads there, for now. Write the new address."
    ParserFailed "D0901" Error "dossier failed on this file. The rest of the site is built without it, and its last good page stays where there is one. This is a mistake in dossier, not in your file: please report it, with the file and what stands in brackets."
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
