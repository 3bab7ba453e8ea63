// A passage of an article to take away: as a quotation with its reference, as a link, as a picture. Without this file the number
// of a passage is a link to it.
//
// The theme publishes this file without its spaces (.ci/search-script).
{
  const root = document.documentElement, one = (selector) => document.querySelector(selector);
  const mould = one("#share"), text = one(".text"), { source, quoted, done } = mould.dataset;
  const page = one("link[rel=canonical]")?.href ?? location.href.split("#")[0];
  const plain = (said) => said.replace(/\s+/g, " ").trim();
  let bar, words, anchor, isPart, timer;
  const hide = () => bar?.remove();

  // A part is found again by its first and last words, in browsers that know how.
  const link = () => {
    const code = (...part) => encodeURIComponent(part.join(" ")).replace(/-/g, "%2D");
    const all = words.split(" ");
    const part = all.length < 9 ? code(words) : `${code(...all.slice(0, 4))},${code(...all.slice(-4))}`;
    return page + (anchor || "#") + (isPart ? `:~:text=${part}` : "");
  };

  const copy = (what) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(what);
    // Without a secure address there is only the old way.
    addEventListener("copy", (event) => { event.clipboardData.setData("text/plain", what); event.preventDefault(); }, { once: true });
    document.execCommand("copy");
  };

  // The words in the page's own letters and colours, with title and reference below.
  const picture = () => {
    const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
    const { direction, fontFamily } = getComputedStyle(text), width = 1200, edge = 90;
    const [ink, paper, sans] = ["ink", "paper", "sans"].map((name) => getComputedStyle(root).getPropertyValue(`--${name}`));
    const said = quoted.replace("…", words.length > 900 ? `${words.slice(0, 900)}…` : words);
    const rows = [[said.length < 200 ? 50 : said.length < 450 ? 40 : 32, fontFamily, said], [26, sans, source], [22, sans, /^http/.test(page) ? page + anchor : ""]]
      .flatMap(([size, family, what]) => {
        pen.font = `${size}px ${family}`;
        const lines = [];
        for (const word of what.split(" ")) {
          const longer = `${lines.at(-1) ?? ""} ${word}`.trim();
          if (pen.measureText(longer).width < width - 2 * edge) lines.pop(), lines.push(longer);
          else lines.push(word);
        }
        return [...lines, ""].map((line) => [pen.font, line, size * (line ? 1.45 : 0.5)]);
      });
    Object.assign(canvas, { width, height: 2 * edge + rows.reduce((sum, [, , step]) => sum + step, 0) });
    pen.fillStyle = paper;
    pen.fillRect(0, 0, width, canvas.height);
    pen.fillStyle = ink;
    pen.fillRect(0, 0, width, 10);
    let y = edge;
    for (const [font, line, step] of rows) {
      Object.assign(pen, { font, direction });
      pen.fillText(line, direction === "rtl" ? width - edge : edge, (y += step));
    }
    canvas.toBlob((blob) => {
      const href = URL.createObjectURL(blob);
      Object.assign(document.createElement("a"), { href, download: `${anchor.slice(1) || "passage"}.png` }).click();
      setTimeout(() => URL.revokeObjectURL(href), 9999);
    });
  };

  const show = (said, hash, part, { left, bottom }) => {
    hide();
    [words, anchor, isPart] = [said, hash, part];
    bar = mould.content.firstElementChild.cloneNode(true);
    // The words stay selected.
    bar.onpointerdown = (event) => event.preventDefault();
    bar.onclick = async ({ target: { value } }) => {
      if (value === "picture") return picture();
      if (!value) return;
      await copy(value === "link" ? link() : `${quoted.replace("…", words)}\n— ${source}, ${page}${anchor}`);
      bar.lastElementChild.textContent = done;
    };
    one("main").append(bar);
    bar.style.left = `${scrollX + Math.max(8, Math.min(left, root.clientWidth - bar.offsetWidth - 8))}px`;
    bar.style.top = `${scrollY + bottom + 8}px`;
  };

  text.addEventListener("click", (event) => {
    const number = event.target.closest(".pn");
    if (!number || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const passage = number.parentElement.cloneNode(true);
    passage.querySelectorAll(".pn, .note-call").forEach((extra) => extra.remove());
    show(plain(passage.textContent), number.hash, false, number.getBoundingClientRect());
    if (!event.detail) bar.firstElementChild.focus();
  });
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const selection = getSelection(), said = plain(selection.toString());
      if (bar?.contains(document.activeElement)) return;
      if (said.length < 3 || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return isPart && hide();
      const range = selection.getRangeAt(0), start = range.startContainer;
      const { id } = (start.closest ? start : start.parentElement).closest("[id^=p]") ?? {};
      show(said, id ? `#${id}` : "", true, [...range.getClientRects()].at(-1));
    }, 350);
  });
  addEventListener("keydown", ({ key }) => { if (key === "Escape") hide(); });
  addEventListener("pointerdown", ({ target }) => { if (!bar?.contains(target)) hide(); });
}
