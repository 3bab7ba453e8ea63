#!/usr/bin/env python3
"""usage: ner.py --bin DOSSIER ROOT… — `export ner` with the programs that read it: conllu, seqeval, spaCy (a blank model, which
learns one step from each set), dkpro-cassis. The names found are those of `export jsonl`. Broken copies must fail.
Needs: conllu seqeval spacy dkpro-cassis.
"""
import argparse, json, random, re, subprocess, sys, tempfile
from pathlib import Path

import cassis, conllu, spacy
from seqeval.metrics import f1_score
from seqeval.metrics.sequence_labeling import get_entities
from spacy.tokens import DocBin
from spacy.training import Example

LABELS = {"person": "PER", "place": "LOC", "organisation": "ORG"}
NER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"


def lines_of(text):
    return [json.loads(line) for line in text.split("\n") if line]


def names_of(tags):
    return [(start, end + 1, label) for label, start, end in get_entities(tags)]


def blocks(text):
    """The sentences of a CoNLL file as lists of rows."""
    rows = [[row.split("\t") for row in block.split("\n") if row and not row.startswith("-DOCSTART-")] for block in text.split("\n\n")]
    return [block for block in rows if block]


class Judge:
    """Reads the files of one set. `wanted` has the names of each article; `None` where sentences may be left out."""

    def __init__(self, texts, wanted):
        self.texts, self.wanted, self.wrong = texts, wanted, []

    def expect(self, is_right, message):
        if not is_right:
            self.wrong.append(message)

    def names(self, format, found):
        label = lambda name: name if name in LABELS.values() else None
        for id in self.texts if self.wanted else []:
            self.expect(sorted((s, e, label(l)) for s, e, l in found.get(id, [])) == self.wanted[id], f"{format}: names of {id}")

    def conll(self, conll, rows_of_conllu):
        """Tokens without white space; labels that seqeval reads as the names that CoNLL-U has."""
        sentences, found, id = conllu.parse(rows_of_conllu), {}, None
        plain = blocks(conll)
        self.expect(all(len(row) == 2 and row[0] and not any(c.isspace() for c in row[0]) for rows in plain for row in rows), "conll: a row")
        self.expect(all(re.fullmatch("O|[BI]-(PER|LOC|ORG|MISC)", row[-1]) for rows in plain for row in rows), "conll: a label")
        self.expect([[t["form"] for t in s] for s in sentences] == [[row[0] for row in rows] for rows in plain], "conllu and conll have other tokens")
        tags = [[row[-1] for row in rows] for rows in plain]
        other = [[t["misc"]["NE"] for t in s] for s in sentences]
        self.expect(tags == other and (not any(map(names_of, tags)) or f1_score(tags, other) == 1), "conllu and conll have other labels")
        for rows in tags:
            self.expect(not any(tag[0] == "I" and before[1:] != tag[1:] for before, tag in zip(["O", *rows], rows)), "conll: a name that does not begin")
        for sentence, rows in zip(sentences, other):
            id = sentence.metadata.get("newdoc id", id)
            rebuilt = "".join(t["form"] + ("" if (t["misc"] or {}).get("SpaceAfter") == "No" else " ") for t in sentence)
            self.expect(rebuilt.strip() == sentence.metadata["text"], f"conllu: # text of {sentence.metadata['sent_id']}")
            for token in sentence:
                start, end = int(token["misc"]["start_char"]), int(token["misc"]["end_char"])
                self.expect(self.texts[id][start:end] == token["form"], f"conllu: offsets of {token['form']}")
            for first, last, name in names_of(rows):
                found.setdefault(id, []).append((int(sentence[first]["misc"]["start_char"]), int(sentence[last - 1]["misc"]["end_char"]), name))
        self.names("conllu", found)
        vocab = spacy.blank("xx").vocab
        for rows in plain:
            doc = spacy.tokens.Doc(vocab, words=[row[0] for row in rows], ents=[row[-1] for row in rows])
            self.expect(len(doc.ents) == len(names_of([row[-1] for row in rows])), "spacy: entities of the tokens of conll")

    def spacy(self, lines, doccano):
        """Each span has words, a DocBin gives it back, and a blank model learns a step from them."""
        blank, docs, n_names, found, examples = spacy.blank("xx"), DocBin(), 0, {}, []
        for line in lines_of(lines):
            text, start, id = line["text"], line["meta"]["start"], line["meta"]["id"]
            doc = blank.make_doc(text)
            self.expect(self.texts[id][start:start + len(text)] == text, f"spacy: text of {id}")
            spans = [doc.char_span(s["start"], s["end"], label=s["label"], alignment_mode="expand") for s in line["spans"]]
            self.expect(None not in spans, f"spacy: a span of {id}")
            self.expect(all(text[s["start"]:s["end"]].strip() == text[s["start"]:s["end"]] != "" for s in line["spans"]), "spacy: white space at an edge")
            found.setdefault(id, []).extend((s["start"] + start, s["end"] + start, s["label"]) for s in line["spans"])
            doc.spans["names"] = [span for span in spans if span is not None]
            docs.add(doc)
            n_names += len(doc.spans["names"])
            # spaCy learns only from spans with the edges of its own tokens.
            exact = [(s["start"], s["end"], s["label"]) for s in line["spans"] if doc.char_span(s["start"], s["end"])]
            examples.append(Example.from_dict(blank.make_doc(text), {"entities": exact}))
        back = DocBin().from_bytes(docs.to_bytes()).get_docs(blank.vocab)
        self.expect(sum(len(doc.spans.get("names", [])) for doc in back) == n_names or n_names == 0, "spacy: DocBin")
        self.names("spacy", found)
        if n_names:
            learner = blank.add_pipe("ner")
            optimizer = blank.initialize(lambda: examples[:200])
            loss = blank.update(examples[:50], sgd=optimizer)["ner"]
            self.expect(loss > 0 and set(learner.labels) <= {"PER", "LOC", "ORG", "MISC"}, f"spacy: learns nothing, or other labels: {learner.labels}")
        spans = lambda line: [[s["start"], s["end"], s["label"]] for s in line["spans"]]
        self.expect([(line["text"], line["label"]) for line in lines_of(doccano)] == [(line["text"], spans(line)) for line in lines_of(lines)], "doccano differs from spacy")

    def cas(self, files):
        """Offsets become those of Python; names begin with a token and have their records."""
        found = {}
        for id, data in files.items():
            cas = cassis.load_cas_from_json(data)
            self.expect(cas.sofa_string == self.texts[id], f"cas: text of {id}")
            names = cas.select(NER)
            self.expect(all(name.identifier for name in names), f"cas: identifiers of {id}")
            starts = {token.begin for token in cas.select(TOKEN)}
            self.expect(all(name.begin in starts for name in names), f"cas: a name of {id} begins within a token")
            found[id] = [(name.begin, name.end, name.value) for name in names]
        self.names("cas", found)


def judge(files, texts, wanted, of=("conll", "spacy", "cas")):
    judging = Judge(texts, wanted)
    steps = {
        "conll": lambda: judging.conll(files["conll"], files["conllu"]),
        "spacy": lambda: judging.spacy(files["spacy"], files["doccano"]),
        "cas": lambda: judging.cas(files["cas"]),
    }
    for name in of:
        try:
            steps[name]()
        except Exception as error:
            judging.wrong.append(f"{type(error).__name__}: {str(error)[:200]}")
    return judging.wrong


def read(dossier, root, keep):
    run = lambda *words: subprocess.run([dossier, "-q", "--root", root, "export", "ner", *keep, "--format", *words], capture_output=True).stdout.decode()
    files = {format: run(format) for format in ["conll", "conllu", "spacy", "doccano"]}
    with tempfile.TemporaryDirectory() as folder:
        run("cas", "--output", folder + "/cas")
        files["cas"] = {path.name[: -len(".cas.json")]: path.read_text(encoding="utf-8") for path in Path(folder, "cas").glob("*")}
    return files


def change(format, pattern, other):
    """Changes the first occurrence in a file, in the first of several."""
    def changed(files):
        if format != "cas":
            return {**files, format: re.sub(pattern, other, files[format], count=1)}
        id = next((id for id, data in files["cas"].items() if re.search(pattern, data)), None)
        return {**files, "cas": {**files["cas"], **({id: re.sub(pattern, other, files["cas"][id], count=1)} if id else {})}}
    return changed


BREAKS = {
    "conll: white space in a token": change("conll", r"(\w)(\w)\tO", "\\1\u202f\\2\tO"),
    "conll: a name that does not begin": change("conll", r"\tB-", "\tI-"),
    "conll: a label that nobody knows": change("conll", r"\tB-[A-Z]+", "\tB-WHO"),
    "conllu: an offset": change("conllu", r"start_char=\d+", "start_char=99999"),
    "conllu: a space that is none": change("conllu", r"SpaceAfter=No\|", ""),
    "conllu: another label": change("conllu", r"NE=B-[A-Z]+", "NE=O"),
    "spacy: a span one letter further": change("spacy", r'"end":(\d+)', lambda found: f'"end":{int(found[1]) + 1}'),
    "spacy: another label": change("spacy", r'"label":"[A-Z]+"', '"label":"THING"'),
    "doccano: a label less": change("doccano", r'\[\[[^]]*\]', "["),
    "cas: a name elsewhere": change("cas", r'(NamedEntity",\s*(?:"[^"]+"\s*:\s*[^,]+,\s*)*?"begin"\s*:\s*)(\d+)', lambda found: f"{found[1]}{int(found[2]) + 1}"),
    "cas: no record": change("cas", r'"identifier"\s*:\s*"[^"]*"', '"identifier": ""'),
}


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--bin", required=True)
    options.add_argument("roots", nargs="+")
    given = options.parse_args()
    random.seed(1)
    n_wrong = 0
    for number, root in enumerate(given.roots):
        export = lambda *words: lines_of(subprocess.run([given.bin, "-q", "--root", root, "export", *words], capture_output=True).stdout.decode())
        articles, kinds = {line["id"]: line for line in export("jsonl")}, {line["id"]: LABELS.get(line["kind"]) for line in export("entities")}
        texts = {id: line["text"] for id, line in articles.items()}
        wanted = {id: sorted((m["start"], m["end"], kinds[m["entity"]] or None) for m in line["mentions"]) for id, line in articles.items()}
        all_files = read(given.bin, root, ["--all"])
        wrong = judge(all_files, texts, wanted) + judge(read(given.bin, root, []), texts, None)
        for what, spoil in BREAKS.items() if number == 0 else []:
            broken = spoil(all_files)
            step = {"conllu": "conll", "doccano": "spacy"}.get(what.split(":")[0], what.split(":")[0])
            if broken == all_files or not judge(broken, texts, wanted, [step]):
                wrong.append(f"{what}: a broken copy passes")
        print(f"{root}: {len(texts)} articles, {sum(map(len, wanted.values()))} names, {len(wrong)} faults", *wrong[:20], sep="\n    ")
        n_wrong += len(wrong)
    sys.exit(n_wrong > 0)


main()
