//! `dossier import --annotations`: reads annotations of this dossier's articles that others made, and adds the names in
//! them to content/annotations/ as proposed mentions. What agrees with the dossier already is not written.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

use super::args::{GlobalOptions, ImportOptions};
use super::proposals::MAX_TOLD;
use super::{Exit, Failure, print, project, proposals};
use crate::base::SourcePath;
use crate::base::files::read_regular_file;
use crate::base::message::{Message, io_reason};
use crate::build::PipelineOptions;
use crate::edit::{EditAction, FileChange, load_decisions};
use crate::import::annotations::anchoring::{AnnotatedArticle, anchor_mentions};
use crate::import::annotations::record_match::RecordFinder;
use crate::import::annotations::{LabelTable, plain_name, read_annotations};
use crate::model::id;
use crate::parse::{ProposedMention, proposed_mentions};
use crate::review::{PlacedProposals, ProposalFate, place_proposals};
use crate::say;
use crate::source::limits::MAX_TEXT_LEN_BYTES;

/// The largest file that is read.
const MAX_FILE_BYTES: u64 = 256 << 20;
/// Largest file that is written, so that a build still reads it. The rest goes into further files.
const MAX_WRITTEN_BYTES: usize = (MAX_TEXT_LEN_BYTES - (1 << 20)) as usize;

pub(super) fn run(global: &GlobalOptions, options: &ImportOptions) -> Result<Exit, Failure> {
    let project = project::open(global, &PipelineOptions { drafts: true, ..PipelineOptions::default() })?;
    project::refuse_unknown_protection(&project)?;
    let content = &project.built.site.content;
    let decided = load_decisions(&global.root).map_err(super::decision_failure)?;
    let labels = LabelTable::new(content.config.kinds.iter().map(|kind| kind.id.as_str()));
    let records = RecordFinder::new(&content.registry, &content.config.base_url);
    let articles: Vec<AnnotatedArticle<'_>> = content
        .articles
        .iter()
        .map(|text| &*text.document)
        .map(|article| AnnotatedArticle {
            id: article.id.as_str(),
            former: &article.former,
            addresses: [article.url.as_deref(), article.archived.as_deref()],
            text: article.body.main_text(),
        })
        .collect();
    let mut all: Vec<ProposedMention> = Vec::new();
    let (mut n_problems, mut is_broken) = (0, false);
    for path in &options.paths {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let read = read_file(path).and_then(|bytes| read_annotations(&name, stem(&name), &bytes, &labels));
        let mut set = match read {
            Ok(set) => set,
            Err(reason) => {
                let path = path.display();
                print::say(&say!(en: "{path}: {reason}", fr: "{path} : {reason}"; reason));
                is_broken = true;
                continue;
            }
        };
        let by = options.by.as_deref().map_or_else(|| plain_name(&name), plain_name);
        let mut anchored = anchor_mentions(&set, &articles, &records, &content.config.base_url, &by);
        set.problems.append(&mut anchored.problems);
        n_problems += set.problems.len();
        tell(path, &set.problems, set.numbers_annotations);
        if !global.quiet {
            let counts = set.left_out.iter().map(|(what, n)| say!(en: "{n} {what}", fr: "{n} {what}"; what));
            let counts = Message::joined(&counts.collect::<Vec<_>>(), ", ", ", ");
            let left_out = match counts.is_empty() {
                true => Message::default(),
                false => say!(en: "; left out: {counts}", fr: " ; laissés de côté : {counts}"; counts),
            };
            let (n, path) = (anchored.proposals.len(), path.display());
            let (s, fr_s) = print::plural(n);
            print::say(&say!(
                en: "    read     {path}: {n} name{s} found in the articles{left_out}",
                fr: "    lu       {path} : {n} nom{fr_s} trouvé{fr_s} dans les articles{left_out}"; left_out
            ));
        }
        all.append(&mut anchored.proposals);
    }
    let existing = proposals::load(&project.snapshot);
    let known = place_proposals(content, &decided.mentions, &existing.all());
    let known: HashSet<_> = keys(&known).map(|(key, _)| key).collect();
    let mut wanted: Vec<&ProposedMention> = all.iter().collect();
    wanted.sort();
    wanted.dedup();
    let placed = place_proposals(content, &decided.mentions, &wanted);
    let mut counts = FateCounts::default();
    let mut new: BTreeMap<String, Vec<ProposedMention>> = BTreeMap::new();
    let mut written: HashSet<PlaceKey<'_>> = HashSet::new();
    for (key, one) in keys(&placed) {
        let is_known = known.contains(&key) || written.contains(&key);
        counts.add(&one.fate, is_known);
        if one.fate != ProposalFate::Agrees && !is_known {
            new.entry(file_name(&one.proposed.by)).or_default().push(one.proposed.clone());
            written.insert(key);
        }
    }
    let files = changed_files(&existing.files, new);
    if existing.broken.is_empty() && !options.dry_run && !files.is_empty() {
        let session = super::open_edit_session(global, options.backup)?;
        let changes: Vec<FileChange> = files
            .iter()
            .map(|(name, text)| FileChange {
                name: SourcePath::new(name),
                previous_bytes: project.snapshot.files.get(name.as_str()).map(|file| file.bytes.to_vec()),
                action: EditAction::Write(text.clone().into_bytes()),
            })
            .collect();
        session.commit(&changes).map_err(super::edit_failure)?;
    }
    if !existing.broken.is_empty() {
        return Err(Failure::new(
            Exit::Content,
            say!(
                en: "lines of content/annotations/ cannot be read; nothing was written, so that none of them is lost",
                fr: "des lignes de content/annotations/ sont illisibles ; rien n’a été écrit, pour qu’aucune ne soit perdue",
            ),
            say!(
                en: "correct or delete these lines, then import again",
                fr: "corrigez ou supprimez ces lignes, puis importez de nouveau",
            ),
        ));
    }
    report(global, options, &counts, &files.keys().cloned().collect());
    Ok(if is_broken || n_problems > 0 { Exit::Content } else { Exit::Done })
}

fn read_file(path: &Path) -> Result<Vec<u8>, Message> {
    let mebibytes = MAX_FILE_BYTES >> 20;
    match read_regular_file(path, MAX_FILE_BYTES) {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(say!(
            en: "there is no such file, or it is no ordinary one, or larger than {mebibytes} MiB",
            fr: "ce fichier n’existe pas, n’est pas un fichier ordinaire ou dépasse {mebibytes} Mio",
        )),
        Err(error) => {
            let reason = io_reason(&error);
            Err(say!(en: "cannot be read: {reason}", fr: "illisible : {reason}"; reason))
        }
    }
}

/// Returns a file's name without its extension.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Prints what cannot be read or has no place.
fn tell(path: &Path, problems: &[(usize, Message)], numbers_annotations: bool) {
    for (place, reason) in problems.iter().take(MAX_TOLD) {
        let path = path.display();
        print::say(&match numbers_annotations {
            true => say!(
                en: "{path}, number {place}: {reason}",
                fr: "{path}, numéro {place} : {reason}"; reason
            ),
            false => say!(en: "{path}:{place}: {reason}", fr: "{path}:{place} : {reason}"; reason),
        });
    }
    if problems.len() > MAX_TOLD {
        let (path, n) = (path.display(), problems.len() - MAX_TOLD);
        print::say(&say!(
            en: "{path}: and {n} more that are left out",
            fr: "{path} : et {n} de plus, laissés de côté",
        ));
    }
}

/// What makes two proposed mentions the same: article, place, record, kind, who.
type PlaceKey<'p> = (usize, usize, usize, &'p str, &'p str, &'p str);

fn keys<'a, 'p>(
    placed: &'a PlacedProposals<'p>,
) -> impl Iterator<Item = (PlaceKey<'p>, &'a crate::review::proposals::PlacedProposal<'p>)> {
    placed.articles.iter().flat_map(|(article, list)| {
        list.iter().map(|one| {
            let ProposedMention { entity, kind, by, .. } = one.proposed;
            ((article.get(), one.range.start, one.range.end, entity.as_str(), kind.as_str(), by.as_str()), one)
        })
    })
}

/// Returns the name of the file for what somebody proposes.
fn file_name(by: &str) -> String {
    let slug: String = id::slug(by).chars().take(60).collect();
    if slug.is_empty() { "proposed".to_owned() } else { slug.trim_end_matches('-').to_owned() }
}

/// Returns the new texts of the files that change: the old lines and the new ones, in order.
fn changed_files(
    existing: &BTreeMap<String, Vec<ProposedMention>>,
    new: BTreeMap<String, Vec<ProposedMention>>,
) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for (slug, mut mentions) in new {
        let name = |part: usize| match part {
            1 => format!("{}{slug}.jsonl", proposed_mentions::FOLDER),
            part => format!("{}{slug}.{part}.jsonl", proposed_mentions::FOLDER),
        };
        // The parts of an earlier import are read, joined and cut again.
        for old in (1..).map(name).map_while(|name| existing.get(&name)) {
            mentions.extend(old.iter().cloned());
        }
        mentions.sort();
        mentions.dedup();
        let mut part = 1;
        let mut text = String::new();
        for line in mentions.iter().map(ProposedMention::line) {
            if text.len() + line.len() > MAX_WRITTEN_BYTES && !text.is_empty() {
                files.insert(name(part), std::mem::take(&mut text));
                part += 1;
            }
            text.push_str(&line);
        }
        files.insert(name(part), text);
    }
    files
}

/// How many proposed mentions have which fate.
#[derive(Default)]
struct FateCounts {
    agreeing: usize,
    questions: usize,
    names: usize,
    known: usize,
}

impl FateCounts {
    fn add(&mut self, fate: &ProposalFate, is_known: bool) {
        match fate {
            ProposalFate::Agrees => self.agreeing += 1,
            _ if is_known => self.known += 1,
            ProposalFate::Question { .. } => self.questions += 1,
            ProposalFate::UnknownName => self.names += 1,
        }
    }
}

fn report(global: &GlobalOptions, options: &ImportOptions, counts: &FateCounts, files: &BTreeSet<String>) {
    for file in files.iter().filter(|_| !global.quiet) {
        print::say(&match options.dry_run {
            true => say!(en: "    would be written  {file}", fr: "    à écrire  {file}"),
            false => say!(en: "    written  {file}", fr: "    écrit    {file}"),
        });
    }
    let FateCounts { agreeing, questions, names, known } = counts;
    let (s, fr_s) = print::plural(*questions);
    let mut line = vec![match options.dry_run {
        true => say!(
            en: "{questions} name{s} would be new for `dossier review`, {names} for `dossier suggest`",
            fr: "{questions} nom{fr_s} à ajouter pour `dossier review`, {names} pour `dossier suggest`",
        ),
        false => say!(
            en: "{questions} name{s} new for `dossier review`, {names} for `dossier suggest`",
            fr: "{questions} nom{fr_s} de plus pour `dossier review`, {names} pour `dossier suggest`",
        ),
    }];
    if *agreeing > 0 {
        line.push(say!(en: "; {agreeing} agree with the dossier", fr: " ; en accord avec le dossier : {agreeing}"));
    }
    if *known > 0 {
        line.push(say!(en: "; {known} were proposed before", fr: " ; déjà proposés : {known}"));
    }
    print::say(&Message::joined(&line, "", ""));
}
