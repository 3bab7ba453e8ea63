// A part of desk.mjs: the window for words of an article, and the forms of articles and records. By keyboard alone, then with the
// pointer, then on a phone.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import assert from 'node:assert/strict';

// A picture of one pixel.
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export const formFiles = (write) => {
  write('content/media/pont.png', Buffer.from(PICTURE, 'base64'));
  write('content/places/armel.md', '---\nname: Quai d’Armel # le lieu\nsort: "Armel\\nquai"\n---\n');
  write('content/events/greve.md', '---\nname: La grève # au port\ndate: 2021-05-01\nsources:\n  - port-1#p1 # le premier\n---\n');
  write('content/articles/parole.md', '---\ntitle: La parole # titre\ndate: 2021-05-09\n---\n« Le port restera ouvert », a déclaré Anne Morvan à la gare. Le quai se vide au printemps.\n');
};

export const formChecks = async ({ browser, page, address, root, tree, check, until }) => {
  const site = address.replace('_dossier/desk/', '');
  const file = (name) => tree(root)[name] ?? '';
  const decisions = () => file('content/decisions.yaml');
  const inWindow = (view, selector) => view.locator(`#dossier-words ${selector}`);
  const focusedIs = (view, selector) => view.evaluate((wanted) => {
    let one = document.activeElement;
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    return Boolean(one?.matches(wanted));
  }, selector);
  const focus = async (selector) => {
    for (let n = 0; n < 120; n += 1) {
      if (await focusedIs(page, selector)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`the keyboard never reaches ${selector}`);
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
  const open = async (id) => {
    await go(`${site}articles/${id}.html`);
    await page.evaluate(() => sessionStorage.clear());
  };
  // The page that was edited is built again before the next step.
  const settled = () => page.waitForTimeout(400);
  const find = async (words) => {
    await page.keyboard.press('Control+Enter');
    await inWindow(page, '#w-find').waitFor();
    await page.keyboard.type(words);
    await inWindow(page, '#w-places button').first().waitFor();
    await page.keyboard.press('Enter');
    await inWindow(page, '[data-do=note]').waitFor({ state: 'attached' });
  };
  const part = async (name) => {
    await focus(`details:has(${name}) > summary`);
    if (!await inWindow(page, name).isVisible()) await page.keyboard.press('Enter');
  };
  // Agrees if the form asks, and waits until the file holds it.
  const saved = async (test, what) => {
    for (let n = 0; n < 120; n += 1) {
      // The form holds the page until it knows that all is written.
      if (test()) return page.waitForFunction(() => !document.querySelector('form.dirty'));
      if (await page.isVisible('#ask[open]').catch(() => false)) await page.click('#ask-yes').catch(() => {});
      await page.waitForTimeout(50);
    }
    assert.fail(`never: ${what}`);
  };
  const agree = async () => {
    await inWindow(page, '#ask[open] #ask-yes').waitFor();
    await page.keyboard.press('Enter');
  };

  await check('words are found by typing and become a new record', async () => {
    await open('port-2');
    await find('Compagnie des');
    await part('#w-name');
    await focus('#w-name');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Compagnie des Bacs');
    await focus('#w-kind');
    await page.keyboard.type('org');
    await focus('[data-do=new-record]');
    await page.keyboard.press('Enter');
    await agree();
    await until(() => Object.keys(tree(root)).some((name) => /organisations\/compagnie-des-bacs/.test(name)), 'a record');
    await settled();
  });

  await check('a focused link says why it is there, and gets another bearer; Escape closes and gives the focus back', async () => {
    await open('parole');
    const link = 'a.m[href*="anne-morvan"]';
    await focus(link);
    await page.keyboard.press('Control+Enter');
    await inWindow(page, '[data-do=unlink]').waitFor();
    assert.match(await inWindow(page, 'section').first().textContent(), /Anne Morvan.*graphie sûre.*content\/people\/anne-morvan\.md:2/s);
    for (let n = 0; n < 30; n += 1) {
      await page.keyboard.press('Tab');
      const isTrapped = await page.evaluate(() => document.activeElement === document.body || document.activeElement.id === 'dossier-words');
      assert.ok(isTrapped, 'the focus left the window');
    }
    await page.keyboard.press('Escape');
    assert.ok(await focusedIs(page, link));
    await page.keyboard.press('Control+Enter');
    await part('#w-record');
    await focus('#w-record');
    await page.keyboard.type('jeanne');
    await inWindow(page, '#w-record-list [data-answer=jeanne-morvan]').waitFor();
    await page.keyboard.press('Enter');
    await until(() => /article: parole\n {2}quote: "Anne Morvan"[^-]*entity: jeanne-morvan/.test(decisions()), 'another bearer');
    await settled();
  });

  await check('a speaker, a date, no name, a note', async () => {
    await open('parole');
    await find('Le port restera');
    await focus('#w-speaker');
    await page.keyboard.type('jeanne');
    await inWindow(page, '#w-speaker-list [data-answer=jeanne-morvan]').waitFor();
    await page.keyboard.press('Enter');
    await until(() => decisions().includes('speaker: jeanne-morvan'), 'a speaker');
    await settled();
    await open('parole');
    await find('printemps');
    await part('#w-date');
    await focus('#w-date');
    await page.keyboard.type('bientôt');
    await inWindow(page, '#w-date[aria-invalid=true]').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('2021-03/2021-06');
    await inWindow(page, '#w-date[aria-invalid=false]').waitFor();
    await page.keyboard.press('Enter');
    await until(() => decisions().includes('date: 2021-03/2021-06'), 'a date');
    await settled();
    await open('parole');
    await find('gare');
    await part('[data-do=never-name]');
    await focus('[data-do=never-name]');
    await page.keyboard.press('Enter');
    await agree();
    await until(() => decisions().includes('refused: "gare"'), 'no name');
    await settled();
    await open('parole');
    await find('ouvert');
    await part('#w-note');
    await focus('#w-note');
    await page.keyboard.type('Il ne l’est pas.');
    await focus('#w-verdict');
    await page.keyboard.type('faux');
    await focus('#w-by');
    await page.keyboard.type('Zoé');
    await focus('[data-do=note]');
    await page.keyboard.press('Enter');
    await until(() => file('content/notes/parole.yaml').includes('note: "Il ne l’est pas."\n  verdict: false\n  by: "Zoé"\n'), 'a note');
    await settled();
  });

  await check('a spelling is linked everywhere, and another never', async () => {
    await open('parole');
    await find('Le quai');
    await part('#w-record');
    await focus('#w-record');
    await page.keyboard.type('armel');
    await inWindow(page, '#w-record-list [data-answer=armel]').waitFor();
    await focus('[name=w-scope]');
    await page.keyboard.press('ArrowLeft');
    await focus('#w-record-list [data-answer=armel]');
    await page.keyboard.press('Enter');
    await agree();
    await until(() => /names: \[Le quai\]/.test(file('content/places/armel.md')), 'another spelling');
    await settled();
    for (let n = 0; n < 20; n += 1) {
      await open('parole');
      if (await page.locator('a.m[href*="/armel"]').count()) break;
      await page.waitForTimeout(200);
    }
    await focus('a.m[href*="/armel"]');
    await page.keyboard.press('Control+Enter');
    await inWindow(page, '[data-do=never]').waitFor();
    await focus('[data-do=never]');
    await page.keyboard.press('Enter');
    await agree();
    await until(() => /never: \[Le quai\]/.test(file('content/places/armel.md')), 'never');
    await settled();
    // The name itself is always one.
    await open('port-2');
    await focus('a.m[href*="/jeanne-morvan"]');
    await page.keyboard.press('Control+Enter');
    await inWindow(page, '[data-do=unlink]').waitFor();
    assert.equal(await inWindow(page, '[data-do=never]').count(), 0);
    await page.keyboard.press('Escape');
  });

  await check('the front matter is a form; what is wrong stays in it', async () => {
    await go(`${address}article?id=parole`);
    await focus('[data-field=title]');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('La parole: suite');
    await focus('[data-field=date]');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('2021-13');
    await page.waitForSelector('[data-field=date][aria-invalid=true]');
    await focus('#save');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#ask[open]');
    assert.match(await page.textContent('#ask-text'), /«\s2021-13\s» ne convient pas au champ «\sDate\s»\. Écrivez/);
    await page.keyboard.press('Escape');
    assert.equal(await page.inputValue('[data-field=title]'), 'La parole: suite');
    assert.ok(file('content/articles/parole.md').includes('title: La parole # titre'));
    await page.fill('[data-field=date]', '2021-05~');
    await page.waitForSelector('[data-field=date][aria-invalid=false]');
    await page.selectOption('[data-picture=file]', 'media/pont.png');
    await page.fill('[data-picture=alt]', 'Un pont');
    await page.fill('[data-field=tags]', 'port; mer');
    await focus('#save');
    await page.keyboard.press('Enter');
    const head = 'title: "La parole: suite" # titre\ndate: "2021-05~"\n';
    await saved(() => file('content/articles/parole.md').startsWith(`---\n${head}`), 'a head');
    assert.match(file('content/articles/parole.md'), /picture: \{file: "media\/pont.png", alt: Un pont\}\n/);
    assert.match(file('content/articles/parole.md'), /tags: \[port, mer\]\n/);
    await page.waitForFunction(() => document.querySelector('h1').textContent.includes('suite'));
  });

  await check('a record is a form: spellings, roles, relations with their source, place on the map, visibility', async () => {
    await go(`${address}record?id=anne-morvan`);
    assert.match(await page.textContent('#chips'), /mentions\s: [1-9]/);
    await focus('#new-form');
    await page.keyboard.type('A. Morvan');
    await page.keyboard.press('Enter');
    await focus('[data-rows=relations] [data-add]');
    await page.keyboard.press('Enter');
    await page.keyboard.type('jeanne-morvan');
    await page.keyboard.press('Tab');
    await page.keyboard.type('sœur de');
    const source = await page.evaluate(() => document.querySelector('#passage-list option').value);
    await page.fill('[data-rows=relations] [data-col=source]', source);
    await page.fill('[data-rows=roles] [data-col=from]', '2020-07');
    assert.match(await page.textContent('#dirty'), /non enregistrées/);
    await focus('#save');
    await page.keyboard.press('Enter');
    const name = 'content/people/anne-morvan.md';
    await saved(() => file(name).includes(`relations: [{to: jeanne-morvan, as: sœur de, source: "${source}"}]`), 'a relation');
    assert.match(file(name), /^---\nname: Anne Morvan {2}# à relire\nroles: \[\{title: maire d’Armel, from: 2020-07\}\]\n/);
    assert.match(file(name), /names: \["?A\. Morvan"?\]/);
    await page.waitForFunction(() => document.querySelectorAll('[data-rows=relations] .rows .row').length === 1);
    await go(`${address}record?id=armel`);
    await page.click('#map svg', { position: { x: 200, y: 80 } });
    await page.waitForFunction(() => document.getElementById('latitude').value !== '');
    await page.click('#map-in');
    await page.click('[value=hidden]');
    await page.click('#save');
    await saved(() => /name: Quai d’Armel # le lieu\n[^]*coordinates: \[-?[\d.]+, -?[\d.]+\]\n/.test(file('content/places/armel.md')), 'a place');
    assert.match(file('content/places/armel.md'), /visibility: hidden\n/);
    assert.ok(file('content/places/armel.md').includes('sort: "Armel\\nquai"\n'), 'a field that nobody touched');
    await settled();
  });

  await check('an event cites passages, found by their words, and holds figures; a passage that is not there is refused', async () => {
    const name = 'content/events/greve.md';
    const was = file(name);
    await go(`${address}record?id=greve`);
    await focus('[data-rows=sources] [data-add]');
    await page.keyboard.press('Enter');
    await page.keyboard.type('tient la barre');
    await page.waitForSelector('#passage-list option[value="bacs#p1"]', { state: 'attached' });
    await page.keyboard.press('Control+a');
    await page.keyboard.type('bacs#p9');
    await focus('[data-rows=figures] [data-add]');
    await page.keyboard.press('Enter');
    await page.keyboard.type('grévistes');
    await page.keyboard.press('Tab');
    await page.keyboard.type('beaucoup');
    await page.waitForSelector('[data-col=value][aria-invalid=true]');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('40-45');
    await page.waitForSelector('[data-col=value][aria-invalid=false]');
    await page.fill('[data-rows=figures] .rows [data-col=source]', 'la préfecture');
    await focus('#save');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#ask[open]');
    assert.match(await page.textContent('#ask-text'), /L’article «\sbacs\s» n’a pas de passage «\sp9\s»/);
    await page.keyboard.press('Escape');
    assert.equal(file(name), was);
    await page.locator('[data-rows=sources] .rows [data-col=source]').last().fill('bacs#p1');
    await focus('#save');
    await page.keyboard.press('Enter');
    const figures = 'figures: [{what: grévistes, value: 40-45, source: la préfecture}]\n';
    const now = was.replace('# le premier\n', '# le premier\n  - "bacs#p1"\n').replace('\n---\n', `\n${figures}---\n`);
    await saved(() => file(name) === now, 'a source and a figure');
    await settled();
    await go(`${address}record?id=greve`);
    assert.equal(await page.locator('[data-rows=figures] .rows .row').count(), 1);
    await go(`${address}done`);
    await page.keyboard.press('Control+z');
    await until(() => file(name) === was, 'the file as it was');
    await settled();
  });

  await check('a file that changed meanwhile: what was typed stays in the form', async () => {
    await go(`${address}record?id=jeanne-morvan`);
    const path = join(root, 'content/people/jeanne-morvan.md');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('# à relire', '# relu'));
    await page.fill('[data-field=tags]', 'port');
    await page.click('#save');
    await page.waitForSelector('#ask[open]');
    assert.match(await page.textContent('#ask-text'), /# relu/);
    await page.click('#ask-no');
    assert.equal(await page.inputValue('[data-field=tags]'), 'port');
    writeFileSync(path, text);
    await page.evaluate(() => document.getElementById('form').classList.remove('dirty'));
    await settled();
  });

  await check('merging, another id, forgetting: said first, then done', async () => {
    await go(`${address}record?id=anne-morvan`);
    await page.fill('#merge-into', 'jeanne-morvan');
    await page.click('[data-act=merge]');
    await page.waitForSelector('#ask[open]');
    assert.match(await page.textContent('#ask-text'), /Ne sera pas repris.*Fonctions/);
    await page.click('#ask-yes');
    await until(() => file('content/people/anne-morvan.md') === '', 'one record less');
    assert.match(file('content/people/jeanne-morvan.md'), /former: \[anne-morvan\]/);
    await page.waitForURL(/record\?id=jeanne-morvan/);
    await page.fill('#new-id', 'jeanne');
    await page.click('[data-act=set-id]');
    await page.waitForSelector('#ask[open]');
    await page.click('#ask-yes');
    await until(() => file('content/people/jeanne.md') !== '', 'another id');
    await page.waitForURL(/record\?id=jeanne$/);
    await page.click('[data-act=forget]');
    await page.waitForSelector('#ask[open]');
    assert.match(await page.textContent('#ask-text'), /Le nom restera dans content\/articles/);
    await page.click('#ask-no');
    assert.notEqual(file('content/people/jeanne.md'), '');
  });

  await check('with the pointer: a selection, and a click on a name', async () => {
    await open('port-3');
    const [x, y] = await page.evaluate(() => {
      const text = [...document.getElementById('p2').childNodes].find((node) => node.textContent.includes('dirige'));
      const range = document.createRange();
      const at = text.textContent.indexOf('dirige');
      range.setStart(text, at);
      range.setEnd(text, at + 6);
      const place = range.getBoundingClientRect();
      return [place.x + place.width / 2, place.y + place.height / 2];
    });
    await page.mouse.dblclick(x, y);
    await inWindow(page, '#beside').click();
    await inWindow(page, '#words[open] [data-do=note]').waitFor({ state: 'attached' });
    assert.match(await inWindow(page, '.words').getAttribute('data-words'), /"quote":"dirige"/);
    await page.keyboard.press('Escape');
    await page.mouse.click(5, 5);
    await page.locator('#dossier-desk button').nth(1).click();
    await page.click('#p1 a.m');
    await inWindow(page, '[data-do=unlink-article]').click();
    await inWindow(page, '#ask-yes').click();
    await until(() => /unlinked: \[/.test(file('content/articles/port-3.md')), 'unlinked');
    await settled();
  });

  await check('on a phone the window fits, and everything in it has a name', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true });
    const phone = await context.newPage();
    await phone.goto(`${site}articles/port-1.html`);
    await phone.locator('#dossier-desk button').first().tap();
    await inWindow(phone, '#w-find').fill('port');
    await inWindow(phone, '#w-places button').first().tap();
    await inWindow(phone, '[data-do=note]').waitFor({ state: 'attached' });
    const wide = await phone.evaluate(() => {
      const box = document.getElementById('dossier-words').shadowRoot.getElementById('words');
      return [box.scrollWidth - box.clientWidth, box.getBoundingClientRect().right - innerWidth];
    });
    assert.ok(wide.every((n) => n <= 1), `${wide} px too wide`);
    const nameless = await phone.evaluate(() => [...document.getElementById('dossier-words').shadowRoot
      .querySelectorAll('button, input, select, textarea, a')]
      .filter((one) => !(one.textContent.trim() || one.ariaLabel || one.labels?.length)).map((one) => one.outerHTML));
    assert.deepEqual(nameless, []);
    await context.close();
  });
};

// The views that desk.mjs looks at in each width, colour scheme and language.
export const formViews = ['articles', 'register', 'article?id=port-1', 'record?id=jeanne-morvan', 'record?id=armel', 'record?id=greve'];
