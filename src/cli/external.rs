//! `dossier check --external`: supplies the network, the clock and the file of answers to `check::external_links`.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::args::GlobalOptions;
use super::project::Project;
use super::{Exit, Failure, print};
use crate::base::Diagnostic;
use crate::base::confined::ConfinedDir;
use crate::base::message::io_reason;
use crate::check::external_links::{self, LinkStatusCache, ProbeOptions};
use crate::check::http_probe::HttpProbe;
use crate::publish::build_record::FOLDER;
use crate::say;

/// Name of the file of answers, in the folder `.dossier`; no build reads it.
const FILE: &str = "links.json";
/// A larger file was not written by dossier.
const MAX_LEN_BYTES: u64 = 256 << 20;
/// Pause between two requests to one host.
const PAUSE: Duration = Duration::from_secs(1);

/// Probes the addresses and reports problems with them.
pub(super) fn findings(
    global: &GlobalOptions,
    project: &Project,
    addresses: &BTreeMap<String, Vec<usize>>,
) -> Result<Vec<Diagnostic>, Failure> {
    let answers = answers(global, addresses)?;
    Ok(external_links::report(&project.built, &project.snapshot, addresses, &answers))
}

/// Probes the addresses whose answers are not known yet.
fn answers(global: &GlobalOptions, addresses: &BTreeMap<String, Vec<usize>>) -> Result<LinkStatusCache, Failure> {
    let path = global.root.join(FOLDER).join(FILE);
    let opened = ConfinedDir::open(&global.root).and_then(|root| root.make_folder(FOLDER, |_| ()));
    let folder = opened.map_err(|error| cannot_keep(&path, &error))?;
    // An unreadable file of answers is replaced.
    let known = folder.read(FILE, MAX_LEN_BYTES).ok().flatten();
    let known: LinkStatusCache = known.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    if !global.quiet {
        let links = print::count(addresses.len(), "link", "lien");
        print::say(&say!(
            en: "checking {links} to other sites",
            fr: "vérification de {links} vers d’autres sites"; links
        ));
    }
    let client = HttpProbe::default();
    // If saving fails here, the next answer tries again; the last save below reports the failure.
    let keep = |answers: &LinkStatusCache| drop(write(&folder, answers));
    let days = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs() / 86_400);
    let asking = ProbeOptions {
        probe: &|address| client.probe(address),
        save: &keep,
        pause: PAUSE,
        day: i64::try_from(days).unwrap_or_default(),
    };
    let answers = external_links::probe_links(addresses, known, &asking);
    write(&folder, &answers).map_err(|error| cannot_keep(&path, &error))?;
    Ok(answers)
}

fn write(folder: &ConfinedDir, answers: &LinkStatusCache) -> io::Result<()> {
    folder.replace_durable(FILE, format!("{:#}\n", serde_json::json!(answers)).as_bytes())
}

fn cannot_keep(path: &Path, error: &io::Error) -> Failure {
    let (path, reason) = (path.display(), io_reason(error));
    let message = say!(
        en: "cannot save the answers in `{path}`: {reason}",
        fr: "impossible de garder les réponses dans `{path}` : {reason}"; reason
    );
    Failure::new(Exit::World, message, super::check::check_space())
}
