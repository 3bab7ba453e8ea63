// Beginning a dossier, and adding documents: sends files in parts, waits for the importers, and writes the table that a person
// has corrected. What was typed stays in the page whatever happens.
addEventListener('DOMContentLoaded', () => {
  const { post, complain, tell, fill, sendFile } = window.desk;
  const { dataset } = document.body;
  const find = (id) => document.getElementById(id);
  const page = find('import');
  let upload = '';
  let isBusy = false;

  const told = (text) => {
    find('told').hidden = false;
    find('told').append(Object.assign(document.createElement('li'), { textContent: text }));
  };
  const progress = (text, done, all) => {
    find('progress-line').hidden = false;
    find('progress').max = Math.max(all, 1);
    find('progress').value = done;
    find('progress-text').textContent = text;
  };

  // Every file below what was dropped, with its path.
  const walk = async (entry, path, files) => {
    if (entry.isFile) {
      const file = await new Promise((done, failed) => { entry.file(done, failed); });
      files.push({ file, path: path + entry.name });
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, failed) => { reader.readEntries(done, failed); });
      if (some.length === 0) return;
      for (const one of some) await walk(one, `${path}${entry.name}/`, files);
    }
  };
  const dropped = async (transfer) => {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (entries.length === 0) return [...transfer.files].map((file) => ({ file, path: file.name }));
    const files = [];
    for (const entry of entries) {
      try { await walk(entry, '', files); } catch (error) { told(`${entry.name}: ${error.message ?? error}`); }
    }
    return files;
  };

  const take = async (files) => {
    if (isBusy || files.length === 0) return;
    isBusy = true;
    find('told').replaceChildren();
    find('told').hidden = true;
    try {
      ({ upload } = await post('upload/begin', {}));
      const all = files.reduce((sum, { file }) => sum + file.size, 0);
      let [sent, n] = [0, 0];
      for (const one of files) {
        n += 1;
        const say = () => progress(fill(page.dataset.sending, { n, all: files.length, size: (sent / 1e6).toFixed(1) }), sent, all);
        say();
        try {
          await sendFile(upload, one, (size) => { sent += size; say(); });
        } catch (error) {
          // One bad file never stops the rest.
          if (error.isEnd) throw error;
          told(error.message ?? `${one.path}: ${error}`);
        }
      }
      await post('import/read', { upload });
      for (;;) {
        const answer = await fetch(`${dataset.desk}import/state?upload=${upload}`);
        const state = await answer.json();
        if (!answer.ok) throw state;
        progress(fill(page.dataset.reading, { n: state.done, all: state.all }), state.done, state.all);
        if (state.ready) break;
        await new Promise((done) => { setTimeout(done, 200); });
      }
      const table = await fetch(`${dataset.desk}import/table?upload=${upload}`);
      if (!table.ok) throw await table.json();
      // The table is made by the server, which has escaped all that comes from files.
      find('table').innerHTML = await table.text();
      find('progress-line').hidden = true;
      find('next').hidden = true;
      find('found')?.focus();
      if (find('write')) find('write').onclick = write;
      if (find('begin-empty')) find('begin-empty').hidden = Boolean(find('write'));
    } catch (error) {
      find('progress-line').hidden = true;
      told(error.message ?? String(error));
      tell(error.message ?? String(error));
    }
    isBusy = false;
  };

  const site = () => {
    if (page.dataset.begun === 'true') return null;
    for (const id of ['site-title', 'site-language']) {
      if (!find(id).reportValidity()) return undefined;
    }
    return { do: 'begin', title: find('site-title').value, language: find('site-language').value };
  };
  const corrected = () => [...document.querySelectorAll('#articles > li')].flatMap((row) => {
    const n = Number(row.dataset.n);
    if (!row.querySelector('[type=checkbox]').checked) return [{ n, skip: true }];
    const changed = [...row.querySelectorAll('[name]')].filter((cell) => cell.value !== cell.dataset.found);
    return changed.length ? [{ n, cells: Object.fromEntries(changed.map((cell) => [cell.name, cell.value])) }] : [];
  });
  const perform = async (actions) => {
    const action = actions.length === 1 ? actions[0] : { do: 'several', actions };
    document.querySelectorAll('[aria-invalid]').forEach((cell) => cell.removeAttribute('aria-invalid'));
    document.querySelectorAll('.wrong').forEach((place) => { place.textContent = ''; });
    try {
      const { message } = await post('do', { action });
      // What comes next stands alone: everything before it is done.
      [...page.children].filter((part) => part.id !== 'next' && part.tagName !== 'SCRIPT').forEach((part) => part.remove());
      find('next').hidden = false;
      find('next').focus();
      tell(message || page.dataset.written);
      window.onbeforeunload = null;
    } catch (error) {
      const row = error.error === 'cell' ? document.querySelector(`#articles > li[data-n="${error.row}"]`) : null;
      if (!row) return complain(error, { action: actions[0] });
      const cell = row.querySelector(`[name="${error.column}"]`);
      row.querySelector('.wrong').textContent = error.message;
      cell.setAttribute('aria-invalid', 'true');
      cell.focus();
      tell(error.message);
    }
    return undefined;
  };
  const write = () => {
    const begin = site();
    if (begin !== undefined) perform([...(begin ? [begin] : []), { do: 'import', of: upload, rows: corrected() }]);
  };
  if (find('begin-empty')) {
    find('begin-empty').onclick = () => {
      const begin = site();
      if (begin) perform([begin]);
    };
  }

  find('table').addEventListener('change', (event) => {
    window.onbeforeunload = (leaving) => leaving.preventDefault();
    const row = event.target.closest('li');
    if (event.target.type === 'checkbox') row.classList.toggle('skipped', !event.target.checked);
  });
  find('choose-files').onclick = () => find('files').click();
  find('choose-folder').onclick = () => find('folder').click();
  for (const id of ['files', 'folder']) {
    find(id).onchange = () => {
      const files = [...find(id).files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
      find(id).value = '';
      take(files);
    };
  }
  const place = find('drop');
  // A file that misses the place must not replace the page.
  addEventListener('dragover', (event) => { event.preventDefault(); place.classList.add('over'); });
  addEventListener('dragleave', () => place.classList.remove('over'));
  addEventListener('drop', async (event) => {
    event.preventDefault();
    place.classList.remove('over');
    if (place.isConnected) take(await dropped(event.dataTransfer));
  });
});
