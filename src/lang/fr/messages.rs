//! French: what the program’s English messages say. Data only; `lang::messages` finds the one that fits.

use crate::lang::messages::MessageTexts;

/// The messages in French.
pub(in crate::lang) const MESSAGES: MessageTexts = MessageTexts {
    refusals: super::refusals::REFUSALS,

    list: &[
        ("stated in line {n}: {text}", "ligne {n}\u{a0}: {text}"),
        ("stated in paragraph {n}: {text}", "paragraphe {n}\u{a0}: {text}"),
        ("stated in the front matter", "en-tête du fichier"),
        ("stated in the column {a}", "colonne {a}"),
        ("stated in the reference", "notice de la référence"),
        ("stated in the feed", "flux"),
        ("stated in the export", "export"),
        ("stated in the note", "note"),
        ("the page’s metadata ({a})", "métadonnées de la page ({a})"),
        ("the page (<{a}>)", "balise <{a}> de la page"),
        ("when the mail was sent", "envoi du courriel"),
        ("the date that the database gives", "date donnée par la base de presse"),
        ("the description of the library", "notice de la bibliothèque"),
        ("the day of the issue, in the book’s description", "jour du numéro, d’après la description du livre"),
        ("read from the file name", "nom du fichier"),
        ("read from the address", "adresse de la page"),
        ("already imported as {a}", "déjà importé, voir {a}"),
        ("the file is empty", "le fichier est vide"),
        ("the file is empty or contains only white space", "le fichier est vide, ou ne contient que des espaces"),
        ("the file is binary, not text", "ce n’est pas un fichier texte"),
        (
            "it is not a ZIP archive, or not all of it: download it again ({a})",
            "ce n’est pas une archive ZIP, ou il en manque une partie\u{a0}; téléchargez-la de nouveau",
        ),
        ("it contains {n} files, more than {m}", "l’archive contient {n} fichiers, la limite est de {m}"),
        (
            "`.{a}` files cannot be imported; save it as one of {b}",
            "les fichiers .{a} ne peuvent pas être importés\u{a0}; enregistrez-le dans un de ces formats\u{a0}: {b}",
        ),
        (
            "`.{a}` files cannot be read: {b}",
            "les fichiers .{a} ne peuvent pas être lus\u{a0}; ouvrez-le dans son programme et exportez-le dans un autre format",
        ),
        (
            "it is damaged or cut off; get it again, or print it to PDF from a viewer that shows it ({a})",
            "le fichier est abîmé ou incomplet\u{a0}; téléchargez-le de nouveau, ou ouvrez-le dans une visionneuse et imprimez-le en PDF",
        ),
        (
            "it is damaged or cut off; open it in a spreadsheet and save it again ({a})",
            "le fichier est abîmé ou incomplet\u{a0}; ouvrez-le dans un tableur et enregistrez-le de nouveau",
        ),
        (
            "it is locked with a password; open it, print it to a new PDF and import that",
            "le PDF est protégé par un mot de passe\u{a0}; ouvrez-le, imprimez-le dans un nouveau PDF et importez celui-ci",
        ),
        (
            "it is protected by a password; save it without",
            "le fichier est protégé par un mot de passe\u{a0}; enregistrez-le sans mot de passe",
        ),
        ("the PDF library gave up on it", "ce PDF n’a pas pu être lu"),
        ("it is larger than {n} MiB", "le fichier dépasse {n} Mio"),
        ("there is no text on the page", "la page ne contient pas de texte"),
        ("there is no text in this mail", "ce courriel ne contient pas de texte"),
        ("it is not a mail: it has no headers", "ce n’est pas un courriel\u{a0}: il n’a pas d’en-têtes"),
        ("there is no Word document in it", "il ne contient pas de document Word"),
        ("there is no text document in it", "il ne contient pas de document texte"),
        (
            "{a} cannot be read; open it in LibreOffice or Word and save it as .docx",
            "{a} ne peut pas être lu\u{a0}; ouvrez-le dans LibreOffice ou Word et enregistrez-le en .docx",
        ),
        (
            "the reader of {a} files gave up on it; open it in the program that made it and save it again",
            "ce fichier {a} n’a pas pu être lu\u{a0}; ouvrez-le dans le programme qui l’a écrit et enregistrez-le de nouveau",
        ),
        ("its sheets are empty", "ses feuilles sont vides"),
        ("the table is empty", "le tableau est vide"),
        ("it holds no document", "il ne contient aucun document"),
        (
            "the date `{a}` is not a date such as {b}; write it as 2023-09-15",
            "«\u{a0}{a}\u{a0}» n’est pas une date\u{a0}; écrivez-la comme 2023-09-15 (année, mois, jour), 2023-09 ou 2023",
        ),
        ("an article needs a title", "un article doit avoir un titre"),
        ("a record needs a name", "une fiche doit avoir un nom\u{a0}; écrivez-le"),
        ("this is longer than {n} bytes", "ce texte est trop long (limite\u{a0}: {n} octets)"),
        ("`{a}` is not the id of an article", "«\u{a0}{a}\u{a0}» n’est pas l’identifiant d’un article"),
        ("`{a}` is not given, inferred or unknown", "«\u{a0}{a}\u{a0}» n’est pas une certitude connue"),
        ("`{a}` of `{b}` cannot be `{c}`", "«\u{a0}{c}\u{a0}» ne convient pas au champ «\u{a0}{a}\u{a0}» de {b}"),
        ("`{a}` cannot be `{b}`", "«\u{a0}{b}\u{a0}» ne convient pas au champ «\u{a0}{a}\u{a0}»"),
        (
            "`{a}` cannot be an id: it may hold only letters, digits, `-`, `_` and `.`",
            "«\u{a0}{a}\u{a0}» ne peut pas être un identifiant\u{a0}: il ne peut contenir que des lettres, des chiffres, «\u{a0}-\u{a0}», «\u{a0}_\u{a0}» et «\u{a0}.\u{a0}»",
        ),
        (
            "the id `{a}` is in use; to make one record of two, use `dossier merge`",
            "l’identifiant «\u{a0}{a}\u{a0}» est déjà pris\u{a0}; pour réunir deux fiches, utilisez «\u{a0}Fusionner\u{a0}»",
        ),
        ("nothing has the id `{a}`", "rien ne porte l’identifiant «\u{a0}{a}\u{a0}»"),
        ("`{a}` exists already", "«\u{a0}{a}\u{a0}» existe déjà\u{a0}; déplacez ou renommez d’abord ce fichier"),
        (
            "`{a}` is not a record; only records can be merged or moved",
            "«\u{a0}{a}\u{a0}» n’est pas une fiche\u{a0}; seules les fiches peuvent être fusionnées",
        ),
        (
            "`{a}` is in `{b}` together with other records; move it to a file of its own first",
            "«\u{a0}{a}\u{a0}» partage le fichier {b} avec d’autres fiches\u{a0}; donnez-lui d’abord son propre fichier",
        ),
        ("`{a}` is no draft any more", "«\u{a0}{a}\u{a0}» n’est plus un brouillon\u{a0}; rechargez la page"),
        ("choose a kind for “{a}”", "choisissez un type pour «\u{a0}{a}\u{a0}»"),
        ("give the dossier a title of one line", "donnez au dossier un titre d’une seule ligne"),
        (
            "`{a}` is no language: write a tag such as fr or en",
            "«\u{a0}{a}\u{a0}» n’est pas une langue\u{a0}; écrivez un code comme fr ou en",
        ),
        ("this folder holds a dossier already", "ce répertoire contient déjà un dossier\u{a0}; rechargez la page"),
        ("a form needs a letter", "une graphie doit contenir une lettre\u{a0}; corrigez-la"),
        ("{a} has mistakes; mend it first", "{a} contient des erreurs\u{a0}; corrigez-les d’abord"),
        (
            "{a} holds more than a draft; change it there first",
            "{a} contient plus qu’un brouillon\u{a0}; modifiez-le d’abord",
        ),
        (
            "no id can be made from “{a}”; write the record with `dossier new`",
            "aucun identifiant ne peut être tiré de «\u{a0}{a}\u{a0}»\u{a0}; créez la fiche avec `dossier new`",
        ),
        ("no article mentions `{a}`", "aucun article ne mentionne «\u{a0}{a}\u{a0}»"),
        ("the key `{a}` is missing", "la clé `{a}` manque"),
        ("add `{a}: …`", "ajoutez `{a}: …`"),
        ("the key `{a}` is unknown", "la clé `{a}` est inconnue"),
        ("choose one of: {a}", "choisissez parmi\u{a0}: {a}"),
    ],
};
