#!/usr/bin/env python3
"""The tables of a dossier through OpenRefine and back: every cell equal, and the import changes no file.

openrefine.py --bin PATH [--root DOSSIER]

Needs OpenRefine (Debian: openrefine). It writes other line ends and quotes than the export, so cells are compared, not
bytes. A table in which one cell was changed must be told.
"""

import argparse
import csv
import io
import pathlib
import shutil
import subprocess
import sys
import tempfile

import openrefine_headless

# A cell may hold a whole article.
csv.field_size_limit(1 << 30)


def cells(table):
    """Returns the rows of a table; line ends within a cell count as one kind, as OpenRefine writes them."""
    text = table.decode("utf-8-sig")
    return [[cell.replace("\r\n", "\n") for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]


def digest(root):
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".dossier" not in path.parts
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--root", default=".")
    options = parser.parse_args()
    binary = str(pathlib.Path(options.bin).resolve())
    if not openrefine_headless.is_installed():
        sys.exit("OpenRefine is not installed")
    with tempfile.TemporaryDirectory() as place, openrefine_headless.OpenRefine() as refine:
        place = pathlib.Path(place)
        dossier = place / "dossier"
        dossier.mkdir()
        for name in ["site.yaml", "content", "seeds"]:
            source = pathlib.Path(options.root) / name
            if source.is_dir():
                shutil.copytree(source, dossier / name)
            elif source.exists():
                shutil.copy(source, dossier / name)
        subprocess.run([binary, "export", "registry", "--output", place / "tables", "--root", dossier], check=True, capture_output=True)
        n_cells = 0
        through = place / "through"
        through.mkdir()
        for path in sorted((place / "tables").glob("*.csv")):
            before = path.read_bytes()
            after = refine.export(refine.create(path.name, before)) if cells(before)[1:] else before
            if cells(before) != cells(after):
                wrong = [(one, other) for one, other in zip(cells(before), cells(after)) if one != other]
                sys.exit(f"{path.name}: {str(wrong[:1])[:1000]}")
            n_cells += sum(map(len, cells(before)))
            (through / path.name).write_bytes(after)
        known = digest(dossier)
        back = [binary, "import", *sorted(through.glob("*.csv")), "--root", dossier]
        run = subprocess.run(back, capture_output=True, text=True)
        if run.returncode != 0 or digest(dossier) != known:
            sys.exit(f"the import of the same cells changes the dossier: {run.returncode} {run.stderr[-1000:]}")
        people = next(path for path in sorted(through.glob("*.csv")) if path.stem not in ("articles", "roles", "relations"))
        rows = cells(people.read_bytes())
        rows[1][rows[0].index("name")] += " (changed)"
        changed = io.StringIO(newline="")
        csv.writer(changed).writerows(rows)
        people.write_text(changed.getvalue(), newline="")
        run = subprocess.run([binary, "import", people, "--root", dossier], capture_output=True, text=True)
        if run.returncode != 0 or digest(dossier) == known:
            sys.exit(f"a changed cell is not noticed: {run.stderr[-1000:]}")
        print(f"OpenRefine: {n_cells} cells equal, 0 files changed; one changed cell is told")


if __name__ == "__main__":
    main()
