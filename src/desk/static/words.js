// Added to the pages of articles by `dossier edit` only: a window for the selected words, the focused name, or words that one
// types. The server renders its content, with the token of this run; this script sends what a person chooses and keeps no state
// of the dossier. Other text is inserted as text.
(() => {
  const { desk, article, name, onClick, key, close } = document.currentScript.dataset;
  const bar = document.getElementById('dossier-desk').shadowRoot;
  const element = (tag, text, properties) => Object.assign(document.createElement(tag), { textContent: text ?? '', ...properties });
  const encode = encodeURIComponent;
  const marks = '.m, .m-again, .d, .q';
  const kept = 'dossier-words:' + location.pathname;

  // The window, outside of the page's styles. The desk's style sheet speaks of the root, which is the host here.
  const host = element('div', '', { id: 'dossier-words' });
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  root.adoptedStyleSheets = [sheet];
  const box = element('dialog', '', { id: 'words' });
  box.setAttribute('aria-labelledby', 'words-title');
  const asking = element('dialog', '', { id: 'ask' });
  asking.setAttribute('aria-labelledby', 'ask-title');
  const toast = element('div', '', { id: 'toast' });
  toast.setAttribute('role', 'status');
  root.append(box, asking, toast);
  // The page has keys of its own, and does not see that somebody types in a field here.
  root.addEventListener('keydown', (event) => event.stopPropagation());
  document.documentElement.append(host);
  fetch(desk + 'desk.css').then((answer) => answer.text()).then((css) => sheet.replaceSync(css.replaceAll(':root', ':host')));

  let query = '';
  let token = '';
  const content = () => box.querySelector('.words');
  const say = (what) => content()?.dataset['say' + what.replace(/(?:^|-)([a-z])/g, (_, letter) => letter.toUpperCase())] ?? '';
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, what) => values[what] ?? '');

  const post = async (path, value) => {
    let answer;
    try {
      answer = await fetch(desk + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-dossier-token': token },
        body: JSON.stringify(value),
      });
    } catch {
      throw { message: say('unreachable') };
    }
    const text = await answer.text();
    let said;
    try { said = JSON.parse(text); } catch { said = { message: say(answer.status === 403 ? 'expired' : 'no-answer') }; }
    if (!answer.ok) throw said;
    return said;
  };
  const load = async (asked) => {
    const answer = await fetch(`${desk}words?article=${encode(article)}${asked}`);
    const html = await answer.text();
    if (!answer.ok) throw { message: html };
    return html;
  };

  // What was done, with a button that takes it back. It stays after the page is shown anew.
  const tell = (message, undoName) => {
    toast.replaceChildren(element('span', message + ' '));
    if (undoName) {
      const button = element('button', undoName, { type: 'button' });
      button.onclick = async () => {
        try {
          if (!token) {
            const page = new DOMParser().parseFromString(await load(''), 'text/html');
            token = page.querySelector('.words').dataset.token;
          }
          tell((await post('undo', {})).message);
        } catch (error) {
          tell(error.message);
        }
      };
      toast.append(button);
    }
    const closing = element('button', '×', { type: 'button' });
    closing.setAttribute('aria-label', close);
    closing.onclick = () => toast.replaceChildren();
    toast.append(closing);
    sessionStorage.setItem(kept + ':said', JSON.stringify([message, undoName ?? '', Date.now()]));
  };

  const focusFirst = () => (box.querySelector('#w-find') ?? box.querySelector('section button, summary, input'))?.focus();
  const show = async (asked) => {
    try {
      box.innerHTML = await load(asked);
    } catch (error) {
      return tell(error.message);
    }
    query = asked;
    token = content().dataset.token;
    const by = box.querySelector('#w-by');
    if (by) by.value = localStorage.getItem('dossier-note-by') ?? '';
    const closing = element('button', '×', { type: 'button', className: 'close' });
    closing.setAttribute('aria-label', close);
    closing.onclick = () => box.close();
    const said = element('div', '', { id: 'said' });
    said.setAttribute('role', 'alert');
    content().prepend(closing);
    content().querySelector('h2').after(said);
    beside.hidden = true;
    if (box.open) return focusFirst();
    // The preview's script would show a changed page anew while somebody types. It stops to listen when a page is left, and
    // listens again when it is seen.
    dispatchEvent(new Event('pagehide'));
    box.showModal();
    focusFirst();
  };

  // Says what an action would change; resolves with whether the person agrees.
  const agrees = async (request) => {
    const { effects, files, remarks } = await post('effects', request);
    const list = element('ul', '', { tabIndex: 0, hidden: effects.examples.length === 0 });
    for (const one of effects.examples) {
      const item = element('li', '', { className: one.gained ? 'gained' : 'lost' });
      item.append((one.gained ? '+ ' : '− ') + one.before, element('mark', one.text), one.after + ' ',
        element('small', one.name + ' · ' + one.title));
      list.append(item);
    }
    const yes = element('button', say('confirm'), { type: 'button', id: 'ask-yes' });
    const no = element('button', say('cancel'), { type: 'button', id: 'ask-no' });
    const buttons = element('p', '', { className: 'bar' });
    buttons.append(yes, ' ', no);
    asking.replaceChildren(element('h2', say('would-do'), { id: 'ask-title' }),
      element('p', effects.articles ? fill(say('effects'), effects) : say('no-effects')),
      ...remarks.map((text) => element('p', text)), list, element('p', files.join(', ')), buttons);
    return new Promise((done) => {
      let agreed = false;
      yes.onclick = () => { agreed = true; asking.close(); };
      no.onclick = () => asking.close();
      asking.onclose = () => done(agreed);
      asking.showModal();
      yes.focus();
    });
  };

  const act = async (action, isWide) => {
    // The window was made from the article; what concerns a record alone does not depend on it.
    const request = action.record ? { action } : { action, base: content().dataset.base };
    const said = box.querySelector('#said');
    said.replaceChildren();
    try {
      if (isWide && !await agrees(request)) return;
      const { message } = await post('do', request);
      const undoName = say('undo');
      box.close();
      tell(message, undoName);
    } catch (error) {
      said.append(element('p', error.message, { className: 'lost' }));
      if (error.now) said.append(element('h3', say('file-now')), element('pre', error.now, { tabIndex: 0 }));
      said.scrollIntoView({ block: 'nearest' });
    }
  };

  const wordsAt = (target) => JSON.parse(target.closest('[data-words]').dataset.words);
  const value = (id) => box.querySelector('#' + id).value.trim();
  const doing = {
    unlink: (words) => act({ do: 'decide', words, about: 'name' }, false),
    'unlink-article': (words) => act({ do: 'decide-form', article, form: words.quote }, true),
    never: (words, { record, form }) => act({ do: 'never-link', record, form }, true),
    'never-name': (words) => act({ do: 'never-name', form: words.quote }, true),
    'new-record': (words) => act({ do: 'add-record', name: value('w-name'), kind: value('w-kind'), words }, true),
    note: (words) => {
      // Who writes stays the same from note to note.
      localStorage.setItem('dossier-note-by', value('w-by'));
      act({ do: 'add-note', words, note: value('w-note'), verdict: value('w-verdict'), by: value('w-by') }, false);
    },
    day: (words) => act({ do: 'decide', words, about: 'day', answer: value('w-date') }, false),
    'no-day': (words) => act({ do: 'decide', words, about: 'day' }, false),
    'no-speaker': (words) => act({ do: 'decide', words, about: 'speaker' }, false),
  };
  const choose = (what, words, answer) => {
    if (what === 'speaker') return act({ do: 'decide', words, about: 'speaker', answer }, false);
    const scope = box.querySelector('[name=w-scope]:checked').value;
    if (scope === 'article') return act({ do: 'decide-form', article, form: words.quote, answer }, true);
    if (scope === 'everywhere') return act({ do: 'add-form', record: answer, form: words.quote }, true);
    return act({ do: 'decide', words, about: 'name', answer }, false);
  };
  box.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    const { dataset } = button;
    if (dataset.start) show(`&start=${dataset.start}&end=${dataset.end}`);
    else if (dataset.day) act({ do: 'decide', words: wordsAt(button), about: 'day', answer: dataset.day }, false);
    else if (dataset.answer) choose(button.closest('[data-choices]').dataset.choices, wordsAt(button), dataset.answer);
    else if (dataset.do) doing[dataset.do](wordsAt(button), button.closest('[data-words]').dataset);
  });

  // Searches as one types.
  const found = {};
  box.addEventListener('input', async ({ target }) => {
    const typed = target.value;
    const isCurrent = () => target.isConnected && target.value === typed;
    if (target.id === 'w-find') {
      const html = await load('&find=' + encode(typed));
      if (isCurrent()) box.querySelector('#w-places').innerHTML = html;
    } else if (target.dataset.search) {
      const list = box.querySelector(`#${target.id}-list`);
      found[target.id] ??= [...list.children];
      const records = typed ? await (await fetch(desk + 'records?q=' + encode(typed))).json() : [];
      if (!isCurrent()) return;
      const rows = records.map((one) => {
        const button = element('button', '', { type: 'button' });
        button.dataset.answer = one.id;
        button.append(element('b', one.name), ' ', element('small', one.gloss));
        const item = document.createElement('li');
        item.append(button);
        return item;
      });
      list.replaceChildren(...(typed ? rows : found[target.id]));
    } else if (target.dataset.check) {
      const answer = await (await fetch(`${desk}check?kind=${target.dataset.check}&value=${encode(typed)}`)).json();
      if (!isCurrent()) return;
      target.setAttribute('aria-invalid', String(!answer.ok));
      box.querySelector('#w-date-says').textContent = answer.says;
    }
  });
  box.addEventListener('keydown', (event) => {
    const { target } = event;
    const list = target.id === 'w-find' ? '#w-places' : target.dataset?.search ? `#${target.id}-list` : null;
    const first = list && box.querySelector(`${list} button`);
    if (event.key === 'ArrowDown' && first) { event.preventDefault(); first.focus(); }
    else if (event.key === 'Enter' && first) { event.preventDefault(); first.click(); }
    else if (event.key === 'Enter' && target.id === 'w-date') box.querySelector('[data-do=day]').click();
    else if (['ArrowDown', 'ArrowUp'].includes(event.key) && target.closest?.('.choices li')) {
      const item = target.closest('li');
      const next = event.key === 'ArrowDown' ? item.nextElementSibling : item.previousElementSibling;
      event.preventDefault();
      next?.querySelector('button').focus();
    }
  });
  box.addEventListener('close', () => {
    query = '';
    dispatchEvent(new Event('visibilitychange'));
  });

  // Which words are meant. Letters and digits are counted, since spaces and quotation marks differ from the text.
  const nLetters = (text) => (text.match(/[\p{Alphabetic}\p{N}]/gu) ?? []).length;
  const queryOf = (range) => {
    const start = range.startContainer;
    const inside = start.nodeType === Node.ELEMENT_NODE ? start : start.parentElement;
    let block = inside;
    while (block && !/^p\d+$/.test(block.id)) block = block.parentElement;
    let [paragraph, skip] = [0, 0];
    if (block) {
      const before = document.createRange();
      before.setStart(block, 0);
      before.setEnd(start, range.startOffset);
      [paragraph, skip] = [block.id.slice(1), nLetters(before.toString())];
    }
    return `&paragraph=${paragraph}&skip=${skip}&selected=${encode(range.toString().slice(0, 2000))}`;
  };
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const inside = range.commonAncestorContainer;
    const around = inside.nodeType === Node.ELEMENT_NODE ? inside : inside.parentElement;
    return around?.closest('main') && nLetters(range.toString()) > 0 ? range : null;
  };
  const queryOfMark = (mark) => {
    if (/^[mdq]\d+$/.test(mark.id)) return '&mark=' + mark.id;
    const range = document.createRange();
    range.selectNodeContents(mark);
    return queryOf(range);
  };
  const start = () => {
    const range = selected();
    const mark = document.activeElement?.closest?.(marks);
    show(range ? queryOf(range) : mark ? queryOfMark(mark) : '');
  };
  addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || box.open) return;
    if (event.target.closest?.('input, select, textarea')) return;
    event.preventDefault();
    event.stopPropagation();
    start();
  }, true);

  // The corner gets a button, and a switch that makes a click on a name, a date or a quotation open the window.
  const opener = element('button', name, { type: 'button', title: key });
  opener.onmousedown = (event) => event.preventDefault();
  opener.onclick = start;
  const clicks = element('button', onClick, { type: 'button' });
  const setClicks = (isOn) => {
    clicks.setAttribute('aria-pressed', String(isOn));
    sessionStorage.setItem('dossier-words:clicks', isOn ? '1' : '');
  };
  setClicks(sessionStorage.getItem('dossier-words:clicks') === '1');
  clicks.onclick = () => setClicks(clicks.getAttribute('aria-pressed') !== 'true');
  bar.prepend(opener, clicks);
  addEventListener('click', (event) => {
    if (clicks.getAttribute('aria-pressed') !== 'true' || event.ctrlKey || event.metaKey) return;
    const mark = event.target.closest?.(marks);
    if (!mark || !mark.closest('main') || selected()) return;
    event.preventDefault();
    event.stopPropagation();
    show(queryOfMark(mark));
  }, true);

  // Beside a selection, the same button.
  const beside = element('button', name, { type: 'button', id: 'beside', hidden: true });
  beside.onmousedown = (event) => event.preventDefault();
  beside.onclick = start;
  root.append(beside);
  document.addEventListener('selectionchange', () => {
    const range = box.open ? null : selected();
    beside.hidden = !range;
    if (!range) return;
    const place = range.getBoundingClientRect();
    beside.style.left = `${Math.max(8, Math.min(place.left, innerWidth - 130))}px`;
    beside.style.top = `${Math.min(place.bottom + 8, innerHeight - 48)}px`;
  });

  // The page may be loaded again while somebody is typing: the window is opened again with what was typed.
  const fields = () => [...box.querySelectorAll('input, textarea, select')];
  addEventListener('pagehide', (event) => {
    if (!event.isTrusted || !box.open) return;
    const typed = fields().map((one) => (one.type === 'radio' ? one.checked : one.value));
    const parts = [...box.querySelectorAll('details')].map((one) => one.open);
    sessionStorage.setItem(kept, JSON.stringify({ query, typed, parts }));
  });
  const again = JSON.parse(sessionStorage.getItem(kept) || 'null');
  sessionStorage.removeItem(kept);
  if (again) {
    show(again.query).then(() => {
      const now = fields();
      if (!box.open || now.length !== again.typed.length) return;
      now.forEach((one, index) => { one[one.type === 'radio' ? 'checked' : 'value'] = again.typed[index]; });
      box.querySelectorAll('details').forEach((one, index) => { one.open = again.parts[index]; });
    });
  }
  const said = JSON.parse(sessionStorage.getItem(kept + ':said') || 'null');
  sessionStorage.removeItem(kept + ':said');
  if (said && Date.now() - said[2] < 8000) tell(said[0], said[1]);
})();
