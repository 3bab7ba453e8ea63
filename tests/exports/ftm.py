#!/usr/bin/env python3
"""usage: ftm.py --bin DOSSIER ROOT… — `export ftm` as followthemoney 4.11 reads it: nothing is invalid, changed by its cleaning,
or leads nowhere or to something of another kind; coordinates are those of the records; `ftm export-gexf` and networkx have every
thing as a node. Broken copies must fail.
Needs: followthemoney networkx.
"""
import argparse, copy, json, subprocess, sys, tempfile
from pathlib import Path

import networkx
from followthemoney import model
from followthemoney.exc import InvalidData


def judge(entities):
    known, wrong = {}, []
    for entity in entities:
        if entity["id"] in known:
            wrong.append((entity["id"], "stands twice"))
        known[entity["id"]] = entity
    for entity in entities:
        id, schema, properties = entity["id"], model.get(entity["schema"]), entity["properties"]
        if schema is None or schema.abstract:
            wrong.append((id, "has no schema of its own", entity["schema"]))
            continue
        try:
            schema.validate(entity)
        except InvalidData as error:
            wrong.append((id, "is invalid", getattr(error, "errors", str(error))))
        read = {key: sorted(values) for key, values in model.get_proxy(entity, cleaned=False).to_dict()["properties"].items()}
        written = {key: sorted(values) for key, values in properties.items()}
        wrong += [(id, "is changed", key, written.get(key), read.get(key)) for key in sorted({*written, *read}) if written.get(key) != read.get(key)]
        wrong += [(id, "lacks", key) for key in schema.required if not properties.get(key)]
        for key, values in properties.items():
            property = schema.get(key)
            for value in values if property is not None and property.type.name == "entity" else []:
                target = known.get(value)
                if target is None:
                    wrong.append((id, "leads nowhere", key, value))
                elif not model.get(target["schema"]).is_a(property.range):
                    wrong.append((id, "leads to another kind", key, value, target["schema"]))
    return wrong


def gexf(lines, entities):
    """What `ftm export-gexf` makes of it, read by networkx: the records and articles are its nodes."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.ndjson"), Path(folder, "out.gexf")
        source.write_bytes(lines)
        ran = subprocess.run([str(Path(sys.executable).parent / "ftm"), "export-gexf", "-i", str(source), "-o", str(target)], capture_output=True, text=True)
        if ran.returncode:
            return [("ftm export-gexf fails", ran.stderr[-300:])]
        nodes = {node.removeprefix("entity:") for node in networkx.read_gexf(target).nodes}
    things = {entity["id"] for entity in entities if not model.get(entity["schema"]).edge}
    return [(id, "is no node of ftm export-gexf") for id in sorted(things - nodes)]


def places(entities, records):
    """Each record that has coordinates has an address with them, or is one."""
    known = {entity["id"]: entity for entity in entities}
    found = [[[float(at["properties"][key][0]) for key in ("latitude", "longitude")] for at in [entity, *(known[id] for id in entity["properties"].get("addressEntity", []) if id in known)]
              if "latitude" in at["properties"]] for entity in entities if "-e-" in entity["id"]]
    wanted = sorted(record["coordinates"] for record in records if record["coordinates"])
    missing = [at for at in wanted if not any(at in points for points in found)]
    return [(at, "is the place of no entity") for at in missing]


BREAKS = {
    "swapped coordinates": lambda entities: swap(first(entities, "latitude")["properties"]),
    "a day that is none": lambda entities: first(entities, "publishedAt")["properties"].update(publishedAt=["the 4th"]),
    "an abstract schema": lambda entities: entities[0].update(schema="Thing"),
    "a reference that leads nowhere": lambda entities: first(entities, "document")["properties"].update(document=["nobody"]),
    "an id twice": lambda entities: entities.append(copy.deepcopy(entities[0])),
}


def swap(properties):
    properties["latitude"], properties["longitude"] = properties["longitude"], properties["latitude"]


def first(entities, key):
    return next(entity for entity in entities if key in entity["properties"])


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--bin", required=True)
    options.add_argument("roots", nargs="+")
    given = options.parse_args()
    n_wrong = 0
    for number, root in enumerate(given.roots):
        ran = subprocess.run([given.bin, "-q", "--root", root, "export", "ftm"], check=True, capture_output=True)
        entities = [json.loads(line) for line in ran.stdout.decode().split("\n") if line]
        records = subprocess.run([given.bin, "-q", "--root", root, "export", "entities"], check=True, capture_output=True).stdout.decode()
        records = [json.loads(line) for line in records.split("\n") if line]
        wrong = judge(entities) + places(entities, records) + gexf(ran.stdout, entities)
        print(f"{root}: {len(entities)} entities, {len(wrong)} problems", *wrong[:10], sep="\n    ")
        n_wrong += len(wrong)
        for name, spoil in BREAKS.items() if number == 0 else []:
            broken = copy.deepcopy(entities)
            spoil(broken)
            if not judge(broken) + places(broken, records):
                n_wrong += 1
                print(f"{root}: {name}: a broken copy passes")
    sys.exit(n_wrong > 0)


main()
