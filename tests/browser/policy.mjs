// A site at a running host: no page of any type breaks the policy that the host sends with it, or the page's own, and none says
// anything on the console; the search answers; the page for dead addresses has its style.
//
//     node tests/browser/policy.mjs FOLDER ADDRESS
//
// FOLDER is what the host serves; it says which types of pages there are. Needs what site.mjs needs.
import { resolve } from 'node:path';
import { onePageOfEachType, open } from './site.mjs';

const [folder, address] = [resolve(process.argv[2]), process.argv[3]];
const wrong = [];
const browser = await open();
try {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    globalThis.broken = [];
    document.addEventListener('securitypolicyviolation', (event) => globalThis.broken.push(`${event.effectiveDirective} ${event.blockedURI}`));
  });
  const page = await context.newPage();
  const dead = 'no/such/page.html';
  page.on('console', (line) => {
    // The browser notes that the dead address is one.
    const is_expected = page.url().endsWith(dead) && line.text().includes('404');
    if (['error', 'warning'].includes(line.type()) && !is_expected) wrong.push(`${page.url()}: console: ${line.text()}`);
  });
  page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error}`));
  const pages = [...onePageOfEachType(folder), 'data/dossier-print.html', dead];
  for (const route of pages) {
    await page.goto(address + route);
    if (route.startsWith('search')) {
      await page.locator('#q').fill('visite');
      await page.locator('#hits li').first().waitFor();
    }
    await page.waitForTimeout(150);
    for (const what of await page.evaluate(() => globalThis.broken)) wrong.push(`${route}: the policy blocks ${what}`);
    if (!await page.evaluate(() => document.styleSheets.length)) wrong.push(`${route}: has no style`);
  }
  const other = await context.newPage();
  await other.setContent(`<iframe src="${address}"></iframe>`);
  await other.waitForTimeout(500);
  const shown = other.frames().slice(1).map((frame) => frame.url());
  // A browser puts a page of its own in the place of what may not be shown.
  if (shown.some((url) => url.startsWith(address))) wrong.push(`another site can show a page in a frame: ${shown}`);
  console.log(`${pages.length} pages: ${wrong.length} faults`);
} finally {
  await browser.close();
}
for (const line of wrong) console.log(line);
process.exit(wrong.length ? 1 : 0);
