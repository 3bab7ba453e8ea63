// Pictures of every type of page, to be looked at: light and dark, at three widths, and printed.
//
//     node tests/browser/screenshots.mjs FOLDER OUT [--pages a.html,b.html] [--height 2400]
//
// Writes OUT/<page>-<width>-<scheme>.png and OUT/<page>.pdf; see site.mjs for what it needs.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { onePageOfEachType, open, serve } from './site.mjs';

const { values, positionals: [folder, out] } = parseArgs({
  allowPositionals: true,
  options: { pages: { type: 'string' }, height: { type: 'string', default: '2400' }, widths: { type: 'string', default: '390,820,1440' } },
});
mkdirSync(out, { recursive: true });
const site = await serve(resolve(folder));
const browser = await open();
try {
  const pages = values.pages?.split(',') ?? onePageOfEachType(resolve(folder));
  for (const colorScheme of ['light', 'dark']) {
    for (const width of values.widths.split(',').map(Number)) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' });
      const page = await context.newPage();
      for (const route of pages) {
        await page.goto(site.address + route);
        const full = await page.evaluate(() => document.documentElement.scrollHeight);
        const name = route.replace(/\.html$/, '').replaceAll('/', '_');
        await page.screenshot({ path: join(out, `${name}-${width}-${colorScheme}.png`), fullPage: true,
          clip: { x: 0, y: 0, width, height: Math.min(full, Number(values.height)) } });
        if (colorScheme === 'light' && width === 1440) await page.pdf({ path: join(out, `${name}.pdf`), format: 'A4' });
      }
      await context.close();
    }
  }
  console.log(`${pages.length} pages in ${resolve(out)}`);
} finally {
  await browser.close();
  site.end();
}
