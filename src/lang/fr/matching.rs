//! French: the words that the rules for names ask about. Data only, all of it folded: lower case, no accents.

use std::sync::LazyLock;

use crate::lang::matching::{MatchingRules, WordSet};

/// The tables of French; folded words.
pub(super) static MATCHING: LazyLock<MatchingRules> = LazyLock::new(|| MatchingRules {
    elisions: WordSet::new("d l qu n s j m t c lorsqu puisqu jusqu quoiqu presqu quelqu entr"),
    possessives: WordSet::new(""),
    prefixes: WordSet::new(
        "pro anti ex non post pre neo ultra inter trans mi sous extra intra hors crypto semi quasi vice contre archi \
         mini super euro nord sud est ouest centre",
    ),
    suffixes: WordSet::new("t il elle on ils elles la ci ce je nous vous meme y en le les lui leur moi"),
    titles: WordSet::new(
        "m mm mme mmes mlle dr me mgr pr sir lord lady mr mrs ms president presidente vice premier premiere ministre \
         roi reine prince princesse pape empereur imperatrice general generale colonel capitaine commandant lieutenant \
         amiral marechal chancelier chanceliere senateur senatrice depute deputee secretaire directeur directrice \
         professeur professeure docteur maitre monsieur madame mademoiselle saint sainte frere soeur pere mere abbe \
         cardinal eveque ayatollah cheikh sultan emir camarade juge maire gouverneur gouverneure ambassadeur \
         ambassadrice chef leader dirigeant candidat candidate avocat avocate journaliste parole citoyen citoyenne duc \
         duchesse comte comtesse baron baronne prefet prefete procureur procureure tsar khan rabbin imam",
    ),
    offices: WordSet::new(
        "president presidente vice ministre maire directeur directrice secretaire chef patron patronne prefet prefete \
         procureur procureure gouverneur gouverneure ambassadeur ambassadrice depute deputee senateur senatrice roi \
         reine empereur prince princesse chancelier chanceliere premier premiere champion championne entraineur \
         selectionneur capitaine commissaire porte parole representant representante delegue deleguee archeveque \
         eveque recteur doyen fondateur fondatrice dirigeant dirigeante leader bourgmestre consul general generale",
    ),
    openers: WordSet::new(
        "le la les un une des du de d l ce cet cette ces mon ton son ma ta sa mes tes ses notre votre leur nos vos \
         leurs a au aux en par pour selon avec sans sous sur vers chez contre entre depuis pendant durant avant apres \
         puis mais ou et donc or ni car quand lorsque comme si que qui quoi dont pourtant cependant toutefois ainsi \
         alors aussi enfin ensuite hier aujourd hui demain outre malgre sauf hormis face grace suite lors jusque jusqu \
         dans devant derriere chaque tout toute tous toutes seul seule meme quant concernant interroge interrogee \
         reste voici voila il elle ils elles on nous vous je tu quel quelle quels quelles plusieurs certains certaines \
         aucun aucune autre autres beaucoup plus moins tres trop peu hors via excepte suivant parce puisque afin \
         tandis tant surtout notamment parmi pres loin autour ici oui non pourquoi comment combien ancien ancienne feu \
         cher chere soutien accord guerre visite rencontre sommet video photo quelques lundi mardi mercredi jeudi \
         vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre \
         pas ne rappelons eux lui moi celui celle ceux celles cela ca deux trois quatre cinq six sept huit neuf dix \
         faute cote vive adieu bonjour merci voir lire",
    ),
    determiners: WordSet::new(
        "le la les l un une du des au aux ce cet cette ces son sa ses leur leurs notre nos autre autres jeune meme",
    ),
    plural_determiners: WordSet::new("les des aux ces"),
    indefinites: WordSet::new(
        "un une deux trois quatre cinq six sept huit neuf dix plusieurs quelques chaque aucun aucune certains \
         certaines divers diverses",
    ),
    binders: WordSet::new("de d du des"),
    contracted: WordSet::new("du des"),
    loose_binders: WordSet::new("pour contre"),
    locatives: WordSet::new("a au aux en pour"),
    articles: WordSet::new("la l le les"),
    stop_words: WordSet::new(
        "a au aux en dans par sur sous vers que qui dont et ou avec sans chez entre est sont etait a ont avait \
         avaient fut sera quitte visite depuis pendant contre selon il elle se s n ne",
    ),
    conjunctions: WordSet::new("et ou ni"),
    triggers: WordSet::new(
        "avenue rue boulevard quai chemin impasse gare metro lycee college archeveque eveque eveche archeveche diocese \
         archidiocese arrondissement duche duc duchesse comtesse marquis marquise baron baronne traite traites bataille \
         paix edit treve concile basilique cathedrale eglise abbaye monastere chateau palais pont porte stade \
         hippodrome circuit tournoi open marathon festival salon foire bourse journal gazette quotidien echo courrier \
         tribune radio orchestre opera theatre philharmonie conservatoire musee mosquee synagogue temple universite \
         faculte institut ecole academie hopital clinique aeroport barrage tribunal rectorat parc zoo jardin golfe \
         detroit baie mer vallee bassin plaine massif archipel lagune estuaire mont cap presqu pacte protocole \
         convention declaration charte consensus processus syndrome principaute club fc as prix coupe trophee derby \
         banque republique royaume championnat championnats jeux olympiade olympiades grand ministere ambassade consulat parquet \
         cour legion accords constitution plateforme exposition biennale conference congres voix prefecture \
         chambre parlement gouvernement assemblee association",
    ),
    plural_triggers: WordSet::new(
        "avenues gares lycees colleges eveques dioceses cantons universites facultes instituts ecoles academies \
         hopitaux aeroports tribunaux musees traites batailles banques bourses ambassades consulats \
         parquets cours opera theatres festivals clubs",
    ),
    territories: WordSet::new(
        "canton district province comte comtes emirat oblast seigneurie sultanat gouvernorat voivodie lac ile",
    ),
    gendered_triggers: WordSet::new("tour:la tour:une tour:cette prison:la"),
    direct_triggers: WordSet::new(
        "avenue rue boulevard quai place impasse square lycee college ecole stade pont hotel prix aeroport fondation \
         institut musee theatre centre parc villa gare hopital clinique universite fc as rc us ac sc tele air groupe \
         galerie librairie editions loi affaire plan methode station avions marin navire bateau camp fort ile mont lac \
         cap saint sainte notre dame new nouveau nouvelle grand grande port san santa sao los las cercle academie \
         bibliotheque salle auditorium espace fonds barrage circuit trophee coupe operation mission programme projet \
         rapport doctrine dossier amendement autoroute cyclone ouragan tempete ferry paquebot chalutier voilier cargo \
         fregate goelette remorqueur croiseur destroyer yacht petrolier catamaran canot decret arrete jurisprudence \
         commission echelle syndrome maladie theoreme indice promotion medaille bourse gymnase piscine residence \
         maison entreprise societe usine domaine chateau boulangerie pharmacie garage brasserie restaurant cafe cinema \
         cirque collection complexe tunnel passerelle viaduc allee ruelle faubourg esplanade chaire \
         laboratoire clinique creche foyer internat college lyceum marque enseigne studio atelier cabinet banque magasin \
         transports etablissements ets meubles parfums constructions palais col pic char vaccin refuge glacier grotte",
    ),
    direct_triggers_of_bodies: WordSet::new(
        "avenue rue boulevard quai stade prix affaire tour coupe trophee fondation universite hopital lycee college ecole \
         institut aeroport theatre musee",
    ),
    appositions: WordSet::new("ville region etat departement commune province republique principaute"),
    head_nouns: WordSet::new(
        "universite institut ecole academie banque parti cour conseil ministere comite commission federation \
         confederation association union ligue front mouvement alliance agence office bureau centre fondation fonds \
         groupe compagnie societe chambre assemblee parlement senat tribunal hopital musee bibliotheque theatre opera \
         orchestre festival salon foire stade olympique racing sporting club fc journal gazette courrier echo \
         republicain tribune radio television traite accord accords pacte convention declaration protocole charte grand \
         prix coupe tour route chemins forces force armee garde police gendarmerie bourse caisse eglise conference \
         forum sommet congres tournoi open masters notre dame hotel palais chateau jardin parc cathedrale abbaye \
         basilique mosquee gare aeroport port pont observatoire laboratoire etoile dynamo lokomotiv spartak torpedo \
         equipe college lycee cercle maison cite rassemblement coalition organisation secretariat service services \
         direction prefecture rectorat syndicat chancellerie mission operation commissariat haut haute communaute \
         ambassade consulat legion brigade brigades jeux championnat championnats trophee voix gouvernement \
         gouverneur nouvelles marche cellule collectif observatoire autorite tour journee",
    ),
    title_nouns: WordSet::new(
        "voix echo courrier tribune gazette journal quotidien nouvelles republicain etoile air paix open as fc rc us ac sc marathon \
         notre san santa sao los las route chemins marche journee championnat championnats",
    ),
    common_names: WordSet::new(
        "etat conseil parlement senat assemblee congres chambre union parquet justice interieur defense education \
         sante ministere gouvernement armee cour commission parti tribunal academie banque ligue federation \
         confederation front comite police gendarmerie bureau fonds office agence bundestag duma \
         knesset diete chancellerie prefecture rectorat finances culture",
    ),
    family_nouns: WordSet::new("freres soeurs famille epoux couple clan fratrie dynastie descendants heritiers"),
    compass: WordSet::new("nord sud est ouest"),
    place_adjectives: WordSet::new(
        "orientale oriental occidentale occidental centrale central septentrionale septentrional meridionale \
         meridional australe boreale equatoriale subsaharienne subtropicale latine saoudite insoumise libre populaire \
         noire profonde continentale insulaire exterieure interieure superieure inferieure anterieure arabique \
         sovietique imperiale kurde metropolitaine maritime nouvelle",
    ),
    adjective_endings: &[
        "ais", "aise", "aises", "ois", "oise", "oises", "ien", "ienne", "iens", "iennes", "een", "eenne", "eens",
        "eennes", "ain", "aine", "ains", "aines", "al", "ale", "ales", "aux", "ique", "iques", "aire", "aires", "ol",
        "ole", "ols", "oles", "ande", "andes", "iste", "istes", "elle", "elles", "atif", "ative",
    ],
    adjectives: WordSet::new(
        "russe russes kurdes turcs serbes croates belges suisses turc turque suisse belge grec grecque allemand allemands kurde arabe arabes serbe croate slovaque \
         tcheque bulgare corse basque breton bretonne normand flamand wallon libre unie unis unies superieur \
         superieure interieur haut haute grand grande petit petite jeune vieux ancien rouge vert noir blanc islamique \
         mixte mondial monde royal royale urbain urbaine sportif sportive public publique saint sainte",
    ),
    no_adjectives: WordSet::new(
        "mais jamais desormais demain lendemain main terrain gain train bien rien combien maintien soutien entretien \
         gardien mois trois fois parfois autrefois toutefois mieux eux aux ceux explique indique applique critique \
         fabrique communique replique implique revendique elle elles celle celles quelle quelles laquelle lesquelles \
         faire affaire contraire fait rappelle appelle nouvelle nouvelles reelle salaire anniversaire beaux journaux \
         revele plaine semaine dizaine centaine douzaine vingtaine trentaine insiste existe assiste persiste resiste \
         militaires annuel annuelle consiste refais final finale signal royaume certain certaine certains certaines \
         prochain prochaine commande demande defais",
    ),
    role_modifiers: WordSet::new(
        "ancien ancienne anciens anciennes ex futur future vice feu feue defunt defunte prochain prochaine un une aucun \
         aucune chaque quel quelle autre premier premiere dernier derniere adjoint sous eventuel eventuelle ci",
    ),
    place_complements: WordSet::new("amerique"),
    capital_words: WordSet::new(""),
    own_demonyms: WordSet::new("suisse:le suisse:un suisse:les suisse:des suisse:du suisse:au suisse:ce suisse:aux"),
    particles: WordSet::new("von van bin ben ibn al el mac der ter della di da dos del"),
    particles_after: WordSet::new("de d du des le la von van bin ben ibn al el der della di da dos del"),
    abbreviations: WordSet::new(
        "m mm mme mmes mlle dr me mgr pr st ste art av bd cf etc ex fig ibid no nº p pp op cit sq vol chap env tel janv \
         fevr avr juil sept oct nov dec al mr mrs ms gen col cap lt sgt jr sr vs j",
    ),
    accents: "éèêëàâîïôûùüçœæ",
    name_words: super::name_words::name_words(),
    ..MatchingRules::default()
});
