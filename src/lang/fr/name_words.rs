//! French: words that are names too, and what the words beside them say. Data only, all of it folded.

use crate::lang::matching::WordSet;
use crate::lang::name_words::{NameWords, SexAgreement};

/// The tables of French.
pub(super) fn name_words() -> NameWords {
    NameWords {
        words: WordSet::new(
            "abeille abondance acier action adroit agneau aigle aime air alouette amande ami amie amour ange anglais \
             apprenti arbre ardent argent artisan as aube avare avenir avocat avril baguette bail bain balance balle \
             banal banc bar baril baron barrage bas basset bateau beau beaucoup begue bel belle berger beurre biche bien \
             bienvenu bijou blanc blanche bleu blond boeuf bois bon bonheur bonhomme bonne bontemps bouc boucher boucle \
             boue bougie boulanger boule bourgeois bourse bout bouton bras brave brebis bref breton brillant brochet \
             brouillard brule brun brunet brute buisson bureau but cadeau caille caillou canard cap carre carrefour \
             carriere casino cave cerf chagrin champ champagne champion chance change chant chanteur chapeau chapelle \
             charbon charpentier chasseur chat chateau chaud chauve chef chemin chene cheval chevalier chevre choix \
             chouette christ cime clair cloche coeur coin colline colombe commun comte constant content coq corbeau corde \
             corne corps cote cotton couleur coupe cour courage courant courbe court courtois cousin coutant couteau \
             coutume croix cru cuisinier daim dame danse debout delice demain depart desert desire dimanche directeur \
             discret divin docteur dore douce douceur doux droit droite duc dur eau echos eclair ecrivain egal enfant \
             ensemble epee epine equipe esperance espoir est etang etoile exact express faible faim falaise farine faure \
             fauve faveur fee fer ferme fert feu fevrier fidele fier fil fils fin flament flamme fleur fleurs fleury foin \
             folie fond fontaine forest foret forge forgeron fort fortune fosse fougere four fourneau frais franc \
             francais free frere froid fromage froment fumee gai gaillard gain galant gallois galop garcon garde gardien \
             gascon gauche gaucher gay geai generation generations genet gentil girouette givre glace gland gloire grain \
             graine grand grande grange gras gratien grave grele grenier gris grive gros guerre guerrier guide hache haie \
             hameau hardi hasard haut haute herbe herisson heron herse heureux hier hiver homme horizons hotel houille \
             huet huile huissier humanite humble image jardin jardinier jaune jeudi jeune joie joli jolie jour joyeux \
             juge juillet juin juste justice lac lance lapin large latin laurier leger lent levant levrier liberation \
             liberte lievre ligne lion lis livre long loup lourd lumiere lundi lune mai maigre main maire maison maitre \
             major mal malheur malin marais marbre marchand marche mardi marie marine marquis mars masse matin mauvais \
             medecin meilleur menuisier mer mercier mercredi merle merveille meunier midi mieux mignon mine minuit \
             miracle miroir mois moisson monde monnaie mont montagne mort morte moulin mouton moyen muet mule mur mure \
             musique naissance nature naturel neige neuf neuve nid noble noel noir noire noix nord normand notaire \
             nouveau nouvelle novembre nuage nuit octobre oeuf oie oiseau olive ombre onde or orange ordinaire orge orme \
             orphelin ours page pain paix palais panier papillon paquet paradis parc pardon parfait partout pas passage \
             passe pasteur patron pauvre paysan peau pecheur peintre pelle pendant pepin perche perdrix perle petit \
             petite peuple phare picard pie pied pierre pigeon pin pique plaine plaisir planche plante plein pluie plume \
             plus poil point pointe poire pois poisson poivre pomme pont port porte poste potage poule poulet poussin pre \
             premier pres president prestige prince printemps prix prochain proche professeur propre prudent prudhomme \
             prune puits racine rage raison rameau rapide rat ravin reconquete reine renaissance renard rente riche \
             rideau rien rive riviere robe roc roche rocher roi ronce rond ronde rose roseau rosee roue rouge roux royal \
             ruche rude ruisseau sable sabot sac sage saint salle salut samedi sang sanglier sans sante sapin saut \
             sauvage sauveur science sel septembre serment serre seul seve siecle simple sirop soir soldat soleil \
             solidarite solide sombre sommet songe souci source sourd souris sud tailleur tambour tard tardif temple \
             temps tendre terre tete thym tiers tige toile tonneau torrent total tour tourelle toussaint toux tranchant \
             tranquille travers trefle tresor tribune trois trouve truffe truite tuile vaillant vaisseau val valet vallee \
             vaste veau vendredi vent verger verite vermeil vert verte vice victoire vide vieux vif vigne vilain ville \
             vin vinaigre violet violette vivant voile voisin vrai",
        ),
        bare_subjects: WordSet::new(
            "avril mai mars juin juillet fevrier aout septembre octobre novembre decembre janvier lundi mardi mercredi \
             jeudi vendredi samedi dimanche noel toussaint paques midi minuit demain hier rien dieu christ beaucoup",
        ),
        capital_adjectives: WordSet::new(""),
        capital_nouns: WordSet::new("noel toussaint paques christ dieu ascension pentecote careme avent carnaval"),
        given: WordSet::new(
            "aime aimee ange aube aurore avril barbe blanche capucine celeste clair claire clemence clement colombe \
             constance constant cyprien desire desiree dominique eglantine esperance fidele fleur flore france francois \
             grace honore hortense iris ivoire jade jasmin juste leger lilas lou loup marguerite marin marina melodie \
             modeste narcisse noel oceane olive opale pacifique parfait pascal perle pervenche philemon pierre placide \
             prosper prudence prune reine remi romain rose rosier rubis sage saturnin solange sylvestre toussaint valentin \
             victoire victor violette virginie vivien abel alma ambre angelique apolline candide carmen cerise charlotte \
             cherubin cosette emeraude eve felix flavie florence gentiane germain jean jeannette juillet julienne madeleine \
             margot martin maxime mercedes merlin mirabelle mireille muguet myrtille nicolas orange pacome paris patience \
             paul perrine rainier robin roman rosalie roger sapho serein severe stella tulipe vaillant venus",
        ),
        person_verbs: WordSet::new(
            "dit declare explique affirme assure estime ajoute precise souligne annonce raconte confie repond poursuit \
             conclut reconnait admet promet regrette denonce accuse rappelle indique insiste juge sourit rit pleure \
             soupire refuse accepte demande souhaite veut croit pense espere sait connait quitte rejoint rencontre \
             recoit demissionne arrive revient repart part vit travaille habite meurt signe vote parle ecrit lit boit mange \
             dort marche court joue gagne perd bat devance remporte marque tente tire frappe hausse hoche leve prend met \
             tient mene dirige preside nomme choisit decide prefere aime deteste craint redoute ignore attend cherche \
             trouve voit entend sent doit peut va vient fait convoque reclame exige propose preconise defend soutient",
        ),
        verbs: WordSet::new(
            "a est avait etait sera serait aura aurait fut eut fit dut put vint prit mit sortit avoue reste semble parait \
             devient n ne s se l lui leur y m me t te",
        ),
        verb_endings: &["ait", "era", "erait"],
        clitics: WordSet::new("l lui leur nous vous m me t te"),
        relatives: WordSet::new("qui dont lui elle auquel lequel laquelle"),
        impersonal: WordSet::new(
            "en au aux la le l du dans chez un une sa son ma mon ta ton notre votre certain certaine nomme nommee denomme denommee nee alias",
        ),
        attributive_articles: WordSet::new(""),
        towards: WordSet::new("a vers depuis pour quitte rejoint direction"),
        of_places: WordSet::new("de d"),
        attributes: WordSet::new(""),
        name_articles: WordSet::new("le la l un une au du ce cette cet"),
        successors: WordSet::new(
            "nouveau nouvel nouvelle prochain prochaine futur future second seconde deuxieme autre enieme faux fausse vrai \
             vraie",
        ),
        followers: WordSet::new(""),
        eponym_nouns: WordSet::new(
            "theoreme syndrome maladie echelle test effet equation constante paradoxe complexe loi principe methode reflexe \
             comete algorithme conjecture lemme nombre sphere bacille trompe tendon",
        ),
        partners: WordSet::new("fils freres cie associes fille filles soeurs compagnie co sons brothers"),
        lawsuit: WordSet::new("v c"),
        credits: WordSet::new(
            "photo photos photographie credit credits image images illustration illustrations dessin dessins archives \
             cliche cliches copyright visuel infographie",
        ),
        pairs: WordSet::new(
            "axe duel debat ligne liaison liaisons relation relations frontiere vol vols route match tandem duo ticket \
             accord accords sommet rivalite tension tensions couple trajet train tgv rencontre guerre conflit cooperation \
             partenariat echanges pacte traite finale derby binome alliance choc affiche classico confrontation opposition demi quart huitieme rapprochement autoroute bras face",
        ),
        title_case: false,
        opening_verb_endings: &["er", "ir", "re", "ant"],
        infinitive_endings: &["er", "ir", "re"],
        agreement: SexAgreement {
            clause_openers: WordSet::new("que qu car quand lorsque lorsqu puisque puisqu comme si mais puis alors or"),
            having: WordSet::new("a avait aura aurait ait eut"),
            being: WordSet::new("est etait sera serait fut soit ete reste restait demeure devient semble parait"),
            between: WordSet::new(
                "ne n pas plus jamais deja aussi egalement toujours encore bien tres trop si donc ainsi alors ensuite                  finalement enfin ensuite desormais bientot depuis aujourd hui hier meme y en",
            ),
            reflexive: WordSet::new("s se"),
            endings: [&["ée"], &["é"]],
            noun_endings: &["té", "tié"],
            no_participles: WordSet::new("malgre depute delegue annee armee idee journee soiree duree"),
            words: [
                WordSet::new(
                    "elue reelue mise prise apprise partie venue revenue devenue parvenue sortie morte prete inquiete decue                      convaincue absente presente satisfaite heureuse furieuse entendue poursuivie investie battue soumise                      contrainte candidate seule",
                ),
                WordSet::new(
                    "elu reelu mis pris parti venu revenu devenu parvenu sorti mort pret inquiet decu convaincu absent present                      satisfait heureux furieux entendu poursuivi investi battu soumis contraint candidat seul",
                ),
            ],
            emphatic: ["elle", "lui"],
        },
    }
}
