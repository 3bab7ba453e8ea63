//! A dossier in which every withheld field contains a unique word that occurs nowhere else.

use std::collections::BTreeMap;

/// File name -> content.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Whether a word may ever be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is published as soon as nothing is withheld.
    Told,
    /// It is never published: a comment, who decided, the metadata of a picture.
    Kept,
}

/// A word and where it was planted.
#[derive(Clone, Debug)]
pub(crate) struct Canary {
    pub word: String,
    pub place: &'static str,
    pub fate: Fate,
}

/// The dossier, its canaries, and one word that is always published.
pub(crate) struct Planted {
    pub files: Files,
    pub canaries: Vec<Canary>,
    pub control: String,
}

/// All files for programs are published, also those that a site must ask for.
const DATA: &str = "output: {data: [annotations, corpus, csv, epub, ftm, gexf-relations, graphml, graphml-relations, lpf, skos, tei]}\n";

struct Garden {
    canaries: Vec<Canary>,
    files: Files,
}

impl Garden {
    fn word(&mut self) -> String {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(self.canaries.len() as u64 + 7);
        let mut pick = |letters: &str| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            char::from(letters.as_bytes()[(state >> 33) as usize % letters.len()])
        };
        (0..5).flat_map(|_| [pick("bdfgjklmnprtvz"), pick("aiou")]).collect()
    }

    fn plant(&mut self, place: &'static str, fate: Fate) -> String {
        let word = self.word();
        self.canaries.push(Canary { word: word.clone(), place, fate });
        word
    }

    fn told(&mut self, place: &'static str) -> String {
        self.plant(place, Fate::Told)
    }

    fn kept(&mut self, place: &'static str) -> String {
        self.plant(place, Fate::Kept)
    }

    /// The beginning of a name.
    fn name(&mut self, place: &'static str) -> String {
        let word = self.told(place);
        word[..1].to_uppercase() + &word[1..]
    }

    fn add(&mut self, name: &str, text: impl Into<Vec<u8>>) {
        self.files.insert(name.to_owned(), text.into());
    }
}

/// Makes the dossier, with everything in it withheld or nothing.
pub(crate) fn dossier(withheld: bool) -> Planted {
    let mut garden = Garden { canaries: Vec::new(), files: Files::new() };
    let line = |line: &'static str| if withheld { line } else { "" };
    let comment = garden.kept("a comment in site.yaml");
    garden
        .add("site.yaml", format!("title: Essai # {comment}\nlanguage: fr\nbase_url: https://example.org/a/\n{DATA}"));
    let ids = records(&mut garden, line("visibility: hidden\n"));
    let draft = drafts(&mut garden, line("draft: true\n"), &ids);
    excerpts(&mut garden, withheld);
    initials(&mut garden, line("visibility: initials\n"));
    pictures(&mut garden);
    let control = published(&mut garden, &ids, &draft);
    Planted { files: garden.files, canaries: garden.canaries, control }
}

/// Ids of hidden records.
struct Ids {
    person: String,
    place: String,
    event: String,
    organisation: String,
}

/// Hidden records, with every key filled in.
fn records(garden: &mut Garden, hidden: &str) -> Ids {
    let id = garden.told("id of a hidden person");
    let (given, family) = (garden.name("first name"), garden.name("family name"));
    let (other, weak) = (garden.name("names:"), garden.name("weak:"));
    let (title, refer) = (garden.told("title of a role"), garden.told("refer: of a role"));
    let (relation, tag) = (garden.told("as: of a relation"), garden.told("tag of a record"));
    let (former, text) = (garden.told("former:"), garden.told("text of a record"));
    let (comment, picture) = (garden.kept("a comment in a record"), garden.told("file name of a record's picture"));
    let (alt, sort) = (garden.told("alternative text in a record"), garden.name("sort:"));
    let authority = garden.told("same_as:");
    let (face, face_alt) = (garden.told("file name of a portrait"), garden.told("alt: of a portrait"));
    let face_credit = garden.told("credit: of a portrait");
    garden.add(
        &format!("content/people/{id}.md"),
        format!(
            "---\n# {comment}\nname: {given} {family}\nsort: {sort}, {given}\nnames: [{other} {family}]\nweak: [{weak}]\n\
             roles: [{{title: {title}, refer: [le {refer} russe], from: 2020}}]\nborn: 1873-02-11\n\
             relations: [{{to: jeanne-morvan, as: {relation}, source: port#p1}}]\ntags: [{tag}]\nformer: [{former}]\n\
             same_as: {{site: \"https://example.org/{authority}\"}}\n\
             picture: {{file: media/{face}.png, alt: {face_alt}, credit: {face_credit}}}\n{hidden}---\nUn {text} ![{alt}](media/{picture}.png)\n"
        ),
    );
    for name in [&picture, &face] {
        garden.add(&format!("content/media/{name}.png"), png(""));
    }
    // A child is named, and never shown.
    let (child, alt) = (garden.kept("file name of a minor's portrait"), garden.kept("alt: of a minor's portrait"));
    let credit = garden.kept("credit: of a minor's portrait");
    garden.add(&format!("content/media/{child}.png"), png(""));
    garden.add(
        "content/people/elouan.md",
        format!(
            "---\nname: Elouan Quémener\nborn: 2012\npicture: {{file: media/{child}.png, alt: {alt}, credit: {credit}}}\n---\nÉlève.\n"
        ),
    );
    let (place, place_name) = (garden.told("id of a hidden place"), garden.name("name of a hidden place"));
    garden.add(
        &format!("content/places/{place}.md"),
        format!("---\nname: {place_name}\ncoordinates: [48.123456, -4.654321]\n{hidden}---\n"),
    );
    let (event, event_name) = (garden.told("id of a hidden event"), garden.name("name of a hidden event"));
    garden.add(
        &format!("content/events/{event}.md"),
        format!(
            "---\nname: {event_name} du port\ndate: 1874-05-06\nplace: armel\nparticipants: [jeanne-morvan]\n{hidden}---\n"
        ),
    );
    let (organisation, name) = (garden.told("id in a file of records"), garden.name("name in a file of records"));
    let (text, visibility) = (garden.told("text: in a file of records"), hidden.trim());
    let visibility = if visibility.is_empty() { String::new() } else { format!(", {visibility}") };
    garden.add(
        "content/organisations.yaml",
        format!(
            "- {{id: societe, name: Société du port}}\n- {{id: {organisation}, name: Ligue {name}, text: \"Une {text}.\"{visibility}}}\n"
        ),
    );
    Ids { person: id, place, event, organisation }
}

/// A draft article with everything that can depend on one, and a draft page. Returns the article's id.
fn drafts(garden: &mut Garden, draft: &str, ids: &Ids) -> String {
    let id = garden.told("id of a draft");
    let (title, publisher) = (garden.name("title of a draft"), garden.name("publisher of a draft"));
    let (author, url) = (garden.name("author of a draft"), garden.told("url: of a draft"));
    let (archived, tag) = (garden.told("archived: of a draft"), garden.told("tag of a draft"));
    let (picture, alt) = (garden.told("file name of a draft's picture"), garden.told("alt: of a draft's picture"));
    let (caption, credit) = (garden.told("caption: of a draft"), garden.told("credit: of a draft"));
    let (raw, former) = (garden.told("raw file of a draft"), garden.told("former: of a draft"));
    let (words, speech) = (garden.told("text of a draft"), garden.told("quotation in a draft"));
    let (second, third) = (garden.told("picture in the text of a draft"), garden.told("document linked by a draft"));
    let (note, place_name) = (garden.told("footnote of a draft"), garden.kept("as: of a draft"));
    garden.add(
        &format!("content/articles/{id}.md"),
        format!(
            "---\ntitle: {title} au port\ndate: 1875-06-07\npublisher: {publisher}\nauthor: {author} Le Goff\n\
             url: https://example.org/{url}\narchived: https://example.org/{archived}\ntags: [{tag}]\n\
             picture: {{file: media/{picture}.png, alt: {alt}, caption: {caption}, credit: {credit}}}\n\
             source: {{file: seeds/{raw}.txt, sha256: {}}}\nformer: [{former}]\nas: {{{place_name}: jeanne-morvan}}\n{draft}---\n\
             Jeanne Morvan a vu le {words}, le 3 août 1876. « Le {speech} ne dort jamais la nuit », a déclaré Jeanne Morvan.[^1]\n\n\
             ![Un quai](media/{second}.png) et [le rapport](../media/{third}.pdf)\n\n[^1]: Une {note}.\n",
            "0".repeat(64)
        ),
    );
    for name in [&picture, &second] {
        garden.add(&format!("content/media/{name}.png"), png(""));
    }
    garden.add(&format!("content/media/{third}.pdf"), "%PDF-1.4");
    let (note, by) = (garden.told("note on a draft"), garden.told("by: of a note on a draft"));
    garden.add(
        &format!("content/notes/{id}.yaml"),
        format!("- {{quote: \"a vu le {words}\", note: \"Vraiment {note} ?\", by: {by}}}\n"),
    );
    let decided = garden.told("by: of a decision on a draft");
    garden.add(
        "content/decisions.yaml",
        format!(
            "- {{article: {id}, quote: {words}, entity: jeanne-morvan, by: {decided}}}\n\
             - {{article: port, quote: le témoin, entity: {person}, by: {decided}}}\n\
             - {{article: port, quote: Il fera beau demain sur le port, speaker: {person}}}\n",
            person = ids.person
        ),
    );
    let (page, title, text) = (garden.told("id of a draft page"), garden.told("title of one"), garden.told("its text"));
    garden.add(&format!("content/pages/{page}.md"), format!("---\ntitle: {title}\n{draft}---\nUn {text}.\n"));
    id
}

/// Articles of which only an excerpt, or no text, is published.
fn excerpts(garden: &mut Garden, withheld: bool) {
    let opening = "Paul Kerdaniel a parlé au port devant les habitants réunis ce soir. ".repeat(3);
    for (id, rights) in [("extrait", "excerpt"), ("renvoi", "reference")] {
        let rights = if withheld { rights } else { "full" };
        let (words, speech) = (garden.told("text that may not be quoted"), garden.told("its quotation"));
        let (picture, alt) = (garden.told("its picture"), garden.told("its alternative text"));
        let (heading, note) = (garden.told("its heading"), garden.told("a note on it"));
        let (caption, comment) = (garden.told("its caption"), garden.kept("its comment"));
        garden.add(
            &format!("content/articles/{id}.md"),
            format!(
                "---\ntitle: Un {id}\ndate: 2021-05-06\nrights: {rights}\n---\n{opening}\n\n{opening}\n\n## Le {heading}\n\n\
                 Le {words} est venu. « Le {speech} part toujours le matin », a déclaré Paul Kerdaniel.\n\n\
                 ![{alt}](media/{picture}.png) <!-- {comment} -->\n\n> [!caption] Un {caption}\n"
            ),
        );
        garden.add(&format!("content/media/{picture}.png"), png(""));
        garden.add(
            &format!("content/notes/{id}.yaml"),
            format!("- {{quote: \"Le {words} est venu\", note: \"Le {note}.\"}}\n"),
        );
    }
}

/// A person of whom initials are published, named in every place where a text can name a person.
fn initials(garden: &mut Garden, initials: &str) {
    let (id, given, family) = (garden.told("id of initials"), garden.name("first name"), garden.name("family name"));
    let other = garden.name("another name");
    let (face, credit) = (garden.told("portrait of initials"), garden.told("credit: of that portrait"));
    garden.add(&format!("content/media/{face}.png"), png(""));
    garden.add(
        &format!("content/people/{id}.md"),
        format!(
            "---\nname: {given} {family}\nnames: [{other}]\npicture: {{file: media/{face}.png, credit: {credit}}}\n{initials}---\nUn témoin.\n"
        ),
    );
    let site = String::from_utf8(garden.files["site.yaml"].clone()).expect("text");
    garden.add("site.yaml", format!("{site}description: Sur {given} {family}\nauthor: {given} {family}\n"));
    let (upper_given, upper_family) = (given.to_uppercase(), family.to_uppercase());
    garden.add(
        "content/articles/temoin.md",
        format!(
            "---\ntitle: {given} {family} parle\ndate: 2021-05-07\nauthor: {given} {family}\ntags: [{given} {family}]\n\
             picture: {{file: media/quai.png, alt: {given} {family}, caption: \"{family}, à droite\"}}\nas: {{{other}: {id}}}\n---\n\
             # {upper_given} {upper_family} PARLE\n\n{given} {family} et Jeanne Morvan. M. {family} rit. {given} *{family}*, \
             {given}\u{a0}{family}, {given}-{family}, {given}\n{family}. Dit {other}. Ni {family}. « Il fera nuit sur le quai », \
             a déclaré {given} {family}. [[{id}]], [[{id}|{given} {family}]], [x](https://example.org \"{given} {family}\").\n\n\
             > [!caption] {given} {family} au port\n\n![{family}](media/quai.png)\n\n| {family} |\n|---|\n| {given} {family} |\n"
        ),
    );
    garden.add("content/media/quai.png", png(""));
    garden.add(
        "content/notes/temoin.yaml",
        format!("- {{quote: \"et Jeanne Morvan. M. {family} rit\", note: \"Sur {given} {family}.\", by: {given} {family}}}\n"),
    );
    garden.add("content/pages/methode.md", format!("---\ntitle: Méthode\n---\nSur {given} {family} et {other}.\n"));
    garden.add("content/people/rose-le-gall.md", format!("---\nname: Rose Le Gall\n---\nSœur de {given} {family}.\n"));
}

/// Published pictures with metadata.
fn pictures(garden: &mut Garden) {
    let exif = garden.kept("EXIF of a JPEG");
    let (xmp, iptc) = (garden.kept("XMP of a JPEG"), garden.kept("IPTC of a JPEG"));
    let (remark, behind) = (garden.kept("comment of a JPEG"), garden.kept("what stands behind the end of a JPEG"));
    let mut jpeg = vec![0xff, 0xd8];
    let wide: Vec<u8> = exif.bytes().flat_map(|byte| [byte, 0]).collect();
    let segments: [(u8, Vec<u8>); 6] = [
        (0xe1, [&b"Exif\0\0II*\0\x08\0\0\0\0\0"[..], &wide].concat()),
        (0xe1, format!("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>{xmp}</x:xmpmeta>").into_bytes()),
        (0xed, format!("Photoshop 3.0\08BIM{iptc}").into_bytes()),
        (0xfe, remark.into_bytes()),
        (0xc0, vec![8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
        (0xda, vec![1, 1, 0, 0, 63, 0]),
    ];
    for (code, data) in segments {
        jpeg.extend([0xff, code]);
        jpeg.extend(u16::try_from(data.len() + 2).expect("short").to_be_bytes());
        jpeg.extend(data);
    }
    jpeg.extend([1, 2, 3, 0xff, 0xd9]);
    jpeg.extend(behind.bytes());
    garden.add("content/media/photo.jpg", jpeg);
    let text = garden.kept("text of a PNG");
    garden.add("content/media/carte.png", png(&text));
    let (exif, xmp) = (garden.kept("EXIF of a WebP"), garden.kept("XMP of a WebP"));
    let mut webp = b"WEBP".to_vec();
    for (kind, data) in [
        (b"VP8X", vec![0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        (b"VP8L", vec![0x2f, 0, 0, 0, 0, 0]),
        (b"EXIF", exif.into_bytes()),
        (b"XMP ", xmp.into_bytes()),
    ] {
        webp.extend(kind);
        webp.extend(u32::try_from(data.len()).expect("short").to_le_bytes());
        webp.extend(&data);
        webp.resize(webp.len() + data.len() % 2, 0);
    }
    let len = u32::try_from(webp.len()).expect("short").to_le_bytes();
    garden.add("content/media/vue.webp", [&b"RIFF"[..], &len, &webp].concat());
    let remark = garden.kept("comment of a GIF");
    let gif = [
        &b"GIF89a\x01\0\x01\0\0\0\0\x21\xfe\x0a"[..],
        remark.as_bytes(),
        b"\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b",
    ];
    garden.add("content/media/signe.gif", gif.concat());
    let (metadata, layer) = (garden.kept("metadata of an SVG"), garden.kept("layer's name of an SVG"));
    let (script, remark) = (garden.kept("script of an SVG"), garden.kept("comment of an SVG"));
    garden.add(
        "content/media/plan.svg",
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'><!-- {remark} --><metadata>{metadata}</metadata>\
             <script>{script}()</script><g inkscape:label='{layer}'><path d='M0 0h8'/></g></svg>"
        ),
    );
    let unused = garden.kept("name of a picture that nobody shows");
    garden.add(&format!("content/media/{unused}.jpg"), "rien");
}

/// Published content that names withheld content in every way that is allowed. Returns a published word.
fn published(garden: &mut Garden, ids: &Ids, draft: &str) -> String {
    let Ids { person, place, event, organisation } = ids;
    let relation = garden.told("as: of a relation to a hidden person");
    garden.add(
        "content/people/jeanne-morvan.md",
        format!(
            "---\nname: Jeanne Morvan\nrelations: [{{to: {person}, as: {relation}}}, \
             {{to: paul-kerdaniel, as: adjointe, source: {draft}#p1}}]\n---\nMaire, voir [[{draft}#p1|source]] et [[{organisation}]].\n"
        ),
    );
    garden.add("content/people/paul-kerdaniel.md", "---\nname: Paul Kerdaniel\n---\nAdjoint.\n");
    garden.add(
        "content/places.yaml",
        format!("- {{id: armel, name: Armel, coordinates: [48.1, -4.2], part_of: {place}}}\n"),
    );
    garden.add(
        "content/events/fete.md",
        format!(
            "---\nname: fête du port\ndate: 2021-05-03\nplace: {place}\nparticipants: [{person}, jeanne-morvan]\npart_of: {event}\n---\n"
        ),
    );
    let (secret, control) = (garden.kept("a comment in an article"), "zorvanquizu".to_owned());
    garden.add(
        "content/articles/port.md",
        format!(
            "---\ntitle: Le port rouvre\ndate: 2021-05-03\nas: {{le gardien: {person}}}\ncopy_of: {draft} # {secret}\n---\n\
             Jeanne Morvan a rouvert le {control} avec le témoin, [[{person}]], [[{person}|la dame]] et le gardien.\n\n\
             « Il fera beau demain sur le port », a déclaré le témoin à Armel.\n\n\
             Voir [[{draft}]], [[{draft}#p1|la suite]], [un texte](../articles/{draft}.md), [sa fiche](../people/{person}.md), \
             <a href=\"../people/{person}.md\">là</a>. <!-- {secret} -->\n\n\
             ![Une photo](media/photo.jpg) ![Une carte](media/carte.png) ![Une vue](media/vue.webp) ![Un signe](media/signe.gif) \
             ![Un plan](media/plan.svg)\n"
        ),
    );
    control
}

/// A PNG of one pixel with a text.
fn png(text: &str) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let said = format!("Comment\0{text}").into_bytes();
    for (kind, data) in [
        (b"IHDR", vec![0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]),
        (b"tEXt", said),
        (b"IDAT", vec![1]),
        (b"IEND", Vec::new()),
    ] {
        out.extend(u32::try_from(data.len()).expect("short").to_be_bytes());
        out.extend(kind);
        out.extend(data);
        out.extend([0; 4]);
    }
    out
}
