// An article and an event of the demo in a real browser, as built: the card of a mention by pointer, keyboard and touch, steps
// from mention to mention, layers, the panel that follows the text, passages to share; and without JavaScript all text and links.
//
//     node tests/browser/reading.mjs PUBLIC
//
// Needs playwright-core and axe-core (where PLAYWRIGHT_HOME or node_modules says) and Chromium (CHROMIUM, or `chromium` of
// the system). The pages are opened from the file system, as a double-click does.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import assert from 'node:assert/strict';

const require = createRequire(join(process.env.PLAYWRIGHT_HOME ?? process.cwd(), 'x.js'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const root = resolve(process.argv[2]);
// The article with most mentions, whichever that is.
const articles = readdirSync(join(root, 'articles')).filter((name) => name !== 'index.html');
const mentions = (name) => readFileSync(join(root, 'articles', name), 'utf8').split('class="m ').length;
const longest = articles.sort((a, b) => mentions(b) - mentions(a))[0];
const url = pathToFileURL(join(root, 'articles', longest)).href;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
let passed = 0;
const wrong = [];
/** Opens the article in a window of its own, tests, closes it. */
const check = async (name, options, test) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (line) => line.type() === 'error' && wrong.push(line.text()));
  page.on('request', (request) => request.url().startsWith('file:') || wrong.push(request.url()));
  await page.goto(url);
  await test(page);
  await context.close();
  passed += 1;
  console.log(`ok ${name}`);
};
/** The element that has the focus: its text, its id, whether it is in the card. */
const focused = (page) => page.evaluate(() => {
  const { id, textContent } = document.activeElement;
  return { id, text: textContent, inCard: document.activeElement.closest('.pop') !== null };
});
const tabTo = (page, id) => page.evaluate((id) => {
  // The place before the mention, so that Tab leads to it as it leads a reader.
  const mention = document.getElementById(id);
  const links = [...document.querySelectorAll('a[href], button, summary')];
  links[links.indexOf(mention) - 1].focus();
}, id).then(() => page.keyboard.press('Escape')).then(() => page.keyboard.press('Tab'));
/** Anchors of all mentions of the entity that is named most. */
const most = (page) => page.evaluate(() => {
  const lines = [...document.querySelectorAll('.side li[data-all]')].map((line) => line.dataset.all.split(' '));
  return lines.sort((a, b) => b.length - a.length)[0].map((number) => `m${number}`);
});
const firstLinked = (page, ids) => page.evaluate((ids) => ids.find((id) => document.getElementById(id).matches('p a')), ids);
const overlap = (page) => page.evaluate(() => {
  const card = document.querySelector('.pop').getBoundingClientRect();
  const mention = document.querySelector('[aria-describedby="pop-about"]');
  const inside = card.left >= 0 && card.right <= innerWidth && card.top >= 0 && card.bottom <= innerHeight;
  const covers = [...mention.getClientRects()].some((line) => line.left < card.right && card.left < line.right
    && line.top < card.bottom && card.top < line.bottom);
  return { inside, covers };
});

try {
  await check('Tab opens the card, Down goes into it, Escape closes it and the focus comes back', {}, async (page) => {
    const id = await firstLinked(page, await most(page));
    await tabTo(page, id);
    assert.equal((await focused(page)).id, id);
    const card = page.locator('.pop');
    await card.waitFor();
    assert.deepEqual(await overlap(page), { inside: true, covers: false });
    assert.ok((await card.locator('.pop-why span').textContent()).length > 10, 'the card says why');
    await page.keyboard.press('ArrowDown');
    assert.equal((await focused(page)).inCard, true);
    await page.keyboard.press('Shift+Tab');
    assert.equal((await focused(page)).id, id);
    // Tab leads through the card and then to the next name.
    await page.keyboard.press('ArrowDown');
    const stops = await card.locator('a, summary').count();
    for (let n = 1; n < stops; n += 1) {
      await page.keyboard.press('Tab');
      assert.equal((await focused(page)).inCard, true);
    }
    await page.keyboard.press('Tab');
    assert.equal((await focused(page)).inCard, false);
    assert.notEqual((await focused(page)).id, id);
    await tabTo(page, id);
    await card.waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    assert.equal(await card.count(), 0);
    assert.equal((await focused(page)).id, id);
    // Each name is one stop: Tab goes on to the next mention, whose card opens.
    await page.keyboard.press('Tab');
    assert.notEqual((await focused(page)).id, id);
    assert.equal((await focused(page)).inCard, false);
    await card.waitFor();
    const address = await page.evaluate(() => document.activeElement.href);
    await page.keyboard.press('Enter');
    await page.waitForURL(address);
  });

  await check('left and right go through all mentions of one entity, and round', {}, async (page) => {
    const ids = await most(page);
    const first = await firstLinked(page, ids);
    await tabTo(page, first);
    for (let n = 1; n <= ids.length; n += 1) {
      await page.keyboard.press('ArrowRight');
      const expected = ids[(ids.indexOf(first) + n) % ids.length];
      assert.equal((await focused(page)).id, expected);
      assert.equal(await page.locator('.here').getAttribute('id'), expected);
      assert.equal(await page.locator('.same').count(), ids.length - 1);
      assert.deepEqual(await overlap(page), { inside: true, covers: false });
    }
    await page.keyboard.press('ArrowLeft');
    assert.equal((await focused(page)).id, ids[(ids.indexOf(first) + ids.length - 1) % ids.length]);
  });

  await check('a pointer that only crosses a mention opens nothing; one that rests does, and may go onto the card', {}, async (page) => {
    const mention = page.locator(`#${await firstLinked(page, await most(page))}`);
    await mention.hover();
    await page.mouse.move(2, 2);
    await page.waitForTimeout(500);
    assert.equal(await page.locator('.pop').count(), 0);
    await mention.hover();
    await page.locator('.pop').waitFor();
    assert.equal(await page.locator('.pop').count(), 1);
    await page.locator('.pop-why').hover();
    await page.waitForTimeout(600);
    assert.equal(await page.locator('.pop').count(), 1, 'the card can be pointed at');
    await page.mouse.move(2, 2);
    await page.waitForFunction(() => !document.querySelector('.pop'));
    await mention.hover();
    await page.locator('.pop').waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.pop').count(), 0, 'Escape closes what the pointer opened');
    const shift = await page.evaluate(() => new Promise((done) => {
      new PerformanceObserver((list) => done(list.getEntries().reduce((sum, one) => sum + one.value, 0)))
        .observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => done(0), 300);
    }));
    assert.equal(shift, 0, 'nothing moves');
  });

  await check('the count in the panel steps through the text', {}, async (page) => {
    const ids = await most(page);
    const count = page.locator(`.side a.n[href="#${ids[0]}"]`);
    for (const id of ids) {
      await count.click();
      assert.equal(await page.locator('.here').getAttribute('id'), id);
      assert.equal(await count.textContent(), `${ids.indexOf(id) + 1}/${ids.length}`);
    }
    assert.equal(await page.locator('.pop').count(), 0);
    await count.focus();
    await page.keyboard.press('Enter');
    assert.equal((await focused(page)).id, ids[0]);
    await page.locator('.pop').waitFor();
  });

  await check('a layer goes and comes back, by keyboard, and the next page remembers it', {}, async (page) => {
    const layer = page.locator('.layers button[value="place"]');
    const links = () => page.locator('.text .m-place[href]').count();
    const before = await links();
    assert.ok(before > 0);
    await layer.focus();
    await page.keyboard.press('Space');
    assert.equal(await layer.getAttribute('aria-pressed'), 'false');
    assert.equal(await links(), 0);
    await page.reload();
    assert.equal(await layer.getAttribute('aria-pressed'), 'false');
    assert.equal(await links(), 0);
    await layer.click();
    assert.equal(await links(), before);
    const underlined = () => page.evaluate(() => getComputedStyle(document.querySelector('.text .d')).textDecorationLine);
    assert.equal(await underlined(), 'underline');
    await page.locator('.layers button[value="date"]').click();
    assert.equal(await underlined(), 'none');
  });

  await check('no underlines and numbered passages are chosen for all pages', {}, async (page) => {
    const line = () => page.evaluate(() => getComputedStyle(document.querySelector('.text p .m')).textDecorationLine);
    const headline = () => page.evaluate(() => [...document.querySelectorAll('.text h1 a')]
      .every((one) => getComputedStyle(one).textDecorationLine === 'none'));
    const number = page.locator('#p1 > .pn');
    assert.equal(await line(), 'underline');
    assert.equal(await headline(), true);
    assert.equal(await number.isVisible(), false);
    for (const box of ['#quiet', '#numbers']) await page.check(box);
    await page.reload();
    assert.equal(await line(), 'none');
    assert.equal(await number.isVisible(), true);
    await page.locator('.text p a.m').first().hover();
    assert.equal(await line(), 'underline');
  });

  await check('the panel is bright where the text is on the screen', {}, async (page) => {
    const seen = () => page.locator('.side .seen').count();
    await page.waitForFunction(() => document.querySelector('.seen'));
    const lines = await page.locator('.side li[data-all]').count();
    assert.ok(await seen() < lines);
    const begins = () => page.locator('.strip rect').getAttribute('y').then(Number);
    const before = await begins();
    await page.evaluate(() => scrollTo({ top: document.querySelector('.text').scrollHeight * 0.8, behavior: 'instant' }));
    await page.waitForTimeout(200);
    assert.ok(await begins() > before + 20);
  });

  await check('a passage is copied with its reference, by its number and by selection', {
    permissions: ['clipboard-read', 'clipboard-write'],
  }, async (page) => {
    const copied = async (value) => {
      await page.locator(`.share [value="${value}"]`).click();
      await page.waitForFunction(() => document.querySelector('.share [role=status]').textContent);
      return page.evaluate(() => navigator.clipboard.readText());
    };
    await page.locator('#p2').hover();
    await page.locator('#p2 > .pn').click();
    const quotation = await copied('quote');
    const [title, begins] = await page.evaluate(() => [document.querySelector('.text h1').textContent, document.querySelector('#p2').textContent.trim().slice(0, 20)]);
    const plain = (text) => text.replace(/\s+/g, ' ').trim();
    for (const part of [plain(begins), plain(title), '#p2']) assert.ok(plain(quotation).includes(part), `${part} in ${quotation}`);
    assert.ok((await copied('link')).endsWith('#p2'));
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.share').count(), 0);
    await page.evaluate(() => getSelection().selectAllChildren(document.querySelector('#p3')));
    await page.locator('.share').waitFor();
    assert.match(await copied('link'), /#p3:~:text=[^#]+$/);
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.share [value="picture"]').click()]);
    assert.equal(download.suggestedFilename(), 'p3.png');
  });

  await check('the first tap opens the card, its link leads on; a tap elsewhere closes it', {
    viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true,
  }, async (page) => {
    assert.equal(await page.locator('.panel').getAttribute('open'), null, 'the panel is folded on a phone');
    const mention = page.locator(`#${await firstLinked(page, await most(page))}`);
    await mention.tap();
    await page.locator('.pop').waitFor();
    assert.equal(page.url(), url);
    assert.deepEqual(await overlap(page), { inside: true, covers: false });
    await page.touchscreen.tap(3, 3);
    assert.equal(await page.locator('.pop').count(), 0);
    await mention.tap();
    const address = await page.evaluate(() => document.querySelector('.pop-name a').href);
    await page.locator('.pop-name a').tap();
    await page.waitForURL(address);
  });

  await check('the panel ends above the lower edge of the window, on a low window too', { viewport: { width: 1280, height: 640 } }, async (page) => {
    const bottom = () => page.evaluate(() => document.querySelector('.side').getBoundingClientRect().bottom - innerHeight);
    assert.ok(await bottom() <= 0);
    await page.evaluate(() => scrollTo({ top: 700, behavior: 'instant' }));
    assert.ok(await bottom() <= 0);
  });

  await check('axe finds nothing while a card is open, light and dark', {}, async (page) => {
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.reload();
      await tabTo(page, await firstLinked(page, await most(page)));
      await page.locator('.pop').waitFor();
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run({ preload: false }));
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
    }
  });

  await check('the passages of a record turn round, and back', {}, async (page) => {
    await page.goto(await page.evaluate(() => {
      const n = (line) => Number(line.querySelector('.n').textContent);
      const lines = [...document.querySelectorAll('.side li[data-all]')].sort((a, b) => n(b) - n(a));
      return lines[0].querySelector('.e').href;
    }));
    const order = () => page.locator('.backlinks .from > h3').allTextContents();
    const before = await order();
    assert.ok(before.length > 1);
    const turn = page.locator('.turn button');
    await turn.click();
    assert.deepEqual(await order(), [...before].reverse());
    assert.equal(await turn.getAttribute('aria-pressed'), 'true');
    await turn.click();
    assert.deepEqual(await order(), before);
  });

  await check('without JavaScript all text and links are there, each link says why, and no button does nothing', { javaScriptEnabled: false }, async (page) => {
    assert.ok(await page.locator('.text a.m[href][title]').count() > 5);
    assert.equal(await page.locator('.panel').getAttribute('open'), '');
    const [, href] = (await page.content()).match(/<a class="n" href="(#m\d+)"/);
    assert.equal(await page.locator(href).count(), 1);
    assert.equal(await page.locator('#p2 > .pn').getAttribute('href'), '#p2');
    for (const button of await page.locator('button').all()) assert.equal(await button.isVisible(), false);
    for (const link of await page.locator('.speech dt a, .speech dd a').all()) {
      const anchor = (await link.getAttribute('href')).split('#')[1];
      if (anchor) assert.equal(await page.locator(`#${anchor}`).count(), 1, anchor);
    }
  });
  assert.deepEqual(wrong, []);
} finally {
  await browser.close();
}
console.log(`${passed} passed, 0 failed`);
