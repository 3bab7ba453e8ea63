#!/usr/bin/env python3
"""Build the corpus from the prepared texts and the decisions of a reader, and check every span.

usage: build.py PREPARED_FOLDER DECISIONS... FULL_FOLDER OUTPUT_FOLDER

Writes OUTPUT_FOLDER/fr.jsonl and en.jsonl, without the texts: offsets count the code
points of the text that prepare.py makes, whose SHA-256 stands beside them. With the
texts, the same lines go to FULL_FOLDER, which must stay out of the repository.

A file of decisions holds, for each article,

    @ID
    P Name In Full|other form; =Organisation|other form; Name!
    Q 1 Name; 2 Name/p; 3 t; 4 ~words of a description; 5 ?

P: persons (the last word of the name is a form too, unless `!` ends the entry) and,
with `=`, organisations. Q: by number of the candidate, the speaker (any form) and
flags: /p a pronoun, /d a description, /0 no words at the quotation (else: the name),
/w writing (else: speech), /c:WORD the cue (/c:0 none), /#N the Nth mention in the text.
`A + B`: more speakers. `x`: the marks enclose nothing. `t`: scare quotes, a title or a term. `?`: nobody says who.
`~words`: a speaker without a name, described by these words of the text.
"""
import hashlib, json, os, re, sys

CUES = {
    "fr": r"dit|disait|disent|dire|dit-il|dit-elle|déclar\w+|affirm\w+|indiqu\w+|précis\w+|ajout\w+|expliqu\w+|estim\w+|jug\w+|annonc\w+|conclut|résum\w+|répond\w*|répondu|rétorqu\w+|lanc\w+|lâché|rappel\w+|relev\w+|dénon\w+|dépl\w+|qualifi\w+|écri\w+|raconte\w*|souvient|soulign\w+|poursui\w+|pens\w+|confi\w+|commente|admet|averti\w*|prévient|renchérit|corriger|évoqu\w+|révélé|entendîmes|constate|considère|promis|plai\w+|appel\w+|décri\w+|fait savoir|craign\w+|craint|réjoui|regrette|reconnait|définit?|félicite|condamn\w+|défend\w*|émis|selon|d'après|menacé|reproch\w+|conf(?:ié|ie)|avertit",
    "en": r"said|says?|saying|add|talked|proposed|confirming|told|tells?|telling|added|adds|adding|stated|(?-i:states)|stating|statement|wrote|writes|writing|written|tweeted|tweeting|tweet|announc\w+|claim\w*|described?|describes|describing|call(?:ed|s|ing)|explained|explains|explaining|according to|commented|commenting|noted|notes|noting|asked|asking|replied|responded|responding|response|argued|argues|arguing|insisted|warned|warning|accused|accusing|reported|reports|reporting|declared|declaring|denied|confirmed|continued|concluded|quoted|remarked|suggested|suggesting|alleged|alleging|expressed|expressing|urged|promised|praised|criticized|criticised|condemned|condemning|indicated|indicating|predicted|characterized|characterised|labell?ed|referred|referring|cited|citing|read|reads|reading|spoke|joked|recall\w*|shared|emphasized|emphasised|stressed|observed|pointed out|opined|acknowledged|admitted|reiterated|revealed|posted|posting|considered|dubbed|tellingly|voiced|shouted|shouting|chanted|chanting|chants|pledged|vowed|demanded|demanding|believed?|believes|thanked|dismissed|advised|asserted|asserting|affirmed|defended|defined|estimated|hoped|complained|lamented|questioned|answered|testified|ruled|found|advocated|mentioned|deemed|blamed|offered|summarized|summarised|elaborated|disclosed|apologised|apologized|clarified|maintained|retorted|requested|requesting|agreed|tells|recommended|recommends|cautioned|envisioned|decried|denounced|hailed|welcomed|invited|announcing|conceded|contended|countered|attributed|rejected|characterizing|recounted|quipped|outlined|signed|stipulates|provides|proclaimed",
}
ABBREVIATION = r"\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Lt|Gen|[A-Z])$"
VIAS = {"n": "name", "p": "pronoun", "d": "description", "0": "none"}


def read_decisions(paths):
    articles = {}
    for path in paths:
        current = None
        for line in open(path, encoding="utf-8"):
            line = line.rstrip("\n")
            if line.startswith("@"):
                current = articles.setdefault(line[1:].split()[0], {"people": [], "quotations": {}})
            elif line.startswith("P "):
                for entry in line[2:].split(";"):
                    if entry.strip():
                        current["people"].append(entry.strip())
            elif line.startswith("Q "):
                for entry in line[2:].split(";"):
                    if entry.strip():
                        number, _, rest = entry.strip().partition(" ")
                        first, _, last = number.partition("-")
                        for n in range(int(first), int(last or first) + 1):
                            current["quotations"][n] = rest.strip()
    return articles


def forms(people):
    """form -> name in full"""
    table, lasts = {}, {}
    for entry in people:
        organisation, bare = entry.startswith("="), entry.endswith("!")
        names = [name.strip() for name in entry.strip("=!").split("|")]
        for name in names:
            table[name] = names[0]
        if not organisation and not bare and " " in names[0]:
            lasts.setdefault(names[0].split()[-1], names[0])
    for last, name in lasts.items():
        table.setdefault(last, name)
    return {form: name.partition("^")[0] for form, name in table.items()}


def mentions(text, table):
    if not table:
        return []
    def pattern(form):
        form, _, after = form.partition("^")
        return re.escape(form).replace("'", "['’]") + (r"(?!%s)" % re.escape(after) if after else "")

    straight = {form.partition("^")[0].replace("’", "'"): name for form, name in table.items()}
    choice = "|".join(pattern(form.replace("’", "'")) for form in sorted(table, key=len, reverse=True))
    return [(m.start(), m.end(), straight[m.group().replace("’", "'")]) for m in re.finditer(r"(?<![\w-])(?:%s)(?![\w-])" % choice, text)]


def sentence(text, start, end, spans):
    """The sentence around a quotation: ends inside other quotations do not count."""
    inside = lambda at: any(s <= at < e - 1 for s, e in spans)
    begin = text.rfind("\n", 0, start) + 1
    line = begin
    for m in re.finditer(r"[.!?][)\]]?[»\"”]? (?=[^a-zà-ÿ])", text[line:start + 1]):
        if line + m.end() <= start and not inside(line + m.start()) and not re.search(ABBREVIATION, text[line:line + m.start()]):
            begin = line + m.end()
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    if re.search(r"[.!?…]['’)\]]*$", text[start:end]) and re.match(r"\s*[»\"”]+\s*(?:[A-ZÀ-Ý«“\"]|$)", text[end:stop]) \
            and not re.match(r"\s*[»\"”]+\s*(?:\S+ ){1,3}said\.", text[end:stop]) \
            and not (text[start:end].rstrip("'’)]")[-1:] != "." and re.match(r"\s*[»\"”]+\s*(?:\S+ ){1,4}(?:said|told|wrote|asked|tweeted)\b", text[end:stop])):
        return begin, end
    for m in re.finditer(r"[.!?](?= [^a-zà-ÿ]|$)", text[end:stop]):
        at = end + m.start()
        if not inside(at) and not re.search(ABBREVIATION, text[:at]):
            return begin, at + 1
    return begin, stop


def gap(span, start, end):
    return max(start - span[1], span[0] - end, 0)


def cost(text, hit, start, end, speaker):
    """How far a cue is from a quotation: a cue on the speaker's side costs less."""
    before = hit[1] <= start
    value = gap(hit, start, end)
    if speaker and before != (speaker[1] <= start):
        value += 60
    if not before and re.search(r"(?:[:,]|\bthat|\bque?'?|\bqu['’])\s*[«“\"]?\s*$", text[max(0, start - 12):start]):
        value += 100
    return value


def build(article, candidates, decision, problems):
    text, language = article["text"], article["language"]
    table = forms(decision["people"])
    found = mentions(text, table)
    where = article["id"]
    for name in sorted(set(table.values())):
        if not any(m[2] == name for m in found):
            problems.append("%s: no mention of %s" % (where, name))
    for n in set(decision["quotations"]) - set(candidates):
        problems.append("%s: no candidate %d" % (where, n))
    spans = [candidates[n] for n in sorted(candidates)]
    quoted = [candidates[n] for n in candidates if decision["quotations"].get(n) != "t"]
    inside = lambda m: any(s <= m[0] < e for s, e in quoted)
    quotations = []
    for n in sorted(candidates):
        start, end = candidates[n]
        rest = decision["quotations"].get(n)
        if rest is None:
            problems.append("%s: %d is not decided" % (where, n))
            continue
        item = {"start": start, "end": end, "speaker": None, "via": "none", "more": [], "cue": None, "kind": "speech"}
        parts = rest.split("/") if not rest.startswith("~") else ["~" + rest[1:].split("/")[0]] + rest.split("/")[1:]
        who, flags = parts[0].strip(), [flag.strip() for part in parts[1:] for flag in [part]]
        if " + " in rest:
            who, flags = rest, []
            for flag in re.findall(r"/(\S+)", rest):
                flags.append(flag)
            who = re.sub(r"/\S+", "", rest)
        if who == "x":
            continue
        if who == "t":
            item["kind"] = "title-or-term"
            quotations.append(item)
            continue
        if "w" in flags:
            item["kind"] = "writing"
        via = next((VIAS[flag] for flag in flags if flag in VIAS), None)
        begin, stop = sentence(text, start, end, spans)
        speakers = [] if who == "?" else [name.strip() for name in who.split(" + ")]
        chosen = []
        for name in speakers:
            if name.startswith("~"):
                words = name[1:]
                places = [m.start() for m in re.finditer(re.escape(words).replace("'", "['’]"), text)]
                places = [at for at in places if not inside((at,))] or places
                if not places:
                    problems.append("%s: %d has no words %r" % (where, n, words))
                    continue
                at = min(places, key=lambda at: (not begin <= at < stop, gap((at, at + len(words)), start, end)))
                item["words"] = [at, at + len(words)]
                via = via or "description"
                continue
            full = table.get(name) or next((full for form, full in table.items() if form.partition("^")[0] == name), None)
            if full is None:
                problems.append("%s: %d names an unknown %r" % (where, n, name))
                continue
            own = [m for m in found if m[2] == full]
            rank = next((int(flag[1:]) for flag in flags if flag.startswith("#")), None)
            if not own:
                continue
            if rank and name == speakers[0]:
                chosen.append(own[rank - 1])
                continue
            free = [m for m in own if not inside(m)] or own
            if via in (None, "name"):
                pick = min(free, key=lambda m: (not begin <= m[0] < stop, gap(m, start, end)))
                if not begin <= pick[0] < stop:
                    problems.append("%s: %d is by name, but %s is not in its sentence" % (where, n, full))
            else:
                near = [m for m in free if begin <= m[0] < stop and via != "none"]
                before = [m for m in free if m[1] <= start]
                pick = min(near, key=lambda m: gap(m, start, end)) if near else before[-1] if before else free[0]
            chosen.append(pick)
        if chosen:
            item["speaker"] = {"start": chosen[0][0], "end": chosen[0][1]}
            item["more"] = [{"start": m[0], "end": m[1]} for m in chosen[1:]]
        item["via"] = via or ("name" if chosen else "none")
        cue = next((flag[2:] for flag in flags if flag.startswith("c:")), None)
        if cue != "0" and (item["via"] != "none" or cue):
            pattern = r"(?<![\w-])(?:%s)(?![\w])" % (re.escape(cue) if cue else CUES[language])
            hits = [m.span() for m in re.finditer(pattern, text[:stop], 0 if cue else re.I) if m.start() >= begin and not any(s <= m.start() < e for s, e in spans)]
            if hits:
                item["cue"] = list(min(hits, key=lambda hit: cost(text, hit, start, end, chosen[0] if chosen and begin <= chosen[0][0] < stop else None)))
            elif cue:
                problems.append("%s: %d has no cue %r" % (where, n, cue))
        quotations.append(item)
    for item in quotations:
        for span in [item["speaker"], *item["more"]]:
            if span and not any((span["start"], span["end"]) == m[:2] for m in found):
                problems.append("%s: a speaker is no mention" % where)
        if not 0 <= item["start"] < item["end"] <= len(text):
            problems.append("%s: a span is outside the text" % where)
    return {**article, "quotations": quotations, "people": [list(m) for m in found]}


def write(articles, folder, keys):
    """A line for each article, sorted: a review shows which article changed."""
    os.makedirs(folder, exist_ok=True)
    for language in ("fr", "en"):
        with open("%s/%s.jsonl" % (folder, language), "w", encoding="utf-8") as file:
            for article in sorted(articles, key=lambda article: article["id"]):
                if article["language"] == language:
                    file.write(json.dumps({key: article[key] for key in keys if key in article}, ensure_ascii=False) + "\n")


def main():
    prepared, *paths, full, out = sys.argv[1:]
    decisions = read_decisions(paths)
    candidates = {}
    for line in open(prepared + "/candidates.tsv", encoding="utf-8"):
        name, n, start, end, _ = line.rstrip("\n").split("\t", 4)
        candidates.setdefault(name, {})[int(n)] = (int(start), int(end))
    problems, articles = [], []
    for name, decision in decisions.items():
        path = "%s/texts/%s.json" % (prepared, name)
        if not os.path.exists(path):
            problems.append("no article %s" % name)
            continue
        article = json.load(open(path, encoding="utf-8"))
        article["sha256"] = hashlib.sha256(article["text"].encode()).hexdigest()
        articles.append(build(article, candidates[name], decision, problems))
    write(articles, full, ["id", "url", "title", "date", "language", "licence", "text", "quotations", "people"])
    write(articles, out, ["id", "url", "date", "language", "licence", "sha256", "quotations", "people"])
    print("\n".join(problems))
    print(len(articles), "articles,", len(problems), "problems")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
