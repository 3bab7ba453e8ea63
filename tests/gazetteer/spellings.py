"""Other spellings of a city: GeoNames lists them for all languages without saying of which; these are told by their letters.

A spelling is taken when it is the same name by other rules of transliteration: both come to one key once the ways in which
French, English and German write the sounds of other alphabets are made alike (Marioupol, Mariupol). It is the French one when
French rules alone lead from it to the name in GeoNames (ou -> u, tch -> ch, ch -> sh ...). Only for countries whose own
alphabet is not the Latin one (nor one of East and South Asia, where the key is too coarse for names so short): elsewhere an exonym is no transliteration, and is written by hand in exonyms.tsv.
"""

import re

from fold import fold

COUNTRIES = set(
    "RU UA BY KZ KG UZ TJ TM MN GE AM AZ BG MK RS ME BA GR CY IL PS LB SY JO IQ IR AF PK KP SA YE OM AE QA BH KW EG LY SD TN DZ MA MR "
    "ET ER".split()
)

KEY = [("tsch|tch|sch|sh|ch|cz", "s"), ("dzh|dj|zh|gi(?=[aou])", "j"), ("ts|tz", "z"), ("ou|oo|uw|w", "u"), ("kh|gh", "h"),
       ("qu|q|ck|c", "k"), ("gu(?=[ei])", "g"), ("ph", "f"), ("ia|ja|ya", "a"), ("io|jo|yo|eo", "o"), ("iu|ju|yu", "u"),
       ("ie|je|ye|ee|ei", "e"), ("[yij]+", "i"), ("'| ", ""), (r"(.)\1+", r"\1"), ("[ei]$", "")]
FRENCH = [("tch", "\1"), ("ch", "sh"), ("\1", "ch"), ("ou", "u"), ("gu(?=[ei])", "g"), ("dj", "J"), ("j", "zh"), ("J", "j"), ("ss", "s"),
          ("'| ", ""), ("[yi]+", "i"), ("^i(?=[aeou])", ""), ("(?<=[aeou])i(?=[aeou])", "")]


def key(name, rules):
    name = fold(name)
    for pattern, replacement in rules:
        name = re.sub(pattern, replacement, name)
    return name


def plain(name):
    """The English way, made comparable with what the French rules give."""
    return key(name, [("dj", "j"), ("ss", "s"), *FRENCH[-4:]])


def is_french(name):
    return bool(re.search("ou|tch|ch|ï|j|gu", name.lower())) and "sch" not in name.lower()


def of(city):
    """The French spelling or an empty text, and the other ones, of a city of the table."""
    if city["countrycode"] not in COUNTRIES:
        return "", []
    own = city["name"]
    found = {}
    for name in sorted(city["alternatenames"]):
        if not re.fullmatch(r"[A-ZÀ-Ý][a-zà-ÿœ]+(?:[ -][A-ZÀ-Ýa-z][a-zà-ÿœ]*)*'?", name) or len(name) < 4:
            continue
        name = name.rstrip("'")
        if fold(name) != fold(own) and key(name, KEY) == key(own, KEY):
            found.setdefault(fold(name), name)
    french = [name for name in found.values() if is_french(name) and key(name, FRENCH) == plain(own)]
    french = min(french, key=lambda name: (len(name), name), default="")
    return french, [name for folded, name in sorted(found.items()) if name != french]
