//! The manual: the Markdown files in `manual/`, which the README links to, compiled into the program. `help` prints them.

/// A text of the manual.
pub(super) struct ManualTopic {
    /// What follows `dossier help`. A topic may share its name with a command: then both are printed.
    pub(super) name: &'static str,
    /// One line for the list of topics.
    pub(super) about: &'static str,
    /// The text, in Markdown.
    pub(super) text: &'static str,
}

/// All topics, in the order of the list.
pub(super) const TOPICS: [ManualTopic; 9] = [
    ManualTopic {
        name: "content",
        about: "Folders and files, keys of an article and a record, marks in texts, excerpts",
        text: include_str!("manual/content.md"),
    },
    ManualTopic {
        name: "privacy",
        about: "Hidden people, initials, drafts, metadata of pictures, searching for leaks",
        text: include_str!("manual/privacy.md"),
    },
    ManualTopic {
        name: "import",
        about: "What each format gives, dates, limits",
        text: include_str!("manual/import.md"),
    },
    ManualTopic {
        name: "annotations",
        about: "Names that others marked, people or programs: taking them in, giving yours",
        text: include_str!("manual/annotations.md"),
    },
    ManualTopic {
        name: "preview",
        about: "The site in your browser while you write",
        text: include_str!("manual/preview.md"),
    },
    ManualTopic {
        name: "edit",
        about: "The desk: review, proposals and undo in your browser",
        text: include_str!("manual/edit.md"),
    },
    ManualTopic {
        name: "check",
        about: "What is checked, output formats, known findings, links to other sites",
        text: include_str!("manual/check.md"),
    },
    ManualTopic {
        name: "site",
        about: "Copies of one dispatch, search, typography, citing, long lists, data and licences",
        text: include_str!("manual/site.md"),
    },
    ManualTopic {
        name: "security",
        about: "What is trusted, what a build may read and write, limits, crashes",
        text: include_str!("manual/security.md"),
    },
];

/// Returns the list of topics that follows the list of commands.
pub(super) fn topics_help() -> String {
    let rows: Vec<String> = TOPICS.iter().map(|topic| format!("  {:<11} {}", topic.name, topic.about)).collect();
    format!("Topics of the manual, for `dossier help TOPIC`:\n{}", rows.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readmes_link_to_every_topic() {
        let (english, french) = (include_str!("../../README.md"), include_str!("../../.github/README.fr.md"));
        for topic in TOPICS {
            let link = format!("[{0}](src/cli/manual/{0}.md)", topic.name);
            assert!(english.contains(&link), "README.md does not link to {link}");
            let link = link.replace("](", "](../");
            assert!(french.contains(&link), "README.fr.md does not link to {link}");
            assert!(topic.text.starts_with("# ") && topic.text.ends_with('\n'), "{}", topic.name);
        }
    }
}
