#!/usr/bin/env python3
"""How many instructions each stage of a build takes: figures that are the same on a busy machine, to compare commits by.

    tests/bench/instructions.py [--articles 300] [--dossier BINARY] [--save FILE] [--against FILE] [--slack 3]

Needs valgrind, and a binary of the profile `release` that kept its symbols: CARGO_PROFILE_RELEASE_STRIP=none cargo build --release.
The profile `dist` merges many stages into their callers, which are then not found. A dossier is made up as
speed.py does, and built once by one thread under callgrind, with the default theme and everything. A stage is counted from the function
that it begins with, everything that it calls included. --save keeps the figures; --against compares with
kept ones, and fails where a stage grew by more than --slack per cent. The same binary differs from run to run by some 0.1 %
(addresses of memory, and so the order in some tables).
"""
import argparse, json, os, re, subprocess, sys, tempfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
from speed import ROOT, make

STAGES = {
    "theme": r"^dossier::theme::load::load$",
    "read": r"^dossier::source::snapshot::read_project$",
    "parse": r"^dossier::build::incremental::articles::article_file$",
    "annotate": r"^dossier::build::incremental::annotator::Annotator::annotate_article$",
    "sketch": r"^dossier::duplicates::sketch::Sketch::of(_article)?$",
    "link": r"^dossier::link::incremental::update_links$",
    "keys": r"^dossier::pages::keys::keyed_page$",
    # With the bodies, which are a line of their own too.
    "views": r"^dossier::views::(article|entity|listing|backlinks|chronology|quotes|front|graphics::map|graphics::network|name_index|entity_pair)::(\w*view|chronology|quotes)$",
    "bodies": r"^dossier::html::body::draw_with$",
    "templates": r"^tera::tera::Tera::render(_to)?$",
    "spaces": r"^dossier::render::typeset::typeset$",
    "search": r"^dossier::views::search::draw$",
    "data": r"^dossier::export::\w+::(articles|entities|\w+_file)$",
}


def measure(binary, n):
    with tempfile.TemporaryDirectory() as folder:
        root, out = Path(folder) / "site", Path(folder) / "callgrind.out"
        make(root, n)
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", binary, "--quiet", "--root", root, "build"]
        done = subprocess.run(command, env={**os.environ, "RAYON_NUM_THREADS": "1"}, capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        lines = subprocess.run(["callgrind_annotate", "--inclusive=yes", "--threshold=100", out], capture_output=True, text=True).stdout.splitlines()
    total, stages = 0, dict.fromkeys(STAGES, 0)
    for line in lines:
        row = re.match(r"\s*([\d,]+) \(.*?\)\s+(.*)", line)
        if not row:
            continue
        count, place = int(row[1].replace(",", "")), row[2]
        if place.startswith("PROGRAM TOTALS"):
            total = count
            continue
        # file:function [object]; a recursive one is listed once more with a number behind it.
        function = re.sub(r" \[.*\]$", "", place).split(":", 1)[-1]
        function = re.sub(r"::h[0-9a-f]{16}$", "", function)
        for stage, pattern in STAGES.items():
            if re.search(pattern, function):
                stages[stage] += count
    # Otherwise a function that was renamed would be counted among the rest, and nobody would know.
    if missing := [stage for stage, count in stages.items() if not count]:
        sys.exit(f"not found: {', '.join(missing)}; the binary has no symbols, or the functions are called otherwise now")
    return {"articles": n, "total": total, "stages": stages}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--dossier", default=str(ROOT / "target/release/dossier"))
    parser.add_argument("--save", type=Path)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--slack", type=float, default=3)
    options = parser.parse_args()
    now = measure(options.dossier, options.articles)
    before = json.loads(options.against.read_text()) if options.against else None
    if before and before["articles"] != now["articles"]:
        sys.exit(f"the kept figures are for {before['articles']} articles")
    slips = []
    rows = [("total", now["total"], before and before["total"])]
    rows += [(stage, count, before and before["stages"].get(stage)) for stage, count in now["stages"].items()]
    for stage, count, old in rows:
        change = 100 * (count - old) / old if old else None
        if change is not None and change > options.slack:
            slips.append(stage)
        print(f"{stage:12}{count / 1e6:10.1f} M{count / now['total'] * 100:7.1f} %" + ("" if change is None else f"{change:+8.1f} %"))
    if options.save:
        options.save.write_text(json.dumps(now, indent=1) + "\n")
    if slips:
        sys.exit(f"more than before: {', '.join(slips)}")


if __name__ == "__main__":
    main()
