// Lighthouse over pages of a finished site: what is not 100 in performance, accessibility, best practices and SEO is told.
//
//     node tests/browser/lighthouse.mjs FOLDER ROUTE...
//
// Needs lighthouse beside playwright-core; see site.mjs.
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serve } from './site.mjs';

const require = createRequire(join(process.env.PLAYWRIGHT_HOME ?? process.cwd(), 'x.js'));
const { default: lighthouse } = await import(pathToFileURL(require.resolve('lighthouse')));
const [folder, ...routes] = process.argv.slice(2);
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

// It reads robots.txt as if the page asked for it, which the policy of the pages forbids.
const site = await serve(resolve(folder), (page) => page.replace("base-uri 'none'", "connect-src 'self'; base-uri 'none'"));
const port = await new Promise((done) => {
  const probe = createServer().listen(0, '127.0.0.1', () => { const { port: free } = probe.address(); probe.close(() => done(free)); });
});
const browser = await require('playwright-core').chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage', `--remote-debugging-port=${port}`],
});
let n_below = 0;
try {
  for (const route of routes) {
    const { lhr } = await lighthouse(site.address + route, { port, onlyCategories: CATEGORIES, logLevel: 'error' });
    const scores = CATEGORIES.map((id) => Math.round(100 * lhr.categories[id].score));
    console.log(`${route}: ${CATEGORIES.map((id, index) => `${id} ${scores[index]}`).join(', ')}`);
    n_below += scores.filter((score) => score < 100).length;
    for (const [index, id] of CATEGORIES.entries()) {
      if (scores[index] === 100) continue;
      for (const { id: audit, weight } of lhr.categories[id].auditRefs) {
        const { score, title, displayValue } = lhr.audits[audit];
        if (weight > 0 && score !== null && score < 1) console.log(`    ${id}: ${title} (${displayValue ?? score})`);
      }
    }
  }
} finally {
  await browser.close();
  site.end();
}
process.exit(n_below ? 1 : 0);
