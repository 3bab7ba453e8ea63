#!/usr/bin/env python3
"""How long `dossier build` takes, and what it takes: whole processes on made-up dossiers of several sizes.

    tests/bench/speed.py [--n 100,1000,10000] [--runs 5] [--variants full,plain] [--where /dev/shm] [--dossier target/dist/dossier]
                         [--site DIR] [--json FILE]

For each size a dossier is made (600 words an article, about 20 mentions of 500 people, places, organisations and events, 4 of
62 tags; the first articles of any size are the same), and built:
- cold: into a folder that does not exist; the one before is moved away and removed at the end, because on some disks a tree
  written right after another was removed takes ten times as long;
- warm: again, with nothing changed;
- edit: again, with one sentence more in one article.
Medians of --runs. `full` is the default theme with everything; `plain` is tests/bench/plain: articles, records, their lists, tags,
feed and sitemap, which is what other generators' test sites have. The floor is the same files written by a loop that does nothing
else. CPU (user and system) and memory (the highest of the process) are what the system says of it. --site takes a dossier that is
there already instead; --where should be in memory to compare programs, and on a disk to know what a user sees.
"""
import argparse, json, os, random, shutil, statistics, subprocess, sys, tempfile, time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WITHOUT = "chronology, data, map, names, network, quotes, search"
KINDS = [("people", 250), ("places", 120), ("organisations", 90), ("events", 40)]
SYLLABLES = "ba be bi bo da de di do fa fe fi ga go la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo".split()
SMALL = "le la les un une des de du et à en sur par pour dans avec sans que qui ne pas plus son sa ses ce cette".split()


def word(rng, low=2, high=4):
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(low, high)))


def vocabulary():
    rng = random.Random(7)
    words = [word(rng) for _ in range(6000)]
    entities, seen = [], set()
    for kind, n in KINDS:
        while n:
            one, two = word(rng, 2, 3).capitalize(), word(rng, 2, 3).capitalize()
            name = {"people": f"{one} {two}", "places": f"{one}-{two}", "organisations": f"Agence {one} {two}", "events": f"Sommet de {one} {two}"}[kind]
            if name.lower() not in seen:
                seen.add(name.lower())
                entities.append((kind, name, two if kind == "people" else None))
                n -= 1
    return words, entities, [f"thème {word(rng)}" for _ in range(62)]


def article(number, words, entities, tags):
    """An article of about 600 words; a few names come often, most seldom."""
    rng = random.Random(1000003 * number + 1)
    cast = [entities[int(len(entities) * rng.random() ** 2)] for _ in range(9)]
    parts = []
    for paragraph in range(10):
        sentences = []
        for _ in range(4):
            text = [rng.choice(SMALL) if rng.random() < .45 else rng.choice(words) for _ in range(14)]
            if rng.random() < .5:
                kind, name, family = rng.choice(cast)
                text.insert(rng.randint(1, 12), name)
            sentences.append(" ".join(text).capitalize() if not any(w[0].isupper() for w in text) else text[0].capitalize() + " " + " ".join(text[1:]))
        parts.append(". ".join(sentences) + ".")
        if paragraph % 4 == 2:
            parts.append("## " + " ".join(rng.choice(words) for _ in range(4)).capitalize())
    day = 1 + rng.randint(0, 27)
    head = {"title": " ".join(rng.choice(words) for _ in range(7)).capitalize(), "date": f"{rng.randint(2015, 2024)}-{rng.randint(1, 12):02}-{day:02}",
            "publisher": f"Journal {rng.randint(1, 30)}", "url": f"https://example.org/{number}"}
    lines = [f"{key}: {value}" for key, value in head.items()] + [f"tags: [{', '.join(rng.sample(tags, 4))}]"]
    return "---\n" + "\n".join(lines) + "\n---\n\n" + "\n\n".join(parts) + "\n"


def make(root, n):
    words, entities, tags = vocabulary()
    for kind, _ in KINDS:
        (root / "content" / kind).mkdir(parents=True)
    (root / "content/articles").mkdir()
    (root / "site.yaml").write_text("title: Vitesse\nlanguage: fr\nbase_url: https://example.org/\n", encoding="utf-8")
    for number, (kind, name, family) in enumerate(entities):
        weak = f"weak: [{family}]\n" if family else ""
        (root / "content" / kind / f"r{number}.md").write_text(f"---\nname: {name}\n{weak}---\n\n{name} est dans le dossier.\n", encoding="utf-8")
    for number in range(n):
        (root / "content/articles" / f"a{number:06}.md").write_text(article(number, words, entities, tags), encoding="utf-8")


def as_plain(root):
    """Makes a dossier one of the plain variant."""
    shutil.copytree(HERE / "plain", root / "themes/plain", dirs_exist_ok=True)
    with open(root / "site.yaml", "a", encoding="utf-8") as file:
        file.write(f"theme: plain\nwithout: [{WITHOUT}]\n")


def run(command):
    """Runs a process; returns wall and CPU seconds, its highest memory in MiB, and what it printed."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status:
        sys.exit(f"{' '.join(map(str, command))} failed: {status}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "mib": usage.ru_maxrss / 1024, "printed": printed}


def median(runs):
    return {key: statistics.median(run[key] for run in runs) for key in ("wall", "cpu", "mib")}


def floor(tree, new):
    """Writes the files of a tree anew and does nothing else."""
    files = [(path.relative_to(tree), path.read_bytes()) for path in sorted(tree.rglob("*")) if path.is_file()]
    for folder in {new / path.parent for path, _ in files}:
        folder.mkdir(parents=True, exist_ok=True)
    start = time.perf_counter()
    for path, content in files:
        handle = os.open(new / path, os.O_WRONLY | os.O_CREAT, 0o644)
        os.write(handle, content)
        os.close(handle)
    return time.perf_counter() - start, len(files), sum(len(content) for _, content in files)


def measure(binary, root, where, n_runs):
    """Measures a dossier; returns rows by what was measured."""
    out, trash = where / "public", where / "trash"
    trash.mkdir()
    command = [binary, "--quiet", "--root", root, "build", "--output", out, "--timings=json"]
    cold, warm, edit = [], [], []
    for number in range(n_runs):
        if out.exists():
            out.rename(trash / str(number))
        cold.append(run(command))
    stages = json.loads(cold[-1]["printed"])
    for _ in range(n_runs):
        warm.append(run(command))
    changed = sorted((root / "content/articles").glob("*.md"))[-1]
    for number in range(n_runs):
        with open(changed, "a", encoding="utf-8") as file:
            file.write(f"\nUne phrase de plus, la {number}.\n")
        edit.append(run(command))
    seconds, n_files, n_bytes = floor(out, where / "floor")
    shutil.rmtree(trash)
    shutil.rmtree(where / "floor")
    shutil.rmtree(out)
    rows = {"cold": median(cold), "warm": median(warm), "edit": median(edit)}
    return rows | {"floor": {"wall": seconds}, "files": n_files, "bytes": n_bytes, "stages": stages}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", default="100,1000,10000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--variants", default="full,plain")
    parser.add_argument("--where", default="/dev/shm" if Path("/dev/shm").is_dir() else tempfile.gettempdir())
    parser.add_argument("--dossier", default=str(ROOT / "target/dist/dossier"))
    parser.add_argument("--site", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    results = {}
    print(f"{'':22}{'wall s':>9}{'CPU s':>9}{'MiB':>7}{'ms/article':>12}{'× floor':>9}")
    for n in [int(n) for n in options.n.split(",")]:
        for variant in options.variants.split(","):
            with tempfile.TemporaryDirectory(prefix="dossier-speed-", dir=options.where) as folder:
                root = Path(folder) / "site"
                if options.site:
                    shutil.copytree(options.site, root)
                else:
                    make(root, n)
                if variant == "plain":
                    as_plain(root)
                result = measure(options.dossier, root, Path(folder), options.runs)
            results[f"{variant} {n}"] = result
            print(f"{variant} {n}: {result['files']} files, {result['bytes'] / 1e6:.1f} MB, floor {result['floor']['wall']:.3f} s")
            for what in ("cold", "warm", "edit"):
                row = result[what]
                print(f"  {what:20}{row['wall']:9.3f}{row['cpu']:9.2f}{row['mib']:7.0f}{1000 * row['wall'] / n:12.3f}{row['wall'] / result['floor']['wall']:9.1f}", flush=True)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
