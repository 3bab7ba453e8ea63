//! `dossier manual`: the manual as a site that dossier builds itself, with search. Its topics are the articles of a dossier that
//! exists in memory only; a theme over the built-in one gives its pages the words of a manual.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::args::ManualOptions;
use super::manual::{ManualTopic, TOPICS};
use super::{Exit, Failure, export, language, print, serve};
use crate::base::message::MessageLanguage;
use crate::base::yaml::plain_or_quoted;
use crate::build::{BuildMode, Memo, PipelineOptions, build, render_page};
use crate::say;
use crate::source::Snapshot;

/// What a reference to a topic begins with, and a block that is to be saved as a file.
const REFERENCE: &str = "`dossier help ";
const FILE_MARK: &str = " file=";

pub(super) fn run(options: &ManualOptions) -> Result<Exit, Failure> {
    let folder = options.to.clone().unwrap_or_else(temporary_folder);
    write(&folder, language::chosen())?;
    let front = folder.join("index.html");
    if options.open && !serve::browse(&front.display().to_string()) {
        let front = front.display();
        print::say(&say!(
            en: "cannot open a browser; open {front} yourself",
            fr: "impossible d’ouvrir un navigateur ; ouvrez {front} vous-même",
        ));
    }
    Ok(Exit::Done)
}

/// Returns a folder that does not exist yet. The system clears it away some day; the browser needs it until then.
fn temporary_folder() -> PathBuf {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    std::env::temp_dir().join(format!("dossier-manual-{}-{}", std::process::id(), since_epoch.subsec_nanos()))
}

fn write(folder: &Path, language: MessageLanguage) -> Result<(), Failure> {
    let memo = Memo::default();
    let options = PipelineOptions { mode: BuildMode::Once, ..PipelineOptions::default() };
    let built = build(&Snapshot::from_files(files(language)), &options, &memo);
    export::write_folder(folder, |sink| {
        for page in built.pages() {
            if let Some(bytes) = &render_page(&built, &page, &memo).bytes {
                sink.put(&page.route.to_string(), bytes)?;
            }
        }
        Ok(Vec::new())
    })?;
    Ok(())
}

/// Returns the files of the dossier.
fn files(language: MessageLanguage) -> Vec<(String, Vec<u8>)> {
    let tag = language.tag();
    let (title, words) = match language {
        MessageLanguage::English => ("The manual of dossier", include_str!("manual/words/en.yaml")),
        MessageLanguage::French => ("Le manuel de dossier", include_str!("manual/words/fr.yaml")),
    };
    let list: String = TOPICS
        .iter()
        .map(|topic| {
            format!("- [{}](articles/{}.md): {}\n", topic.title(language), topic.name(language), topic.about(language))
        })
        .collect();
    let mut files = vec![
        (
            "site.yaml".to_owned(),
            format!(
                "title: {title}\nlanguage: {tag}\ntheme: manual\nwithout: [chronology, data, map, names, network, quotes]\n"
            ),
        ),
        ("content/index.md".to_owned(), format!("---\ntitle: {title}\n---\n{list}")),
        ("themes/manual/theme.yaml".to_owned(), "name: manual\nextends: default\n".to_owned()),
        (format!("themes/manual/lang/{tag}.yaml"), words.to_owned()),
    ];
    files.extend(TOPICS.iter().map(|topic| {
        let text = topic.text(language);
        let body = text.split_once('\n').map_or("", |(_, body)| body);
        let head = format!("---\ntitle: {}\n---\n", plain_or_quoted(topic.title(language)));
        (format!("content/articles/{}.md", topic.name(language)), head + &linked(body, language))
    }));
    files.into_iter().map(|(name, text)| (name, text.into_bytes())).collect()
}

/// Makes links of references to topics, and writes the name of a file above the block that is to be saved as it.
fn linked(text: &str, language: MessageLanguage) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_code = false;
    for line in text.lines() {
        if let Some(mark) = line.strip_prefix("```") {
            is_code = !is_code;
            match mark.split_once(FILE_MARK) {
                Some((mark, file)) => out.push_str(&format!("`{file}`:\n\n```{mark}\n")),
                None => out.push_str(&format!("{line}\n")),
            }
            continue;
        }
        let mut rest = line;
        while let Some((before, after)) = rest.split_once(REFERENCE).filter(|_| !is_code) {
            out.push_str(before);
            let name = after.split('`').next().unwrap_or_default();
            let code = format!("{REFERENCE}{name}`");
            match ManualTopic::named(name) {
                Some(topic) => out.push_str(&format!("[{code}]({}.md)", topic.name(language))),
                None => out.push_str(&code),
            }
            rest = after.get(name.len() + 1..).unwrap_or_default();
        }
        out.push_str(rest);
        out.push('\n');
    }
    out
}
