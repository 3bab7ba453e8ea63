#!/usr/bin/env python3
"""Clean the Wikinews texts and find the marks that may enclose a quotation.

usage: prepare.py FRENCH_HTML_FOLDER ENGLISH_CSV... OUTPUT_FOLDER

Writes OUTPUT_FOLDER/texts/ID.json (id, url, title, date, language, licence, text)
and OUTPUT_FOLDER/candidates.tsv (article, number, start, end, words): offsets are
code points, the end is exclusive, the marks themselves are outside.
"""
import csv, glob, html, json, os, re, sys, unicodedata

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
GALLERIES = ("Forever Fairest performed", "Fate series cosplay photoshoot")
PAIRS = {"«": "»", "“": "”"}


def clean(text):
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\u200b", "")
    text = re.sub(r"\[(?:edit|modifier|\d+)\]", "", text)
    paragraphs = [re.sub(r"\s+", " ", part).strip() for part in re.split(r"\n\s*\n|\n", text)]
    # a line that begins with a dash is the signature of a pull quote whose words are lost
    return "\n\n".join(part for part in paragraphs if part and not re.match(r"[—–] ?[A-Z]", part))


def originals(text):
    """Without the originals of translated words, which follow them: ((es))Spanish language: ..."""
    ends = r"publicly|was released|The Senate was|strategy of|by 2010|, President|Earlier this|Park's phone|\""
    return re.sub(r"(?m)\s*\(\([a-z]{2}\)\)[^\n:]{0,30}: \u200d.*?(?=\s*(?:%s)|$)" % ends, "", text)


def captions(text):
    """Without the captions of pictures: they name a file's author, or stand unpunctuated at the end."""
    paragraphs = [part for part in text.split("\n\n") if not re.search(r"\b(?:Image|Photo|Credit|File): |^██", part)]
    for n, part in enumerate(paragraphs):
        if part.startswith(GALLERIES):
            del paragraphs[n:]
            break
    while len(paragraphs) > 1 and not re.search(r"[.!?:;…\])][\"”'’\s]*$", paragraphs[-1]):
        paragraphs.pop()
    return "\n\n".join(paragraphs)


def french(path):
    page = open(path, encoding="utf-8").read()
    title = html.unescape(re.search(r"<title>(.*?)</title>", page, re.S).group(1)).strip()
    body = page.split("<body>")[1]
    body = re.sub(r"<h1>.*?</h1>", "", body, flags=re.S)
    parts = re.findall(r"<(h2|h3|p|li|blockquote)\b[^>]*>(.*?)</\1>", body, re.S)
    text = "\n\n".join(html.unescape(re.sub(r"<[^>]+>", "", part)).replace("\n", " ") for _, part in parts)
    text = clean(text)
    day = re.search(r"\b(\d{1,2})(?:er)? (%s) (20\d\d)\b" % "|".join(MONTHS), text)
    date = "%s-%02d-%02d" % (day.group(3), MONTHS.index(day.group(2)) + 1, int(day.group(1))) if day else None
    text = re.sub(r"(?m)^(?:[A-ZÀ-Ý]\w+, )?\d{1,2}(?:er)? (?:%s) 20\d\d(?:, \w+)?\.? ?[-–—] ?" % "|".join(MONTHS), "", text, count=1)
    url = "https://fr.wikinews.org/wiki/" + title.replace(" ", "_").replace("\u00a0", "_")
    return {"id": "fr-" + os.path.basename(path)[:-5], "url": url, "title": re.sub(r"\s+", " ", title), "date": date, "language": "fr", "text": text}


def english(path):
    for row in csv.DictReader(open(path, encoding="utf-8", newline="")):
        text = clean(row["text"])
        text = captions(originals(text))
        text = re.sub(r"\A[A-Z][a-z]+day, [A-Z][a-z]+ \d{1,2}, 20\d\d\s*", "", text)
        yield {"url": row["url"].replace("org//", "org/"), "title": row["title"].strip(), "date": row["date"], "language": "en", "text": text}


def marks(text):
    """Spans between marks, outermost only; a paragraph with an odd straight mark runs to its end."""
    for paragraph in re.finditer(r"[^\n]+", text):
        base, line = paragraph.start(), paragraph.group()
        position = 0
        while position < len(line):
            mark = line[position]
            if mark in PAIRS:
                depth, end = 1, position + 1
                while end < len(line) and depth:
                    depth += line[end] == mark
                    depth -= line[end] == PAIRS[mark]
                    end += 1
                close = end - 1 if not depth else len(line)
            elif mark == '"':
                close = line.find('"', position + 1)
                close = len(line) if close < 0 else close
            else:
                position += 1
                continue
            start, end = position + 1, close
            while start < end and (line[start].isspace() or line[start] in '"»'):
                start += 1
            while end > start and (line[end - 1].isspace() or line[end - 1] in '"«'):
                end -= 1
            if end > start:
                yield base + start, base + end
            position = close + 1


def main():
    *sources, out = sys.argv[1:]
    os.makedirs(out + "/texts", exist_ok=True)
    articles = [french(path) for path in sorted(glob.glob(sources[0] + "/*.html"))]
    number = 0
    for source in sources[1:]:
        for article in english(source):
            number += 1
            articles.append({"id": "en-%03d" % number, **article})
    with open(out + "/candidates.tsv", "w", encoding="utf-8") as table:
        for article in articles:
            spans = list(marks(article["text"]))
            article["licence"] = "CC BY 2.5"
            # double brackets name the speakers of a written interview: three are notes at most
            if not spans or article["text"].count("((") > 3 or len(article["text"]) > 9300:
                continue
            article["text"] = re.sub(r"\n\n\(\([A-Z]+\)\)[^\n]*", "", article["text"])
            json.dump(article, open("%s/texts/%s.json" % (out, article["id"]), "w", encoding="utf-8"), ensure_ascii=False, indent=1)
            for n, (start, end) in enumerate(spans, 1):
                print(article["id"], n, start, end, article["text"][start:end], sep="\t", file=table)


main()
