//! English: words that are names too, and what the words beside them say. Data only, all of it folded.

use crate::lang::matching::WordSet;
use crate::lang::name_words::{NameWords, SexAgreement};

/// The tables of English.
pub(super) fn name_words() -> NameWords {
    NameWords {
        words: WordSet::new(
            "stern marsh reed cook cross wood hunt price page coal bank road school state town market oil gas iron lead \
             abbey alder apple april arms arrow ash aspen august avenue bacon bail ball band banks bar bark barley barn \
             bass battle bay beach bean bear beard beer bell bench berry best bird bishop black blade blank block blood \
             bloom blossom blue blunt boar bolt bond bone book boot booth bottle bow bowl box boy brain branch brand \
             brandy brass brave bread brick bridge bright bristle broad brook broom brown buck bull burn bush butter \
             button buzzard cage cake camp cane card case cash castle chalk chance chapel chase chew child church clay \
             clerk cliff close cloud clover coffee coin cold constant cook cork corn cotton court cove cow crab craft \
             crane creek crisp crook cross crow crown curry daily dam dance dart day days deal dean dear deer dew dial \
             dick dish divine doctor doe dove down drain drum duck duke dust eagle early east eden elder elm english \
             express fair faith falcon fall falls farrow fast fear feather fellow fern ferry field fields finch fine firm \
             fish flag flash fleece flint flood flower flowers fog folk force ford forest fort fountain fox frank free \
             freed freeman french friend frost fry funk furlong gale gallant game garden garland garrison gate gates gay \
             gem gent gentle gentry german gill glass glory goat gold golden good goose gore grace grain grand grange \
             grant grass grave graves gray great green greene grey grim grimes groom grove guard guy hail hall ham hand \
             hands hard hardy hare harsh hart hatch hawk hawks hay hayward head heart heath hedge herd herring hide high \
             hill hills hoard hobby holiday holly holt home honey hook hope horne horse house hunt ice idle irons ivory \
             ivy jewel jobs jolly joy judge june justice keen kettle key king kitchen lace lake lamb lamp land landing \
             lane large last latch law lawn lay leaf leather leech lemon less light lights lily limb line link lion list \
             little livings lock lodge long loop lord love low lucky lumber lush major malice man maple march mark market \
             marks marshall mast may mead meadows mean meek mellow mercy merry miles mill mills mind minor mint mirror \
             mirth money monk moody moon moor moore moose more morrow moss motion mount mountain mouse mustard nail \
             nature neat neighbour new newman nice nicks night nights noble noon north notice nut oak oaks oats onions \
             orange orchard organ outlaw oven owl pack page pain palace pale palm pan paradise park parrot partridge \
             patch pay peace peach peacock pear pearl pears pease pepper perch perfect perry pet petty pick pigeon pike \
             pilgrim pill pin pine pink pipe plant plum plumb pole pond pool poor pope porch post pot pound power powers \
             pray presence price pride priest prince proud prudence pry purchase purple purse quail quarry queen quick \
             quiet race rain rains ram raven ray read reap reign respect rice rich riches riding ring rings rise rising \
             river rivers roach road rock rod rolls root rose rough round royal ruff rule rush rust sable sage sail \
             sailor salmon salt sand sands savage say scale school science sea seal seaman sear seed self sell senior \
             shade shallow shark sharp shed sheep shepherd shield shine ship shirt shore short shot shrub sign signal \
             silk silver simple single sky slack slate sloan small smart smith snow sole songs spark sparks sparrow spear \
             spears speed spring springs square stable staff stag stamp stark starling steel sterling still stock stone \
             stones stork storm story stout straight strange street strong sturgeon sugar summer summers sun swan sweet \
             swift sword taylor teal temple tennant thick thorn thrush tide till timber time toll tooth total town trail \
             treasure tree trim true tuck tune turf twin twist unity urban vale valley venture vice vine virgin virtue \
             wall warren water waters week weeks welch welcome well welsh west whale wheat wheel white wild will wind \
             window winds wine wing winter wise wolf wood woodland woods wool word words world worth yard young younger",
        ),
        bare_subjects: WordSet::new(
            "arms arrows banks fields flowers gates jobs lights nights parks powers rings rivers sands seas sparks springs \
             stones storms towns woods weeks days \
             april august bacon beer blood bread butter cash chance clay cold corn cotton craft dance dust easter faith \
             fear flood frost glass glory gold grace grain grass hail hay heath home honey hope ice ivory joy june justice \
             lace land law leather light love luck malice march may mercy mirth money moss motion mustard night noon \
             pain paradise peace pepper power powers presence pride prudence rain rains rice riches salt sand self \
             shade silk silver slate slaughter snow speed spring steel still stock summer sugar sun timber treasure \
             trust virtue water waters wheat wind winds wine winter wonder wood wool word words worth",
        ),
        capital_adjectives: WordSet::new(
            "english french irish welsh welch scots scottish german roman norman moor moorish flemish dutch danish \
             swedish polish turkish greek british israeli israel jewish christian catholic",
        ),
        capital_nouns: WordSet::new(
            "easter christmas sunday monday tuesday wednesday thursday friday saturday god christ lent",
        ),
        given: WordSet::new(
            "amber angel april ash august autumn basil bill brook brooke carol chance charity chase christian chuck clay \
            cliff colt crystal daisy dale dawn dean destiny dick dolly don drew duke earl eve faith fern flora forest \
            frank gay gene ginger glen grace grant guy hank harmony harry hazel heath heather holly homer hope iris ivy \
            jack jade jasmine jay jean jewel jimmy joy june lance lane laurel lily lucky marina mark marshall mason max \
            may melody mercy merit mike miles misty mo myrtle nick olive opal page pansy pat patience patsy pearl penny \
            pepper pierce piper poppy prudence ray reed rich rob robin rod rose rosemary ruby rusty sage sandy serenity \
            sky sonny star sterling storm sue summer sunny terry tony trinity ty victor viola violet wade warren willow \
            winter woody wren",
        ),
        person_verbs: WordSet::new(
            "said says told added asked replied answered explained insisted argued warned admitted announced declared \
             denied confirmed claimed thinks believes wants knows hopes refused resigned promised pledged wrote writes \
             tweeted spoke speaks went goes came comes took takes made makes gave gives met meets left leaves became \
             becomes got gets saw sees felt feels won wins lost loses led leads began begins kept held ran runs stood \
             sat joined married retired arrived returned travelled traveled testified vowed accused thanked apologised \
             apologized smiled laughed nodded shook shrugged lives worked works died resigns insists argues warns admits \
             announces declares denies confirms claims urged urges called calls described describes",
        ),
        verbs: WordSet::new(
            "is was has had will would can could did does may might must should shall isn wasn hasn hadn won wouldn \
             couldn didn doesn also never later now then himself herself himself",
        ),
        verb_endings: &["ed"],
        clitics: WordSet::new(""),
        relatives: WordSet::new("who whose whom himself herself aged then"),
        impersonal: WordSet::new(
            "in the a an across throughout within inside outside certain named called born nee alias my your",
        ),
        attributive_articles: WordSet::new("the a an"),
        towards: WordSet::new("to from toward towards into near via around outside reached left visited"),
        of_places: WordSet::new("of for leaving visiting reaching"),
        attributes: WordSet::new(
            "administration government campaign presidency cabinet era years ministry premiership team camp aide aides \
             spokesman spokeswoman lawyer supporters loyalists ally allies adviser advisers appointee appointees rally family \
             brothers sisters",
        ),
        name_articles: WordSet::new("the a an"),
        successors: WordSet::new("next new another second modern other fake real"),
        followers: WordSet::new(
            "affair affairs case law laws act acts bill bills amendment doctrine prize prizes award awards medal scale \
             effect method syndrome test index rule theorem street road avenue square bridge report inquiry foundation \
             school college hospital library museum theatre theater stadium arena park trophy cup lecture trust estate \
             hotel store stores plan bakery bar pub restaurant cafe diner deli grill pizzeria pharmacy garage brewery \
             farm shop supermarket church chapel castle creek island bay cove landing mill tavern inn house",
        ),
        eponym_nouns: WordSet::new("law theorem principle scale effect test syndrome"),
        partners: WordSet::new("sons son brothers bros co company associates partners daughters cie fils"),
        lawsuit: WordSet::new("v"),
        credits: WordSet::new(
            "photo photos photograph photographs photography credit credits image images picture pictures illustration \
             illustrations drawing archive archives copyright courtesy",
        ),
        pairs: WordSet::new(
            "summit debate duel talks relations relation alliance ticket ties border war rivalry axis deal treaty trade \
             line route flight match final meeting match-up matchup race feud tensions conflict partnership cooperation \
             border talks pact coalition duo pair clash battle railway train service corridor",
        ),
        title_case: true,
        opening_verb_endings: &["ing", "ed", "ee", "es"],
        infinitive_endings: &[],
        agreement: SexAgreement {
            clause_openers: WordSet::new("that but and because when while if though although"),
            words: [WordSet::new("herself"), WordSet::new("himself")],
            ..SexAgreement::default()
        },
    }
}
