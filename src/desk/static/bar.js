// Added to pages of the preview by `dossier edit` only: a corner with links to the desk. It inserts only text.
(() => {
  const { desk, name, review, proposals, done } = document.currentScript.dataset;
  const host = document.createElement('nav');
  host.id = 'dossier-desk';
  host.setAttribute('aria-label', name);
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(':host{all:initial;position:fixed;inset:auto 8px 8px auto;z-index:2147483646;display:flex;gap:2px}' +
    'a{font:13px/1.6 system-ui,sans-serif;background:#222;color:#fff;padding:4px 10px;text-decoration:none}' +
    'a:focus-visible{outline:3px solid #8ab8ff}@media print{:host{display:none}}');
  root.adoptedStyleSheets = [sheet];
  for (const [path, text] of [['review', review], ['proposals', proposals], ['done', done]]) {
    root.append(Object.assign(document.createElement('a'), { href: desk + path, textContent: text }));
  }
  document.documentElement.append(host);
})();
