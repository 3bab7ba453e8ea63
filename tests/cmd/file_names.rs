//! File names as disks and people write them: decomposed accents (macOS), `#`, `%`, blanks. A name means the file in either
//! Unicode form, and an address in a page leads to it.

use super::session::Session;

/// A PNG of one pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\0\0\0\nIDATx\x9cc\xf8\x0f\0\x01\x01\x01\0\x1b\xb6\xeeV\0\0\0\0IEND\xaeB`\x82";

/// Decomposes accents.
fn apart(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'é' => "e\u{301}".to_owned(),
            'è' => "e\u{300}".to_owned(),
            'ô' => "o\u{302}".to_owned(),
            'À' => "A\u{300}".to_owned(),
            'ü' => "u\u{308}".to_owned(),
            c => c.to_string(),
        })
        .collect()
}

/// A dossier whose file names have one Unicode form on the disk and another in the texts.
fn dossier(on_disk: fn(&str) -> String, in_text: fn(&str) -> String) -> Session {
    let session = Session::new();
    let write = |name: &str, text: &str| {
        session.write(&on_disk(name), in_text(text).as_bytes());
    };
    session.write(&on_disk("content/media/côte/jetée.png"), PIXEL);
    session.write(&on_disk("seeds/dépêche.txt"), b"abc");
    write(
        "content/articles/marée-à-pénè.md",
        "---\ntitle: Marée\ndate: 2021-05-03\nformer: [été-vieux]\nsource: {file: seeds/dépêche.txt, sha256: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad}\npicture: {file: media/côte/jetée.png, alt: La jetée}\n---\nZoé Trévidic parle d'abord de La Grande Fête.\n",
    );
    write(
        "content/articles/suite.md",
        "---\ntitle: Suite\ndate: 2021-05-04\nas: {Trévidic: zoé}\ncopy_of: marée-à-pénè\n---\nVoir [la marée](marée-à-pénè.md), [[marée-à-pénè]], [[été-vieux]], [[zoé|elle]], [ici](mar%C3%A9e-%C3%A0-p%C3%A9n%C3%A8.md), ![La jetée](media/côte/jetée.png) et ![Encore](../media/c%C3%B4te/jet%C3%A9e.png). Trévidic se tait.\n",
    );
    write(
        "content/people/zoé.md",
        "---\nname: Zoé Trévidic\nrelations: [{to: rené, as: sœur, source: \"marée-à-pénè#p1\"}]\n---\n",
    );
    write("content/people/rené.md", "---\nname: René Trévidic\n---\n");
    write("content/events/fête.md", "---\nname: La Grande Fête\ndate: 2021\nparticipants: [zoé]\nplace: pénè\n---\n");
    write("content/places/pénè.md", "---\nname: Pénè\n---\n");
    write("content/notes/marée-à-pénè.yaml", "- {quote: parle, note: \"Voir [la suite](../articles/suite.md).\"}\n");
    write("content/decisions.yaml", "- {article: marée-à-pénè, quote: Zoé Trévidic, entity: zoé}\n");
    session
}

fn same(text: &str) -> String {
    text.to_owned()
}

#[test]
fn a_name_means_its_file_in_whatever_form_either_is_written() {
    let expected = dossier(same, same);
    assert_eq!(expected.diagnostics(), Vec::<String>::new());
    expected.run("build");
    for (on_disk, in_text) in [(apart as fn(&str) -> String, same as fn(&str) -> String), (same, apart), (apart, apart)]
    {
        let session = dossier(on_disk, in_text);
        assert_eq!(session.diagnostics(), Vec::<String>::new());
        let build = session.run("build");
        assert_eq!(build.code, 0, "{}", build.err);
        let names = |session: &Session| -> Vec<String> {
            let files = session.files("public").into_keys();
            files.filter(|name| !name.starts_with("search") && !name.contains(".dossier")).collect()
        };
        assert_eq!(names(&session), names(&expected), "the output's names are composed");
        assert!(session.path("public/media/côte/jetée.png").exists());
        assert_eq!(session.run("check").code, 0);
    }
}

#[test]
fn files_are_edited_where_the_disk_has_them() {
    let session = dossier(apart, same);
    let why = session.run(&apart("why articles/marée-à-pénè"));
    assert!(why.code == 0 && why.out.contains("zoé"), "{}{}", why.out, why.err);
    let rename = session.run(&apart("rename zoé zoé-trévidic"));
    assert_eq!(rename.code, 0, "{}", rename.err);
    assert_eq!(session.diagnostics(), Vec::<String>::new());
    assert!(!session.path(&apart("content/people/zoé.md")).exists(), "no second record is left");
    let forget = session.run("forget zoé-trévidic");
    assert_eq!(forget.code, 0, "{}", forget.err);
    assert!(!session.path("content/people/zoé-trévidic.md").exists());
    let files = session.files("content");
    let twins: Vec<&String> =
        files.keys().filter(|name| files.contains_key(&apart(name)) && apart(name) != **name).collect();
    assert!(twins.is_empty(), "{twins:?}");
}

#[test]
fn of_two_files_with_one_name_one_is_read_and_that_is_told() {
    let session = dossier(same, same);
    session.write(&apart("content/people/rené.md"), "---\nname: Un Autre\n---\n".as_bytes());
    session.write(&apart("content/media/côte/jetée.png"), b"other");
    assert_eq!(session.diagnostics(), ["content/media/côte/jetée.png:1:1 D0303", "content/people/rené.md:1:1 D0303"]);
    let build = session.run("build");
    assert!(build.err.contains("is there twice"), "{}", build.err);
    assert!(session.read("public/personnes/rené.html").contains("René Trévidic"), "the one that is written alike");
}

#[test]
fn signs_of_addresses_are_letters_of_names() {
    let session = Session::new();
    let names = [
        "quai #2.png", "30%25 de l'eau.png", "vue (1).png", "est-ce là ?.png", "a&b;c.png", "100%.png",
        "été \"x\".png", "%23.png",
    ];
    for name in names {
        session.write(&format!("content/media/{name}"), PIXEL);
    }
    session.write(
        "content/articles/plans.md",
        "---\ntitle: Plans\ndate: 2021-05-03\npicture: {file: \"media/quai #2.png\", alt: Le quai}\n---\n![1](<../media/quai #2.png>) ![2](../media/quai%20%232.png) ![3](<../media/30%25 de l'eau.png>)\n![4](../media/30%2525%20de%20l'eau.png) ![5](<media/vue (1).png>) ![6](media/vue%20\\(1\\).png)\n![7](<media/est-ce là ?.png>) ![8](media/est-ce%20l%C3%A0%20%3F.png) ![9](<media/a&b;c.png>) ![10](<media/100%.png>)\n![11](<media/été \\\"x\\\".png>) ![12](<media/%23.png>) ![13](media/%2523.png) [plan](<media/quai #2.png>) [plan](media/quai%20%232.png#xywh=1)\n".as_bytes(),
    );
    let portable: Vec<String> = session.diagnostics().into_iter().filter(|line| !line.ends_with("D0523")).collect();
    assert_eq!(portable, Vec::<String>::new());
    session.run("build");
    let page = session.read("public/articles/plans.html");
    assert_eq!(page.matches("<img").count(), 14, "{page}");
    let all = session.files("public");
    let pages = all.iter().filter(|(name, _)| name.ends_with(".html") || name.ends_with(".xml"));
    for (name, bytes) in pages {
        let text = String::from_utf8_lossy(bytes);
        let attribute = |rest: &str| rest.split('"').next().unwrap_or_default().to_owned();
        let addresses = ["src=\"", "href=\"", "data-src=\"", "data-href=\""];
        let found = addresses.iter().flat_map(|start| text.split(start).skip(1).map(attribute));
        for address in found.filter(|address| address.contains("media/")) {
            let is_encoded = |c: char| c.is_ascii_alphanumeric() || "-._~/%#=:()&;éà".contains(c);
            assert!(address.chars().all(is_encoded), "{name}: {address}");
        }
    }
    for name in names {
        assert!(session.path(&format!("public/media/{name}")).exists(), "{name}");
    }
    assert_eq!(session.run("check").err.matches("D0502").count(), 0);
}
