#!/usr/bin/env python3
"""How far two readers agree, on the articles that both decided.

usage: agreement.py PREPARED_FOLDER FIRST_DECISIONS... -- SECOND_DECISIONS...

Every candidate of these articles counts once. Kinds: speech, writing, title-or-term.
Speakers: of the candidates that both hold for quotations; the same person, whichever
mention was chosen, or the same unnamed words, or nobody for both.
"""
import collections, json, os, sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import build


def load(prepared, paths):
    decisions = build.read_decisions(paths)
    candidates = {}
    for line in open(prepared + "/candidates.tsv", encoding="utf-8"):
        name, n, start, end, _ = line.rstrip("\n").split("\t", 4)
        candidates.setdefault(name, {})[int(n)] = (int(start), int(end))
    problems, built = [], {}
    for name, decision in decisions.items():
        article = json.load(open("%s/texts/%s.json" % (prepared, name), encoding="utf-8"))
        article = build.build(article, candidates[name], decision, problems)
        article["candidates"] = candidates[name]
        built[name] = article
    for problem in problems:
        print("warning:", problem, file=sys.stderr)
    return built


def kappa(pairs):
    if not pairs:
        return None
    count = len(pairs)
    seen = sum(a == b for a, b in pairs) / count
    first, second = collections.Counter(a for a, _ in pairs), collections.Counter(b for _, b in pairs)
    chance = sum(first[key] * second[key] for key in first) / count ** 2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def person(article, span):
    """The name in full of a mention, by its end: 'Mr Trump' and 'Trump' end alike."""
    if span is None:
        return None
    for start, end, name in article["people"]:
        if start < span["end"] and span["start"] < end:
            return name
    return article["text"][span["start"]:span["end"]]


def same_person(one, a, two, b):
    if (a is None) != (b is None):
        return False
    if a is None:
        return True
    if a["start"] < b["end"] and b["start"] < a["end"]:
        return True
    return person(one, a) in (person(one, b), person(two, b)) or person(one, a).split()[-1] == person(two, b).split()[-1]


def same_speaker(one, a, two, b):
    if a["speaker"] is None and b["speaker"] is None:
        first, second = a.get("words"), b.get("words")
        return (first is None) == (second is None) and (first is None or one["text"][slice(*first)].lower() == two["text"][slice(*second)].lower() or first[0] < second[1] and second[0] < first[1])
    return same_person(one, a["speaker"], two, b["speaker"])


def main():
    prepared, *rest = sys.argv[1:]
    cut = rest.index("--")
    first, second = load(prepared, rest[:cut]), load(prepared, rest[cut + 1:])
    kinds, vias, speakers, exact, cues = [], [], [], [], []
    mentions = collections.Counter()
    for name in sorted(set(first) & set(second)):
        one, two = first[name], second[name]
        left = {(q["start"], q["end"]): q for q in one["quotations"]}
        right = {(q["start"], q["end"]): q for q in two["quotations"]}
        for n, span in sorted(one["candidates"].items()):
            a, b = left.get(span), right.get(span)
            kinds.append((a["kind"] if a else "nothing", b["kind"] if b else "nothing"))
            if not a or not b or "title-or-term" in kinds[-1]:
                if kinds[-1][0] != kinds[-1][1]:
                    print("kind", name, n, *kinds[-1], sep="\t")
                continue
            if kinds[-1][0] != kinds[-1][1]:
                print("kind", name, n, *kinds[-1], sep="\t")
            vias.append((a["via"], b["via"]))
            if a["via"] != b["via"]:
                print("via", name, n, a["via"], b["via"], sep="\t")
            same = same_speaker(one, a, two, b)
            speakers.append(same)
            exact.append(a["speaker"] == b["speaker"])
            cues.append(a["cue"] == b["cue"])
            if not same:
                print("speaker", name, n, person(one, a["speaker"]), person(two, b["speaker"]), sep="\t")
        here, there = ({tuple(m[:2]) for m in article["people"]} for article in (one, two))
        mentions.update(both=len(here & there), first=len(here), second=len(there))
    share = lambda hits: "%d of %d, %.3f" % (sum(hits), len(hits), sum(hits) / len(hits)) if hits else "none"
    number = lambda value: "-" if value is None else "%.3f" % value
    print("articles", len(set(first) & set(second)), "candidates", len(kinds))
    print("kind", share([a == b for a, b in kinds]), "kappa", number(kappa(kinds)))
    plain = [(a in ("speech", "writing"), b in ("speech", "writing")) for a, b in kinds]
    print("quotation or not", share([a == b for a, b in plain]), "kappa", number(kappa(plain)))
    print("via", share([a == b for a, b in vias]), "kappa", number(kappa(vias)))
    print("speaker", share(speakers))
    print("the same mention of the speaker", share(exact))
    print("cue", share(cues))
    if mentions["first"] and mentions["second"]:
        print("people, F1 of mentions: %.3f" % (2 * mentions["both"] / (mentions["first"] + mentions["second"])))


if __name__ == "__main__":
    main()
