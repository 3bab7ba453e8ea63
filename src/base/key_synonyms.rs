//! What people write for a key in French, or as other tools name it: `mort` for `died`, `alias` for `names`. The nearest key
//! by spelling may mean something else: for `mort` it is `sort`. Only for "did you mean".

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Keys, each with folded words that mean it, separated by spaces.
const SYNONYMS: [(&str, &str); 44] = [
    ("archived", "archive archivee archiveurl wayback"),
    ("author", "auteur auteure auteurs autrice authors byline creator signature"),
    ("born", "ne nee naissance datedenaissance birth birthdate birthday dateofbirth"),
    ("caption", "legende"),
    ("cast", "distribution personnages protagonistes people persons who"),
    ("coordinates", "coordonnees gps latlon latlng position geo"),
    ("copy_of", "copie copiede copyof"),
    ("date", "jour datepublished publicationdate datedepublication publishedon"),
    ("description", "resume accroche abstract summary"),
    ("died", "mort morte deces decede decedee datededeces death dead deathdate dateofdeath"),
    ("entity", "entite"),
    ("family", "famille nomdefamille surname lastname familyname patronyme"),
    ("figures", "chiffres nombres comptes bilan bilans counts numbers"),
    ("fonts", "police polices fontes caracteres typeface webfonts font"),
    ("former", "ancien anciens anciensids oldids redirects"),
    ("from", "depuis debut start begin since"),
    ("language", "langue lang locale"),
    ("lead", "une manchette ouverture tete top opening"),
    ("name", "nom intitule label"),
    ("names", "noms alias aliases aka variantes variants altnames autresnoms synonymes"),
    ("never", "jamais"),
    ("note", "remarque commentaire comment"),
    ("participants", "participant acteurs presents attendees"),
    ("part_of", "partiede partof"),
    ("picture", "image photo illustration cover thumbnail"),
    ("place", "lieu endroit location venue where"),
    ("publisher", "editeur journal newspaper media site publication"),
    ("quote", "citation passage extrait"),
    ("relations", "relation liens parents proches relationships"),
    ("retrieved", "consulte consultele accessed accessdate datedeconsultation"),
    ("roles", "role fonction fonctions poste postes titres job position occupation profession metier"),
    ("same_as", "sameas wikidata viaf identique"),
    ("sort", "tri classement sortkey"),
    ("sources", "source preuves temoignages references evidence"),
    ("speaker", "locuteur orateur auteurdelacitation"),
    ("start", "commencer debuter paroucommencer parou begin first"),
    ("state", "etat oueneston etatdeslieux status situation standing"),
    ("tags", "motscles motcle etiquettes etiquette keywords categories sujets themes topics"),
    ("title", "titre headline"),
    ("to", "jusque jusqua fin end until"),
    ("unit", "unite unites units"),
    ("url", "adresse lien link permalink"),
    ("value", "valeur nombre chiffre number"),
    ("what", "quoi objet compte"),
];

/// Returns the key of these that a word means; `None` if it is in no list.
#[must_use]
pub(super) fn meant_key<'a>(word: &str, keys: &[&'a str]) -> Option<&'a str> {
    let letters = word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let folded: String = letters.filter(|c| c.is_alphanumeric()).collect();
    let is_meant = |(_, words): &&(&str, &str)| words.split(' ').any(|other| other == folded);
    let mut meant = SYNONYMS.iter().filter(is_meant);
    meant.find_map(|(key, _)| keys.iter().copied().find(|known| known == key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_means_a_key_that_the_file_may_have() {
        let keys = ["name", "sort", "born", "died", "url"];
        for (word, key) in [
            ("mort", Some("died")),
            ("Décès", Some("died")),
            ("date-de-naissance", Some("born")),
            ("né", Some("born")),
            ("nom", Some("name")),
            ("titre", None),
            ("xyz", None),
        ] {
            assert_eq!(meant_key(word, &keys), key, "{word}");
        }
    }
}
