#!/usr/bin/env python3
"""`dossier annotate` under Spark, Dask and GNU parallel: the same bytes as one process, and how long each takes. Then documents
through `import --stream | annotate`, and names through `suggest --partial` and `--merge`, by one process and under GNU parallel.

    tests/scale/engines.py --dossier BIN [--articles 2000] [--only one,parallel,dask,spark,chain,names]

Makes articles up, as tests/bench/speed.py does, and their names as one file. Spark runs as a local cluster of two workers with one
core each, which are processes of their own (needs Java, `pip install pyspark`); Dask with two processes (`pip install
"dask[bag]"`); GNU parallel with two jobs (package `parallel`). What is not installed is skipped, and that is said.
"""
import argparse, hashlib, json, os, random, shutil, subprocess, sys, tempfile, time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
from speed import make  # noqa: E402

ONE_CORE = {"RAYON_NUM_THREADS": "1"}


def annotate(lines, command):
    """The lines of one part with their annotations: what the manual shows for Spark and Dask."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as made:
        given.writelines(line.encode().rstrip(b"\n") + b"\n" for line in lines)
        given.seek(0)
        subprocess.run(command, stdin=given, stdout=made, check=True, env={**os.environ, **ONE_CORE})
        made.seek(0)
        return [line.decode().rstrip("\n") for line in made]


def one(command, articles, _folder):
    return subprocess.run(command, stdin=articles.open(), check=True, capture_output=True, env={**os.environ, **ONE_CORE}).stdout


def all_cores(command, articles, _folder):
    return subprocess.run(command, stdin=articles.open(), check=True, capture_output=True).stdout


def parallel(command, articles, _folder):
    if not shutil.which("parallel"):
        return None
    size = max(1, articles.stat().st_size // 7)
    return subprocess.run(["parallel", "--will-cite", "--pipepart", "-a", articles, "--block", str(size), "--keep-order", "-j", "2",
                           "RAYON_NUM_THREADS=1 " + " ".join(map(str, command))], check=True, capture_output=True).stdout


def dask(command, articles, folder):
    try:
        import dask
        import dask.bag
    except ImportError:
        return None
    with dask.config.set(scheduler="processes", num_workers=2):
        bag = dask.bag.read_text(str(articles), blocksize=articles.stat().st_size // 5 + 1)
        bag.map_partitions(annotate, command).to_textfiles(str(folder / "dask-*.jsonl"))
    texts = [path.read_text(encoding="utf-8").rstrip("\n") for path in sorted(folder.glob("dask-*.jsonl"))]
    return ("\n".join(text for text in texts if text) + "\n").encode()


def spark(command, articles, folder):
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        return None
    # A worker of a local cluster finds the program that the driver runs by its path, as a machine would that has it installed.
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    session = (SparkSession.builder.master("local-cluster[2,1,1024]").config("spark.ui.enabled", "false")
               .config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
               .config("spark.executorEnv.PYTHONPATH", str(Path(__file__).resolve().parent))
               .config("spark.sql.shuffle.partitions", "2").getOrCreate())
    session.sparkContext.setLogLevel("ERROR")
    session.sparkContext.addFile(str(command[-1]))
    words = [str(word) for word in command[:-1]]

    def part(lines):
        from pyspark import SparkFiles
        return annotate(lines, [*words, SparkFiles.get("names.lexicon")])

    lines = session.sparkContext.textFile(str(articles), 5).mapPartitions(part)
    lines.saveAsTextFile(str(folder / "spark"))
    session.stop()
    parts = sorted((folder / "spark").glob("part-*"))
    return b"".join(path.read_bytes() for path in parts)


def timed(what, n_bytes, run, expected=None):
    """Runs something, prints how long it took and what it gave, and returns its bytes."""
    start = time.monotonic()
    made = run()
    seconds = time.monotonic() - start
    verdict = "" if expected is None else "the same bytes" if made == expected else "OTHER BYTES"
    print(f"{what:34} {seconds:6.2f} s  {n_bytes / 1e6 / seconds:6.1f} MB/s  {hashlib.sha256(made).hexdigest()[:12]}  {verdict}", flush=True)
    return made


def shell(command, **options):
    return subprocess.run(["bash", "-ec", command], check=True, capture_output=True, **options).stdout


def chain(dossier, lexicon, folder, documents, n_text):
    """Documents -> annotated articles: one process after the other, and pairs of them on lists of files in any order."""
    filters = f"{dossier} import --stream --quiet | {dossier} annotate --lexicon {lexicon}"
    names = [str(path) for path in documents]
    listed = folder / "documents.txt"
    listed.write_text("\n".join(names) + "\n", encoding="utf-8")
    expected = timed("import --stream | annotate", n_text, lambda: shell(f"RAYON_NUM_THREADS=1; export RAYON_NUM_THREADS; cat {listed} | {filters}"))
    if not shutil.which("parallel"):
        print("parallel is not installed")
        return 0
    wrong = 0
    command = f"parallel --will-cite --pipe --keep-order -N {len(names) // 7 + 1} -j 2 'export RAYON_NUM_THREADS=1; {filters}'"
    wrong += timed("the same under parallel", n_text, lambda: shell(f"{command} < {listed}"), expected) != expected
    random.Random(3).shuffle(names)
    listed.write_text("\n".join(names) + "\n", encoding="utf-8")
    by_line = lambda made: b"".join(sorted(made.splitlines(keepends=True)))
    wrong += timed("files in another order, sorted", n_text, lambda: by_line(shell(f"{command} < {listed}")), by_line(expected)) != by_line(expected)
    return wrong


def names(dossier, lexicon, articles, folder, n_text):
    """The names that no record has: one process with one part, and parts that were made at once, in any order."""
    known = f"--lexicon {lexicon}"
    whole, parts = folder / "whole.part", folder / "parts"
    parts.mkdir()
    timed("suggest --partial, one part", n_text, lambda: shell(f"RAYON_NUM_THREADS=1 {dossier} suggest {known} --partial < {articles} > {whole}; echo"))
    size = whole.stat().st_size
    print(f"{'':34} {size / n_text:6.2f} MB a MB of text")
    merge = lambda files: shell(f"RAYON_NUM_THREADS=1 {dossier} suggest {known} --format jsonl --merge {files}")
    expected = timed("suggest --merge, of one part", n_text, lambda: merge(whole))
    if not shutil.which("parallel"):
        print("parallel is not installed")
        return 0
    block = articles.stat().st_size // 7
    command = (f"parallel --will-cite --pipepart -a {articles} --block {block} -j 2 "
               f"'RAYON_NUM_THREADS=1 {dossier} suggest {known} --partial > {parts}/{{#}}.part'")
    timed("suggest --partial under parallel", n_text, lambda: shell(f"{command}; echo"))
    files = sorted(parts.iterdir())
    print(f"{'':34} {sum(file.stat().st_size for file in files) / n_text:6.2f} MB a MB of text, in {len(files)} parts")
    random.Random(5).shuffle(files)
    return timed("suggest --merge, in another order", n_text, lambda: merge(" ".join(map(str, files))), expected) != expected


WAYS = {"one": one, "all cores": all_cores, "parallel": parallel, "dask": dask, "spark": spark}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--dossier", required=True, type=Path)
    options.add_argument("--articles", type=int, default=2000)
    options.add_argument("--only", default=",".join([*WAYS, "chain", "names"]))
    options = options.parse_args()
    dossier = options.dossier.resolve()
    os.environ["DOSSIER_LANG"] = "en"
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        make(folder / "site", options.articles)
        lexicon = folder / "names.lexicon"
        lexicon.write_bytes(subprocess.run([dossier, "--root", folder / "site", "export", "lexicon"], check=True, capture_output=True).stdout)
        articles = folder / "articles.jsonl"
        n_text = 0
        with articles.open("w", encoding="utf-8") as out:
            for path in sorted((folder / "site/content/articles").glob("*.md")):
                head, body = path.read_text(encoding="utf-8").split("---\n", 2)[1:]
                date = next((line.split(": ", 1)[1] for line in head.splitlines() if line.startswith("date: ")), None)
                n_text += len(body.encode())
                out.write(json.dumps({"id": path.stem, "date": date, "text": body.strip()}, ensure_ascii=False) + "\n")
        command = [dossier, "annotate", "--lexicon", lexicon]
        print(f"{options.articles} articles, {n_text / 1e6:.1f} MB of text")
        expected, wrong = None, 0
        only = options.only.split(",")
        for name in ["one", *[name for name in WAYS if name in only and name != "one"]]:
            start = time.monotonic()
            made = WAYS[name](command, articles, folder)
            seconds = time.monotonic() - start
            if made is None:
                print(f"{name:10} is not installed")
                continue
            expected = made if expected is None else expected
            is_same = made == expected
            wrong += not is_same
            print(f"{name:10} {seconds:6.2f} s  {n_text / 1e6 / seconds:6.1f} MB/s  {hashlib.sha256(made).hexdigest()[:12]}  "
                  f"{'the same bytes' if is_same else 'OTHER BYTES'}", flush=True)
        if "chain" in only:
            wrong += chain(dossier, lexicon, folder, sorted((folder / "site/content/articles").glob("*.md")), n_text)
        if "names" in only:
            wrong += names(dossier, lexicon, articles, folder, n_text)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
