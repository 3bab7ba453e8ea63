// Added to pages by `dossier serve --watch` only. Reloads the page when it changes, keeps its scroll position and open notes,
// replaces style sheets in place, and shows errors of the content. It inserts only text, never markup.
(() => {
  const { prefix, route, file, lines, language } = document.currentScript.dataset;
  const [CLOSE, COPY_PATH] = language === 'fr' ? ['fermer', 'copier le chemin'] : ['close', 'copy the path'];
  let { key, unstyled } = document.currentScript.dataset;
  const element = (name, text, properties) => Object.assign(document.createElement(name), { textContent: text }, properties);

  // A shadow root: the page's styles do not reach it, and constructed style sheets are allowed by the page's policy.
  const box = (id, style) => {
    const host = element('div', '', { id, lang: language });
    const root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    return [host, root];
  };

  // State kept across a reload: the scroll position, and which elements were open, by their order in the page.
  const place = 'dossier-place:' + location.pathname;
  const opened = 'details, dialog, input[type=checkbox]';
  const kept = JSON.parse(sessionStorage.getItem(place) || 'null');
  sessionStorage.removeItem(place);
  if (kept) {
    history.scrollRestoration = 'manual';
    document.querySelectorAll(opened).forEach((one, index) => {
      if ('checked' in one) one.checked = kept.open.includes(index);
      else one.open = kept.open.includes(index);
    });
    const back = () => scrollTo({ top: kept.scroll, behavior: 'instant' });
    back();
    addEventListener('load', back, { once: true });
  }
  const reload = () => {
    const open = [...document.querySelectorAll(opened)].flatMap((one, index) => (one.open || one.checked ? [index] : []));
    sessionStorage.setItem(place, JSON.stringify({ scroll: scrollY, open }));
    location.reload();
  };

  // Style sheets: the old one is removed only when the new one has loaded, so that the page does not flicker.
  const name = (address) => address.replace(/\.[0-9a-f]{8}\.css$/, '.css');
  const restyle = (styles) => {
    const loads = [];
    for (const link of document.querySelectorAll('link[rel~=stylesheet]')) {
      const old = new URL(link.href).pathname;
      const next = styles.map((style) => prefix + style).find((style) => name(style) === name(old));
      if (!next || next === old) continue;
      const fresh = link.cloneNode();
      fresh.href = next;
      loads.push(new Promise((done) => { fresh.onload = fresh.onerror = done; }).then(() => link.remove()));
      link.after(fresh);
    }
    return Promise.all(loads);
  };

  // The overlay with errors.
  let host = null;
  let closed = '';
  const overlay = (errors) => {
    if (host) host.remove();
    host = null;
    if (errors.length === 0) closed = '';
    const words = JSON.stringify(errors);
    if (errors.length === 0 || words === closed) return;
    let root;
    [host, root] = box('dossier-errors', ':host{all:initial;position:fixed;inset:auto 0 0 0;z-index:2147483647;max-height:60vh;' +
      'overflow:auto;background:#2b1113;color:#fff;font:14px/1.5 ui-monospace,monospace;padding:12px 16px;' +
      'border-top:3px solid #ff6b6b}section{margin:0 0 12px}b{color:#ffb3b3}pre{margin:4px 0;padding:4px 8px;' +
      'background:#1a0a0b;overflow-x:auto}mark{background:#ff6b6b;color:#1a0a0b;min-width:2px;display:inline-block;' +
      'min-height:1em;vertical-align:top}i{color:#ccc;font-style:normal}button{float:right;font:inherit}');
    const close = element('button', '×');
    close.setAttribute('aria-label', CLOSE);
    close.onclick = () => { closed = words; overlay(errors); };
    root.append(close);
    for (const error of errors) {
      const section = document.createElement('section');
      const at = error.line ? error.file + ':' + error.line + ':' + error.column : error.file;
      section.append(element('b', at + ' [' + error.code + '] '), error.message);
      if (error.excerpt) {
        const lines = document.createElement('pre');
        lines.append(error.line + ' | ' + error.excerpt[0], element('mark', error.excerpt[1]), error.excerpt[2]);
        section.append(lines);
      }
      if (error.help) section.append(element('i', error.help));
      root.append(section);
    }
    document.documentElement.append(host);
  };

  // The corner: the source file, and the line of the passage that is being read.
  if (file) {
    const written = decodeURIComponent(file);
    const numbers = lines.split(' ');
    const [corner, root] = box('dossier-edit', ':host{all:initial;position:fixed;inset:auto auto 8px 8px;z-index:2147483646}' +
      'a{font:12px/1.6 ui-monospace,monospace;background:#222c;color:#fff;padding:2px 8px;border-radius:4px;' +
      'text-decoration:none;cursor:copy}@media print{a{display:none}}');
    const link = element('a', '', { href: '#', title: COPY_PATH });
    const here = () => {
      let index = 0;
      while (index + 1 < numbers.length) {
        const passage = document.getElementById('p' + (index + 2));
        if (!passage || passage.getBoundingClientRect().top > innerHeight / 3) break;
        index += 1;
      }
      link.textContent = '✎ ' + written + ':' + numbers[index];
    };
    link.onclick = (click) => {
      click.preventDefault();
      if (navigator.clipboard) navigator.clipboard.writeText(link.textContent.slice(2));
    };
    here();
    addEventListener('scroll', here, { passive: true });
    root.append(link);
    document.documentElement.append(corner);
  }

  // Events of the server. A hidden tab does not listen, because a browser opens only six connections to a server.
  let source = null;
  const receive = (message) => {
    const event = JSON.parse(message.data);
    overlay(event.errors);
    if (event.key === key) return;
    if (event.unstyled !== unstyled) return reload();
    key = event.key;
    restyle(event.styles);
  };
  const listen = () => {
    if (source) source.close();
    source = null;
    if (document.hidden) return;
    source = new EventSource(prefix + '_dossier/events?route=' + route);
    source.onmessage = receive;
  };
  addEventListener('visibilitychange', listen);
  addEventListener('pagehide', () => source && source.close());
  addEventListener('pageshow', (event) => event.persisted && listen());
  listen();
})();
