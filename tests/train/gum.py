#!/usr/bin/env python3
"""gum.py - names of the GUM corpus as training text of the tagger. Python stdlib only.

  tests/train/gum.py GIT_DIR OUT.jsonl [--genres news,interview,academic,court]

GIT_DIR is a clone of GUM (Amir Zeldes and others; annotation CC BY 4.0). Only genres whose texts are CC BY are read:
news and interview (Wikinews, CC BY 2.5), academic and court (CC BY 4.0). The others are non-commercial, share-alike or
of no stated licence, and are refused.

GUM marks every mention of every entity. Those that count as names here: the head of the minimal span is a proper noun.
The name is the minimal span up to a comma or bracket, without article and civility, without a title before a person;
of nested ones the longest, but products last. Kinds: person, place, organisation, event; `product` for any other but times.
A line is {"doc", "text", "mentions": [[start, end, kind], ...]}, offsets in code points, a blank line between paragraphs.
"""
import argparse, json, re, subprocess

FREE = ('news', 'interview', 'academic', 'court')
KINDS = {'person': 'person', 'place': 'place', 'organization': 'organisation', 'event': 'event', 'object': 'product',
         'abstract': 'product', 'animal': 'product', 'plant': 'product', 'substance': 'product'}
TITLES = set('''mr mrs ms miss dr sir lord lady president vice prime minister king queen prince princess pope general
gen colonel col captain lieutenant admiral chancellor senator sen rep representative congressman congresswoman secretary
director professor prof doctor judge justice chief mayor governor gov ambassador father brother sister cardinal bishop
archbishop sheikh comrade chairman chairwoman spokesman spokeswoman candidate deputy attorney counsel officer agent
sergeant sgt major detective prosecutor coach foreign interior defence defense state'''.split())

PARTICLES = set('of the and for on to de la le du des da di von van der den bin ibn al el'.split())


class Token:
    def __init__(self, columns):
        self.number, self.word, self.tag = int(columns[0]), columns[1], columns[4]
        self.head, self.deprel = int(columns[6]), columns[7].split(':')[0]
        misc = dict(pair.split('=', 1) for pair in columns[9].split('|') if '=' in pair)
        self.entity, self.space = misc.get('Entity', ''), misc.get('SpaceAfter') != 'No'
        self.start = self.end = 0


def sentences(conllu):
    """[(tokens, begins a paragraph)]"""
    tokens, opens = [], True
    for line in conllu.splitlines() + ['']:
        if line.startswith('# newpar ') or line == '# newpar':
            opens = True
        elif line.startswith('#'):
            continue
        elif not line:
            if tokens:
                yield tokens, opens
                tokens, opens = [], False
        else:
            columns = line.split('\t')
            if re.fullmatch(r'\d+-\d+', columns[0]):
                first, last = map(int, columns[0].split('-'))
                no_space = 'SpaceAfter=No' in columns[9]
                joined = range(first, last + 1)
                continue
            if not columns[0].isdigit():
                continue
            token = Token(columns)
            if 'joined' in locals() and joined and token.number in joined:
                # The words of a contraction follow each other without a space.
                token.space = not no_space if token.number == last else False
                if token.number == last:
                    joined = None
            tokens.append(token)


def entities(sentence):
    """[(tokens of the whole mention, kind, minimal span as indices in it)]"""
    open_ones, found = [], []
    for at, token in enumerate(sentence):
        for opening, opened, closed in re.findall(r'(\()?([^()]+)?(\))?', token.entity):
            if opening and opened:
                parts = opened.split('-')
                open_ones.append((parts[0], at, parts))
            if closed:
                group = opened.split('-')[0] if opened else (open_ones[-1][0] if open_ones else None)
                index = next((i for i in reversed(range(len(open_ones))) if open_ones[i][0] == group), None)
                if index is not None:
                    _, start, parts = open_ones.pop(index)
                    found.append((start, at + 1, parts))
    return found


def ends_name(sentence, at, kind):
    """A comma or bracket ends a name, also a word in small letters that is no particle, and `and the`."""
    word = sentence[at].word
    if re.fullmatch(r'[,()\[\]:;"“”–—]', word):
        return True
    if word in ('and', '&') and (kind == 'person' or sentence[at + 1:] and sentence[at + 1].tag == 'DT'):
        return True
    return word[0].islower() and word not in PARTICLES


def names(sentence):
    """[(first token, end token, kind)] of the names of one sentence, outermost only."""
    found = []
    for start, end, parts in entities(sentence):
        kind = KINDS.get(parts[1])
        span = next((part for part in parts[2:] if re.fullmatch(r'\d+(,\d+)*', part)), None)
        if kind is None or span is None:
            continue
        minimal = [start + int(number) - 1 for number in span.split(',') if start + int(number) - 1 < end]
        inside = {sentence[at].number for at in minimal}
        head = next((at for at in minimal if sentence[at].head not in inside), None)
        if head is None or not sentence[head].tag.startswith('NNP') or not sentence[head].word[0].isupper():
            continue
        first, last = min(minimal), max(minimal) + 1
        while first > start and sentence[first - 1].tag.startswith('NNP') and sentence[first - 1].word[0].isupper():
            first -= 1
        while last < end and sentence[last].deprel == 'flat':
            last += 1
        # What a name owns or is described by is not part of it: `Mali's Ministry of Health`.
        first = max([at + 1 for at in range(first, last) if sentence[at].tag == 'POS' and at + 1 < last] + [first])
        if kind == 'person':
            titles = [at + 1 for at in range(first, last) if sentence[at].word.lower().rstrip('.') in TITLES | {'of'}]
            first = max(titles + [first])
        last = next((at for at in range(first + 1, last) if ends_name(sentence, at, kind)), last)
        while last > first and sentence[last - 1].tag in ('POS', 'DT', 'IN', 'CC', ',', '.', 'HYPH', ':'):
            last -= 1
        while first < last and sentence[first].tag in ('DT', 'PRP$', 'IN', 'CC', 'HYPH', 'POS'):
            first += 1
        if first >= last or kind == 'person' and sentence[last - 1].tag == 'NNPS':
            continue
        if first < last and any(sentence[at].word[0].isupper() for at in range(first, last)):
            found.append((first, last, kind))
    # A work named after somebody leaves the name to the person.
    found.sort(key=lambda name: (name[2] == 'product', name[0] - name[1], name[0]))
    outer = []
    for name in found:
        if all(name[1] <= other[0] or other[1] <= name[0] for other in outer):
            outer.append(name)
    return sorted(outer)


def document(name, conllu):
    text, mentions = '', []
    for sentence, opens in sentences(conllu):
        if text:
            text = text.rstrip(' ') + ('\n\n' if opens else ' ')
        for token in sentence:
            token.start = len(text)
            text += token.word
            token.end = len(text)
            text += ' ' if token.space else ''
        mentions += [[sentence[first].start, sentence[last - 1].end, kind] for first, last, kind in names(sentence)]
    return {'doc': name, 'text': text, 'mentions': mentions}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument('git_dir')
    arguments.add_argument('out')
    arguments.add_argument('--genres', default='news,interview,academic,court')
    given = arguments.parse_args()
    genres = given.genres.split(',')
    if any(genre not in FREE for genre in genres):
        arguments.error(f'only {", ".join(FREE)} are CC BY')
    git = lambda *words: subprocess.run(['git', '--git-dir', given.git_dir, *words], capture_output=True, text=True, check=True).stdout
    paths = [path for path in git('ls-tree', '--name-only', 'HEAD', 'dep/').split() if path.startswith('dep/GUM_') and path.split('_')[1] in genres]
    with open(given.out, 'w', encoding='utf-8') as out:
        for path in sorted(paths):
            row = document(path.removeprefix('dep/').removesuffix('.conllu'), git('show', f'HEAD:{path}'))
            out.write(json.dumps(row, ensure_ascii=False) + '\n')


main()
