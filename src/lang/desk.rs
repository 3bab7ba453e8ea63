//! What the desk says, in one language. Data only; `desk` writes pages with it. `{…}` stands for a value.

use crate::base::MessageLanguage;

/// The texts of the desk.
pub(crate) struct DeskWords {
    /// The tag of the language.
    pub tag: &'static str,
    /// The texts of forms.
    pub form_texts: &'static super::desk_forms::DeskFormTexts,
    /// The texts about files.
    pub files: &'static super::desk_files::FileDeskWords,
    /// Its name.
    pub desk: &'static str,
    /// The way back to the site.
    pub site: &'static str,
    /// The view of questions.
    pub review: &'static str,
    /// The view of proposals.
    pub proposals: &'static str,
    /// The list of articles.
    pub articles: &'static str,
    /// The list of records.
    pub records: &'static str,
    /// The view of what was done.
    pub done: &'static str,
    /// Without scripts.
    pub needs_script: &'static str,
    /// `{n}` of `{all}`.
    pub position: &'static str,
    /// No question is left.
    pub no_question: &'static str,
    /// The end of the list.
    pub end_of_list: &'static str,
    /// What a question about a name asks.
    pub asks_name: &'static str,
    /// What a question about a date asks.
    pub asks_day: &'static str,
    /// What a question about a speaker asks.
    pub asks_speaker: &'static str,
    /// Why it is asked: the first word of the reason, and a sentence; `{word}` is a word of the text.
    pub reasons: &'static [(&'static str, &'static str)],
    /// Who else proposes it: `{by}`.
    pub proposed_by: &'static str,
    /// Somebody else proposes it who is not known.
    pub proposed: &'static str,
    /// The text links to `{name}`, a full sentence.
    pub links_to: &'static str,
    /// None of the records.
    pub nobody: &'static str,
    /// No date.
    pub no_date: &'static str,
    /// Goes on without a decision.
    pub skip: &'static str,
    /// Takes the last action back.
    pub undo: &'static str,
    /// Shows the keys.
    pub help: &'static str,
    /// The answer is for the whole article.
    pub whole_article: &'static str,
    /// Searches another record.
    pub other: &'static str,
    /// The keys, each with what it does.
    pub keys: &'static [(&'static str, &'static str)],
    /// Closes a window.
    pub close: &'static str,
    /// Does it.
    pub confirm: &'static str,
    /// Does not do it.
    pub cancel: &'static str,
    /// What would change: `{gained}`, `{lost}`, `{articles}`.
    pub effects: &'static str,
    /// No link would change.
    pub no_effects: &'static str,
    /// Heads the window with effects.
    pub would_do: &'static str,
    /// Proposals are being searched.
    pub searching: &'static str,
    /// There are no proposals.
    pub no_proposals: &'static str,
    /// Searches them again.
    pub search_again: &'static str,
    /// Accepts.
    pub accept: &'static str,
    /// Refuses.
    pub refuse: &'static str,
    /// Accepts all that are selected.
    pub accept_selected: &'static str,
    /// Accepts them as one record.
    pub accept_as_one: &'static str,
    /// Fewer than two are selected.
    pub select_two: &'static str,
    /// Refuses all that are selected.
    pub refuse_selected: &'static str,
    /// Selects one, `{name}`.
    pub select: &'static str,
    /// Selects all on the page.
    pub select_all: &'static str,
    /// A name.
    pub name: &'static str,
    /// A kind.
    pub kind: &'static str,
    /// Any kind.
    pub any_kind: &'static str,
    /// No kind yet.
    pub no_kind: &'static str,
    /// The least certainty, in percent.
    pub certainty: &'static str,
    /// Filters.
    pub filter: &'static str,
    /// How often: `{n}` in `{articles}`.
    pub occurrences: &'static str,
    /// It is a draft in a file.
    pub draft: &'static str,
    /// The sign between the units and the tenths of a number.
    pub decimal_sign: &'static str,
    /// The signs around a word that is quoted.
    pub quotation_marks: [&'static str; 2],
    /// A proposal's other spellings: `{forms}`.
    pub also_written: &'static str,
    /// How many files an action changes: `{n}`.
    pub n_files: &'static str,
    /// The next page.
    pub next: &'static str,
    /// The page before.
    pub previous: &'static str,
    /// Nothing was done yet.
    pub nothing_done: &'static str,
    /// `{n}` actions can no longer be undone.
    pub forgotten: &'static str,
    /// Something was done.
    pub was_done: &'static str,
    /// Everything was so already.
    pub no_change: &'static str,
    /// Something was taken back.
    pub was_undone: &'static str,
    /// A file was changed meanwhile: `{file}`.
    pub changed: &'static str,
    /// The file as it is now.
    pub file_now: &'static str,
    /// What was wanted.
    pub wanted: &'static str,
    /// There is no such thing any more: `{id}`.
    pub vanished: &'static str,
    /// It was not done, for a reason that follows.
    pub failed: &'static str,
    /// The server does not answer.
    pub unreachable: &'static str,
    /// What actions did, by their name: `{a}`, `{b}`, `{c}`.
    pub actions: &'static [(&'static str, &'static str)],
    /// None, as an answer.
    pub none: &'static str,
}

impl DeskWords {
    /// Returns the language of the messages that the desk shows.
    #[must_use]
    pub(crate) fn language(&self) -> MessageLanguage {
        MessageLanguage::of_locale(self.tag).unwrap_or_default()
    }
}
