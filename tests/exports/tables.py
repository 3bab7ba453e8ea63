"""usage: tables.py --bin DOSSIER [ROOT…] — `export csv` and `export registry` against Frictionless' checks.

The data package must be valid: types, enumerations, keys, bytes and hashes. Cells that a spreadsheet would take for a
formula must be marked. Broken copies (a wrong type, a key that leads nowhere, other bytes) must fail.
Needs: frictionless.
"""
import argparse, csv, json, shutil, subprocess, sys, tempfile
from pathlib import Path

from frictionless import Package


def faults(folder):
    report = Package(str(folder / "datapackage.json")).validate()
    found = [f"{task.name}: {error.type}: {error.message[:160]}" for task in report.tasks for error in task.errors]
    return found + [error.message[:160] for error in report.errors]


def formulas(folder):
    """Cells that a spreadsheet would run."""
    found = []
    for path in sorted(folder.glob("*.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            cells = [(n, cell) for n, row in enumerate(csv.reader(file)) for cell in row if cell]
        found += [f"{path.name}:{n}: {cell[:40]!r}" for n, cell in cells if cell[0] in "=+-@\t\r" and not is_number(cell)]
    return found


def is_number(cell):
    try:
        float(cell)
        return True
    except ValueError:
        return False


def break_cell(folder, table, column, value):
    """Replaces the first cell of a column, keeping the declared bytes and hash out of the way."""
    path = folder / table
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    if len(rows) < 2:
        return False
    rows[1][rows[0].index(column)] = value
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        resource.pop("bytes", None), resource.pop("hash", None)
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return True


def break_bytes(folder):
    path = folder / "articles.csv"
    path.write_bytes(path.read_bytes() + b"\r\n")
    return True


BREAKS = {
    "a wrong type": lambda folder: break_cell(folder, "mentions.csv", "start", "early"),
    "a key that leads nowhere": lambda folder: break_cell(folder, "mentions.csv", "entity", "no-such-record"),
    "another value than those listed": lambda folder: break_cell(folder, "articles.csv", "rights", "perhaps"),
    "other bytes": break_bytes,
}


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bin", required=True)
    options.add_argument("roots", nargs="+")
    options = options.parse_args()
    n_wrong = 0
    for root in options.roots:
        with tempfile.TemporaryDirectory() as work:
            for format in ["csv", "registry"]:
                folder = Path(work) / format
                subprocess.run([options.bin, "-q", "--root", root, "export", format, "--output", str(folder)], check=True, capture_output=True)
                found = (faults(folder) if (folder / "datapackage.json").exists() else []) + formulas(folder)
                n_wrong += bool(found)
                if found:
                    print(f"{root}: {format}: {len(found)} wrong", *found[:8], sep="\n    ")
            for name, spoil in BREAKS.items():
                broken = Path(work) / "broken"
                shutil.copytree(Path(work) / "csv", broken)
                if spoil(broken) and not faults(broken):
                    n_wrong += 1
                    print(f"{root}: {name}: a broken copy passes")
                shutil.rmtree(broken)
    print(f"tables of {len(options.roots)} dossiers: {n_wrong} problems")
    sys.exit(n_wrong > 0)


if __name__ == "__main__":
    main()
