#!/usr/bin/env python3
"""Kills dossier at random moments, and looks at what it left: no file may be truncated or mixed, the next run does the rest.

    tests/bench/kill.py [--kills 500] [--seed 10] [--only build,import] [--dossier target/release/dossier]
    tests/bench/kill.py --full             besides: each command on a file system that is full after so many bytes

A dossier of invented articles is made in a temporary folder. For each command it is known what the folder holds before a
run and after an undisturbed one. Then, on a fresh copy each time, the command is started and killed (SIGKILL, with all its
processes): a third at a moment spread over the measured length of a run; a third at a moment spread over the time in which it
writes, counted from the first change that is seen in the folder; a third within some milliseconds after renaming has begun,
which the journal or the list of the output tells. Then

  - every file must be, byte for byte, the one from before or the one from after (`review` writes one file after each
    answer: there, the file after any number of answers); a file that waits to be renamed has a hidden name, and is no content;
  - the same command is run again: it must succeed, leave exactly what the undisturbed run left, and no waiting file;
  - `merge`, `rename` and `forget` change many files: there a `check` is the next run, after which all are as before or all as after.

With --full (Linux, root) the folder is a tmpfs too small for the run, of several sizes: the command must say so with exit
code 3, every file be as before or as after, and the run after more room was given do the rest.

The exit code is 1 where anything else was found. What was found is printed with the seed and the number of the kill.
"""
import argparse, json, os, random, shutil, signal, subprocess, sys, tempfile, time
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIRST = "Jeanne Paul Marie Louis Anne Pierre Claire Jacques Sophie Henri Lucie Marc Hélène Alain Denise Yves".split()
LAST = "Morvan Kerdaniel Lesquin Tanvier Rouzic Galdric Belcastel Vindrac Solmiac Tréhorn Dumarcy Falvert".split()
WORDS = ("le conseil du port a promis de rallumer la lampe avant la fin de la saison et les bateaux sortiront deux fois par jour "
         "malgré le vent qui souffle depuis la grande tempête de janvier sur le vieux quai où la mairie cherche trois gardiens").split()
MANIFEST = ".dossier-manifest.json"
OUTPUTS = ".dossier/outputs.json"
# What one run of the import did, with the paths it was given. After a killed run, the next one finds some documents
# imported already and says so.
REPORT = ".dossier/import-report.txt"


def is_waiting(name):
    """A file that dossier has not put into its place yet."""
    return "/.dossier-stage/" in f"/{name}" or (name.rsplit("/", 1)[-1].startswith(".dossier-") and not name.endswith(MANIFEST))


def is_alike(found, wanted):
    """The same files with the same bytes, but for the report."""
    return found.keys() == wanted.keys() and all(found[name] == wanted[name] for name in wanted if name != REPORT)


def article(rng, i, people):
    paragraphs = []
    for _ in range(5):
        words = [rng.choice(WORDS) for _ in range(40)]
        words.insert(rng.randrange(5, 35), f"a déclaré {rng.choice(people)}")
        words[0] = words[0].capitalize()
        paragraphs.append(" ".join(words) + ".")
    return f"---\ntitle: Article {i} sur le port\ndate: 202{i % 5}-0{i % 9 + 1}-1{i % 9}\ntags: [port, t{i % 7}]\n---\n" + "\n\n".join(paragraphs) + "\n"


def make(root, n):
    """Writes a dossier: two bearers of one name, one record to be merged, names without a record, raw documents."""
    rng = random.Random(7)
    put = lambda name, text: ((root / name).parent.mkdir(parents=True, exist_ok=True), (root / name).write_text(text, encoding="utf-8"))
    people = [f"{rng.choice(FIRST)} {last}" for last in LAST] + ["Morvan", "Jeanne Morvan", "[[luc-morvan|lui]]", "[[lucien-morvan|Lucien]]"]
    put("site.yaml", "title: Le port\nlanguage: fr\nbase_url: https://example.org/\n")
    put("content/people/jeanne-morvan.md", "---\nname: Jeanne Morvan\n---\nMaire.\n")
    put("content/people/luc-morvan.md", "---\nname: Luc Morvan\n---\nPêcheur.\n")
    put("content/people/lucien-morvan.md", "---\nname: Lucien Morvan\n---\nLe même que Luc.\n")
    for i in range(n):
        put(f"content/articles/a{i:03}.md", article(rng, i, people))
    for i in range(n // 2):
        text = article(rng, 500 + i, people).split("---\n", 2)[2]
        put(f"raw/2021-05-{i % 28 + 1:02}-depeche-{i:03}.txt", f"Dépêche {i} du port\n\n{text}")


def files(root):
    found = {}
    for folder, _, names in os.walk(root):
        for name in names:
            path = Path(folder) / name
            found[path.relative_to(root).as_posix()] = path.read_bytes()
    if OUTPUTS in found:
        found[OUTPUTS] = b"times of this disk"  # which no two runs share
    return found


def signature(root):
    """Changes with the first thing that is written; cheap to ask for."""
    seen = []
    for folder in ["", "public", "content", "content/articles", "content/people", "seeds"]:
        try:
            seen.append(os.stat(root / folder).st_mtime_ns)
        except OSError:
            seen.append(0)
    return seen


def renaming(root):
    """Changes when what was written begins to be renamed into its place."""
    seen = []
    for name in ["public/" + MANIFEST, "content/.dossier-journal.json"]:
        try:
            seen.append(os.stat(root / name).st_mtime_ns)
        except OSError:
            seen.append(0)
    return seen


class Run:
    """What is run: the words of the command, its input, what is done before it, and what must hold after a kill."""
    def __init__(self, name, words, stdin="", prepare=None, all_or_nothing=False, code=0):
        self.name, self.words, self.stdin, self.prepare = name, words, stdin, prepare
        self.all_or_nothing, self.code = all_or_nothing, code


def edited(call, root):
    """A site is there; then a third of its articles is edited, some go, some come, one page breaks into a folder."""
    call(root, ["build"])
    for i, path in enumerate(sorted((root / "content/articles").iterdir())):
        if i % 3 == 0:
            path.write_text(path.read_text(encoding="utf-8").replace("le conseil", "la commission"), encoding="utf-8")
        elif i % 11 == 0:
            path.unlink()
        elif i % 13 == 0:
            shutil.copy(path, path.with_name(f"neuf{i}.md"))


RUNS = [
    Run("build", ["build"], prepare=edited),
    Run("first build", ["build"]),
    Run("import", ["import", "raw"]),
    Run("suggest", ["suggest", "--write"]),
    Run("review", ["review"], stdin="r\n" * 2000),
    Run("merge", ["merge", "lucien-morvan", "luc-morvan"], all_or_nothing=True),
    Run("rename", ["rename", "luc-morvan", "luc"], all_or_nothing=True),
    Run("forget", ["forget", "lucien-morvan"], all_or_nothing=True),
]


class Bench:
    def __init__(self, dossier, folder, n_articles):
        self.dossier, self.folder, self.wrong = dossier, folder, []
        self.origin = folder / "origin"
        make(self.origin, n_articles)

    def call(self, root, words, stdin=""):
        return subprocess.run([self.dossier, "-q", "--root", str(root), *self.located(root, words)], input=stdin.encode(),
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def located(self, root, words):
        return [str(root / word) if word == "raw" else word for word in words]

    def start(self, root, run):
        return subprocess.Popen([self.dossier, "-q", "--root", str(root), *self.located(root, run.words)], stdin=subprocess.PIPE,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    def before(self, run):
        """Makes the folder as it is before the run; a copy of it is made for each kill."""
        base = self.folder / "base"
        shutil.rmtree(base, ignore_errors=True)
        shutil.copytree(self.origin, base)
        if run.prepare:
            run.prepare(self.call, base)
        return base

    def fresh(self, base):
        root = self.folder / "work"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(base, root)  # with the times of the files: what a build finds intact, it must find intact here
        return root

    def undisturbed(self, run, base):
        """Returns the files after the run, every state of the decisions on the way, and how long it and its writing take."""
        decisions, lengths, writing = set(), [], []
        if run.name == "review":
            for n in range(1, 400):
                root = self.fresh(base)
                asked = self.call(root, run.words, "r\n" * n)
                assert asked.returncode == 0, asked.stderr
                now = (root / "content/decisions.yaml").read_bytes()
                if now in decisions:
                    break
                decisions.add(now)
        for _ in range(3):
            root = self.fresh(base)
            unchanged, began, first = signature(root), time.perf_counter(), None
            process = self.start(root, run)
            self.feed(process, run)
            while process.poll() is None:
                if first is None and signature(root) != unchanged:
                    first = time.perf_counter()
                time.sleep(0.0005)
            ended = time.perf_counter()
            assert process.returncode == run.code, f"{run.name} ends with {process.returncode} undisturbed"
            lengths.append(ended - began)
            writing.append(ended - (first or ended))
        return files(root), decisions, sorted(lengths)[1], max(writing)

    def feed(self, process, run):
        try:
            process.stdin.write(run.stdin.encode())
            process.stdin.close()
        except BrokenPipeError:
            pass

    def kill(self, root, run, length, writing, rng):
        """Starts the run and kills it; returns whether it was still running."""
        unchanged, unmoved = signature(root), renaming(root)
        process = self.start(root, run)
        began = time.perf_counter()
        self.feed(process, run)
        way, moment = rng.randrange(3), rng.random()
        if way == 0:
            time.sleep(max(0, moment * length * 1.02 - (time.perf_counter() - began)))
        elif way == 1:
            while process.poll() is None and signature(root) == unchanged:
                time.sleep(0.0002)
            time.sleep(moment * writing)
        else:
            while process.poll() is None and renaming(root) == unmoved:
                pass
            time.sleep(moment * moment * 0.008)
        ran = process.poll() is None
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()
        return ran

    def torn(self, found, before, after, decisions):
        """Names the files that are neither from before nor from after."""
        torn = []
        for name in sorted(set(found) | set(before) | set(after)):
            if is_waiting(name):
                continue
            if name == REPORT:
                if not found.get(name, b"\n").endswith(b"\n"):
                    torn.append(name)
                continue
            if name.endswith(MANIFEST) and name in found:
                try:
                    json.loads(found[name])
                except ValueError:
                    torn.append(name)
                continue
            if name not in found:
                if name in before and name in after:
                    torn.append(f"{name} (missing)")
                continue
            allowed = {before.get(name), after.get(name)} | (decisions if name == "content/decisions.yaml" else set())
            if found[name] not in allowed:
                torn.append(name)
        return torn

    def test(self, run, n_kills, seed):
        base = self.before(run)
        before = files(base)
        after, decisions, length, writing = self.undisturbed(run, base)
        rng = random.Random(f"{seed} {run.name}")
        counts = {"killed": 0, "as before": 0, "as after": 0, "between": 0, "waiting": 0}
        for kill in range(n_kills):
            root = self.fresh(base)
            counts["killed"] += self.kill(root, run, length, writing, rng)
            found = files(root)
            content = {name: bytes for name, bytes in found.items() if not is_waiting(name)}
            counts["as before" if content == before else "as after" if content == after else "between"] += 1
            counts["waiting"] += any(map(is_waiting, found))
            problems = [f"torn: {name}" for name in self.torn(found, before, after, decisions)]
            if run.all_or_nothing:
                self.call(root, ["check"])
                content = {name: bytes for name, bytes in files(root).items() if not is_waiting(name)}
                if content == after:
                    self.note(run, seed, kill, problems)
                    continue
                if content != before:
                    problems.append(f"neither as before nor as after: {self.difference(content, before)}")
            again = self.call(root, run.words, run.stdin)
            if again.returncode != run.code:
                problems.append(f"the next run ends with {again.returncode}: {again.stderr.decode()[-300:]}")
            elif not is_alike(files(root), after):
                problems.append(f"the next run leaves something else: {self.difference(files(root), after)}")
            self.note(run, seed, kill, problems)
        tail = ", ".join(f"{n} {what}" for what, n in counts.items())
        print(f"{run.name:<12} {n_kills} kills over {length * 1000:.0f} ms, of which {writing * 1000:.0f} ms writing: {tail}", flush=True)

    def difference(self, found, wanted):
        names = sorted(name for name in set(found) | set(wanted) if found.get(name) != wanted.get(name))
        return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")

    def note(self, run, seed, number, problems):
        for problem in problems:
            self.wrong.append(problem)
            print(f"  seed {seed}, {run.name} {number}: {problem}", flush=True)

    def full(self, run):
        """Runs on a tmpfs with room for so many blocks of 4 KiB; then gives it more."""
        base = self.before(run)
        before = files(base)
        after, decisions, _, _ = self.undisturbed(run, base)
        mount = self.folder / "small"
        mount.mkdir(exist_ok=True)
        n_refused = 0
        pages = lambda tree: sum(-(-len(bytes) // 4096) for bytes in tree.values())
        need = pages(before)
        for free in [0, 1, 3, 6, 12, 24, 48, 96]:
            if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={(need + free) * 4096},nr_inodes=0", "tmpfs", str(mount)], stderr=subprocess.DEVNULL).returncode:
                print("skipped: no file system can be mounted here (this needs Linux and root)")
                return
            try:
                root = mount / "work"
                shutil.copytree(base, root)
                ran = self.call(root, run.words, run.stdin)
                problems = [f"torn: {name}" for name in self.torn(files(root), before, after, decisions)]
                if ran.returncode not in (run.code, 3):
                    problems.append(f"ends with {ran.returncode}: {ran.stderr.decode()[-300:]}")
                if ran.returncode == 3:
                    n_refused += 1
                    problems += [f"left waiting: {name}" for name in files(root) if is_waiting(name)]
                subprocess.run(["mount", "-o", "remount,size=1g", str(mount)], check=True)
                again = self.call(root, run.words, run.stdin)
                if ran.returncode == 3 and (again.returncode != run.code or not is_alike(files(root), after)):
                    problems.append(f"with room, the next run ends with {again.returncode}: {self.difference(files(root), after)} {again.stderr.decode()[-200:]}")
                self.note(run, "full", free, problems)
            finally:
                subprocess.run(["umount", str(mount)], check=True)
        print(f"{run.name:<12} on a full disk: refused with exit code 3 at {n_refused} of 8 sizes", flush=True)
        if n_refused == 0:
            self.wrong.append(f"{run.name}: never refused, so nothing was tested")
            print(f"  {self.wrong[-1]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=500, help="in all, shared among the commands")
    parser.add_argument("--seed", type=int, default=10)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--only", default="", help="names of commands, with commas")
    parser.add_argument("--full", action="store_true", help="full disks, and no kills")
    parser.add_argument("--dossier", default=str(HERE.parent.parent / "target/release/dossier"))
    options = parser.parse_args()
    runs = [run for run in RUNS if not options.only or run.name in options.only.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(str(Path(options.dossier).resolve()), Path(folder), options.articles)
        for i, run in enumerate(runs):
            if options.full:
                bench.full(run)
            else:
                bench.test(run, options.kills // len(runs) + (i < options.kills % len(runs)), options.seed)
    print(f"{len(bench.wrong)} problems")
    sys.exit(1 if bench.wrong else 0)


if __name__ == "__main__":
    main()
