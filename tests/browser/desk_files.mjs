// `dossier edit` from an empty folder, in a real browser: documents are dropped, a folder and a bad file among them; the table is
// corrected, by keyboard and by pointer; it is written, and undone; a word is cured, a file is edited as text and refused when
// somebody else changed it; the site is taken as a ZIP file and written into its folder. Then each view in two widths, two colour
// schemes and two languages.
//
//     node tests/browser/desk_files.mjs DOSSIER [FOLDER FOR PICTURES]
//
// Needs the same as desk.mjs.
import { existsSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { axe, openBrowser, openDesk, tree } from './desk_browser.mjs';

const pictures = process.argv[3];
if (pictures) mkdirSync(pictures, { recursive: true });


// Documents, invented, as they lie in a folder of somebody's.
const LINE = 'Le conseil du port a décidé mardi de rouvrir la jetée du Sillon, fermée depuis la tempête de novembre.';
const documents = mkdtempSync(join(tmpdir(), 'dossier-documents-'));
const write = (name, text) => {
  mkdirSync(join(documents, name, '..'), { recursive: true });
  writeFileSync(join(documents, name), text);
};
write('2023-05-02-la-jetee-rouvre.txt', `La jetée rouvre\n\n${LINE}\n\nGaël Rouzic, maire d’Armel, s’en est réjoui. « La mer ne nous attend pas », a déclaré Gaël Rouzic.\n`);
write('copie.txt', `La jetée rouvre\n\nVendredi.\n\n${LINE}\n\nGaël Rouzic, maire d’Armel, s’en est réjoui. « La mer ne nous attend pas », a déclaré Gaël Rouzic.\n`);
write('page.html', `<html lang="fr"><head><title>Les bacs restent à quai</title></head><body><article><h1>Les bacs restent à quai</h1><p>${LINE}</p><p>Les deux bacs de la compagnie n’ont pas quitté le quai depuis lundi, faute de carburant.</p></article></body></html>`);
write('sans-lettre.bin', '\u0000\u0001\u0002');
write('dossier/2023-05-04-dans-un-repertoire.md', `---\ntitle: Dans un répertoire\n---\n${LINE}\n\nUne phrase de plus, assez longue pour rester.\n`);

let passed = 0;
const check = async (name, test) => {
  await test();
  passed += 1;
  console.log(`ok ${name}`);
};
const browser = await openBrowser();
const running = [];
const folders = [documents];
const begin = async (language) => {
  const root = mkdtempSync(join(tmpdir(), 'dossier-'));
  folders.push(root);
  const { server, address } = await openDesk(process.argv[2], root, language);
  running.push(server);
  return { root, address, server };
};
try {
  const { root, address } = await begin('fr');
  const context = await browser.newContext({ acceptDownloads: true });
  const page = await context.newPage();
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (line) => line.type() === 'error' && !/status of [45]/.test(line.text()) && wrong.push(line.text()));
  const until = async (test, what) => {
    for (let n = 0; n < 200; n += 1) {
      if (await test()) return;
      await page.waitForTimeout(50);
    }
    assert.fail(`never: ${what}`);
  };
  const focus = async (selector) => {
    for (let n = 0; n < 120; n += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
    }
    assert.fail(`the keyboard never reaches ${selector}`);
  };

  await check('an empty folder is a beginning, and looking at it writes nothing', async () => {
    await page.goto(address);
    assert.match(await page.textContent('h1'), /Commencer/);
    for (const view of ['review', 'proposals', 'done', 'checks', 'publish', 'source']) {
      await page.goto(address + view);
      assert.match(await page.textContent('h1'), /Commencer/, view);
    }
    assert.deepEqual(tree(root), {});
  });

  await check('files become a table, and one bad file does not stop the rest', async () => {
    await page.goto(address);
    await page.setInputFiles('#files', ['2023-05-02-la-jetee-rouvre.txt', 'copie.txt', 'page.html', 'sans-lettre.bin'].map((name) => join(documents, name)));
    await page.waitForSelector('#write');
    assert.equal(await page.locator('#articles > li').count(), 3);
    assert.match(await page.textContent('#table .told'), /sans-lettre\.bin/);
    assert.equal(await page.inputValue('#articles > li:nth-child(1) [name=date]'), '2023-05-02');
    assert.equal(await page.inputValue('#articles > li:nth-child(2) [name=copy_of]'), '2023-05-02-la-jetee-rouvre');
    assert.deepEqual(tree(root), {});
  });

  await check('cells are corrected by keyboard; a wrong one is told in its row and stays', async () => {
    await focus('#articles > li:nth-child(3) [name=date]');
    await page.keyboard.type('hier');
    await focus('#articles > li:nth-child(3) [name=publisher]');
    await page.keyboard.type('L’Écho d’Armel');
    await page.fill('#site-title', 'Le port: d’Armel');
    await focus('#write');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[aria-invalid=true]');
    assert.match(await page.textContent('#articles > li:nth-child(3) .wrong'), /hier/);
    assert.equal(await page.inputValue('#articles > li:nth-child(3) [name=date]'), 'hier');
    assert.deepEqual(tree(root), {});
    await page.keyboard.press('Control+A');
    await page.keyboard.type('2023-05-03');
    await page.uncheck('#articles > li:nth-child(2) [type=checkbox]');
  });

  await check('it is written as one, and the site is there', async () => {
    await page.click('#write');
    await page.waitForSelector('#next:not([hidden])');
    const files = tree(root);
    assert.deepEqual(Object.keys(files).sort(), [
      'content/articles/2023-05-02-la-jetee-rouvre.md', 'content/articles/page.md',
      'seeds/2023-05-02-la-jetee-rouvre.txt', 'seeds/page.html', 'site.yaml',
    ]);
    assert.match(readFileSync(join(root, 'site.yaml'), 'utf8'), /^title: "Le port: d’Armel"\nlanguage: fr\n$/);
    const article = readFileSync(join(root, 'content/articles/page.md'), 'utf8');
    assert.match(article, /date: 2023-05-03\ndate_certainty: given\npublisher: (")?L’Écho d’Armel/);
    const site = new URL('..', new URL('..', address));
    await until(async () => (await (await fetch(new URL('articles/page.html', site))).text()).includes('Les bacs'), 'the page');
  });

  await check('undoing it leaves the folder empty, and it may begin again', async () => {
    await page.goto(`${address}done`);
    await page.click('[data-undo]');
    await until(() => Object.keys(tree(root)).length === 0 && readdirSync(root).length === 0, 'an empty folder');
    // The page comes again by itself.
    await page.waitForSelector('#site-title');
    await page.fill('#site-title', 'Le port');
    await page.click('#begin-empty');
    await page.waitForSelector('#next:not([hidden])');
    assert.deepEqual(Object.keys(tree(root)), ['site.yaml']);
  });

  await check('a folder is added to a dossier that exists', async () => {
    await until(async () => { await page.goto(`${address}add`); return /Ajouter/.test(await page.textContent('h1')); }, 'a dossier');
    await page.setInputFiles('#folder', join(documents, 'dossier'));
    await page.waitForSelector('#write');
    await page.click('#write');
    await page.waitForSelector('#next:not([hidden])');
    assert.ok(tree(root)['content/articles/2023-05-04-dans-un-repertoire.md']);
    await page.goto(`${address}add`);
    await page.setInputFiles('#folder', join(documents, 'dossier'));
    await page.waitForSelector('#table .told');
    assert.match(await page.textContent('#table .told'), /déjà importé/);
    await page.evaluate(async () => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['Un titre posé là\n\nUne phrase assez longue pour rester dans l’article, sans rien de plus.\n'], '../../pose.txt'));
      document.getElementById('drop').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    });
    await page.waitForSelector('#write');
    await page.click('#write');
    await page.waitForSelector('#next:not([hidden])');
    assert.ok(tree(root)['seeds/pose.txt'], 'the name is cleaned');
  });

  const article = join(root, 'content/articles/2023-05-04-dans-un-repertoire.md');
  const generation = async () => Number(await page.getAttribute('body', 'data-generation'));
  const changeOutside = async (text) => {
    await page.goto(`${address}done`);
    const before = await generation();
    writeFileSync(article, text);
    await until(async () => { await page.goto(`${address}done`); return await generation() > before; }, 'the preview');
  };
  await check('what is wrong is listed, and cured with its effects first', async () => {
    await changeOutside(readFileSync(article, 'utf8').replace('title: ', 'pubisher: Le Fanal\ntitle: '));
    await page.goto(`${address}checks`);
    await page.waitForSelector('.cure', { timeout: 20000 });
    assert.match(await page.textContent('.cure'), /publisher/);
    await focus('.cure');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#ask[open]');
    await page.keyboard.press('Enter');
    await until(() => readFileSync(article, 'utf8').includes('publisher: Le Fanal'), 'the right key');
  });

  await check('a file is changed as text; a finding is a way to its line', async () => {
    await changeOutside(readFileSync(article, 'utf8').replace('title: ', 'titel: '));
    await page.goto(`${address}checks`);
    await page.waitForSelector('.finding', { timeout: 20000 });
    await page.click('.of-file .finding a');
    await page.waitForSelector('#text');
    const line = (await page.inputValue('#text')).split('\n').findIndex((one) => one.startsWith('titel')) + 1;
    await page.click(`#marks [data-line="${line}"]`);
    assert.match(await page.evaluate(() => {
      const text = document.getElementById('text');
      return text.value.slice(text.selectionStart, text.selectionEnd);
    }), /^titel/);
    await page.keyboard.type('title: Écrit ici');
    await page.keyboard.press('Control+S');
    await until(() => readFileSync(article, 'utf8').includes('title: Écrit ici\n'), 'the text');
    await page.waitForFunction(() => document.querySelector('#marks')?.children.length === 0, null, { timeout: 10000 });
  });

  await check('a file that somebody else changed is shown beside what was typed', async () => {
    await page.goto(`${address}source?of=2023-05-04-dans-un-repertoire`);
    await page.focus('#text');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('Une phrase de moi.');
    writeFileSync(article, readFileSync(article, 'utf8').replace('Écrit ici', 'Écrit au dehors'));
    await page.click('#save');
    await page.waitForSelector('#theirs:not([hidden])');
    assert.match(await page.textContent('#theirs pre'), /Écrit au dehors/);
    assert.match(await page.inputValue('#text'), /Une phrase de moi/);
    assert.ok(!readFileSync(article, 'utf8').includes('Une phrase de moi'));
    const shown = await page.getAttribute('body', 'data-generation');
    await page.click('#save-over');
    await until(() => readFileSync(article, 'utf8').includes('Une phrase de moi'), 'my text');
    await page.waitForFunction((old) => document.body.dataset.generation !== old, shown);
    await page.waitForLoadState();
  });

  await check('too much text, and a page of an earlier run: a sentence, and the text stays', async () => {
    await page.goto(`${address}source?of=2023-05-04-dans-un-repertoire`);
    const before = readFileSync(article, 'utf8');
    // It is not drawn: that alone takes Chromium a minute.
    await page.evaluate(() => {
      document.getElementById('text').style.display = 'none';
      document.getElementById('text').value = 'x'.repeat(16 << 20);
      document.getElementById('save').click();
    });
    assert.match(await page.textContent('#status'), /dépasse/);
    assert.equal(await page.evaluate(() => document.getElementById('text').value.length), 16 << 20);
    await page.evaluate(() => { document.getElementById('text').value = 'mien'; document.getElementById('text').style.display = ''; document.body.dataset.token = 'vieux'; });
    await page.click('#save');
    await page.waitForSelector('#ask[open]');
    assert.match(await page.textContent('#ask-text'), /lancement précédent/);
    assert.equal(await page.inputValue('#text'), 'mien');
    assert.equal(readFileSync(article, 'utf8'), before);
    page.on('dialog', (dialog) => dialog.accept());
  });

  await check('the site is said, then taken as a file and written into its folder', async () => {
    await page.goto(`${address}publish`);
    await page.waitForSelector('#publish-again', { timeout: 30000 });
    if (!await page.locator('#publish-zip').count()) {
      await page.click('#publish-again');
      await page.waitForSelector('#publish-zip', { timeout: 30000 });
    }
    assert.match(await page.textContent('#publish'), /Laissé de côté/);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#publish-zip')]);
    assert.equal(download.suggestedFilename(), 'le-port.zip');
    const archive = readFileSync(await download.path());
    assert.equal(archive.subarray(0, 4).toString('latin1'), 'PK\u0003\u0004');
    await page.click('#publish-folder');
    await until(() => existsSync(join(root, 'public/index.html')), 'a site');
    // The answer comes after the last file.
    await until(async () => /public/.test(await page.textContent('#status')), 'a word about it');
    assert.deepEqual(wrong, []);
  });

  await check('each view in two widths, colours and languages', async () => {
    for (const language of ['fr', 'en']) {
      const one = await begin(language);
      for (const [width, colorScheme] of [[1280, 'light'], [390, 'light'], [1280, 'dark'], [390, 'dark']]) {
        const looks = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
        const view = await looks.newPage();
        const look = async (name) => {
          const wide = await view.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (pictures) await view.screenshot({ fullPage: true, path: join(pictures, `files-${name}-${width}-${colorScheme}-${language}.png`) });
          assert.ok(wide <= 0, `${name} at ${width} is ${wide} px too wide`);
          const nameless = await view.evaluate(() => [...document.querySelectorAll('button, input, select, a, textarea')]
            .filter((each) => !each.hidden && !(each.textContent.trim() || each.ariaLabel || each.labels?.length)).length);
          assert.equal(nameless, 0, `${name}: nameless controls`);
          if (axe) {
            await view.evaluate(axe);
            const found = await view.evaluate(() => window.axe.run());
            assert.deepEqual(found.violations.map((each) => `${name} ${width} ${each.id}: ${each.nodes[0].html}`), []);
          }
        };
        const fresh = await begin(language);
        await view.goto(fresh.address);
        await view.setInputFiles('#files', ['2023-05-02-la-jetee-rouvre.txt', 'copie.txt', 'page.html', 'sans-lettre.bin'].map((name) => join(documents, name)));
        await view.waitForSelector('#write');
        await look('begin');
        fresh.server.kill();
        await view.goto(one.address);
        if (!existsSync(join(one.root, 'site.yaml'))) {
          await view.setInputFiles('#files', ['2023-05-02-la-jetee-rouvre.txt', 'copie.txt', 'page.html'].map((name) => join(documents, name)));
          await view.waitForSelector('#write');
          await view.fill('#site-title', 'Le port');
          await view.click('#write');
          await view.waitForSelector('#next:not([hidden])');
          writeFileSync(join(one.root, 'content/articles/autre.md'), `---\ntitel: Un titre\npublisher: Le Fanal\ndate: hier\n---\n${LINE} [[page-perdue]]\n`);
          await view.waitForTimeout(1500);
        }
        await view.goto(`${one.address}add`);
        await view.setInputFiles('#files', ['sans-lettre.bin', 'dossier/2023-05-04-dans-un-repertoire.md'].map((name) => join(documents, name)));
        await view.waitForSelector('#write');
        await look('add');
        await view.goto(`${one.address}checks`);
        await view.waitForSelector('.finding', { timeout: 20000 });
        await look('checks');
        await view.click('.of-file .finding a');
        await view.waitForSelector('#text');
        await look('source');
        await view.goto(`${one.address}publish`);
        await view.waitForSelector('#publish-again', { timeout: 30000 });
        await look('publish');
        await looks.close();
      }
    }
  });
  console.log(`${passed} passed${axe ? ', with axe' : ''}`);
} finally {
  await browser.close();
  running.forEach((server) => server.kill());
  folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
}
