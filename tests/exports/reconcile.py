#!/usr/bin/env python3
"""Reconciles names of a dossier by `dossier serve --reconcile`: against the schemas of the Reconciliation Service API 0.2,
and, where OpenRefine is installed, by OpenRefine itself.

reconcile.py --bin PATH [--root DOSSIER] [--openrefine]

Needs the packages jsonschema and referencing. Without --openrefine the second part runs if the program is there; with it,
it must be there. Only loopback is used. Each broken copy of an answer must fail its schema.
"""

import argparse
import copy
import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import threading
import urllib.parse
import urllib.request

from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

import openrefine_headless

HERE = pathlib.Path(__file__).resolve().parent
SCHEMAS = HERE / "schemas" / "reconciliation-0.2"
ORIGIN = "http://127.0.0.1:3333"
N_NAMES = 20


def validators():
    """Returns a validator by the name of each schema."""
    documents = {path.stem: json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")}
    resources = []
    for name, document in documents.items():
        resource = Resource.from_contents(document, default_specification=DRAFT7)
        resources += [(f"{name}.json", resource), (document.get("$id", f"{name}.json"), resource)]
        # References are relative to the address of the schema that holds them.
        base = document.get("$id", "").rsplit("/", 1)[0]
        resources.append((f"{base}/{name}.json", resource))
    registry = Registry().with_resources(resources)
    return {name: Draft7Validator(document, registry=registry) for name, document in documents.items()}


class Service:
    """A running server."""

    def __init__(self, binary, root):
        command = [binary, "serve", "--reconcile", "--port", "0", "--root", root]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        self.address = None
        for line in self.process.stderr:
            found = re.search(r"http://\S+/reconcile", line)
            if found:
                self.address = found.group(0)
                break
        if not self.address:
            sys.exit("the server never said where it answers")
        threading.Thread(target=self.process.stderr.read, daemon=True).start()

    def ask(self, path="", **fields):
        """Asks by POST at the service itself, by GET below it."""
        encoded = urllib.parse.urlencode(
            {key: value if isinstance(value, str) else json.dumps(value) for key, value in fields.items()}
        )
        if path or not fields:
            request = urllib.request.Request(f"{self.address}{path}?{encoded}", headers={"Origin": ORIGIN})
        else:
            request = urllib.request.Request(self.address, encoded.encode(), headers={"Origin": ORIGIN})
        with urllib.request.urlopen(request, timeout=20) as answer:
            assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN, path
            return answer.read().decode()

    def stop(self):
        self.process.kill()
        self.process.wait()


def records_of(binary, root):
    """Returns the published records."""
    run = subprocess.run([binary, "export", "entities", "--root", root], capture_output=True, check=True, text=True)
    return [json.loads(line) for line in run.stdout.splitlines() if line.strip()]


def bearers(records):
    """Returns the ids of the records that bear each name strongly."""
    found = {}
    for record in records:
        for name in {record["name"], *record.get("names", [])}:
            found.setdefault(" ".join(name.replace("’", "'").split()), set()).add(record["id"])
    return found


def check_schemas(service, records):
    """Checks each kind of answer, and that a broken copy of it fails."""
    known = validators()

    def answer(schema, path="", spoil=None, **fields):
        value = json.loads(service.ask(path, **fields))
        for error in known[schema].iter_errors(value):
            sys.exit(f"{schema}: {error.message} at {list(error.path)}")
        broken = copy.deepcopy(value)
        spoil(broken)
        if known[schema].is_valid(broken):
            sys.exit(f"{schema}: a broken copy passes")
        return value

    manifest = answer("manifest", spoil=lambda m: m.update(versions=["0.1"]))
    names = sorted({record["name"] for record in records})[:N_NAMES]
    queries = {f"q{n}": {"query": name, "limit": 5} for n, name in enumerate(names)}
    queries["typed"] = {"query": names[0], "type": manifest["defaultTypes"][0]["id"], "type_strict": "should"}
    known["reconciliation-query-batch"].validate(queries)
    results = answer("reconciliation-result-batch", spoil=lambda r: r["q0"]["result"][0].pop("id"), queries=queries)
    by_name = bearers(records)
    for n, name in enumerate(names):
        owners = by_name[" ".join(name.replace("’", "'").split())]
        matched = [one["id"] for one in results[f"q{n}"]["result"] if one["match"]]
        if len(owners) > 1 and matched or matched and set(matched) != owners:
            sys.exit(f"`{name}` is matched to {matched}, but borne by {sorted(owners)}")
    prefix = names[0][:2]
    answer("suggest-entities-response", "/suggest/entity", lambda r: r["result"][0].pop("name"), prefix=prefix)
    answer("suggest-properties-response", "/suggest/property", lambda r: r["result"][0].pop("name"), prefix="bo")
    answer("suggest-types-response", "/suggest/type", lambda r: r["result"][0].pop("name"), prefix="")
    answer("data-extension-property-proposal", "/propose", lambda r: r.pop("properties"), type="person")
    ids = [record["id"] for record in records]
    properties = json.loads(service.ask("/propose"))["properties"]
    extension = {"ids": ids, "properties": [{"id": one["id"]} for one in properties]}
    known["data-extension-query"].validate(extension)

    def spoil(response):
        response["rows"][ids[0]]["name"] = [{"str": 1}]

    extended = answer("data-extension-response", spoil=spoil, extend=extension)
    for record in records:
        if extended["rows"][record["id"]]["name"] != [{"str": record["name"]}]:
            sys.exit(f"{record['id']}: another name")
        if record["name"] not in unescaped(service.ask(f"/preview/{urllib.parse.quote(record['id'])}")):
            sys.exit(f"{record['id']}: a preview without its name")
    print(f"schemas: {len(names)} names, {len(ids)} records, {len(properties)} properties")
    return names


def unescaped(html):
    import html as escapes

    return escapes.unescape(html)


def check_openrefine(service, records, names):
    """Reconciles a column of names and compares each cell with what the records say."""
    rows = [["row", "name"], *([str(n), name] for n, name in enumerate([*names, "=1+1", "Nobody Atall"]))]
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    by_name = bearers(records)
    with openrefine_headless.OpenRefine() as refine:
        project = refine.create("names.csv", text.getvalue().encode())
        judged = refine.reconcile(project, "name", service.address)
    n_matched = 0
    for name, (judgment, candidates, match) in judged.items():
        owners = by_name.get(" ".join(name.replace("’", "'").split()), set())
        if match and owners != {match}:
            sys.exit(f"OpenRefine matched `{name}` to {match}, but it is borne by {sorted(owners)}")
        if not match and len(owners) == 1:
            sys.exit(f"OpenRefine did not match `{name}`: {judgment} {candidates}")
        if not match and not owners <= set(candidates):
            sys.exit(f"`{name}`: candidates {candidates}, but it is borne by {sorted(owners)}")
        n_matched += bool(match)
    print(f"OpenRefine: {len(judged)} names, {n_matched} matched")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--root", default=".")
    parser.add_argument("--openrefine", action="store_true")
    options = parser.parse_args()
    records = records_of(options.bin, options.root)
    service = Service(options.bin, options.root)
    try:
        names = check_schemas(service, records)
        if options.openrefine or openrefine_headless.is_installed():
            check_openrefine(service, records, names)
    finally:
        service.stop()


if __name__ == "__main__":
    main()
