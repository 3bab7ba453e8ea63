//! French: what the formats of `dossier export` and `dossier import` are, and the topics of the manual, by their names. Data only;
//! a test of `help_texts` fails if a row is missing.

/// Formats that are printed, books and tables.
pub(super) const EXPORTS: [(&str, &str); 23] = [
    ("jsonl", "un objet JSON par article : texte, mentions, questions ouvertes"),
    ("entities", "un objet JSON par fiche, avec ses décomptes"),
    ("bibtex", "une référence par article, pour LaTeX ; pour Zotero, prenez ris ou csl"),
    ("ris", "une référence par article, pour Zotero, EndNote et d’autres ; un article de journal le reste"),
    ("csl", "une référence par article, pour Zotero et les outils de citation (CSL-JSON)"),
    ("gexf", "qui est nommé avec qui, pour Gephi, Cytoscape, networkx (GEXF 1.3)"),
    ("gexf-relations", "les relations des fiches avec leurs dates, pour Gephi et networkx (GEXF 1.3)"),
    ("graphml", "qui est nommé avec qui, pour yEd, igraph, Cytoscape (GraphML)"),
    ("graphml-relations", "les relations des fiches, pour yEd, igraph, Cytoscape (GraphML)"),
    ("geojson", "ce qui a des coordonnées, pour QGIS, uMap, Leaflet (GeoJSON)"),
    ("lpf", "les lieux et les passages qui les nomment, pour le World Historical Gazetteer (Linked Places)"),
    ("ics", "les événements qui ont un jour, pour les agendas (iCalendar)"),
    ("jsonfeed", "les articles les plus récents, pour lecteurs de flux et scripts (JSON Feed 1.1)"),
    (
        "skos",
        "les fiches en données liées, pour Skosmos, Protégé et les entrepôts de triplets (SKOS, schema.org, Turtle)",
    ),
    (
        "annotations",
        "noms, dates, citations, notes, questions en annotations du W3C, pour Recogito et d’autres (JSON-LD)",
    ),
    ("ftm", "articles, fiches, relations et qui est nommé où, pour Aleph et OpenAleph (FollowTheMoney)"),
    ("tei", "textes, noms, dates, citations et fiches, pour TEI Publisher, EVT, oXygen (TEI P5)"),
    (
        "epub",
        "le dossier en livre à lire hors ligne, sur liseuse, sur téléphone, en classe (EPUB 3.3) ; avec --output FICHIER",
    ),
    (
        "print",
        "le dossier en livre à imprimer ou à garder en PDF, paginé et avec un index : un fichier HTML pour un navigateur ; avec \
         --output FICHIER",
    ),
    ("csv", "tableaux des articles, fiches, mentions, dates, citations, notes ; avec --output RÉPERTOIRE"),
    (
        "registry",
        "toutes les fiches et tous les en-têtes d’articles en tableaux, à modifier puis à importer ; avec --output RÉPERTOIRE",
    ),
    (
        "ner",
        "des phrases aux noms étiquetés, pour entraîner spaCy, Stanza, Flair, pour doccano et INCEpTION ; voir --format",
    ),
    ("lexicon", "les noms en un fichier, pour `dossier annotate --lexicon` sur toute machine"),
];

/// Formats of several files.
pub(super) const FOLDERS: [(&str, &str); 3] = [
    ("corpus", "les textes et un tableau qui les décrit, pour TXM, IRaMuTeQ, Voyant, R ; avec --output RÉPERTOIRE"),
    ("annotations", "les mêmes, avec les textes dont elles parlent ; avec --output RÉPERTOIRE"),
    ("tei", "la même chose en fichiers : register.xml et articles/ID.xml ; avec --output RÉPERTOIRE"),
];

/// Formats of documents: the name in the table of formats, the name in French, what the format gives.
pub(super) const IMPORTS: [(&str, &str, &str); 26] = [
    ("mail box", "boîte aux lettres", "chaque courriel qu’elle contient, comme .eml"),
    ("press XML", "XML de presse", "chaque article d’un export de Factiva, ou d’un corpus de TXM"),
    (
        "web archive (WARC)",
        "archive du Web (WARC)",
        "chaque page qui est un article, comme une page enregistrée, avec son adresse et le jour de l’enregistrement ; aussi \
         compressée (.warc.gz)",
    ),
    ("web archive (WACZ)", "archive du Web (WACZ)", "la même chose, pour les pages qu’une personne a visitées"),
    (
        "feed",
        "flux",
        "chaque entrée qui contient son texte, en RSS et Atom (aussi .xml), avec titre, auteur, date, adresse et mots-clés",
    ),
    (
        "Evernote export",
        "export d’Evernote",
        "chaque note, avec son adresse, ses mots-clés et le jour de sa création dans `retrieved` ; sans images",
    ),
    (
        "export in JSON",
        "export en JSON",
        "chaque article de wallabag, Omnivore, Readwise, Karakeep et d’autres, d’un JSON Feed ou de JSON Lines ; les références \
         en CSL-JSON comme articles à `rights: reference`",
    ),
    ("RIS", "RIS", "chaque référence, avec le texte d’un fichier voisin, sinon comme article à `rights: reference`"),
    ("BibTeX", "BibTeX", "comme RIS"),
    ("Zotero export", "export de Zotero", "comme RIS, avec les fichiers de l’export ; sans eux, 16 Mio au plus"),
    (
        "digitised issue (METS)",
        "numéro numérisé (METS)",
        "chaque article du numéro (aussi .xml), d’après les pages ALTO voisines ; 2 000 pages et 64 Mio de texte au plus",
    ),
    (
        "digitised page (ALTO)",
        "page numérisée (ALTO)",
        "le texte de la page (aussi .xml et .xml.gz), les mots coupés étant recollés",
    ),
    (
        "table",
        "tableau",
        "un article par ligne ; les colonnes sont reconnues à leur nom (titre, texte, date, éditeur, auteur, adresse, langue, \
         mots-clés et semblables, en français, anglais, allemand et espagnol)",
    ),
    ("workbook", "classeur", "comme un tableau, d’après la première feuille qui a de telles colonnes"),
    (
        "text",
        "texte",
        "titre, date ou lieu et date indiqués, légendes ; lignes coupées rejointes ; tout encodage ; chaque article d’un export \
         de Nexis ou de ProQuest, ou d’un corpus d’IRaMuTeQ",
    ),
    (
        "Markdown",
        "Markdown",
        "toutes les lignes sauf les formules d’usage, sans changement ; les clés de l’en-tête qu’un article peut avoir",
    ),
    (
        "saved web page",
        "page Web enregistrée",
        "chaque article d’un export d’Europresse, de Factiva, de Nexis ou de ProQuest ; sinon l’article seul : titre, auteur, \
         date, éditeur, adresse, langue d’après JSON-LD, Open Graph et meta ; liens, italique et gras, listes, intertitres ; \
         l’image principale de son répertoire _files",
    ),
    ("web archive", "archive d’une page", "comme une page Web ; l’image principale de l’archive"),
    (
        "PDF",
        "PDF",
        "la couche de texte : lignes et mots coupés rejoints, titres courants et numéros de page retirés ; une numérisation n’en \
         a pas",
    ),
    ("picture", "image", "seulement avec --as-picture : un article sans texte qui la montre"),
    (
        "Word",
        "Word",
        "paragraphes, titres, listes, italique et gras, liens ; l’image principale ; ni notes, ni commentaires, ni texte supprimé",
    ),
    ("old Word", "ancien Word", "paragraphes et liens de Word 97 à 2003, sans le gras"),
    ("RTF", "RTF", "comme Word"),
    ("OpenDocument", "OpenDocument", "comme Word"),
    (
        "EPUB",
        "EPUB",
        "chaque article d’un journal, chaque chapitre d’un livre, sans couverture ni table des matières ; le jour d’un numéro est \
         une date déduite",
    ),
    ("mail", "courriel", "son texte, son objet comme titre si le texte n’en a pas, le jour d’envoi comme date déduite"),
];
