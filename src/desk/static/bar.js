// Added to pages of the preview by `dossier edit` only: a corner with links to the desk. It inserts only text.
(() => {
  const { desk, name, review, proposals, done, edit, editName } = document.currentScript.dataset;
  const host = document.createElement('nav');
  host.id = 'dossier-desk';
  host.setAttribute('aria-label', name);
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(':host{all:initial;position:fixed;inset:auto 8px 8px auto;z-index:2147483646;display:flex;flex-wrap:wrap;' +
    'justify-content:flex-end;max-width:calc(100vw - 16px);gap:2px}a,button{font:13px/1.6 system-ui,sans-serif;background:#222;' +
    'color:#fff;padding:4px 10px;text-decoration:none;border:0;border-radius:0;min-height:28px;' +
    'cursor:pointer;display:inline-flex;align-items:center}' +
    'button[aria-pressed=true]{background:#1c6138}a:focus-visible,button:focus-visible{outline:3px solid #8ab8ff;' +
    'outline-offset:1px}@media print{:host{display:none}}@media(max-width:700px){:host{bottom:56px}}');
  root.adoptedStyleSheets = [sheet];
  const links = [['review', review], ['proposals', proposals], ['done', done]];
  if (edit) links.unshift([edit, editName]);
  for (const [path, text] of links) {
    root.append(Object.assign(document.createElement('a'), { href: desk + path, textContent: text }));
  }
  document.documentElement.append(host);
})();
