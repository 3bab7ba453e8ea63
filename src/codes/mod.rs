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
    ($($variant:ident $number:literal $severity:ident $english:literal $french:literal)*) => {
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
            pub fn in_english(self) -> &'static str {
                match self { $(Code::$variant => $english),* }
            }

            /// Returns the same in French.
            #[must_use]
            pub fn in_french(self) -> &'static str {
                match self { $(Code::$variant => $french),* }
            }
        }
    };
}

codes! {
    EmptyFile "D0101" Warning "The file is empty or contains only blank lines. Fill it in or delete it; nothing is published for it."
        "Le fichier est vide, ou ne contient que des lignes vides. Remplissez-le ou supprimez-le\u{a0}: rien n’en est publié."
    NotUtf8 "D0102" Error "The file is not UTF-8 text. Content files must be UTF-8: save it again in that encoding, or use `dossier import`, which recognises Latin-1, Windows-1252 and UTF-16. The file is left out of the site."
        "Le fichier n’est pas un texte en UTF-8, le codage que dossier lit. Enregistrez-le en UTF-8 dans votre éditeur, ou donnez le document d’origine à `dossier import`, qui reconnaît les anciens codages."
    TooLarge "D0103" Error "The file is larger than the limit (16 MiB for text, 64 MiB for media). It is left out of the site. Split it, or keep large files elsewhere and link them."
        "Le fichier dépasse la limite (16 Mio pour un texte, 64 Mio pour un média). Il est laissé de côté. Coupez-le, ou gardez les gros fichiers ailleurs et mettez-y un lien."
    StrangeFile "D0104" Warning "The entry is not an ordinary file or folder (a device, a pipe, a link out of the project, a name that is not Unicode), or it is in a place that dossier does not read. It is left out: a build reads only ordinary files of the project folder."
        "Ce n’est pas un fichier ni un répertoire ordinaire (un périphérique, un tube, un lien qui sort du dossier, un nom qui n’est pas en Unicode), ou il se trouve là où dossier ne lit rien. Il est laissé de côté\u{a0}: une construction ne lit que les fichiers ordinaires du répertoire du dossier."
    Unreadable "D0105" Error "The file could not be read. Check its permissions. It is left out of the site."
        "Le fichier n’a pas pu être lu. Vérifiez vos droits sur lui. Il est laissé de côté."
    BrokenYaml "D0201" Error "The YAML cannot be read from this place on. Usual causes: a missing space after a colon, a value with a colon or a quotation mark that needs quotes, a tab, inconsistent indentation, a key given twice."
        "Le YAML ne peut pas être lu à partir d’ici. Les causes habituelles\u{a0}: une espace qui manque après deux-points, une valeur avec deux-points ou un guillemet qui demande des guillemets, une tabulation, un retrait inégal, une clé donnée deux fois."
    UnknownKey "D0202" Error "dossier does not know this key, so its value would be ignored silently. Correct its spelling or remove it."
        "dossier ne connaît pas cette clé, et sa valeur serait ignorée en silence. Corrigez-en l’orthographe, ou retirez-la."
    WrongType "D0203" Error "The value has the wrong form for this key, for example a list where one word is expected. The value is ignored. Write it in the form that the message names."
        "La valeur n’a pas la forme que demande cette clé, par exemple une liste là où un mot est attendu. La valeur est ignorée. Écrivez-la sous la forme que donne le message."
    MissingKey "D0204" Error "A required key is missing: an article needs `title`, a record needs `name`, site.yaml needs `title` and `language`. Add it above the closing `---`."
        "Une clé obligatoire manque\u{a0}: `title` pour un article, `name` pour une fiche, `title` et `language` dans site.yaml. Ajoutez-la au-dessus du `---` qui ferme l’en-tête."
    BadDate "D0205" Error "The value is not a valid date. Dates are written as EDTF level 1: `2023`, `2023-09`, `2023-09-13`, `1940~` (about), `1940?` (uncertain), `2023-09-12/2023-09-17`, `2023-09-13/..` (and since)."
        "La valeur n’est pas une date valide. Les dates s’écrivent en EDTF de niveau 1\u{a0}: `2023`, `2023-09`, `2023-09-13`, `1940~` (environ), `1940?` (incertaine), `2023-09-12/2023-09-17`, `2023-09-13/..` (et depuis)."
    BadCoordinates "D0206" Error "Coordinates are two numbers in degrees, latitude then longitude: `[55.75, 37.62]`. Latitude runs from -90 to 90, longitude from -180 to 180."
        "Les coordonnées sont deux nombres en degrés, la latitude puis la longitude\u{a0}: `[55.75, 37.62]`. La latitude va de -90 à 90, la longitude de -180 à 180."
    BadValue "D0207" Error "The value is not one of those that the key allows. In doubt, content is withheld: a wrong `rights:` or `visibility:` counts as the strictest. Choose one of the values that the message lists."
        "La valeur n’est pas de celles que cette clé permet. Dans le doute, le contenu est retenu\u{a0}: un `rights:` ou un `visibility:` faux compte comme le plus strict. Choisissez l’une des valeurs que cite le message."
    UnclosedFrontMatter "D0208" Error "The file starts with `---` but no second `---` line closes the front matter. Add it before the text."
        "Le fichier commence par `---`, mais aucune deuxième ligne `---` ne ferme l’en-tête. Ajoutez-la avant le texte."
    LateFrontMatter "D0209" Warning "There are blank lines before the first `---`. dossier reads the front matter anyway, but Obsidian, code forges and most other tools treat it as text: there the title, `draft:` and `rights:` are lost silently. Delete the blank lines, so that `---` is the first line of the file."
        "Des lignes vides précèdent le premier `---`. dossier lit l’en-tête quand même, mais Obsidian, les forges et la plupart des autres outils y voient du texte\u{a0}: le titre, `draft:` et `rights:` y sont perdus en silence. Supprimez les lignes vides, pour que `---` soit la première ligne du fichier."
    CutAtHash "D0210" Warning "Everything after ` #` is a comment in YAML, so these words are lost: the title becomes `Jour` where `Jour #3` was meant. Put the whole value in quotes."
        "En YAML, tout ce qui suit ` #` est un commentaire, et ces mots sont perdus\u{a0}: le titre devient `Jour` là où `Jour #3` était voulu. Mettez toute la valeur entre guillemets."
    ProtectiveSlip "D0211" Error "A key or a first line may have been meant to withhold something, but cannot be read that way: a misspelling of `draft`, `rights` or `visibility`, one of them without a value or in a place where it is not read, a key of another tool (`published: false`, `hidden: true`), front matter that does not begin with `---`. It counts as the strictest thing that it may mean: an article or a page is left out, none of a text is published, a record is hidden and its names are replaced by initials. Correct the spelling of the key, or remove it."
        "Une clé ou une première ligne devait peut-être retenir quelque chose, mais ne peut pas être lue ainsi\u{a0}: une faute dans `draft`, `rights` ou `visibility`, l’une de ces clés sans valeur ou à un endroit où elle n’est pas lue, une clé d’un autre outil (`published: false`, `hidden: true`), un en-tête qui ne commence pas par `---`. Elle compte comme ce qu’elle peut vouloir dire de plus strict\u{a0}: un article ou une page est laissé de côté, rien d’un texte n’est publié, une fiche est cachée et ses noms sont remplacés par des initiales. Corrigez l’orthographe de la clé, ou retirez-la."
    BadId "D0301" Error "The id is the file name without its extension, and this one cannot be published on every file system. Use letters, digits, `-`, `_` and `.`, at most 120 bytes."
        "L’identifiant est le nom du fichier sans son extension, et celui-ci ne peut pas être publié sur tous les systèmes. N’employez que des lettres, des chiffres, `-`, `_` et `.`, 120 octets au plus."
    DuplicateId "D0302" Error "Two files have the same id. Ids are unique across articles and records of all kinds, because `[[id]]` must name one thing. The first in order of path keeps it. Rename one and list the old id under `former:`."
        "Deux fichiers ont le même identifiant. Un identifiant est unique parmi les articles et les fiches de tous les types, car `[[identifiant]]` doit nommer une seule chose. Le premier dans l’ordre des chemins le garde. Renommez-en un, et gardez l’ancien identifiant sous `former:`."
    IdClash "D0303" Error "Two ids, or the names of two files, differ only in capitals or in their Unicode form. On many file systems their pages would overwrite each other. Rename one of them."
        "Deux identifiants, ou les noms de deux fichiers, ne diffèrent que par les majuscules ou la forme Unicode. Sur bien des systèmes, leurs pages s’écraseraient. Renommez l’un des deux."
    UnknownId "D0304" Error "No article and no record of this dossier has this id. Correct it, or write the record."
        "Aucun article et aucune fiche de ce dossier n’a cet identifiant. Corrigez-le, ou écrivez la fiche."
    RouteClash "D0305" Error "Two pages would be written to one file. The first is published, the other is left out. Rename one of them, or give the kind another folder in site.yaml."
        "Deux pages seraient écrites dans un même fichier. La première est publiée, l’autre est laissée de côté. Renommez l’une des deux, ou donnez au type un autre répertoire dans site.yaml."
    FormerClash "D0306" Error "An id or an address under `former:` is still in use, or two articles or records claim it. A redirect would hide a page: remove one of the two."
        "Un identifiant ou une adresse sous `former:` sert encore, ou deux articles ou fiches le revendiquent. Une redirection cacherait une page\u{a0}: retirez l’un des deux."
    UnknownPassage "D0307" Warning "The article has no such passage, so the link to the source leads to the top of the page. Passages are numbered `p1`, `p2`, … from the first paragraph. Count again, or open the article's page, which shows the number of each."
        "L’article n’a pas ce passage, et le lien vers la source mène donc en haut de la page. Les passages sont numérotés `p1`, `p2`, … à partir du premier paragraphe. Comptez de nouveau, ou ouvrez la page de l’article, qui montre le numéro de chacun."
    NoDate "D0401" Note "The article has no date, so it is filed last and its relative dates cannot be resolved. Add `date:` when you know it."
        "L’article n’a pas de date\u{a0}: il est classé en dernier, et ses dates relatives ne peuvent pas être calculées. Ajoutez `date:` quand vous la connaîtrez."
    NeverMentioned "D0402" Note "Nothing connects this record to the articles: none mentions it, no other record names it, and it cites no passage. It is published anyway. Perhaps a spelling is missing under `names:`; if the record is not needed, remove it."
        "Rien ne relie cette fiche aux articles\u{a0}: aucun ne la mentionne, aucune autre fiche ne la nomme, et elle ne cite aucun passage. Elle est publiée quand même. Il manque peut-être une graphie sous `names:`\u{202f}; si la fiche est inutile, supprimez-la."
    SharedForm "D0403" Warning "Two records have the same strong form. It links to neither: each mention is added to the review list. Make the form weak in one of the records, or pin it in an article with `as:`."
        "Deux fiches ont la même graphie sûre. Elle ne lie à aucune\u{a0}: chaque mention va dans la liste à relire. Rendez la graphie faible dans l’une des fiches, ou fixez-la dans un article par `as:`."
    UselessForm "D0404" Warning "The form can never match, or would match everywhere: it has no letter, or only one. It is ignored."
        "La graphie ne peut jamais désigner personne, ou se retrouverait partout\u{a0}: elle n’a pas de lettre, ou une seule. Elle est ignorée."
    UnusedPin "D0405" Warning "The article's `as:` or `unlinked:` names a form that is not in its text, so it has no effect. Write the form exactly as in the text, or remove the line."
        "`as:` ou `unlinked:` nomme une graphie qui n’est pas dans le texte de l’article, et n’a donc aucun effet. Écrivez la graphie exactement comme dans le texte, ou retirez la ligne."
    OrphanDecision "D0406" Warning "A decision in content/decisions.yaml no longer matches its mention: the words are gone, or occur several times. It is not applied, and never moved to a place that merely looks similar. Decide again with `dossier review`, and remove it."
        "Une décision de content/decisions.yaml ne correspond plus à sa mention\u{a0}: les mots ont disparu, ou figurent plusieurs fois. Elle n’est pas appliquée, et jamais déplacée vers un endroit qui ne fait que lui ressembler. Décidez de nouveau avec `dossier review`, et retirez-la."
    OrphanNote "D0407" Warning "A note in content/notes/ no longer matches its passage: the quoted words must occur in the article exactly once. Quote more of it, or add `prefix:` or `suffix:`. Until then the note is not shown."
        "Une note de content/notes/ ne correspond plus à son passage\u{a0}: les mots cités doivent figurer exactement une fois dans l’article. Citez-en davantage, ou ajoutez `prefix:` ou `suffix:`. D’ici là, la note n’est pas montrée."
    UnusedTag "D0408" Note "The tag leads readers nowhere: no article has it, and no article mentions a record that has it. Remove it, or add it to the articles that it is for."
        "Le mot-clé ne mène les lecteurs nulle part\u{a0}: aucun article ne l’a, et aucun ne mentionne une fiche qui l’a. Retirez-le, ou donnez-le aux articles auxquels il est destiné."
    SimilarTag "D0409" Note "No other article or record has this tag, and another tag is spelled almost the same: one of the two may be a typo. Use the same spelling if they mean the same. Tags that differ only in accents or punctuation (`marche` and `marché`, `C` and `C++`) have separate pages, all but one with a number in its address."
        "Aucun autre article ni aucune fiche n’a ce mot-clé, et un autre s’écrit presque de même\u{a0}: l’un des deux est peut-être une faute. Écrivez-les de même s’ils veulent dire la même chose. Les mots-clés qui ne diffèrent que par les accents ou la ponctuation (`marche` et `marché`, `C` et `C++`) ont des pages distinctes, toutes sauf une avec un numéro dans leur adresse."
    NoSource "D0410" Warning "The relation makes a claim about a person or an organisation without citing a passage of an article that supports it. Readers cannot check it, and you may have to answer for it. Add `source: article#p3`. Relations with a place or a work (capital of, seat of, adopted by) need none."
        "La relation affirme quelque chose d’une personne ou d’une organisation sans citer le passage d’un article qui le prouve. Les lecteurs ne peuvent pas le vérifier, et vous pourriez avoir à en répondre. Ajoutez `source: article#p3`. Les relations avec un lieu ou une œuvre (capitale de, siège de, adopté par) n’en ont pas besoin."
    BadAuthorityId "D0411" Warning "The value under `same_as:` does not have the form of that authority file's ids, or its check digit is wrong, so the link would lead nowhere or to somebody else. Copy the id again. Checked are wikidata (Q42), viaf, idref, isni, orcid, gnd, bnf, geonames; others are not."
        "La valeur sous `same_as:` n’a pas la forme des identifiants de ce référentiel, ou sa clé de contrôle est fausse\u{a0}: le lien ne mènerait nulle part, ou à quelqu’un d’autre. Copiez l’identifiant de nouveau. Sont vérifiés wikidata (Q42), viaf, idref, isni, orcid, gnd, bnf et geonames\u{202f}; les autres ne le sont pas."
    UselessTag "D0412" Warning "The tag has no letter and no digit, so it cannot have a page, and is not shown. Correct or remove it."
        "Le mot-clé n’a ni lettre ni chiffre\u{a0}: il ne peut pas avoir de page, et n’est pas montré. Corrigez-le ou retirez-le."
    RawHtmlDropped "D0501" Warning "Raw HTML in the text was made safe: scripts, forms, frames, event handlers and addresses that run code are never published. The message lists what was removed. Write it in Markdown, or remove it."
        "Le HTML brut du texte a été rendu sûr\u{a0}: les scripts, les formulaires, les cadres, les gestionnaires d’événements et les adresses qui exécutent du code ne sont jamais publiés. Le message dit ce qui a été retiré. Écrivez cela en Markdown, ou retirez-le."
    DeadLink "D0502" Error "The link leads to no page or file of the site, so readers get an error page. Correct the address: upper and lower case matter, and the safest link to an article or a record is `[[id]]`, which follows every renaming."
        "Le lien ne mène à aucune page ni à aucun fichier du site, et les lecteurs tombent sur une page d’erreur. Corrigez l’adresse\u{a0}: les majuscules et les minuscules comptent, et le lien le plus sûr vers un article ou une fiche est `[[identifiant]]`, qui suit tout changement de nom."
    DeadFragment "D0503" Warning "The page exists, but it has no such anchor, so readers land at its top. Correct the part after `#`: passages are `p1`, `p2`, …, headings have their words with hyphens."
        "La page existe, mais n’a pas cette ancre, et les lecteurs arrivent en haut de la page. Corrigez ce qui suit `#`\u{a0}: les passages sont `p1`, `p2`, …, les titres ont leurs mots reliés par des traits d’union."
    MissingPicture "D0504" Error "The picture is not in the project. Pictures belong in content/media/ and are named from there: `media/name.jpg`."
        "L’image n’est pas dans le dossier. Les images se mettent dans content/media/ et se nomment à partir de là\u{a0}: `media/nom.jpg`."
    NoAlternative "D0505" Note "The picture has no alt text, so people who cannot see it do not know what it shows. Describe it: `![what it shows](media/name.jpg)`, or `alt:` under `picture:`. Many countries require this by law."
        "L’image n’a pas de texte de remplacement, et ceux qui ne la voient pas ne savent pas ce qu’elle montre. Décrivez-la\u{a0}: `![ce qu’elle montre](media/nom.jpg)`, ou `alt:` sous `picture:`. La loi l’exige dans bien des pays."
    RawFileChanged "D0506" Warning "The raw file no longer has the SHA-256 that the article's `source:` gives. The source is evidence: restore it, or import it again as a new article."
        "Le document d’origine n’a plus l’empreinte SHA-256 que donne `source:` dans l’article. La source est une preuve\u{a0}: rétablissez-la, ou importez-la de nouveau comme un autre article."
    RawFileMissing "D0521" Warning "The article's `source:` names a raw file that does not exist, although its folder does. The source is evidence: restore the file. A dossier that is handed on without its raw files, with the whole folder left out, gives no such warning."
        "`source:` nomme dans l’article un document d’origine qui n’existe pas, alors que son répertoire existe. La source est une preuve\u{a0}: rétablissez le fichier. Un dossier transmis sans ses documents d’origine, avec tout leur répertoire en moins, ne donne pas cet avertissement."
    UnportableName "D0523" Warning "The file's name is not valid on every system: Windows refuses some names (CON, NUL), a dot or space at the end and the characters < > : \" | ? * \\, and many systems refuse names over 255 bytes. Anyone who unpacks the site there loses the file. Rename it."
        "Le nom du fichier n’est pas valide sur tous les systèmes\u{a0}: Windows refuse certains noms (CON, NUL), un point ou une espace à la fin et les signes `< > : \" | ? * \\`, et bien des systèmes refusent les noms de plus de 255 octets. Qui décompresse le site sur un tel système perd le fichier. Renommez-le."
    UndefinedNote "D0524" Warning "The text refers to a footnote, `[^1]`, that is not defined, so readers see the bare brackets. Define the footnote on a line of its own, `[^1]: …`, or remove the reference."
        "Le texte appelle une note de bas de page, `[^1]`, qui n’est pas définie, et les lecteurs voient les crochets. Définissez la note sur une ligne à part, `[^1]: …`, ou retirez l’appel."
    UnusedNote "D0525" Warning "A footnote is defined, `[^1]: …`, but the text never refers to it, so nobody will ever read it. Put `[^1]` after the words that it belongs to, or remove the footnote."
        "Une note de bas de page est définie, `[^1]: …`, mais le texte ne l’appelle jamais, et personne ne la lira. Mettez `[^1]` après les mots dont elle parle, ou retirez la note."
    BrokenReference "D0526" Warning "The text has a `[[` that does not start a link: the brackets are not closed, or contain no id. Readers see the bare brackets. A link is written `[[id]]` or `[[id|words]]`, on one line."
        "Le texte contient un `[[` qui n’ouvre pas de lien\u{a0}: les crochets ne sont pas fermés, ou ne contiennent pas d’identifiant. Les lecteurs voient les crochets. Un lien s’écrit `[[identifiant]]` ou `[[identifiant|mots]]`, sur une seule ligne."
    TemplateBroken "D0601" Error "A template of the theme cannot be read. Every template is checked when the theme is loaded. Until it is fixed, the built-in theme is used for the pages. Correct it where the message points."
        "Un gabarit du thème ne peut pas être lu. Tous les gabarits sont vérifiés quand le thème est chargé. D’ici à ce que celui-ci soit corrigé, le thème intégré sert aux pages. Corrigez-le à l’endroit que montre le message."
    TemplateFailed "D0602" Error "A template failed while rendering a page, usually because it uses a value that the page does not have. The page is left as it was. Correct the template; `dossier why PAGE --view` prints the values that it may use."
        "Un gabarit a échoué en produisant une page, le plus souvent parce qu’il emploie une valeur que la page n’a pas. La page reste telle quelle. Corrigez le gabarit\u{202f}; `dossier why PAGE --view` montre les valeurs qu’il peut employer."
    MissingTheme "D0603" Error "site.yaml names a theme that is neither built in nor a folder of themes/. The built-in theme is used. Correct the name, or create the folder."
        "site.yaml nomme un thème qui n’est ni intégré ni un répertoire de themes/. Le thème par défaut est employé. Corrigez le nom, ou créez le répertoire."
    MissingText "D0604" Note "The theme lacks some or all interface texts in the site's language, and English is used instead. Each text is one line, `key: text`, in themes/NAME/lang/LANGUAGE.yaml."
        "Il manque au thème une partie ou la totalité des textes de l’interface dans la langue du site, et l’anglais en tient lieu. Chaque texte est une ligne, `clé: texte`, dans `themes/NOM/lang/LANGUE.yaml`."
    UnmarkedScript "D0605" Warning "A template of your theme loads a script or a style sheet with a tag that has no `nonce`. The content security policy of the pages allows only the site's own nonce, so browsers would not load it. Write `nonce=\"{{ site.nonce }}\"` into the tag, or give your theme a `base.html` with a policy of its own."
        "Un gabarit de votre thème charge un script ou une feuille de style par une balise sans `nonce`. La politique de sécurité des pages n’admet que le `nonce` du site lui-même, et les navigateurs ne les chargeraient pas. Écrivez `nonce=\"{{ site.nonce }}\"` dans la balise, ou donnez à votre thème un `base.html` qui a sa propre politique."
    MediaUnused "D0701" Note "No published page shows this file of content/media/ or links to it, so it is not published: it may belong to a draft, to a hidden record or to the part of a text that may not be quoted. Show it or link to it in a published text, or delete it."
        "Aucune page publiée ne montre ce fichier de content/media/ ni n’y renvoie, et il n’est donc pas publié\u{a0}: il appartient peut-être à un brouillon, à une fiche cachée ou à la partie d’un texte qui ne peut pas être citée. Montrez-le ou liez-le dans un texte publié, ou supprimez-le."
    PictureMetadata "D0702" Warning "Metadata is removed from JPEG, PNG, WebP, GIF and SVG files: place, time, camera, author and comments. dossier cannot do this for this format, and publishes the file as it is. Save it as JPEG, PNG or WebP."
        "Les métadonnées sont retirées des fichiers JPEG, PNG, WebP, GIF et SVG\u{a0}: lieu, heure, appareil, auteur et commentaires. dossier ne peut pas le faire pour ce format, et publie le fichier tel quel. Enregistrez-le en JPEG, PNG ou WebP."
    PictureBroken "D0703" Warning "The file should be a picture by its name or its first bytes, but cannot be read as one. Metadata cannot be removed from it, so it is published empty. Open it in an image editor and save it again."
        "Par son nom ou ses premiers octets, le fichier devrait être une image, mais il ne peut pas être lu comme telle. Ses métadonnées ne peuvent pas être retirées, et il est publié vide. Ouvrez-le dans un éditeur d’images et enregistrez-le de nouveau."
    Leak "D0704" Error "`dossier check --leaks` found something withheld in the finished output: a name or an id of a hidden record, words of a draft or of the part of a text that may not be quoted, the name of a file that is not published; or a name that is published as initials, in an address, an id or a file name, which dossier never changes. Most often the output is older than the decision to withhold it: build again, and replace what was published. If it remains, it may be in an address that an article cites (leave out `url:` or the link), in a file name (`dossier rename`), in site.yaml or in a theme of your own."
        "`dossier check --leaks` a trouvé dans le site publié quelque chose qui est retenu\u{a0}: un nom ou un identifiant d’une fiche cachée, des mots d’un brouillon ou de la partie d’un texte qui ne peut pas être citée, le nom d’un fichier qui n’est pas publié\u{202f}; ou un nom publié en initiales, dans une adresse, un identifiant ou un nom de fichier, que dossier ne modifie jamais. Le plus souvent, le site est plus ancien que la décision de le retenir\u{a0}: construisez de nouveau, et remplacez ce qui a été publié. Si cela demeure, cherchez dans une adresse que cite un article (retirez `url:` ou le lien), dans un nom de fichier (`dossier rename`), dans site.yaml ou dans un thème à vous."
    NamedInText "D0705" Warning "The text of a published article contains the name of somebody whose record is withheld. dossier does not link, list or count the name, but does not change the text either: it is evidence. If the name must not be published, `visibility: initials` in the record replaces it by initials everywhere on the site; `rights: reference` or `draft: true` withhold the text."
        "Le texte d’un article publié contient le nom de quelqu’un dont la fiche est retenue. dossier ne lie, ne liste et ne compte pas ce nom, mais ne change pas le texte non plus\u{a0}: c’est une preuve. Si le nom ne doit pas être publié, `visibility: initials` dans la fiche le remplace par des initiales partout sur le site\u{202f}; `rights: reference` ou `draft: true` retient le texte."
    ProtectionUnknown "D0706" Error "Something that may protect somebody cannot be read: a record, a table of records or one row of it that is broken, unreadable, too large or not UTF-8, a file with `visibility:` in a place that dossier does not read, a withheld record with unreadable names. It is then unclear whose name must not be published: `build` and `export` publish nothing and the old site stays, `serve` keeps showing the last good site, `check --leaks` cannot rule out leaks. Fix the file that the message names."
        "Quelque chose qui protège peut-être quelqu’un ne peut pas être lu\u{a0}: une fiche, un tableau de fiches ou l’une de ses lignes, abîmé, illisible, trop grand ou pas en UTF-8, un fichier avec `visibility:` à un endroit que dossier ne lit pas, une fiche retenue dont les noms sont illisibles. On ne sait donc pas de qui le nom ne doit pas être publié\u{a0}: `build` et `export` ne publient rien et l’ancien site reste, `serve` continue à montrer le dernier site sain, `check --leaks` ne peut pas exclure de fuite. Corrigez le fichier que nomme le message."
    MayTell "D0707" Error "`dossier check --leaks` found in the finished output a word that may be a name published only as initials, or may be another word: an address with an ordinary word that is also a family name, a longer word that begins with the name. Only you can decide. If it is the name, remove it: leave out the address, rename the file or the heading, rephrase the text. If it is an ordinary word, list it in the record, in lower case: `never: [petit]`."
        "`dossier check --leaks` a trouvé dans le site publié un mot qui est peut-être un nom publié seulement en initiales, ou peut-être un autre mot\u{a0}: une adresse avec un mot ordinaire qui est aussi un nom de famille, un mot plus long qui commence par ce nom. Vous seul pouvez en décider. Si c’est le nom, retirez-le\u{a0}: supprimez l’adresse, renommez le fichier ou le titre, reformulez le texte. Si c’est un mot ordinaire, inscrivez-le dans la fiche, en minuscules\u{a0}: `never: [petit]`."
    MinorPublic "D0708" Warning "An article gives an age under 18 next to the name of a person whose record is public, so the child has a page and can be found by name. Decide: `visibility: initials` replaces the name by initials everywhere; to keep the name, write `visibility: public`, and this warning goes away."
        "Un article donne un âge de moins de 18 ans à côté du nom d’une personne dont la fiche est publique\u{a0}: l’enfant a une page, et on le trouve par son nom. Décidez\u{a0}: `visibility: initials` remplace le nom par des initiales partout\u{202f}; pour garder le nom, écrivez `visibility: public`, et cet avertissement disparaît."
    MediaRefused "D0710" Warning "A text shows or links to a file of content/media/ whose type is not published. Published are pictures, sound, film, documents (PDF, office, EPUB), plain text and tables, and ZIP archives, recognised by their extension; but nothing that a browser would run or open as a page of your site (HTML, XML, scripts), whatever its extension. The file is left out. Save it in another format, or link to where it was published."
        "Un texte montre un fichier de content/media/, ou y renvoie, dont le type n’est pas publié. Sont publiés les images, les sons, les films, les documents (PDF, bureautique, EPUB), les textes bruts et les tableaux, et les archives ZIP, reconnus à leur extension\u{202f}; mais rien qu’un navigateur exécuterait ou ouvrirait comme une page de votre site (HTML, XML, scripts), quelle que soit son extension. Le fichier est laissé de côté. Enregistrez-le dans un autre format, ou mettez un lien vers l’endroit où il a été publié."
    EndBeforeStart "D0711" Error "An end date is before the start date: a death before the birth, a role that ends before it began. One of the two dates is wrong."
        "Une date de fin précède la date de début\u{a0}: une mort avant la naissance, une fonction qui finit avant de commencer. L’une des deux dates est fausse."
    OutsideLife "D0712" Warning "A role or a relation is dated before the birth or after the death of its holder; for an organisation, before it was founded or after it was dissolved. One of the dates is wrong, or the fact belongs to somebody else of that name."
        "Une fonction ou une relation est datée d’avant la naissance ou d’après la mort de celui qui l’a\u{202f}; pour une organisation, d’avant sa fondation ou d’après sa dissolution. L’une des dates est fausse, ou le fait concerne quelqu’un d’autre du même nom."
    EventOutsideLife "D0713" Warning "An event names a participant who was not yet born or already dead when it took place. One of the dates is wrong, or the participant is somebody else of that name. A person honoured by an event is not a participant: name that person in the event's text."
        "Un événement nomme un participant qui n’était pas né, ou était déjà mort, quand il a eu lieu. L’une des dates est fausse, ou le participant est quelqu’un d’autre du même nom. Qui est honoré par un événement n’y participe pas\u{a0}: nommez-le dans le texte de l’événement."
    ReportedBeforeEvent "D0714" Warning "The article describes an event as past, but is dated before that event began. The date of the article or of the event is wrong, or the words mean another event."
        "L’article raconte un événement au passé, mais est daté d’avant le début de cet événement. La date de l’article ou celle de l’événement est fausse, ou les mots désignent un autre événement."
    PartOutsideWhole "D0715" Warning "An event is part of another that took place at another time. One of the two dates is wrong, or `part_of:` names the wrong event."
        "Un événement fait partie d’un autre qui a eu lieu à un autre moment. L’une des deux dates est fausse, ou `part_of:` nomme un autre événement que le bon."
    FetchedTooEarly "D0716" Warning "The article was retrieved before it was published. One of `date:` and `retrieved:` is wrong."
        "L’article a été relevé avant d’être publié. L’une des dates, `date:` ou `retrieved:`, est fausse."
    SelfReference "D0717" Error "A record refers to itself, directly or in a cycle: it is part of something that is part of it, or has a relation with itself. Correct the id."
        "Une fiche renvoie à elle-même, directement ou par un cycle\u{a0}: elle fait partie de quelque chose qui fait partie d’elle, ou a une relation avec elle-même. Corrigez l’identifiant."
    WrongKind "D0718" Warning "The key expects a record of another kind: `place:` a place, `part_of:` of an event an event. Pages and maps would show nonsense. Correct the id."
        "La clé attend une fiche d’un autre type\u{a0}: `place:` un lieu, `part_of:` d’un événement un événement. Les pages et les cartes montreraient des absurdités. Corrigez l’identifiant."
    OutsideGone "D0801" Warning "The other site reports that the page is gone (404 or 410). Readers of your dossier get an error page there. Name a copy under `archived:`, or another address. Only checked with `--external`; a good answer is kept for seven days."
        "L’autre site répond que la page n’existe plus (404 ou 410). Les lecteurs de votre dossier y tombent sur une page d’erreur. Indiquez une copie sous `archived:`, ou une autre adresse. Vérifié seulement avec `--external`\u{202f}; une bonne réponse vaut sept jours."
    OutsideUnsure "D0802" Note "The other site did not answer, refused, or is out of order, or the address is in this machine's own network and is not requested. This proves little: open the link in a browser, or check again another day."
        "L’autre site n’a pas répondu, a refusé ou est en panne, ou l’adresse est dans le réseau de cette machine et n’est pas demandée. Cela ne prouve pas grand-chose\u{a0}: ouvrez le lien dans un navigateur, ou vérifiez un autre jour."
    OutsideMoved "D0803" Note "The page has moved permanently; the old address still redirects there, for now. Write the new address."
        "La page a déménagé pour de bon\u{202f}; l’ancienne adresse y renvoie encore, pour l’instant. Écrivez la nouvelle adresse."
    ParserFailed "D0901" Error "dossier failed on this file. The rest of the site is built without it, and its last good page stays if there is one. This is a mistake in dossier, not in your file: please report it, with the file and the text in brackets."
        "dossier a échoué sur ce fichier. Le reste du site est construit sans lui, et sa dernière bonne page reste s’il y en a une. C’est une erreur de dossier, et non de votre fichier\u{a0}: signalez-la, avec le fichier et le texte entre parenthèses."
}

impl Code {
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
