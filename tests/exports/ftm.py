#!/usr/bin/env python3
"""usage: ftm.py --bin DOSSIER ROOT… — `export ftm` as followthemoney 4.11 reads it: nothing is invalid, changed by its cleaning,
or leads nowhere or to something of another kind. Broken copies must fail.
Needs: followthemoney.
"""
import argparse, copy, json, subprocess, sys

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


BREAKS = {
    "a day that is none": lambda entities: first(entities, "publishedAt")["properties"].update(publishedAt=["the 4th"]),
    "an abstract schema": lambda entities: entities[0].update(schema="Thing"),
    "a reference that leads nowhere": lambda entities: first(entities, "document")["properties"].update(document=["nobody"]),
    "an id twice": lambda entities: entities.append(copy.deepcopy(entities[0])),
}


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
        wrong = judge(entities)
        print(f"{root}: {len(entities)} entities, {len(wrong)} problems", *wrong[:10], sep="\n    ")
        n_wrong += len(wrong)
        for name, spoil in BREAKS.items() if number == 0 else []:
            broken = copy.deepcopy(entities)
            spoil(broken)
            if not judge(broken):
                n_wrong += 1
                print(f"{root}: {name}: a broken copy passes")
    sys.exit(n_wrong > 0)


main()
