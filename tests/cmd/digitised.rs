//! `dossier import` of digitised newspapers: METS and ALTO.

use super::session::Session;

fn line(words: &str) -> String {
    let words: Vec<String> = words.split(' ').map(|word| format!("<String CONTENT=\"{word}\"/>")).collect();
    format!("<TextLine>{}</TextLine>", words.join("<SP/>"))
}

fn alto(blocks: &[(&str, &str)]) -> String {
    let blocks: String =
        blocks.iter().map(|(id, text)| format!("<TextBlock ID=\"{id}\">{}</TextBlock>", line(text))).collect();
    format!(
        "<?xml version=\"1.0\"?><alto xmlns=\"http://www.loc.gov/standards/alto/ns-v2#\"><Layout><Page><PrintSpace>{blocks}</PrintSpace></Page></Layout></alto>"
    )
}

fn area(kind: &str, page: &str, block: &str) -> String {
    format!("<div TYPE=\"{kind}\"><fptr><area FILEID=\"{page}\" BEGIN=\"{block}\" BETYPE=\"IDREF\"/></fptr></div>")
}

const OPENING: &str = "<?xml version=\"1.0\"?><mets xmlns=\"http://www.loc.gov/METS/\"><dmdSec ID=\"D1\"><mdWrap><xmlData><mods:mods><mods:relatedItem type=\"host\"><mods:titleInfo><mods:title>La Vigie du Cap</mods:title></mods:titleInfo></mods:relatedItem><mods:titleInfo><mods:title>La Vigie du Cap, 3 mai 1911</mods:title></mods:titleInfo><mods:originInfo><mods:dateIssued>03.05.1911</mods:dateIssued></mods:originInfo><mods:language><mods:languageTerm>fre</mods:languageTerm></mods:language></mods:mods></xmlData></mdWrap></dmdSec><dmdSec ID=\"D2\"><mdWrap><xmlData><mods:mods><mods:relatedItem type=\"host\"><mods:titleInfo><mods:title>La Vigie du Cap</mods:title></mods:titleInfo></mods:relatedItem><mods:titleInfo><mods:title>Un naufrage</mods:title></mods:titleInfo></mods:mods></xmlData></mdWrap></dmdSec><fileSec><fileGrp><file ID=\"A1\"><FLocat xlink:href=\"file://./text/p1.xml\"/></file><file ID=\"A2\"><FLocat xlink:href=\"./text/p2.xml\"/></file><file ID=\"I1\"><FLocat xlink:href=\"./images/p1.tif\"/></file></fileGrp></fileSec><structMap TYPE=\"LOGICAL\"><div TYPE=\"Newspaper\"><div TYPE=\"ISSUE\" DMDID=\"D1\">";

fn issue() -> String {
    format!(
        "{OPENING}{}<div TYPE=\"ARTICLE\" DMDID=\"D2\"><div TYPE=\"HEADING\">{}</div><div TYPE=\"BODY\"><div TYPE=\"PARAGRAPH\">{}{}</div></div></div><div TYPE=\"ARTICLE\"><div TYPE=\"HEADING\">{}</div>{}</div></div></div></structMap></mets>",
        area("TITLE_SECTION", "A1", "B0"),
        area("TITLE", "A1", "B1"),
        area("TEXT", "A1", "B2"),
        area("TEXT", "A2", "B3"),
        area("TITLE", "A2", "B4"),
        area("TEXT", "A2", "B5"),
    )
}

#[test]
fn an_issue_gives_its_articles_and_its_pages_are_not_read_twice() {
    let session = Session::new();
    session
        .write("vigie/vigie-mets.xml", issue().as_bytes())
        .write(
            "vigie/text/p1.xml",
            alto(&[
                ("B0", "PRIX CINQ CENTIMES"),
                ("B1", "UN NAUFRAGE"),
                ("B2", "La goélette Marie-Anne s’est perdue hier sur les roches du Toul-Du avec"),
            ])
            .as_bytes(),
        )
        .write(
            "vigie/text/p2.xml",
            alto(&[
                ("B3", "ses sept hommes et sa cargaison de sel ."),
                ("B4", "FOIRE"),
                ("B5", "La foire aux chevaux se tiendra samedi sur la place du bourg."),
            ])
            .as_bytes(),
        );
    let run = session.run("import vigie");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(session.files("content/articles").len(), 2, "{}", run.err);
    let article = session.read("content/articles/un-naufrage.md");
    assert!(
        article.contains("date: 1911-05-03\ndate_certainty: given\npublisher: La Vigie du Cap\nlanguage: fr\n"),
        "{article}"
    );
    assert!(
        article.contains("du Toul-Du avec ses sept hommes et sa cargaison de sel.") && !article.contains("CENTIMES"),
        "{article}"
    );
    assert!(session.read("content/articles/foire.md").contains("chevaux"));
}

#[test]
fn a_missing_page_is_said_and_an_issue_without_pages_is_refused() {
    let session = Session::new();
    session.write("vigie/vigie-mets.xml", issue().as_bytes()).write(
        "vigie/text/p2.xml",
        alto(&[("B4", "FOIRE"), ("B5", "La foire aux chevaux se tiendra samedi sur la place du bourg.")]).as_bytes(),
    );
    let run = session.run("import vigie");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("page text/p1.xml: not imported"), "{}", run.err);
    assert_eq!(session.files("content/articles").len(), 1);
    session.write("seul/mets.xml", issue().as_bytes());
    let run = session.run("import seul");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("none of its pages"), "{}", run.err);
    session.write("coupe/mets.xml", &issue().as_bytes()[..900]);
    assert_eq!(session.run("import coupe").code, 1);
}

#[test]
fn a_page_alone_is_an_article_and_so_is_a_plain_text_of_the_dutch_libraries() {
    let session = Session::new();
    session
        .write("pages/p1.xml", alto(&[("B1", "La foire aux chevaux se tiendra samedi sur la place du bourg, si le temps le permet.")]).as_bytes())
        .write("pages/ddd-1.xml", "<?xml version=\"1.0\"?><text><title>De brug</title><p>De brug over de Vecht is gisteren door het ijs vernield, zo meldt men ons.</p></text>".as_bytes());
    let run = session.run("import pages");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(session.files("content/articles").len(), 2, "{}", run.err);
}
