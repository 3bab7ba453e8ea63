// The search page. It asks for small files of an index (search/*.js) as scripts, since fetch() fails on a page that was
// opened by double-click: index, terms t<n>, cards of entities e<n>, articles d<n>. src/search writes them.
{
  const $ = (id) => document.getElementById(id);
  const box = $("search"), field = $("q"), say = box.dataset;
  const PAGE = 8, LETTERS = 4;

  // Files: each is asked for once, and calls dossierSearch.
  const files = new Map();
  const load = (name) => {
    if (!files.has(name)) {
      const file = {};
      file.value = new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = `search/${name}.js?${say.version}`;
        script.onerror = () => { files.delete(name); failed(new Error(name)); };
        file.done = done;
        document.head.append(script);
      });
      files.set(name, file);
    }
    return files.get(name).value;
  };
  window.dossierSearch = (name, value) => files.get(name)?.done(value);

  // Numbers as src/search/encode.rs writes them.
  const numbers = (text) => {
    const list = [];
    let more = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i), value = (code === 33 ? 92 : code) - 35;
      if (value < 64) { list.push(more * 64 + value); more = 0; } else more = more * 28 + value - 64;
    }
    return list;
  };
  const increasing = (text) => { let last = 0; return numbers(text).map((n) => last += n); };
  const listed = (text) => text ? text.split(" ") : [];

  // Words as src/search/fold.rs folds them.
  const WORD = /[A-Z](?:\.[A-Z](?![A-Za-z0-9'\u0080-\uffff]))+|[\p{Alphabetic}\p{N}][\p{Alphabetic}\p{N}\p{M}\u00ad]*/gu;
  const LETTER = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ı: "i" };
  const fold = (word) => word.normalize("NFKD").replace(/[\p{M}\u00ad.]/gu, "")
    .replace(/\p{Lu}/gu, (c) => c.toLowerCase()).replace(/[œæßøłđı]/g, (c) => LETTER[c]);
  const words = (text) => [...text.matchAll(WORD)].map((m) => ({ word: fold(m[0]), start: m.index, end: m.index + m[0].length }));
  const fileOf = (word, n) => {
    let hash = 0x811c9dc5;
    for (let i = 0; i < word.length && i < LETTERS; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
    return ((hash ^ hash >>> 15) & n - 1) >>> 0;
  };
  window.dossierSearch.words = (text) => words(text).map((w) => w.word);
  window.dossierSearch.file = fileOf;

  let index;
  const start = async () => {
    index ??= load("index").then((all) => {
      const lead = new Map();
      for (const group of listed(all.copies)) numbers(group).forEach((a, _, g) => lead.set(a, g[0]));
      return { ...all, lead, stops: new Set(listed(all.stops)), publisher: numbers(all.publisher), year: numbers(all.year), kind: numbers(all.kind) };
    });
    return index;
  };
  const termFile = async (word, all) => {
    const file = await load(`t${fileOf(word, all.files)}`);
    if (!file.at) {
      let last = "";
      file.list = listed(file[0]).map((t) => last = last.slice(0, parseInt(t[0], 36)) + t.slice(1));
      file.at = new Map(file.list.map((t, i) => [t, i]));
      file.places = file[1].split(" ");
      file.named = file[2].split(" ");
      file.groups = listed(file[3]).map(increasing);
      const parts = listed(file[4]);
      file.begins = new Map(parts.map((p, i) => [p, parts[i + 1]]).filter((_, i) => i % 2 === 0));
    }
    return file;
  };

  // Adds the sentences of a term: article -> sentence -> weight; sentence 0 is the headline.
  const addPlaces = (text, weight, to) => {
    const list = numbers(text);
    for (let i = 0, article = 0; i < list.length;) {
      const head = list[i++];
      let n = head % 4, sentence = 0;
      if (n === 3) n += list[i++];
      article += (head - head % 4) / 4;
      if (!to.has(article)) to.set(article, new Map());
      const sentences = to.get(article);
      for (; n >= 0; n--) {
        sentence += list[i++];
        if (!(sentences.get(sentence) >= weight)) sentences.set(sentence, weight);
      }
    }
  };

  // What a word finds: as it is, its inflections, what begins with it, what begins with most of it.
  const find = async (word, open, all) => {
    const file = await termFile(word, all), found = new Map();
    const add = (i, weight) => found.set(i, Math.max(weight, found.get(i) ?? 0));
    const begins = (head, weight) => head.length >= LETTERS && file.list.forEach((t, i) => t.startsWith(head) && add(i, weight));
    if (file.at.has(word)) {
      const i = file.at.get(word);
      add(i, 1);
      for (const group of file.groups) if (group.includes(i)) for (const other of group) add(other, .8);
    }
    if (open || !found.size) begins(word, .5);
    for (let cut = 1; cut < 4 && !found.size; cut++) begins(word.slice(0, Math.max(5, word.length - cut)), .4);
    const entities = new Map(), places = new Map();
    for (const [i, weight] of found) {
      addPlaces(file.places[i], weight, places);
      for (const e of increasing(file.named[i])) entities.set(e, Math.max(weight, entities.get(e) ?? 0));
    }
    if (open) for (const e of increasing(file.begins.get(word) ?? "")) if (!entities.has(e)) entities.set(e, .5);
    return { word, places, entities, terms: [...found.keys()].map((i) => file.list[i]) };
  };

  // The entities that a query may mean: those that have all its words, and those of which it has a whole form.
  const entitiesOf = async (asked, found, all) => {
    const weights = new Map();
    for (const { entities } of found) for (const [e, weight] of entities) {
      const known = weights.get(e) ?? { n: 0, sum: 0 };
      weights.set(e, { n: known.n + 1, sum: known.sum + weight });
    }
    const order = [...weights].sort(([a, x], [b, y]) => y.n - x.n || y.sum - x.sum || a - b);
    const whole = order.filter(([, x]) => x.n === found.length).map(([e]) => e);
    const part = order.filter(([, x]) => x.n < found.length && x.sum === x.n).map(([e]) => e);
    const query = asked.join(" "), bare = found.map((f) => f.word).join(" ");
    const card = async (e) => {
      const per = all.perFile[1], list = await load(`e${Math.floor(e / per)}`);
      const [name, kind, href, gloss, n, forms] = list[e % per];
      const own = forms.split("|");
      const exact = own.includes(query) ? own.indexOf(query) ? 2 : 3 : own.includes(bare) ? 2 : own.some((f) => ` ${f} `.includes(` ${query} `)) ? 1 : 0;
      // The longest form of which all words stand in the query, side by side.
      const named = own.filter((f) => ` ${query} `.includes(` ${f} `) || ` ${bare} `.includes(` ${f} `)).sort((a, b) => b.length - a.length)[0];
      return { e, name, kind, href, gloss, n, forms: own, exact, named };
    };
    const cards = await Promise.all([...whole.slice(0, 10), ...part.slice(0, 8)].map(card));
    return { whole, cards: cards.filter((c) => c.named || whole.includes(c.e)).sort((a, b) => b.exact - a.exact || whole.includes(b.e) - whole.includes(a.e)) };
  };

  // Units: a name counts as one, and finds its bearer under every other name.
  const unitsOf = async (found, cards, all) => {
    const units = [];
    let rest = found;
    const names = [...new Set(cards.filter((c) => c.named).map((c) => c.named))].sort((a, b) => b.length - a.length);
    for (const name of names) {
      const own = name.split(" "), members = rest.filter((f) => own.includes(f.word));
      if (!members.length || found.filter((f) => own.includes(f.word)).length > members.length) continue;
      rest = rest.filter((f) => !members.includes(f));
      const bearers = cards.filter((c) => c.forms.includes(name)).slice(0, 3);
      const places = new Map();
      for (const [article, sentences] of members[0].places) {
        const each = members.map((m) => m.places.get(article));
        if (each.some((s) => !s)) continue;
        const sum = new Map();
        for (const map of each) for (const [s, weight] of map) sum.set(s, (sum.get(s) ?? 0) + weight / each.length);
        for (const s of sentences.keys()) sum.set(s, sum.get(s) ** 2);
        places.set(article, sum);
      }
      for (const { e } of bearers) {
        const file = await termFile(`@${e}`, all);
        if (file.at.has(`@${e}`)) addPlaces(file.places[file.at.get(`@${e}`)], .9, places);
      }
      units.push({ places, terms: members.flatMap((m) => m.terms), forms: bearers.flatMap((c) => c.forms) });
    }
    return [...units, ...rest.map((f) => ({ places: f.places, terms: f.terms, forms: [] }))];
  };

  const rank = (units, all) => {
    for (const unit of units) unit.rare = Math.log(1 + all.articles / (unit.places.size || 1));
    const inAll = [...units].sort((a, b) => a.places.size - b.places.size);
    let articles = [...inAll[0].places.keys()].filter((a) => units.every((u) => u.places.has(a)));
    const some = !articles.length && units.length > 1;
    if (some) articles = [...new Set(units.flatMap((u) => [...u.places.keys()]))];
    const hits = articles.map((a) => {
      const sums = new Map();
      let score = 0;
      for (const { places, rare } of units) {
        const sentences = places.get(a) ?? [];
        let most = 0;
        for (const [s, weight] of sentences) {
          sums.set(s, (sums.get(s) ?? 0) + rare * weight);
          most = Math.max(most, weight);
        }
        score += rare * (most * .3 + Math.log(1 + (sentences.size ?? 0)) * .05);
      }
      const title = sums.get(0) ?? 0;
      sums.delete(0);
      const best = [...sums].sort(([s, x], [t, y]) => y - x || s - t);
      return { a, score: score + title * .6 + (best[0]?.[1] ?? 0), best };
    });
    hits.sort((x, y) => y.score - x.score || all.year[y.a] - all.year[x.a] || y.a - x.a);
    const leads = new Map();
    return { some, hits: hits.filter((hit) => {
      const lead = all.lead.get(hit.a);
      if (lead === undefined) return true;
      if (leads.has(lead)) { leads.get(lead).also.push(hit.a); return false; }
      hit.also = [];
      leads.set(lead, hit);
      return true;
    }) };
  };

  // Showing
  const make = (tag, set, ...inside) => {
    const element = Object.assign(document.createElement(tag), set);
    element.append(...inside);
    return element;
  };
  const MAX = 300;
  const marked = (text, terms, forms) => {
    const list = words(text), marks = list.map((w) => terms.has(w.word));
    list.forEach((_, i) => {
      for (const form of forms) if (form.every((word, n) => list[i + n]?.word === word)) form.forEach((_, n) => marks[i + n] = true);
    });
    const first = list[Math.max(0, marks.indexOf(true))]?.start ?? 0;
    const from = text.length > MAX && first > MAX / 2 ? text.indexOf(" ", first - MAX / 2) + 1 : 0;
    const to = text.length > from + MAX ? text.lastIndexOf(" ", from + MAX) : text.length;
    const parts = from ? ["…"] : [];
    let at = from;
    list.forEach((w, i) => {
      if (!marks[i] || w.start < at || w.end > to) return;
      // Words that stand side by side are one mark.
      let last = i;
      while (marks[last + 1] && list[last + 1].end <= to && /^[\s’'-]*$/.test(text.slice(list[last].end, list[last + 1].start))) last++;
      parts.push(text.slice(at, w.start), make("mark", {}, text.slice(w.start, list[last].end)));
      at = list[last].end;
    });
    return [...parts, text.slice(at, to), to < text.length ? "…" : ""];
  };
  const showEntity = (c) => make("li", {}, make("a", { className: `e k-${c.kind} go`, href: c.href }, c.name),
    ...(c.n ? [" ", make("span", { className: "n" }, `${c.n} ${c.n > 1 ? say.articles : say.article}`)] : []), ...(c.gloss ? [make("span", { className: "sure" }, c.gloss)] : []));
  const showHit = (hit, doc, terms, forms, all) => {
    const [href, title, lang, date, copies, passages, sentences] = doc;
    const anchors = increasing(passages);
    const chosen = hit.best.filter(([, x], i) => !i || i < 3 && x >= hit.best[0][1] * .8).map(([s]) => s);
    const line = [all.publishers[all.publisher[hit.a]], date].filter(Boolean).map((text) => make("span", {}, text));
    const item = make("li", lang ? { lang } : {}, make("h3", {}, make("a", { href }, ...marked(title, terms, forms))), make("p", { className: "line" }, ...line));
    for (const s of chosen.length ? chosen : sentences.length ? [1] : []) {
      const anchor = anchors[s - 1];
      item.append(make("a", { className: "go", href: anchor ? `${href}#p${anchor}` : href }, ...marked(sentences[s - 1], terms, forms)));
    }
    if (!chosen.length && !sentences.length) item.querySelector("a").className = "go";
    if (hit.also?.length) {
      const names = hit.also.map((a) => all.publishers[all.publisher[a]]).filter(Boolean);
      item.append(make("p", { className: "sure" }, `${say.also} `, make("a", { className: "in", href: copies || href }, names.join(", ") || `${hit.also.length} ${say.articles}`)));
    }
    return item;
  };

  // One search
  let state, turn = 0, shown = 0;
  const pick = (id) => $(id).value;
  const options = (id, names, counts) => {
    const select = $(id), value = select.value;
    select.replaceChildren(select.options[0], ...[...counts].filter(([i, n]) => n && names[i]).map(([i, n]) => make("option", { value: names[i] }, `${names[i]} (${n})`)));
    select.value = value;
    if (select.value !== value) select.value = "";
    select.parentElement.hidden = select.options.length < 2 && !value;
  };
  const count = (list, of) => { const n = new Map(); for (const one of list) n.set(of(one), (n.get(of(one)) ?? 0) + 1); return n; };
  const filters = () => {
    const { all, hits, whole } = state;
    const by = (list, name, wanted) => wanted ? list.filter((h) => all[`${name}s`][all[name][h.a]] === wanted) : list;
    const most = (n) => [...n].sort((x, y) => y[1] - x[1] || x[0] - y[0]);
    options("publisher", all.publishers, most(count(by(hits, "year", pick("year")), (h) => all.publisher[h.a])));
    options("year", all.years, [...count(by(hits, "publisher", pick("publisher")), (h) => all.year[h.a])].sort((x, y) => y[0] - x[0]));
    const kept = by(by(hits, "publisher", pick("publisher")), "year", pick("year"));
    const kinds = count(whole, (e) => all.kinds[all.kind[e]]);
    for (const option of [...$("kind").options].slice(1)) {
      const n = option.value === "article" ? kept.length : kinds.get(option.value) ?? 0;
      option.label = option.text = `${option.dataset.label} (${n})`;
      option.hidden = !n && !option.selected;
    }
    return kept;
  };
  const more = async () => {
    const { all, kept, terms, forms, phrase } = state, mine = turn, from = shown;
    const list = kept.slice(from, from + PAGE);
    const docs = await Promise.all(list.map((hit) => load(`d${Math.floor(hit.a / all.perFile[0])}`)));
    if (mine !== turn) return;
    const ready = list.map((hit, i) => ({ hit, doc: docs[i][hit.a % all.perFile[0]] }));
    // Words side by side, as asked, come first of the page.
    for (const one of ready) one.side = phrase && one.hit.best.slice(0, 1).some(([s]) => ` ${dossierSearch.words(one.doc[6][s - 1]).join(" ")} `.includes(phrase));
    ready.sort((x, y) => Boolean(y.side) - Boolean(x.side));
    const items = ready.map(({ hit, doc }) => showHit(hit, doc, terms, forms, all));
    $("hits").append(...items);
    shown = from + list.length;
    $("more").hidden = shown >= kept.length;
    if (from) items[0]?.querySelector(".go")?.focus();
  };
  const show = async () => {
    const { all, cards, hits, whole, some } = state;
    const kept = filters(), kind = pick("kind"), narrow = pick("publisher") || pick("year");
    const entities = kind === "article" || !kind && narrow ? [] : cards.filter((c) => !kind || c.kind === kind);
    state.kept = kind && kind !== "article" ? [] : kept;
    const n = state.kept.length, m = kind === "article" || !kind && narrow ? 0 : kind ? entities.length : Math.max(entities.length, whole.length);
    $("said").textContent = [m && `${m} ${m > 1 ? say.entities : say.entity}`, n && `${n} ${n > 1 ? say.articles : say.article}`].filter(Boolean).join(", ") || say.none;
    if (some && n) $("said").textContent += ` · ${say.some}`;
    $("filters").hidden = !hits.length && !whole.length;
    $("named").replaceChildren(...entities.map(showEntity));
    $("hits").replaceChildren();
    $("records").hidden = !entities.length;
    $("passages").hidden = !n;
    shown = 0;
    await more();
    box.dataset.done = field.value;
  };
  const clear = () => {
    for (const id of ["named", "hits"]) $(id).replaceChildren();
    for (const id of ["records", "passages", "more", "filters"]) $(id).hidden = true;
    $("said").textContent = "";
  };
  const remember = () => {
    const asked = new URLSearchParams();
    for (const id of ["q", "kind", "publisher", "year"]) if (pick(id)) asked.set(id, pick(id));
    // A page opened by double-click may not be allowed to rename itself.
    try { history.replaceState(null, "", `?${asked}`); } catch {}
  };
  const search = async () => {
    const text = field.value, mine = ++turn;
    remember();
    try {
      const all = await start(), asked = words(text).map((w) => w.word).filter(Boolean).slice(0, 12);
      let real = [...new Set(asked.filter((w) => w.length > 1 && !all.stops.has(w)))];
      if (!real.length) real = [...new Set(asked)];
      if (mine !== turn) return;
      if (!real.length) return clear();
      const open = /[\p{L}\p{N}]$/u.test(text);
      const found = await Promise.all(real.map((w, i) => find(w, open && i === real.length - 1, all)));
      const { whole, cards } = await entitiesOf(asked, found, all);
      const units = await unitsOf(found, cards, all);
      if (mine !== turn) return;
      state = { all, whole, cards, ...rank(units, all), phrase: asked.length > 1 && ` ${asked.join(" ")} `,
        terms: new Set(units.flatMap((u) => u.terms)), forms: units.flatMap((u) => u.forms).map((f) => f.split(" ")) };
      await show();
    } catch (error) {
      if (mine === turn) { clear(); $("said").textContent = say.failed; }
      console.warn(error);
    }
  };

  let timer;
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 120); });
  for (const id of ["kind", "publisher", "year"]) $(id).addEventListener("change", () => { turn++; remember(); if (state) show(); });
  $("more").addEventListener("click", more);
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const list = [...document.querySelectorAll(".go")], at = list.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      field.value = "";
      for (const id of ["kind", "publisher", "year"]) $(id).value = "";
      field.focus();
      search();
    } else if (event.key === "Enter" && document.activeElement === field) {
      clearTimeout(timer);
      search();
    } else if (step && (at >= 0 || document.activeElement === field)) {
      event.preventDefault();
      (list[at + step] ?? (at + step < 0 ? field : list[at]))?.focus();
    }
  });
  box.hidden = false;
  const link = new URLSearchParams(location.search);
  field.value = link.get("q") ?? "";
  for (const id of ["kind", "publisher", "year"]) {
    const value = link.get(id);
    if (value && id !== "kind") $(id).append(make("option", { value }, value));
    if (value) $(id).value = value;
  }
  if (field.value) search(); else { field.focus(); start().catch(() => {}); }
}
