// The desk's pages: sends what a person does, asks before it is done where it may touch several places, and follows keys. The
// server renders every view; this script keeps no state of the dossier. It inserts text as text; the only markup it inserts is
// a question rendered by the server.
(() => {
  const { dataset } = document.body;
  const say = (name) => dataset['say' + name.replace(/(?:^|-)([a-z])/g, (_, letter) => letter.toUpperCase())] ?? '';
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
  const find = (id) => document.getElementById(id);
  const tell = (text) => { find('status').textContent = text; };
  // What was said is on the screen after the page is loaded again.
  const reload = (text) => {
    sessionStorage.setItem('dossier-said', text);
    location.reload();
  };
  tell(sessionStorage.getItem('dossier-said') ?? '');
  sessionStorage.removeItem('dossier-said');
  const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });
  // What scrolls inside of the window is reached by keyboard too.
  const scrolled = (name, text) => Object.assign(element(name, text), { tabIndex: 0 });

  // What the server says without a page of ours: its own words are English.
  const plain = (status) => ({ 403: say('expired'), 413: fill(say('typed-too-long'), { limit: 2 }) }[status] ?? say('no-answer'));

  // Requests are sent one after the other, in the order of the keys.
  let last = Promise.resolve();
  const post = (path, value) => {
    const send = async () => {
      let answer;
      try {
        answer = await fetch(dataset.desk + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-dossier-token': dataset.token },
          body: JSON.stringify(value),
        });
      } catch {
        throw { message: say('unreachable') };
      }
      const text = await answer.text();
      let said;
      try { said = JSON.parse(text); } catch { said = { message: plain(answer.status) }; }
      if (!answer.ok) throw said;
      return said;
    };
    last = last.then(send, send);
    return last;
  };

  // The window that asks. Resolves with whether the person agrees.
  const ask = (title, content, isQuestion) => new Promise((done) => {
    const [box, yes, no] = [find('ask'), find('ask-yes'), find('ask-no')];
    const before = document.activeElement;
    find('ask-title').textContent = title;
    find('ask-text').replaceChildren(...content);
    yes.hidden = !isQuestion;
    const noText = no.textContent;
    if (!isQuestion) no.textContent = say('close');
    let agreed = false;
    yes.onclick = () => { agreed = true; box.close(); };
    no.onclick = () => box.close();
    box.onclose = () => {
      no.textContent = noText;
      if (before && before.isConnected) before.focus();
      done(agreed);
    };
    box.showModal();
    (isQuestion ? yes : no).focus();
  });

  // Says why something was not done; what was wanted and the file as it is stay on the screen.
  const complain = async (error, request) => {
    tell(error.message ?? '');
    const content = [element('p', error.message ?? '')];
    if (error.now) {
      content.push(element('h3', say('wanted')), element('p', error.wanted ?? ''));
      content.push(element('h3', say('file-now')), scrolled('pre', error.now));
    }
    await ask('', content, false);
  };

  // Says what an action would change; resolves with whether the person agrees. `isQuiet` asks only where more than one file
  // or a link changes.
  const agrees = async (request, isQuiet) => {
    const { effects, files, remarks } = await post('effects', request);
    if (isQuiet && !effects.articles && files.length < 2 && !remarks.length) return true;
    const content = [element('p', effects.articles ? fill(say('effects'), effects) : say('no-effects'))];
    content.push(...remarks.map((text) => element('p', text)));
    const list = scrolled('ul', '');
    list.hidden = effects.examples.length === 0;
    for (const one of effects.examples) {
      const item = document.createElement('li');
      item.className = one.gained ? 'gained' : 'lost';
      item.append((one.gained ? '+ ' : '− ') + one.before, element('mark', one.text), one.after + ' ',
        element('small', one.name + ' · ' + one.title));
      list.append(item);
    }
    content.push(list);
    if (files.length > 3) {
      const more = document.createElement('details');
      more.append(element('summary', fill(say('files'), { n: files.length })), element('p', files.join(', ')));
      content.push(more);
    } else content.push(element('p', files.join(', ')));
    return ask(say('would-do'), content, true);
  };

  const undo = async (number) => {
    try {
      const { message } = await post('undo', number === undefined ? {} : { number });
      tell(say('was-undone') + ' ' + message);
      return true;
    } catch (error) {
      await complain(error);
      return false;
    }
  };

  // Sends a file in parts of one upload.
  const PART = 1 << 20;
  const sendPart = async (query, part) => {
    let answer;
    try {
      answer = await fetch(`${dataset.desk}upload?${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', 'x-dossier-token': dataset.token },
        body: part,
      });
    } catch {
      throw { message: say('unreachable'), isEnd: true };
    }
    const text = await answer.text();
    let said;
    try { said = JSON.parse(text); } catch { said = { message: plain(answer.status) }; }
    if (!answer.ok) throw { isEnd: ![409, 413].includes(answer.status), ...said };
    return said;
  };
  const sendFile = async (upload, { file, path }, moved) => {
    const first = file.slice(0, PART);
    const { file: number } = await sendPart(`upload=${upload}&name=${encodeURIComponent(path)}&len=${file.size}`, first);
    moved(first.size);
    for (let at = PART; at < file.size; at += PART) {
      const part = file.slice(at, at + PART);
      await sendPart(`upload=${upload}&file=${number}&at=${at}`, part);
      moved(part.size);
    }
  };

  // What the scripts of single views share.
  window.desk = { sendFile, post, ask, complain, tell, fill, agrees, say };

  const isTyping = (target) => target.matches('input:not([type=checkbox]), textarea, select');
  addEventListener('keydown', async (event) => {
    if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || isTyping(event.target)) return;
    event.preventDefault();
    if (await undo() && dataset.view !== 'review') reload(find('status').textContent);
  });

  // The questions.
  const review = find('review');
  if (review) {
    const place = find('question');
    const all = Number(review.dataset.all);
    const cache = new Map();
    const history = [];
    const current = () => place.querySelector('.question');
    const at = () => Number(current()?.dataset.at ?? all);
    const load = (index) => {
      if (index >= all) return Promise.resolve('');
      if (!cache.has(index)) {
        const address = `${dataset.desk}review/question?list=${review.dataset.list}&at=${index}`;
        cache.set(index, fetch(address).then((answer) => {
          if (answer.status === 410) location.reload();
          return answer.text();
        }));
      }
      return cache.get(index);
    };
    const show = (html, index) => {
      place.innerHTML = html || '';
      if (!html) place.append(element('p', say('end')));
      // At the end nothing is left to answer; the last answer can still be taken back.
      for (const one of [find('whole').closest('p'), find('skip'), find('open-other')]) one.hidden = !html;
      find('whole').checked = false;
      find('other').hidden = true;
      find('position').textContent = html ? fill(say('position'), { n: index + 1, all }) : '';
      for (let next = index + 1; next <= index + 3; next += 1) load(next);
    };
    // Shows the first open question from a place on.
    const go = async (index) => {
      for (let next = index; next < all; next += 1) {
        const html = await load(next);
        if (html) return show(html, next);
      }
      show('', all);
    };
    const answer = async (value) => {
      const section = current();
      if (!section) return;
      const index = at();
      const { words, about } = JSON.parse(section.dataset.request);
      const chosen = value === null ? {} : { answer: value };
      const whole = find('whole').checked && about === 'name';
      const action = whole
        ? { do: 'decide-form', article: words.article, form: words.quote, ...chosen }
        : { do: 'decide', words, about, ...chosen };
      const request = { action, base: section.dataset.base };
      try {
        if (whole && !await agrees(request)) return;
        if (!whole) go(index + 1);
        const { message } = await post('do', request);
        tell(message);
        history.push(index);
        if (whole) {
          cache.clear();
          await go(index + 1);
        }
      } catch (error) {
        await complain(error, request);
        cache.delete(index);
        await go(index);
      }
    };
    const back = async () => {
      if (!await undo()) return;
      cache.clear();
      const index = history.pop();
      // The preview is built again before the question is open.
      for (let n = 0; index !== undefined && n < 40 && !await load(index); n += 1) {
        cache.clear();
        await new Promise((done) => setTimeout(done, 50));
      }
      if (index !== undefined) await go(index);
    };
    const search = find('other-name');
    const results = find('other-list');
    const other = () => { find('other').hidden = false; search.value = ''; results.replaceChildren(); search.focus(); };
    search.addEventListener('input', async () => {
      const typed = search.value;
      const found = await (await fetch(dataset.desk + 'records?q=' + encodeURIComponent(typed))).json();
      if (typed !== search.value) return;
      results.replaceChildren(...found.map((one) => {
        const button = element('button', '');
        button.type = 'button';
        button.dataset.answer = one.id;
        button.append(element('b', one.name), ' ', element('small', one.gloss));
        const item = document.createElement('li');
        item.append(button);
        return item;
      }));
    });
    search.addEventListener('keydown', (event) => {
      const first = results.querySelector('button');
      if (event.key === 'Enter' && first) answer(first.dataset.answer);
      if (event.key === 'ArrowDown' && first) first.focus();
      if (event.key === 'Escape') { find('other').hidden = true; find('open-other').focus(); }
    });
    review.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (!button) return;
      if (button.dataset.answer !== undefined) answer(button.dataset.answer);
      else if ('none' in button.dataset) answer(null);
    });
    const doing = {
      s: () => go(at() + 1),
      u: back,
      o: other,
      a: () => find('whole').click(),
      '?': () => find('help').showModal(),
      0: () => answer(null),
    };
    find('skip').onclick = doing.s;
    find('undo').onclick = back;
    find('open-other').onclick = other;
    find('open-help').onclick = doing['?'];
    find('help-close').onclick = () => find('help').close();
    addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      const number = '123456789'.indexOf(event.key);
      const choice = number < 0 ? null : place.querySelectorAll('[data-answer]')[number];
      if (choice) choice.click();
      else if (Object.hasOwn(doing, event.key)) doing[event.key]();
      else return;
      event.preventDefault();
    });
    show(place.innerHTML, at());
  }

  // The proposals.
  const rows = find('rows');
  const accepted = (row) => {
    const [name, kind] = [row.querySelector('input[type=text]').value.trim(), row.querySelector('select').value];
    const action = { do: 'accept', proposal: row.dataset.proposal };
    if (name && name !== row.dataset.name) action.name = name;
    if (kind && kind !== row.dataset.kind) action.kind = kind;
    return action;
  };
  const refused = (row) => ({ do: 'refuse', proposal: row.dataset.proposal });
  const act = async (chosen, actions) => {
    if (chosen.length === 0) return;
    const request = { action: actions.length === 1 ? actions[0] : { do: 'several', actions } };
    try {
      if (!await agrees(request)) return;
      const { message } = await post('do', request);
      const after = chosen[chosen.length - 1].nextElementSibling;
      chosen.forEach((row) => row.remove());
      tell(message);
      if (!rows.firstElementChild) return reload(message);
      (after ?? rows.lastElementChild).querySelector('input').focus();
    } catch (error) {
      await complain(error, request);
    }
  };
  // Some spellings become a row of their own. A draft is split in its file, which the preview has to show first.
  const split = async (row) => {
    const forms = [...row.querySelectorAll('.split input:checked')].map((one) => one.value);
    const told = row.querySelector('.told');
    told.textContent = forms.length ? '' : say('select-forms');
    if (forms.length === 0) return row.querySelector('.split input').focus();
    const request = { action: { do: 'split', proposal: row.dataset.proposal, forms } };
    try {
      if (!await agrees(request, true)) return;
      const { message, files } = await post('do', request);
      tell(message);
      sessionStorage.setItem('dossier-row', forms[0]);
      if (!files) return reload(message);
      const shown = new EventSource(dataset.events);
      shown.onmessage = (event) => JSON.parse(event.data).generation !== Number(dataset.generation) && reload(message);
      setTimeout(() => reload(message), 5000);
    } catch (error) {
      await complain(error, request);
    }
  };
  if (rows) {
    const name = sessionStorage.getItem('dossier-row');
    sessionStorage.removeItem('dossier-row');
    [...rows.children].find((row) => row.dataset.name === name)?.querySelector('input[type=text]').focus();
    rows.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (button?.className === 'split-off') split(button.closest('li'));
      else if (button) act([button.closest('li')], [(button.className === 'accept' ? accepted : refused)(button.closest('li'))]);
    });
    const selected = () => [...rows.children].filter((row) => row.querySelector('input[type=checkbox]').checked);
    find('all').onchange = (event) => {
      for (const row of rows.children) row.querySelector('input[type=checkbox]').checked = event.target.checked;
    };
    find('accept-all').onclick = () => act(selected(), selected().map(accepted));
    find('refuse-all').onclick = () => act(selected(), selected().map(refused));
    // The first row gives its name, the others their spellings.
    find('accept-one').onclick = () => {
      const [first, ...others] = selected();
      if (others.length === 0) return tell(say('select-two'));
      act([first, ...others], [{ ...accepted(first), also: others.map((row) => row.dataset.proposal) }]);
    };
  }
  if (find('again')) find('again').onclick = async () => { await post('proposals/again', {}); location.reload(); };
  if (find('searching')) {
    const wait = setInterval(async () => {
      const { searching } = await (await fetch(dataset.desk + 'proposals/state')).json();
      if (searching) return;
      clearInterval(wait);
      location.reload();
    }, 400);
  }

  // What was done.
  if (find('done')) {
    find('done').addEventListener('click', async (event) => {
      const button = event.target.closest('[data-undo]');
      if (button && await undo(Number(button.dataset.undo))) reload(find('status').textContent);
    });
  }

  // Another tab or an editor has changed something: a page that nobody is working on shows it.
  const source = new EventSource(dataset.events);
  const isIdle = () => !document.hasFocus() || (dataset.view === 'proposals' && !rows);
  source.onmessage = (message) => {
    const { generation } = JSON.parse(message.data);
    if (generation !== Number(dataset.generation) && isIdle() && !document.querySelector('dialog[open], form.dirty')) {
      location.reload();
    }
  };
  addEventListener('pagehide', () => source.close());
})();
