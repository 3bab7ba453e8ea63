//! `dossier serve`.

use super::args::{Global, ServeOptions};
use super::{Exit, Failure, print};
use crate::base::Severity;
use crate::check;
use crate::pipeline::Options;
use crate::serve::{self, Notice, ServeError};

pub(super) fn run(global: &Global, options: &ServeOptions) -> Result<Exit, Failure> {
    let serve_options = serve::ServeOptions {
        root: global.root.clone(),
        port: options.port,
        watch: options.watch,
        poll: options.poll,
        build: Options { drafts: options.drafts, base_url: None },
    };
    serve::serve(&serve_options, &mut |notice| tell(&notice, global)).map_err(|error| match error {
        ServeError::Read(_) => Failure::new(
            Exit::Usage,
            error,
            "write a site.yaml with two lines, `title: …` and `language: fr`, or name the dossier's folder with --root",
        ),
        ServeError::Listen { .. } => Failure::new(Exit::World, error, "name another port with --port"),
        ServeError::Runtime(_) => Failure::new(Exit::World, error, "try again"),
    })?;
    Ok(Exit::Done)
}

fn tell(notice: &Notice<'_>, global: &Global) {
    match notice {
        Notice::Listening(address, moved) => {
            let busy = if *moved { " (the port asked for is busy)" } else { "" };
            print::say(&format!("the site is at {address}{busy}; Ctrl-C ends"));
        }
        Notice::Polling(reason) => print::say(&format!(
            "the system cannot tell of changes: {reason}; files are looked at every half second instead"
        )),
        Notice::Unreadable(error) => print::say(&format!("{error}; the last good site stays")),
        Notice::Rebuilt(rebuilt) => {
            let report = check::report(rebuilt.diagnostics.to_vec());
            let least = if global.verbose { Severity::Note } else { Severity::Warning };
            print::report(&report, rebuilt.snapshot, least, false);
            let what = match rebuilt.files.as_slice() {
                [] => "built".to_owned(),
                [file] => file.clone(),
                [file, rest @ ..] => format!("{file} and {} more", rest.len()),
            };
            if !global.quiet {
                print::say(&format!(
                    "{what}: {} pages in {:.1} ms",
                    rebuilt.n_pages,
                    rebuilt.time.as_secs_f64() * 1000.0
                ));
            }
        }
    }
}
