#!/usr/bin/env python3
"""`dossier annotate` under Spark, Dask and GNU parallel: the same bytes as one process, and how long each takes.

    tests/scale/engines.py --dossier BIN [--articles 2000] [--only one,parallel,dask,spark]

Makes articles up, as tests/bench/speed.py does, and their names as one file. Spark runs as a local cluster of two workers with one
core each, which are processes of their own (needs Java, `pip install pyspark`); Dask with two processes (`pip install
"dask[bag]"`); GNU parallel with two jobs (package `parallel`). What is not installed is skipped, and that is said.
"""
import argparse, hashlib, json, os, shutil, subprocess, sys, tempfile, time
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


WAYS = {"one": one, "all cores": all_cores, "parallel": parallel, "dask": dask, "spark": spark}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--dossier", required=True, type=Path)
    options.add_argument("--articles", type=int, default=2000)
    options.add_argument("--only", default=",".join(WAYS))
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
        for name in ["one", *[name for name in options.only.split(",") if name != "one"]]:
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
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
