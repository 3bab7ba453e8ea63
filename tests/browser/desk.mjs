// `dossier edit` in a real browser, by keyboard alone: questions are decided, skipped, answered for a whole article and taken
// back; proposals are corrected, accepted, refused, several at once, with their effects said first; everything is undone. Then
// each view is looked at in two widths, two colour schemes and two languages.
//
//     node tests/browser/desk.mjs DOSSIER [FOLDER FOR PICTURES]
//
// Needs playwright-core (where PLAYWRIGHT_HOME, NODE_PATH or node_modules says) and Chromium (CHROMIUM, or `chromium` of the
// system); axe-core, where it is installed, checks each view too.
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import assert from 'node:assert/strict';
import { axe, openBrowser, openDesk, tree } from './desk_browser.mjs';
import { formChecks, formFiles, formViews } from './desk_forms.mjs';

const pictures = process.argv[3];

const project = (language) => {
  const root = mkdtempSync(join(tmpdir(), 'dossier-'));
  const write = (name, text) => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  };
  write('site.yaml', `title: Essai\nlanguage: ${language}\nbase_url: https://example.org/\n`);
  for (const [id, name] of [['jeanne', 'Jeanne Morvan'], ['anne', 'Anne Morvan']]) {
    const role = id === 'anne' ? 'roles: [{title: maire d’Armel, from: 2020}]\n' : '';
    write(`content/people/${id}-morvan.md`, `---\nname: ${name}  # à relire\n${role}---\n`);
  }
  const text = 'Jeanne Morvan et Anne Morvan sont venues au port. Morvan a parlé longtemps. Puis Morvan est partie avec Gaël Rouzic.';
  for (const n of [1, 2, 3]) {
    write(`content/articles/port-${n}.md`, `---\ntitle: Le port ${n}\ndate: 2021-05-0${n}\npublisher: L’Écho\n---\n${text}\n\nGaël Rouzic dirige la Compagnie des Bacs, à Armel. La Compagnie des Bacs a deux navires.\n`);
  }
  for (const name of ['Yann Tanguy', 'Loïc Even', 'Maël Riou']) {
    const names = name === 'Maël Riou' ? 'names: [M. Riou, Riou fils] # lesquels\n' : '';
    write(`content/people/${name.toLowerCase().replaceAll(' ', '-').replaceAll('ï', 'i').replaceAll('ë', 'e')}.md`, `---\nstatus: proposed\nname: ${name}\n${names}---\n`);
  }
  write('content/articles/bacs.md', '---\ntitle: Les bacs\ndate: 2021-05-08\n---\nOdile Guennec tient la barre. Mme Guennec salue. Odile Guennec rit.\n');
  formFiles(write);
  return root;
};

let passed = 0;
const check = async (name, test) => {
  await test();
  passed += 1;
  console.log(`ok ${name}`);
};
const browser = await openBrowser();
const running = [];
try {
  const root = project('fr');
  const { server, address } = await openDesk(process.argv[2], root);
  running.push([server, root]);
  const before = tree(root);
  const decisions = () => tree(root)['content/decisions.yaml'] ?? '';
  const page = await (await browser.newContext()).newPage();
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (line) => line.type() === 'error' && !/status of 4/.test(line.text()) && wrong.push(line.text()));
  const until = async (test, what) => {
    for (let n = 0; n < 100; n += 1) {
      if (test()) return;
      await page.waitForTimeout(50);
    }
    assert.fail(`never: ${what}`);
  };
  const at = () => page.evaluate(() => Number(document.querySelector('.question')?.dataset.at ?? -1));
  const moved = (from) => page.waitForFunction((old) => Number(document.querySelector('.question')?.dataset.at ?? -1) !== old, from);

  await check('a question is answered with one key, and the next one is there', async () => {
    await page.goto(`${address}review`);
    const first = await at();
    assert.match(await page.textContent('.choices'), /maire d’Armel/);
    await page.waitForTimeout(300);
    const start = Date.now();
    await page.keyboard.press('1');
    await moved(first);
    console.log(`   the next question after ${Date.now() - start} ms`);
    await until(() => decisions().includes('entity: anne-morvan') || decisions().includes('entity: jeanne-morvan'), 'a decision');
  });

  await check('skip, nobody, undo', async () => {
    const skipped = await at();
    await page.keyboard.press('s');
    await moved(skipped);
    const second = await at();
    await page.keyboard.press('0');
    await moved(second);
    await until(() => decisions().includes('entity: none'), 'nobody');
    await page.keyboard.press('u');
    await page.waitForFunction((old) => Number(document.querySelector('.question')?.dataset.at ?? -1) === old, second);
    assert.ok(!decisions().includes('entity: none'));
  });

  await check('a whole article, with its effects first', async () => {
    const whole = await at();
    await page.keyboard.press('a');
    assert.ok(await page.isChecked('#whole'));
    await page.keyboard.press('2');
    await page.waitForSelector('#ask[open]');
    assert.match(await page.textContent('#ask-text'), /Liens gagnés\s: [1-9]/);
    assert.ok(!Object.values(tree(root)).some((text) => text.includes('as: {')));
    await page.keyboard.press('Enter');
    await until(() => Object.values(tree(root)).some((text) => text.includes('as: {Morvan: ')), 'as:');
    await moved(whole);
  });

  await check('help opens and closes, another record is found', async () => {
    await page.keyboard.press('?');
    await page.waitForSelector('#help[open]');
    await page.keyboard.press('Escape');
    await page.keyboard.press('o');
    await page.keyboard.type('jean');
    await page.waitForSelector('#other-list button');
    assert.match(await page.textContent('#other-list'), /Jeanne Morvan/);
    await page.keyboard.press('Escape');
  });

  const focus = async (selector) => {
    for (let n = 0; n < 80; n += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
    }
    assert.fail(`the keyboard never reaches ${selector}`);
  };
  await check('a proposal gets another name and is accepted, another is refused', async () => {
    await page.goto(`${address}proposals`);
    await page.waitForSelector('#searching', { state: 'detached', timeout: 20000 });
    await focus('[data-proposal=yann-tanguy] input[type=text]');
    await page.keyboard.press('End');
    await page.keyboard.type(' fils');
    await focus('[data-proposal=yann-tanguy] .accept');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#ask[open]');
    await page.keyboard.press('Enter');
    await until(() => (tree(root)['content/people/yann-tanguy.md'] ?? '').includes('name: Yann Tanguy fils'), 'a name');
    assert.ok(!tree(root)['content/people/yann-tanguy.md'].includes('status'));
    await page.waitForSelector('[data-proposal=yann-tanguy]', { state: 'detached' });
    await focus('[data-proposal=loic-even] .refuse');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#ask[open]');
    await page.keyboard.press('Enter');
    await until(() => decisions().includes('refused: "Loïc Even"'), 'a refusal');
  });

  await check('spellings of a draft and of a suggestion become rows of their own, by keyboard', async () => {
    const splitOff = async (row, form) => {
      await focus(`[data-proposal="${row}"] .split summary`);
      await page.keyboard.press('Enter');
      await focus(`[data-proposal="${row}"] .split-off`);
      await page.keyboard.press('Enter');
      assert.match(await page.textContent(`[data-proposal="${row}"] .told`), /Cochez/);
      assert.ok(await page.evaluate(() => document.activeElement.matches('.split input')), 'the focus is on the first spelling');
      await focus(`[data-proposal="${row}"] .split input[value="${form}"]`);
      await page.keyboard.press('Space');
      await focus(`[data-proposal="${row}"] .split-off`);
      await page.keyboard.press('Enter');
    };
    await page.goto(`${address}proposals`);
    const files = Object.keys(tree(root)).length;
    await splitOff('odile-guennec', 'Guennec');
    await page.waitForSelector('[data-proposal="odile-guennec/Guennec"]');
    await page.waitForFunction(() => document.activeElement.closest?.('[data-proposal="odile-guennec/Guennec"]'));
    assert.equal(Object.keys(tree(root)).length, files, 'a suggestion is in no file');
    await splitOff('mael-riou', 'Riou fils');
    await page.waitForSelector('#ask[open]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-proposal=riou-fils]');
    const people = (id) => tree(root)[`content/people/${id}.md`];
    assert.equal(people('riou-fils'), '---\nname: Riou fils\nstatus: proposed\n---\n');
    assert.match(people('mael-riou'), /names: \[M\. Riou\] # lesquels/);
    await focus('[data-proposal="odile-guennec/Guennec"] .accept');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#ask[open]');
    await page.keyboard.press('Enter');
    await until(() => people('guennec'), 'a record of the part');
    assert.ok(!people('guennec').includes('Odile'));
    await page.waitForTimeout(400);
  });

  await check('on a phone a row is split with the finger, and the split is taken back', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true });
    const phone = await context.newPage();
    await phone.goto(`${address}proposals`);
    await phone.locator('[data-proposal=mael-riou] .split summary').tap();
    await phone.locator('[data-proposal=mael-riou] .split label').first().tap();
    await phone.locator('[data-proposal=mael-riou] .split-off').tap();
    await phone.locator('#ask-yes').tap();
    await phone.waitForSelector('[data-proposal=m-riou]');
    await phone.goto(`${address}done`);
    assert.match(await phone.textContent('#done li'), /Séparé de Maël Riou\s: M\. Riou/);
    await phone.locator('#done [data-undo]').first().tap();
    await until(() => !tree(root)['content/people/m-riou.md'], 'one draft');
    await context.close();
  });

  await check('what is not there is said in a page of the desk, with ways on', async () => {
    for (const path of ['record?id=personne', 'article?id=rien', 'nulle-part', 'site.zip']) {
      const answer = await page.goto(address + path);
      assert.equal(answer.status(), 404, path);
      assert.equal(await page.textContent('h1'), 'Introuvable', path);
      assert.ok(await page.locator('nav a').count() > 5 && await page.locator('main a').count() > 1, path);
    }
  });

  await check('several are accepted as one', async () => {
    await page.goto(`${address}proposals`);
    await focus('#all');
    await page.keyboard.press('Space');
    await focus('#accept-all');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#ask[open]');
    assert.match(await page.textContent('#ask-text'), /Liens gagnés\s: [1-9]/);
    await page.keyboard.press('Enter');
    await until(() => !tree(root)['content/people/mael-riou.md'].includes('status'), 'a record');
    assert.ok(Object.keys(tree(root)).some((name) => name.includes('rouzic')));
    // The page is read again where no row is left.
    await page.waitForTimeout(600);
  });

  await check('a file that an editor changed is not written over', async () => {
    await page.goto(`${address}review`);
    const section = await at();
    const article = await page.evaluate(() => JSON.parse(document.querySelector('.question').dataset.request).words.article);
    const path = join(root, `content/articles/${article}.md`);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('title: ', 'title: Nouveau '));
    await page.keyboard.press('1');
    await page.waitForSelector('#ask[open]');
    assert.match(await page.textContent('#ask-text'), /Nouveau/);
    await page.keyboard.press('Enter');
    assert.ok(section >= 0);
    writeFileSync(path, text);
  });

  await formChecks({ browser, page, address, root, tree, check, until });

  await check('undoing everything gives back the folder', async () => {
    await page.goto(`${address}done`);
    for (let n = 0; n < 60; n += 1) {
      const left = await page.locator('#done li').count();
      if (left === 0) break;
      await focus('#done [data-undo]');
      await page.keyboard.press('Enter');
      await page.waitForFunction((old) => document.querySelectorAll('#done li').length < old, left);
    }
    const [now, names] = [tree(root), new Set([...Object.keys(before), ...Object.keys(tree(root))])];
    for (const name of names) assert.equal(now[name], before[name], name);
    assert.deepEqual(wrong, []);
  });

  await check('each view in two widths, colours and languages', async () => {
    const english = project('en');
    const other = await openDesk(process.argv[2], english);
    running.push([other.server, english]);
    for (const [language, desk] of [['fr', address], ['en', other.address]]) {
      for (const [width, colorScheme] of [[1280, 'light'], [390, 'light'], [1280, 'dark'], [390, 'dark']]) {
        const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
        const view = await context.newPage();
        for (const name of ['review', 'proposals', 'done', 'record?id=personne', ...formViews]) {
          await view.goto(desk + name);
          if (name === 'proposals') {
            await view.waitForSelector('#searching', { state: 'detached', timeout: 20000 });
            await view.evaluate(() => document.querySelectorAll('.split').forEach((one) => { one.open = true; }));
          }
          const wide = await view.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${name} at ${width} is ${wide} px too wide`);
          const nameless = await view.evaluate(() => [...document.querySelectorAll('button, input, select, textarea, a')]
            .filter((one) => !one.hidden && !(one.textContent.trim() || one.ariaLabel || one.labels?.length)).length);
          assert.equal(nameless, 0, `${name}: nameless controls`);
          if (axe) {
            await view.evaluate(axe);
            const found = await view.evaluate(() => window.axe.run());
            assert.deepEqual(found.violations.map((one) => `${name} ${width} ${one.id}: ${one.nodes[0].html}`), []);
          }
          if (pictures) await view.screenshot({ path: join(pictures, `desk-${name.replace(/\W/g, '-')}-${width}-${colorScheme}-${language}.png`) });
        }
        await context.close();
      }
    }
  });
  console.log(`${passed} passed${axe ? ', with axe' : ''}`);
} finally {
  await browser.close();
  for (const [server, root] of running) {
    server.kill();
    rmSync(root, { recursive: true, force: true });
  }
}
