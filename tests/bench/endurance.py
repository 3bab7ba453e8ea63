#!/usr/bin/env python3
"""A day of editing in fast-forward: `dossier serve --watch` through thousands of edits, none lost, memory flat.

    tests/bench/endurance.py [--edits 20000] [--articles 300] [--dossier target/release/dossier]

Edits of all kinds, one after the other: bodies, titles, tags, records and their names, templates, styles, site.yaml,
files that come, go and break. After each the page that must show it is asked for until it does; one that does not within
20 seconds is a lost update. The memory of the process is noted throughout; the exit code is 1 for a lost update, for a
panic that the server survived, or where the last tenth of the edits holds a fifth more memory than the second tenth.
"""
import argparse, random, re, statistics, sys, tempfile, time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
from watch_latency import HERE, Server, make, save, word


def edit(rng, root, articles, records, k):
    """Makes one edit; returns what it is, the page that must show it and what tells that it does."""
    read = lambda path: path.read_text(encoding="utf-8")
    article, record = rng.choice(articles), rng.choice(records)
    page = f"/articles/{article.stem}.html"
    kind = rng.choice(["body", "body", "body", "title", "tags", "text", "names", "template", "style", "site", "new", "broken"])
    mark = f"marque{k}x"
    if kind == "body":
        head, _, text = read(article).partition("\n\n")
        save(article, f"{head}\n\n{mark} {text.split(' ', 1)[1]}")
    elif kind == "title":
        save(article, re.sub(r"^title: .*$", f"title: Titre {mark}", read(article), count=1, flags=re.M))
    elif kind == "tags":
        save(article, re.sub(r"^tags: .*$", f"tags: [{mark}]", read(article), count=1, flags=re.M))
        return kind, f"/tags/{mark}.html", lambda status, html: status == 200
    elif kind == "text":
        save(record, re.sub(r"\n---\n.*", f"\n---\n{mark} est connu.\n", read(record), flags=re.S))
        page = page_of(record)
    elif kind == "names":
        text = re.sub(r"^names: .*\n", "", read(record), flags=re.M)
        save(record, text.replace("\nname:", f"\nnames: [Autre {mark.capitalize()}]\nname:", 1))
        page, mark = page_of(record), mark.capitalize()
    elif kind == "template":
        base = read(HERE.parent.parent / "themes/default/templates/article.html")
        save(root / "themes/default/templates/article.html", base.replace("{%- block main -%}", "{%- block main -%}" + f"<i class={mark}></i>"))
    elif kind == "style":
        save(root / "themes/default/static/essai.css", f".{mark} {{ color: red }}\n")
        return kind, "/404.html", lambda status, html: True
    elif kind == "site":
        save(root / "site.yaml", f"title: {mark}\nlanguage: fr\nbase_url: https://example.org/\n")
    elif kind == "new":
        new = root / f"content/articles/neuf{k % 7}.md"
        if new.exists():
            new.unlink()
            return kind, f"/articles/{new.stem}.html", lambda status, html: status == 404
        save(new, f"---\ntitle: Neuf\n---\n{mark}\n")
        page = f"/articles/{new.stem}.html"
    else:
        good = read(article)
        save(article, good.replace("title:", "title: [", 1))
        time.sleep(rng.random() * 0.15)
        head, _, text = good.partition("\n\n")
        save(article, f"{head}\n\n{mark} {text.split(' ', 1)[1]}")
    return kind, page, lambda status, html: status == 200 and mark in html


def page_of(record):
    folder = {"people": "personnes", "places": "lieux", "events": "evenements"}.get(record.parent.name, record.parent.name)
    return f"/{folder}/{record.stem}.html"


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--dossier", default=str(HERE.parent.parent / "target/release/dossier"))
    options.add_argument("--edits", type=int, default=20000)
    options.add_argument("--articles", type=int, default=300)
    options.add_argument("--port", type=int, default=8098)
    options = options.parse_args()
    rng, lost, memory = random.Random(11), [], []
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        make(root, options.articles)
        articles = sorted((root / "content/articles").glob("a*.md"))
        records = [path for folder in ("people", "places") for path in sorted((root / "content" / folder).glob("*.md"))]
        for folder in ("templates", "static"):
            (root / "themes/default" / folder).mkdir(parents=True)
        server = Server(options.dossier, root, options.port)
        start = time.time()
        try:
            for k in range(options.edits):
                kind, page, good = edit(rng, root, articles, records, k)
                end = time.time() + 20
                while not good(*server.get(page)):
                    if time.time() > end:
                        lost.append((k, kind, page))
                        print("lost:", k, kind, page, flush=True)
                        break
                    time.sleep(0.003)
                memory.append(server.memory()[0])
                if k % max(1, options.edits // 20) == 0:
                    print(f"{k:6} edits, {memory[-1]:.0f} MiB, {time.time() - start:.0f} s", flush=True)
            peak = server.memory()[1]
        finally:
            server.stop()
    tenth = max(1, len(memory) // 10)
    early, late = statistics.median(memory[tenth:2 * tenth] or memory), statistics.median(memory[-tenth:])
    print(f"{options.edits} edits in {time.time() - start:.0f} s: start {memory[0]:.0f} MiB, second tenth {early:.0f}, "
          f"last tenth {late:.0f}, end {memory[-1]:.0f}, peak {peak:.0f}; lost updates {len(lost)}, panics {server.panics()}")
    sys.exit(1 if lost or server.panics() or late > 1.2 * early else 0)


if __name__ == "__main__":
    main()
