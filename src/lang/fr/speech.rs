//! French: the words around quotations. Data only.

use crate::lang::speech::{
    ACCORDING, ACCUSATION, AGENT_PREPOSITION, ALSO_NOUN, BINDING_PREPOSITION, CLAUSE_OPENER, COMPLEMENTISER, CONDITION,
    CONJUNCTION, COORDINATOR, DETERMINER, DOCUMENT_NOUN, FEMININE, FEMININE_ARTICLE, HESITATION, IMPERSONAL,
    INCISE_VERB, INDEFINITE, INFINITIVE_ENDING, INTERVENING_WORD, INVERTING, MASCULINE, MASCULINE_ARTICLE,
    NAMING_PARTICIPLE, NEGATION, OBJECT_CLITIC, OBJECT_PRONOUN, OFFENCE, OFFICE, ORGANISATION_NOUN, PAIR_FIRST,
    PAIR_SECOND, PASSIVE_AUXILIARY, PERFECT_AUXILIARY, PERSON_OBJECT, PLURAL_ENDING, PLURAL_PRONOUN, PLURAL_VERB,
    POSSESSIVE, PREPOSITION, PRESENT_ENDING, PRONOUN, QUALIFYING_WORD, QUOTING, RECEIVING, REFLEXIVE, REFUSAL,
    RELATIVE_OWNER, RELATIVE_SUBJECT, REPORTING_VERB, ROLE_NOUN, SAYING_VERB, SpeechVocabulary, TERM_OPENER, TIME_WORD,
    TITLED_NOUN, VIEWPOINT_PREPOSITION,
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
        (FEMININE_ARTICLE, "la une cette"),
        (MASCULINE_ARTICLE, "le un ce cet"),
        (INDEFINITE, "un une"),
        (
            REPORTING_VERB,
            "releve relevait relevent trouve trouvait trouvant fustigea etrille tacle taclait assene assenait cingle deplore pronostique pronostiquait prophetise prophetisait theorise resumait \
             egratigne pourfend pourfendait vilipende vilipendait brocarde",
        ),
        (
            INCISE_VERB,
            "lache lachait souffle soufflait peste pestait grince grinçait etonne etonnait emporte emportait souvient souvenait \
             souvenu souvenue indigne indignait agace agacait inquiete rejouit desole desolait felicite lamente lamentait defend \
             enthousiasme amuse amusait alarme alarmait excuse rit sourit souriait grogne grognait rale gronde grondait tranche \
             previent prevenu abonde abondait opine ponctue decrypte decryptait detaille developpe developpait complete completait \
             contre intervient interrompt interrompu philosophe relativise relativisait temporise temporisait tempere tempera \
             minimise minimisait pose interroge emeut insurge insurgeait offusque plaint justifie calcule pique coupe coupait \
             feint soupire sanglote sanglotait bougonne grommelle grommelait marmonne plaide renchérit encherit enchaine etrangle \
             etranglait fulmine fulminait ricane ricanait rage enrage enrageait balance balançait embraye embrayait vitupere",
        ),
        (IMPERSONAL, "faut fallait faudra faudrait est etait s agit a avait"),
        (PRESENT_ENDING, "ant"),
        (INFINITIVE_ENDING, "er ire dre oir ir"),
        (PLURAL_ENDING, "ent"),
        (NEGATION, "ni ne n jamais aucunement nullement sans"),
        (CONDITION, "si"),
        (
            REFUSAL,
            "refuse refusant refusait refuser refuserait dement dementi dementait dementant nie nier niait niant nient evite evitait eviter \
             evitant abstenu abstient abstenir devrait devraient pourrait pourraient faudrait oublie oubliait garde gardait gardee \
             oublier renonce renoncait interdit aimerait voudrait incapable",
        ),
        (
            HESITATION,
            "hesite hesitait hesiter manque manquait manquer cesse cessait cache cachait lasse lassait prive privait",
        ),
        (RELATIVE_SUBJECT, "qui lequel laquelle"),
        (RELATIVE_OWNER, "dont duquel"),
        (POSSESSIVE, "son sa ses leur leurs mon ma mes notre votre"),
        (OBJECT_CLITIC, "l le la les"),
        (AGENT_PREPOSITION, "par"),
        (
            FEMININE,
            "elle celle mme mlle madame mademoiselle presidente cheffe directrice secretaire-generale deputee senatrice avocate \
             procureure patronne dirigeante reine princesse magistrate gouverneure prefete ambassadrice chanceliere conseillere \
             candidate professeure autrice ecrivaine historienne chercheuse experte fondatrice cofondatrice entraineuse joueuse \
             actrice realisatrice animatrice chanteuse coordinatrice representante militante opposante deleguee attachee adjointe \
             elue soeur mere fille femme epouse veuve tante niece infirmiere habitante avocates lyceenne etudiante",
        ),
        (
            MASCULINE,
            "il celui m monsieur sir lord directeur depute senateur avocat patron dirigeant roi prince pape cardinal eveque \
             magistrat gouverneur prefet ambassadeur chancelier conseiller candidat auteur ecrivain historien chercheur expert \
             fondateur cofondateur entraineur joueur acteur realisateur animateur chanteur coordinateur representant militant \
             opposant delegue attache marechal amiral adjoint elu frere pere fils mari epoux veuf oncle neveu infirmier habitant \
             lyceen etudiant lui",
        ),
        (PLURAL_VERB, "ont avaient auront auraient sont etaient disent disaient ecrivent affirment declarent estiment"),
        (CONJUNCTION, "et"),
        (INVERTING, "a ont avait avaient"),
        (
            PERSON_OBJECT,
            "salue saluent saluait felicite felicitent remercie remercient critique critiquent accuse accusent appelle appellent \
             appele cite citent invite invitent condamne condamnent fustige fustigent denonce denoncent attaque attaquent raille \
             raillent moque moquent rencontre menace menacent interroge interrogent exhorte exhortent conseille excuse loue vante \
             presente presentent defend defendu cri lu entendu suivi poursuivi compare traite qualifie designe decrit ecarte \
             previent prevenu averti reproche rassure lance signe parle recommande",
        ),
        (RECEIVING, "lire lit lu lisait entendre entendu vu voit"),
        (QUOTING, "cite citer citant citait citent"),
        (
            OFFICE,
            "president presidente ministre maire depute deputee senateur senatrice roi reine pape cardinal eveque gouverneur \
             gouverneure prefet prefete ambassadeur ambassadrice chancelier chanceliere pdg patron patronne directeur directrice \
             secretaire candidat candidate premier premiere chef cheffe entraineur entraineuse selectionneur",
        ),
        (
            TIME_WORD,
            "hier lundi mardi mercredi jeudi vendredi samedi dimanche matin soir midi nuit janvier fevrier mars avril mai juin \
             juillet aout septembre octobre novembre decembre dernier derniere ensuite puis enfin aujourd hui demain jour semaine",
        ),
    ],
    participles: &["é", "ée", "és", "ées"],
    one_word_reach: 1,
    subject_follows: false,
};
