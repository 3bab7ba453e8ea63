//! Spanish: the words around quotations. Data only.

use crate::lang::speech::{
    ACCORDING, ACCUSATION, ALSO_NOUN, BINDING_PREPOSITION, CLAUSE_OPENER, COMPLEMENTISER, COORDINATOR, DETERMINER,
    DOCUMENT_NOUN, INTERVENING_WORD, OBJECT_PRONOUN, OFFENCE, ORGANISATION_NOUN, PASSIVE_AUXILIARY, PERFECT_AUXILIARY,
    PLURAL_PRONOUN, PREPOSITION, PRONOUN, QUALIFYING_WORD, REFLEXIVE, ROLE_NOUN, SAYING_VERB, SpeechVocabulary,
    TERM_OPENER, TITLED_NOUN,
};

/// The words of Spanish. The preposition `a` is listed among those that bind, because a name behind it is no subject.
pub(super) static SPEECH: SpeechVocabulary = SpeechVocabulary {
    stems: &[
        "afirm", "asegur", "declar", "explic", "anunci", "senal", "subray", "indic", "precis", "estim", "consider",
        "opin", "relat", "insist", "record", "lament", "denunci", "acus", "critic", "confes", "coment", "apunt",
        "argument", "grit", "pregunt", "contest", "confirm", "matiz", "amenaz", "ironiz", "salud", "felicit", "brome",
        "calific", "expres", "compar", "evoc", "observ", "constat", "analiz", "detall", "suspir", "testific",
        "reivindic", "reclam", "recomend", "reproch", "zanj", "avis", "manifest", "destac", "remarc", "agreg", "tuite",
        "public", "recalc", "enfatiz", "reiter", "aclar", "revel", "sentenci", "alert", "exclam", "aleg", "sostuv",
        "narr", "conden", "justific", "valor", "celebr", "describ", "admit", "respond", "anad", "promet", "escrib",
        "reconoc", "exig", "adviert", "advirt", "advert", "prosigu", "sugir", "suger", "repit", "conclu",
    ],
    endings: &[
        "o", "a", "an", "aron", "aba", "aban", "ando", "e", "en", "io", "ieron", "ia", "ian", "iendo", "ado", "ido",
        "ar", "er", "ir", "ara", "aria", "yo", "ye",
    ],
    words: &[
        (
            SAYING_VERB,
            "dijo dice decia dicen dijeron decir diciendo dicho dira escribio escribe escrito sostuvo sostiene sostenia mantuvo \
             mantiene propuso propone puso pidio pide piden pidieron aseguro afirmo explico penso piensa hablo habla leyo \
             lee llamo llama tacho nego niega desmintio desmiente prosiguio prosigue advirtio advierte sugirio sugiere repitio \
             repite concluyo concluye reconocio reconoce cuenta conto defendio defiende recordo recuerda",
        ),
        (
            ALSO_NOUN,
            "critica denuncia anuncia cuenta cuento nota llama apunta observa recuerdo comenta comento reclamo estima destaca \
             publica publico relato grito record manifesto indica expresa precisa compara considera aviso propone",
        ),
        (PERFECT_AUXILIARY, "ha han habia habian haya hayan he hemos haber habria"),
        (PASSIVE_AUXILIARY, "es son era eran fue fueron sido ser sera seran esta estan estaba"),
        (REFLEXIVE, "se me nos"),
        (ACCORDING, "segun"),
        (PRONOUN, "ella"),
        (PLURAL_PRONOUN, "ellos ellas nosotros yo quien quienes ustedes"),
        (BINDING_PREPOSITION, "de del a al"),
        (
            PREPOSITION,
            "con por para contra sobre bajo en hacia desde hasta entre ante tras durante sin mediante excepto salvo",
        ),
        (
            CLAUSE_OPENER,
            "que cuando donde mientras aunque porque si pues como quien cual cuales cuyo cuya tras antes despues durante en",
        ),
        (
            ROLE_NOUN,
            "presidente presidenta ministro ministra primer primera jefe jefa portavoz vocero vocera director directora \
             secretario secretaria general alcalde alcaldesa diputado diputada senador senadora abogado abogada fiscal juez \
             jueza responsable dirigente lider rey reina principe princesa papa cardenal obispo arzobispo coronel capitan \
             teniente comandante comisario comisaria gobernador gobernadora embajador embajadora canciller vicepresidente \
             vicepresidenta consejero consejera concejal concejala candidato candidata profesor profesora doctor doctora dr dra \
             senor senora sr sra don dona ex exministro exministra expresidente expresidenta antiguo antigua nuevo nueva actual \
             autor autora escritor escritora historiador historiadora investigador investigadora economista analista experto \
             experta periodista fundador fundadora entrenador entrenadora seleccionador jugador jugadora actor actriz cantante \
             miembro representante delegado delegada vecino vecina testigo titular mandatario mandataria",
        ),
        (
            DETERMINER,
            "el la los las un una unos unas este esta estos estas ese esa esos esas aquel aquella su sus mi mis nuestro nuestra \
             algun alguna ningun ninguna",
        ),
        (
            DOCUMENT_NOUN,
            "resolucion comunicado informe texto declaracion documento ley decreto proyecto articulo mocion carta nota peticion \
             estudio dictamen fallo sentencia mensaje encuesta anuncio tuit auto",
        ),
        (
            TITLED_NOUN,
            "diario periodico semanario revista pelicula libro novela ensayo cancion album serie programa titulo operacion caso \
             movimiento partido proyecto plan marca colectivo asociacion grupo red sitio blog documental obra opera cuadro \
             exposicion concurso premio cadena radio restaurante cafe bar hotel barco buque velero yate juego aplicacion",
        ),
        (
            TERM_OPENER,
            "titulado titulada titulados tituladas llamado llamada llamados llamadas denominado denominada apodado apodada \
             bautizado bautizada palabra palabras termino terminos expresion supuesto concepto nombre apodo lema",
        ),
        (
            ORGANISATION_NOUN,
            "empresa compania firma sociedad organizacion asociacion federacion sindicato fundacion ong fabricante constructora",
        ),
        (
            ACCUSATION,
            "acusado acusada acusados imputado imputada condenado condenada investigado investigada procesado procesada delito \
             delitos cargos presunto presunta culpable",
        ),
        (
            OFFENCE,
            "estafa malversacion robo hurto violacion asesinato homicidio violencia blanqueo corrupcion cohecho prevaricacion \
             fraude falsedad agresion terrorismo injurias calumnias secuestro extorsion encubrimiento rebelion sedicion",
        ),
        (QUALIFYING_WORD, "de como"),
        (COMPLEMENTISER, "que"),
        (OBJECT_PRONOUN, "ella"),
        (COORDINATOR, "y e pero o u sino"),
        (
            INTERVENING_WORD,
            "no tambien luego despues entonces ademas ya siempre finalmente asi publicamente recientemente ayer hoy lunes \
             martes miercoles jueves viernes sabado domingo le les lo la nos tampoco incluso aun todavia hoy",
        ),
    ],
    one_word_reach: 3,
    subject_follows: true,
    ..crate::lang::neutral::SPEECH
};
