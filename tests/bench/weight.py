#!/usr/bin/env python3
"""How heavy the pages of a dossier are, by kind of page, and whether they keep to their limits.

    tests/bench/weight.py [--n 300,3000] [--dossier target/debug/dossier] [--site DIR] [--output DIR]

For each size two dossiers are made: that of tests/bench/speed.py, and `heavy`, where one person, one place and one event are in
every article, several times in some, quoted and counted. --site takes a dossier that is there already instead; --output keeps what
was built. Limits: article 40 kB (median), any page 150 kB, scripts 30 kB, style sheets 45 kB for one page. The book to print is
no page to be read on a screen and does not count, nor does the index of names of a dossier of up to 300 articles.
"""
import argparse, random, re, statistics, subprocess, sys, tempfile
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import speed

ARTICLE, PAGE, SCRIPTS, SHEETS = 40_000, 150_000, 30_000, 45_000
RECORDS = {
    "people/jeanne.md": "name: Jeanne Morvan\nweak: [Morvan]",
    "people/paul.md": "name: Paul Kerdaniel\nweak: [Kerdaniel]",
    "places/sarvane.md": "name: Sarvane\ncoordinates: [48.4, -4.5]",
    "events/naufrage.md": "name: naufrage de Sarvane\ndate: 2021-05-03\nparticipants: [jeanne]\nplace: sarvane",
}


def heavy(root, n):
    """A dossier whose few records are in all articles."""
    (root / "site.yaml").write_text("title: Poids\nlanguage: fr\nbase_url: https://example.org/\n", encoding="utf-8")
    for name, head in RECORDS.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{head}\n---\n\nUne phrase.\n", encoding="utf-8")
    (root / "content/articles").mkdir()
    words = speed.vocabulary()[0]
    for number in range(n):
        rng = random.Random(number)
        phrase = lambda least: " ".join(rng.choice(words) for _ in range(rng.randint(least, 3 * least)))
        paragraphs = []
        for _ in range(rng.choice([1, 2, 2, 3, 3, 4, 12])):
            paragraphs.append(
                f"Le naufrage de Sarvane, {phrase(8)}, a fait perdre {rng.randint(20, 90)} caisses, dit Jeanne Morvan. "
                f"« Nous {phrase(6)} », a déclaré Morvan à Sarvane devant Paul Kerdaniel, {phrase(6)}. "
                f"Le {rng.randint(1, 28)} mai 2021, Jeanne Morvan {phrase(10)} avec Kerdaniel.")
        head = f"title: {phrase(4).capitalize()}\ndate: {rng.randint(2019, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}\npublisher: Journal {number % 30}"
        (root / f"content/articles/a{number:06}.md").write_text(f"---\n{head}\n---\n\n" + "\n\n".join(paragraphs) + "\n", encoding="utf-8")


def kind(name):
    parts = name.split("/")
    if parts[0] == "articles":
        return "articles" if len(parts) == 2 and parts[1] != "index.html" else "list of articles"
    return name if len(parts) == 1 else parts[0] + ("/older" if len(parts) > 2 else "")


def loaded(page, ending):
    """The files of the site with this ending that a page names, with their sizes."""
    names = set(re.findall(r'(?:href|src)="([^"]+\.' + ending + ')"', page.read_text(encoding="utf-8")))
    return sum((page.parent / name).stat().st_size for name in names if "://" not in name)


def weigh(out):
    """Prints the sizes and returns what is too heavy."""
    wrong, by_kind = [], defaultdict(list)
    n_articles = sum(1 for path in (out / "articles").glob("*.html")) - 1
    for path in sorted(out.rglob("*.html")):
        name = path.relative_to(out).as_posix()
        if name.startswith("data/") or (name == "names.html" and n_articles <= 300):
            continue
        by_kind[kind(name)].append((path.stat().st_size, name, path))
    for name, pages in sorted(by_kind.items()):
        pages.sort()
        sizes = [size for size, _, _ in pages]
        sheets = max(loaded(path, "css") for _, _, path in pages[-3:])
        print(f"  {name:28}{len(pages):7}{statistics.median(sizes) / 1000:9.1f}{sizes[-1] / 1000:9.1f}{sheets / 1000:9.1f}  {pages[-1][1]}")
        wrong += [f"{page}: {size} bytes" for size, page, _ in pages if size > PAGE]
        if sheets > SHEETS:
            wrong.append(f"{name}: {sheets} bytes of style sheets")
        if name == "articles" and statistics.median(sizes) > ARTICLE:
            wrong.append(f"articles: median of {statistics.median(sizes):.0f} bytes")
    scripts = sum(path.stat().st_size for path in (out / "assets").glob("*.js"))
    if scripts > SCRIPTS:
        wrong.append(f"{scripts} bytes of scripts")
    print(f"  scripts {scripts / 1000:.1f}, style sheets in all {sum(path.stat().st_size for path in (out / 'assets').glob('*.css')) / 1000:.1f}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", default="300,3000")
    parser.add_argument("--dossier", default=str(HERE.parent.parent / "target/debug/dossier"))
    parser.add_argument("--site", type=Path)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    cases = [(str(options.site), None, 0)] if options.site else [
        (f"{make.__name__} {n}", make, int(n)) for n in options.n.split(",") for make in (speed.make, heavy)]
    wrong = []
    print(f"kB{'':28}{'pages':>7}{'median':>9}{'largest':>9}{'css':>9}")
    for name, make, n in cases:
        with tempfile.TemporaryDirectory(prefix="dossier-weight-") as folder:
            root, out = options.site or Path(folder) / "site", options.output or Path(folder) / "public"
            if make:
                root.mkdir()
                make(root, n)
            subprocess.run([options.dossier, "--quiet", "--root", root, "build", "--output", out], check=True)
            print(name)
            wrong += [f"{name}: {what}" for what in weigh(out)]
    print("\n".join(wrong) or "0 too heavy")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
