// The search of a finished site in a real browser, opened from the disk as by double-click: what the queries of
// tests/search/*.json find first, how many bytes a first query loads, keys, filters, links to a search, and that words fold
// in search.js as they do in Rust.
//
//     node tests/browser/search.mjs DOSSIER [ARTICLES]
//
// Builds the demo and a dossier of ARTICLES (5,000) made-up articles. Needs playwright-core (where PLAYWRIGHT_HOME or
// node_modules says) and Chromium (CHROMIUM, or `chromium` of the system).
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { generate } from '../search/generate.mjs';

const require = createRequire(join(process.env.PLAYWRIGHT_HOME ?? process.cwd(), 'x.js'));
const { chromium } = require('playwright-core');
const [dossier, size = '5000'] = process.argv.slice(2);
const json = (name) => JSON.parse(readFileSync(new URL(`../search/${name}`, import.meta.url), 'utf8'));

const work = mkdtempSync(join(tmpdir(), 'dossier-search-'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
const wrong = [];
let n_right = 0, n_asked = 0;
const check = async (name, test) => {
  await test();
  console.log(`ok ${name}`);
};
const open = async (address) => {
  const page = await browser.newPage();
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (line) => ['error', 'warning'].includes(line.type()) && wrong.push(line.text()));
  await page.goto(address);
  return page;
};
const done = (page, query) => page.waitForFunction((q) => document.getElementById('search').dataset.done === q, query, { timeout: 15000 });
const ask = async (page, query) => {
  await page.fill('#q', query);
  await done(page, query);
};
/** Returns where the first record and the first passage found lead. */
const first = (page) => page.evaluate(() => [
  document.querySelector('#named a')?.getAttribute('href') ?? null,
  document.querySelector('#hits a.go')?.getAttribute('href') ?? null,
]);

// A query is right when its first hit is: `record` the first record, `passage` the first passage; null where none may be.
const questions = async (site, list) => {
  const page = await open(`file://${site}/search.html`);
  for (const { q, why, ...expected } of list) {
    await ask(page, q);
    const [record, passage] = await first(page);
    const found = { record, passage };
    const bad = Object.entries(expected).filter(([what, href]) => (href?.includes('#') || !href ? found[what] : found[what]?.split('#')[0]) !== href);
    n_asked += 1;
    if (!bad.length) n_right += 1;
    else console.log(`   missed: ${q} (${why}): ${bad.map(([what, href]) => `${what} ${found[what]}, not ${href}`).join('; ')}`);
    for (const href of [record, passage].filter(Boolean)) {
      const [file, anchor] = href.split('#');
      const html = readFileSync(join(site, file), 'utf8');
      assert.ok(!anchor || html.includes(`id="${anchor}"`), `${href} leads to no anchor`);
    }
  }
  await page.close();
};

// What a browser loads for the first query that it ever makes, whole files, not compressed.
const weigh = async (site, queries) => {
  const server = createServer((request, response) => {
    const file = join(site, decodeURIComponent(new URL(request.url, 'http://x').pathname));
    if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    const type = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' }[file.split('.').pop()];
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(readFileSync(file));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const weights = [];
  for (const query of queries) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/search.html?q=${encodeURIComponent(query)}`);
    await done(page, query);
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map((r) => [new URL(r.name).pathname, r.decodedBodySize]));
    weights.push([query, loaded.filter(([name]) => name.startsWith('/search/')).reduce((sum, [, n]) => sum + n, 0), loaded.reduce((sum, [, n]) => sum + n, 0)]);
    await context.close();
  }
  server.close();
  return weights.sort((a, b) => b[1] - a[1]);
};

try {
  const demo = join(work, 'demo'), made = join(work, 'made'), big = join(made, 'public');
  execFileSync(dossier, ['build', '--quiet', '--output', demo]);
  const list = generate(made, Number(size));
  execFileSync(dossier, ['build', '--quiet', '--root', made, '--output', big]);

  await check('words fold in the page as in Rust', async () => {
    const page = await open(`file://${demo}/search.html`);
    for (const [text, words, file] of json('folding.json')) {
      const found = await page.evaluate((t) => [dossierSearch.words(t), dossierSearch.file(dossierSearch.words(t)[0] ?? '', 256)], text);
      assert.deepEqual(found, [words, file], text);
    }
    await page.close();
  });
  await check('the demo answers', () => questions(demo, json('queries.json')));
  await check(`${size} articles answer`, () => questions(big, list));
  await check('a query leads on by keys alone', async () => {
    const page = await open(`file://${demo}/index.html`);
    await page.keyboard.press('/');
    await page.waitForURL(/search\.html/);
    await page.keyboard.type('poutine');
    await done(page, 'poutine');
    assert.match(page.url(), /\?q=poutine$/);
    assert.match(await page.textContent('#said'), /\d/);
    const focused = () => page.evaluate(() => document.activeElement.getAttribute('href') ?? document.activeElement.id);
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(), 'personnes/vladimir-poutine.html');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    assert.equal(await focused(), 'q');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    assert.deepEqual([await focused(), await page.inputValue('#q')], ['q', '']);
    await page.keyboard.type('poutine');
    await done(page, 'poutine');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/personnes\/vladimir-poutine\.html$/);
    await page.close();
  });
  await check('filters narrow what is shown, and stand in the address', async () => {
    const page = await open(`file://${big}/search.html?q=${encodeURIComponent(list[0].q)}`);
    await done(page, list[0].q);
    await ask(page, 'sommet');
    const label = await page.evaluate(() => document.getElementById('publisher').options[1].text);
    const [, name, n] = label.match(/^(.*) \((\d+)\)$/);
    await page.selectOption('#publisher', name);
    await page.waitForFunction((n) => document.getElementById('said').textContent.startsWith(`${n} `), n);
    const shown = await page.evaluate(() => [...document.querySelectorAll('#hits .line')].map((line) => line.firstChild.textContent));
    assert.ok(shown.length > 0 && shown.every((publisher) => publisher === name), shown.join());
    const again = await open(page.url());
    await done(again, 'sommet');
    assert.ok((await again.textContent('#said')).startsWith(`${n} `));
    await page.close();
    await again.close();
  });
  await check('without JavaScript the page leads to the indexes', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`file://${demo}/search.html`);
    assert.ok(await page.isVisible('noscript a') || (await page.textContent('main')).includes('JavaScript'));
    assert.ok(!(await page.isVisible('#q')));
    await context.close();
  });
  const weights = await weigh(big, list.map(({ q }) => q));
  console.log(`bytes of the index for a first query at ${size} articles: most ${weights[0][1]} (${weights[0][0]}), median ${weights[weights.length >> 1][1]}; whole page at most ${Math.max(...weights.map((w) => w[2]))}`);
  assert.ok(weights[0][1] < 300_000, 'a first query loads too much');
  console.log(`${n_right} of ${n_asked} queries find what they should first`);
  assert.ok(n_right * 60 >= n_asked * 58);
  assert.deepEqual(wrong, []);
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}
