"""Collects into one folder the licences of everything that a binary of dossier contains, for .ci/package.

That is: dossier's own, those of its data and fonts, and those of the crates that are compiled into it on one system. Crates that only build or test
it are left out. Where a crate offers MIT beside others, MIT is taken. It reads the sources that cargo has fetched and asks no network.
"""

import json
import shutil
import subprocess
from pathlib import Path

# Where a licence or a source is named in the repository, and its name among the others.
OWN = {
    "LICENSE": "LICENSE",
    "NOTICE": "NOTICE",
    "src/gazetteer/data/NOTICE": "NOTICE-gazetteer",
    "src/geometry/data/NOTICE": "NOTICE-geometry",
    "src/suggest/data/NOTICE": "NOTICE-suggest",
    "themes/default/static/OFL.txt": "fonts-OFL.txt",
}
# Folders of licences that the notices call `licences/NAME`.
FOLDERS = ["src/gazetteer/data/licences", "src/geometry/data/licences"]
WORDS = ("licen", "copying", "notice", "unlicense", "copyright")


def collect(root, folder, target, features):
    """Writes the licences of the binary for `target` into `folder` and returns their number of crates."""
    folder.mkdir(parents=True)
    notices = {file.relative_to(root).as_posix() for part in ("src", "themes") for file in (root / part).rglob("NOTICE")}
    missing = notices - OWN.keys()
    if missing:
        raise SystemExit(f"name {', '.join(sorted(missing))} in OWN of .ci/licences.py: what is published must hold it")
    for source, name in OWN.items():
        shutil.copyfile(root / source, folder / name)
    for source in FOLDERS:
        for file in sorted((root / source).iterdir()):
            shutil.copyfile(file, folder / f"data-{file.name}")
    crates = compiled_in(root, target, features)
    (folder / "THIRD-PARTY.txt").write_text(third_party(crates), encoding="utf-8", newline="\n")
    return len(crates)


def compiled_in(root, target, features):
    """The crates that end in the binary, in the order of their names, as `cargo metadata` describes them."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target]
    found = subprocess.run([*command, "--features", ",".join(features)], cwd=root, check=True, capture_output=True)
    graph = json.loads(found.stdout)
    edges = {node["id"]: node["deps"] for node in graph["resolve"]["nodes"]}
    start = graph["resolve"]["root"]
    seen, waiting = {start}, [start]
    while waiting:
        for edge in edges[waiting.pop()]:
            normal = any(kind["kind"] is None for kind in edge["dep_kinds"])
            if normal and edge["pkg"] not in seen:
                seen.add(edge["pkg"])
                waiting.append(edge["pkg"])
    crates = [package for package in graph["packages"] if package["id"] in seen - {start}]
    return sorted(crates, key=lambda crate: (crate["name"], crate["version"]))


def third_party(crates):
    """One text: a list of the crates, then each licence once under the crates that have it."""
    owners = {}
    for crate in crates:
        for text in texts(crate):
            owners.setdefault(text, []).append(f"{crate['name']} {crate['version']}")
    lines = [
        "The program is compiled with these crates, whose sources are on https://crates.io, and with the standard library of",
        "Rust (MIT OR Apache-2.0, copyright the Rust project contributors). A crate that brings no text of its licence has the",
        "text that another one below brings, with its own authors.",
        "",
    ]
    lines += [f"{crate['name']} {crate['version']}: {crate['license']}{by(crate)}" for crate in crates]
    for text, names in sorted(owners.items(), key=lambda item: item[1]):
        lines += ["", "=" * 80, ", ".join(names), "=" * 80, "", text]
    return "\n".join(lines) + "\n"


def by(crate):
    return f" ({', '.join(crate['authors'])})" if crate["authors"] else ""


def texts(crate):
    """The licences and notices that a crate is published with, trailing blanks removed so that equal ones are one."""
    folder = Path(crate["manifest_path"]).parent
    files = [file for file in sorted(folder.iterdir()) if file.is_file() and file.name.lower().startswith(WORDS)]
    # A licence of source code that a crate holds, not of the crate: no text.
    files = [file for file in files if file.suffix not in (".rs", ".py", ".sh", ".html")]
    if "MIT" in (crate["license"] or "") and " AND " not in crate["license"]:
        files = [file for file in files if "apache" not in file.name.lower()] or files
    read = (file.read_text(encoding="utf-8", errors="replace") for file in files)
    return ["\n".join(line.rstrip() for line in text.splitlines()).strip() for text in read]
