#!/usr/bin/env python3
"""How work grows with input: each shape of tests/laws/shapes/ at n and at 2n, counted in instructions, which no busy machine changes.

    tests/bench/linear.py [--all] [--only WORDS] [--dossier BINARY] [--limit 2.6] [--factor 1] [--clock] [--worst 10]

Needs valgrind; any build of the program will do, one that is optimised is counted sooner. Without --all a selection that takes some
three minutes: every shape marked `"quick"`. What an empty dossier costs is taken off both counts. Fails where twice the input takes
more than --limit times the work. --factor makes all inputs larger. --clock measures processor time instead, with inputs that are
doubled until they take --seconds or have grown 16 times: noisy, quick, and it sees farther. tests/laws/linear.rs is the law that
`cargo test` checks with the same shapes.
"""
import argparse, json, os, re, shutil, subprocess, sys, tempfile, threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[2]
MAX_SECONDS = 300
SHAPES = ROOT / "tests/laws/shapes"
EMPTY = {"files": {"content/articles/a.md": ["---\ntitle: Essai\n---\nUn.\n"], "raw/a.txt": ["Titre\n\nUn texte.\n"]}}


def shapes():
    return [json.loads(line) for file in sorted(SHAPES.glob("*.jsonl")) for line in file.read_text().splitlines()]


def numbered(text, i):
    return text.replace("{i}", str(i)).replace("{i+1}", str(i + 1))


def repeated(text, n):
    return "".join(numbered(text, i) for i in range(n)) if "{i" in text else text * n


def files(shape, n):
    """The files of a shape: a text stands once, a list of one text n times; a file whose name has a number is n files."""
    for name, parts in shape["files"].items():
        if "{i}" in name or "{i+1}" in name:
            for i in range(n):
                yield numbered(name, i), "".join(numbered(part, i) for part in parts)
        else:
            yield name, "".join(part if isinstance(part, str) else repeated(part[0], n) for part in parts)


def write(root, shape, n):
    (root / "site.yaml").write_text("title: Essai\nlanguage: fr\n")
    for name, text in files(shape, n):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, newline="")


def run(binary, shape, n, before=()):
    """Runs the commands of a shape in a folder of its own; returns what they said, processor time in the program itself, most memory and bytes written."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), shape, n)
        said, seconds, most = "", 0, 0
        for command in shape.get("run", "build").split("; "):
            command = [*before, binary, "--quiet", *command.split()]
            environment = {**os.environ, "RAYON_NUM_THREADS": "1"}
            process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            timer = threading.Timer(MAX_SECONDS, process.kill)
            timer.start()
            errors = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            timer.cancel()
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode not in (0, 1):
                raise RuntimeError(f"{shape.get('name')}, n = {n}: exit code {process.returncode}\n{errors[-2000:]}")
            said, seconds, most = said + errors, seconds + usage.ru_utime, max(most, usage.ru_maxrss)
        size = sum(path.stat().st_size for path in Path(folder, "public").rglob("*") if path.is_file())
        return said, seconds, most / 1024, size / 1e6


def instructions(binary, shape, n):
    errors, *_ = run(binary, shape, n, ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"])
    return sum(int(count) for count in re.findall(r"Collected : (\d+)", errors))


def counted(options, shape, floor):
    n = shape["n"] * options.factor
    once, twice = (instructions(options.dossier, shape, size) - floor for size in (n, 2 * n))
    return {"name": shape["name"], "n": n, "once": once / 1e6, "twice": twice / 1e6, "ratio": twice / max(once, 1)}


def clocked(options, shape, floor):
    n, seen = shape["n"], []
    while not seen or (seen[-1][0] < options.seconds and n < shape["n"] * 16):
        n *= 2 if seen else 1
        _, *now = run(options.dossier, shape, n)
        seen.append(now)
    once, twice = (seen[-2:] if len(seen) > 1 else (seen[0], run(options.dossier, shape, 2 * n)[1:]))
    if len(seen) == 1:
        n *= 2
    row = {"name": shape["name"], "n": n // 2, "once": once[0], "twice": twice[0], "ratio": (twice[0] - floor) / max(once[0] - floor, 0.01)}
    return {**row, "MiB": round(twice[1]), "MB written": round(twice[2], 1)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossier", default=str(ROOT / "target/release/dossier"))
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--limit", type=float, default=2.6)
    parser.add_argument("--factor", type=int, default=1)
    parser.add_argument("--clock", action="store_true")
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--worst", type=int, default=10)
    options = parser.parse_args()
    options.dossier = str(Path(options.dossier).resolve())
    if not options.clock and not shutil.which("valgrind"):
        sys.exit("valgrind is not here")
    chosen = [shape for shape in shapes() if options.only in shape["name"] and (options.all or options.only or shape.get("quick"))]
    measure, cost = (clocked, lambda shape: run(options.dossier, shape, 1)[1]) if options.clock else (counted, lambda shape: instructions(options.dossier, shape, 1))
    rows, failed = [], []
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        floors = {command: threads.submit(cost, {**EMPTY, "run": command}) for command in {shape.get("run", "build") for shape in chosen}}
        tasks = [threads.submit(measure, options, shape, floors[shape.get("run", "build")].result()) for shape in chosen]
        for task in as_completed(tasks):
            if task.exception():
                failed.append(str(task.exception()))
                print(failed[-1], flush=True)
                continue
            rows.append(task.result())
            if options.all or options.only:
                print(line(rows[-1]), flush=True)
    rows.sort(key=lambda row: -row["ratio"])
    print(f"\n{len(rows)} shapes; the steepest:")
    for row in rows[: options.worst]:
        print(line(row))
    if failed:
        sys.exit(f"{len(failed)} failed: {failed}")
    if steep := [row["name"] for row in rows if row["ratio"] > options.limit]:
        sys.exit(f"more than {options.limit} times the work for twice the input: {'; '.join(steep)}")


def line(row):
    unit = "s" if "MiB" in row else "M"
    more = f" {row['MiB']:6} MiB {row['MB written']:8} MB" if "MiB" in row else ""
    return f"{row['ratio']:6.2f}  {row['once']:9.2f} {unit} {row['twice']:9.2f} {unit}  n = {row['n']:<8}{more} {row['name']}"


if __name__ == "__main__":
    main()
