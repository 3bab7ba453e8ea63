// Checks, sources of files, and publishing. What was typed stays in the page whatever happens.
addEventListener('DOMContentLoaded', () => {
  const { post, complain, tell, fill, agrees, say } = window.desk;
  const { dataset } = document.body;
  const find = (id) => document.getElementById(id);

  // Work that goes on.
  const waits = document.querySelector('[data-waits]');
  if (waits) {
    const wait = setInterval(async () => {
      const { running } = await (await fetch(`${dataset.desk}${waits.dataset.waits}/state`)).json();
      if (running) return;
      clearInterval(wait);
      location.reload();
    }, 300);
  }

  // Cures.
  find('checks')?.addEventListener('click', async (event) => {
    const button = event.target.closest('.cure');
    if (!button) return;
    const request = JSON.parse(button.dataset.request);
    try {
      if (!await agrees(request)) return;
      const { message } = await post('do', request);
      tell(message);
      const item = button.closest('li');
      const next = item.nextElementSibling ?? item.closest('section').nextElementSibling;
      // Other findings of the file were made from the file as it was.
      item.closest('section').querySelectorAll('.cure').forEach((other) => { other.disabled = true; });
      item.remove();
      (next?.querySelector('.cure:not(:disabled), a') ?? document.querySelector('main a'))?.focus();
      await post('checks/again', {});
    } catch (error) {
      await complain(error, request);
    }
  });

  // The source of a file.
  const editor = find('editor');
  if (editor) {
    const text = find('text');
    const shown = text.value;
    let { base } = editor.dataset;
    let now = '';
    const goTo = (line) => {
      const lines = text.value.split('\n');
      const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
      text.focus();
      text.setSelectionRange(start, start + (lines[line - 1] ?? '').length);
      // The caret comes into view; a long text is scrolled to it.
      text.scrollTop = (text.scrollHeight / Math.max(lines.length, 1)) * Math.max(line - 4, 0);
    };
    const save = async () => {
      const max = Number(editor.dataset.max);
      if (new Blob([text.value]).size > max) return tell(fill(say('typed-too-long'), { limit: max / (1 << 20) }));
      const request = { action: { do: 'set-source', file: editor.dataset.file, text: text.value }, base };
      try {
        await post('do', request);
        window.onbeforeunload = null;
        find('theirs').hidden = true;
        tell(editor.dataset.saved);
        // The page comes again once the site with it is there, at the same place.
        sessionStorage.setItem('desk-caret', JSON.stringify([editor.dataset.file, text.selectionStart, text.scrollTop]));
        await new Promise((done) => {
          const events = new EventSource(dataset.events);
          const end = () => { events.close(); done(); };
          events.onmessage = ({ data }) => { if (JSON.parse(data).generation > Number(dataset.generation)) end(); };
          setTimeout(end, 1500);
        });
        location.reload();
      } catch (error) {
        tell(error.message ?? '');
        if (error.error !== 'changed' || !error.base) return complain(error);
        ({ base: now } = error);
        find('theirs').hidden = false;
        find('theirs').querySelector('pre').textContent = error.now;
        find('theirs').focus();
      }
      return undefined;
    };
    find('save').onclick = save;
    find('save-over').onclick = () => { base = now; save(); };
    find('take-theirs').onclick = () => { window.onbeforeunload = null; location.reload(); };
    text.addEventListener('input', () => {
      window.onbeforeunload = text.value === shown ? null : (leaving) => leaving.preventDefault();
    });
    addEventListener('keydown', (event) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      save();
    });
    find('marks').addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (button) goTo(Number(button.dataset.line));
    });
    const [file, caret, scroll] = JSON.parse(sessionStorage.getItem('desk-caret') ?? '[]');
    sessionStorage.removeItem('desk-caret');
    if (file === editor.dataset.file) {
      text.focus();
      text.setSelectionRange(caret, caret);
      text.scrollTop = scroll;
      tell(editor.dataset.saved);
    } else if (editor.dataset.line) goTo(Number(editor.dataset.line));
  }

  // Publishing.
  if (find('publish-folder')) {
    find('publish-folder').onclick = async (event) => {
      event.target.disabled = true;
      try {
        const { message } = await post('publish/folder', {});
        tell(message);
      } catch (error) {
        await complain(error);
      }
      event.target.disabled = false;
    };
  }
  if (find('publish-again')) {
    find('publish-again').onclick = async () => { await post('publish/again', {}); location.reload(); };
  }
});
