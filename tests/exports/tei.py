"""The TEI that dossier writes, checked strictly.

usage: tei.py --bin dossier DOSSIER…       validates `export tei` of each dossier, as one file and as a folder
       tei.py --bin dossier --hostile DIR  writes a dossier of hostile values into DIR first, and checks it too

Needs jing (Debian), lxml (PyPI), node with node-schematron 2.1.0 (npm, NODE_PATH). Checks: RELAX NG and Schematron of TEI P5
4.12.0; every pointer leads to an element; the text of each article and the place of each name, date and quotation are
those of `export jsonl`; imported into an empty project and exported again, it is the same, byte for byte, apart from the
mark of excerpts. Then broken copies, each of which must fail.
"""
import argparse, json, os, pathlib, re, subprocess, sys, tempfile
from xml.sax.saxutils import escape, quoteattr
from lxml import etree

HERE = pathlib.Path(__file__).parent
RNG = HERE / "schemas" / "tei_all.rng"
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
SCH = "http://purl.oclc.org/dsdl/schematron"
POINTERS = ("ref", "who", "resp", "ana", "active", "passive", "source", "target", "where", "datingMethod", "next", "prev", "corresp")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def schematron(folder):
    """Writes the rules that stand in the schema as a schema of their own."""
    def written(element):
        if not isinstance(element.tag, str):
            return escape(element.tail or "")
        name = etree.QName(element).localname
        attributes = "".join(f" {k}={quoteattr(v)}" for k, v in element.attrib.items() if not k.startswith("{"))
        inner = "".join(written(child) for child in element)
        return f"<{name}{attributes}>{escape(element.text or '')}{inner}</{name}>{escape(element.tail or '')}"
    spaces = {"tei": TEI[1:-1], "rng": "http://relaxng.org/ns/structure/1.0", "sch": SCH, "xs": "http://www.w3.org/2001/XMLSchema",
              "teix": "http://www.tei-c.org/ns/Examples", "rna": "http://relaxng.org/ns/compatibility/annotations/1.0", "xi": "http://www.w3.org/2001/XInclude"}
    patterns = [p for p in etree.parse(str(RNG)).findall(".//{%s}pattern" % SCH) if not re.match("d[0-9]", p.get("id", ""))]
    path = folder / "tei_all.sch"
    head = "".join(f'<ns prefix="{k}" uri="{v}"/>' for k, v in spaces.items())
    path.write_text(f'<schema xmlns="{SCH}" queryBinding="xslt2">{head}{"".join(map(written, patterns))}</schema>')
    return path, len(patterns)


def jing(files):
    ran = subprocess.run(["jing", str(RNG), *map(str, files)], capture_output=True, text=True)
    lines = [line for line in (ran.stdout + ran.stderr).split("\n") if "error:" in line]
    return lines or (["jing failed"] if ran.returncode else [])


def rules(schema, files):
    ran = subprocess.run(["node", str(HERE / "schematron.mjs"), str(schema), *map(str, files)], capture_output=True, text=True)
    return (ran.stdout + ran.stderr).split("\n") if ran.returncode else []


def words(element):
    out = element.text or ""
    for child in element:
        out += ("" if child.tag == TEI + "note" or not isinstance(child.tag, str) else words(child)) + (child.tail or "")
    return out


def pointers(files):
    """Returns the pointers that lead nowhere, and ids that repeat."""
    ids, trees, found = {}, {}, []
    for file in files:
        trees[file] = etree.parse(str(file), etree.XMLParser(huge_tree=True))
        names = [e.get(XML_ID) for e in trees[file].iter(etree.Element) if e.get(XML_ID)]
        ids[file.resolve()] = set(names)
        if len(names) != len(set(names)):
            found.append(f"{file}: an xml:id repeats")
    for file, tree in trees.items():
        for element in tree.iter(TEI + "*"):
            for key in POINTERS:
                for value in (element.get(key) or "").split():
                    if re.match("[a-zA-Z][a-zA-Z0-9+.-]*:", value):
                        continue
                    path, mark, name = value.partition("#")
                    target = (file.parent / path).resolve() if path else file.resolve()
                    if not mark or name not in ids.get(target, ()):
                        found.append(f"{file}: {etree.QName(element).localname}/@{key} {value!r} leads nowhere")
    return found, trees


def ident(name):
    return re.sub("·([0-9A-F]+)·", lambda m: chr(int(m[1], 16)), name)


def compare(trees, articles):
    """Compares texts and offsets with the JSON Lines."""
    found, seen = [], set()
    for tree in trees.values():
        for article in tree.iter(TEI + "TEI"):
            if not (article.get(XML_ID) or "").startswith("a-"):
                continue
            name = article.get(XML_ID)
            line = articles[ident(name[2:])]
            seen.add(line["id"])
            expected = FORBIDDEN.sub("\ufffd", line["text"])
            body = article.find(f"{TEI}text/{TEI}body")
            text = words(body)
            if text != expected:
                at = next((i for i, (a, b) in enumerate(zip(text, expected)) if a != b), min(len(text), len(expected)))
                found.append(f"{name}: the text differs at {at}: {text[at:at+30]!r} / {expected[at:at+30]!r}")
                continue
            places = {}
            for element in body.iter(TEI + "*"):
                match = re.fullmatch(re.escape(name) + r"\.([mdq])(\d+)", element.get(XML_ID) or "")
                if match:
                    start = int(match[2]) - 1
                    places[match[1], start] = words(element)
                    if not text.startswith(words(element), start):
                        found.append(f"{element.get(XML_ID)} does not stand at its place")
            for letter, key in (("m", "mentions"), ("d", "dates"), ("q", "quotes")):
                for one in line[key]:
                    said = places.get((letter, one["start"]))
                    if said is None or not FORBIDDEN.sub("\ufffd", one["text"]).startswith(said):
                        found.append(f"{name}: {key} at {one['start']} is missing")
    return found + [f"{one} is missing" for one in articles.keys() - seen]


def check(binary, dossier, schema, folder):
    export = lambda *args: subprocess.run([binary, "--root", dossier, "export", *args], capture_output=True)
    lines = [json.loads(line) for line in export("jsonl").stdout.decode().split("\n") if line]
    articles = {line["id"]: line for line in lines}
    single = folder / "one.xml"
    single.write_bytes(export("tei").stdout)
    found_back = back(binary, dossier, single.read_bytes(), folder / "back")
    export("tei", "--output", str(folder / "files"))
    many = sorted((folder / "files").rglob("*.xml"))
    found = found_back
    for files in ([single], many):
        found += jing(files) + rules(schema, files)
        lost, trees = pointers(files)
        found += lost + compare(trees, articles)
    return single, len(articles), found


def back(binary, dossier, edition, folder):
    """Imports an edition into an empty project, and compares what that exports."""
    folder.mkdir()
    (folder / "site.yaml").write_bytes((pathlib.Path(dossier) / "site.yaml").read_bytes())
    (folder / "edition.xml").write_bytes(edition)
    ran = subprocess.run([binary, "import", "edition.xml"], cwd=folder, capture_output=True, text=True)
    if ran.returncode:
        return [f"the edition does not come back: {ran.stderr}"]
    again = subprocess.run([binary, "--root", str(folder), "export", "tei"], capture_output=True).stdout.decode()
    # The import tells of this: cut once more, an excerpt would become shorter.
    marks = [('status="restricted" n="excerpt"><p>excerpt</p>', 'status="free" n="full"><p>full</p>'), ('<p><gap reason="rights"/></p>', "")]
    def unmarked(article):
        for old, new in marks if marks[0][0] in article else []:
            article = article.replace(old, new)
        return article
    expected = "<TEI ".join(map(unmarked, edition.decode().split("<TEI ")))
    if again == expected:
        return []
    at = next((i for i, (a, b) in enumerate(zip(again, expected)) if a != b), min(len(again), len(expected)))
    return [f"the edition comes back otherwise at {at}: {again[at-60:at+60]!r} / {expected[at-60:at+60]!r}"]


BROKEN = [
    ("a date that says two things", r'<date type="given"', '<date notBefore="2020" when="2021"'),
    ("a pointer with a space", r'ref="#e-', 'ref="#e '),
    ("a pointer to nothing", r'ref="#e-', 'ref="#e-no-such-'),
    ("an element that TEI has not", r"<body>", "<body><paragraph/>"),
    ("a letter more in a text", r"</persName>", "</persName>x"),
    ("an id twice", r"</body>", '<p xml:id="rules"/></body>'),
]


def hostile(folder):
    folder = pathlib.Path(folder)
    (folder / "content" / "articles").mkdir(parents=True)
    for kind in ("people", "places", "events", "works", "organisations", "ships", "notes"):
        (folder / "content" / kind).mkdir()
    w = lambda path, text: (folder / path).write_text(text, encoding="utf-8", newline="")
    w("site.yaml", 'title: "Le \\"port\\" & <l’îlot> ]]>"\nlanguage: fr\nkinds:\n  ship: {label: bateau, plural: Bateaux, content: ships, folder: bateaux}\n')
    w("content/people/maud-²-①.md", '---\nname: "Maud Kerval"\nsort: "=KERVAL, Maud"\nnames: ["M. Kerval", "Maud \\"la Vague\\" Kerval", "<b>&amp;"]\nweak: [Kerval]\n'
      'roles:\n  - {title: "maire \\t d’Ar\u202fmel", refer: [la maire], from: 2020~, to: 2024-21}\n  - {title: "x", from: 2019-05}\nborn: 194X\ndied: "2001-02-03/.."\ntags: ["é lu;e", "😀"]\n'
      'relations:\n  - {to: belle, as: "a bâti ]]> avec", from: "2001?", source: long#p2}\n  - {to: nobody, as: x}\n  - {to: armel, as: "", source: no#p9}\nsame_as: {wikidata: Q1, "my file": "a b"}\n---\n\nVoir [[long#p2|là]] et [[armel]], *fort*.\n\n- un\n- deux\n')
    w("content/places/armel.md", "---\nname: Armel\ncoordinates: [48.39, -4.49]\npart_of: armel-b\nborn: 0000\n---\n")
    w("content/places/armel-b.md", "---\nname: Pays\u202fd’Armel\ncoordinates: [1e-7, 0]\n---\n")
    w("content/events/vote.md", "---\nname: vote du phare\ndate: -0043-03/0012\nplace: armel\nparticipants: [maud-²-①, nobody]\n---\n")
    w("content/works/livre.md", "---\nname: Le Livre\ndate: 1952%\n---\n")
    w("content/organisations/conseil.md", "---\nname: conseil d’Armel\nborn: 1790~\ndied: 20XX\n---\n")
    w("content/ships/belle.md", "---\nname: La Belle\nborn: 1900\n---\n")
    w("content/articles/long.md", '---\ntitle: "\u202eרושם]]> <x> & \\"y\\""\ndate: 2021-05-04\npublisher: "L’Écho\\tdu soir"\nurl: "https://example.org/a%zz b?c=|"\ntags: ["a;b", "=1+1"]\n'
      'language: fr\n---\n\n# Un titre\n\nMaud **Ker**val a dit : « *Il brill**era mardi*, promet-elle, et Maud Kerval aussi ». À Armel\u202f: 30\u202f000 €. e\u0301te\u0301 😀 Armel[^1].\n\n'
      '> Citation de [Maud Kerval](https://example.org/x).\n>\n> Suite\\\nligne ]]> &amp; <b>gras</b>.\n\n- un [[armel|lieu]]\n  - La Belle\n- deux\n\n1. trois\n\n'
      '| a | b |\n|---|---|\n| Armel | « Maud Kerval l’a dit le 3 mai 2021 » |\n\n![alt < "x"](media/a.jpg)\n\n> [!caption] Légende : Maud Kerval. Photo : X\n\n```\ncode  <x>\n\n  y\n```\n\n## Suite\n\n'
      + "Armel « a » " * 900 + "\n\nterme\n: définition Armel\n\n---\n\n[^1]: Note *de* Maud Kerval[^1].\n")
    w("content/articles/a.p3.md", "---\ntitle: A\nrights: reference\n---\n\nrien\n")
    w("content/articles/a.md", "---\ntitle: ''\nrights: excerpt\n---\n\nUne phrase de Maud Kerval. Une autre phrase. Une troisième phrase encore plus longue. Et une quatrième, la dernière de toutes.\n")
    w("content/articles/nu.md", "---\ntitle: Nul\n---\n\nAvant\x01\x0b\ufffe après, Maud Kerval\r\nligne\tsuite.\n")
    w("content/notes/long.yaml", '- quote: "Armel « a »"\n  note: "Une *note* & <b>"\n  by: "A \\"B\\""\n  date: 2021-06\n  verdict: disputed\n  tags: [x]\n- quote: Maud\n  note: "deux\\n\\nalinéas"\n')
    return str(folder)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--hostile")
    parser.add_argument("dossiers", nargs="*")
    options = parser.parse_args()
    dossiers = options.dossiers + ([hostile(options.hostile)] if options.hostile else [])
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        schema, n_patterns = schematron(folder)
        for number, dossier in enumerate(dossiers):
            place = folder / str(number)
            place.mkdir()
            single, n_articles, found = check(options.bin, dossier, schema, place)
            print(f"{dossier}: {n_articles} articles, {n_patterns} Schematron patterns, {len(found)} findings")
            [print("   ", line[:300]) for line in found[:40]]
            failed |= bool(found)
            text = single.read_text(encoding="utf-8")
            for what, old, new in BROKEN if number == 0 else []:
                broken = place / "broken.xml"
                broken.write_text(text.replace(old, new, 1) if old in text else "", encoding="utf-8")
                lines = [json.loads(l) for l in subprocess.run([options.bin, "--root", dossier, "export", "jsonl"], capture_output=True).stdout.decode().split("\n") if l]
                faults = jing([broken]) or rules(schema, [broken])
                if not faults:
                    lost, trees = pointers([broken])
                    faults = lost or compare(trees, {line["id"]: line for line in lines})
                if not faults:
                    print(f"    {what}: not noticed")
                    failed = True
    sys.exit(failed)


main()
