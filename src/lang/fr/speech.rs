//! French: the words around quotations. Data only.

use crate::lang::speech::{
    ACCORDING, ACCUSATION, ALSO_NOUN, BINDING_PREPOSITION, CLAUSE_OPENER, COMPLEMENTISER, COORDINATOR, DETERMINER,
    DOCUMENT_NOUN, INTERVENING_WORD, NAMING_PARTICIPLE, OBJECT_PRONOUN, OFFENCE, ORGANISATION_NOUN, PAIR_FIRST,
    PAIR_SECOND, PASSIVE_AUXILIARY, PERFECT_AUXILIARY, PLURAL_PRONOUN, PREPOSITION, PRONOUN, QUALIFYING_WORD,
    REFLEXIVE, ROLE_NOUN, SAYING_VERB, SpeechVocabulary, TERM_OPENER, TITLED_NOUN, VIEWPOINT_PREPOSITION,
};

/// The words of French.
pub(super) static SPEECH: SpeechVocabulary = SpeechVocabulary {
    stems: &[
        "declar", "affirm", "ajout", "expliqu", "annonc", "not", "soulign", "indiqu", "precis", "estim", "jug",
        "assur", "confi", "racont", "rapport", "relat", "insist", "martel", "lanc", "argu", "argument", "denonc",
        "accus", "critiqu", "regrett", "deplor", "rappel", "rassur", "resum", "comment", "tweet", "twitt", "post",
        "murmur", "cri", "exclam", "ecri", "interrog", "demand", "propos", "confirm", "nuanc", "menac", "plaid",
        "ironis", "salu", "felicit", "plaisant", "qualifi", "exprim", "trait", "compar", "evoqu", "appel", "cit",
        "considér", "consider", "observ", "constat", "analys", "detaill", "soupir", "temoign", "revendiqu", "exig",
        "reclam", "exhort", "preconis", "recommand", "sugger", "gliss", "enchain", "retorqu", "repliqu", "conced",
        "avou", "jur", "proclam", "pron", "vant", "fustig", "condamn", "point", "raill", "moqu", "tempet", "tonn",
        "balay", "excus", "pens", "esper", "souhait", "reproch", "signal", "stipul", "titr", "articul", "enonc",
        "mentionn", "enumer", "decret", "ordonn", "intim", "repet", "clam", "scand", "chant", "hurl", "chuchot",
        "vocifer", "begay", "ecart", "salu", "lou", "remerci", "invit", "refut", "contest", "dement", "present",
        "designe", "invoqu", "formul", "communiqu", "reaffirm", "conseill", "specifi", "certifi", "persist", "sign",
        "taquin", "justifi", "decri",
    ],
    endings: &["e", "es", "ent", "ee", "ees", "ait", "aient", "a", "erent", "ant", "er", "era", "eront", "erait"],
    words: &[
        (
            SAYING_VERB,
            "dit dits disait disaient disent dira diront dirait disant dire redit predit ecrit ecrivait ecrivent \
             ecrivant ecrire ecrivit repond repondu repondait repondent repondant repondit repondre admet admis admettait \
             admettant poursuit poursuivi poursuivait reprend repris reprenait conclut conclu concluait concluent \
             reconnait reconnu reconnaissait reconnaissent reconnaissant soutient soutenu soutenait soutiennent soutenant \
             maintient maintenu maintenait promet promis promettait promettant promettent averti avertit avertissait \
             avertissant previent prevenu prevenait rencherit rencheri reagi reagit reagissait reagissant decrit decrite \
             decrivait decrivant decrivent decrire defend defendu defendait defendant dementi dement dementait nie nia \
             lisait lire lit lu entendre entend savoir valoir pretend pretendu pretendait pretendant pretendent convient convenu \
             rejouit rejoui rejouissait plaint plaignait permis permettre suggere suggerait inquietait repete \
             considere espere sous-entend rappelle rappellent appelle appellent revele revelent revelait revela reveler \
             parle parlait parlent parlant parle parlé interdit craint craignait craignent predisait conteste souscrit \
             retient retenu tranche tranchait attaque attaquait emporte emportait etonne etonnait",
        ),
        (
            ALSO_NOUN,
            "note notes juge juges critique critiques menace menaces demande demandes annonce annonces tweet tweets \
             poste postes cri crie commente appel rapport dit titre titres trait traite traites confie relate \
             cite cites compare salut commentaire point pointe lance lances chant plainte ecrit ecrits appelle pense \
             precise present presente presents presentes communique communiques parle attaque attaques conseille signe \
             reproche reproches replique repliques lu",
        ),
        (PERFECT_AUXILIARY, "a ont avait avaient ayant aurait auraient ai eut avons avoir aura as avez"),
        (PASSIVE_AUXILIARY, "est sont etait etaient ete etre fut furent sera seront soit serait"),
        (REFLEXIVE, "s se m me nous"),
        (ACCORDING, "selon dixit citant"),
        (PAIR_FIRST, "d l"),
        (PAIR_SECOND, "apres avis"),
        (PRONOUN, "il elle ils elles celui celle"),
        (PLURAL_PRONOUN, "ils elles on ceux celles nous je"),
        (BINDING_PREPOSITION, "de du d des"),
        (
            PREPOSITION,
            "a au aux avec par pour contre sur sous dans en chez vers envers entre devant derriere apres avant depuis \
             pendant durant lors sans selon malgre aupres via parmi outre face",
        ),
        (
            CLAUSE_OPENER,
            "que qu qui alors tandis dont ou lorsque quand si parce puisque car mais comme afin avant apres lors dans \
             sur pendant durant en",
        ),
        (
            ROLE_NOUN,
            "president presidente ministre premier premiere chef cheffe porte parole directeur directrice secretaire \
             general generale maire depute deputee senateur senatrice avocat avocate procureur procureure responsable \
             patron patronne dirigeant dirigeante leader roi reine prince princesse pape cardinal eveque juge magistrat \
             colonel capitaine lieutenant commandant commissaire gouverneur gouverneure prefet prefete ambassadeur \
             ambassadrice chancelier chanceliere vice conseiller conseillere candidat candidate professeur professeure \
             docteur dr m mm mme mlle me monsieur madame sir lord ancien ancienne ex futur future nouveau nouvelle actuel \
             actuelle auteur auteure autrice ecrivain historien historienne chercheur chercheuse politologue economiste \
             analyste expert experte specialiste sociologue journaliste editorialiste fondateur fondatrice cofondateur \
             entraineur entraineuse selectionneur joueur joueuse acteur actrice realisateur realisatrice animateur \
             animatrice chanteur chanteuse coordinateur coordinatrice membre representant representante homologue pdg \
             militant militante opposant opposante chef delegue deleguee attache attachee officier marechal amiral \
             religieux intellectuel diplomate adjoint adjointe elu elue",
        ),
        (
            DETERMINER,
            "le la les l un une des ce cet cette ces son sa ses leur leurs mon ma notre votre quelque plusieurs aucun",
        ),
        (
            DOCUMENT_NOUN,
            "resolution communique rapport texte declaration document loi decret projet article motion lettre note \
             tribune petition enquete etude avis arret jugement ordonnance message sondage annonce tweet",
        ),
        (
            TITLED_NOUN,
            "journal quotidien hebdomadaire magazine revue film livre roman essai chanson album serie emission titre \
             operation affaire mouvement parti projet programme plan label collectif association groupe reseau site blog \
             documentaire piece opera tableau exposition concours prix chaine radio restaurant cafe bar hotel navire bateau \
             voilier ouvrage recueil poeme spectacle single jeu logiciel application systeme missile avion sous marin",
        ),
        (
            TERM_OPENER,
            "intitule intitulee intitules intitulees baptise baptisee baptises baptisees surnomme surnommee surnommes \
             surnommees nomme nommee nommes nommees denomme denommee denommes appele appelee appelees mot mots terme \
             termes expression soi disant pseudo categorie notion concept nom sobriquet surnom dits dites",
        ),
        (NAMING_PARTICIPLE, "dit dite"),
        (
            ORGANISATION_NOUN,
            "studio entreprise societe compagnie firme constructeur editeur fondation ong organisation association \
             federation syndicat",
        ),
        (
            ACCUSATION,
            "accuse accusee accuses accusees inculpe inculpee inculpes poursuivi poursuivie poursuivis soupconne \
             soupconnes examen condamne condamnee condamnes chef chefs accusation qualification motif motifs prevention \
             intrusion delit delits crime crimes infraction coupable coupables plainte plaintes requisitoire",
        ),
        (
            OFFENCE,
            "escroquerie detournement detournements abus vol vols viol viols meurtre assassinat violence violences recel \
             blanchiment corruption complicite homicide homicides outrage rebellion association apologie trafic fraude faux \
             usage agression agressions tentative attentat terrorisme non mise diffamation injure incitation provocation \
             enlevement sequestration extorsion banqueroute prise conflit trafic harcelement abandon degradations",
        ),
        (QUALIFYING_WORD, "d de comme as"),
        (COMPLEMENTISER, "que qu combien"),
        (VIEWPOINT_PREPOSITION, "pour"),
        (OBJECT_PRONOUN, "lui"),
        (COORDINATOR, "et mais puis ou"),
        (
            INTERVENING_WORD,
            "ne n pas plus fait faire laisse jamais aussi egalement ensuite alors toutefois cependant notamment deja encore toujours bien \
             immediatement finalement enfin ainsi donc y lui leur vivement longuement simplement publiquement \
             officiellement recemment aussitot hier lundi mardi mercredi jeudi vendredi samedi dimanche t meme neanmoins \
             ouvertement clairement fermement precedemment auparavant pour sa part",
        ),
    ],
    participles: &["é", "ée", "és", "ées"],
    one_word_reach: 1,
    subject_follows: false,
};
