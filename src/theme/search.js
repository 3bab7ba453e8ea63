// The search page. It asks for small files of an index (search/*.js) as scripts, since fetch() fails on a page that was
// opened by double-click: index, terms t<n>, cards of entities e<n>, articles d<n>. src/search writes them and says how.
//
// The theme publishes this file without its spaces (.ci/search-script).
{
  const $ = (id) => document.getElementById(id);
  const box = $("search"), field = $("q"), say = box.dataset, FILTERS = ["kind", "publisher", "year"], PAGE = 8;
  const files = {}, { nonce } = document.currentScript;
  const load = (name) => (files[name] ??= (() => {
    let done;
    const value = new Promise((yes, no) => {
      done = yes;
      document.head.append(Object.assign(document.createElement("script"), {
        nonce,
        src: `search/${name}.js?${say.version}`,
        onerror: () => { delete files[name]; no(name); },
      }));
    });
    return { value, done };
  })()).value;
  window.dossierSearch = (name, value) => files[name]?.done(value);

  const numbers = (text = "") => {
    const list = [];
    let more = 0;
    for (const c of text) {
      const value = c === "!" ? 57 : c.charCodeAt() - 35;
      if (value < 64) { list.push(more * 64 + value); more = 0; } else more = more * 28 + value - 64;
    }
    return list;
  };
  const rising = (text) => { let n = 0; return numbers(text).map((step) => n += step); };
  const listed = (text) => text ? text.split(" ") : [];
  const pairs = (text) => new Map(listed(text).map((key, i, all) => [key, all[i + 1]]).filter((_, i) => i % 2 === 0));

  // As src/search/fold.rs has it; tests/search/folding.json holds both to it.
  // SIGN: a sign of a script that parts no words; of those that stand side by side every two are a word.
  const SIGN = "(?=[\\p{Alphabetic}\\p{N}])[\\u0e01-\\u0e4e\\u0e81-\\u0ecd\\u0edc-\\u0edf\\u1000-\\u103f\\u1050-\\u108f\\u1780-\\u17d3\\u3005-\\u3007\\u3041-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{3ffff}]";
  const ONE = new RegExp(`${SIGN}[\\p{M}\\u00ad]*`, "gu");
  const WORD = new RegExp(`[A-Z](?:\\.[A-Z](?![A-Za-z0-9'\\u0080-\\uffff]))+|(?:${ONE.source})+|(?!${SIGN})[\\p{Alphabetic}\\p{N}](?:(?!${SIGN})[\\p{Alphabetic}\\p{N}\\p{M}\\u00ad])*`, "gu");
  const LETTER = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ı: "i" };
  const pieces = ({ 0: word, index }) => {
    const signs = [...word.matchAll(ONE)];
    return signs[1] ? signs.slice(1).map((sign, i) => ({ 0: signs[i][0] + sign[0], index: index + signs[i].index })) : [{ 0: word, index }];
  };
  const words = (text) => [...text.matchAll(WORD)].flatMap(pieces).map(({ 0: word, index }) => ({
    word: word.normalize("NFKD").replace(/[\p{M}\s\u00ad.]/gu, "").replace(/\p{Lu}/gu, (c) => c.toLowerCase()).replace(/[œæßøłđı]/g, (c) => LETTER[c]),
    start: index,
    end: index + word.length,
  }));
  const plain = dossierSearch.words = (text) => words(text).map((w) => w.word);
  const fileOf = dossierSearch.file = (word, n) => {
    let hash = 0x811c9dc5;
    for (const unit of word.slice(0, 4).split("")) hash = Math.imul(hash ^ unit.charCodeAt(), 0x01000193);
    return (hash ^ hash >>> 15) & n - 1;
  };

  let all, state, turn = 0, shown, timer;
  const start = async () => {
    if (all) return;
    const index = { ...await load("index"), lead: {} };
    for (const name of FILTERS) index[name] = numbers(index[name]);
    for (const group of listed(index.copies)) for (const a of numbers(group)) index.lead[a] = numbers(group)[0];
    index.stops = listed(index.stops);
    all = index;
  };
  const termFile = async (word) => {
    const file = await load(`t${fileOf(word, all.files)}`);
    if (!file.row) {
      let last = "";
      file.list = listed(file[0]).map((term) => last = last.slice(0, parseInt(term[0], 36)) + term.slice(1));
      file.row = new Map(file.list.map((term, i) => [term, i]));
      [file.places, file.named] = [file[1].split(" "), file[2].split(" ")];
      file.groups = listed(file[3]).map(rising);
      [file.begins, file.forms] = [pairs(file[4]), pairs(file[5])];
    }
    return file;
  };
  const most = (map, key, value) => map.set(key, Math.max(value, map.get(key) ?? 0));

  // Adds the sentences of a term: article -> sentence -> weight; sentence 0 is the headline.
  const addPlaces = (text, weight, places) => {
    const list = numbers(text);
    for (let i = 0, article = 0; i < list.length;) {
      const head = list[i++];
      let n = head & 3, sentence = 0;
      if (n === 3) n += list[i++];
      article += head >>> 2;
      if (!places.has(article)) places.set(article, new Map());
      for (; n >= 0; n--) most(places.get(article), sentence += list[i++], weight);
    }
  };

  // What a word finds: itself and its inflections; what begins with it; what begins with most of it.
  const find = async (word, open) => {
    const file = await termFile(word), found = new Map(), places = new Map(), entities = new Map();
    const begins = (head, weight) => head.length > 3 && file.list.forEach((term, i) => term.startsWith(head) && most(found, i, weight));
    const row = file.row.get(word);
    if (row !== undefined) {
      for (const group of file.groups) if (group.includes(row)) for (const i of group) found.set(i, .8);
      found.set(row, 1);
    }
    if (open || !found.size) begins(word, .5);
    for (let cut = 1; cut < 4 && !found.size; cut++) begins(word.slice(0, Math.max(5, word.length - cut)), .4);
    for (const [i, weight] of found) {
      addPlaces(file.places[i], weight, places);
      for (const e of rising(file.named[i])) most(entities, e, weight);
    }
    if (open) for (const e of rising(file.begins.get(word))) most(entities, e, .5);
    return { word, places, entities, terms: [...found.keys()].map((i) => file.list[i]) };
  };

  // The names that stand in a query, the longest first: { from, to, entities }.
  const namesIn = async (asked) => {
    const names = [];
    for (let from = 0; from < asked.length; from++) {
      const { forms } = await termFile(asked[from]);
      for (let to = asked.length; to > from; to--) {
        const entities = forms.get(asked.slice(from, to).join("-"));
        if (entities) { names.push({ from, to, entities: rising(entities) }); from = to - 1; break; }
      }
    }
    return names;
  };
  const card = async (e) => {
    const per = all.perFile[1], [name, kind, href, gloss, n, forms] = (await load(`e${Math.floor(e / per)}`))[e % per];
    return { e, name, kind, href, gloss, n, forms: forms.split("|").map((form) => form.split(" ")) };
  };

  // A unit is a word, or a name: that one finds its bearers under every other name too.
  const unitOf = async (members, bearers) => {
    const places = new Map();
    for (const [a] of members[0]?.places ?? []) {
      if (!members.every((m) => m.places.has(a))) continue;
      const sums = new Map();
      for (const m of members) for (const [s, weight] of m.places.get(a)) sums.set(s, (sums.get(s) ?? 0) + weight / members.length);
      places.set(a, new Map([...sums].map(([s, sum]) => [s, sum ** 2])));
    }
    for (const { e } of bearers) {
      const file = await termFile(`@${e}`);
      addPlaces(file.places[file.row.get(`@${e}`)], .9, places);
    }
    return { places, rare: Math.log(1 + all.articles / (places.size || 1)) };
  };

  const rank = (units) => {
    let list = [...units[0].places.keys()].filter((a) => units.every((u) => u.places.has(a)));
    const some = !list.length && units.length > 1;
    if (some) list = [...new Set(units.flatMap((u) => [...u.places.keys()]))];
    const hits = list.map((a) => {
      const sums = new Map();
      let score = 0;
      for (const { places, rare } of units) {
        const sentences = places.get(a) ?? new Map();
        for (const [s, weight] of sentences) sums.set(s, (sums.get(s) ?? 0) + rare * weight);
        score += rare * (Math.max(0, ...sentences.values()) * .3 + Math.log(1 + sentences.size) * .05);
      }
      score += (sums.get(0) ?? 0) * .6;
      sums.delete(0);
      const best = [...sums].sort(([s, x], [t, y]) => y - x || s - t);
      return { a, best, score: score + (best[0]?.[1] ?? 0), also: [] };
    }).sort((x, y) => y.score - x.score || all.year[y.a] - all.year[x.a] || y.a - x.a);
    // Copies of one dispatch are one hit, of the copy that stands for all where it is among them.
    const leads = {};
    return { some, hits: hits.filter((hit) => {
      const lead = all.lead[hit.a], first = leads[lead];
      if (lead === undefined) return true;
      if (!first) return leads[lead] = hit;
      first.also.push(hit.a);
      if (hit.a === lead) [first.also[first.also.length - 1], first.a, first.best] = [first.a, hit.a, hit.best];
    }) };
  };

  // Titles and sentences run as their letters do.
  const dir = "auto";
  const make = (tag, set, ...inside) => {
    const element = Object.assign(document.createElement(tag), set);
    element.append(...inside);
    return element;
  };
  const marked = (text) => {
    const list = words(text), marks = list.map((w) => state.terms.has(w.word)), parts = [];
    list.forEach((_, i) => state.forms.forEach((form) => form.every((word, n) => list[i + n]?.word === word) && marks.fill(true, i, i + form.length)));
    let at = 0;
    for (let i = 0; i < list.length; i++) {
      if (!marks[i]) continue;
      const { start } = list[i];
      // Words that stand side by side are one mark.
      while (marks[i + 1] && /^[\s’'-]*$/.test(text.slice(list[i].end, list[i + 1].start))) i++;
      parts.push(text.slice(at, start), make("mark", {}, text.slice(start, at = list[i].end)));
    }
    return [...parts, text.slice(at)];
  };
  const counted = (n, one, more) => `${n} ${n > 1 ? more : one}`;
  const showEntity = ({ name, kind, href, gloss, n }) => make("li", {}, make("a", { className: `e k k-${kind} go`, href, dir }, name), " ",
    make("span", { className: "n" }, counted(n, say.article, say.articles)), make("span", { className: "sure", dir }, gloss));
  const showHit = (hit, [href, title, lang, date, copies, passages, sentences]) => {
    const anchors = rising(passages), publisher = (a) => all.publishers[all.publisher[a]];
    const chosen = hit.best.filter(([, x], i) => i < 3 && x >= hit.best[0][1] * .8).map(([s]) => s);
    if (!chosen.length && sentences.length) chosen.push(1);
    const line = [publisher(hit.a), date].filter(Boolean).map((text) => make("span", { dir }, text));
    return make("li", lang && { lang }, make("h3", { dir }, make("a", { href, className: chosen.length ? "" : "go" }, ...marked(title))), make("p", { className: "line" }, ...line),
      ...chosen.map((s) => make("a", { className: "go", dir, href: anchors[s - 1] ? `${href}#p${anchors[s - 1]}` : href }, ...marked(sentences[s - 1]))),
      ...(hit.also.length ? [make("p", { className: "sure" }, `${say.also} `, make("a", { className: "in", href: copies }, hit.also.map(publisher).filter(Boolean).join(", ") || hit.also.length))] : []));
  };

  const pick = (id) => $(id).value;
  const shows = (hit, name) => !pick(name) || all[`${name}s`][all[name][hit.a]] === pick(name);
  // Offers what there is, with how many: pairs of value and label.
  const offer = (id, values, list) => {
    const select = $(id), value = select.value;
    const n = (v) => list.filter((one) => one === v).length;
    const rows = values.map((v) => [v, n(v)]).filter(([v, n]) => v && (n || v === value));
    if (id === "publisher") rows.sort((x, y) => y[1] - x[1]);
    select.replaceChildren(select[0], ...rows.map(([v, n]) => make("option", { value: v }, `${id === "kind" ? box.querySelector(`[data-kind="${v}"]`).textContent : v} (${n})`)));
    select.value = value;
    select.parentElement.hidden = !rows.length;
  };
  const more = async (event) => {
    const mine = turn, list = state.kept.slice(shown, shown += PAGE);
    const page = await Promise.all(list.map(async (hit) => ({ hit, doc: (await load(`d${Math.floor(hit.a / all.perFile[0])}`))[hit.a % all.perFile[0]] })));
    if (mine !== turn) return;
    // What has the words as they are asked, side by side, comes first of those shown together.
    const side = ({ hit, doc }) => state.phrase && ` ${plain(doc[6][hit.best[0]?.[0] - 1] ?? "").join(" ")} `.includes(state.phrase) ? 1 : 0;
    const items = page.map((one) => [side(one), one]).sort(([x], [y]) => y - x).map(([, { hit, doc }]) => showHit(hit, doc));
    $("hits").append(...items);
    $("more").hidden = shown >= state.kept.length;
    if (event) items[0].querySelector(".go").focus();
  };
  const show = async () => {
    const { cards, whole, hits, some } = state, kind = pick("kind"), narrow = pick("publisher") || pick("year");
    const kindOf = (e) => all.kinds[all.kind[e]];
    const kept = hits.filter((hit) => shows(hit, "publisher") && shows(hit, "year"));
    offer("publisher", all.publishers, hits.filter((hit) => shows(hit, "year")).map((hit) => all.publishers[all.publisher[hit.a]]));
    offer("year", [...all.years].reverse(), hits.filter((hit) => shows(hit, "publisher")).map((hit) => all.years[all.year[hit.a]]));
    offer("kind", ["article", ...all.kinds], [...kept.map(() => "article"), ...whole.map(kindOf)]);
    const wanted = (e) => kind ? kindOf(e) === kind : !narrow;
    const entities = cards.filter(({ e }) => wanted(e)), n = Math.max(entities.length, whole.filter(wanted).length);
    state.kept = kind && kind !== "article" ? [] : kept;
    const parts = [n && counted(n, say.entity, say.entities), state.kept.length && counted(state.kept.length, say.article, say.articles), some && say.some];
    $("said").textContent = parts.filter(Boolean).join(", ") || say.none;
    $("named").replaceChildren(...entities.map(showEntity));
    $("hits").replaceChildren();
    $("records").hidden = !entities.length;
    $("passages").hidden = !state.kept.length;
    $("filters").hidden = !hits.length && !whole.length;
    shown = 0;
    await more();
  };
  const remember = () => {
    const link = new URLSearchParams(["q", ...FILTERS].map((id) => [id, pick(id)]).filter(([, value]) => value));
    // A page that was opened by double-click may not be allowed to rename itself.
    try { history.replaceState(null, "", `?${link}`); } catch {}
  };
  const search = async () => {
    const mine = ++turn, text = field.value, asked = plain(text).slice(0, 12);
    clearTimeout(timer);
    remember();
    try {
      await start();
      let real = [...new Set(asked)].filter((w) => w.length > 1 && !all.stops.includes(w));
      if (!real.length) real = asked;
      const found = await Promise.all(real.map((w, i) => find(w, i === real.length - 1 && /[\p{L}\p{N}]$/u.test(text))));
      const names = await namesIn(asked), weights = new Map();
      for (const { entities } of found) for (const [e, weight] of entities) weights.set(e, [...(weights.get(e) ?? []), weight]);
      const sum = (list) => list.reduce((x, y) => x + y);
      const whole = [...weights].filter(([, list]) => list.length === real.length).sort(([a, x], [b, y]) => sum(y) - sum(x) || a - b).map(([e]) => e);
      const exact = names.filter((name) => name.to - name.from === asked.length).flatMap((name) => name.entities);
      const called = names.flatMap((name) => name.entities.slice(0, 3));
      const order = [...new Set([...exact, ...whole])].slice(0, 8);
      const cards = await Promise.all([...new Set([...order, ...called])].map(card));
      const parts = names.map(({ from, to, entities }) => [asked.slice(from, to), entities.slice(0, 3)]);
      for (const w of real) if (!parts.some(([own]) => own.includes(w))) parts.push([[w], []]);
      const units = await Promise.all(parts.map(([own, bearers]) => unitOf(found.filter((f) => own.includes(f.word)), cards.filter(({ e }) => bearers.includes(e)))));
      if (mine !== turn) return;
      const bearers = cards.filter(({ e }) => called.includes(e));
      state = {
        whole: [...new Set([...exact, ...whole])], cards, terms: new Set(found.flatMap((f) => f.terms)),
        forms: [...bearers.flatMap((c) => c.forms), ...(asked.length > 1 ? [asked] : [])],
        phrase: asked.length > 1 && ` ${asked.join(" ")} `, ...(units.length ? rank(units) : { hits: [] }),
      };
      await show();
      if (!asked.length) { $("said").textContent = ""; $("filters").hidden = true; }
      if (mine === turn) say.done = text;
    } catch {
      $("said").textContent = say.failed;
    }
  };

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 120); });
  for (const id of FILTERS) $(id).addEventListener("change", () => { turn++; remember(); show(); });
  $("more").addEventListener("click", more);
  addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey } = event, now = document.activeElement;
    if (ctrlKey || metaKey || altKey) return;
    const stops = [field, ...document.querySelectorAll(".go")], at = stops.indexOf(now), step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (key === "Escape") {
      for (const id of ["q", ...FILTERS]) $(id).value = "";
      field.focus();
      search();
    } else if (key === "Enter" && now === field) search();
    else if (step && at >= 0) {
      event.preventDefault();
      stops[at + step]?.focus();
    }
  });
  const link = new URLSearchParams(location.search);
  for (const id of ["q", ...FILTERS]) {
    const value = link.get(id);
    if (value && id !== "q") $(id).append(make("option", { value }, value));
    $(id).value = value ?? "";
  }
  box.hidden = false;
  if (field.value) search(); else field.focus();
}
