//! German: the words that the rules for names ask about. Data only, all of it folded: lower case, no accents, `ss` for `ß`.
//!
//! All nouns have a capital, so a capital beside a name says little; what else is beside it decides.

use std::sync::LazyLock;

use crate::lang::matching::{CapitalMeaning, MatchingRules, WordSet};

/// The tables of German; folded words.
pub(super) static MATCHING: LazyLock<MatchingRules> = LazyLock::new(|| MatchingRules {
    capitals: CapitalMeaning::Noun,
    genitive: "s",
    elisions: WordSet::new("d l"),
    possessives: WordSet::new("s"),
    prefixes: WordSet::new(
        "ex anti pro nicht neo post vor nach pra inter ultra vize sud nord ost west mittel gross klein alt neu mit co super",
    ),
    suffixes: WordSet::new("weit nah nahe treu kritisch feindlich freundlich typisch eigen erprobt"),
    titles: WordSet::new(
        "herr herrn frau frl dr prof professor professorin graf grafin furst furstin konig konigin kaiser kaiserin papst \
         bischof bischofin kardinal pfarrer pfarrerin pastor pastorin pater schwester bruder sir lord lady mr mrs ms m mme \
         prasident prasidentin kanzler kanzlerin minister ministerin senator senatorin burgermeister burgermeisterin \
         direktor direktorin chef chefin leiter leiterin sprecher sprecherin sekretar sekretarin vorsitzender vorsitzende \
         vorsitzenden abgeordneter abgeordnete abgeordneten richter richterin anwalt anwaltin general oberst hauptmann \
         kapitan kommissar kommissarin trainer trainerin torwart sturmer kandidat kandidatin landrat landratin \
         botschafter botschafterin gouverneur gouverneurin autor autorin regisseur regisseurin journalist journalistin \
         zeuge zeugin kollege kollegin genosse genossin parteichef doktor ingenieur intendant intendantin",
    ),
    title_endings: &[
        "prasident", "prasidentin", "prasidenten", "minister", "ministerin", "ministers", "kanzler", "kanzlerin",
        "meister", "meisterin", "meisters", "chef", "chefin", "chefs", "leiter", "leiterin", "leiters", "sprecher",
        "sprecherin", "sprechers", "direktor", "direktorin", "sekretar", "sekretarin", "vorsitzender", "vorsitzende",
        "vorsitzenden", "anwalt", "anwaltin", "anwalts", "trainer", "trainerin", "trainers", "kapitan", "kommissar",
        "kommissarin", "beauftragter", "beauftragte", "beauftragten", "politiker", "politikerin", "politikers",
        "forscher", "forscherin", "professor", "professorin", "wissenschaftler", "wissenschaftlerin", "richter",
        "richterin", "senator", "senatorin", "kandidat", "kandidatin", "kandidaten", "experte", "expertin", "experten",
        "manager", "managerin", "unternehmer", "unternehmerin", "schauspieler", "schauspielerin", "sanger", "sangerin",
        "autor", "autorin", "historiker", "historikerin", "okonom", "okonomin", "vorstand", "vorstandin",
        "geschaftsfuhrer", "geschaftsfuhrerin", "fuhrer", "fuhrerin", "grunder", "grunderin", "abgeordneter",
        "abgeordnete", "abgeordneten", "dezernent", "dezernentin", "rat", "ratin", "bischof", "bischofin", "steller",
        "stellerin", "reporter", "reporterin",
    ],
    offices: WordSet::new(
        "prasident prasidentin minister ministerin burgermeister burgermeisterin oberburgermeister oberburgermeisterin \
         direktor direktorin leiter leiterin chef chefin bischof erzbischof konig konigin kaiser papst botschafter \
         botschafterin gouverneur gouverneurin landrat landratin sprecher sprecherin",
    ),
    openers: WordSet::new(
        "der die das den dem des ein eine einen einem einer eines dieser diese dieses diesem diesen jener jene jenes jeder \
         jede jedes mein meine dein sein seine seinem seinen seiner ihr ihre ihrem ihren ihrer unser unsere kein keine \
         keiner in im an am auf zu zum zur von vom mit bei beim nach aus fur gegen ohne um durch uber unter vor hinter \
         neben zwischen seit bis laut so wie als auch aber und oder doch denn sondern wenn weil ob da dass dann danach \
         dort hier damit dabei dazu davon dagegen daher darum deshalb trotzdem dennoch jedoch allerdings zudem ausserdem \
         heute gestern morgen vorgestern ubermorgen jetzt nun bald schliesslich endlich zuletzt zuvor spater fruher \
         inzwischen mittlerweile wahrend trotz wegen statt anstatt innerhalb ausserhalb gemass entgegen nahe neben ausser \
         er sie es wir ihr ich du man wer was wo wann warum wieso weshalb wohin woher welche welcher welches nur noch schon \
         nicht nie niemals immer oft selbst sogar bereits erst einst damals ehemals ehemalige ehemaliger fruherer fruhere \
         neue neuer alte alter beide viele einige mehrere alle zwei drei vier funf sechs sieben acht neun zehn kurz \
         sagte sagt erklarte meint meinte hat hatte ist war wird wurde kann soll will muss darf mag gilt gibt gab kam \
         unterdessen hingegen ebenso ebenfalls vielleicht offenbar angeblich leider naturlich ja nein",
    ),
    determiners: WordSet::new(
        "der die das den dem des ein eine einen einem einer eines dieser diese dieses diesem diesen jener jene jenem jenen \
         sein seine seinem seinen seiner seines ihr ihre ihrem ihren ihrer ihres unser unsere unserem unseren unserer kein \
         keine keinem keinen keiner zum zur vom beim im am",
    ),
    plural_determiners: WordSet::new(""),
    indefinites: WordSet::new(
        "ein eine einem einen einer eines mehrere einige viele zwei drei vier funf sechs jede jedes",
    ),
    binders: WordSet::new("von vom"),
    contracted: WordSet::new("vom"),
    locatives: WordSet::new("in aus nach bei um nahe durch gen"),
    articles: WordSet::new("der die das den dem des"),
    stop_words: WordSet::new(
        "in im an am auf zu zum zur mit bei beim nach aus fur gegen ohne um durch uber unter vor hinter neben zwischen seit \
         bis und oder aber dass wenn weil der ist sind war waren hat haben hatte wird werden wurde er sie es wir sich nicht",
    ),
    conjunctions: WordSet::new("und oder sowie"),
    triggers: WordSet::new(
        "bischof erzbischof bistum erzbistum schlacht vertrag vertrage friede frieden belagerung herzog herzogin graf grafin \
         universitat hochschule akademie institut bank borse flughafen hafen bahnhof stadion theater oper museum kirche dom \
         rat konsens erklarung protokoll konvention abkommen gipfel kongress verein club republik konigreich furstentum",
    ),
    direct_triggers: WordSet::new(
        "strasse platz allee schule gymnasium universitat hochschule akademie institut klinik krankenhaus stadion stiftung \
         preis villa hotel schloss burg sankt st san santa port fort mount lake kap verein verband verlag theater museum \
         oper messe hafen flughafen bahnhof hauptbahnhof gericht landgericht amtsgericht oberlandesgericht verwaltungsgericht \
         landtag zoo radio fc sv vfb vfl sc tsv tus fall affare akte operation aktion projekt doktrin plan gesetz \
         staatsanwaltschaft polizei polizeiprasidium feuerwehr neu bad gross klein ober unter nieder",
    ),
    direct_triggers_of_bodies: WordSet::new(
        "strasse platz stadion preis stiftung arena affare fall betriebsrat verein",
    ),
    appositions: WordSet::new(
        "stadt land staat region provinz gemeinde insel dorf republik freistaat kanton bezirk ort raum kreis grossraum",
    ),
    apposition_endings: &[
        "stadt", "metropole", "gemeinde", "insel", "dorf", "teil", "kreis", "bezirk", "land", "staat", "region", "ort",
        "viertel", "republik", "raum",
    ],
    noun_names: WordSet::new(
        "muller schneider fischer weber wagner koch bauer richter wolf zimmermann kohler konig kaiser fuchs vogel hahn keller \
         schuster sommer stein winter berg graf vogt jager forster backer schafer busch horn engel herzog ritter schreiber kraft \
         maurer sanger brand sturm nagel stern adler kern stahl gold wald strauss hirsch storch kranz freitag sonntag mai bach \
         bischof pfaff schmied topfer gartner metzger becher beck lang kurz stark klein gross weiss schwarz braun roth jung alt \
         neu lange frank reich arm fromm ernst frost schnee blume rose garten hammer winkel spiegel kessel zahn bart kopf fuss \
         essen halle hof regen singen siegen baden bergen weiden aue werder munster kiel burg feld see zug linden buchen wiesen \
         worms haar lage spalt brand plan rust tanne geist glas kaul krug moor muhlen pfarr ring sand speicher steinen ufer wahlen \
         wangen fussen hagen trier welle zell zelle eis enge ehren gemunden geld",
    ),
    role_words_before: WordSet::new("als zum vom beim statt zur mein meine kein"),
    following_heads: WordSet::new(
        "strasse platz allee schule gymnasium universitat institut klinik krankenhaus stadion arena stiftung preis haus \
         holding gruppe group gmbh ag kg se verlag werke werft bank bau motors airport messe hafen flughafen hauptbahnhof \
         theater museum ring weg brucke park city nord sud ost west mitte altstadt medien wasser energie consulting junior \
         senior jr",
    ),
    following_head_endings: &[
        "strasse", "platz", "stiftung", "preis", "gruppe", "verlag", "bahnhof", "schule", "klinik",
    ],
    head_nouns: WordSet::new(
        "universitat hochschule institut akademie bank partei gericht ministerium kommission verband verein bund union liga \
         bewegung allianz agentur amt buro zentrum stiftung fonds gruppe gesellschaft kammer parlament senat krankenhaus \
         klinik museum bibliothek theater oper orchester festival abkommen vertrag pakt konvention protokoll kongress \
         polizeiprasidium staatsanwaltschaft erzbistum bistum landgericht amtsgericht oberlandesgericht verwaltungsgericht \
         botschaft konsulat republik konigreich schlacht hafen flughafen",
    ),
    common_names: WordSet::new(
        "parlament senat bundestag bundesrat landtag kongress regierung staat armee polizei justiz partei kommission gericht \
         ministerium rat stadtrat gemeinderat bank bund union liga verband verein amt behorde agentur kammer",
    ),
    family_nouns: WordSet::new(
        "familie bruder gebruder geschwister schwestern eheleute ehepaar clan dynastie erben paar",
    ),
    compass: WordSet::new("norden suden osten westen nord sud ost west"),
    adjective_endings: &["e", "en", "er", "es", "em"],
    no_adjectives: WordSet::new(
        "ohne wahrend gegen zwischen neben wegen trotzdem seine ihre eine einen einem einer eines diese diesen diesem dieser \
         dieses keine alle werden wurden haben hatten waren sollen wollen konnen mussen sagte wurde hatte konnte sollte \
         wollte musste heute unter uber hinter aber oder immer wieder weder wenn denn dann dem den der des er es sie wie",
    ),
    role_modifiers: WordSet::new(
        "ehemalige ehemaliger ehemaligen ex fruhere fruherer fruheren kunftige kunftiger kunftigen designierte designierter \
         designierten vize stellvertretende stellvertretender stellvertretenden damalige damaliger damaligen neue neuer \
         neuen nachste nachster nachsten letzte letzter letzten erste erster ersten ein eine einen einem einer kein keine \
         jeder jede jeden verstorbene verstorbener verstorbenen einstige einstiger einstigen alt",
    ),
    capital_words: WordSet::new(
        "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar janner februar marz april mai juni juli \
         august september oktober november dezember montagabend dienstagabend mittwochabend donnerstagabend freitagabend \
         samstagabend sonntagabend montagmorgen dienstagmorgen mittwochmorgen donnerstagmorgen freitagmorgen samstagmorgen \
         sonntagmorgen nachmittag vormittag abend morgen mittag nacht woche monat jahr jahre uhr",
    ),
    verb_endings: &["te", "t"],
    verbs: WordSet::new(
        "war kam ging gab nahm fand hielt liess traf sprach schrieb verlor gewann begann starb brach fiel stieg zog trug \
         lief fuhr flog rief blieb stand sass lag sah hat ist wird kann darf soll will muss mag wurde ware hatte konne habe \
         sei werde solle wolle musse bekam gelang wies warf lud sang trat schien half drang erhob verliess unterschrieb versprach \
         besprach widersprach beschrieb erhielt enthielt behielt erfand bestand verstand entstand vergab ergab unternahm \
         ubernahm vernahm empfing begann entkam betrat verbrachte",
    ),
    no_verbs: WordSet::new(
        "mit seit nicht dort jetzt statt anstatt laut samt fast erst selbst sonst meist oft jungst langst zuerst zuletzt \
         zumeist hochst letzte erste heute bitte gut weit dritt acht nebst unbekannt insgesamt spat ernst zweite dritte vierte \
         alte gesamte geplante erwartete bekannte rechte rund direkt bereit gerecht damit somit womit derzeit jederzeit",
    ),
    particles: WordSet::new("van bin ben ibn al el mac ter della di da dos del"),
    particles_after: WordSet::new("von vom zu zur van de bin ben ibn al el della di da dos del"),
    abbreviations: WordSet::new(
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 dr prof st nr bzw ca vgl usw z b \
         d h u a jan feb mrz apr jun jul aug sept sep okt nov dez str abs art mio mrd tel inkl evtl ggf sog geb gest hr fr \
         frl dipl ing jr sen allg bes ev kath hl ii iii iv vi vii viii xiv xvi",
    ),
    accents: "äöüß",
    ..MatchingRules::default()
});
