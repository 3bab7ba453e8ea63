// Five invented articles from which desk_whole.mjs makes a dossier where it is given none, and a picture.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

// A picture of one pixel.
export const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

const ARTICLES = [
  `La jetée d’Armel rouvrira au printemps

La maire d’Armel, Jeanne Morvan, a annoncé mardi la réouverture de la jetée, fermée depuis la tempête de novembre. « Les travaux seront finis avant Pâques », a déclaré Jeanne Morvan devant le conseil municipal.

Le président de la Compagnie des Bacs, Gaël Rouzic, s’en est félicité à Brest. La Compagnie des Bacs avait perdu la moitié de ses voyageurs pendant la fermeture. Morvan a promis une subvention avant la fin de l’année.`,
  `Les pêcheurs demandent des comptes

Anne Morvan, porte-parole de l’Union des pêcheurs d’Armel, a demandé vendredi des explications au préfet Loïc Even. « On nous promet tout et rien n’arrive », a déclaré Anne Morvan à la sortie de la préfecture de Quimper.

Morvan rappelle que Jeanne Morvan avait promis une aide. Le préfet Loïc Even n’a pas répondu. L’Union des pêcheurs d’Armel se réunira à Brest lundi prochain.`,
  `Un rapport accable la Compagnie des Bacs

Le rapport de l’inspecteur Yann Tanguy critique la Compagnie des Bacs. Selon Yann Tanguy, deux navires sur trois n’étaient plus assurés. « Personne ne savait qui signait les contrats », a expliqué Yann Tanguy au tribunal de Quimper.

Gaël Rouzic conteste ces chiffres. L’avocate Maël Riou, qui défend Gaël Rouzic, a saisi le tribunal administratif de Rennes. Rouzic sera entendu en mai.`,
  `À Rennes, le tribunal hésite

Le tribunal administratif de Rennes a entendu Gaël Rouzic et Jeanne Morvan. L’avocate Maël Riou a demandé un délai. Le juge Hervé Le Bihan l’a refusé. « La cour a assez attendu », a lancé Hervé Le Bihan.

Morvan est sortie sans un mot. Le sénateur Erwan Quéré a regretté, depuis Paris, un procès trop rapide. Quéré préside la commission de la mer.`,
  `La commission de la mer visite Armel

Erwan Quéré, sénateur du Finistère, a visité le port d’Armel avec Jeanne Morvan et Anne Morvan. « Il faut un plan pour toute la côte », a affirmé Erwan Quéré. Morvan a approuvé.

La visite s’est finie à Douarnenez, où Soizic Cariou dirige le Musée de la Voile. Soizic Cariou espère des travaux en Bretagne dès cet été. Le Musée de la Voile a fermé deux salles.`,
];

// Writes them into a folder, and returns it.
export const ownDocuments = (folder) => {
  ARTICLES.forEach((text, n) => writeFileSync(join(folder, `2023-09-1${n}-article-${n}.txt`), `${text}\n`));
  return folder;
};
