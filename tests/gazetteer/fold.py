"""The folding of src/gazetteer/fold.rs, for lists that are stored folded; a test of the crate folds them again."""

import re
import unicodedata

LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "e"})


def fold(name):
    name = re.sub(r"[\u00ad\u200b-\u200f\u2060\ufeff.,]", "", name)
    name = re.sub(r"[’‘‛ʼʻʿʾʹ′´`]", "'", name)
    name = "".join(c for c in unicodedata.normalize("NFKD", name.lower().translate(LETTERS)) if not unicodedata.combining(c))
    return re.sub(r"[\s\-_\u2010-\u2015−]+", " ", name).strip()
