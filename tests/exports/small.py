"""usage: small.py --bin DOSSIER [ROOT…] — the exports of one file against the strict checks of their fields.

Networks (RELAX NG of GEXF 1.3 by jing, networkx), places (RFC 7946, Linked Places' schema), events (icalendar, vobject),
JSON Feed 1.1, SKOS and schema.org in Turtle (rapper, rdflib), references (CSL-JSON). Each is compared with what
`export entities` and `export jsonl` say; and for each a broken copy must fail, or the check checks nothing.
Needs: jing, raptor2-utils; networkx jsonschema referencing geojson-pydantic icalendar vobject rdflib.
"""
import argparse, io, json, re, subprocess, sys, tempfile
from pathlib import Path

import icalendar, networkx, vobject
from geojson_pydantic import FeatureCollection
from jsonschema import Draft7Validator, FormatChecker
from rdflib import Graph, Literal, Namespace, RDF, RDFS
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4, DRAFT7

SCHEMAS = Path(__file__).resolve().parent / "schemas"
SKOS, SCHEMA = Namespace("http://www.w3.org/2004/02/skos/core#"), Namespace("https://schema.org/")
load = lambda name: json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


def tool(words, data, suffix):
    """Runs a program on bytes; returns what it found wrong."""
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(data)
        file.flush()
        ran = subprocess.run([*words, file.name], capture_output=True, text=True)
    return [] if ran.returncode == 0 else [(ran.stdout + ran.stderr)[:300]]


def gexf(data, known):
    found = tool(["jing", str(SCHEMAS / "gexf-1.3/gexf.rng")], data, ".gexf")
    return found or nodes(networkx.read_gexf(io.BytesIO(data)), known)


def graphml(data, known):
    return nodes(networkx.read_graphml(io.BytesIO(data)), known)


def nodes(graph, known):
    """Every node is a record with its name and its counts."""
    found = []
    for id, node in graph.nodes(data=True):
        record = known["entities"].get(id)
        if record is None:
            found.append(f"{id} is no record")
        elif (node.get("label"), node["kind"], node["mentions"]) != (shown(record["name"]), record["kind"], record["mentions"]):
            found.append(f"{id}: {node} is not {record['name']!r}, {record['kind']}, {record['mentions']}")
    return found + [f"{a} – {b}: no weight" for a, b, edge in graph.edges(data=True) if "weight" in edge and edge["weight"] < 1]


def shown(text):
    """What XML 1.0 keeps of a text."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


def geojson(data, known):
    document = json.loads(data)
    FeatureCollection(**document)
    found = []
    for feature in document["features"]:
        record = known["entities"].get(feature["properties"].get("id") or feature["id"].rsplit("/", 1)[-1].removesuffix(".html"))
        longitude, latitude = feature["geometry"]["coordinates"]
        own = record and record.get("coordinates")
        if record is None:
            found.append(f"{feature['id']} is no record")
        elif own and [latitude, longitude] != [float(x) for x in own]:
            found.append(f"{feature['id']} is at {latitude} {longitude}, not at {own}")
    return found


def lpf(data, known):
    retrieve = lambda uri: Resource.from_contents(load("lpf-2.0/csl-citation.json") if "csl-citation" in uri else {"type": "object"}, default_specification=DRAFT7)
    document = json.loads(data)
    found = [f"{list(e.path)[:6]} {e.message[:200]}" for e in Draft7Validator(load("lpf-2.0/lpf_v2.0.jsonld"), registry=Registry(retrieve=retrieve)).iter_errors(document)]
    n = sum(record["kind"] == "place" for record in known["entities"].values())
    return found + ([] if len(document["features"]) == n else [f"{len(document['features'])} places, not {n}"])


def ics(data, known):
    found = [f"a line of {len(line)} bytes" for line in data.split(b"\r\n") if len(line) > 75] + (["a line feed alone"] if re.search(rb"(?<!\r)\n", data) else [])
    calendar = icalendar.Calendar.from_ical(data)
    for event in calendar.walk("VEVENT"):
        found += [str(error) for error in event.errors]
        found += [f"{event['UID']}: {key} is missing" for key in ("DTSTAMP", "DTSTART", "SUMMARY") if key not in event]
    for component in vobject.readComponents(data.decode()):
        component.validate(raiseException=True)
    names = {record["name"] for record in known["entities"].values()}
    return found + [f"{event['SUMMARY']} is no record" for event in calendar.walk("VEVENT") if str(event["SUMMARY"]) not in names]


def jsonfeed(data, known):
    inner = load("jsonfeed/feed-1.json")
    registry = Registry(retrieve=lambda uri: Resource.from_contents(inner, default_specification=DRAFT4))
    document = json.loads(data)
    found = [error.message[:200] for error in Draft7Validator(load("jsonfeed/feed.json"), registry=registry, format_checker=FormatChecker()).iter_errors(document)]
    ids = [item["id"] for item in document["items"]]
    found += [] if document.get("version") == "https://jsonfeed.org/version/1.1" else ["the version is not 1.1"]
    found += [] if len(set(ids)) == len(ids) else ["ids repeat"]
    return found + [f"{item['id']}: tags repeat" for item in document["items"] if len(set(item.get("tags", []))) != len(item.get("tags", []))]


VOCABULARY = None


def skos(data, known):
    global VOCABULARY
    VOCABULARY = VOCABULARY or Graph().parse(SCHEMAS / "schemaorg/terms.ttl", format="turtle")
    found = tool(["rapper", "-q", "-c", "-i", "turtle"], data, ".ttl")
    if found:
        return found
    graph = Graph().parse(data=data, format="turtle")
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    if len(concepts) != len(known["entities"]):
        found.append(f"{len(concepts)} concepts, not {len(known['entities'])}")
    for concept in concepts:
        labels = [set(graph.objects(concept, label)) for label in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)]
        if labels[0] & labels[1] or labels[0] & labels[2] or labels[1] & labels[2]:
            found.append(f"S13: {concept} has one label twice")
        languages = [label.language for label in labels[0]]
        if len(set(languages)) != len(languages) or not languages:
            found.append(f"S14: {concept} has {len(languages)} preferred labels")
        if set(graph.objects(concept, SKOS.exactMatch)) & (set(graph.objects(concept, SKOS.broadMatch)) | set(graph.objects(concept, SKOS.relatedMatch))):
            found.append(f"S46: {concept}")
        if set(graph.objects(concept, SKOS.related)) & set(graph.transitive_objects(concept, SKOS.broader)) - {concept}:
            found.append(f"S27: {concept}")
        if not list(graph.objects(concept, SKOS.inScheme)):
            found.append(f"{concept} is in no scheme")
    return found + vocabulary(graph)


def vocabulary(graph):
    """Terms of schema.org that do not exist, or are said of what they cannot be said of."""
    found = set()
    for subject, property, value in graph:
        if property == RDF.type and str(value).startswith(str(SCHEMA)) and (value, RDF.type, RDFS.Class) not in VOCABULARY:
            found.add(f"there is no type {value}")
        if not str(property).startswith(str(SCHEMA)):
            continue
        if (property, RDF.type, RDF.Property) not in VOCABULARY:
            found.add(f"there is no property {property}")
            continue
        types = [type for type in graph.objects(subject, RDF.type) if str(type).startswith(str(SCHEMA))]
        domain = set(VOCABULARY.objects(property, SCHEMA.domainIncludes))
        if types and not any(set(VOCABULARY.transitive_objects(type, RDFS.subClassOf)) & domain for type in types):
            found.add(f"{property} of {types}")
    return sorted(found)


def csl(data, known):
    document = json.loads(data)
    found = [f"{list(e.path)} {e.message[:200]}" for e in Draft7Validator(load("csl/csl-data.json")).iter_errors(document)]
    return found + ([] if len(document) == len(known["articles"]) else [f"{len(document)} references, not {len(known['articles'])}"])


# Each format: its words, its check, and what breaks a copy of it: a pattern and what is put in its place.
FORMATS = {
    "gexf": (["gexf"], gexf, (rb'defaultedgetype="undirected"', b'defaultedgetype="sideways"')),
    "gexf --relations": (["gexf", "--relations"], gexf, (rb"<nodes>", b"<nodes><knot/>")),
    "graphml": (["graphml"], graphml, (rb"</graphml>", b"")),
    "graphml --relations": (["graphml", "--relations"], graphml, (rb"</graphml>", b"")),
    "geojson": (["geojson"], geojson, (rb'"coordinates":\[', b'"coordinates":[999,')),
    "lpf": (["lpf"], lpf, (rb'"@id":"https?:', b'"@id":"no address: ')),
    "ics": (["ics"], ics, (rb"DTSTAMP:[0-9TZ]*\r\n", b"")),
    "jsonfeed": (["jsonfeed"], jsonfeed, (rb"jsonfeed.org/version/1.1", b"jsonfeed.org/version/1")),
    "skos": (["skos"], skos, (rb"schema:Person\b", b"schema:Persona")),
    "csl": (["csl"], csl, (rb'"type":\s*"article-newspaper"', b'"type":"news"')),
}


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bin", required=True)
    options.add_argument("roots", nargs="+")
    options = options.parse_args()
    n_wrong, unbroken = 0, set(FORMATS)
    for root in options.roots:
        export = lambda words: subprocess.run([options.bin, "-q", "--root", root, "export", *words], capture_output=True, check=True).stdout
        rows = lambda words: [json.loads(line) for line in export(words).decode().split("\n") if line]
        known = {"entities": {row["id"]: row for row in rows(["entities"])}, "articles": {row["id"]: row for row in rows(["jsonl"])}}
        for name, (words, check, (pattern, other)) in FORMATS.items():
            data = export(words)
            for number, copy in enumerate([data, re.sub(pattern, lambda _: other, data, count=1)]):
                try:
                    found = check(copy, known)
                except Exception as error:
                    found = [f"{type(error).__name__}: {str(error)[:300]}"]
                if number == 0 and found:
                    n_wrong += 1
                    print(f"{root}: {name}: {len(found)} wrong", *found[:8], sep="\n    ")
                if number == 1 and copy != data and found:
                    unbroken.discard(name)
                if number == 1 and copy != data and not found:
                    n_wrong += 1
                    print(f"{root}: {name}: a broken copy passes")
    for name in unbroken:
        n_wrong += 1
        print(f"{name}: no copy was broken")
    print(f"{len(FORMATS)} formats of {len(options.roots)} dossiers: {n_wrong} problems")
    sys.exit(n_wrong > 0)


if __name__ == "__main__":
    main()
