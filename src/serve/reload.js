// Added to pages by `dossier serve --watch` only. Reloads this page when it changed, keeps its place, and shows what is
// wrong with the content. Everything it shows is text, never markup.
(() => {
  const self = document.currentScript;
  const prefix = self.dataset.prefix;
  let generation = Number(self.dataset.generation);
  const here = () => {
    const path = decodeURIComponent(location.pathname).slice(prefix.length);
    return path === '' || path.endsWith('/') ? path + 'index.html' : path;
  };
  const place = 'dossier-place:' + location.pathname;
  const kept = sessionStorage.getItem(place);
  if (kept !== null) {
    sessionStorage.removeItem(place);
    scrollTo(0, Number(kept));
  }
  const reload = () => {
    sessionStorage.setItem(place, String(scrollY));
    location.reload();
  };
  let host = null;
  const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });
  const overlay = (errors) => {
    if (host) host.remove();
    host = null;
    if (errors.length === 0) return;
    host = document.createElement('div');
    const root = host.attachShadow({ mode: 'closed' });
    const style = element('style', ':host{position:fixed;inset:auto 0 0 0;z-index:2147483647;max-height:50vh;overflow:auto;' +
      'background:#2b1113;color:#fff;font:14px/1.5 ui-monospace,monospace;padding:12px 16px;border-top:3px solid #ff6b6b}' +
      'p{margin:0 0 8px}b{color:#ffb3b3}i{color:#ccc;font-style:normal;display:block}button{float:right;font:inherit}');
    const close = element('button', '×');
    close.setAttribute('aria-label', 'close');
    close.onclick = () => overlay([]);
    root.append(style, close);
    for (const error of errors) {
      const line = document.createElement('p');
      line.append(element('b', error.file + ' [' + error.code + '] '), error.message, element('i', error.help));
      root.append(line);
    }
    document.documentElement.append(host);
  };
  const source = new EventSource(prefix + '_dossier/events');
  source.onmessage = (message) => {
    const news = JSON.parse(message.data);
    overlay(news.errors);
    if (news.generation === generation) return;
    // A tab that slept through a build cannot know what changed in between.
    const missed = news.generation !== generation + 1;
    generation = news.generation;
    if (missed || news.changed.includes(here())) reload();
  };
  addEventListener('pagehide', () => source.close());
})();
