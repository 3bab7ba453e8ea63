//! `dossier help`: the list of commands and topics, the help of a command, a text of the manual.

use super::args::{HelpOptions, command_help, command_names, program_help};
use super::manual::TOPICS;
use super::{Exit, Failure, language, print, stream};
use crate::base::nearest::nearest;
use crate::say;

pub(super) fn run(options: &HelpOptions) -> Result<Exit, Failure> {
    let language = language::chosen();
    let Some(name) = options.topic.as_deref() else {
        stream::write_stdout(program_help(language).trim_end_matches('\n'));
        return Ok(Exit::Done);
    };
    let command = command_help(name, language);
    let topic = TOPICS.iter().find(|topic| topic.name == name);
    if command.is_none() && topic.is_none() {
        let commands = command_names();
        let known = commands.iter().map(String::as_str).chain(TOPICS.iter().map(|topic| topic.name));
        let near = nearest(name, known);
        let near = near.map(|near| say!(en: "did you mean `{near}`? ", fr: "vouliez-vous dire `{near}` ? "));
        let near = near.unwrap_or_default();
        return Err(Failure::new(
            Exit::Usage,
            say!(
                en: "there is no command and no topic `{name}`",
                fr: "il n’y a ni commande ni page du manuel `{name}`",
            ),
            say!(
                en: "{near}list commands and topics with `dossier help`",
                fr: "{near}`dossier help` énumère les commandes et les pages"; near
            ),
        ));
    }
    if let Some(command) = command {
        stream::write_stdout(command.trim_end_matches('\n'));
        if topic.is_some() {
            print::result("");
        }
    }
    if let Some(topic) = topic {
        print::result(topic.text.trim_end_matches('\n'));
    }
    Ok(Exit::Done)
}
