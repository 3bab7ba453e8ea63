//! Spanish: the words that the rules for names ask about. Data only, all of it folded: lower case, no accents.

use std::sync::LazyLock;

use crate::lang::matching::{MatchingRules, WordSet};
use crate::lang::name_words::NameWords;

/// The tables of Spanish; folded words.
pub(super) static MATCHING: LazyLock<MatchingRules> = LazyLock::new(|| MatchingRules {
    elisions: WordSet::new("d l"),
    possessives: WordSet::new("s"),
    prefixes: WordSet::new(
        "pro anti ex no post pre neo ultra inter trans medio sub extra intra vice contra super euro norte sur este oeste",
    ),
    titles: WordSet::new(
        "sr sra srta sres dr dra d don dona senor senora senorita mr mrs ms m mme sir lord lady presidente presidenta \
         expresidente expresidenta vicepresidente vicepresidenta primer primera ministro ministra rey reina principe princesa \
         papa emperador emperatriz general coronel capitan comandante teniente almirante mariscal canciller senador senadora \
         diputado diputada secretario secretaria director directora profesor profesora doctor doctora maestro maestra san \
         santa santo fray sor padre madre hermano hermana cardenal obispo arzobispo ayatola jeque sultan emir camarada juez \
         jueza fiscal alcalde alcaldesa gobernador gobernadora embajador embajadora jefe jefa lider candidato candidata \
         abogado abogada periodista portavoz vocero vocera duque duquesa conde condesa marques marquesa baron baronesa zar \
         comisario comisaria concejal concejala rector rectora consejero consejera",
    ),
    offices: WordSet::new(
        "presidente presidenta vicepresidente vicepresidenta ministro ministra alcalde alcaldesa director directora secretario \
         secretaria jefe jefa fiscal gobernador gobernadora embajador embajadora diputado diputada senador senadora rey reina \
         emperador principe princesa canciller primer primera campeon campeona entrenador seleccionador capitan comisario \
         portavoz vocero representante delegado delegada arzobispo obispo rector decano fundador fundadora lider consul",
    ),
    openers: WordSet::new(
        "el la los las lo un una unos unas este esta estos estas ese esa esos esas aquel aquella su sus mi mis tu tus nuestro \
         nuestra de del a al en con por para sin sobre entre hasta desde hacia tras ante bajo contra segun durante mediante \
         excepto salvo pese junto frente gracias y e o u ni pero sino aunque mas si no que quien como cuando donde mientras \
         porque pues asi entonces luego despues antes ahora ayer hoy manana anteayer anoche ya tambien tampoco ademas \
         finalmente incluso solo solamente todo toda todos todas cada otro otra otros otras muchos muchas pocos varios varias \
         algunos algunas ningun ninguno ninguna mas menos muy casi siempre nunca jamas aqui alli ahi dentro fuera cerca lejos \
         el ella ellos ellas yo nosotros usted ustedes se le les me nos hay es era fue son eran ha han dijo dice afirmo \
         aseguro explico senalo anadio declaro lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril \
         mayo junio julio agosto septiembre setiembre octubre noviembre diciembre dos tres cuatro cinco seis siete ocho nueve \
         diez antiguo antigua nuevo nueva actual viva adios hola senores acaso quiza quizas tal sera seran podria puede debe \
         entretanto efectivamente mediado mediados principios finales respecto acerca alrededor",
    ),
    determiners: WordSet::new(
        "el la los las un una del al este esta estos estas ese esa esos esas aquel aquella su sus nuestro nuestra otro otra \
         otros otras joven mismo misma",
    ),
    plural_determiners: WordSet::new("los las estos esos aquellos"),
    indefinites: WordSet::new(
        "un una unos unas dos tres cuatro cinco seis siete ocho nueve diez varios varias algunos algunas cada ningun ninguna \
         muchos muchas",
    ),
    binders: WordSet::new("de del"),
    contracted: WordSet::new("del"),
    loose_binders: WordSet::new("para contra por"),
    locatives: WordSet::new("a al en para"),
    articles: WordSet::new("el la los las"),
    stop_words: WordSet::new(
        "a al en con por para sobre bajo hacia que quien y o e u sin entre es son era fue ha han habia sera visito deja desde \
         durante contra segun el ella se no su sus",
    ),
    conjunctions: WordSet::new("y e o u ni"),
    triggers: WordSet::new(
        "avenida calle paseo bulevar muelle camino estacion metro instituto colegio arzobispo obispo obispado arzobispado diocesis \
         ducado duque duquesa conde condesa marques marquesa baron baronesa tratado tratados batalla paz edicto concilio \
         basilica catedral iglesia abadia monasterio castillo palacio puente puerta estadio hipodromo circuito torneo abierto \
         maraton festival salon feria bolsa diario gaceta heraldo correo voz tribuna radio orquesta opera teatro filarmonica \
         conservatorio museo mezquita sinagoga templo universidad facultad escuela academia hospital clinica aeropuerto presa \
         tribunal audiencia juzgado parque zoologico jardin golfo estrecho bahia mar valle cuenca llanura macizo archipielago \
         laguna estuario monte cabo pacto protocolo convencion declaracion carta consenso proceso sindrome principado club copa \
         trofeo derbi banco republica reino campeonato campeonatos juegos olimpiada ministerio embajada consulado fiscalia \
         corte acuerdos constitucion exposicion bienal conferencia congreso diputacion camara parlamento cabildo rey reina",
    ),
    plural_triggers: WordSet::new(
        "avenidas calles estaciones colegios obispos universidades facultades institutos escuelas academias hospitales \
         aeropuertos tribunales museos tratados batallas bancos bolsas embajadas consulados fiscalias cortes teatros festivales \
         clubes",
    ),
    territories: WordSet::new("canton distrito provincia condado emirato gobernacion lago isla departamento"),
    direct_triggers: WordSet::new(
        "avenida calle paseo plaza colegio instituto escuela estadio puente hotel premio aeropuerto fundacion museo teatro centro \
         parque villa estacion hospital clinica universidad cf fc rc cd ud sd radio tele grupo galeria libreria ley caso plan \
         metodo aviones buque barco fuerte isla monte lago cabo san santa santo nueva nuevo gran puerto sao los las academia \
         biblioteca sala auditorio espacio fondo presa circuito trofeo copa operacion mision programa proyecto informe doctrina \
         autopista ciclon huracan tormenta borrasca",
    ),
    direct_triggers_of_bodies: WordSet::new(
        "avenida calle paseo estadio premio caso torre copa trofeo fundacion universidad hospital colegio instituto aeropuerto",
    ),
    appositions: WordSet::new(
        "ciudad region estado provincia comunidad municipio departamento republica principado isla",
    ),
    head_nouns: WordSet::new(
        "universidad instituto escuela academia banco partido corte consejo ministerio comite comision federacion confederacion \
         asociacion union liga frente movimiento alianza agencia oficina centro fundacion fondo grupo compania sociedad camara \
         asamblea parlamento senado tribunal audiencia hospital museo biblioteca teatro opera orquesta festival salon feria \
         estadio real atletico deportivo club diario gaceta correo heraldo tribuna radio television tratado acuerdo acuerdos \
         pacto convencion declaracion protocolo carta gran premio copa torre fuerzas fuerza ejercito guardia policia bolsa caja \
         iglesia conferencia foro cumbre congreso torneo hotel palacio castillo jardin parque catedral abadia basilica mezquita \
         estacion aeropuerto puerto puente observatorio laboratorio colegio circulo casa organizacion secretaria servicio \
         direccion sindicato cancilleria mision operacion comisaria alta alto comunidad embajada consulado legion brigada juegos \
         campeonato trofeo gobierno autoridad junta xunta generalitat diputacion ayuntamiento cabildo fiscalia juzgado",
    ),
    title_nouns: WordSet::new(
        "diario gaceta correo heraldo tribuna real atletico deportivo club gran alta alto copa caja",
    ),
    common_names: WordSet::new(
        "estado consejo parlamento senado asamblea congreso camara union justicia interior defensa educacion sanidad ministerio \
         gobierno ejercito corte comision partido tribunal academia banco liga federacion confederacion frente comite policia \
         oficina fondo agencia junta ayuntamiento fiscalia hacienda cultura cancilleria bundestag duma",
    ),
    family_nouns: WordSet::new("hermanos hermanas familia esposos matrimonio clan dinastia herederos descendientes"),
    compass: WordSet::new("norte sur este oeste"),
    place_adjectives: WordSet::new(
        "oriental occidental central septentrional meridional austral boreal ecuatorial subsahariana latina saudita saudi libre \
         popular profunda continental insular exterior interior superior inferior sovietica imperial metropolitana nueva",
    ),
    adjective_endings: &[
        "ano", "ana", "anos", "anas", "eno", "ena", "enos", "enas", "es", "esa", "eses", "esas", "al", "ales", "ico",
        "ica", "icos", "icas", "ino", "ina", "inos", "inas", "ario", "aria", "ista", "istas", "ivo", "iva",
    ],
    adjectives: WordSet::new(
        "ruso rusa rusos rusas turco turca griego griega belga suizo suiza kurdo kurda arabe serbio serbia croata checo checa \
         vasco vasca unido unida unidos unidas superior alto alta gran grande joven viejo antiguo rojo verde negro blanco real \
         mixto mundial urbano urbana deportivo deportiva publico publica santo santa gallego gallega",
    ),
    no_adjectives: WordSet::new(
        "es despues antes entonces tres mes pues manana ayer hoy ademas quienes ciudadano ciudadana hermano hermana verano mano \
         semana ventana campana escena cena pena arena origenes jueves viernes miercoles lunes martes veces interes meses mujeres \
         lugares lideres ordenes jovenes clientes habitantes autoridades final senal hospital capital tribunal animal general \
         publica medico politica politico crisis",
    ),
    role_modifiers: WordSet::new(
        "antiguo antigua ex futuro futura vice difunto difunta proximo proxima un una ningun ninguna cada cual otro otra \
         primer primera ultimo ultima adjunto sub eventual entonces",
    ),
    place_complements: WordSet::new("america"),
    particles: WordSet::new("von van bin ben ibn mac der ter della di da dos"),
    particles_after: WordSet::new("de von van bin ben ibn der della di da dos y i"),
    abbreviations: WordSet::new(
        "sr sra srta sres dr dra d ud uds art av avda pza etc ej num no p pp pag cap vol tel ene feb mar abr jun jul ago sep \
         sept oct nov dic ee uu mr mrs ms st lic ing gral cnel col",
    ),
    accents: "áéíóúüñ",
    name_words: NameWords {
        opening_verb_endings: &["ar", "er", "ir", "ando", "endo"],
        infinitive_endings: &["ar", "er", "ir"],
        ..NameWords::default()
    },
    ..MatchingRules::default()
});
