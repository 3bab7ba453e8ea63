//! French: why the desk does not do something, and what to do then. Data only; `lang::messages` finds the sentence that fits.

/// The refusals in French.
pub(in crate::lang) const REFUSALS: &[(&str, &str)] = &[
    (
        "the importers gave up on these files",
        "ces fichiers n’ont pas pu être lus\u{a0}; envoyez-les en plusieurs fois pour trouver celui qui empêche la lecture",
    ),
    (
        "several actions cannot be one of several",
        "cette page a envoyé une demande que la table de travail ne comprend pas\u{a0}; rechargez-la",
    ),
    (
        "the request does not say which text it was made from",
        "cette page a envoyé une demande que la table de travail ne comprend pas\u{a0}; rechargez-la",
    ),
    ("the text of a file is saved alone", "le texte d’un fichier s’enregistre seul\u{a0}; faites le reste ensuite"),
    (
        "what takes a record out of the dossier, or gives it another id or file, is done alone",
        "ce qui retire une fiche du dossier, ou change son identifiant ou son fichier, se fait seul\u{a0}; faites le reste ensuite",
    ),
    (
        "`{a}` would have a mistake: {b}",
        "{a} contiendrait ensuite une erreur\u{a0}; modifiez ce tableau dans sa source, où elle sera montrée",
    ),
    (
        "no record has the id `{a}`",
        "aucune fiche n’a l’identifiant {a}\u{a0}; choisissez-la dans la liste, ou créez-la d’abord",
    ),
    (
        "no article has the id `{a}`",
        "aucun article n’a l’identifiant {a}\u{a0}; écrivez celui d’un article, comme «\u{a0}article#p3\u{a0}»",
    ),
    (
        "`{a}` has no passage `{b}`; its passages are p1 to p{n}",
        "l’article {a} n’a pas de passage {b}\u{a0}: les siens vont de p1 à p{n}\u{a0}; choisissez-le dans la liste",
    ),
    (
        "{a} has no place for figures; give the record a file of its own",
        "le tableau {a} n’a pas de place pour des chiffres\u{a0}; donnez d’abord à la fiche son propre fichier",
    ),
    (
        "these are more than {n} actions",
        "cela fait plus de {n} actions en une fois\u{a0}; faites-les en plusieurs fois",
    ),
    ("{a} is changed alone", "{a} ne change pas avec d’autres fichiers\u{a0}; enregistrez-le à part"),
    ("these are not words of one line", "ce ne sont pas les mots d’une seule ligne\u{a0}; corrigez-les dans la source"),
    (
        "choose the spellings that become a row of their own",
        "cochez, une fois chacune, les graphies qui doivent former une ligne à part",
    ),
    (
        "“{a}” is no other spelling of “{b}”",
        "«\u{a0}{a}\u{a0}» ne figure pas, ou plus, parmi les autres graphies de «\u{a0}{b}\u{a0}»\u{a0}; rechargez la page",
    ),
    (
        "first take back what was decided about the rows that this made",
        "annulez d’abord ce que vous avez décidé ensuite sur ces lignes",
    ),
    (
        "“{a}” is named twice",
        "«\u{a0}{a}\u{a0}» est choisi deux fois\u{a0}; rechargez la page et choisissez de nouveau",
    ),
    (
        "“{a}” has a record: merge it on the page of that record",
        "«\u{a0}{a}\u{a0}» a déjà une fiche\u{a0}; utilisez «\u{a0}Fusionner\u{a0}» sur cette fiche",
    ),
    ("a name has at most {n} bytes", "ce nom est trop long (limite\u{a0}: {n} octets)\u{a0}; raccourcissez-le"),
    (
        "a file of text holds no character U+0000",
        "un fichier de texte ne contient pas de caractère nul\u{a0}; retirez-le",
    ),
    ("`{a}` is not UTF-8 text", "{a} n’est pas un texte en UTF-8\u{a0}; enregistrez-le ainsi dans un éditeur"),
    (
        "`{a}` is no text of the dossier; change it in an editor",
        "{a} n’est pas un texte du dossier\u{a0}; modifiez-le dans un éditeur",
    ),
    (
        "`{a}` cannot be the name of this picture",
        "«\u{a0}{a}\u{a0}» ne peut pas être le nom de cette image\u{a0}; choisissez de nouveau le fichier",
    ),
    (
        "`{a}` is another picture by now; choose the file again",
        "{a} est maintenant une autre image\u{a0}; choisissez de nouveau le fichier",
    ),
    (
        "`{a}` cannot be the id of an article",
        "«\u{a0}{a}\u{a0}» ne peut pas être l’identifiant d’un article\u{a0}; corrigez le titre",
    ),
    (
        "`{a}` is not a date such as {b}",
        "«\u{a0}{a}\u{a0}» n’est pas une date\u{a0}; écrivez 2023, 2023-09, 2023-09-13, 2023-W37, ou deux dates séparées par /",
    ),
    (
        "`{a}` would be longer than a mebibyte",
        "le champ «\u{a0}{a}\u{a0}» serait trop long (limite\u{a0}: un mébioctet)\u{a0}; raccourcissez-le",
    ),
    (
        "`{a}` cannot be changed in {b} without touching the rest; change it there",
        "«\u{a0}{a}\u{a0}» ne peut pas être modifié dans {b} sans toucher au reste\u{a0}; modifiez-le dans la source de ce fichier",
    ),
    (
        "the {a} of `{b}` cannot be changed in {c}; change them there",
        "les lignes de «\u{a0}{b}\u{a0}» ne peuvent pas être modifiées dans {c} sans toucher au reste\u{a0}; modifiez-les dans la source de ce fichier",
    ),
    (
        "{a} cannot be changed without touching the rest; write the note there",
        "{a} ne peut pas être modifié sans toucher au reste\u{a0}; écrivez la note dans la source de ce fichier",
    ),
    (
        "the changes would make it unreadable; change it there",
        "ce fichier deviendrait illisible\u{a0}; modifiez-le dans sa source",
    ),
    ("a record has no list `{a}` of rows", "une fiche n’a pas de liste «\u{a0}{a}\u{a0}»\u{a0}; rechargez la page"),
    ("`{a}` have no field `{b}`", "ces lignes n’ont pas de champ «\u{a0}{b}\u{a0}»\u{a0}; rechargez la page"),
    (
        "a record has no field `{a}` that can be set",
        "le champ «\u{a0}{a}\u{a0}» d’une fiche ne se modifie pas ici\u{a0}; modifiez-le dans la source",
    ),
    (
        "an article has no field `{a}` that can be set",
        "le champ «\u{a0}{a}\u{a0}» d’un article ne se modifie pas ici\u{a0}; modifiez-le dans la source",
    ),
    ("{a} has no record `{b}`", "{a} ne contient plus la fiche «\u{a0}{b}\u{a0}»\u{a0}; rechargez la page"),
    ("a note needs a word", "une note doit contenir un mot\u{a0}; écrivez-la d’abord"),
    ("a note has at most {n} bytes", "cette note est trop longue (limite\u{a0}: {n} octets)\u{a0}; raccourcissez-la"),
    (
        "the name of an author has at most {n} bytes",
        "ce nom d’auteur est trop long (limite\u{a0}: {n} octets)\u{a0}; raccourcissez-le",
    ),
    (
        "`{a}` is no verdict; choose one of: {b}",
        "«\u{a0}{a}\u{a0}» n’est pas un verdict\u{a0}; choisissez confirmé, contesté, faux ou non vérifié",
    ),
    (
        "these words are in the text several times with the same words around them; choose more of them",
        "ces mots figurent plusieurs fois dans le texte, entourés des mêmes mots\u{a0}; sélectionnez-en davantage",
    ),
    (
        "the id `{a}` is in use in `{b}`, or may be: the file is hidden or has mistakes",
        "l’identifiant «\u{a0}{a}\u{a0}» est pris par {b}, ou pourrait l’être\u{a0}: ce fichier est caché ou contient des erreurs\u{a0}; choisissez-en un autre",
    ),
    ("`{a}` is of the kind `{b}` already", "«\u{a0}{a}\u{a0}» est déjà de ce type\u{a0}; choisissez-en un autre"),
    (
        "`{a}` cannot be merged with itself",
        "une fiche ne peut pas être fusionnée avec elle-même\u{a0}; indiquez-en une autre",
    ),
    (
        "`{a}` cannot be an id: it is empty",
        "un identifiant ne peut pas être vide\u{a0}; écrivez des lettres, des chiffres et des tirets",
    ),
    (
        "`{a}` cannot be an id: it is longer than {n} bytes",
        "cet identifiant est trop long (limite\u{a0}: {n} octets)\u{a0}; raccourcissez-le",
    ),
    (
        "`{a}` cannot be an id: it starts or ends with a dot",
        "«\u{a0}{a}\u{a0}» ne peut pas être un identifiant\u{a0}: retirez le point du début ou de la fin",
    ),
    (
        "`{a}` cannot be an id: it {b}",
        "«\u{a0}{a}\u{a0}» ne peut pas être un identifiant\u{a0}: ce nom est réservé\u{a0}; choisissez-en un autre",
    ),
    (
        "{a} cannot be read any more without `{b}`; change it there first",
        "{a} ne pourrait plus être lu sans «\u{a0}{b}\u{a0}»\u{a0}; modifiez d’abord ce fichier dans sa source",
    ),
    (
        "content/decisions.yaml has mistakes, and rewriting it would lose data: {a}",
        "content/decisions.yaml contient des erreurs, et le récrire perdrait des données\u{a0}; corrigez-le d’abord dans sa source",
    ),
    (
        "content/decisions.yaml cannot be changed without touching the rest of it: its list is written on one line",
        "la liste de content/decisions.yaml est écrite sur une seule ligne et ne peut pas être complétée\u{a0}; mettez dans sa source chaque décision sur ses propres lignes",
    ),
    ("cannot read `{a}`: {b}", "{a} ne peut pas être lu\u{a0}; vérifiez que vous en avez le droit"),
    (
        "another dossier command is changing `{a}`; {b}",
        "une autre commande dossier modifie ce répertoire\u{a0}; attendez qu’elle ait fini, puis recommencez",
    ),
    ("`{a}` already exists; {b}", "{a} existe déjà\u{a0}; choisissez un autre nom, ou déplacez ce fichier"),
    (
        "`{a}` is a link, and files are never written through one that leads out of the project; {b}",
        "{a} est un lien qui mène hors du dossier, et rien n’est écrit à travers un tel lien\u{a0}; mettez un vrai fichier à sa place",
    ),
    ("`{a}` is read-only; {b}", "{a} est en lecture seule\u{a0}; rendez-le modifiable si vous voulez le changer"),
    (
        "`{a}` is damaged, or did not come from a command of this dossier; {b}",
        "{a} est abîmé, ou ne vient pas de ce dossier\u{a0}; regardez-le, puis supprimez-le\u{a0}: c’est la liste de ce qu’une commande interrompue renommait",
    ),
    (
        "cannot write `{a}`: {b}; the next dossier command finishes the change; {c}",
        "{a} ne peut pas être écrit\u{a0}; libérez de la place ou vérifiez vos droits\u{a0}: la prochaine action achèvera la modification",
    ),
    (
        "cannot write `{a}`: {b}; {c}",
        "{a} ne peut pas être écrit\u{a0}; vérifiez le répertoire, vos droits et la place libre sur le disque",
    ),
    (
        "the output folder `{a}` is not empty and was not made by dossier",
        "le répertoire {a} contient des fichiers qui ne viennent pas de dossier\u{a0}; déplacez-les, ou choisissez un autre répertoire dans site.yaml (output:)",
    ),
    (
        "`{a}` is damaged, so that nobody knows which files of `{b}` are dossier's own",
        "{a} est abîmé, et l’on ne sait plus quels fichiers de {b} viennent de dossier\u{a0}; supprimez ce répertoire, puis publiez de nouveau",
    ),
    (
        "the output folder `{a}` holds the site of another dossier",
        "le répertoire {a} contient le site d’un autre dossier\u{a0}; choisissez-en un autre dans site.yaml (output:)",
    ),
    (
        "`{a}` is a link, or behind one, and the output is never written through a link",
        "{a} est un lien, ou derrière un lien, et le site n’est jamais écrit à travers un lien\u{a0}; mettez un vrai répertoire à sa place",
    ),
    (
        "the output folder `{a}` holds the project itself",
        "le répertoire {a} contient le dossier lui-même\u{a0}; choisissez-en un autre dans site.yaml (output:)",
    ),
    (
        "another build is writing to `{a}`",
        "une autre commande dossier écrit dans {a}\u{a0}; attendez qu’elle ait fini, puis recommencez",
    ),
    (
        "cannot write `{a}`: {b}",
        "{a} ne peut pas être écrit\u{a0}; vérifiez le répertoire, vos droits et la place libre sur le disque",
    ),
    ("`{a}` was changed in the meantime", "{a} a changé entre-temps\u{a0}; rechargez la page"),
];
