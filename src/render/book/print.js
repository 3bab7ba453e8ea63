// Writes page numbers into contents and index. A browser tells no script where its pages end, but it breaks columns of the
// size of a page at the same lines: so each chapter is set in such columns, and a place is on the page of its column.
(() => {
  const root = document.documentElement;
  const one = (anchor) => document.getElementById(decodeURIComponent(anchor.hash.slice(1)));
  const chapters = [...document.querySelectorAll('.chapter')];
  const first = new Map();
  let isDone = false;

  const pageOf = (element) => {
    const chapter = element?.closest('.chapter');
    const rect = element?.getClientRects()[0];
    if (!rect || !first.has(chapter)) return 0;
    const { left, right, width } = chapter.getBoundingClientRect();
    const from = getComputedStyle(chapter).direction === 'rtl' ? right - rect.right : rect.left - left;
    return first.get(chapter) + Math.max(0, Math.floor(from / width + 0.001));
  };

  // 3, 4, 5 and 9 are written 3–5, 9.
  const locators = (pages) => {
    const ranges = [];
    for (const [page, link] of [...pages].sort(([a], [b]) => a - b)) {
      const last = ranges.at(-1);
      if (last && last.to + 1 === page) last.to = page;
      else ranges.push({ from: page, to: page, link });
    }
    return ranges.flatMap(({ from, to, link }) => {
      const place = document.createElement('a');
      place.href = link.hash;
      place.textContent = to === from ? from : `${from}–${to}`;
      return [', ', place];
    });
  };

  const fill = (index) => {
    for (const entry of index.querySelectorAll('li')) {
      const [name, ...links] = entry.querySelectorAll('a');
      if (!links.length) continue;
      const pages = new Map();
      for (const link of links) {
        const page = pageOf(one(link));
        if (!page) return;
        if (!pages.has(page)) pages.set(page, link);
      }
      const apart = entry.querySelector('.sure');
      entry.replaceChildren(name, ...(apart ? [' ', apart] : []), ...locators(pages));
    }
  };

  const count = () => {
    if (isDone) return;
    isDone = true;
    root.classList.add('counting');
    let page = 1;
    for (const chapter of chapters) {
      first.set(chapter, page);
      const index = chapter.querySelector('[role="doc-index"]');
      if (index) fill(index);
      page += Math.max(1, Math.round(chapter.scrollWidth / chapter.clientWidth));
    }
    for (const entry of document.querySelectorAll('.contents li:not(.part)')) {
      entry.lastElementChild.textContent = pageOf(one(entry.firstElementChild)) || '';
    }
    root.classList.remove('counting');
  };

  // Only a browser that writes page numbers needs them in the index.
  if (CSS.supports('selector(:has(a))') && 'CSSMarginRule' in window) addEventListener('beforeprint', count);
  const button = document.getElementById('print');
  button.hidden = false;
  button.onclick = () => print();
})();
