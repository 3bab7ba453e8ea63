"""usage: hostile.py DIR — writes a small dossier whose values break careless exports: quotes, tabs, formulas, `]]>`,
U+202F, decomposed accents, emoji, writing from the right, controls, 10,000 characters. Names and texts are invented."""
import json, sys
from pathlib import Path

LONG = "Une très longue phrase sur le phare, " * 280
VALUES = {
    "quotes": 'dit « le "Phare" » d’Armel \'ancien\'', "formula": "=HYPERLINK(\"https://mal.example\";\"clic\")", "plus": "+33 298",
    "minus": "-1+1", "at": "@SUM(A1)", "apostrophe": "'=1", "cdata": "fin ]]> <![CDATA[ & <b>gras</b> &amp; </p>", "thin": "30\u202f000 « \u202fmots\u202f »",
    "decomposed": "E\u0301lise Ke\u0301r", "emoji": "👩‍🚀 Lise 😀 Armel", "right": "عمر الخطيب (עומר)", "semicolon": "un;deux\\trois|quatre,cinq",
    "commas": "BEGIN:VEVENT\\n, ; END", "stars": "**** *texte_1 -*theme _mot_", "separator": "a\u2028b\u2029c", "percent": "100 % % %20 #frag ?q=1",
}


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def write(root):
    root = Path(root)
    put = lambda name, text: ((root / name).parent.mkdir(parents=True, exist_ok=True), (root / name).write_text(text, encoding="utf-8"))
    put("site.yaml", f"title: {quoted('L’affaire ]]> & « Ph=are » 😀')}\nlanguage: fr\nbase_url: https://example.org/dossier/\n"
        "kinds:\n  vessel: {label: bateau, plural: bateaux}\n")
    for i, (id, value) in enumerate(VALUES.items()):
        put(f"content/people/p-{id}.md", f"---\nname: {quoted(value)}\nnames: [{quoted(value + ' II')}]\nweak: [{quoted('W' + value)}]\ntags: [{quoted(value[:30])}]\n"
            f"roles:\n  - {{title: {quoted('maire ' + value)}, from: \"19{50 + i}~\"}}\nborn: \"19{10 + i}\"\nsame_as: {{wikidata: Q{i + 1}}}\n"
            f"relations:\n  - {{to: armel, as: {quoted('habite ' + value)}, from: 2001-02, source: 'h-{id}#p1'}}\n---\n{value}\n\n- {value}\n")
        put(f"content/articles/h-{id}.md", f"---\ntitle: {quoted('Titre ' + value)}\ndate: 2021-05-{i + 1:02}\npublisher: {quoted('Le ' + value)}\nauthor: {quoted(value)}\n"
            f"url: \"https://cap.example/a?x={i}&y=%20\"\narchived: \"https://archive.example/{i}/https://cap.example/a?x={i}\"\nlanguage: {'en' if i % 3 == 0 else 'fr'}\nrights: {['full', 'excerpt', 'reference'][i % 3]}\ntags: [{quoted(value[:30])}, port]\n---\n\n"
            f"Armel et [[p-{id}|la personne]] ont parlé mardi : « Je le ferai », a dit [[jeanne-morvan|Jeanne Morvan]]. {value.replace('[', '(').replace('<', '&lt;')}\n\n"
            f"😀 Jeanne Morvan est venue à Armel le 4 mai 2021.\n\n> Le phare d’Armel.\n\n- Un, *deux* et **Jeanne Morvan**\n- trois[^1]\n\n[^1]: Une note sur Armel.\n")
    put("content/articles/h-long.md", f"---\ntitle: {quoted(LONG[:9000])}\ndate: 2020-09\n---\n\n{LONG}\n\nJeanne Morvan.\n")
    put("content/articles/h-empty.md", "---\ntitle: Sans texte\n---\n")
    put("content/people/jeanne-morvan.md", "---\nname: Jeanne Morvan\nnames: [J. Morvan]\nweak: [Morvan]\nborn: 1952~\nroles:\n  - {title: maire d’Armel, refer: [la maire], from: 2020-07}\n---\n" + LONG + "\n")
    put("content/places/armel.md", "---\nname: Armel\ncoordinates: [48.39, -4.49]\npart_of: ouest\nsame_as: {geonames: 3030300}\n---\n")
    put("content/places/ouest.md", "---\nname: Ouest\n---\n")
    for id, date in [("day", "2021-05-04"), ("range", "2021-05-04/2021-05-06"), ("month", "2021-06"), ("open", "2021-05/.."), ("about", "1940~"), ("decade", "194X"), ("season", "2024-21"), ("past", "-0044-03-15")]:
        put(f"content/events/e-{id}.md", f"---\nname: Vote {id}, d’Armel ; phare\ndate: \"{date}\"\nplace: armel\nparticipants: [jeanne-morvan]\ncoordinates: [-12.5, 170.25]\n---\nTexte ]]> & fin.\n")
    put("content/organisations/conseil.md", "---\nname: conseil d’Armel\nrelations:\n  - {to: jeanne-morvan, as: préside, from: 2020-07, source: 'h-quotes#p1'}\n---\n")
    put("content/works/arrete.md", "---\nname: \"Arrêté \\\"A\\\" du port\"\ndate: 2020\n---\n")
    put("content/vessels/marie-jeanne.md", "---\nname: Marie-Jeanne\n---\n")


if __name__ == "__main__":
    write(sys.argv[1])
