//! `dossier help`: the list of commands and topics, the help of a command, a text of the manual.

use super::args::{HelpOptions, command_help, command_names, program_help};
use super::manual::TOPICS;
use super::{Exit, Failure, print, stream};
use crate::base::nearest::nearest;

pub(super) fn run(options: &HelpOptions) -> Result<Exit, Failure> {
    let Some(name) = options.topic.as_deref() else {
        stream::write_stdout(program_help().trim_end_matches('\n'));
        return Ok(Exit::Done);
    };
    let command = command_help(name);
    let topic = TOPICS.iter().find(|topic| topic.name == name);
    if command.is_none() && topic.is_none() {
        let commands = command_names();
        let known = commands.iter().map(String::as_str).chain(TOPICS.iter().map(|topic| topic.name));
        let near = nearest(name, known).map(|near| format!("did you mean `{near}`? "));
        let help = format!("{}list commands and topics with `dossier help`", near.unwrap_or_default());
        return Err(Failure::new(Exit::Usage, format!("there is no command and no topic `{name}`"), &help));
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
