#!/usr/bin/env python3
"""Checks `dossier export ner` with the programs that read it: conllu, seqeval, spaCy (a blank model), dkpro-cassis.

    python3 tests/exports/ner.py --bin DOSSIER ROOT…      (packages: conllu seqeval spacy dkpro-cassis)
"""
import argparse, glob, json, os, subprocess, sys, tempfile
import cassis, conllu, spacy
from seqeval.metrics.sequence_labeling import get_entities
from spacy.tokens import DocBin

LABELS = {"person": "PER", "place": "LOC", "organisation": "ORG"}
wrong = []


def expect(is_right, message):
    if not is_right:
        wrong.append(message)


def lines_of(text):
    return [json.loads(line) for line in text.split("\n") if line]


def names_of(tags):
    return [(start, end + 1, label) for label, start, end in get_entities(tags)]


def judge(dossier, root):
    run = lambda *words: subprocess.run([dossier, "-q", "--root", root, "export", *words], capture_output=True).stdout.decode()
    articles = {line["id"]: line for line in lines_of(run("jsonl"))}
    texts = {id: line["text"] for id, line in articles.items()}
    kinds = {}
    for line in lines_of(run("entities")):
        kinds[line["id"]] = LABELS.get(line["kind"])
    wanted = {id: sorted((m["start"], m["end"], kinds[m["entity"]] or None) for m in line["mentions"])
              for id, line in articles.items()}
    label = lambda name: name if name in LABELS.values() else None
    same = lambda found, id: sorted((s, e, label(l)) for s, e, l in found) == wanted[id]

    for keep in (["--all"], []):
        # CoNLL: tokens without white space, labels that seqeval reads as the names that CoNLL-U has.
        plain, tags_of_file = [], []
        for block in run("ner", "--format", "conll", *keep).split("\n\n"):
            rows = [row.split("\t") for row in block.split("\n") if row and not row.startswith("-DOCSTART-")]
            expect(all(len(row) == 2 and row[0] and not any(c.isspace() for c in row[0]) for row in rows), "conll: a row")
            if rows:
                plain.append([row[0] for row in rows])
                tags_of_file.append([row[1] for row in rows])
        # CoNLL-U: the text is rebuilt from the tokens, the offsets lead to the words.
        sentences = conllu.parse(run("ner", "--format", "conllu", *keep))
        expect([[t["form"] for t in s] for s in sentences] == plain, "conllu and conll have other tokens")
        found, id = {}, None
        for sentence, tags in zip(sentences, tags_of_file):
            id = sentence.metadata.get("newdoc id", id)
            rebuilt = "".join(t["form"] + ("" if (t["misc"] or {}).get("SpaceAfter") == "No" else " ") for t in sentence)
            expect(rebuilt.strip() == sentence.metadata["text"], f"conllu: # text of {sentence.metadata['sent_id']}")
            expect([t["misc"]["NE"] for t in sentence] == tags, "conllu: other labels")
            for token in sentence:
                start, end = int(token["misc"]["start_char"]), int(token["misc"]["end_char"])
                expect(texts[id][start:end] == token["form"], f"conllu: offsets of {token['form']}")
            for first, last, name in names_of(tags):
                place = int(sentence[first]["misc"]["start_char"]), int(sentence[last - 1]["misc"]["end_char"])
                found.setdefault(id, []).append((*place, name))
        if keep:
            for id in texts:
                expect(same(found.get(id, []), id), f"conllu: names of {id}")

        # spaCy: each span has the edges of tokens, and a DocBin gives them back.
        blank, docs, n_names = spacy.blank("xx"), DocBin(), 0
        for line in lines_of(run("ner", "--format", "spacy", *keep)):
            doc = blank.make_doc(line["text"])
            start, id = line["meta"]["start"], line["meta"]["id"]
            expect(texts[id][start:start + len(line["text"])] == line["text"], f"spacy: text of {id}")
            spans = [doc.char_span(s["start"], s["end"], label=s["label"], alignment_mode="expand") for s in line["spans"]]
            expect(None not in spans, f"spacy: a span of {id}")
            exact = [(s["start"] + start, s["end"] + start, s["label"]) for s in line["spans"]]
            expect(all(texts[id][a:b].strip() == texts[id][a:b] for a, b, _ in exact), "spacy: white space at an edge")
            if keep:
                expect(same(exact, id), f"spacy: names of {id}")
            doc.spans["names"] = [span for span in spans if span is not None]
            docs.add(doc)
            n_names += len(doc.spans["names"])
        back = DocBin().from_bytes(docs.to_bytes()).get_docs(blank.vocab)
        expect(sum(len(doc.spans.get("names", [])) for doc in back) == n_names or n_names == 0, "spacy: DocBin")
        # The same through the tokens of dossier: the edges are edges of tokens.
        for words, tags in zip(plain, tags_of_file):
            doc = spacy.tokens.Doc(blank.vocab, words=words, ents=tags)
            expect(len(doc.ents) == len(names_of(tags)), "spacy: entities of the tokens")

        # doccano has the same as spaCy.
        spans = lambda line: [[s["start"], s["end"], s["label"]] for s in line["spans"]]
        left = [(line["text"], line["label"]) for line in lines_of(run("ner", "--format", "doccano", *keep))]
        right = [(line["text"], spans(line)) for line in lines_of(run("ner", "--format", "spacy", *keep))]
        expect(left == right, "doccano differs from spacy")

        # CAS: offsets become those of Python, names have their words and records.
        with tempfile.TemporaryDirectory() as folder:
            run("ner", "--format", "cas", *keep, "--output", os.path.join(folder, "cas"))
            for path in glob.glob(os.path.join(folder, "cas", "*")):
                id = os.path.basename(path)[: -len(".cas.json")]
                cas = cassis.load_cas_from_json(open(path, "rb"))
                expect(cas.sofa_string == texts[id], f"cas: text of {id}")
                names = cas.select("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity")
                expect(all(name.identifier for name in names), f"cas: identifiers of {id}")
                tokens = {(t.begin, t.end) for t in cas.select("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token")}
                expect(all(any(t[0] == n.begin for t in tokens) for n in names), f"cas: a name of {id} begins within a token")
                if keep:
                    expect(same([(n.begin, n.end, n.value) for n in names], id), f"cas: names of {id}")
    print("\n".join(wrong[:20]))
    print(f"{len(texts)} articles, {sum(map(len, wanted.values()))} names, {len(wrong)} faults")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--bin", required=True)
    options.add_argument("roots", nargs="+")
    given = options.parse_args()
    for root in given.roots:
        judge(given.bin, root)
    sys.exit(bool(wrong))


main()
