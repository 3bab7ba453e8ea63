// Prints the print edition of a dossier, and checks what stands on the paper: each locator of the index and each number of the
// contents is the page that has the passage or the chapter.
//
//     node tests/browser/print.mjs BOOK.html [--keep FOLDER]
//
// Needs pdftotext, and what site.mjs needs. No text of the book is compared, only pages.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { open } from './site.mjs';

const { values, positionals: [book] } = parseArgs({ allowPositionals: true, options: { keep: { type: 'string' } } });
const out = values.keep ? resolve(values.keep) : mkdtempSync(join(tmpdir(), 'print-'));
mkdirSync(out, { recursive: true });

const browser = await open();
try {
  const page = await browser.newPage();
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (line) => line.type() === 'error' && wrong.push(line.text()));
  page.on('request', (request) => /^(file|data):/.test(request.url()) || wrong.push(request.url()));
  await page.goto(pathToFileURL(resolve(book)).href);
  // A word for each place, which is found again on the paper: what the script says of the place is beside it.
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const told = await page.evaluate(() => {
    const places = [];
    const mark = (link, pages) => {
      const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      places.push([place, pages]);
      return place;
    };
    for (const entry of document.querySelectorAll('.contents li:not(.part)')) {
      mark(entry.querySelector('a'), entry.querySelector('b').textContent);
    }
    for (const link of document.querySelectorAll('[role="doc-index"] li a')) {
      if (/^\d/.test(link.textContent)) mark(link, link.textContent);
    }
    // The mark takes no room, so that no line changes.
    return places.map(([place, pages], n) => {
      const sign = document.createElement('span');
      // Signs that are twice in one place would be read once.
      sign.textContent = `[${[...String(n)].join('~')}]`;
      // One that stands by itself at the start of a chapter would be painted at the end of the page before.
      const isChapter = place.matches('.chapter');
      sign.style.cssText = `position:${isChapter ? 'static' : 'absolute'};font-size:1pt;line-height:0;color:#fff;white-space:nowrap`;
      (isChapter ? place.querySelector('h1, h2, p, li') : place).prepend(sign);
      return pages;
    });
  });
  const file = join(out, 'book.pdf');
  await page.pdf({ path: file, preferCSSPageSize: true });
  const sheets = execFileSync('pdftotext', ['-raw', file, '-'], { maxBuffer: 1 << 30 }).toString().split('\f');
  writeFileSync(join(out, 'book.txt'), sheets.join('\n-----\n'));
  const found = new Map();
  sheets.forEach((sheet, at) => {
    for (const [, n] of sheet.matchAll(/\[(\d(?:[~ ]\d)*)\]/g)) found.set(Number(n.replace(/[~ ]/g, '')), at + 1);
  });
  const off = told.flatMap((pages, n) => {
    const [from, to = from] = pages.split('–').map(Number);
    const sheet = found.get(n);
    return sheet >= from && sheet <= to ? [] : [`place ${n}: said ${pages}, is on ${sheet}`];
  });
  console.log(`${sheets.length - 1} pages, ${told.length} numbers, ${off.length} of them wrong`);
  assert.deepEqual(off.slice(0, 10), []);
  assert.ok(told.length > 0, 'no numbers');
  assert.deepEqual(wrong, []);
} finally {
  await browser.close();
}
