#!/usr/bin/env python3
"""certainty.py - how often the proposals of `dossier suggest` are right, by what they say. Python stdlib only.

  tests/train/certainty.py ARTICLES.jsonl --bin dossier [--language en] [--size 8] [--wrong N]

ARTICLES.jsonl has one article a line: {"text", "mentions": [[start, end, kind], ...]}, which the tagger's weights must not
have seen. Articles are taken SIZE at a time as one dossier without records. A proposal is right if at least half of its mentions
share words with an annotated name of its kind in the same article. `--wrong N` lists N proposals that were counted as wrong, to
see how many of them are only missing in the annotation. src/suggest/certainty.rs has the table that comes of it.
"""
import argparse, collections, json, os, random, re, subprocess, tempfile

KINDS = ('person', 'place', 'organisation')


def proposals(articles, given):
    with tempfile.TemporaryDirectory() as root:
        os.makedirs(f'{root}/content/articles')
        with open(f'{root}/site.yaml', 'w') as site:
            site.write(f'title: T\nlanguage: {given.language}\n')
        for number, article in enumerate(articles):
            text = re.sub(r'([\\`*_\[\]<>#])', r'\\\1', article['text'])
            with open(f'{root}/content/articles/a{number:03}.md', 'w') as file:
                file.write(f'---\ntitle: A{number}\nlanguage: {given.language}\n---\n{text}\n')
        command = [given.bin, 'suggest', '--format', 'jsonl', '--min-mentions', '1', '--root', root]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    for line in lines:
        candidate = json.loads(line)
        if candidate['kind'] not in KINDS:
            continue
        n_right = 0
        for at in candidate['evidence']:
            article = articles[int(at['article'][1:])]
            names = [(article['text'][start:end], kind) for start, end, kind, *_ in article['mentions']]
            n_right += any(kind == candidate['kind'] and (at['text'] in name or name in at['text']) for name, kind in names)
        yield candidate, 0 < len(candidate['evidence']) <= 2 * n_right


def report(title, rows):
    bins = collections.defaultdict(list)
    for candidate, is_right in rows:
        said = candidate['confidence']
        bins[1.0 if said >= 0.99 else int(said * 20) / 20].append((said, is_right))
    print(f'{title}: {len(rows)} proposals')
    for low, found in sorted(bins.items()):
        said, right = (sum(column) / len(found) for column in zip(*found))
        print(f'  from {low:.2f}: {len(found):5}  said {said:.3f}  right {right:.3f}')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('articles')
    parser.add_argument('--bin', default='dossier')
    parser.add_argument('--language', default='en')
    parser.add_argument('--size', type=int, default=8)
    parser.add_argument('--wrong', type=int, default=0)
    given = parser.parse_args()
    with open(given.articles) as file:
        articles = [json.loads(line) for line in file]
    rows = []
    for first in range(0, len(articles), given.size):
        rows.extend(proposals(articles[first:first + given.size], given))
    report('all', rows)
    report('one mention', [row for row in rows if row[0]['mentions'] == 1])
    report('more mentions', [row for row in rows if row[0]['mentions'] > 1])
    for kind in KINDS:
        report(kind, [row for row in rows if row[0]['kind'] == kind])
    wrong = [candidate for candidate, is_right in rows if not is_right]
    for candidate in random.Random(1).sample(wrong, min(given.wrong, len(wrong))):
        print(f"  {candidate['confidence']:.2f} {candidate['kind']:<13}{candidate['name']}")


if __name__ == '__main__':
    main()
