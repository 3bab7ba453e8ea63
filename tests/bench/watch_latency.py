#!/usr/bin/env python3
"""How long from saving a file to the served page that shows it: `dossier serve --watch`, measured from outside.

    tests/bench/watch_latency.py --articles 1000 [--edits 30] [--dossier target/dist/dossier]
    tests/bench/watch_latency.py --root FOLDER     a dossier that is there already (it is edited, so give a copy)

Without --root a dossier is made in a temporary folder: articles of about 600 invented words, 500 records, 62 tags. Eight
kinds of edit are made in turn, each --edits times, each in another place, and each kind is reported by itself:

    body     words appended to an article        -> its page has them
    title    an article's title                  -> its page has it, and the page of its first tag (both are timed)
    text     words appended to a record          -> the record's page has them
    names    a spelling added to a record        -> the page of an article that has the spelling links it
    template the article template                -> an article's page shows it
    site     the title in site.yaml              -> an article's page shows it
    new      an article's file                   -> its page is there
    deleted  the same                            -> its page is gone

The server has rested before each edit. A page is asked for every 2 ms on one connection. The figures are whole: they
hold the time that the watcher waits for things to settle (50 ms). Memory is the system's count for the process.
"""
import argparse, http.client, os, random, re, shutil, statistics, subprocess, sys, tempfile, time
from pathlib import Path

HERE = Path(__file__).resolve().parent
SYLLABLES = "ba ko ri den lou mar tis ven gal por sen dru fel nim ora bel cas tun vir zel".split()


def word(rng, n=2):
    return "".join(rng.choice(SYLLABLES) for _ in range(n))


def make(root, n):
    """Writes a dossier of n articles and 500 records."""
    rng = random.Random(7)
    kinds = ["people", "places", "organisations", "events"]
    names, seen = [], set()
    while len(names) < 500:
        name = f"{word(rng).capitalize()} {word(rng, 3).capitalize()}"
        if name not in seen:
            seen.add(name)
            names.append(name)
    for folder in ["articles", *kinds]:
        (root / "content" / folder).mkdir(parents=True)
    (root / "site.yaml").write_text("title: Corpus\nlanguage: fr\nbase_url: https://example.org/\n", encoding="utf-8")
    for i, name in enumerate(names):
        text = f"---\nname: {name}\n---\n{' '.join(word(rng) for _ in range(30)).capitalize()}.\n"
        (root / "content" / kinds[i % 4] / f"r{i:03}.md").write_text(text, encoding="utf-8")
    tags = [word(rng, 3) for _ in range(62)]
    vocabulary = [word(rng, rng.choice([1, 2, 2, 3])) for _ in range(3000)]
    for i in range(n):
        paragraphs = []
        for _ in range(8):
            words = [rng.choice(vocabulary) for _ in range(70)]
            for _ in range(rng.choice([2, 2, 3])):
                words.insert(rng.randrange(len(words)), names[int(rng.paretovariate(0.6)) * 7 % 500])
            words[0] = words[0].capitalize()
            paragraphs.append(" ".join(words) + ".")
        chosen = ", ".join(rng.sample(tags, 4))
        date = f"{1990 + i % 30}-{i % 12 + 1:02}-{i % 28 + 1:02}"
        head = f"---\ntitle: Titre {i} {rng.choice(vocabulary)}\ndate: {date}\npublisher: La Gazette\ntags: [{chosen}]\n---\n"
        (root / f"content/articles/a{i:06}.md").write_text(head + "\n\n".join(paragraphs) + "\n", encoding="utf-8")


class Server:
    def __init__(self, dossier, root, port):
        start = time.perf_counter()
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen([dossier, "serve", "--watch", "--port", str(port), "--root", str(root)],
                                        stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        self.port, self.connection = port, None
        while self.get("/index.html")[0] != 200:
            if self.process.poll() is not None or time.perf_counter() - start > 600:
                self.log.seek(0)
                sys.exit(f"the server did not start: {self.log.read().decode()}")
            time.sleep(0.02)
        self.ready = time.perf_counter() - start

    def get(self, path):
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            self.connection.request("GET", path)
            answer = self.connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            self.connection = None
            return 0, ""

    def cpu(self):
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def rest(self, quiet=0.6, limit=60):
        """Waits until the server has used under a tenth of a core for a while."""
        end, before = time.time() + limit, self.cpu()
        while time.time() < end:
            time.sleep(quiet)
            after = self.cpu()
            if after - before < 0.1 * quiet:
                return
            before = after

    def until(self, path, good, limit=30):
        """Returns the seconds until the page at `path` is good."""
        start = time.perf_counter()
        while time.perf_counter() - start < limit:
            status, page = self.get(path)
            if status == 200 and good(page):
                return time.perf_counter() - start
            time.sleep(0.002)
        return None

    def until_gone(self, path, limit=30):
        """Returns the seconds until there is no page at `path`."""
        start = time.perf_counter()
        while time.perf_counter() - start < limit:
            if self.get(path)[0] == 404:
                return time.perf_counter() - start
            time.sleep(0.002)
        return None

    def memory(self):
        text = open(f"/proc/{self.process.pid}/status").read()
        return [int(re.search(name + r":\s+(\d+)", text).group(1)) / 1024 for name in ("VmRSS", "VmHWM")]

    def panics(self):
        """Returns how often the program failed and went on."""
        self.log.seek(0)
        return self.log.read().count(b"panicked at")

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


def save(path, text):
    path.write_text(text, encoding="utf-8")


def slug(tag):
    import unicodedata
    tag = unicodedata.normalize("NFKD", tag.replace("œ", "oe"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in tag if not unicodedata.combining(c)).lower()).strip("-")


def prepare(root, n_edits):
    """Gives the dossier a template of its own, and articles the spellings that records will get."""
    articles = sorted((root / "content/articles").glob("*.md"))
    step = max(1, len(articles) // (4 * n_edits + 4))
    picked = articles[::step]
    assert len(picked) >= 4 * n_edits, "too few articles"
    for k, path in enumerate(picked[:n_edits]):
        save(path, path.read_text(encoding="utf-8") + f"\nLà se tient Zorbec Quanton{k}, dit-on.\n")
    template = root / "themes/default/templates/article.html"
    template.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE.parent.parent / "themes/default/templates/article.html", template)
    records = []
    for folder in ("people", "places", "organisations"):
        records += sorted((root / "content" / folder).glob("*.md"))
    return picked, records, template


def tag_page(server, tag, path):
    """Returns which page of a tag lists an article: many articles take several."""
    page, number = f"/tags/{tag}.html", 0
    while f"articles/{path.stem}.html" not in server.get(page)[1] and number < 1000:
        number += 1
        page = f"/tags/{tag}/{number}.html"
    return page


def measure(server, root, picked, records, template, n):
    page = lambda path: f"/articles/{path.stem}.html"
    folders = {"people": "personnes", "places": "lieux", "organisations": "organisations"}
    sitemap = server.get("/sitemap.xml")[1]
    if "/people/" in sitemap:
        folders["people"] = "people"
    if "/places/" in sitemap:
        folders["places"] = "places"
    of_record = lambda path: f"/{folders[path.parent.name]}/{path.stem}.html"
    read = lambda path: path.read_text(encoding="utf-8")
    results = {}

    def note(kind, seconds):
        results.setdefault(kind, []).append(seconds)

    for k in range(n):
        path = picked[n + k]
        server.get(page(path))
        server.rest()
        save(path, read(path) + f"\nUne ligne de plus : ajout-{k}.\n")
        note("body", server.until(page(path), lambda html: f"ajout-{k}." in html))
    for k in range(n):
        path = picked[2 * n + k]
        text = read(path)
        tag = re.findall(r"[^\[\],\"]+", re.search(r"^tags: (.*)$", text, re.M).group(1))[0].strip()
        listed = tag_page(server, slug(tag), path)
        server.rest()
        save(path, re.sub(r"^title: .*$", f"title: Titre neuf {k} xyz", text, count=1, flags=re.M))
        start = time.perf_counter()
        own = server.until(page(path), lambda html: f"Titre neuf {k} xyz" in html)
        note("title", own)
        shown = server.until(listed, lambda html: f"Titre neuf {k} xyz" in html)
        note("title, on the tag's page", None if shown is None else time.perf_counter() - start)
    for k in range(n):
        path = records[k * 3]
        server.rest()
        save(path, read(path) + f"\nEncore un mot-{k}.\n")
        note("record's text", server.until(of_record(path), lambda html: f"mot-{k}." in html))
    for k in range(n):
        path, article = records[k * 3 + 1], picked[k]
        text = read(path)
        head, sep, tail = text.partition("\nname:")
        names = re.search(r"^names: \[(.*)\]$", text, re.M)
        if names:
            new = text.replace(names.group(0), f"names: [{names.group(1)}, Zorbec Quanton{k}]")
        else:
            new = f"{head}\nnames: [Zorbec Quanton{k}]{sep}{tail}"
        server.rest()
        save(path, new)
        note("record's names", server.until(page(article), lambda html: f">Zorbec Quanton{k}</a>" in html))
    base = read(template)
    for k in range(n):
        path = picked[3 * n + k]
        server.rest()
        save(template, base.replace("{%- block main -%}", f'{{%- block main -%}}<i class="marque-{k}"></i>', 1))
        note("template", server.until(page(path), lambda html: f"marque-{k}" in html))
    site = read(root / "site.yaml")
    for k in range(n):
        path = picked[3 * n + k]
        server.rest()
        save(root / "site.yaml", re.sub(r"^title: .*$", f"title: Corpus {k} neuf", site, flags=re.M))
        note("site.yaml", server.until(page(path), lambda html: f"Corpus {k} neuf" in html))
    example = read(picked[0])
    added = [root / f"content/articles/a{k * 37 + 11:06}-neuf.md" for k in range(n)]
    for k, path in enumerate(added):
        server.rest()
        # Its own words in its own order: a copy of another article would make a group of copies, which is another edit.
        head, _, text = example.partition("\n---\n")
        words = text.split()
        random.Random(k).shuffle(words)
        head = re.sub(r"^title: .*$", f"title: Article neuf {k} xyz", head, count=1, flags=re.M)
        save(path, f"{head}\n---\n{' '.join(words)}\n")
        note("new article", server.until(page(path), lambda html: f"Article neuf {k} xyz" in html))
    for path in added:
        server.rest()
        path.unlink()
        note("deleted article", server.until_gone(page(path)))
    return results


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--dossier", default=str(HERE.parent.parent / "target/dist/dossier"))
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--root", type=Path)
    options.add_argument("--edits", type=int, default=30)
    options.add_argument("--port", type=int, default=8097)
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root = options.root or Path(temporary)
        if not options.root:
            make(root, options.articles)
        picked, records, template = prepare(root, options.edits)
        server = Server(options.dossier, root, options.port)
        try:
            server.rest()
            resting = server.memory()
            results = measure(server, root, picked, records, template, options.edits)
            resident, peak = server.memory()
        finally:
            server.stop()
    print(f"ready after {server.ready:.2f} s; resident {resting[0]:.0f} MiB at first, {resident:.0f} at the end, peak {peak:.0f}")
    lost = 0
    for kind, times in results.items():
        good = sorted(1000 * t for t in times if t is not None)
        lost += len(times) - len(good)
        p95 = good[max(0, -(-len(good) * 95 // 100) - 1)] if good else float("nan")
        p50 = statistics.median(good) if good else float("nan")
        print(f"{kind:26} n {len(times):3}  p50 {p50:7.1f} ms  p95 {p95:7.1f} ms  max {good[-1] if good else float('nan'):7.1f} ms  not shown {len(times) - len(good)}")
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
