#!/usr/bin/env python3
"""Time and memory of every export: exports.py --bin dossier [--project DIR | --articles 10000] [--runs 3] [--limit] [--only NAME...] [--where DIR] [--save FILE]

The formats are those that `dossier export --help` lists, so a new one is measured without a change here; what is said to be
written with `--output` is written so, and both forms are measured where there are two. Prints the median wall and processor
time of the runs, the largest memory and a digest of the output; with --limit fails where an export takes more than 2 s or
300 MB, which is what a dossier of 10,000 articles may take. Without --project such a dossier is made up as in speed.py. No run is left out, the first one neither.
Two versions of the program write the same bytes if the columns of digests are equal: --save writes names and digests.
"""

import argparse
import hashlib
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
import speed

MAX_SECONDS = 2.0
MAX_MEGABYTES = 300
NER_FORMS = ["conll", "conllu", "spacy", "doccano", "cas"]


def formats(binary):
    """Returns label, arguments and the kind of output of each form of each format."""
    text = subprocess.run([binary, "export", "--help"], capture_output=True, text=True, check=True).stdout
    rows = []
    for line in text[text.index("\nFormats:") :].splitlines()[2:]:
        row = re.match(r"  ([a-z-]+)  +(\S.*)$", line)
        if row:
            rows.append([row[1], row[2]])
        elif rows:
            rows[-1][1] += " " + line.strip()
    forms = []
    for name, about in rows:
        if name == "ner":
            for form in NER_FORMS:
                forms += [(f"ner {form}", ["ner", "--format", form], "folder")]
            forms += [("ner conll (printed)", ["ner"], "stdout"), ("ner --all", ["ner", "--all"], "stdout")]
        elif "--output FILE" in about:
            forms += [(f"{name} --output FILE", [name], "file"), (f"{name} (printed)", [name], "stdout")]
        elif "--output DIR" in about:
            forms += [(f"{name} --output DIR", [name], "folder")]
        else:
            forms += [(name, [name], "stdout")]
    return forms


def digest(path):
    """Returns the number of files, their bytes, and a digest of their names and bytes."""
    files = [path]
    if os.path.isdir(path):
        files = sorted(os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)
    total, sums = 0, hashlib.sha256()
    for name in files:
        if name != path:
            sums.update(os.path.relpath(name, path).encode() + b"\0")
        with open(name, "rb") as file:
            while piece := file.read(1 << 20):
                total += len(piece)
                sums.update(piece)
        sums.update(b"\0")
    return len(files), total, sums.hexdigest()[:16]


def run(command, kind, scratch):
    """Runs an export once: wall, user and system time, megabytes, output. What was written stays in `scratch`: on some disks a
    tree that is written right after another was removed takes ten times as long."""
    target = os.path.join(scratch, f"out{len(os.listdir(scratch))}")
    if kind != "stdout":
        command = command + ["--output", target]
    with open(target if kind == "stdout" else os.devnull, "wb") as out:
        with open(os.path.join(scratch, "err"), "wb") as err:
            start = time.perf_counter()
            child = subprocess.Popen(command, stdout=out, stderr=err)
            _, status, usage = os.wait4(child.pid, 0)
            wall = time.perf_counter() - start
    made = digest(target) if os.path.exists(target) else (0, 0, "nothing")
    code = os.waitstatus_to_exitcode(status)
    # Exit code 1 says that the content has errors; what was asked for is written.
    if code not in (0, 1):
        with open(os.path.join(scratch, "err"), encoding="utf-8", errors="replace") as err:
            sys.exit(f"{' '.join(command)} failed with {code}: {err.read()[-2000:]}")
    return wall, usage.ru_utime, usage.ru_stime, usage.ru_maxrss / 1000 * 1.024, made


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bin", required=True)
    parser.add_argument("--project", help="folder of a dossier")
    parser.add_argument("--articles", type=int, default=10_000, help="how many articles to make up without --project")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", action="store_true", help="fail over 2 s or 300 MB")
    parser.add_argument("--only", nargs="+", help="only formats whose label begins with one of these")
    parser.add_argument("--where", help="folder to write to (for 10,000 articles 3 GB a run; in memory the disk does not count)")
    parser.add_argument("--save", help="write label and digest of each to a file")
    options = parser.parse_args()
    binary = os.path.abspath(options.bin)
    over, saved, scratch = [], [], tempfile.mkdtemp(prefix="exports-", dir=options.where)
    project = options.project
    if not project:
        project = os.path.join(scratch, "dossier")
        speed.make(Path(project), options.articles)
    print(f"{'':24} {'wall s':>7} {'user s':>7} {'sys s':>6} {'MB':>6} {'files':>6} {'written MB':>10}  digest")
    for label, arguments, kind in formats(binary):
        if options.only and not label.startswith(tuple(options.only)):
            continue
        command = [binary, "--root", project, "export", *arguments]
        runs = [run(command, kind, scratch) for _ in range(options.runs)]
        wall, user, system = (statistics.median(one[at] for one in runs) for at in range(3))
        memory = max(one[3] for one in runs)
        files, total, sums = runs[0][4]
        if any(one[4] != runs[0][4] for one in runs):
            over.append(f"{label}: two runs wrote different bytes")
        print(f"{label:24} {wall:7.2f} {user:7.2f} {system:6.2f} {memory:6.0f} {files:6} {total / 1e6:10.1f}  {sums}", flush=True)
        saved.append(f"{label}\t{sums}\n")
        if wall > MAX_SECONDS or memory > MAX_MEGABYTES:
            over.append(f"{label}: {wall:.2f} s and {memory:.0f} MB; {MAX_SECONDS:.0f} s and {MAX_MEGABYTES} MB are allowed")
    if options.save:
        with open(options.save, "w", encoding="utf-8") as file:
            file.writelines(saved)
    shutil.rmtree(scratch)
    different = [line for line in over if "different bytes" in line]
    print("\n".join(over if options.limit else different), end="\n" if over else "")
    sys.exit(1 if different or (options.limit and over) else 0)


main()
