//! French: words that are names too, and what the words beside them say. Data only, all of it folded.

use crate::lang::matching::WordSet;
use crate::lang::name_words::NameWords;

/// The tables of French.
pub(super) fn name_words() -> NameWords {
    NameWords {
        words: WordSet::new(
            "abondance acier adroit aime air ami amie amour anglais apprenti ardent argent artisan as aube avare avenir \
            avocat avril baguette bail bain balance balle banal banc bar baril baron barrage bas basset beau \
            beaucoup begue bel belle berger bien bienvenu blanc blanche bleu blond bois bon bonheur bonhomme bonne \
            bontemps boucher boulanger brave bref breton brillant brule brun brunet brute chagrin champion chance change \
            chant chanteur charpentier chasseur chaud chauve chef chevalier choix chouette christ clair commun \
            comte constant content corne cotton couleur courage courant courbe court courtois cousin coutant coutume cru \
            cuisinier dame debout delice demain desire dimanche directeur discret divin docteur dore douce douceur doux \
            droit droite duc dur ecrivain egal enfant esperance espoir est exact faible faim faure fauve faveur fert feu \
            fevrier fidele fier fils fin flament fleury folie forest forgeron fort fortune frais franc francais \
            france frere froid gai gaillard gain galant gallois galop garde gardien gascon gauche gaucher gay geai gentil \
            givre gloire grand grande gras gratien grave gris gros guerre guerrier guide hardi hasard haut haute heureux \
            hier hiver homme houille huet huile huissier humble jardinier jaune jeudi jeune joli jolie joyeux juge \
            juillet juin juste justice large latin leger lent levant levrier liberte lis long lourd lundi \
            mai maigre maire maitre major mal malheur malin marchand marche mardi marie marquis mars matin \
            mauvais medecin meilleur menuisier mercier mercredi meunier midi mieux mignon minuit miracle mort \
            morte moyen muet naissance naturel neige neuf neuve noble noel noir noire nord normand notaire nouveau \
            nouvelle novembre nuit octobre orange ordinaire orphelin paix paradis pardon parfait paris partout pas passe \
            pasteur patron pauvre paysan pecheur peintre pendant pepin petit petite picard plaisir plein pluie plus porte \
            premier pres president prestige prince printemps prix prochain proche professeur propre prudent prudhomme \
            prune raison rapide reine rente riche rideau rien roi rond ronde rose rouge roux royal rude sage saint salut \
            samedi sans sante saut sauvage sauveur septembre seul seve simple soir soldat solide sombre souci sourd sud \
            tailleur tard tardif temps tendre tiers toussaint toux tranchant tranquille travers trois trouve vaillant \
            valet vaste vendredi verite vermeil vert verte vice victoire vide vieux vif vilain violet violette vivant \
            voisin vrai",
        ),
        bare_subjects: WordSet::new(
            "avril mai mars juin juillet fevrier aout septembre octobre novembre decembre janvier lundi mardi mercredi \
             jeudi vendredi samedi dimanche noel toussaint paques midi minuit demain hier rien dieu christ beaucoup",
        ),
        capital_adjectives: WordSet::new(""),
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
        clitics: WordSet::new("n ne s se l lui leur y nous vous m me t te"),
        relatives: WordSet::new("qui dont lui elle auquel lequel laquelle"),
        impersonal: WordSet::new("en au aux la le l du dans chez un une"),
        attributive_articles: WordSet::new(""),
        towards: WordSet::new("a vers depuis pour quitte rejoint direction"),
        of_places: WordSet::new("de d"),
        name_articles: WordSet::new("le la l un une au du ce cette cet"),
        successors: WordSet::new(
            "nouveau nouvel nouvelle prochain prochaine futur future second seconde deuxieme autre enieme faux fausse vrai \
             vraie",
        ),
        followers: WordSet::new(""),
        partners: WordSet::new("fils freres cie associes fille filles soeurs compagnie co sons brothers"),
        lawsuit: WordSet::new("v c"),
        credits: WordSet::new(
            "photo photos photographie credit credits image images illustration illustrations dessin dessins archives \
             cliche cliches copyright visuel infographie",
        ),
        pairs: WordSet::new(
            "axe duel debat ligne liaison liaisons relation relations frontiere vol vols route match tandem duo ticket \
             accord accords sommet rivalite tension tensions couple trajet train tgv rencontre guerre conflit cooperation \
             partenariat echanges pacte traite finale derby binome alliance rapprochement autoroute bras face",
        ),
        title_case: false,
    }
}
