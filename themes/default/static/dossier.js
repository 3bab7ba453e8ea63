// Nothing on a page needs this file: without it every name is a plain link, and all text is there.

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector, within = document) => within.querySelector(selector);

// What one chose, for other pages too where the browser keeps it.
const keep = (key, value) => { try { return value === undefined ? localStorage[key] : (localStorage[key] = value); } catch {} };

// What is folded is opened while a page is printed.
{
  let folded = [];
  const open = (is) => { for (const details of folded) details.open = is; };
  addEventListener("beforeprint", () => { folded = all("details:not([open], .top *, .cite *, .trace)"); open(true); });
  addEventListener("afterprint", () => open(false));
}

// An open door of the menu closes on Escape, and when one goes elsewhere.
for (const door of all(".top details")) {
  for (const event of ["click", "focusin"]) addEventListener(event, ({ target }) => { if (!door.contains(target)) door.open = false; });
  door.addEventListener("keydown", ({ key }) => { if (key === "Escape" && door.open) { door.open = false; one("summary", door).focus(); } });
}

// `/` leads to the search from everywhere.
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, textarea")) return;
  const field = document.getElementById("q"), link = document.querySelector("a[rel=search]");
  if (!field && !link) return;
  event.preventDefault();
  if (field) field.focus(); else location.href = link.href;
});

// The call of a folded note opens it.
for (const call of all(".margin-call a")) call.onclick = () => { one(`${call.hash} details`).open = true; };

// A record: the passages turned round, oldest first.
for (const button of all(".turn button")) {
  button.onclick = () => {
    button.ariaPressed = button.ariaPressed !== "true";
    for (const list of all(".backlinks, .backlinks details")) list.append(...all(":scope > :not(summary)", list).reverse());
    one(".backlinks > *").open = true;
  };
}

// An article: the card of a mention, steps from mention to mention, layers.
const reading = (text, panel, mould) => {
  // A line of the panel is an entity with its card and its mentions.
  const entities = all("li[data-all]", panel).map((line) => {
    const places = line.dataset.all.split(" ").map((number) => document.getElementById(`m${number}`)).filter(Boolean);
    return { line, places, link: one(".e", line), at: -1 };
  });
  const address = (mention) => mention.getAttribute("href") ?? mention.dataset.href;
  const entityOf = (mention) => entities.find(({ link, places }) => places.includes(mention) || address(link) === address(mention));
  // The card replaces the tooltip.
  for (const mention of all(".m[title]", text)) if (entityOf(mention)) mention.removeAttribute("title");

  let card = null; // one at a time
  let timer = 0; // for what the pointer is about to open or leave
  let quiet = false; // focus that comes back opens nothing
  const after = (delay, act) => { clearTimeout(timer); timer = setTimeout(act, delay); };
  const has = (node) => card && (card.mention.contains(node) || card.box.contains(node));
  const focus = (node) => { quiet = true; node.focus({ preventScroll: true }); quiet = false; };

  const hide = () => {
    clearTimeout(timer);
    card?.mention.removeAttribute("aria-describedby");
    card?.box.remove();
    card = null;
  };

  // Above the mention or below it, never over it, within the window.
  const put = ({ box, mention }, y) => {
    const lines = [...mention.getClientRects()];
    const line = lines.find(({ top, bottom }) => top <= y && y <= bottom) ?? lines[0];
    const { clientWidth, clientHeight } = document.documentElement;
    const [above, below] = [lines[0].top - 14, clientHeight - lines.at(-1).bottom - 14];
    const over = box.offsetHeight <= above || (above > below && box.offsetHeight > below);
    box.style.maxHeight = `${Math.max(over ? above : below, 80)}px`;
    box.style.left = `${scrollX + Math.max(8, Math.min(line.left - 12, clientWidth - box.offsetWidth - 8))}px`;
    box.style.top = `${scrollY + (over ? lines[0].top - box.offsetHeight - 6 : lines.at(-1).bottom + 6)}px`;
  };

  const show = (mention, y) => {
    const entity = entityOf(mention);
    if (!entity || card?.mention === mention) return;
    hide();
    const { places, link, line } = entity;
    // Of a name that emphasis cuts the first piece is listed.
    const place = Math.max(0, places.findLastIndex((other) => other === mention || other.compareDocumentPosition(mention) & 4));
    const box = mould.content.firstElementChild.cloneNode(true);
    const name = one("#pop-name", box).appendChild(link.cloneNode(true));
    one(".k", box).textContent = line.closest("[data-one]").dataset.one;
    one("#pop-about", box).append(document.importNode(one("template", line).content, true));
    one("i", box).textContent = mention.dataset.form ?? mention.textContent;
    one(".pop-why span", box).textContent = mould.dataset[mention.dataset.rule ?? "strong"] ?? "";
    one(".pop-step span", box).textContent = `${place + 1} / ${places.length}`;
    one(".pop-step", box).hidden = places.length < 2;
    for (const button of all("button", box)) button.onclick = () => step(entity, place + +button.value, true);
    box.className += ` ${link.className}`;
    box.onpointerenter = () => clearTimeout(timer);
    box.onpointerleave = leave;
    one("main").append(box);
    mention.setAttribute("aria-describedby", "pop-about");
    card = { box, name, mention, entity, place };
    put(card, y);
  };

  // Goes to a mention and marks it, and more quietly all others of its bearer.
  const step = (entity, to, withCard) => {
    const { places } = entity;
    entity.at = (to + places.length) % places.length;
    const mention = places[entity.at];
    for (const marked of all(".here, .same")) marked.classList.remove("here", "same");
    for (const other of places) other.classList.add(other === mention ? "here" : "same");
    const { top, bottom } = mention.getBoundingClientRect();
    if (top < innerHeight / 5 || bottom > innerHeight * 0.8) mention.scrollIntoView({ block: "center", behavior: "instant" });
    if (!withCard) return hide();
    if (!mention.matches("[href]")) mention.tabIndex = -1;
    focus(mention);
    show(mention);
  };

  // A card opens where the pointer rests, and stays while it is on the mention or on the card.
  const leave = () => { if (!has(document.activeElement)) after(300, hide); };
  const pointed = ({ target }) => target.closest(".m[href]");
  text.addEventListener("pointerover", (event) => {
    const mention = pointed(event);
    if (mention && event.pointerType !== "touch") after(card ? 350 : 250, () => show(mention, event.clientY));
  });
  text.addEventListener("pointerout", (event) => {
    if (!pointed(event)) return;
    clearTimeout(timer);
    if (card) leave();
  });

  // The first tap opens the card; its link, or a second tap, leads on.
  let touch = false;
  addEventListener("pointerdown", (event) => { touch = event.pointerType === "touch"; });
  addEventListener("pointerup", ({ target }) => { if (!has(target) && !panel.contains(target)) hide(); });
  text.addEventListener("click", (event) => {
    const mention = pointed(event);
    if (!mention || !touch || !event.detail || card?.mention === mention || !entityOf(mention)) return;
    event.preventDefault();
    show(mention);
  });

  // Each name is one stop of Tab. Down goes into its card, Escape leaves it, left and right lead to the other mentions.
  text.addEventListener("focusin", (event) => {
    const mention = pointed(event);
    if (mention && !quiet && mention.matches(":focus-visible")) show(mention);
  });
  addEventListener("focusout", ({ target, relatedTarget }) => {
    if (has(target) && !has(relatedTarget) && !quiet && document.hasFocus()) hide();
  });
  addEventListener("keydown", (event) => {
    if (!card || event.altKey || event.ctrlKey || event.metaKey) return;
    const inside = card.box.contains(document.activeElement);
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") {
      if (inside) focus(card.mention);
      return hide();
    }
    if (!has(document.activeElement)) return;
    if (direction && card.entity.places.length > 1) {
      event.preventDefault();
      step(card.entity, card.place + direction, true);
    } else if (event.key === "ArrowDown" && !inside) {
      event.preventDefault();
      focus(card.name);
    } else if (event.key === "Tab" && inside) {
      const stops = all("a, summary", card.box);
      if (document.activeElement !== stops.at(event.shiftKey ? 0 : -1)) return;
      focus(card.mention);
      if (event.shiftKey) event.preventDefault();
      else hide();
    }
  });

  // The count in the panel steps too, with the card if by keyboard or if the panel is not beside the text.
  const beside = matchMedia("(min-width: 68.75rem)");
  panel.addEventListener("click", (event) => {
    const count = event.target.closest("a.n");
    const entity = entities.find(({ line }) => line.contains(count));
    if (!count || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    step(entity, entity.at + 1, !event.detail || !beside.matches);
    count.textContent = `${entity.at + 1}/${entity.places.length}`;
  });
  if (!beside.matches) one(".panel", panel).open = false;

  // The panel follows the text: bright is who stands on the screen. The strip shows where all stand.
  const inView = new Set(), strip = one(".strip"), shown = one("rect", strip);
  const block = (mention) => mention.closest("p, li, h1");
  const watch = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) inView[isIntersecting ? "add" : "delete"](target);
    for (const { line, places } of entities) line.classList.toggle("seen", places.some((place) => inView.has(block(place))));
  });
  for (const { places } of entities) for (const place of places) if (block(place)) watch.observe(block(place));
  const row = (y) => {
    const { top, height } = text.getBoundingClientRect();
    return Math.round(160 * Math.max(0, Math.min(1, (y - top) / height)));
  };
  const track = () => requestAnimationFrame(() => {
    shown.setAttribute("y", row(0));
    shown.setAttribute("height", row(innerHeight) - row(0));
  });
  const draw = () => {
    for (const path of all("path", strip)) {
      const own = entities.filter(({ link }) => link.classList.contains(path.classList));
      const rows = own.flatMap(({ places }) => places.map((place) => row(place.getBoundingClientRect().top)));
      path.setAttribute("d", [...new Set(rows)].map((at) => `M0 ${at}h6`).join(""));
    }
    track();
  };
  addEventListener("scroll", track, { passive: true });
  addEventListener("resize", draw);
  draw();

  // A mention whose layer is off is plain text: no link that nobody sees. The choice holds for all articles.
  const layers = JSON.parse(keep("dossierLayers") ?? "{}");
  for (const button of all(".layers button", panel)) {
    const { value } = button;
    const press = (on) => {
      button.ariaPressed = layers[value] = on;
      text.classList.toggle(`show-${value}`, on);
      for (const mention of all(`.m-${value}`, text)) {
        mention.dataset.href ??= address(mention);
        if (on) mention.setAttribute("href", mention.dataset.href);
        else mention.removeAttribute("href");
      }
    };
    if (value in layers) press(layers[value] === true);
    button.onclick = () => {
      press(button.ariaPressed !== "true");
      keep("dossierLayers", JSON.stringify(layers));
    };
  }
};
// How one reads, for all articles.
for (const box of all(".modes input")) {
  box.checked = keep(`dossier-${box.id}`) === "1";
  box.onchange = () => keep(`dossier-${box.id}`, +box.checked);
}
if (one("#card")) reading(one(".text"), one(".side"), one("#card"));
