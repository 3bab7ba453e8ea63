#!/usr/bin/env python3
"""Checks `dossier export annotations` with the tests of the W3C's Web Annotation working group (schemas/web-annotation/), and what
these do not see: ids, motivations, `created`, and that each quotation stands once in its text, at its place.

    python3 tests/exports/w3c.py --bin DOSSIER ROOT…      (packages: jsonschema, rfc3339-validator)
"""
import argparse, copy, glob, json, os, re, subprocess, sys
from urllib.parse import quote
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

SCHEMAS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "schemas", "web-annotation", "")
MOTIVATIONS = {"identifying", "describing", "linking", "commenting", "questioning"}
DEFINITIONS = {os.path.basename(f): Resource.from_contents(json.load(open(f)), default_specification=DRAFT4)
               for f in glob.glob(SCHEMAS + "definitions/*.json")}
# All at once: a registry that fetches one when asked forgets it at the next question.
REGISTRY = Registry().with_resources(DEFINITIONS.items())
VALIDATORS = {}


def validators(test):
    if test not in VALIDATORS:
        VALIDATORS[test] = []
        for path in json.load(open(SCHEMAS + test))["assertions"]:
            schema = json.load(open(SCHEMAS + path))
            schema.pop("id", None)
            made = Draft4Validator(schema, registry=REGISTRY, format_checker=FormatChecker())
            VALIDATORS[test].append((path, made, schema.get("expectedResult", "valid") == "valid"))
    return VALIDATORS[test]


def by_schema(document, test):
    return [path for path, validator, wanted in validators(test) if validator.is_valid(document) != wanted]


def by_hand(item, texts):
    wrong = []
    absolute = lambda iri: isinstance(iri, str) and re.fullmatch(r"(https?://|urn:)[^\s<>\"{}|\\^`]+", iri)
    target = item["target"]
    iris = [item["id"], target["source"]["id"], target["scope"]]
    iris += [body["source"] for body in item["body"] if "source" in body]
    wrong += [f"no absolute IRI: {iri!r}" for iri in iris if not absolute(iri)]
    if item["motivation"] not in MOTIVATIONS:
        wrong.append(f"motivation {item['motivation']}")
    if "created" in item and not re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", item["created"]):
        wrong.append(f"created {item['created']}")
    if ("creator" in item) == ("generator" in item):
        wrong.append("neither or both of creator and generator")
    quote, place = target["selector"]
    text = texts[target["source"]["id"].rsplit("/", 1)[-1].rsplit(":", 1)[-1]]
    if text[place["start"]:place["end"]] != quote["exact"]:
        wrong.append("the words are not at their place")
    whole = quote["prefix"] + quote["exact"] + quote["suffix"]
    if text[place["start"] - len(quote["prefix"]):][:len(whole)] != whole:
        wrong.append("prefix and suffix are not around the words")
    return wrong


def check(collection, texts):
    wrong, context = [], {"@context": collection["@context"]}
    items = collection["first"]["items"]
    for item in items:
        try:
            found = by_schema({**context, **item}, "annotations/annotationMusts.test") + by_hand(item, texts)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            found = [repr(error)]
        wrong += [f"{item.get('id')}: {one}" for one in found]
    wrong += by_schema(collection, "collections/collectionMusts.test")
    wrong += by_schema({**context, **collection["first"]}, "collections/pages/pageMusts.test")
    if collection["total"] != len(items):
        wrong.append("total")
    if len({item["id"] for item in items}) != len(items):
        wrong.append("ids occur twice")
    return wrong


def judge(dossier, root):
    run = lambda *words: subprocess.run([dossier, "-q", "--root", root, "export", *words], capture_output=True).stdout
    texts = {quote(line["id"]) + ".txt": line["text"] for line in map(json.loads, run("jsonl").splitlines())}
    collection = json.loads(run("annotations"))
    wrong = check(collection, texts)
    print("\n".join(wrong[:20]))
    print(f"{len(collection['first']['items'])} annotations, {len(wrong)} faults")
    # Copies with a fault must fail; one annotation is enough for that.
    alone = {**collection, "total": 1, "first": {**collection["first"], "items": collection["first"]["items"][:1]}}
    wrong += check(alone, texts) if alone["first"]["items"] else []
    def broken(change):
        copied = copy.deepcopy(alone)
        change(copied["first"]["items"][0])
        return check(copied, texts)
    faults = [
        lambda item: item.pop("target"), lambda item: item.update(id="m1"), lambda item: item.update(motivation="assessing"),
        lambda item: item.update(created="2021"), lambda item: item["target"]["selector"][1].update(start=99999),
        lambda item: item["target"]["selector"][0].update(exact="x"), lambda item: item.update(type=[]),
    ]
    missed = [number for number, fault in enumerate(faults) if collection["first"]["items"] and not broken(fault)]
    if missed:
        print("faults that were not found:", missed)
    return bool(wrong or missed)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--bin", required=True)
    options.add_argument("roots", nargs="+")
    given = options.parse_args()
    sys.exit(any([judge(given.bin, root) for root in given.roots]))


main()
