#!/usr/bin/env python3
"""winer.py - are the links right on names that a registry does not expect? Python stdlib only.

  tests/winer.py --corpus ../shared/eval/winer-dev.jsonl [--bin dossier] [--half even|odd|both] [--errors N]

One half of a corpus of annotated press articles gives the registry, as a user would write it; the other half is
annotated with it by `dossier export jsonl`. So every longer name around a known one (`<known place> Saint-Germain`,
`évêque de <known place>`) is a trap that no record announces. The same registry is also matched by *plain longest
match* (word boundaries, exact case, no rule of context), written below in twenty lines, as the figure to beat.

The registry: every name with two mentions or more in its half, under the kind it has most often there.
  person        a name of several words is a record, its last words being weak by themselves (`dossier` does that);
                a single word that ends such a name is weak in each record it ends, any other is a record of its own
  place, organisation   a record, strong
Names in the same half that differ only in capitals, accents or hyphens are one record.

A link is   right    the span and the kind of a gold name that stands in no longer one
            inside   strictly inside a longer gold name of any kind (also where the corpus marks the inner name too)
            kind     the span of a gold name that has another kind only
            bounds   across the edge of a gold name, or around one
            nowhere  where the corpus marks nothing
wrong = inside + kind, as a share of all links. `not right` is everything but right, the pessimistic reading.
recall = gold names (outermost, person, place or organisation) whose text is a form of the registry and of that kind,
         linked right. Articles, civilities, elisions and marks at the edge of a gold name do not count.

--errors N lists the N most frequent mistakes of each sort with an example; --missed N the gold names left unlinked,
with the reason that the review list gives; --plain lists those of plain longest match. --keep DIR leaves the dossier.
"""
import argparse, collections, difflib, json, os, re, shutil, subprocess, sys, tempfile, unicodedata

KINDS = ('person', 'place', 'organisation')
FOLDER = {'person': 'people', 'place': 'places', 'organisation': 'organisations'}
NAMES = KINDS + ('event', 'product', 'work')
FOLD = {0x2019: "'", 0x2018: "'", 0xA0: ' ', 0x202F: ' ', 0x2009: ' ', 0x2011: '-', 0xAD: None}
EDGE = re.compile(r"(?i)(?:[\s\"«“(]|[ld]['\u2019]|qu['\u2019]|(?:le|la|les|du|des|un|une|au|aux|mm?\.|mme|mlle|the)[ \u00a0])*")


def fold(text):
    text = unicodedata.normalize('NFD', text.translate(FOLD)).lower()
    return ''.join(c for c in text if unicodedata.category(c) != 'Mn').replace('-', ' ')


def trim(text, start, end):
    """Takes articles, civilities and marks off the edges of a gold span."""
    inner = start + EDGE.match(text[start:end]).end()
    while end > inner and not text[end - 1].isalnum():
        end -= 1
    return (inner, end) if end > inner else (start, end)


def gold(doc):
    """Names of a document as (start, end, kind), trimmed, and the outermost ones among them."""
    text = doc['text']
    names = sorted({(*trim(text, s, e), k) for s, e, k in doc['mentions'] if k in NAMES})
    outer = [n for n in names if not any((o[0] <= n[0] and n[1] <= o[1] and o[1] - o[0] > n[1] - n[0]) for o in names)]
    return names, outer


def registry(docs):
    """[{id, kind, name, names, weak}] as a user would write it from what these documents name."""
    counts, spelled = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    for doc in docs:
        for start, end, kind in gold(doc)[1]:
            form = ' '.join(doc['text'][start:end].split())
            if kind in KINDS and len(form) > 1 and (form[0].isupper() or form[0].isdigit()):
                counts[fold(form)][kind] += 1
                spelled[fold(form)][form] += 1
    chosen = {}
    for key, kinds in counts.items():
        if sum(kinds.values()) >= 2:
            chosen[key] = (spelled[key].most_common(1)[0][0], kinds.most_common(1)[0][0])
    full = [form for form, kind in chosen.values() if kind == 'person' and len(form.split()) > 1]
    records = []
    for key, (form, kind) in sorted(chosen.items()):
        if kind == 'person' and len(form.split()) == 1 and any(fold(name).endswith(' ' + key) for name in full):
            continue
        weak = [f for f, k in chosen.values() if k == 'person' and len(f.split()) == 1 and kind == 'person'
                and fold(form).endswith(' ' + fold(f)) and form != f]
        records.append({'id': f'r{len(records)}', 'kind': kind, 'name': form, 'weak': weak})
    return records


def write(root, records, docs):
    """The registry and the articles as a project folder; returns article id -> document."""
    for folder in ('articles', *FOLDER.values()):
        os.makedirs(os.path.join(root, 'content', folder))
    with open(os.path.join(root, 'site.yaml'), 'w') as out:
        out.write('title: Measure\nlanguage: fr\n')
    for record in records:
        with open(os.path.join(root, 'content', FOLDER[record['kind']], record['id'] + '.md'), 'w', encoding='utf-8') as out:
            fields = {key: record[key] for key in ('name', 'weak') if record[key]}
            out.write('---\n' + ''.join(f'{k}: {json.dumps(v, ensure_ascii=False)}\n' for k, v in fields.items()) + '---\n')
    articles = {}
    for index, doc in enumerate(docs):
        articles[f'd{index}'] = doc
        with open(os.path.join(root, 'content', 'articles', f'd{index}.md'), 'w', encoding='utf-8') as out:
            out.write(f'---\ntitle: {json.dumps(doc["title"], ensure_ascii=False)}\ndate: {doc["date"]}\n---\n\n')
            out.write(re.sub(r'\n\s*\n+', '\n\n', doc['text'].strip()) + '\n')
    return articles


def aligner(ours, theirs):
    """Maps spans of the exported text to spans of the corpus's text, word by word."""
    cut = lambda text: [(m.start(), m.group().translate(FOLD).lower()) for m in re.finditer(r'\w+|[^\w\s]', text)]
    a, b, char = cut(ours), cut(theirs), {}
    for block in difflib.SequenceMatcher(None, [t for _, t in a], [t for _, t in b], autojunk=False).get_matching_blocks():
        for k in range(block.size):
            (i, word), (j, _) = a[block.a + k], b[block.b + k]
            char.update((i + c, j + c) for c in range(len(word)))

    def span(start, end):
        inside = [char[i] for i in range(start, end) if i in char]
        return (min(inside), max(inside) + 1) if inside else None
    return span


def ours(binary, root, records, docs):
    """Per document: links (start, end, kind) and reviews {(start, end): reason}, at the corpus's offsets."""
    articles = write(root, records, docs)
    run = subprocess.run([binary, 'export', 'jsonl', '--root', root], capture_output=True, text=True)
    if run.returncode not in (0, 1):
        sys.exit(run.stderr[-2000:])
    result = {}
    for line in run.stdout.splitlines():
        article = json.loads(line)
        doc = articles[article['id']]
        span = aligner(article['text'], doc['text'])
        links = [(*s, m['kind']) for m in article['mentions'] for s in [span(m['start'], m['end'])] if s]
        reviews = {s: m['reason'] for m in article['review'] for s in [span(m['start'], m['end'])] if s}
        result[doc['doc']] = (links, reviews)
    return result


def plain(records, docs):
    """Plain longest match: the longest form that begins and ends at a word boundary, no context."""
    forms = {}
    for record in records:
        words = [record['name'], *record['weak']]
        if record['kind'] == 'person' and len(record['name'].split()) > 1:
            words.append(record['name'].split()[-1])
        for form in words:
            forms.setdefault(form, record['kind'])
    by_first = collections.defaultdict(list)
    for form in sorted(forms, key=len, reverse=True):
        by_first[re.match(r'\W*\w+', form).group()].append(form)
    result = {}
    for doc in docs:
        text, links, end = doc['text'], [], 0
        for word in re.finditer(r'\w+', text):
            if word.start() < end:
                continue
            for form in by_first.get(word.group(), ()):
                stop = word.start() + len(form)
                if text.startswith(form, word.start()) and not text[stop:stop + 1].isalnum():
                    links.append((word.start(), stop, forms[form]))
                    end = stop
                    break
        result[doc['doc']] = (links, {})
    return result


def judge(name, found, records, docs, shown, missed):
    forms = collections.defaultdict(set)
    for record in records:
        for form in (record['name'], *record['weak']):
            forms[fold(form)].add(record['kind'])
    tally, errors, gone = collections.Counter(), collections.defaultdict(collections.Counter), collections.Counter()
    example, kinds, n_known, n_hit = {}, collections.defaultdict(collections.Counter), 0, 0
    for doc in docs:
        text, (links, reviews) = doc['text'], found.get(doc['doc'], ([], {}))
        names, outer = gold(doc)
        linked = set()
        for start, end, kind in links:
            start, end = trim(text, start, end)
            around = [n for n in names if n[0] <= start and end <= n[1] and n[1] - n[0] > end - start]
            same = [n for n in names if n[:2] == (start, end)]
            touched = [n for n in names if n[0] < end and start < n[1]]
            sort = ('inside' if around else 'right' if any(n[2] == kind for n in same) else 'kind' if same
                    else 'bounds' if touched else 'nowhere')
            tally[sort] += 1
            kinds[kind][sort] += 1
            if sort == 'right':
                linked.add((start, end, kind))
            else:
                what = text[start:end]
                if sort in ('inside', 'bounds'):
                    longer = (around or touched)[0]
                    what += ' < ' + ' '.join(text[longer[0]:longer[1]].split()) + f' ({longer[2]})'
                if sort == 'kind':
                    what += f' {kind}, not {same[0][2]}'
                errors[sort][what] += 1
                example[sort, what] = ' '.join(text[max(0, start - 50):end + 40].split())
        for start, end, kind in outer:
            if kind in KINDS and kind in forms[fold(' '.join(text[start:end].split()))]:
                n_known += 1
                n_hit += (start, end, kind) in linked
                if (start, end, kind) not in linked:
                    over = [reason for (s, e), reason in reviews.items() if s < end and start < e]
                    gone[over[0].split(': ')[0] if over else 'nothing'] += 1
                    errors['missed'][f'{text[start:end]} [{over[0] if over else "-"}]'] += 1
                    example['missed', f'{text[start:end]} [{over[0] if over else "-"}]'] = ' '.join(text[max(0, start - 50):end + 40].split())
    total = max(1, sum(tally.values()))
    wrong = tally['inside'] + tally['kind']
    print(f'  {name:15} links {total:5}  right {tally["right"]:5}  wrong {wrong:4} = {wrong / total:6.2%} (inside {tally["inside"]}, kind {tally["kind"]})'
          f'  bounds {tally["bounds"]:3}  nowhere {tally["nowhere"]:3}  not right {1 - tally["right"] / total:6.2%}'
          f'  recall {n_hit}/{n_known} = {n_hit / max(1, n_known):.2%}')
    for kind, sorts in sorted(kinds.items()):
        print(f'      {kind:13}' + '  '.join(f'{sort} {n}' for sort, n in sorts.most_common()))
    if gone:
        print('      missed by    ' + '  '.join(f'{why} {n}' for why, n in gone.most_common()))
    for sort, limit in (('inside', shown), ('kind', shown), ('bounds', shown), ('nowhere', shown), ('missed', missed)):
        for what, n in errors[sort].most_common(limit):
            print(f'      {sort:8} {n:3} {what}\n                     … {example[sort, what]} …')
    return tally, n_hit, n_known


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('--corpus', required=True)
    options.add_argument('--bin', default='dossier')
    options.add_argument('--half', choices=['even', 'odd', 'both'], default='both', help='which half gives the registry')
    options.add_argument('--errors', type=int, default=0)
    options.add_argument('--missed', type=int, default=0)
    options.add_argument('--plain', action='store_true')
    options.add_argument('--keep')
    given = options.parse_args()
    binary = shutil.which(given.bin) or os.path.abspath(given.bin)
    rows = [json.loads(line) for line in open(given.corpus, encoding='utf-8')]
    for half in ('even', 'odd') if given.half == 'both' else (given.half,):
        known, unseen = (rows[::2], rows[1::2]) if half == 'even' else (rows[1::2], rows[::2])
        records = registry(known)
        print(f'registry from the {half} half: {len(records)} records; {len(unseen)} articles annotated')
        root = os.path.join(given.keep, half) if given.keep else tempfile.mkdtemp(prefix='dossier-winer-')
        shutil.rmtree(root, ignore_errors=True)
        os.makedirs(root)
        judge('dossier', ours(binary, root, records, unseen), records, unseen, given.errors if not given.plain else 0, given.missed)
        judge('longest match', plain(records, unseen), records, unseen, given.errors if given.plain else 0, 0)
        if not given.keep:
            shutil.rmtree(root)


main()
