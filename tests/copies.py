#!/usr/bin/env python3
"""copies.py - are articles found that are one dispatch, and no others? Python stdlib only.

  tests/copies.py TEXTS [--bin dossier] [--seeds 5] [--articles 300] [--variants 60] [--errors N]
  tests/copies.py TEXTS --time N        seconds of the stage over N articles, copied together from TEXTS

TEXTS is a file of JSON lines with `text` and `title` (paragraphs apart by one blank line), or a folder of .txt or .md
files. Nothing of it is kept. For each seed some articles are drawn, and for some of these a variant is planted, as
another paper would print it: under another title, its paragraphs cut, its words changed. Then `dossier export jsonl`
is asked which articles are copies.

A changed word is (7 in 10) another one, drawn as often as it stands in the texts, or (3 in 20) cut, or (3 in 20) has
another one after it. `swap` exchanges neighbouring words, `shuffle` the order of paragraphs. Every pair of articles
counts, found and planted:

  precision  pairs found that were planted, of those found;   recall  pairs planted that were found, of those planted

so that each pair of the texts as they are that dossier takes for copies counts against it. Two variants of one article
are a pair too, and are one with it. `traps` are pairs of different articles that are given the same third text, a
quotation or background of 30 to 45 % of the shorter one; `notices` are 60 words that stand in five articles.
"""
import argparse, itertools, json, os, random, re, subprocess, sys, tempfile, time

#           name                          changed      cut  per article  swap  shuffle  shortest
SETTINGS = (('10-30 % changed, cut',      (.10, .30), .34, 1, 0, False, 60),
            ('10 %',                      (.10, .10), 0, 1, 0, False, 60),
            ('30 %, cut by a third',      (.30, .30), .34, 1, 0, False, 60),
            ('20 %, cut by half',         (.20, .20), .5, 1, 0, False, 90),
            ('35 %, cut by a third',      (.35, .35), .34, 1, 0, False, 60),
            ('two of one, 10-30 %, cut',  (.10, .30), .34, 2, 0, False, 60),
            ('order of words, 20 %',      (.20, .20), .2, 1, .1, False, 60),
            ('order of paragraphs, 25 %', (.25, .25), .2, 1, 0, True, 60))


def load(path):
    """[(title, [paragraph])], longest lists of notices left out by nobody."""
    texts = []
    if os.path.isdir(path):
        for name in sorted(os.listdir(path)):
            if name.endswith(('.txt', '.md')):
                with open(os.path.join(path, name), encoding='utf-8') as file:
                    texts.append((name, re.sub(r'\A---\n.*?\n---\n', '', file.read(), flags=re.S)))
    else:
        with open(path, encoding='utf-8') as file:
            texts = [(line['title'], line['text']) for line in map(json.loads, file)]
    cut = lambda title, text: text[len(title):] if text.startswith(title) else text
    return [(title, [' '.join(p.split()) for p in cut(title, text).split('\n\n') if p.strip()]) for title, text in texts]


def n_words(paragraphs):
    return sum(len(p.split()) for p in paragraphs)


def vary(rng, paragraphs, words, rate, cut, swap, shuffle):
    """The text as another paper prints it; sentences are cut where there is one paragraph."""
    if len(paragraphs) == 1:
        paragraphs = re.split(r'(?<=[.!?]) ', paragraphs[0])
    n = max(1, round(len(paragraphs) * (1 - cut * rng.random() if cut < .5 else 1 - cut)))
    kept = [paragraphs[i] for i in sorted(rng.sample(range(len(paragraphs)), n))]
    if shuffle:
        rng.shuffle(kept)
    out = []
    for paragraph in kept:
        line = []
        for word in paragraph.split():
            if rng.random() >= rate:
                line.append(word)
                continue
            lot = rng.random()
            line += [rng.choice(words)] if lot < .7 else [] if lot < .85 else [word, rng.choice(words)]
        at = 0
        while swap and at + 1 < len(line):
            if rng.random() < swap:
                line[at:at + 2] = line[at + 1], line[at]
                at += 1
            at += 1
        out.append(' '.join(line))
    return out


def plant(rng, texts, words, setting, n_articles, n_variants):
    """-> articles, planted pairs, which are traps"""
    _, (low, high), cut, per, swap, shuffle, shortest = setting
    articles = [list(text) for text in rng.sample(texts, min(n_articles, len(texts)))]
    long_enough = [i for i, (_, ps) in enumerate(articles) if n_words(ps) >= shortest]
    pairs = set()
    for source in rng.sample(long_enough, n_variants // per):
        group = [source]
        for _ in range(per):
            made = vary(rng, articles[source][1], words, rng.uniform(low, high), cut, swap, shuffle)
            group.append(len(articles))
            articles.append([' '.join(rng.choice(words) for _ in range(7)), made])
        pairs |= set(itertools.combinations(group, 2))
    return articles, pairs


def traps(rng, texts, n):
    """Different articles with a stretch in common -> articles"""
    some = rng.sample([t for t in texts if 120 <= n_words(t[1]) <= 500], 3 * n)
    articles = []
    for a, b, common in zip(some[:n], some[n:2 * n], some[2 * n:]):
        size = min(n_words(a[1]), n_words(b[1]))
        shared = ' '.join(' '.join(common[1]).split()[:int(size * rng.uniform(.43, .8))])  # 30-45 % of the whole
        for title, paragraphs in (a, b):
            paragraphs = list(paragraphs)
            paragraphs.insert(rng.randrange(len(paragraphs) + 1), shared)
            articles.append([title, paragraphs])
    return articles


def notices(rng, texts, n):
    """Notices of 60 words, each in full in five longer articles -> articles"""
    some = rng.sample([t for t in texts if n_words(t[1]) >= 90], 6 * n)
    articles = []
    for k in range(n):
        notice = ' '.join(' '.join(some[6 * k][1]).split()[:60])
        articles.append(['notice', [notice]])
        for title, paragraphs in some[6 * k + 1:6 * k + 6]:
            articles.append([title, paragraphs + [notice]])
    return articles


def write(folder, articles):
    os.makedirs(os.path.join(folder, 'content/articles'))
    with open(os.path.join(folder, 'site.yaml'), 'w', encoding='utf-8') as file:
        file.write('title: Copies\nlanguage: fr\nhtml: escape\n')
    for index, (title, paragraphs) in enumerate(articles):
        with open(os.path.join(folder, f'content/articles/a{index:05}.md'), 'w', encoding='utf-8') as file:
            body = '\n\n'.join(re.sub(r'([\\`*_{}\[\]<>#|~])', r'\\\1', p) for p in paragraphs)
            file.write(f'---\ntitle: {json.dumps(title, ensure_ascii=False)}\ndate: 2020-01-01\n---\n{body}\n')


def found(binary, articles):
    with tempfile.TemporaryDirectory() as folder:
        write(folder, articles)
        run = subprocess.run([binary, '--root', folder, 'export', 'jsonl'], capture_output=True, check=False)
        lines = [json.loads(line) for line in run.stdout.splitlines()]
        if len(lines) != len(articles):
            sys.exit(f'{len(lines)} of {len(articles)} articles came back\n{run.stderr.decode()[:2000]}')
    number = lambda id: int(id[1:])
    return {tuple(sorted((number(l['id']), number(o)))) for l in lines for o in l['copies']}


def share(a, b):
    return a / b if b else 1.0


def time_stage(binary, texts, n):
    """A tenth are variants; the rest are pieced together from paragraphs, so that no two are alike."""
    rng = random.Random(0)
    words = [w for _, ps in texts for p in ps for w in p.split()]
    sentences = [s for _, ps in texts for p in ps for s in re.split(r'(?<=[.!?]) ', p) if len(s) > 40]
    articles = [[f't{i}', [' '.join(rng.choice(sentences) for _ in range(4)) for _ in range(4)]] for i in range(n * 9 // 10)]
    articles += [[f'v{i}', vary(rng, articles[i][1], words, .2, .3, 0, False)] for i in range(n - len(articles))]
    with tempfile.TemporaryDirectory() as folder:
        write(folder, articles)
        run = subprocess.run([binary, '--root', folder, 'build', '--timings'], capture_output=True, check=False)
        print(f'{n} articles of {n_words([p for _, ps in articles for p in ps]) // n} words')
        print('\n'.join(l for l in run.stderr.decode().splitlines() if re.search(r'sketch|copies|link|summar', l)))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument('texts')
    arguments.add_argument('--bin', default='dossier')
    arguments.add_argument('--seeds', type=int, default=5)
    arguments.add_argument('--articles', type=int, default=300)
    arguments.add_argument('--variants', type=int, default=60)
    arguments.add_argument('--errors', type=int, default=0)
    arguments.add_argument('--time', type=int)
    given = arguments.parse_args()
    texts = [text for text in load(given.texts) if text[1]]
    if given.time:
        return time_stage(given.bin, texts, given.time)
    words = [w for _, ps in texts for p in ps for w in p.split()]
    print(f'{"":28}{"precision":>10}{"recall":>8}   worst seed   wrong pairs / missed pairs, {given.seeds} seeds')
    for setting in SETTINGS:
        right = wrong = missed = 0
        worst = [1.0, 1.0]
        for seed in range(given.seeds):
            rng = random.Random(seed)
            articles, planted = plant(rng, texts, words, setting, given.articles, given.variants)
            pairs = found(given.bin, articles)
            r, w, m = len(pairs & planted), len(pairs - planted), len(planted - pairs)
            right, wrong, missed = right + r, wrong + w, missed + m
            worst = [min(worst[0], share(r, r + w)), min(worst[1], share(r, r + m))]
            for a, b in sorted(pairs ^ planted)[:given.errors]:
                what = 'missed' if (a, b) in planted else 'wrong '
                print(f'  {what} {n_words(articles[a][1])}/{n_words(articles[b][1])} words  {articles[a][0][:50]} | {articles[b][0][:50]}')
        print(f'{setting[0]:28}{share(right, right + wrong):>10.3f}{share(right, right + missed):>8.3f}'
              f'   {worst[0]:.3f} {worst[1]:.3f}   {wrong} / {missed}')
    for name, make, n in (('traps', traps, 40), ('notices', notices, 15)):
        grouped = total = 0
        for seed in range(given.seeds):
            articles = make(random.Random(seed), texts, n)
            total += len(articles)
            pairs = found(given.bin, articles)
            grouped += len(pairs)
            for a, b in sorted(pairs)[:given.errors]:
                print(f'  {name} {n_words(articles[a][1])}/{n_words(articles[b][1])} words  {articles[a][0][:50]} | {articles[b][0][:50]}')
        print(f'{name}: {grouped} pairs taken for copies among {total} articles')


main()
