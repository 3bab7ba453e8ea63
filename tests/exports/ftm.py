"""usage: ftm.py FILE… — reads what `dossier export ftm` prints as followthemoney 4.11 does.

Nothing may be invalid, changed by the reader, lacking, or lead nowhere or to what its property does not take; `ftm validate` by itself
finds none of these. Broken copies must fail, or the check checks nothing. `ftm export-gexf` makes a graph that networkx reads.
Needs: followthemoney==4.11 networkx.
"""
import copy, json, subprocess, sys, tempfile
from pathlib import Path

import networkx
from followthemoney import model
from followthemoney.exc import InvalidData


def check(entities):
    found, by_id = [], {}
    for entity in entities:
        if entity["id"] in by_id:
            found.append((entity["id"], "twice"))
        by_id[entity["id"]] = entity
    for entity in entities:
        id, schema, properties = entity["id"], model.get(entity["schema"]), entity["properties"]
        if schema is None or schema.abstract:
            found.append((id, "no schema", entity["schema"]))
            continue
        try:
            schema.validate(entity)
        except InvalidData as error:
            found.append((id, "invalid", str(getattr(error, "errors", error))[:200]))
        try:
            proxy = model.get_proxy(entity, cleaned=False)
        except InvalidData as error:
            found.append((id, "refused", str(error)))
            continue
        read = {key: sorted(values) for key, values in proxy.to_dict()["properties"].items()}
        for key in properties.keys() | read.keys():
            if read.get(key) != sorted(properties.get(key, [])):
                found.append((id, "changed", key, str(properties.get(key))[:100], str(read.get(key))[:100]))
        found += [(id, "lacks", key) for key in schema.required if not properties.get(key)]
        for key, values in properties.items():
            of_schema = schema.get(key)
            if of_schema is None or of_schema.type.name != "entity":
                continue
            for value in values:
                target = by_id.get(value)
                if target is None:
                    found.append((id, "leads nowhere", key, value))
                elif not model.get(target["schema"]).is_a(of_schema.range):
                    found.append((id, "takes no", target["schema"], key, value))
    return found


def broken(entities):
    """Yields copies, each broken in one way."""
    def changed(schema, change):
        bad = copy.deepcopy(entities)
        one = next((entity for entity in bad if entity["schema"] == schema), None)
        if one is not None:
            change(one)
            return [bad]
        return []

    put = lambda key, value: lambda entity: entity["properties"].update({key: [value]})
    yield from changed("Article", put("publishedAt", "1940~"))
    yield from changed("Article", put("language", "fr-FR"))
    yield from changed("Article", put("sourceUrl", "seeds/x"))
    yield from changed("Person", lambda entity: entity["properties"].pop("name"))
    yield from changed("Documentation", put("entity", "nowhere"))
    yield from changed("Event", lambda entity: put("involved", entity["id"])(entity))
    yield from changed("Article", lambda entity: entity.update(schema="Thing"))


failed = 0
for name in sys.argv[1:]:
    entities = [json.loads(line) for line in Path(name).read_text(encoding="utf-8").split("\n") if line]
    found = check(entities)
    n_broken = 0
    for bad in broken(entities):
        n_broken += 1
        if not check(bad):
            found.append(("a broken copy passes", n_broken))
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "graph.gexf"
        ftm = Path(sys.executable).with_name("ftm")
        run = subprocess.run([ftm, "export-gexf", "-i", name, "-o", graph], capture_output=True, text=True)
        n_nodes = len(networkx.read_gexf(graph)) if run.returncode == 0 else found.append(("export-gexf", run.stderr[-300:]))
    for one in found[:20]:
        print(*one)
    print(f"{name}: {len(entities)} entities, {len(found)} findings, {n_broken} broken copies, {n_nodes} nodes in the graph")
    failed += len(found)
sys.exit(failed > 0)
