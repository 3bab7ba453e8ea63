// Five questions of people who know nothing of a dossier, answered from its front page in at most three clicks: what happened first;
// who is somebody, and who says so; where do the papers disagree; what did somebody say in June; which papers printed the agency's
// text. At 1280 and 390 px, by links and menus alone, without JavaScript too. The dossier is made here.
//
//     node tests/browser/questions.mjs BINARY
//
// Needs playwright-core; see site.mjs.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { open, serve } from './site.mjs';

const binary = resolve(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), 'questions-'));
const write = (name, text) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};
const article = (id, title, date, publisher, text) => write(`content/articles/${id}.md`,
  `---\ntitle: ${title}\ndate: ${date}\npublisher: ${publisher}\n---\n${text}\n`);

write('site.yaml', 'title: The barge of Tarn Lock\nlanguage: en\n');
const DISPATCH = 'A barge loaded with copper sulphate sank below Tarn Lock on Sunday evening, and the water works of Ellmouth closed their intake before midnight.\n\n'
  + 'Divers found the hull on its side under six metres of water. “We do not know yet what has leaked,” Harriet Quill said in front of the lock house.\n\n'
  + 'The Ellmouth Canal Company said that its crew of four was unhurt and that 340 drums were on board.\n\n'
  + 'Fishing was forbidden on the river between the lock and the estuary for at least a week, and tankers brought water to two villages.';
article('wire', 'Barge sinks below Tarn Lock', '2022-05-09', 'Northern Wire', DISPATCH);
article('post', 'Barge sinks, taps run dry', '2022-05-10', 'Ellmouth Post', DISPATCH);
article('herald', 'Copper barge lost at lock', '2022-05-10', 'The Tarn Herald', DISPATCH);
article('inquiry', 'Quill asks for the loading list', '2022-06-14', 'Ellmouth Post',
  'The mayor of Ellmouth, Harriet Quill, wants to see the loading list of the barge that sank below Tarn Lock.\n\n'
  + '“Nobody can count drums that nobody wrote down,” Harriet Quill said on 14 June 2022.\n\n'
  + 'Her office speaks of 512 drums, a third more than the Ellmouth Canal Company had declared.');
article('raised', 'The barge is raised', '2022-07-02', 'The Tarn Herald',
  'The barge was raised on 2 July 2022 before some two hundred people. “This is not the end of it,” said Harriet Quill.');
write('content/people/harriet-quill.md', '---\nname: Harriet Quill\nroles:\n  - {title: mayor of Ellmouth, from: 2020}\n---\nMayor of Ellmouth since 2020 [[inquiry#p1|source]].\n');
write('content/organisations/ellmouth-canal-company.md', '---\nname: Ellmouth Canal Company\n---\nOwner of the barge [[wire#p3|source]].\n');
write('content/places/tarn-lock.md', '---\nname: Tarn Lock\ncoordinates: [54.21, -2.9]\n---\n');
write('content/events/sinking.md', '---\nname: The sinking of the barge\ndate: 2022-05-08\nplace: tarn-lock\nparticipants: [harriet-quill]\nsources: [wire#p1]\n'
  + 'figures:\n  - {what: drums, value: 340, source: wire#p3}\n  - {what: drums, value: 512, source: inquiry#p3}\n---\nThe barge sank below the lock.\n');
write('content/events/raising.md', '---\nname: The raising of the barge\ndate: 2022-07-02\nplace: tarn-lock\nsources: [raised#p1]\n---\n');
execFileSync(binary, ['-q', '--root', folder, 'build']);

const site = await serve(join(folder, 'public'));
const browser = await open();
const wrong = [];
let n = 0;

/** A reader: clicks what has a text, and counts; a closed menu is one click, too. */
const reader = (page) => {
  const one = { clicks: 0 };
  const act = async (target) => { await target.click(); one.clicks += 1; };
  one.menu = (name) => act(page.locator('nav summary, header summary').filter({ hasText: name, visible: true }).first());
  one.link = (name, within = 'body') => act(page.locator(`${within} a:not(svg a)`).filter({ hasText: name, visible: true }).first());
  one.text = (within = 'main') => page.locator(within).first().innerText();
  return one;
};
const QUESTIONS = {
  'what happened first': async (page, go) => {
    await go.menu('When');
    await go.link('Chronology');
    const first = await page.locator('main h2, main h3').filter({ visible: true }).allInnerTexts();
    const events = first.filter((text) => /sinking|raising/.test(text));
    return /sinking/.test(events[0] ?? '') && /8 May 2022/.test(await go.text());
  },
  'who is Harriet Quill, and who says so': async (page, go) => {
    await go.link('Harriet Quill', 'main');
    const said = /mayor of Ellmouth/.test(await go.text());
    await page.locator('main a[href*="inquiry.html#p1"]').filter({ visible: true }).first().click();
    go.clicks += 1;
    return said && page.url().endsWith('inquiry.html#p1') && /The mayor of Ellmouth, Harriet Quill/.test(await go.text('#p1'));
  },
  'where do the papers disagree': async (page, go) => {
    if (!/340/.test(await go.text()) || !/512/.test(await go.text())) return false;
    await go.link(/sinking/, 'main');
    const text = await go.text();
    return /340/.test(text) && /512/.test(text) && /Northern Wire/.test(text) && /Ellmouth Post/.test(text);
  },
  'what did Harriet Quill say in June': async (page, go) => {
    await go.menu('Words');
    await go.link('Quotations');
    const text = await go.text();
    return /Nobody can count drums/.test(text) && /14 June 2022/.test(text);
  },
  "which papers printed the agency's text": async (page, go) => {
    await go.link(/Barge sinks below Tarn Lock|Barge sinks, taps run dry|Copper barge lost at lock/, 'main');
    const text = await go.text();
    return /Northern Wire/.test(text) && /Ellmouth Post/.test(text) && /The Tarn Herald/.test(text);
  },
};
try {
  for (const javaScriptEnabled of [true, false]) {
    for (const width of [1280, 390]) {
      const context = await browser.newContext({ javaScriptEnabled, viewport: { width, height: 844 } });
      const page = await context.newPage();
      page.setDefaultTimeout(4000);
      for (const [question, answer] of Object.entries(QUESTIONS)) {
        const where = `${question}? (${width} px, ${javaScriptEnabled ? 'with' : 'without'} JavaScript)`;
        await page.goto(`${site.address}index.html`);
        const go = reader(page);
        try {
          if (!await answer(page, go)) wrong.push(`${where}: not answered at ${page.url()}`);
          else if (go.clicks > 3) wrong.push(`${where}: ${go.clicks} clicks`);
          else console.log(`${where}: ${go.clicks} clicks`);
        } catch (error) {
          wrong.push(`${where}: ${String(error).split('\n').slice(0, 6).join(' ')}`);
        }
        n += 1;
      }
      await context.close();
    }
  }
  console.log(`${n} questions: ${wrong.length} not answered`);
} finally {
  await browser.close();
  site.end();
  if (process.argv[3] !== '--keep') rmSync(folder, { recursive: true });
}
for (const line of wrong) console.log(line);
process.exit(wrong.length ? 1 : 0);
