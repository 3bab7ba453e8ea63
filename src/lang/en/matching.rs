//! English: the words that the rules for names ask about. Data only, all of it folded: lower case, no accents.

use std::sync::LazyLock;

use crate::lang::matching::{MatchingRules, WordSet};

/// The tables of English; folded words.
pub(super) static MATCHING: LazyLock<MatchingRules> = LazyLock::new(|| MatchingRules {
    elisions: WordSet::new("d l"),
    possessives: WordSet::new("s"),
    prefixes: WordSet::new(
        "pro anti ex non post pre neo ultra mid then former trans inter north south east west cross intra",
    ),
    suffixes: WordSet::new(
        "based led backed style born controlled held bound allied sponsored made brokered occupied funded friendly \
         linked registered trained era wide",
    ),
    titles: WordSet::new(
        "mr mrs ms miss messrs dr sir lord lady dame president vice prime minister king queen prince princess pope emperor \
         empress general gen colonel col captain commander lieutenant admiral marshal chancellor senator sen rep \
         representative congressman congresswoman secretary director professor prof doctor judge justice mayor governor \
         gov ambassador chief leader saint st father mother brother sister cardinal bishop archbishop ayatollah sheikh \
         sultan emir comrade chairman chairwoman spokesman spokeswoman candidate lawyer m mme foreign premier \
         countess dictator commissioner sheriff capt lt sgt inspector detective superintendent sergeant constable \
         prosecutor officer rev reverend rabbi imam pastor councillor councilman councilwoman attorney solicitor deputy det insp",
    ),
    offices: WordSet::new(
        "president minister mayor director secretary head governor ambassador king queen emperor prince princess \
         chancellor champion champions coach captain commissioner spokesman spokeswoman representative bishop archbishop \
         rector dean founder leader chairman chairwoman chief",
    ),
    openers: WordSet::new(
        "the a an this that these those my your his her its our their in on at by for from to with without under over \
         about against between among since during before after until then but or and so nor yet when while as if who \
         what which where why how although though because however also finally yesterday today tomorrow despite except \
         like unlike near inside outside behind following according asked every all each both some many most few \
         several no not only even still it he she they we you i is was are were will would can could has had have did \
         does do here there now once meanwhile instead old new former late dear monday tuesday wednesday thursday \
         friday saturday sunday january february march april may june july august september october november december \
         of into onto through across toward towards upon via",
    ),
    determiners: WordSet::new("the a an this that his her its their our"),
    plural_determiners: WordSet::new(""),
    indefinites: WordSet::new("a an two three four five six seven eight nine ten several some every each no any many"),
    binders: WordSet::new("of"),
    contracted: WordSet::new(""),
    loose_binders: WordSet::new("for against"),
    locatives: WordSet::new("to in at for"),
    articles: WordSet::new("the"),
    stop_words: WordSet::new(
        "in at to and or by from on with without for that who which is are was were has had have will would into over \
         under since during against between he she it they visited left",
    ),
    conjunctions: WordSet::new("and or nor"),
    triggers: WordSet::new(
        "avenue street university college school institute academy bank bishop archbishop diocese battle treaty peace \
         siege duke duchess earl count countess baron marquess gulf strait bay sea isle cathedral church mosque museum \
         tower port journal voice archdiocese council court chamber exchange declaration convention protocol charter \
         republic kingdom principality ministry embassy consulate tour parliament constitution opera orchestra festival \
         hospital airport conservatory observatory house",
    ),
    plural_triggers: WordSet::new(
        "universities colleges schools institutes academies banks bishops dioceses battles treaties museums churches \
         courts councils embassies consulates hospitals airports parliaments ministries",
    ),
    territories: WordSet::new("canton district province county emirate oblast governorate"),
    gendered_triggers: WordSet::new(""),
    direct_triggers: WordSet::new(
        "mount lake cape fort port saint st new san santa sao los las radio air hotel camp foundation institute station \
         uss hms villa bank mayor's hurricane storm cyclone operation doctrine plan act ss mv rms rrs ferry trawler tanker yacht \
         liner steamer tug frigate destroyer submarine schooner freighter cruiser lifeboat warship steamship icebreaker \
         dredger cutter barge ketch sloop catamaran",
    ),
    direct_triggers_of_bodies: WordSet::new("hotel camp"),
    appositions: WordSet::new("city state region province town"),
    head_nouns: WordSet::new(
        "university institute school academy bank party court council ministry committee commission federation \
         association union league front movement alliance agency office bureau centre center foundation fund group \
         company society chamber assembly parliament senate hospital museum library theatre opera festival treaty accord \
         accords pact convention declaration church conference forum congress house archbishop bishop duke prince \
         organisation organization mission operation department embassy consulate forces force army guard police royal \
         national international voice games championship championships cup open tour",
    ),
    title_nouns: WordSet::new(
        "voice journal tour open air house plan act games cup st new san santa sao los las uss hms ss mv rms rrs championship \
         championships",
    ),
    common_names: WordSet::new(
        "parliament senate congress assembly council union court commission party army ministry department state \
         treasury justice defence defense interior education health government bank league federation front committee \
         police bureau office agency house knesset bundestag duma",
    ),
    family_nouns: WordSet::new("brothers sisters family couple clan dynasty heirs siblings"),
    compass: WordSet::new("north south east west"),
    place_adjectives: WordSet::new("proper"),
    adjective_endings: &[],
    adjectives: WordSet::new(""),
    no_adjectives: WordSet::new(""),
    role_modifiers: WordSet::new(
        "former ex future vice deputy acting late next a an another any every each no first last then sub would",
    ),
    place_complements: WordSet::new("america"),
    capital_words: WordSet::new(
        "i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august \
         september october november december",
    ),
    own_demonyms: WordSet::new(""),
    particles: WordSet::new("von van bin ben ibn al el mac der ter della di de la da dos del"),
    particles_after: WordSet::new("de d du des le la von van bin ben ibn al el der della di da dos del"),
    abbreviations: WordSet::new(
        "mr mrs ms dr prof gen col capt lt sgt sen rep gov st jr sr vs etc eg ie no vol fig p pp inc ltd co corp jan feb \
         mar apr jun jul aug sept sep oct nov dec u s m mme",
    ),
    accents: "",
    name_words: super::name_words::name_words(),
    ..MatchingRules::default()
});
