#!/usr/bin/env python3
"""Wraps each text of a folder as everything that `dossier import` reads, imports all of it, and compares the bodies.

    python3 tests/import/wrap.py FOLDER_OF_TXT --bin PATH_OF_DOSSIER [--keep DIR] [--chromium PATH]

Formats: .txt, a saved page with navigation, share bars, comments and a cookie banner, .mhtml, .docx, .odt, .eml (HTML, plain
and quoted-printable), and .pdf by a small writer of our own (wrapped, hyphenated and justified lines, running heads, page
numbers) and, where there is one, by Chromium. Nothing of the texts is kept. Exit code 1 where a body differs.
"""

import argparse, base64, difflib, html, json, os, quopri, re, shutil, subprocess, sys, tempfile, textwrap, zipfile
from email.message import EmailMessage
from pathlib import Path

BOILERPLATE = [
    "Accueil", "Connexion", "Politique étrangère", "Nos dossiers", "Partager sur Facebook", "Partager sur X",
    "Copier le lien", "Nous utilisons des cookies pour mesurer l’audience de ce site et vous proposer des contenus.",
    "Tout accepter", "Continuer sans accepter", "3 commentaires", "Un lecteur du soir",
    "Je ne suis pas du tout d’accord avec cet article, qui oublie de dire l’essentiel de ce qu’il faudrait savoir.",
    "Merci pour cette analyse, que j’ai lue avec intérêt du début jusqu’à la fin, comme toujours.",
    "Recevez notre lettre chaque matin", "Les plus lus", "Ce qu’il faut savoir du nouveau plan pour les phares",
    "Mentions légales", "© 2024 Le Courrier imaginaire. Tous droits réservés",
]

B = BOILERPLATE


def page(paragraphs, title):
    esc = html.escape
    body = "\n".join(f"<p>{esc(text)}</p>" for text in paragraphs)
    return f"""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{esc(title)} - Le Courrier imaginaire</title>
<meta property="og:site_name" content="Le Courrier imaginaire"><link rel="canonical" href="https://courrier.example/{esc(title)}">
<meta http-equiv="refresh" content="900"><script>var x = "<p>{B[12]}</p>";</script><style>p {{ margin: 0 }}</style></head>
<body onload="x()"><div id="cookie-banner" role="dialog"><p>{B[7]}</p><button>{B[8]}</button><a href="#">{B[9]}</a></div>
<header><nav><ul><li><a href="/">{B[0]}</a></li><li><a href="/x">{B[2]}</a></li><li><a href="/d">{B[3]}</a></li>
<li><a href="/c">{B[1]}</a></li></ul></nav></header>
<main><article class="has-comments"><div class="share-bar"><a href="#">{B[4]}</a> <a href="#">{B[5]}</a> <a href="#">{B[6]}</a></div>
<div class="article-body">{body}</div>
<div class="share-bar"><a href="#">{B[4]}</a> <a href="#">{B[5]}</a></div></article>
<section id="comments" class="comments"><h2>{B[10]}</h2><div class="comment"><b>{B[11]}</b><p>{B[12]}</p></div>
<div class="comment"><p>{B[13]}</p></div></section></main>
<aside class="newsletter"><p>{B[14]}</p></aside><aside><h3>{B[15]}</h3><p><a href="/p">{B[16]}</a></p></aside>
<footer><p>{B[17]}</p><p>{B[18]}</p></footer><iframe src="https://ads.example/"></iframe></body></html>"""


def write_html(path, paragraphs):
    path.write_text(page(paragraphs, path.stem), encoding="utf-8")


def write_mhtml(path, paragraphs):
    body = quopri.encodestring(page(paragraphs, path.stem).encode()).decode()
    path.write_text(
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://courrier.example/a\nSubject: a\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----B"\n\n------B\nContent-Type: text/html\n'
        "Content-Transfer-Encoding: quoted-printable\nContent-Location: https://courrier.example/a\n\n" + body + "\n------B--\n")


def write_docx(path, paragraphs):
    esc = html.escape
    runs = lambda text: "".join(  # Word cuts a paragraph into runs wherever its spelling checker looked.
        f'<w:r><w:t xml:space="preserve">{esc(piece)}</w:t></w:r>' for piece in re.findall(r".{1,37}", text))
    body = "".join(f"<w:p>{runs(text)}</w:p>" for text in paragraphs)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types/>')
        package.writestr("word/document.xml", '<?xml version="1.0" encoding="UTF-8"?><w:document '
            'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>' + body +
            "<w:p><w:del><w:r><w:delText>effacé</w:delText></w:r></w:del></w:p></w:body></w:document>")
        package.writestr("docProps/core.xml", '<coreProperties><created>2001-01-01T00:00:00Z</created></coreProperties>')


def write_odt(path, paragraphs):
    def text(paragraph):
        return re.sub(r" ( +)", lambda blanks: f' <text:s text:c="{len(blanks[1])}"/>', html.escape(paragraph))
    body = "".join(f'<text:p text:style-name="P1">{text(paragraph)}</text:p>' for paragraph in paragraphs)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", '<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="o" '
            'xmlns:text="t"><office:body><office:text>' + body + "</office:text></office:body></office:document-content>")


def write_eml(path, paragraphs, kind):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Le fil <fil@example.org>", "desk@example.org", "TR: dépêche"
    mail["Date"] = "Fri, 15 Sep 2023 18:04:11 +0200"
    if kind == "plain":
        mail.set_content("\n\n".join(textwrap.fill(text, 76) for text in paragraphs) + "\n\n-- \nLe desk\n+33 1 23\n", cte="quoted-printable")
    else:
        mail.set_content("Votre logiciel ne montre pas le HTML.")
        mail.add_alternative("<html><body>" + "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs) + "</body></html>", subtype="html")
    path.write_bytes(mail.as_bytes())


WIDTHS = None


def width(character):
    """Helvetica's widths (Adobe's AFM), in thousandths; letters with accents are as wide as without."""
    import unicodedata
    narrow = {"i": 222, "j": 222, "l": 222, "'": 191, "’": 222, "I": 278, " ": 278, ".": 278, ",": 278, ":": 278, ";": 278, "f": 278,
              "t": 278, "r": 333, "-": 333, "(": 333, ")": 333, "m": 833, "w": 722, "M": 833, "W": 944, "\u00a0": 278, "“": 333, "”": 333}
    base = unicodedata.normalize("NFD", character)[0]
    if base in narrow: return narrow[base]
    if base in "ckszvxyJ": return 500
    return 667 if base.isupper() else 556


def syllables(word):
    """Where a typesetter may break a word: after a vowel before a consonant, three letters in; at its own hyphens."""
    points = [at for at in range(3, len(word) - 3) if word[at - 1].lower() in "aeiouyé" and word[at].lower() in "bcdfglmnprstv" and word[:at].isalpha() and word[at:].rstrip(".,»").isalpha()]
    return points, [at + 1 for at, letter in enumerate(word[:-1]) if letter == "-" and at > 0]


def set_lines(text, measure, size):
    """Breaks a paragraph into lines like a typesetter, hyphenating; returns (line, is_last)."""
    length = lambda piece: sum(width(letter) for letter in piece) * size / 1000
    words, lines, line = text.split(" "), [], ""
    while words:
        word = words.pop(0)
        candidate = f"{line} {word}" if line else word
        if length(candidate) <= measure:
            line = candidate
            continue
        soft, hard = syllables(word)
        cut = next((at for at in sorted(set(soft + hard), reverse=True) if length(f"{line} {word[:at]}-") <= measure), None)
        if line and cut:
            lines.append(f"{line} {word[:cut]}" + ("" if cut in hard else "-"))
            line = ""
            words.insert(0, word[cut:])
        elif line:
            lines.append(line)
            line = ""
            words.insert(0, word)
        else:
            line = word
    return lines + [line]


def write_pdf(path, paragraphs, style):
    """A PDF with running heads and numbers. `style`: indent (first lines indented, justified) or gap (space between)."""
    size, leading, measure, left, top, bottom = 10, 13, 340, 80, 760, 80
    def encode(text):
        text = text.replace("\u202f", "\u00a0")
        raw = text.encode("cp1252", "replace")
        return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    pages, y = [[]], top
    for text in paragraphs:
        indent = 15 if style == "indent" else 0
        lines = set_lines(text, measure - indent, size)
        for number, line in enumerate(lines):
            if y < bottom:
                pages.append([])
                y = top
            x = left + (indent if number == 0 else 0)
            is_last = number == len(lines) - 1
            natural = sum(width(letter) for letter in line) * size / 1000
            gaps = line.count(" ")
            extra = (measure - (x - left) - natural) / gaps if style == "indent" and gaps and not is_last else 0
            extra = min(extra, 8)
            pages[-1].append(b"BT /F1 %d Tf %.3f Tw 1 0 0 1 %.2f %.2f Tm (%s) Tj ET" % (size, extra, x, y, encode(line)))
            y -= leading
        y -= 8 if style == "gap" else 0
    objects, count = [], len(pages)
    def add(data):
        objects.append(data)
        return len(objects)
    import zlib
    add(b"<< /Type /Catalog /Pages 2 0 R >>")
    add(None)
    widths = " ".join(str(width(bytes([code]).decode("cp1252", "replace"))) for code in range(32, 256))
    add(f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255 /Widths [{widths}] >>".encode())
    kids = []
    for number, page_lines in enumerate(pages):
        head = b"BT /F1 8 Tf 1 0 0 1 80 800 Tm (%s) Tj ET" % encode("Le Courrier imaginaire, édition du soir")
        foot = b"BT /F1 8 Tf 1 0 0 1 250 40 Tm (Page %d sur %d) Tj ET" % (number + 1, count)
        stream = zlib.compress(b"\n".join([head] + page_lines + [foot]))
        content = add(b"<< /Length %d /Filter /FlateDecode >> stream\n%s\nendstream" % (len(stream), stream))
        kids.append(add(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>" % content))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, b" ".join(b"%d 0 R" % kid for kid in kids))
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    data += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    path.write_bytes(data)


def print_pdf(path, paragraphs, chromium):
    source = path.with_suffix(".print")
    page_path = source.with_suffix(".html.tmp.html")
    page_path.write_text('<html lang="fr"><meta charset="utf-8"><style>body{hyphens:auto;text-align:justify;font:15px serif;width:20em}</style>'
                         + "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs), encoding="utf-8")
    subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={path}", str(page_path)],
                   check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
    page_path.unlink()


def body(article):
    """The words of an article's body, Markdown's marks apart."""
    text = article.split("\n---\n", 1)[1]
    text = re.sub(r"^(# |> \[!caption\] |> )", "", text, flags=re.M)
    return re.sub(r"\\([\\`*_{}\[\]<>()#+.!~&-])", r"\1", text).replace("\u202f", "\u00a0").replace("\u00a0", " ").split()


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--bin", type=Path, required=True)
    arguments.add_argument("--keep", type=Path)
    arguments.add_argument("--chromium", default=shutil.which("chromium") or "")
    options = arguments.parse_args()
    root = options.keep or Path(tempfile.mkdtemp())
    root.mkdir(parents=True, exist_ok=True)
    (root / "site.yaml").write_text("title: x\nlanguage: fr\n")
    raw = root / "raw"
    raw.mkdir(exist_ok=True)
    writers = {
        "page.html": write_html, "archive.mhtml": write_mhtml, "word.docx": write_docx, "writer.odt": write_odt,
        "mail-plain.eml": lambda path, text: write_eml(path, text, "plain"), "mail-html.eml": lambda path, text: write_eml(path, text, "html"),
        "pdf-gap.pdf": lambda path, text: write_pdf(path, text, "gap"), "pdf-indent.pdf": lambda path, text: write_pdf(path, text, "indent"),
    }
    if options.chromium:
        writers["pdf-chromium.pdf"] = lambda path, text: print_pdf(path, text, options.chromium)
    texts = sorted(options.folder.glob("*.txt"))
    for text in texts:
        shutil.copy(text, raw / text.name)
        paragraphs = [line.strip() for line in text.read_text(encoding="utf-8").splitlines() if line.strip()]
        for name, write in writers.items():
            write(raw / f"{text.stem}-{name}", paragraphs)
    run = subprocess.run([options.bin, "--root", root, "import", raw], capture_output=True, text=True)
    worst, wrong = 1.0, run.returncode != 0
    if wrong:
        print(run.stderr[-3000:])
    print(f"{'':28}" + "".join(f"{name:>15}" for name in writers))
    # An article names the file that it was made from; its own name may come from its title.
    articles = {}
    for article in (root / "content/articles").glob("*.md"):
        written = article.read_text(encoding="utf-8")
        raw_file = re.search(r"^source: \{file: \"?seeds/(.*?)\"?, sha256", written, flags=re.M)
        articles[raw_file.group(1)] = written
    for text in texts:
        truth = body(articles[text.name])
        row = []
        for name in writers:
            found = body(articles.get(f"{text.stem}-{name}", "\n---\n"))
            same = sum(block.size for block in difflib.SequenceMatcher(None, truth, found, autojunk=False).get_matching_blocks())
            share = 2 * same / max(1, len(truth) + len(found))
            joined = " ".join(found)
            left = sum(joined.count(" ".join(line.split())) for line in BOILERPLATE if len(line) > 12)
            left += sum(joined.count(words) for words in ("Le Courrier imaginaire", "Page 1 sur", "Le desk", "effacé"))
            worst, wrong = min(worst, share), wrong or share < 0.99 or left > 0
            row.append(f"{share:14.2%}" + ("!" if left else " "))
        print(f"{text.stem[:26]:28}" + "".join(row))
    print(f"worst {worst:.2%}; `!` marks boilerplate left in a body")
    if not options.keep:
        shutil.rmtree(root)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
