//! An unreadable file may have protected someone: then nothing is published, the old site is kept, and the check for leaks
//! does not claim that nothing leaks. A protective key with a typing error still protects.

use super::session::{Run, Session};

/// A person of whom only initials are published, in her own file, and an article that names her.
fn dossier() -> Session {
    let session = Session::new();
    session.write("content/people/marc-weber.md", b"---\nname: Marc Weber\n---\n");
    session.write("content/people/ada-lorquin.md", RECORD.as_bytes());
    let text = "---\ntitle: Au port\ndate: 2022-02-03\n---\nAda Lorquin et Marc Weber ont vu les hommes.\n";
    session.write("content/articles/port.md", text.as_bytes());
    session
}

const RECORD: &str = "---\nname: Ada Lorquin\nnames: [Éda Lorquin]\nvisibility: initials\n---\nTémoin.\n";

/// Builds, breaks a file, builds again: the old site stays byte for byte, and both commands report the problem.
fn keeps_the_old_site(session: &Session, file: &str, bytes: &[u8]) {
    assert_eq!(session.run("build").code, 0);
    let before = session.files("public");
    assert_eq!(session.run("check --leaks").code, 0, "nothing is wrong yet");
    let good = std::fs::read(session.path(file)).ok();
    session.write(file, bytes);
    refused(session, file);
    assert_eq!(session.files("public"), before, "{file}: the old site stays");
    match good {
        Some(good) => drop(session.write(file, &good)),
        None => std::fs::remove_file(session.path(file)).expect("the file"),
    }
    assert_eq!(session.run("build").code, 0, "{file}: mended");
}

fn refused(session: &Session, file: &str) -> Run {
    let run = session.run("build");
    assert_eq!(run.code, 1, "{file}: {}", run.err);
    assert!(run.err.contains("D0706") && run.err.contains("nothing is published"), "{file}: {}", run.err);
    assert!(run.err.contains(file), "{}", run.err);
    let leaks = session.run("check --leaks");
    assert_eq!(leaks.code, 1, "{file}: {}", leaks.err);
    assert!(leaks.err.contains("cannot be ruled out") && !leaks.err.contains(": nothing leaks"), "{}", leaks.err);
    let export = session.run("export jsonl");
    assert_eq!((export.code, export.out.as_str()), (1, ""), "{file}: {}", export.err);
    run
}

#[test]
fn a_protected_record_that_cannot_be_read_keeps_the_old_site() {
    let latin: Vec<u8> = RECORD.chars().map(|c| c as u8).collect();
    let wide: Vec<u8> = RECORD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [
        RECORD.replace("Éda Lorquin]", "Éda Lorquin").as_bytes(),
        RECORD.replace("name: Ada", "name: \"Ada").as_bytes(),
        RECORD.replace("name: Ada Lorquin\n", "\tname: Ada Lorquin\n").as_bytes(),
        RECORD
            .replace("visibility", "<<<<<<< HEAD\nvisibility: public\n=======\nvisibility")
            .replace("---\nT", ">>>>>>> x\n---\nT")
            .as_bytes(),
        RECORD.replace("visibility", "visibility: public\nvisibility").as_bytes(),
        RECORD.replace("Lorquin\nnames", "Lorquin\nnmaes").as_bytes(),
        RECORD.replace("names: [Éda Lorquin]", "names: {Éda: Lorquin}").as_bytes(),
        RECORD.replace("name: Ada Lorquin\n", "").as_bytes(),
        RECORD.replace("name: Ada", "name: !Ada").as_bytes(),
        RECORD.split("visib").next().expect("a part").as_bytes(),
        &latin,
        &wide,
        b"",
        &vec![b' '; 17 << 20],
    ] {
        keeps_the_old_site(&dossier(), "content/people/ada-lorquin.md", bytes);
    }
}

#[test]
fn a_row_of_a_table_that_cannot_be_read_keeps_the_old_site() {
    let yaml = "- {id: ada, name: Ada Lorquin, visibility: initials}\n- {id: lou, name: Lou Sarre}\n";
    let csv = "id,name,visibility,text\nada,Ada Lorquin,initials,Elle.\nlou,Lou Sarre,,\"Au port, dit-on.\"\n";
    for (file, table, slips) in [
        (
            "content/people.yaml",
            yaml,
            &[("Lou Sarre}", "Lou Sarre"), ("id: ada, ", ""), ("- {id: lou", "- [id: lou"), ("id: ada", "id: a/da")][..],
        ),
        (
            "content/people.csv",
            csv,
            &[
                ("lou,Lou", "\"lou,Lou"),
                ("Lorquin,initials", "Lorquin;initials"),
                (",visibility", ","),
                (",visibility,text", ",text"),
                ("id,name,visibility,text\n", ""),
                ("id,", "ID,"),
                ("ada,", "ada,,"),
            ][..],
        ),
    ] {
        for (from, to) in slips {
            let session = dossier();
            std::fs::remove_file(session.path("content/people/ada-lorquin.md")).expect("the file");
            session.write(file, table.as_bytes());
            assert!(table.contains(from));
            keeps_the_old_site(&session, file, table.replacen(from, to, 1).as_bytes());
        }
    }
}

#[test]
fn a_protected_record_where_dossier_does_not_look_keeps_the_old_site() {
    for file in [
        "content/articles/eve.md", "content/pages/eve.md", "content/peple/eve.md", "content/people/old/eve.md",
        "content/people/eve.markdown", "content/People.yaml", "content/people.tsv",
    ] {
        let bytes = if file.ends_with("md") || file.ends_with("markdown") {
            RECORD.to_owned()
        } else {
            "id\tname\tvisibility\neve\tEve\tinitials\n".to_owned()
        };
        keeps_the_old_site(&dossier(), file, bytes.as_bytes());
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_in_place_of_a_record_keeps_the_old_site() {
    let session = dossier();
    session.run("build");
    let before = session.files("public");
    std::fs::remove_file(session.path("content/people/ada-lorquin.md")).expect("the file");
    std::os::unix::fs::symlink("/nowhere", session.path("content/people/ada-lorquin.md")).expect("a link");
    refused(&session, "content/people/ada-lorquin.md");
    assert_eq!(session.files("public"), before);
}

#[test]
fn without_an_old_site_nothing_is_written() {
    let session = dossier();
    session.write("content/people/ada-lorquin.md", RECORD.replace("Éda Lorquin]", "Éda").as_bytes());
    refused(&session, "content/people/ada-lorquin.md");
    assert!(!session.path("public").exists());
}

#[test]
fn a_mistake_that_concerns_nobodys_protection_stops_nothing() {
    for (file, text) in [
        ("content/people/ada-lorquin.md", RECORD.replace("names", "born: hier\nnames")),
        ("content/people/marc-weber.md", "---\nname: Marc Weber\nborn: [\n---\n".to_owned()),
        ("content/people/marc-weber.md", "---\nnames: [Weber]\ncolour: blue\n---\n".to_owned()),
        ("content/people.yaml", "- {id: lou, nmae: Lou Sarre}\n- {id: eve, name: Eve Stern}\n".to_owned()),
        ("content/peple/lou.md", "---\nname: Lou Sarre\n---\n".to_owned()),
        ("content/notes/port.yaml", "- {quote: [\n".to_owned()),
    ] {
        let session = dossier();
        session.write(file, text.as_bytes());
        let run = session.run("build");
        assert!(run.code < 2 && !run.err.contains("D0706"), "{file}: {}", run.err);
        let page = session.read("public/articles/port.html");
        assert!(page.contains("A. L.") && !page.contains("Lorquin"), "{file}: {page}");
    }
}

#[test]
fn a_choice_that_cannot_be_read_hides_the_record_and_its_names() {
    for slip in [
        "visibility: initial",
        "visibility: Hidden",
        "visibility: [hidden]",
        "visibility: 1",
        "visibility:",
        "visibility: \"\"",
        "visibilty: hidden",
        "Visibility: initials",
        "visibilité: masquée",
        "hidden: true",
        "private: oui",
        "published: no",
        "roles:\n  - title: x\n    visibility: hidden",
    ] {
        let session = dossier();
        session.write("content/people/ada-lorquin.md", RECORD.replace("visibility: initials", slip).as_bytes());
        let run = session.run("build");
        assert_eq!(run.code, 1, "{slip}: {}", run.err);
        for (name, bytes) in session.files("public") {
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            assert!(!text.contains("lorquin") && !name.contains("lorquin"), "{slip}: {name}");
        }
        let leaks = session.run("check --leaks");
        assert!(leaks.code == 1 && !leaks.err.contains(": nothing leaks"), "{slip}: {}", leaks.err);
    }
}

#[test]
fn two_records_of_one_id_of_which_one_is_withheld_are_both() {
    let session = dossier();
    session.write("content/people.yaml", b"- {id: ada-lorquin, name: Ada Lorquin}\n");
    assert_eq!(session.run("build").code, 1);
    for (name, bytes) in session.files("public") {
        assert!(!String::from_utf8_lossy(&bytes).contains("Lorquin"), "{name}");
    }
}

#[test]
fn an_article_or_a_page_that_may_be_a_draft_is_left_out() {
    let slips = [
        "---\ntitle: Zorvan\ndrfat: true\n---\n",
        "---\ntitle: Zorvan\nDraft: true\n---\n",
        "---\ntitle: Zorvan\ndraft:\n---\n",
        "---\ntitle: Zorvan\nbrouillon: oui\n---\n",
        "---\ntitle: Zorvan\npublished: false\n---\n",
        "---\ntitle: Zorvan\nhidden: true\n---\n",
        "---\ntitle: Zorvan\npublié: non\n---\n",
        "---\ntitle: Zorvan\nstatus: draft\n---\n",
        "---\ntitle: Zorvan\ntags: [x\ndraft: true\n---\n",
        "---\ntitle: Zorvan\nvisibility: hidden\n---\n",
        "—--\ntitle: Zorvan\ndraft: true\n—--\n",
        "+++\ntitle = \"Zorvan\"\ndraft = true\n+++\n",
        "----\ntitle: Zorvan\ndraft: true\n----\n",
        " ---\ntitle: Zorvan\ndraft: true\n ---\n",
        "\u{200b}---\ntitle: Zorvan\ndraft: true\n---\n",
        "---\rtitle: Zorvan\rdraft: true\r---\r",
        "title: Zorvan\ndraft: true\n\n",
        ":title: Zorvan\n:draft: true\n\n",
        "#+TITLE: Zorvan\n#+DRAFT: true\n\n",
        "{\"title\": \"Zorvan\", \"draft\": true}\n",
        "<!-- x -->\n---\ntitle: Zorvan\ndraft: true\n---\n",
        "---\ntitle: Zorvan\n---\ndraft: true\n\n",
        "---\ntitle: Zorvan\npicture: {file: media/a.png, draft: true}\n---\n",
        "---\n- title: Zorvan\n- draft: true\n---\n",
        "---\ntitle: \"Zorvan\ndraft: true\nlanguage: \"fr\"\n---\n",
    ];
    for file in ["content/articles/zorvan.md", "content/pages/zorvan.md"] {
        for slip in slips {
            let session = dossier();
            session.write(file, format!("{slip}Un texte zorvanesque.\n").as_bytes());
            let run = session.run("build");
            assert_eq!(run.code, 1, "{file} {slip:?}: {}", run.err);
            for (name, bytes) in session.files("public") {
                let text = String::from_utf8_lossy(&bytes).to_lowercase();
                assert!(!text.contains("zorvan") && !name.contains("zorvan"), "{file} {slip:?}: {name}");
            }
            assert_eq!(session.run("check --leaks").code, 1, "{file} {slip:?}");
        }
    }
}

#[test]
fn what_clearly_withholds_nothing_is_published() {
    for keys in [
        "published: true", "published: 2021-05-03", "hidden: false", "private: no", "colour: draughty", "weight: 3",
        "layout: post",
    ] {
        let session = dossier();
        session.write(
            "content/articles/zorvan.md",
            format!("---\ntitle: Zorvan\ndate: 2020\n{keys}\n---\nTexte.\n").as_bytes(),
        );
        session.run("build");
        assert!(session.files("public").contains_key("articles/zorvan.html"), "{keys}");
    }
    let session = dossier();
    let text = "---\ntitle: Droits: rien\n---\n".replace("Droits: rien", "\"Draft: a story\"");
    session.write(
        "content/articles/zorvan.md",
        format!("{text}Un texte.\n\n---\n\nSource : l’Écho, rights reserved.\n").as_bytes(),
    );
    session.run("build");
    assert!(session.files("public").contains_key("articles/zorvan.html"));
}

#[test]
fn a_slip_in_rights_publishes_none_of_the_text() {
    for slip in ["right: excerpt", "Rights: excerpt", "rights:", "rihgts: full", "droits: extrait"] {
        let session = dossier();
        let text = format!("---\ntitle: Le quai\ndate: 2020\n{slip}\n---\nUn texte zorvanesque.\n");
        session.write("content/articles/quai.md", text.as_bytes());
        assert_eq!(session.run("build").code, 1, "{slip}");
        assert!(session.read("public/articles/quai.html").contains("Le quai"), "{slip}");
        for (name, bytes) in session.files("public") {
            assert!(!String::from_utf8_lossy(&bytes).contains("zorvan"), "{slip}: {name}");
        }
    }
}

#[test]
fn an_id_of_an_article_that_cannot_be_read_is_told_by_no_other() {
    let session = dossier();
    session.write("content/articles/projet-zorvan.md", b"---\ntitle: x\ndraft: true\n\xff\xfe---\n");
    session.write(
        "content/articles/voir.md",
        b"---\ntitle: Voir\ndate: 2020\n---\nVoir [[projet-zorvan|ceci]] et [[projet-zorvan]].\n",
    );
    session.run("build");
    let page = session.read("public/articles/voir.html");
    assert!(!page.contains("zorvan") && page.contains("Voir ceci et […]"), "{page}");
    assert_eq!(session.run("check --leaks").code, 1);
}

#[test]
fn a_hidden_id_in_decomposed_letters_is_not_told() {
    let session = dossier();
    session
        .write("content/people/ren\u{e9}e-zorvan.md", "---\nname: Renée Zorvan\nvisibility: hidden\n---\n".as_bytes());
    let text = "---\ntitle: Voir\ndate: 2020\n---\nVoir [[rene\u{301}e-zorvan|ceci]] et [[rene\u{301}e-zorvan]].\n";
    session.write("content/articles/voir.md", text.as_bytes());
    session
        .write("content/events/fete.md", "---\nname: Une fête\nparticipants: [rene\u{301}e-zorvan]\n---\n".as_bytes());
    session.run("build");
    for (name, bytes) in session.files("public") {
        assert!(!String::from_utf8_lossy(&bytes).contains("zorvan"), "{name}");
    }
    assert!(session.read("public/articles/voir.html").contains("Voir ceci et […]"));
}

#[test]
fn an_excerpt_is_a_third_of_what_is_read() {
    let sentences: String = (1..=18).map(|n| format!("La phrase numéro {n} du texte est longue assez. ")).collect();
    let filler = [
        "\n".repeat(1500),
        (1..30).map(|n| format!("\n[{n}]: https://example.org/{}\n", "long/".repeat(40))).collect::<String>(),
        format!("\n<!-- {} -->\n", "rien ".repeat(600)),
        format!("\n![{}](media/a.png)\n", "une image ".repeat(300)),
        "&#8203;".repeat(3000),
    ];
    for more in filler {
        let session = Session::new();
        session.write(
            "content/articles/a.md",
            format!("---\ntitle: A\ndate: 2020\nrights: excerpt\n---\n{sentences}\n{more}").as_bytes(),
        );
        session.run("build");
        let page = session.read("public/articles/a.html");
        let n = (1..=18).filter(|n| page.contains(&format!("numéro {n} du"))).count();
        assert!((4..=6).contains(&n), "{n} of 18 with {}", &more[..20.min(more.len())].escape_debug());
        assert_eq!(session.run("check --leaks").code, 0);
    }
    let session = Session::new();
    let html = format!("<p>{}</p>\n\n{sentences}\n", "Un passage entier en HTML. ".repeat(30));
    session.write("content/articles/a.md", format!("---\ntitle: A\nrights: excerpt\n---\n{html}").as_bytes());
    session.run("build");
    assert!(session.read("public/articles/a.html").matches("Un passage").count() <= 12);
}

#[test]
fn words_beside_a_tag_in_an_excerpt_are_no_leak() {
    let session = Session::new();
    let text = "---\ntitle: B\ndate: 2020\nrights: excerpt\n---\n<span lang=\"en\">One two three four five six seven eight nine ten eleven.</span> La suite reste longue. ";
    session.write(
        "content/articles/b.md",
        format!("{text}{}\n", "Encore une phrase qui reste chez l’éditeur. ".repeat(12)).as_bytes(),
    );
    session.run("build");
    let run = session.run("check --leaks");
    assert!(run.code == 0 && run.err.contains("nothing leaks"), "{}", run.err);
}

#[test]
fn a_note_that_is_meant_to_wait_is_left_out() {
    let session = dossier();
    session.write(
        "content/notes/port.yaml",
        b"- {quote: ont vu, note: Zorvan dit non., draft: true}\n- {quote: les hommes, note: Deux.}\n",
    );
    assert_eq!(session.run("build").code, 1);
    let page = session.read("public/articles/port.html");
    assert!(!page.contains("Zorvan") && page.contains("Deux."), "{page}");
}
