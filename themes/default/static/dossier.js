// Nothing on a page needs this file: without it every name is a plain link, and all text is there.

// Paper cannot be clicked: what is folded is opened while a page is printed.
{
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}

// Reading an article: the card of a mention, steps from one mention to the next, layers.
const reading = (text, panel, mould) => {
  // Each line of the panel is an entity: its link, the template of its card, its mentions in order of text.
  const entities = new Map();
  for (const line of panel.querySelectorAll("li[data-all]")) {
    const places = line.dataset.all.split(" ").map((number) => document.getElementById(`m${number}`)).filter(Boolean);
    const link = line.querySelector(".e");
    entities.set(link.getAttribute("href"), { line, link, places, at: -1 });
  }
  const entityOf = (mention) => entities.get(mention.getAttribute("href") ?? mention.dataset.href)
    ?? [...entities.values()].find(({ places }) => places.includes(mention));
  // The card says more than the tooltip that stands in for it where there is no script.
  for (const mention of text.querySelectorAll(".m[title]")) if (entityOf(mention)) mention.removeAttribute("title");

  // One card at a time.
  let card = null; // { box, mention, entity }
  let timer = 0; // for what the pointer is about to open or leave
  let quiet = false; // focus that only comes back opens nothing
  const after = (delay, act) => { clearTimeout(timer); timer = setTimeout(act, delay); };
  const has = (node) => card && (card.mention.contains(node) || card.box.contains(node));

  const hide = () => {
    clearTimeout(timer);
    card?.mention.removeAttribute("aria-describedby");
    card?.box.remove();
    card = null;
  };

  const focus = (node) => { quiet = true; node.focus({ preventScroll: true }); quiet = false; };

  // Above the mention or below it, never over it, and within the window.
  const put = (box, mention, y) => {
    const lines = [...mention.getClientRects()];
    const line = lines.find(({ top, bottom }) => top <= y && y <= bottom) ?? lines[0];
    const { clientWidth, clientHeight } = document.documentElement;
    const [above, below] = [lines[0].top - 14, clientHeight - lines.at(-1).bottom - 14];
    const over = box.offsetHeight <= above || above > below && box.offsetHeight > below;
    box.style.maxHeight = `${Math.max(over ? above : below, 80)}px`;
    const left = Math.max(8, Math.min(line.left - 12, clientWidth - box.offsetWidth - 8));
    const top = over ? lines[0].top - box.offsetHeight - 6 : lines.at(-1).bottom + 6;
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${top + scrollY}px`;
  };

  const show = (mention, y) => {
    const entity = entityOf(mention);
    if (!entity || card?.mention === mention) return clearTimeout(timer);
    hide();
    const box = mould.content.firstElementChild.cloneNode(true);
    const find = (selector) => box.querySelector(selector);
    const name = find("#pop-name").appendChild(entity.link.cloneNode(true));
    find("#pop-about").append(entity.line.querySelector("template").content.cloneNode(true));
    find(".pop-why q").textContent = mention.dataset.form ?? mention.textContent;
    find(".pop-why span").textContent = mould.dataset[mention.dataset.rule] ?? "";
    const steps = find(".pop-step");
    const place = placeOf(entity, mention);
    steps.hidden = entity.places.length < 2;
    steps.querySelector("span").textContent = `${place + 1} / ${entity.places.length}`;
    for (const button of steps.querySelectorAll("button")) {
      button.onclick = () => step(entity, place + Number(button.value), true);
    }
    box.className += ` k-${entity.link.className.match(/k-(\S+)/)[1]}`;
    box.onpointerenter = () => clearTimeout(timer);
    box.onpointerleave = leave;
    document.getElementById("main").append(box);
    card = { box, name, mention, entity, place };
    mention.setAttribute("aria-describedby", "pop-about");
    put(box, mention, y);
  };

  // A mention that emphasis cuts in two is several links; only the first is in the list.
  const placeOf = ({ places }, mention) => Math.max(0, places.findLastIndex((place) =>
    place === mention || place.compareDocumentPosition(mention) & Node.DOCUMENT_POSITION_FOLLOWING));

  // Goes to a mention of an entity and marks it, and more quietly all others of the same.
  const step = (entity, to, withCard) => {
    const { places } = entity;
    entity.at = (to + places.length) % places.length;
    const mention = places[entity.at];
    for (const marked of document.querySelectorAll(".here, .same")) marked.classList.remove("here", "same");
    for (const place of places) place.classList.add(place === mention ? "here" : "same");
    const { top, bottom } = mention.getBoundingClientRect();
    if (top < innerHeight / 5 || bottom > innerHeight * .8) mention.scrollIntoView({ block: "center", behavior: "instant" });
    if (!withCard) return hide();
    if (!mention.matches("[href]")) mention.tabIndex = -1;
    focus(mention);
    show(mention);
  };

  // The pointer: a card opens where it rests, and stays while it is on the mention or on the card.
  const leave = () => {
    if (!has(document.activeElement) || !document.activeElement.matches(":focus-visible")) after(300, hide);
  };
  text.addEventListener("pointerover", (event) => {
    const mention = event.target.closest(".m[href]");
    if (mention && event.pointerType !== "touch") after(card ? 350 : 250, () => show(mention, event.clientY));
  });
  text.addEventListener("pointerout", (event) => {
    if (!event.target.closest(".m")) return;
    clearTimeout(timer);
    if (card) leave();
  });

  // The first tap opens the card; the card, or a second tap, leads on.
  let touch = false;
  addEventListener("pointerdown", (event) => { touch = event.pointerType === "touch"; }, true);
  addEventListener("pointerup", (event) => { if (card && !has(event.target) && !panel.contains(event.target)) hide(); });
  text.addEventListener("click", (event) => {
    const mention = event.target.closest(".m[href]");
    if (!mention || !touch || !event.detail || card?.mention === mention || !entityOf(mention)) return;
    event.preventDefault();
    show(mention);
  });

  // The keyboard: Tab on a mention goes into its card and then on, Escape closes it, left and right go through the mentions.
  text.addEventListener("focusin", (event) => {
    const mention = event.target.closest(".m[href]");
    if (mention && !quiet && mention.matches(":focus-visible")) show(mention);
  });
  document.addEventListener("focusout", (event) => {
    if (has(event.target) && !has(event.relatedTarget) && !quiet && document.hasFocus()) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (!card || event.altKey || event.ctrlKey || event.metaKey) return;
    const inside = card.box.contains(document.activeElement);
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") {
      if (inside) focus(card.mention);
      hide();
    } else if (!has(document.activeElement)) {
      return;
    } else if (direction && card.entity.places.length > 1) {
      event.preventDefault();
      step(card.entity, card.place + direction, true);
    } else if (event.key === "Tab" && inside) {
      focus(card.mention);
      if (event.shiftKey) event.preventDefault();
      else hide();
    } else if (event.key === "Tab" && !event.shiftKey) {
      event.preventDefault();
      focus(card.name);
    }
  });

  // The count beside a name goes from mention to mention; by keyboard, or where the panel is not beside the text, with the card.
  panel.addEventListener("click", (event) => {
    const count = event.target.closest("a.n");
    const entity = [...entities.values()].find(({ line }) => line.contains(count));
    if (!entity || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const beside = panel.getBoundingClientRect().left > text.getBoundingClientRect().right;
    step(entity, entity.at + 1, !event.detail || !beside);
    count.textContent = `${entity.at + 1}/${entity.places.length}`;
  });

  // Layers. A mention whose layer is off is plain text: no link that nobody can see. The choice holds for all articles.
  const KEY = "dossier-layers";
  const layers = {};
  try { Object.assign(layers, JSON.parse(localStorage.getItem(KEY))); } catch { /* no storage: the choice ends with the page */ }
  const set = (button, on) => {
    button.setAttribute("aria-pressed", on);
    text.classList.toggle(`show-${button.value}`, on);
    for (const mention of text.querySelectorAll(`.m-${button.value}`)) {
      if (!on) mention.dataset.href ??= mention.getAttribute("href");
      if (on) mention.setAttribute("href", mention.dataset.href ?? mention.getAttribute("href"));
      else mention.removeAttribute("href");
    }
  };
  for (const button of panel.querySelectorAll(".layers button")) {
    if (button.value in layers) set(button, layers[button.value] === true);
    button.onclick = () => {
      layers[button.value] = button.getAttribute("aria-pressed") !== "true";
      set(button, layers[button.value]);
      try { localStorage.setItem(KEY, JSON.stringify(layers)); } catch { /* as above */ }
    };
  }

  // Below the text the panel would stand in the way of what follows it.
  if (panel.getBoundingClientRect().left <= text.getBoundingClientRect().left) panel.querySelector(".panel").open = false;
};
{
  const [text, panel, mould] = ["main.article > .text", "main.article > .side", "#card"].map((at) => document.querySelector(at));
  if (text && panel && mould) reading(text, panel, mould);
}
