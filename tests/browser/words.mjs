// A dossier whose every word is too long for a phone, and one in Arabic, in a real browser: no page of either theme scrolls
// sideways at any width, details open and hits shown; what is written from right to left runs so, and stands at its side.
//
//     node tests/browser/words.mjs DOSSIER
//
// Needs playwright-core and Chromium; see site.mjs.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { open, routes } from './site.mjs';

const dossier = resolve(process.argv[2]);
const work = mkdtempSync(join(tmpdir(), 'dossier-words-'));
const write = (name, text) => {
  mkdirSync(join(work, name, '..'), { recursive: true });
  writeFileSync(join(work, name), text);
};
const LONG = 'Kerguelenhafenverwaltungsoberaufsichtsbehördenvorsteherstellvertretung', PATH = `https://example.org/${'chemin-sans-fin'.repeat(12)}`;
const person = (id, name, more = '') => write(`long/content/people/${id}.md`, `---\nname: ${name}\n${more}---\n${LONG} ${PATH}\n`);
const theme = (name) => `\ntheme: ${name}\n`;
const longSite = `title: ${LONG}\nlanguage: fr\ndescription: ${LONG}\nauthor: ${LONG}\nkinds: {ship: {label: ${LONG}, plural: ${LONG}s}}`;
person('ana', `Ana ${LONG}`, `names: [${LONG}erin]\nborn: 1950\nroles: [{title: ${LONG}, from: 1990, to: 2001}]\nrelations: [{to: bo, as: ${LONG}, source: a1#p1}]\ntags: [${LONG}]\n`);
person('bo', `Bo ${LONG}man`);
for (const [folder, name] of [['organisations', LONG], ['places', `Port-${LONG}`], ['events', `Grande${LONG}`], ['ships', `Navire${LONG}`], ['works', `Traité${LONG}`]]) {
  write(`long/content/${folder}/${folder}.md`, `---\nname: ${name}\n${folder === 'places' ? 'coordinates: [48.1, -4.3]\n' : folder === 'events' ? 'date: 2021-05-01\nparticipants: [ana, bo]\n' : ''}---\n${LONG}\n`);
}
write('long/content/pages/long.md', `---\ntitle: ${LONG}\n---\n# ${LONG}\n\n${PATH} \`${LONG}${LONG}\`\n\n| ${LONG} | b |\n|---|---|\n| ${LONG} | ${LONG} |\n\n\`\`\`\n${LONG}${LONG}\n\`\`\`\n`);
const shared = 'Une même dépêche, que deux journaux impriment mot à mot et que chacun signe à sa façon au bas de la page. '.repeat(6);
for (const n of [1, 2, 3, 4]) {
  write(`long/content/articles/a${n}.md`, `---\ntitle: ${LONG} ${n}\ndate: 2021-05-0${n}\npublisher: Journal${LONG}\nauthor: ${LONG}\nurl: ${PATH}\narchived: ${PATH}\ntags: [${LONG}]\n---\n${n < 3 ? `${shared}${n}\n\n` : ''}Ana ${LONG} a déclaré : « ${LONG}, ${LONG} » à Port-${LONG}, devant ${LONG}, Navire${LONG}, Traité${LONG}, Grande${LONG} et Bo ${LONG}man le 3 mai 2021.\n\n## ${LONG}\n\n> ${LONG}\n\n- [${LONG}](${PATH})[^1]\n\n[^1]: ${PATH}\n`);
}
write('long/content/notes/a3.yaml', `- {quote: devant, note: "${LONG} ${PATH}", verdict: disputed, by: ${LONG}}\n`);
write('arabic/site.yaml', 'title: Essai\nlanguage: fr\n');
write('arabic/content/articles/mina.md', '---\ntitle: الميناء يفتح\ndate: 2022-03-08\nlanguage: ar\n---\nقال نادر إن الميناء يفتح.\n\n- أولاً\n');
write('arabic/content/articles/quai.md', '---\ntitle: Le quai\ndate: 2022-03-09\n---\nVoir [[mina]] (3).\n');

const wrong = [];
const browser = await open();
const build = (root) => {
  execFileSync(dossier, ['build', '--quiet', '--root', join(work, root)], { stdio: 'ignore' });
  return join(work, root, 'public');
};
try {
  for (const name of ['default', 'archive']) {
    write('long/site.yaml', longSite + theme(name));
    const folder = build('long');
    for (const width of [320, 390, 768, 1280]) {
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      for (const route of [...routes(folder), `search.html?q=${encodeURIComponent(LONG)}`]) {
        await page.goto(`file://${folder}/${route}`);
        if (route.includes('?')) await page.waitForFunction((q) => document.getElementById('search').dataset.done === q, LONG);
        const over = await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
          return document.documentElement.scrollWidth - document.documentElement.clientWidth;
        });
        if (over > 0) wrong.push(`${name}, ${route}, ${width} px: ${over} px too wide`);
      }
      await page.close();
    }
  }
  const folder = build('arabic');
  const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
  /** The direction of what holds some words. */
  const direction = async (route, words) => {
    await page.goto(`file://${folder}/${route}`);
    return page.evaluate((text) => {
      const all = [...document.querySelectorAll('main *')].filter((element) => element.textContent.includes(text));
      return getComputedStyle(all[all.length - 1]).direction;
    }, words);
  };
  for (const [route, words, expected] of [
    ['articles/mina.html', 'قال نادر', 'rtl'],
    ['articles/mina.html', 'أولاً', 'rtl'],
    ['articles/mina.html', '8 mars 2022', 'ltr'],
    ['articles/index.html', 'الميناء يفتح', 'rtl'],
    ['articles/quai.html', 'الميناء يفتح', 'rtl'],
    ['articles/quai.html', 'Voir', 'ltr'],
  ]) {
    const found = await direction(route, words);
    if (found !== expected) wrong.push(`${route}: ${words} runs ${found}, not ${expected}`);
  }
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}
if (wrong.length) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
console.log('long words break, and words from right to left run so');
