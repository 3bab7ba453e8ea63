// A finished site as its readers meet it: every type of page, light and dark, wide and narrow, passes axe-core (WCAG 2.2 AA and
// its best practices), never scrolls sideways, moves nothing while it loads, says nothing on the console and asks no other origin for anything; without
// JavaScript all of its text and links are there; and it opens by double-click.
//
//     node tests/browser/pages.mjs FOLDER
//
// Needs axe-core beside playwright-core; see site.mjs.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { moduleFile, onePageOfEachType, open, serve } from './site.mjs';

const folder = resolve(process.argv[2]);
const axe = readFileSync(moduleFile('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const wrong = [];
let n = 0;

const site = await serve(folder);
const browser = await open();
const listen = (page, origin) => {
  page.on('console', (line) => ['error', 'warning'].includes(line.type()) && wrong.push(`${page.url()}: console: ${line.text()}`));
  page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error}`));
  page.on('request', (request) => request.url().startsWith(origin) || request.url().startsWith('data:')
    || wrong.push(`${page.url()}: asks for ${request.url()}`));
};
try {
  const pages = onePageOfEachType(folder);
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 390]) {
      // The checker runs outside of the page's policy; that the page keeps to it is seen below, where nothing is injected.
      const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 844 } });
      const page = await context.newPage();
      listen(page, site.address);
      for (const route of pages) {
        await page.goto(site.address + route);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) wrong.push(`${route}, ${width} px: ${over} px too wide`);
        await page.evaluate(axe);
        const found = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: values }), RULES);
        for (const { id, nodes } of found.violations) {
          wrong.push(`${route}, ${width} px, ${colorScheme}: ${id}: ${nodes[0].html.slice(0, 200)}\n    ${nodes[0].failureSummary}`);
        }
        n += 1;
      }
      await context.close();
    }
  }
  // On a slow line fonts and scripts come after the text: nothing may move then.
  for (const width of [1280, 390]) {
    const context = await browser.newContext({ viewport: { width, height: 844 }, isMobile: width < 600, hasTouch: width < 600 });
    await context.addInitScript(() => {
      globalThis.shifts = [];
      const note = (list) => globalThis.shifts.push(...list.getEntries().map(({ value, sources }) =>
        `${value.toFixed(3)} (${sources.map(({ node }) => node?.outerHTML?.slice(0, 60) ?? 'a text').join('; ')})`));
      new PerformanceObserver(note).observe({ type: 'layout-shift', buffered: true });
    });
    const page = await context.newPage();
    const line = await context.newCDPSession(page);
    await line.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 120_000, uploadThroughput: 60_000 });
    for (const route of pages) {
      await page.goto(site.address + route);
      await page.waitForTimeout(200);
      for (const shift of await page.evaluate(() => globalThis.shifts)) wrong.push(`${route}, ${width} px: what is seen moves by ${shift}`);
      n += 1;
    }
    await context.close();
  }
  // The page for dead addresses has the host's paths.
  const texted = pages.filter((route) => route !== '404.html');
  const texts = async (options, origin) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    listen(page, origin);
    const seen = [];
    for (const route of texted) {
      await page.goto(origin + route);
      // What only interaction adds is marked `data-added` by the scripts.
      seen.push(await page.evaluate(() => {
        const main = document.querySelector('main').cloneNode(true);
        for (const added of main.querySelectorAll('[data-added]')) added.remove();
        return { text: main.textContent.replace(/\s+/g, ' ').trim(), links: [...main.querySelectorAll('a')].map((a) => a.getAttribute('href')) };
      }));
    }
    await context.close();
    return seen;
  };
  const [scripted, plain] = [await texts({}, site.address), await texts({ javaScriptEnabled: false }, site.address)];
  const opened = await texts({}, pathToFileURL(join(folder, '/')).href);
  texted.forEach((route, index) => {
    // A page whose whole content is an answer to a question may say without JavaScript how else to find it.
    if (route !== 'search.html' && JSON.stringify(scripted[index]) !== JSON.stringify(plain[index])) wrong.push(`${route}: differs without JavaScript`);
    if (JSON.stringify(scripted[index]) !== JSON.stringify(opened[index])) wrong.push(`${route}: differs when opened as a file`);
  });
  console.log(`${pages.length} types of pages, ${n} views checked: ${wrong.length} faults`);
} finally {
  await browser.close();
  site.end();
}
for (const line of wrong) console.log(line);
process.exit(wrong.length ? 1 : 0);
