// `dossier serve --watch` in a real browser: a page follows its text and keeps its place, a mistake is shown and goes, only
// the tab whose page changed is loaded again, and a style sheet changes without that.
//
//     node tests/browser/live.mjs DOSSIER
//
// Needs playwright-core (where NODE_PATH or node_modules says) and Chromium (CHROMIUM, or `chromium` of the system).
import { spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import assert from 'node:assert/strict';
import { addressOf, open } from './site.mjs';

const root = mkdtempSync(join(tmpdir(), 'dossier-'));
const write = (name, text) => {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
};
const long = (word) => Array.from({ length: 80 }, (_, n) => `Paragraphe ${n} de ${word}, où Jeanne Morvan parle.`).join('\n\n');
const article = (title, word, note) => `---\ntitle: ${title}\n---\n${long(word)}[^1]\n\n[^1]: ${note}\n`;
write('site.yaml', 'title: Essai\nlanguage: fr\nbase_url: https://example.org/\n');
write('content/articles/un.md', article('Un', 'marée', 'Une note.'));
write('content/articles/deux.md', article('Deux', 'houle', 'Une note.'));
write('content/people/jeanne-morvan.md', '---\nname: Jeanne Morvan\n---\nMaire.\n');

const server = spawn(process.argv[2], ['serve', '--watch', '--port', '0', '--root', root], { stdio: ['ignore', 'ignore', 'pipe'] });
const address = await addressOf(server, /(http:\S+?)[;\s]/);
const browser = await open();
let passed = 0;
const check = async (name, test) => {
  await test();
  passed += 1;
  console.log(`ok ${name}`);
};
try {
  // Two windows, so that neither is hidden.
  const [one, two] = await Promise.all([browser.newContext(), browser.newContext()].map(async (c) => (await c).newPage()));
  const wrong = [];
  for (const page of [one, two]) page.on('pageerror', (error) => wrong.push(String(error)));
  for (const page of [one, two]) page.on('console', (line) => line.type() === 'error' && wrong.push(line.text()));
  await one.goto(`${address}articles/un.html`);
  await two.goto(`${address}articles/deux.html`);
  // A mark on the window goes when the page is loaded again.
  const mark = (page) => page.evaluate(() => { window.unloaded = true; });
  const stayed = (page) => page.evaluate(() => window.unloaded === true);
  const streams = (page) => page.waitForFunction(() => performance.getEntriesByName
    && performance.getEntriesByType('resource').some((entry) => entry.name.includes('reload.js')));
  await Promise.all([streams(one), streams(two)]);

  await check('the text follows, the place stays, the other tab is left alone', async () => {
    await one.evaluate(() => scrollTo({ top: 1500, behavior: 'instant' }));
    const before = await one.evaluate(() => scrollY);
    assert.ok(before > 1000);
    await mark(one);
    await mark(two);
    write('content/articles/un.md', article('Un', 'tempête', 'Une note.'));
    await one.waitForFunction(() => document.body.textContent.includes('Paragraphe 3 de tempête'));
    await one.waitForFunction((top) => Math.abs(scrollY - top) < 60, before);
    assert.equal(await stayed(one), false);
    await two.waitForTimeout(400);
    assert.equal(await stayed(two), true);
  });

  await check('a mistake is shown with its line in both tabs, the page stays, and it goes once mended', async () => {
    await mark(one);
    const good = readFileSync(join(root, 'content/articles/un.md'), 'utf8');
    write('content/articles/un.md', good.replace('title: Un', 'title: [Un'));
    const words = (page) => page.waitForFunction(() => document.getElementById('dossier-errors')?.shadowRoot.textContent);
    for (const page of [one, two]) {
      const said = await (await words(page)).jsonValue();
      assert.match(said, /content\/articles\/un\.md:\d+:\d+ \[D0201\]/);
      assert.match(said, /title: \[Un/);
    }
    assert.ok(await one.evaluate(() => document.body.textContent.includes('tempête')));
    assert.equal(await stayed(one), true);
    write('content/articles/un.md', good);
    for (const page of [one, two]) await page.waitForFunction(() => !document.getElementById('dossier-errors'));
  });

  await check('what a mistake says is text, never markup', async () => {
    write('content/articles/un.md', '---\ntitle: [<img src=x onerror="window.bad=1">\n---\nx\n');
    await one.waitForFunction(() => document.getElementById('dossier-errors')?.shadowRoot.textContent.includes('<img'));
    assert.equal(await one.evaluate(() => window.bad), undefined);
    write('content/articles/un.md', article('Un', 'tempête', 'Une note.'));
    await one.waitForFunction(() => !document.getElementById('dossier-errors'));
  });

  await check('a style sheet changes without the page being loaded', async () => {
    const style = readFileSync(new URL('../../themes/default/static/style.css', import.meta.url), 'utf8');
    write('themes/default/static/style.css', `${style}\nbody { outline: 3px solid rgb(1, 2, 3) }\n`);
    await one.waitForFunction(() => getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)');
    await mark(one);
    write('themes/default/static/style.css', `${style}\nbody { outline: 3px solid rgb(4, 5, 6) }\n`);
    await one.waitForFunction(() => getComputedStyle(document.body).outlineColor === 'rgb(4, 5, 6)');
    assert.equal(await stayed(one), true);
  });

  await check('a record that gets another name changes the pages that show it', async () => {
    await mark(two);
    write('content/people/jeanne-morvan.md', '---\nname: Jeanne Morvan\n---\nMaire d’Armel.\n');
    await two.waitForFunction(() => window.unloaded !== true);
  });

  await check('the page says where it is written, at the passage that is read', async () => {
    const where = () => one.evaluate(() => document.getElementById('dossier-edit').shadowRoot.textContent);
    assert.match(await where(), /content\/articles\/un\.md:\d+$/);
    await one.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await one.waitForFunction(() => document.getElementById('dossier-edit').shadowRoot.textContent.endsWith('un.md:4'));
    await one.evaluate(() => scrollTo({ top: 2000, behavior: 'instant' }));
    await one.waitForFunction(() => !document.getElementById('dossier-edit').shadowRoot.textContent.endsWith('un.md:4'));
  });

  await check('a page that goes is said to be gone, and comes back', async () => {
    rmSync(join(root, 'content/articles/deux.md'));
    await two.waitForFunction(() => !document.body.textContent.includes('houle'));
    write('content/articles/deux.md', article('Deux', 'écume', 'Une note.'));
    await two.waitForFunction(() => document.body.textContent.includes('écume'));
  });
  assert.deepEqual(wrong.filter((line) => !line.includes('404')), []);
} finally {
  await browser.close();
  server.removeAllListeners('exit');
  server.kill();
  rmSync(root, { recursive: true, force: true });
}
console.log(`${passed} passed, 0 failed`);
