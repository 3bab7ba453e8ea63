// The forms of articles and records: sends the fields that differ from what the page had, as one action, with the state of the
// file that the page was made from. What was typed stays where that is refused.
addEventListener('DOMContentLoaded', () => {
  const { post, agrees, complain, tell, sendFile } = window.desk;
  const { desk, events, generation } = document.body.dataset;
  const find = (id) => document.getElementById(id);
  const forms = find('forms');
  const form = find('form');
  const { article, record, base, sayUnsaved, saySavedWait } = forms.dataset;

  // The page is shown again once the preview has what was done.
  const goOn = (address) => {
    const go = () => {
      form?.classList.remove('dirty');
      if (address) location.href = address;
      else location.reload();
    };
    const source = new EventSource(events);
    source.onmessage = (message) => JSON.parse(message.data).generation !== Number(generation) && go();
    setTimeout(go, 5000);
  };

  // Several actions become one; nothing is asked where one place alone changes.
  const send = async (actions, address) => {
    if (actions.length === 0) return;
    const request = { action: actions.length === 1 ? actions[0] : { do: 'several', actions }, base };
    try {
      if (!await agrees(request, true)) return;
      const { message, number } = await post('do', request);
      tell(`${message} ${saySavedWait}`);
      if (number === null) return;
      form?.classList.remove('dirty');
      goOn(address);
    } catch (error) {
      await complain(error, request);
    }
  };

  // Fields.
  const trimmed = (text) => text.replaceAll('\r\n', '\n').trim();
  const wasOf = (one) => {
    if (one.type === 'checkbox') return one.defaultChecked ? 'true' : '';
    if (one.tagName === 'SELECT') return [...one.options].find((option) => option.defaultSelected)?.value ?? one.options[0]?.value ?? '';
    return trimmed(one.defaultValue);
  };
  const isOf = (one) => {
    if (one.type === 'checkbox') return one.checked ? 'true' : '';
    // A field of one line shows a value of several without its line ends: untouched, it is still what the file has.
    const isUntouched = one.tagName === 'INPUT' && one.value === one.defaultValue.replace(/[\r\n]/g, '');
    return trimmed(isUntouched ? one.defaultValue : one.value);
  };
  const linked = (file) => `](../${file.replaceAll(' ', '%20')})`;
  const changedFields = () => [...form.querySelectorAll('[data-field]')].filter((one) => wasOf(one) !== isOf(one));

  // Pictures from the person's own disk become files in the change that names them.
  const uploaded = new Map();
  const newPictures = (isNamed) =>
    [...uploaded].filter(([file]) => isNamed(file)).map(([file, of]) => ({ do: 'add-picture', of, file }));
  if (find('p-upload')) find('p-upload').onchange = async () => {
    const [file] = find('p-upload').files;
    if (!file) return;
    const said = (text) => { find('p-told').textContent = text; };
    try {
      const { upload } = await post('upload/begin', {});
      await sendFile(upload, { file, path: file.name }, () => {});
      const taken = await post('picture/read', { upload });
      const choice = find('p-file');
      if (![...choice.options].some((one) => one.value === taken.file)) choice.add(new Option(taken.file, taken.file));
      choice.value = taken.file;
      uploaded.set(taken.file, upload);
      said(taken.message);
      mark();
    } catch (error) {
      said(error.message ?? String(error));
    }
    find('p-upload').value = '';
  };

  const pictureActions = () => {
    const fields = [...form.querySelectorAll('[data-picture]')];
    if (!article || !fields.some((one) => wasOf(one) !== isOf(one))) return [];
    const picture = Object.fromEntries(fields.map((one) => [one.dataset.picture, isOf(one)]));
    return [...newPictures((file) => file === picture.file), { do: 'set-picture', article, picture }];
  };

  // Rows and chips.
  const rowsOf = (set) => [...set.querySelectorAll('.row')].map((row) =>
    Object.fromEntries([...row.querySelectorAll('[data-col]')].map((one) => [one.dataset.col, isOf(one)]).filter(([, text]) => text)))
    .filter((row) => Object.keys(row).length > 0);
  const sets = [...(form?.querySelectorAll('[data-rows]') ?? [])];
  const rowsWere = new Map(sets.map((set) => [set.dataset.rows, JSON.stringify(rowsOf(set))]));
  const listed = (values) => values.map((text) => text.replaceAll('\\', '\\\\').replaceAll(';', '\\;')).join(';');
  const formsOf = () => {
    const lists = { names: [], weak: [], never: [] };
    for (const chip of form?.querySelectorAll('.chip[data-form]') ?? []) lists[chip.querySelector('select').value].push(chip.dataset.form);
    return Object.fromEntries(Object.entries(lists).map(([name, values]) => [name, listed(values)]));
  };
  const formsWere = formsOf();

  const recordActions = () => {
    const [actions, names] = [[], []];
    const field = (name, value) => actions.push({ do: 'set-field', record, field: name, value });
    for (const one of changedFields()) {
      const [name, value] = [one.dataset.field, isOf(one)];
      if (name === 'name' && find('keep-name').checked) names.push({ do: 'rename', record, name: value });
      else if (name !== 'kind') field(name, value);
      if (name === 'text') actions.unshift(...newPictures((file) => value.includes(linked(file))));
    }
    for (const [name, value] of Object.entries(formsOf())) if (value !== formsWere[name]) field(name, value);
    for (const set of sets) {
      const [list, rows] = [set.dataset.rows, rowsOf(set)];
      if (JSON.stringify(rows) === rowsWere.get(list)) continue;
      if (list === 'sources') {
        field(list, listed(rows.map((row) => row.source)));
        continue;
      }
      if (list !== 'authorities') {
        actions.push({ do: 'set-rows', record, list, rows, table: set.dataset.table });
        continue;
      }
      const was = new Map(JSON.parse(rowsWere.get(list)).map((row) => [row.authority, row.value ?? '']));
      const is = new Map(rows.filter((row) => row.authority).map((row) => [row.authority, row.value ?? '']));
      for (const name of was.keys()) if (!is.has(name)) field('same_as.' + name, '');
      for (const [name, value] of is) if (was.get(name) !== value) field('same_as.' + name, value);
    }
    const visibility = form.querySelector('[data-choice=visibility]');
    const chosen = visibility?.querySelector(':checked').value;
    if (visibility && chosen !== visibility.dataset.was) field('visibility', chosen);
    const place = find('latitude');
    if (place && ['latitude', 'longitude'].some((id) => wasOf(find(id)) !== isOf(find(id)))) {
      const both = [isOf(place), isOf(find('longitude'))];
      field('coordinates', both.every((text) => text === '') ? '' : both.join(', '));
    }
    // The old name becomes a spelling beside those of the form. A record moves last: the other changes are made in the file
    // where it is.
    actions.push(...names);
    const kind = changedFields().find((one) => one.dataset.field === 'kind');
    if (kind) actions.push({ do: 'retype', record, kind: isOf(kind) });
    return actions;
  };
  const actions = () => {
    if (record) return recordActions();
    const heads = changedFields().map((one) => ({ do: 'set-head', article, field: one.dataset.field, value: isOf(one) }));
    return [...heads, ...pictureActions()];
  };

  const mark = () => {
    const isDirty = actions().length > 0;
    form.classList.toggle('dirty', isDirty);
    if (find('dirty').textContent !== (isDirty ? sayUnsaved : '')) find('dirty').textContent = isDirty ? sayUnsaved : '';
  };
  if (form) {
    form.addEventListener('submit', (event) => { event.preventDefault(); send(actions()); });
    form.addEventListener('input', mark);
    form.addEventListener('change', mark);
    addEventListener('beforeunload', (event) => form.classList.contains('dirty') && event.preventDefault());
    form.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (!button) return;
      const set = button.closest('[data-rows]');
      if ('add' in button.dataset) {
        set.querySelector('.rows').append(set.querySelector('template').content.cloneNode(true));
        set.querySelector('.rows').lastElementChild.querySelector('input').focus();
      } else if ('remove' in button.dataset) {
        const [row, list] = [button.closest('.row, .chip'), button.closest('.rows, .chips')];
        row.remove();
        (list.lastElementChild?.querySelector('button') ?? set?.querySelector('[data-add]') ?? find('new-form')).focus();
      } else return;
      mark();
    });
  }

  // A new form becomes a chip.
  const addForm = () => {
    const text = trimmed(find('new-form').value).replace(/\s+/g, ' ');
    if (!text) return;
    const chip = find('chip').content.cloneNode(true).firstElementChild;
    chip.dataset.form = text;
    chip.querySelector('span').textContent = text;
    for (const one of chip.querySelectorAll('[aria-label]')) one.setAttribute('aria-label', `${one.getAttribute('aria-label').trim()} ${text}`);
    chip.querySelector('select').value = find('new-strength').value;
    form.querySelector('.chips').append(chip);
    find('new-form').value = '';
    find('new-form').focus();
    mark();
  };
  if (find('add-form')) {
    find('add-form').onclick = addForm;
    find('new-form').addEventListener('keydown', (event) => {
      if (event.key === 'Enter') { event.preventDefault(); addForm(); }
    });
  }
  if (find('insert-picture')) find('insert-picture').onclick = () => {
    const [file, alt, text] = [find('p-file').value, find('p-alt').value, find('f-text')];
    if (!file) return find('p-file').focus();
    const written = `![${alt.replace(/[[\]\\\n]/g, ' ')}${linked(file)}`;
    text.value = text.value.trim() ? `${written}\n\n${text.value}` : written;
    text.focus();
    mark();
  };

  // Dates and numbers are read as one types, records and passages are searched.
  const namingIt = [...(find('passage-list')?.children ?? [])];
  forms.addEventListener('input', async ({ target }) => {
    const typed = target.value;
    if (target.dataset.check) {
      const answer = await (await fetch(`${desk}check?kind=${target.dataset.check}&value=${encodeURIComponent(typed)}`)).json();
      if (target.value !== typed) return;
      target.setAttribute('aria-invalid', String(!answer.ok));
      const says = find(target.getAttribute('aria-describedby')) ?? target.closest('.row')?.querySelector('.checked');
      if (says) says.textContent = answer.says;
    } else if ('records' in target.dataset) {
      const word = typed.split(';').pop().trim();
      const found = word ? await (await fetch(desk + 'records?q=' + encodeURIComponent(word))).json() : [];
      if (target.value !== typed) return;
      find('record-list').replaceChildren(...found.map((one) =>
        Object.assign(document.createElement('option'), { value: one.id, textContent: `${one.name} ${one.gloss}` })));
    } else if ('passages' in target.dataset) {
      const found = typed.trim() ? await (await fetch(desk + 'passages?q=' + encodeURIComponent(typed.trim()))).json() : [];
      if (target.value !== typed) return;
      // Nothing typed: those that name the record.
      find('passage-list').replaceChildren(...(typed.trim() ? found.map((one) =>
        Object.assign(document.createElement('option'), { value: one.passage, textContent: one.words })) : namingIt));
    }
  });

  // The map.
  if (find('map')) {
    const map = find('map');
    const [latitude, longitude] = [find('latitude'), find('longitude')];
    const place = () => (latitude.value && longitude.value ? { latitude: latitude.value, longitude: longitude.value } : null);
    const view = { center: place(), zoom: Number(map.firstElementChild.dataset.zoom) };
    const address = (path, more) => {
      const values = { zoom: view.zoom, ...more };
      if (view.center) Object.assign(values, { center_latitude: view.center.latitude, center_longitude: view.center.longitude });
      return `${desk}${path}?${new URLSearchParams(values)}`;
    };
    const draw = async () => { map.innerHTML = await (await fetch(address('map', place() ?? {}))).text(); };
    map.addEventListener('click', async (event) => {
      const box = map.firstElementChild.getBoundingClientRect();
      const [, , width, height] = map.firstElementChild.getAttribute('viewBox').split(' ').map(Number);
      const x = ((event.clientX - box.left) * width) / box.width;
      const y = ((event.clientY - box.top) * height) / box.height;
      const point = await (await fetch(address('map/point', { x, y }))).json();
      if (point.latitude === undefined) return;
      [latitude.value, longitude.value] = [point.latitude, point.longitude];
      mark();
      draw();
    });
    const zoom = (step) => {
      view.center = place() ?? view.center ?? { latitude: 0, longitude: 0 };
      view.zoom = Math.max(0, Math.min(7, view.zoom + step));
      draw();
    };
    find('map-in').onclick = () => zoom(1);
    find('map-out').onclick = () => zoom(-1);
    find('map-clear').onclick = () => { [latitude.value, longitude.value] = ['', '']; mark(); draw(); };
    for (const one of [latitude, longitude]) one.addEventListener('change', () => { if (place()) view.center = place(); draw(); });
  }

  // What touches other files: always said first.
  for (const button of forms.querySelectorAll('[data-act]')) {
    button.onclick = async () => {
      const value = button.dataset.value ? trimmed(find(button.dataset.value).value) : '';
      const to = (id) => `${desk}${record ? 'record' : 'article'}?id=${encodeURIComponent(id)}`;
      const [action, address] = {
        'set-id': () => [{ do: 'set-id', id: record ?? article, to: value }, to(value)],
        merge: () => [{ do: 'merge', record, into: value }, to(value)],
        delete: () => [{ do: 'delete', record }, desk + 'register'],
        forget: () => [{ do: 'forget', record }, desk + 'register'],
        accept: () => [{ do: 'accept', proposal: record }, ''],
        refuse: () => [{ do: 'refuse', proposal: record }, desk + 'register'],
      }[button.dataset.act]();
      if (button.dataset.value && !value) return find(button.dataset.value).focus();
      const request = { action, base };
      try {
        if (!await agrees(request)) return;
        const { message, number } = await post('do', request);
        tell(message);
        if (number !== null) goOn(address);
      } catch (error) {
        await complain(error, request);
      }
    };
  }
});
