// A whole dossier made at the desk, from an empty folder to the site as a ZIP file, in a real browser: first by keyboard alone,
// then with the pointer, then on a phone. The folder is a git repository from the moment the documents are written: each step
// says which files it may change, and at the end the repository holds these changes and no others. The ZIP file is compared with
// a clean `dossier build`. Each view is read by axe, at twice the size too, and in Chromium's tree for screen readers.
//
//     node tests/browser/desk_whole.mjs DOSSIER [FOLDER OF DOCUMENTS]
//
// Without documents it writes five of its own. Needs the same as desk.mjs, git and Python 3.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { axe, openBrowser, openDesk, tree } from './desk_browser.mjs';
import { looks } from './desk_looks.mjs';
import { PICTURE, ownDocuments } from './desk_documents.mjs';

const [, , program, given] = process.argv;
// As many as a dossier has, at most these.
const WANTED = { accepted: 40, refused: 5, merged: 2, decided: 10 };
const told = {};

const folders = [];
const temporary = (name) => {
  const folder = mkdtempSync(join(tmpdir(), `dossier-${name}-`));
  folders.push(folder);
  return folder;
};
const documents = given ?? ownDocuments(temporary('documents'));
const root = temporary('whole');
const git = (...args) => execFileSync('git', ['-C', root, '-c', 'user.name=desk', '-c', 'user.email=desk@example.org', '-c', 'core.quotePath=false', ...args], { encoding: 'utf8' });
const file = (name) => (existsSync(join(root, name)) ? readFileSync(join(root, name), 'utf8') : '');
// The lines that differ since the last step, by file; then the step is kept.
const changes = () => {
  git('add', '-A');
  const lines = {};
  let name = '';
  for (const line of git('diff', '--cached', '--no-renames', '-U0').split('\n')) {
    const header = line.match(/^diff --git a\/(.*) b\//);
    if (header) [name] = [header[1]], lines[name] = [];
    else if (/^[+-]/.test(line) && !/^(\+\+\+|---) ([ab]\/|\/dev)/.test(line)) lines[name].push(line);
    else if (/^Binary/.test(line)) lines[name].push('+binary');
  }
  return lines;
};
const keep = (what) => { git('commit', '-q', '--allow-empty', '-m', what); };
// Says that a step changed these files and no others, each with lines of this shape and no others.
const expectChanges = (what, expected) => {
  const lines = changes();
  for (const [name, all] of Object.entries(lines)) {
    const shape = Object.entries(expected).find(([pattern]) => new RegExp(`^${pattern}$`).test(name))?.[1];
    assert.ok(shape, `${what}: ${name} changed too:\n${all.join('\n')}`);
    for (const line of all) assert.match(line, shape, `${what}: ${name}`);
  }
  for (const pattern of Object.keys(expected)) {
    assert.ok(Object.keys(lines).some((name) => new RegExp(`^${pattern}$`).test(name)), `${what}: no change of ${pattern} in ${Object.keys(lines)}`);
  }
  keep(what);
};

let passed = 0;
const check = async (name, test) => {
  const start = Date.now();
  await test();
  passed += 1;
  console.log(`ok ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
};
const { server, address } = await openDesk(program, root, 'fr');
const site = address.replace('_dossier/desk/', '');
const browser = await openBrowser();
const wrong = [];
const opened = async (options) => {
  const context = await browser.newContext({ acceptDownloads: true, locale: 'fr-FR', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20000);
  // The browser hands a chooser over only if somebody listened well before the key that opens it.
  page.on('filechooser', () => {});
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (line) => line.type() === 'error' && !/status of 4/.test(line.text()) && wrong.push(line.text()));
  return page;
};
const view = looks({ browser, axe, address });

try {
  let page = await opened({ viewport: { width: 1280, height: 800 } });
  const until = async (test, what) => {
    for (let n = 0; n < 200; n += 1) {
      if (await test()) return;
      await page.waitForTimeout(50);
    }
    assert.fail(`never: ${what}`);
  };
  // A page that was saved loads itself again, which may end another navigation.
  const go = async (url) => {
    for (let n = 0; n < 5; n += 1) {
      try {
        return await page.goto(url);
      } catch (error) {
        if (!/ERR_ABORTED|interrupted/.test(String(error))) throw error;
        await page.waitForTimeout(300);
      }
    }
    return page.goto(url);
  };
  const focus = async (selector, key = 'Tab') => {
    for (let n = 0; n < 600; n += 1) {
      if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
      await page.keyboard.press(key);
    }
    assert.fail(`the keyboard never reaches ${selector}: ${await page.evaluate(() => [document.activeElement.outerHTML.slice(0, 200), document.querySelectorAll('#rows > li').length, document.querySelector('#rows')?.previousElementSibling.outerHTML])}`);
  };
  const type = async (selector, text) => {
    await focus(selector);
    await page.keyboard.press('Control+a');
    await page.keyboard.type(text);
  };
  const agree = async () => {
    await page.waitForSelector('#ask[open]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#ask[open]', { state: 'detached' }).catch(() => {});
  };
  const generation = async () => Number(await page.getAttribute('body', 'data-generation'));
  // The preview shows what was just done.
  const shown = async (test, what) => until(async () => { await go(page.url()); return test(); }, what);

  // By keyboard.
  await check('documents are chosen, a date and a newspaper corrected, and all is written', async () => {
    await go(address);
    await view('', 'begin');
    await type('#site-title', 'Le dossier du port');
    assert.equal(await page.inputValue('#site-language'), 'fr');
    await focus('#choose-files');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
    await chooser.setFiles(readdirSync(documents).sort().map((name) => join(documents, name)));
    await page.waitForSelector('#write', { timeout: 60000 });
    told.documents = await page.locator('#articles > li').count();
    await type('#articles > li:nth-child(1) [name=date]', '2023-09-16');
    await type('#articles > li:nth-child(2) [name=publisher]', 'L’Écho d’Armel');
    await focus('#write');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#next:not([hidden])');
    const heads = readdirSync(join(root, 'content/articles')).map((name) => file(`content/articles/${name}`));
    assert.equal(heads.length, told.documents);
    assert.equal(heads.filter((text) => /\ndate: 2023-09-16\ndate_certainty: given\n/.test(text)).length, 1);
    assert.equal(heads.filter((text) => /\npublisher: "?L’Écho d’Armel/.test(text)).length, 1);
    git('init', '-q');
    git('add', '-A');
    keep('the documents');
  });

  const proposals = async () => {
    await go(`${address}proposals`);
    await page.waitForSelector('#searching', { state: 'detached', timeout: 30000 });
    return page.locator('#rows > li').count();
  };
  const RECORD = 'content/(people|places|organisations|events|works)/.*\\.md';
  await check('two proposals become one record', async () => {
    const n = await proposals();
    told.proposals = n;
    // Two of one kind, which a person may well know to be one.
    const pairs = await page.evaluate(() => {
      const rows = [...document.querySelectorAll('#rows > li')].reverse();
      const kind = rows.find((row) => rows.filter((other) => other.dataset.kind === row.dataset.kind).length >= 2)?.dataset.kind;
      return rows.filter((row) => row.dataset.kind === kind).slice(0, 2).map((row) => [row.dataset.proposal, row.dataset.name]).reverse();
    });
    told.merged = pairs.length;
    for (const [key] of pairs) {
      await focus(`[data-proposal="${key}"] [type=checkbox]`);
      await page.keyboard.press('Space');
    }
    await focus('#accept-one', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await agree();
    await until(() => Object.keys(tree(join(root, 'content'))).some((name) => name.includes(`${pairs[0][0]}.md`)), 'a record');
    const record = Object.keys(changes()).map(file).join('');
    assert.ok(pairs.every(([, name]) => record.includes(name)), record);
    expectChanges('merged', { [RECORD]: /^\+/ });
    for (const [key] of pairs) assert.equal(await page.locator(`[data-proposal="${key}"]`).count(), 0);
  });
  await check('others are refused', async () => {
    const n = await proposals();
    const refused = Math.min(WANTED.refused, Math.max(1, Math.floor(n / 4)));
    for (told.refused = 0; told.refused < refused; told.refused += 1) {
      const last = await page.locator('#rows > li').count();
      await focus(`#rows > li:nth-child(${last}) .refuse`);
      await page.keyboard.press('Enter');
      await agree();
      await page.waitForFunction((old) => document.querySelectorAll('#rows > li').length < old, last);
    }
    assert.equal(file('content/decisions.yaml').match(/refused: /g).length, refused);
    expectChanges('refused', { 'content/decisions\\.yaml': /^\+/ });
  });
  await check('forty are accepted', async () => {
    await proposals();
    await focus('#all');
    await page.keyboard.press('Space');
    // Rows without a kind, and those after the fortieth, are left.
    const left = await page.evaluate((most) => {
      const rows = [...document.querySelectorAll('#rows > li')];
      const good = rows.filter((row) => row.querySelector('select').value).slice(0, most);
      return rows.filter((row) => !good.includes(row)).map((row) => row.dataset.proposal);
    }, WANTED.accepted);
    told.accepted = await page.locator('#rows > li').count() - left.length;
    for (const key of left) {
      await focus(`[data-proposal="${key}"] [type=checkbox]`);
      await page.keyboard.press('Space');
    }
    await focus('#accept-all', left.length ? 'Shift+Tab' : 'Tab');
    await page.keyboard.press('Enter');
    await agree();
    await until(() => git('status', '--porcelain', '-uall').trim().split('\n').length >= told.accepted, 'the records');
    assert.equal(Object.keys(changes()).length, told.accepted);
    expectChanges('accepted', { [RECORD]: /^\+/ });
  });
  await check('uncertain mentions are decided with single keys', async () => {
    const at = () => page.evaluate(() => Number(document.querySelector('.question')?.dataset.at ?? -1));
    await until(async () => { await go(`${address}review`); return await at() >= 0 || generation() > 4; }, 'a question').catch(() => {});
    for (told.decided = 0; told.decided < WANTED.decided; told.decided += 1) {
      const question = await at();
      if (question < 0) break;
      // Every third time: nobody.
      await page.keyboard.press(told.decided % 3 === 2 ? '0' : '1');
      await page.waitForFunction((old) => Number(document.querySelector('.question')?.dataset.at ?? -1) !== old, question);
    }
    await until(() => (file('content/decisions.yaml').match(/article: /g) ?? []).length >= told.decided, 'the decisions');
    if (told.decided) expectChanges('decided', { 'content/decisions\\.yaml': /^\+/ });
  });
  for (const name of ['add', 'review', 'proposals', 'done', 'checks', 'articles', 'register']) await view(name, name);

  // With the pointer.
  await page.context().close();
  page = await opened({ viewport: { width: 1280, height: 800 } });
  const inWindow = (selector) => page.locator(`#dossier-words ${selector}`);
  const articles = readdirSync(join(root, 'content/articles')).map((name) => name.replace(/\.md$/, '')).sort();
  const records = (folder) => (existsSync(join(root, 'content', folder)) ? readdirSync(join(root, 'content', folder)).map((name) => name.replace(/\.md$/, '')).sort() : []);
  const people = records('people');
  // Double-clicks the nth plain word with so many letters of an article, and opens the window.
  const selectWord = async (article, index) => {
    await go(`${site}articles/${article}.html`);
    const [x, y, word] = await page.evaluate((n) => {
      const found = [];
      const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.parentElement.matches('p[id^=p]')) continue;
        for (const match of node.textContent.matchAll(/(?<![\p{L}’'-])\p{Ll}{7,}(?![\p{L}’'-])/gu)) found.push([node, match.index, match[0]]);
      }
      const [node, from, word] = found[n % found.length];
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, from + word.length);
      node.parentElement.scrollIntoView({ block: 'center' });
      const [place] = range.getClientRects();
      return [place.x + place.width / 2, place.y + place.height / 2, word];
    }, index);
    await page.mouse.dblclick(x, y);
    await inWindow('#beside').click();
    await inWindow('#words[open] [data-do=note]').waitFor({ state: 'attached' });
    return word;
  };
  const clickPart = async (selector) => {
    if (!await inWindow(selector).isVisible()) await inWindow(`details:has(${selector}) > summary`).click();
    return inWindow(selector);
  };
  await check('a word becomes the name of a new person', async () => {
    await selectWord(articles[0], 3);
    await view(null, 'the window of words', page);
    await (await clickPart('#w-name')).fill('Solenn Karadec');
    await inWindow('#w-kind').selectOption('person');
    await inWindow('[data-do=new-record]').click();
    await inWindow('#ask-yes').click();
    await until(() => file('content/people/solenn-karadec.md') !== '', 'a record');
    await until(() => file('content/decisions.yaml').includes('entity: solenn-karadec'), 'a decision');
    expectChanges('a new person', { 'content/people/solenn-karadec\\.md': /^\+/, 'content/decisions\\.yaml': /^\+/ });
    await shown(() => page.locator('a.m[href*="solenn-karadec"]').count(), 'the link');
  });
  await check('another word is no name', async () => {
    const word = await selectWord(articles[0], 9);
    await (await clickPart('[data-do=never-name]')).click();
    await inWindow('#ask-yes').click();
    await until(() => file('content/decisions.yaml').includes(`refused: "${word}"`), 'no name');
    expectChanges('no name', { 'content/decisions\\.yaml': /^\+ *-? *(refused|.*): / });
  });
  await check('a quotation gets another speaker', async () => {
    let article = '';
    for (article of articles) {
      await go(`${site}articles/${article}.html`);
      if (await page.locator('main .q').count()) break;
    }
    await page.locator('#dossier-desk button').nth(1).click();
    const quote = page.locator('main .q').first();
    await quote.scrollIntoViewIfNeeded();
    // A point of it that is no name: names answer for themselves.
    const [x, y] = await quote.evaluate((one) => {
      const boxes = [...one.getClientRects()];
      for (const box of boxes) {
        for (let at = box.left + 3; at < box.right; at += 6) {
          const y = box.top + box.height / 2;
          if (document.elementFromPoint(at, y) === one) return [at, y];
        }
      }
      return [0, 0];
    });
    await page.mouse.click(x, y);
    await inWindow('#w-speaker').fill('solenn');
    await inWindow('#w-speaker-list [data-answer=solenn-karadec]').click();
    await until(() => file('content/decisions.yaml').includes('speaker: solenn-karadec'), 'a speaker');
    expectChanges('a speaker', { 'content/decisions\\.yaml': /^\+/ });
  });
  // Agrees if the form asks, and waits until the file holds it and the page is shown again.
  const saved = async (test, what) => {
    await until(async () => {
      if (await page.isVisible('#ask[open]').catch(() => false)) await page.click('#ask-yes').catch(() => {});
      return test();
    }, what);
    await page.waitForTimeout(300);
  };
  await check('a record gets a relation with its source', async () => {
    for (const id of people) {
      await go(`${address}record?id=${id}`);
      if (await page.locator('#passage-list option').count()) { told.person = id; break; }
    }
    const source = await page.evaluate(() => document.querySelector('#passage-list option').value);
    await page.click('[data-rows=relations] [data-add]');
    await page.fill('[data-rows=relations] [data-col=to]', 'solenn-karadec');
    await page.fill('[data-rows=relations] [data-col=as]', 'voisine de');
    await page.fill('[data-rows=relations] [data-col=source]', source);
    await page.click('#save');
    const name = `content/people/${told.person}.md`;
    await saved(() => file(name).includes(`relations: [{to: solenn-karadec, as: voisine de, source: "${source}"}]`), 'a relation');
    expectChanges('a relation', { [name.replace('.', '\\.')]: /^\+relations: / });
    await view(`record?id=${told.person}`, 'a record');
  });
  await check('a place is set on the map', async () => {
    [told.place] = records('places');
    const name = `content/places/${told.place}.md`;
    await go(`${address}record?id=${told.place}`);
    const before = await page.inputValue('#latitude');
    await page.locator('#map svg').click({ position: { x: 330, y: 120 } });
    await page.waitForFunction((old) => document.getElementById('latitude').value !== old, before);
    await page.click('#save');
    await saved(() => git('diff', '--', name).includes('+coordinates: ['), 'coordinates');
    expectChanges('coordinates', { [name.replace('.', '\\.')]: /^[+-]coordinates: \[/ });
    await view(`record?id=${told.place}`, 'a place');
  });
  await check('an article gets a picture from the disk, with its text; what is none is refused', async () => {
    const [article] = articles;
    const name = `content/articles/${article}.md`;
    await go(`${address}article?id=${article}`);
    await page.setInputFiles('#p-upload', { name: 'page.png', mimeType: 'image/png', buffer: Buffer.from('<html><script>') });
    await page.waitForFunction(() => document.getElementById('p-told').textContent.includes('n’a pas été prise'));
    await page.setInputFiles('#p-upload', { name: 'La jetée d’Armel.PNG', mimeType: 'image/png', buffer: Buffer.from(PICTURE, 'base64') });
    await page.waitForFunction(() => document.getElementById('p-file').value === 'media/la-jetee-d-armel.png');
    await page.fill('[data-picture=alt]', 'Une jetée sous la pluie');
    assert.equal(file('content/media/la-jetee-d-armel.png'), '', 'nothing is written before it is saved');
    await page.click('#save');
    await saved(() => file(name).includes('picture: {file: "media/la-jetee-d-armel.png", alt: Une jetée sous la pluie}\n'), 'a picture');
    assert.equal(readFileSync(join(root, 'content/media/la-jetee-d-armel.png'), 'base64'), PICTURE);
    expectChanges('a picture', { [name.replace('.', '\\.')]: /^\+picture: /, 'content/media/la-jetee-d-armel\\.png': /binary/ });
    await view(`article?id=${article}`, 'an article');
    await view(`source?of=${article}`, 'a source');
  });

  // On a phone.
  await page.context().close();
  page = await opened({ viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true });
  const hide = async (id) => {
    await go(`${address}record?id=${id}`);
    await page.locator('[value=hidden]').tap();
    await page.locator('#save').tap();
    await saved(() => file(`content/people/${id}.md`).includes('visibility: hidden\n'), 'a hidden person');
  };
  // Words of the name in another address would leak, and then the desk publishes nothing.
  const names = ['articles', 'people', 'places', 'organisations', 'events', 'works'].flatMap(records);
  const isAlone = (id) => id.split('-').every((word) => !names.some((name) => name !== id && name.includes(word)));
  const hidden = people.find((id) => id !== told.person && isAlone(id) && !/\nvisibility:/.test(file(`content/people/${id}.md`)));
  await check('a person is hidden', async () => {
    await hide(hidden);
    expectChanges('hidden', { [`content/people/${hidden}\\.md`]: /^\+visibility: hidden/ });
    await until(async () => (await fetch(`${site}people/${hidden}.html`)).status === 404, 'no page');
  });
  await check('three things are done and undone', async () => {
    const before = tree(join(root, 'content'));
    await hide('solenn-karadec');
    const [article] = articles;
    await go(`${address}article?id=${article}`);
    await page.fill('[data-field=tags]', 'port; mer');
    await page.locator('#save').tap();
    await saved(() => file(`content/articles/${article}.md`).includes('tags: [port, mer]'), 'tags');
    await go(`${address}article?id=${article}`);
    await page.setInputFiles('#p-upload', { name: 'phare.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>') });
    await page.waitForFunction(() => document.getElementById('p-file').value === 'media/phare.svg');
    await page.locator('#save').tap();
    await saved(() => existsSync(join(root, 'content/media/phare.svg')), 'another picture');
    for (let n = 0; n < 3; n += 1) {
      await go(`${address}done`);
      const left = await page.locator('#done li').count();
      await page.locator('#done [data-undo]').first().tap();
      await page.waitForFunction((old) => document.querySelectorAll('#done li').length < old, left);
    }
    assert.deepEqual(tree(join(root, 'content')), before);
    assert.deepEqual(changes(), {});
  });
  await check('the site as a ZIP file equals a clean build', async () => {
    await go(`${address}publish`);
    await page.waitForSelector('#publish-again', { timeout: 60000 });
    if (!await page.locator('#publish-zip').count()) {
      await page.locator('#publish-again').tap();
      await page.waitForSelector('#publish-zip', { timeout: 15000 }).catch(async () => assert.fail(await page.textContent('#publish')));
    }
    await view('publish', 'publish');
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#publish-zip').tap()]);
    const [unpacked, built] = [temporary('zip'), temporary('built')];
    execFileSync('python3', ['-m', 'zipfile', '-e', await download.path(), unpacked]);
    execFileSync(program, ['-q', '--root', root, 'build', '--output', join(built, 'site')]);
    const [zip, clean] = [tree(unpacked), tree(join(built, 'site'))];
    const own = (names) => Object.keys(names).filter((name) => !name.startsWith('.dossier')).sort();
    assert.deepEqual(own(zip), own(clean));
    for (const name of own(zip)) assert.ok(zip[name] === clean[name], `${name} differs`);
    told.files = own(zip).length;
    assert.ok(own(zip).some((name) => name.includes('la-jetee-d-armel')), 'the picture');
    const text = own(zip).filter((name) => name.endsWith('.html')).map((name) => Buffer.from(zip[name], 'base64').toString()).join('');
    assert.ok(!text.includes(`${hidden}.html`), 'the hidden person');
  });
  await check('the folder holds these changes and no others', async () => {
    assert.deepEqual(changes(), {});
    console.log(git('log', '--reverse', '--stat=100', '--format=   %s'));
    const first = git('rev-list', '--max-parents=0', 'HEAD').trim();
    const names = git('diff', '--name-only', first, 'HEAD').trim().split('\n');
    const outside = names.filter((name) => !new RegExp(`^(${RECORD}|content/decisions\\.yaml|content/media/la-jetee-d-armel\\.png|content/articles/${articles[0]}\\.md)$`).test(name));
    assert.deepEqual(outside, []);
    assert.deepEqual(wrong, []);
  });
  console.log(`   ${Object.entries(told).map(([what, n]) => `${what}: ${n}`).join(', ')}`);
  console.log(`${passed} passed${axe ? ', with axe' : ''}`);
} finally {
  await browser.close();
  server.kill();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
