//! `dossier help`: the list of commands and topics, the help of a command, a text of the manual.

use super::args::{HelpOptions, command_help, command_names, program_help};
use super::manual::{ManualTopic, TOPICS};
use super::{Exit, Failure, language, pager, stream};
use crate::base::message::{MessageLanguage, french_spaces};
use crate::base::nearest::nearest;
use crate::say;

pub(super) fn run(options: &HelpOptions) -> Result<Exit, Failure> {
    let language = language::chosen();
    let Some(name) = options.topic.as_deref() else {
        stream::write_stdout(program_help(language).trim_end_matches('\n'));
        return Ok(Exit::Done);
    };
    let command = command_help(name, language);
    let topic = ManualTopic::named(name);
    let text = match (command, topic) {
        (None, None) => return Err(unknown(name)),
        (Some(command), None) => command,
        (None, Some(topic)) => spaced(&topic.text(language), language),
        (Some(command), Some(topic)) => {
            format!("{}\n\n{}", command.trim_end_matches('\n'), spaced(&topic.text(language), language))
        }
    };
    pager::show(text.trim_end_matches('\n'));
    Ok(Exit::Done)
}

fn unknown(name: &str) -> Failure {
    let commands = command_names();
    let topics =
        TOPICS.iter().flat_map(|topic| [MessageLanguage::English, MessageLanguage::French].map(|one| topic.name(one)));
    let near = nearest(name, commands.iter().map(String::as_str).chain(topics));
    let near = near.map(|near| say!(en: "did you mean `{near}`? ", fr: "vouliez-vous dire `{near}` ? "));
    let near = near.unwrap_or_default();
    Failure::new(
        Exit::Usage,
        say!(
            en: "there is no command and no topic `{name}`",
            fr: "il n’y a ni commande ni page du manuel `{name}`",
        ),
        say!(
            en: "{near}list commands and topics with `dossier help`",
            fr: "{near}`dossier help` énumère les commandes et les pages"; near
        ),
    )
}

/// Sets the spaces of a text in French; blocks of code stay as they are, to be copied.
fn spaced(text: &str, language: MessageLanguage) -> String {
    if language != MessageLanguage::French {
        return text.to_owned();
    }
    let mut is_code = false;
    let lines = text.lines().map(|line| {
        is_code ^= line.starts_with("```");
        if is_code || line.starts_with("    ") { format!("{line}\n") } else { format!("{}\n", french_spaces(line)) }
    });
    lines.collect()
}
