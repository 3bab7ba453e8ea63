//! German: the words around quotations. Data only.

use crate::lang::speech::{
    ACCORDING, ACCUSATION, BINDING_PREPOSITION, CLAUSE_OPENER, COMPLEMENTISER, COORDINATOR, CUE_BEHIND, DETERMINER,
    DOCUMENT_NOUN, INTERVENING_WORD, OBJECT_PRONOUN, OFFENCE, ORGANISATION_NOUN, PASSIVE_AUXILIARY, PERFECT_AUXILIARY,
    PLURAL_PRONOUN, PREPOSITION, PRONOUN, QUALIFYING_WORD, REFLEXIVE, ROLE_NOUN, SAYING_VERB, SpeechVocabulary,
    TERM_OPENER, TITLED_NOUN,
};

/// The words of German.
pub(super) static SPEECH: SpeechVocabulary = SpeechVocabulary {
    stems: &[
        "sag", "erklar", "meint", "mein", "beton", "forder", "kritisier", "bericht", "berichte", "warn", "antwort",
        "antworte", "erganz", "bemerk", "versicher", "begrund", "begrunde", "bestatig", "behaupt", "behaupte", "klag",
        "mahn", "mutmass", "erzahl", "schilder", "bilanzier", "resumier", "kommentier", "kundig", "kundigt", "verkund",
        "verkunde", "stell", "erinner", "verwies", "hiess", "lob", "beklag", "raum", "prophezei", "prognostizier",
        "schimpf", "spott", "spotte", "fluster", "frag", "twitter", "unterstrich", "versprach", "verlang", "wunsch",
        "zitier", "nenn", "bezeichn", "bezeichne", "charakterisier", "jubel", "jubelt", "freu", "argumentier",
        "appellier", "konter", "moniert", "monier", "entgegn", "entgegne", "erwider", "erlauter", "urteil", "teilt",
        "teilte", "hob", "gesteh", "raunt", "ruf", "schreib", "sprech", "begruss", "begrusst", "verteidig", "plaudert",
        "wetter", "polter", "drangt", "drang", "such",
    ],
    endings: &["t", "te", "ten", "en", "e", ""],
    words: &[
        (
            SAYING_VERB,
            "sagt sagte sagten sage sagen gesagt erklart erklarte betont betonte gemeint gefordert geschrieben erzahlt erzahlte \
             schrieb schrieben schreibt schreiben schreibe sprach sprachen spricht spreche rief riefen ruft rufe nannte nannten \
             nennt nannt dachte denkt fand findet hob hebt wies weist lautete lautet zitierte zitiert hielt \
             gab gibt zeigte zufolge fugte fugt verspricht versprach unterstreicht unterstrich gestand gesteht \
             konstatierte konstatiert resumierte bekraftigte bekraftigt befand kundigte kundigt",
        ),
        (CUE_BEHIND, "so"),
        (PERFECT_AUXILIARY, "hat haben hatte hatten habe"),
        (PASSIVE_AUXILIARY, "wird werden wurde wurden worden werde"),
        (REFLEXIVE, "sich"),
        (ACCORDING, "laut gemass"),
        (PRONOUN, "er sie"),
        (PLURAL_PRONOUN, "wir man es ich wer alle viele beide einige manche"),
        (BINDING_PREPOSITION, "von vom des"),
        (
            PREPOSITION,
            "zu zum zur mit bei beim in im an am auf aus fur gegen ohne um durch uber unter vor hinter neben zwischen seit \
             bis nach wegen trotz wahrend gegenuber an ans ins",
        ),
        (CLAUSE_OPENER, "dass weil wenn ob als nachdem bevor wahrend damit obwohl deren dessen welche welcher wo"),
        (
            ROLE_NOUN,
            "prasident prasidentin minister ministerin kanzler kanzlerin chef chefin sprecher sprecherin leiter leiterin \
             direktor direktorin sekretar sekretarin burgermeister burgermeisterin oberburgermeister oberburgermeisterin \
             abgeordnete abgeordneter senator senatorin anwalt anwaltin rechtsanwalt rechtsanwaltin verteidiger verteidigerin \
             staatsanwalt staatsanwaltin richter richterin konig konigin papst bischof bischofin kardinal pfarrer pfarrerin \
             general oberst kommissar kommissarin gouverneur landrat landratin botschafter botschafterin professor professorin \
             doktor dr prof herr herrn frau autor autorin schriftsteller schriftstellerin historiker historikerin forscher \
             forscherin experte expertin okonom okonomin journalist journalistin grunder grunderin trainer trainerin spieler \
             spielerin schauspieler schauspielerin regisseur regisseurin sanger sangerin mitglied vertreter vertreterin \
             vorsitzende vorsitzender vorstand geschaftsfuhrer geschaftsfuhrerin ex fruhere fruherer ehemalige ehemaliger \
             neue neuer vize stellvertretende stellvertretender ministerprasident ministerprasidentin bundeskanzler \
             bundeskanzlerin aussenminister aussenministerin innenminister innenministerin finanzminister finanzministerin \
             generalsekretar generalsekretarin parteichef parteichefin betriebsrat betriebsratin zeuge zeugin",
        ),
        (
            DETERMINER,
            "der die das den dem des ein eine einen einem einer dieser diese dieses diesem diesen sein seine ihr ihre kein keine",
        ),
        (
            DOCUMENT_NOUN,
            "resolution mitteilung erklarung bericht text gesetz beschluss artikel antrag brief schreiben notiz petition studie \
             gutachten urteil nachricht tweet umfrage pressemitteilung stellungnahme",
        ),
        (
            TITLED_NOUN,
            "zeitung tageszeitung wochenzeitung magazin zeitschrift film buch roman lied album serie sendung titel operation \
             projekt programm plan marke gruppe netzwerk seite blog stuck oper gemalde ausstellung restaurant schiff frachter \
             fahre yacht spiel app verein initiative bundnis aktion segler boot sender portal",
        ),
        (
            TERM_OPENER,
            "genannt genannte genannten sogenannte sogenannten sogenannter namens betitelt getauft wort worte begriff begriffe \
             ausdruck stichwort motto titel konzept name",
        ),
        (
            ORGANISATION_NOUN,
            "unternehmen firma konzern gesellschaft studio organisation verein verband gewerkschaft stiftung hersteller behorde",
        ),
        (ACCUSATION, "angeklagt verurteilt beschuldigt verdachtigt anklage verdacht verdachts vorwurf schuldig"),
        (
            OFFENCE,
            "betrug betrugs raub diebstahl mord mordes totschlag korperverletzung korruption bestechung untreue \
             steuerhinterziehung notigung erpressung brandstiftung volksverhetzung beleidigung hehlerei",
        ),
        (QUALIFYING_WORD, "als"),
        (COMPLEMENTISER, "dass wie"),
        (OBJECT_PRONOUN, "ihm ihr ihnen"),
        (COORDINATOR, "und aber denn oder"),
        (
            INTERVENING_WORD,
            "nicht auch dann spater noch schon immer schliesslich zudem ausserdem weiter wieder offentlich am montag dienstag \
             mittwoch donnerstag freitag samstag sonntag heute gestern dazu ferner hingegen jedoch allerdings aber abschliessend \
             daraufhin einst zuletzt mehrfach",
        ),
    ],
    one_word_reach: 6,
    subject_follows: true,
    ..crate::lang::neutral::SPEECH
};
