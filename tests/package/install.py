#!/usr/bin/env python3
"""Installs what .ci/package made into empty places, looks for every part, works as the README says, and removes it again.

    tests/package/install.py OUT [--only archive,wheel,uv,pipx,deb]

The commands are those of the README's "Quick start", in their order; left out are the three that wait for a person or a browser. Then the
manual's tutorials are followed letter by letter in both languages, as tests/cmd/manual.rs does with a build of the sources. The .deb is
installed on this machine if the user is root, else unpacked only; a machine where press-dossier is already installed is left as it is.
The kinds that this system does not have are skipped, and that is said. uv and pipx come from PyPI.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
WINDOWS = os.name == "nt"
BIN = "Scripts" if WINDOWS else "bin"
PROGRAM = "dossier.exe" if WINDOWS else "dossier"
LICENCES = ["LICENSE", "NOTICE", "NOTICE-gazetteer", "NOTICE-geometry", "NOTICE-suggest", "fonts-OFL.txt", "THIRD-PARTY.txt", "data-unicode.txt"]
# They wait for a person or a browser; the other tests drive them.
WAITING = ("serve", "edit", "review")
ARTICLE = """Le phare rallumé

L’Écho, 4 mai 2021

Jeanne Morvan a promis de rallumer le phare d’Armel. « Le phare éclairera la baie avant l’hiver », a dit Jeanne Morvan mardi.
Paul Le Goff, président de l’association des amis du phare, s’en réjouit. Paul Le Goff attend cela depuis dix ans.
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default=",".join(TRIES))
    options = parser.parse_args()
    out = options.out.resolve()
    sums(out)
    for name in options.only.split(","):
        with tempfile.TemporaryDirectory() as place:
            start = time.monotonic()
            said = TRIES[name](out, Path(place))
            print(f"{name:8} {time.monotonic() - start:6.1f} s  {said}", flush=True)


def one(out, pattern):
    found = list(out.glob(pattern))
    assert len(found) <= 1, f"more than one {pattern} in {out}"
    return found[0] if found else None


def run(*command, **more):
    """What a command prints; fails with all that it said if it fails."""
    command = [str(part) for part in command]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", **more)
    assert done.returncode == 0, f"{' '.join(command)}: exit code {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def sums(out):
    lines = [line.split("  ") for line in (out / "SHA256SUMS").read_text().splitlines()]
    for expected, name in lines:
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == expected, f"{name} is not what SHA256SUMS says"
    named = {name for _, name in lines}
    assert named == {file.name for file in out.iterdir()} - {"SHA256SUMS"}, f"SHA256SUMS names {named}"
    for file in out.glob("*.cdx.json"):
        parts = json.loads(file.read_text())["components"]
        assert len(parts) > 100 and any(part["name"] == "clap" for part in parts), f"{file.name} names {len(parts)} parts"
        print(f"sums     {len(lines)} files as SHA256SUMS says; {len(parts)} parts in {file.name}")


def archive(out, place):
    packed = one(out, "press-dossier-*.zip" if WINDOWS else "press-dossier-*.tar.gz")
    if packed.suffix == ".zip":
        zipfile.ZipFile(packed).extractall(place)
    else:
        tarfile.open(packed).extractall(place, filter="data")
    (folder,) = place.iterdir()
    parts(folder / "share")
    licences(folder / "licences")
    return five_minutes(folder / PROGRAM, place)


def wheel(out, place):
    venv.create(place / "venv", with_pip=True)
    python = place / "venv" / BIN / ("python.exe" if WINDOWS else "python")
    run(python, "-m", "pip", "install", "--no-index", "--disable-pip-version-check", one(out, "*.whl"))
    parts(place / "venv" / "share")
    (info,) = (place / "venv").rglob("press_dossier-*.dist-info")
    licences(info / "licenses" / "files" / "licences")
    said = five_minutes(python.parent / PROGRAM, place)
    run(python, "-m", "pip", "uninstall", "--yes", "press-dossier")
    left = [file for file in (place / "venv").rglob("*dossier*")]
    assert not left, f"uninstalling leaves {left}"
    return said


def tool_of_pypi(name, place):
    venv.create(place / "tools", with_pip=True)
    run(place / "tools" / BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", name)
    return place / "tools" / BIN / name


def uv(out, place):
    program = tool_of_pypi("uv", place)
    folders = {"UV_TOOL_DIR": place / "uv", "UV_TOOL_BIN_DIR": place / "bin", "UV_CACHE_DIR": place / "cache"}
    environment = {**os.environ, **{key: str(folder) for key, folder in folders.items()}}
    run(program, "tool", "install", "--offline", "--python", sys.executable, one(out, "*.whl"), env=environment)
    said = five_minutes(place / "bin" / PROGRAM, place)
    run(program, "tool", "uninstall", "press-dossier", env=environment)
    assert not (place / "bin" / PROGRAM).exists()
    return said


def pipx(out, place):
    program = tool_of_pypi("pipx", place)
    folders = {"PIPX_HOME": place / "pipx", "PIPX_BIN_DIR": place / "bin", "PIPX_MAN_DIR": place / "man"}
    environment = {**os.environ, **{key: str(folder) for key, folder in folders.items()}}
    run(program, "install", one(out, "*.whl"), env=environment)
    if not WINDOWS:
        assert (place / "man" / "man1" / "dossier.1").exists(), "pipx links no man page"
    said = five_minutes(place / "bin" / PROGRAM, place)
    run(program, "uninstall", "press-dossier", env=environment)
    return said


def deb(out, place):
    package = one(out, "*.deb")
    if package is None or not shutil.which("dpkg"):
        return "skipped: no .deb, or no dpkg"
    known = subprocess.run(["dpkg", "-s", "press-dossier"], capture_output=True).returncode == 0
    assert not known, "press-dossier is installed on this machine: remove it first (dpkg -r press-dossier)"
    notes = lint(package)
    if os.geteuid() != 0:
        run("dpkg-deb", "--extract", package, place / "root")
        debian_parts(place / "root")
        return f"only unpacked, not root; {notes}; {five_minutes(place / 'root/usr/bin/dossier', place)}"
    run("dpkg", "-i", package)
    try:
        debian_parts(Path("/"))
        if shutil.which("man"):
            for page in ("dossier", "dossier-build"):
                assert run("man", "-w", page).strip().startswith("/usr/share/man/man1/")
        said = five_minutes(Path("/usr/bin/dossier"), place)
    finally:
        run("dpkg", "--purge", "press-dossier")
    left = [name for name in ("/usr/bin/dossier", "/usr/share/doc/press-dossier") if Path(name).exists()]
    assert not left, f"removing leaves {left}"
    return f"{notes}; {said}"


def lint(package):
    if not shutil.which("lintian"):
        return "no lintian here"
    # Debian wants its first upload to answer a request for the package; this is no upload to Debian.
    allowed = "initial-upload-closes-no-bugs"
    done = subprocess.run(
        ["lintian", "--allow-root", "--fail-on", "error,warning", "--suppress-tags", allowed, package],
        capture_output=True, encoding="utf-8",
    )
    assert done.returncode == 0, f"lintian:\n{done.stdout}{done.stderr}"
    return "lintian is content"


def debian_parts(root):
    doc = root / "usr/share/doc/press-dossier"
    licences(doc / "licences")
    text = (doc / "copyright").read_text(encoding="utf-8")
    for words in ("Permission is hereby granted", "GeoNames", "Natural Earth", "WiNER-fr", "SIL OPEN FONT LICENSE"):
        assert words in text, f"the copyright file does not say “{words}”"
    for name in ("man/man1/dossier.1.gz", "man/fr/man1/dossier.1.gz", "bash-completion/completions/dossier",
                 "zsh/vendor-completions/_dossier", "fish/vendor_completions.d/dossier.fish"):  # fmt: skip
        assert (root / "usr/share" / name).stat().st_size > 500, f"{name} is empty"


def parts(share):
    for name in ("man/man1/dossier.1", "man/man1/dossier-build.1", "man/fr/man1/dossier.1", "bash-completion/completions/dossier",
                 "zsh/site-functions/_dossier", "fish/vendor_completions.d/dossier.fish"):  # fmt: skip
        assert (share / name).stat().st_size > 500, f"{share / name} is empty"


def licences(folder):
    """A file may be packed, as Debian does with long ones."""
    for name in LICENCES:
        assert any((folder / f"{name}{end}").exists() for end in ("", ".gz")), f"{name} is not in {folder}"


def five_minutes(program, place):
    """Runs the README's commands with the program found by its name, and says how long they took."""
    start = time.monotonic()
    work = place / "work"
    (work / "press-folder").mkdir(parents=True)
    (work / "press-folder" / "le-phare.txt").write_text(ARTICLE, encoding="utf-8")
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "DOSSIER_LANG": "en", "HOME": str(place / "home")}
    assert Path(shutil.which("dossier", path=path)).resolve() == program.resolve()
    version = re.search(r'^version = "(.+)"', (ROOT / "Cargo.toml").read_text(encoding="utf-8"), re.M).group(1)
    assert version in run(program, "--version", env=environment)
    commands = quick_start()
    for command in commands:
        run(program, *command[1:], cwd=work, env=environment)
    for page in ("my-dossier/public/index.html", "public/index.html"):
        assert (work / page).stat().st_size > 1000, f"{page} is empty"
    assert list((work / "content" / "people").glob("*.md")), "no record was proposed"
    said = f"{len(commands)} commands of the README in {time.monotonic() - start:.1f} s"
    return said if WINDOWS else f"{said}; {tutorials(place, environment)}"


def tutorials(place, environment):
    """Writes the files that the manual's tutorials show, and runs the lines after `$ `, in their order."""
    start, n, followed = time.monotonic(), 0, 0
    for page in sorted((ROOT / "src/cli/manual").glob("*/*.md")):
        if not page.stem.startswith(("tutorial-", "from-")):
            continue
        work = place / page.parent.name / page.stem
        work.mkdir(parents=True)
        text = page.read_text(encoding="utf-8")
        for mark, block in re.findall(r"^```(\S.*)\n((?:.*\n)*?)```$", text, re.M):
            file = re.search(r"\bfile=(\S+)", mark)
            if file:
                path = work / file.group(1)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block, encoding="utf-8")
            for line in re.findall(r"^\$ (.*)$", block, re.M) if mark == "console" else []:
                run("sh", "-c", line, cwd=work, env={**environment, "DOSSIER_LANG": page.parent.name})
                n += 1
        followed += 1
    assert n > 40, f"the tutorials have only {n} commands"
    return f"{followed} tutorials, {n} commands in {time.monotonic() - start:.1f} s"


def quick_start():
    """The commands of the README, without the three that wait and without what stands beside them."""
    text = (ROOT / "README.md").read_text(encoding="utf-8").split("## Quick start")[1].split("\n## ")[0]
    lines = [re.split(r" {2,}", line.strip())[0] for line in text.splitlines() if line.startswith("    dossier ")]
    commands = [[part.strip('"') for part in re.findall(r'"[^"]*"|\S+', line)] for line in lines]
    commands = [command for command in commands if command[1] not in WAITING]
    assert len(commands) >= 7, f"the README has only {commands}"
    return commands


TRIES = {"archive": archive, "wheel": wheel, "uv": uv, "pipx": pipx, "deb": deb}

if __name__ == "__main__":
    main()
