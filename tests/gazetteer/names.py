"""The lists of given and family names: from faker (many languages) and prenoms (births in France), folded and sorted.

What is left out, since a capital alone must not make a person of it: names of fewer than three letters, names of several
words, ordinary words that faker lists as such in French or English, and what people.tsv drops by hand.
"""

import re

from fold import fold

# Locales of faker that are written in Latin letters ...
LATIN = (
    "fr fr_BE fr_CH fr_SN en en_AU en_GH en_HK en_IN en_NG en_ZA en_NP af_ZA da de de_AT de_CH es es_MX fi hr hu id_ID it ku_kmr_latin "
    "lv nb_NO nl nl_BE pl pt_BR pt_PT ro sk sl_SI sr_RS_latin sv tr uz_UZ_latin yo_NG zu_ZA cs_CZ"
).split()
# ... and in Cyrillic ones, which are romanised in the French and in the English way.
CYRILLIC = ["ru", "uk"]
ENGLISH = dict(zip("абвгґдеёжзийклмнопрстуфхцчшщъыьэюяєії", "a b v g g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya ye i yi".split()))
FRENCH = ENGLISH | dict(zip("ёжуцчшщюяєї", "io j ou ts tch ch chtch iou ia ie i".split()))

# prenoms orders names by births in France from 1900 to 2018; the first figures of a list tell how many names had more than
# 500, 100 and 50. Given names of more than 500 births: below that, surnames and ordinary words given as names (Roi, Monsieur)
# become frequent. Family names: the first 3,000, below which ordinary words are one in ten.
N_FAMILY_NAMES = 3_000


def lists(packages, data):
    """Returns the given names and the family names."""
    dropped, added = by_hand(data / "people.tsv")
    words = ordinary_words(packages / "faker")
    given, family = set(added["given"]), set(added["family"])
    listed = {"given": set(), "family": set()}
    for locale in LATIN + CYRILLIC:
        text = locale_text(packages / "faker", locale)
        for kind, key in [("given", "first_name"), ("family", "last_name")]:
            for name in strings(text, key):
                listed[kind].update([name] if locale in LATIN else [romanise(name, ENGLISH), romanise(name, FRENCH)])
    for sex in "fm":
        listed["given"].update(frequent(packages / "prenoms", f"dist.prenoms.{sex}.all.txt", None))
    listed["family"].update(frequent(packages / "prenoms", "dist.all.txt", N_FAMILY_NAMES))
    given |= {fold(name) for name in listed["given"]} - words - dropped["given"]
    family |= {fold(name) for name in listed["family"]} - words - dropped["family"]
    return tuple(sorted(name for name in names if re.fullmatch(r"[a-z']{3,}|[a-z]{2}", name) and keep(name, added[kind]))
                 for kind, names in [("given", given), ("family", family)])


def sexes(packages, given):
    """Returns the given names that nearly all bearers have one sex of, each followed by a space and a letter: `f`, `m`, or
    `F`, `M` where that holds in France and another language of faker has it the other way (Jean, Andrea)."""
    elsewhere = {}
    for locale in LATIN + CYRILLIC:
        text = balanced_object(locale_text(packages / "faker", locale), "first_name")
        for letter, key in [("f", "female"), ("m", "male")]:
            for name in listed_names(text, key):
                for form in [name] if locale in LATIN else [romanise(name, ENGLISH), romanise(name, FRENCH)]:
                    elsewhere.setdefault(fold(form), set()).add(letter)
    # What English gives to both.
    for name in listed_names(balanced_object(locale_text(packages / "faker", "en"), "first_name"), "generic"):
        elsewhere.setdefault(fold(name), set()).update("fm")
    ranks = {}
    for letter in "fm":
        for rank, name in enumerate(frequent(packages / "prenoms", f"dist.prenoms.{letter}.all.txt", 100_000), 1):
            ranks.setdefault(fold(name), {}).setdefault(letter, rank)
    lines = []
    for name in given:
        other, rank = elsewhere.get(name, set()), ranks.get(name, {})
        in_france = min(rank, key=rank.get) if rank else None
        # Ranks grow as births fall: twenty times further down means one birth in hundreds.
        if len(rank) == 2 and max(rank.values()) < 20 * min(rank.values()):
            in_france = None if max(rank.values()) > 3_000 and other == {in_france} else "-"
        if in_france == "-" or not in_france and len(other) != 1:
            continue
        if not in_france:
            lines.append(f"{name} {next(iter(other))}")
        else:
            lines.append(f"{name} {in_france if other <= {in_france} else in_france.upper()}")
    return lines


def balanced_object(text, key):
    start = re.search(rf"\b{key}:\{{", text)
    return balanced(text, start.end() - 1) if start else ""


def listed_names(text, key):
    start = re.search(rf"\b{key}:(?=\[)", text)
    return re.findall(r"`([^`{}]*)`", text[start.end() : text.index("]", start.end())]) if start else split_names(text, key)


def split_names(text, key):
    found = re.search(rf"\b{key}:`([^`]*)`\.split\(`(.)`\)", text)
    return found.group(1).split(found.group(2)) if found else []


def keep(name, added):
    return len(name) > 2 or name in added


def by_hand(path):
    """Returns what the hand-written table drops and adds, by kind."""
    dropped, added = {"given": set(), "family": set()}, {"given": set(), "family": set()}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            verb, kind, words = line.split("\t")
            for word in words.split(" "):
                for each in ["given", "family"] if kind == "both" else [kind]:
                    (dropped if verb == "drop" else added)[each].add(fold(word))
    return dropped, added


def frequent(package, name, first):
    cuts, names, *_ = (package / "prenoms" / "data" / name).read_text(encoding="utf-8").split("\n", 1)
    return names.strip().split(",")[: first or int(cuts.split()[0])]


def romanise(name, letters):
    name = re.sub("(?<=[аеиоуыэюя])й$", "i", name.lower()) if letters is FRENCH else name.lower()
    name = re.sub("[иы]й$", "y" if letters is ENGLISH else "i", name)
    text = "".join(letters.get(letter, letter) for letter in name).replace("_", "")
    return re.sub("^e(?=[bvgdkmnprstz])", "ye", text) if letters is ENGLISH and name.startswith("е") else text


# --- Reading faker's modules, which are JavaScript ----------------------------------------------------------------------


def locale_text(faker, locale):
    return next((faker / "dist").glob(f"{locale}-*.js")).read_text(encoding="utf-8")


def ordinary_words(faker):
    words = set()
    for locale in ("fr", "en"):
        words.update(fold(word) for word in strings(locale_text(faker, locale), "word"))
    return words


def strings(text, key):
    """All strings of the object called `key`, templates left out."""
    start = re.search(rf"\b{key}:\{{", text)
    found = []
    for split, by, single in re.findall(r"`([^`]*)`\.split\(`(.)`\)|`([^`]*)`", balanced(text, start.end() - 1) if start else ""):
        found += split.split(by) if by else [single]
    return [name for name in found if "{" not in name]


def balanced(text, start):
    depth, quoted = 0, False
    for position in range(start, len(text)):
        letter = text[position]
        if letter == "`":
            quoted = not quoted
        elif not quoted and letter in "{}":
            depth += 1 if letter == "{" else -1
            if depth == 0:
                return text[start : position + 1]
    raise ValueError("braces do not balance")
