// A dossier of made-up articles in which known sentences stand, and the queries that must find them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A generator of numbers below 1 that every run repeats (mulberry32). */
const random = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

const HEADS = 'con pro dé ré par tra mar sol ver cam bas dur fon gal hor jou lan mon nor pal qua rou sta ter val'.split(' ');
const MIDDLES = 'ti ra lé no mi sa du vo che bri ga fa'.split(' ');
const ENDS = 'tion ment eur age ise ance ité oir elle ure ier al'.split(' ');
const GLUE = 'le la les de du des un une et à dans pour sur avec que qui se est par plus'.split(' ');
const FAMILIES = 'Brévoille Castagnol Dumérac Estrange Fontevraud Gaudermont Hurtevent Illiers Jasmonde Kerveno Lormeau Mirepont Noirfalise Orsenne Pontarlet Quinsonne Rochebrune Sautereau Trévidic Ussel'.split(' ');
const FIRST = 'Agathe Bruno Céline Didier Élise Fabien Gaëlle Hervé Inès Julien'.split(' ');
const PUBLISHERS = ['La Gazette des Îles', 'Le Courrier du Port', 'L’Écho', 'The Harbour Times', 'Dépêches du soir'];

// [article, sentence, query, what the passage found first is, the record found first]. `{n}` is a number of the made-up
// list of people. In the text of its article each is the second paragraph.
const PLANTED = [
  [11, 'Le brise-glace Aurore-Boréale a quitté Port-Salut sans son pilote.', 'brise-glace Aurore Boréale'],
  [23, 'On a retrouvé l’épave de l’Étoile-Filante au large d’Aiguillon.', 'epave etoile filante'],
  [37, 'Les dockers ont annoncé une grève surprise du déchargement.', 'dockers grève'],
  [41, 'Le sémaphore de Roc-Noir est éteint depuis lundi.', 'semaphores'],
  [59, 'L’évêque a béni les chalutiers bleus.', 'l’eveque benit chalutier'],
  [67, 'Un cœur de saumon a été servi au banquet des œnologues.', 'coeur oenologue'],
  [73, 'Une avalanche a coupé le tunnel du Grand-Serpolet.', 'tunnel serpolet'],
  [89, 'La bibliothèque a perdu son unique incunable vénitien.', 'incunables vénitiens'],
  [97, 'Des apiculteurs dénoncent l’empoisonnement de quarante ruches.', 'apiculteur ruche'],
  [103, 'Le zeppelin publicitaire a frôlé la cathédrale.', 'zepp'],
  [127, 'Le maire a promis soixante-douze lampadaires.', 'lampadaires promis'],
  [139, 'Un orage magnétique a brouillé les boussoles.', 'ORAGE MAGNETIQUE'],
  [151, 'Les archéologues ont exhumé un sarcophage intact.', 'archéologue exhumer sarcophage'],
  [163, 'La troupe jouera une pantomime crépusculaire.', 'pantomimes crepusculaires'],
  [179, 'Le contrebandier cachait des horloges dans la farine.', 'horloges farine contrebandiers'],
  [181, 'Trois girafes ont traversé le péage de nuit.', 'girafes peage'],
  [193, 'Le référendum sur les éoliennes flottantes est reporté.', 'référendum éolienne flottante'],
  [199, 'Un kangourou albinos vit dans la zone portuaire.', 'kangourou albinos'],
  [203, '周三，码头工人在大礼堂举行会谈，要求重新开放港口。', '重新开放'],
  [209, '工会昨天说，会谈没有结果。', '会谈没有结果'],
  [251 + 6, '昨日、組合は港の再開を発表した。', '再開を発表'],
  [269, 'เมื่อวานสหภาพประกาศเปิดท่าเรืออีกครั้ง', 'เปิดท่าเรือ'],
  [271, '항만노조는 어제 부두에서 파업을 끝냈다.', '부두 파업'],
];

export const generate = (root, n) => {
  const next = random(7), pick = (list) => list[Math.floor(next() * list.length)];
  const write = (name, text) => {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), text);
  };
  const vocabulary = [];
  for (const head of HEADS) for (const middle of MIDDLES) for (const more of ['', ...MIDDLES]) for (const end of ENDS) vocabulary.push(head + middle + more + end);
  for (let i = vocabulary.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [vocabulary[i], vocabulary[j]] = [vocabulary[j], vocabulary[i]];
  }
  // Few words are frequent and most are rare, as in any language.
  const word = () => vocabulary[Math.floor(vocabulary.length * next() ** 4)];
  const people = FAMILIES.flatMap((family, f) => FIRST.map((first, i) => ({
    id: `personne-${f}-${i}`, name: `${first} ${family}`, nick: `Le Numéro ${100 + f * FIRST.length + i}`, wikidata: `Q9${String(f * FIRST.length + i).padStart(5, '0')}`,
  })));
  write('site.yaml', 'title: Essai de recherche\nlanguage: fr\n');
  for (const p of people) {
    write(`content/people/${p.id}.md`, `---\nname: ${p.name}\nnames: [${p.nick}]\nsame_as: {wikidata: ${p.wikidata}}\n---\nFiche inventée.\n`);
  }
  write('content/places/port-salut.md', '---\nname: Port-Salut\nnames: [la Cité des Brumes]\n---\nVille inventée.\n');
  write('content/organisations/amirauté.md', '---\nname: Amirauté du Ponant\nnames: [ADP]\nweak: [Amirauté]\n---\nCorps inventé.\n');
  const sentence = (names) => {
    const words = [];
    for (let i = 0; i < 18; i++) words.push(next() < 0.42 ? pick(GLUE) : next() < 0.06 ? pick(names) : word());
    const text = words.join(' ');
    return `${text[0].toUpperCase()}${text.slice(1)}.`;
  };
  const id = (k) => `a${String(k).padStart(5, '0')}`;
  const dispatch = Array.from({ length: 8 }, () => Array.from({ length: 4 }, () => sentence(['la marée'])).join(' ')).join('\n\n');
  for (let k = 0; k < n; k++) {
    const names = Array.from({ length: 6 }, () => pick(people).name);
    const body = Array.from({ length: 8 }, () => Array.from({ length: 4 }, () => sentence(names)).join(' '));
    const planted = PLANTED.filter(([at]) => at === k).map(([, text]) => text);
    if (k === 211) planted.push('Le Numéro 107 a rencontré l’ADP à la Cité des Brumes pour parler du phare hanté.');
    if (k === 223) planted.push(`${people[7].name} a salué l’homme du phare oublié.`);
    if (k === 227) planted.push('Au sommet, l’Amirauté du Ponant a dévoilé son bathyscaphe.');
    if (k === 229) planted.push('Le gouverneur a signé la paix. Plus loin, on a vu des cormorans.');
    if (k === 233) planted.push('Des cormorans nichent sur la paix signée du gouverneur.');
    if (k % 50 === 9) planted.push('Un sommet a eu lieu.');
    body.splice(1, 0, ...planted);
    const title = k === 239 ? 'Le testament du corsaire unijambiste' : `${word()} et ${word()} au ${word()}`;
    const text = [241, 251].includes(k) ? `Le ferry-boat fantôme a accosté de nouveau.\n\n${dispatch}` : body.join('\n\n');
    write(`content/articles/${id(k)}.md`, `---\ntitle: ${title[0].toUpperCase()}${title.slice(1)}\ndate: ${2005 + k % 20}-0${1 + k % 9}-1${k % 10}\npublisher: ${PUBLISHERS[k % 5]}\n---\n${text}\n`);
  }
  const at = (k, p = 2) => `articles/${id(k)}.html#p${p}`;
  const person = (i) => `personnes/${people[i].id}.html`;
  return [
    ...PLANTED.map(([k, , q]) => ({ q, passage: at(k), why: 'a planted sentence' })),
    { q: people[42].name, record: person(42), why: 'a name' },
    { q: people[42].name.toUpperCase(), record: person(42), why: 'a name in capitals' },
    { q: 'trevidic gaelle', record: person(186), why: 'a name turned round, without accents' },
    { q: 'Le Numéro 177', record: person(77), why: 'another form' },
    { q: people[99].wikidata, record: person(99), why: 'an id elsewhere' },
    { q: 'personne-3-4', record: person(34), why: 'an id' },
    { q: 'adp', record: 'organisations/amirauté.html', why: 'an acronym' },
    { q: 'cite des brumes', record: 'lieux/port-salut.html', why: 'an alias' },
    { q: 'port salut bathyscaphe', passage: at(227), why: 'no article has both: some words' },
    { q: 'gaelle', record: null, why: 'a first name has many bearers', skip: true },
    { q: 'amirauté du ponant phare', passage: at(211), why: 'an entity under another name' },
    { q: 'gouverneur paix cormorans', passage: at(233), why: 'one sentence before one article' },
    { q: 'testament corsaire', passage: `articles/${id(239)}.html`, why: 'a headline' },
    { q: 'ferry-boat fantome', passage: at(241, 1), why: 'a dispatch printed twice' },
  ].filter((one) => !one.skip);
};
