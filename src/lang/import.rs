//! What importing a document asks of a language: the words that give the language away, words of dates, of titles, of bylines, of
//! the buttons of press pages.
//!
//! Data only. The words are in the form that `import::text::lines::fold` gives them: lower case, straight apostrophes, accents kept.

use super::boilerplate::BoilerplateRule;

/// The words of one language that importing asks about.
pub struct ImportWords {
    /// Words that vote for the language of a document.
    pub votes: &'static [&'static str],
    /// Letters that make any word vote.
    pub vote_letters: &'static [char],
    /// Words that do not end a line of a list or a verse.
    pub open_words: &'static [&'static str],
    /// Words that open a clause which a title can do without.
    pub clause_openers: &'static [&'static str],
    /// Words that do not end a title.
    pub no_title_end: &'static [&'static str],
    /// Abbreviations whose full stop does not end a sentence.
    pub abbreviations: &'static [&'static str],
    /// Abbreviations of days of the week, besides those that the grammar of dates has.
    pub short_weekdays: &'static [&'static str],
    /// Words before a date.
    pub date_openers: &'static [&'static str],
    /// Words between day, month and year: `the 3rd of May`.
    pub date_joiners: &'static [&'static str],
    /// Words of a time of day.
    pub time_words: &'static [&'static str],
    /// Words that open a byline.
    pub bylines: &'static [&'static str],
    /// Words that open a pointer to another article: `Lire aussi`.
    pub pointer_openers: &'static [&'static str],
    /// Words between the names of a byline.
    pub byline_joiners: &'static [&'static str],
    /// Words that announce a date of publication, the longer ones first.
    pub publication_cues: &'static [&'static [&'static str]],
    /// Words that announce when a page was last changed.
    pub update_cues: &'static [&'static [&'static str]],
    /// What precedes the colon before a newspaper's name: `Source : Le Phare`.
    pub publisher_labels: &'static [&'static str],
    /// What precedes the colon before an author's name.
    pub author_labels: &'static [&'static str],
    /// What precedes the colon before a title.
    pub title_labels: &'static [&'static str],
    /// What precedes the colon before an address.
    pub address_labels: &'static [&'static str],
    /// What precedes the colon before a page, a section or a place, which an article's head has no key for.
    pub other_labels: &'static [&'static str],
    /// Words between a date of publication and a newspaper: `publié le 3 mai dans Le Phare`.
    pub publisher_openers: &'static [&'static str],
    /// Words between an author and the place of writing: `par Anne Le Goff, à Brest`.
    pub place_openers: &'static [&'static str],
    /// Words before the agencies that an article follows: `avec`, `selon`.
    pub agency_openers: &'static [&'static str],
    /// Nouns that make a name that of an agency.
    pub agency_nouns: &'static [&'static str],
    /// Nouns that make a name that of a newspaper, a broadcaster or a site: `courrier`, `herald`.
    pub press_nouns: &'static [&'static str],
    /// Articles that may open the name of a newspaper.
    pub articles: &'static [&'static str],
    /// What journalists are called under their name.
    pub role_words: &'static [&'static str],
    /// Words before the number of a page.
    pub page_words: &'static [&'static str],
    /// Words before the number of an issue.
    pub issue_words: &'static [&'static str],
    /// Words in the name of a file that tell when it was made or saved, not when its text was published.
    pub saving_words: &'static [&'static str],
    /// Whether the day comes first in a date in numbers that such words announce; otherwise nothing says so.
    pub numbers_day_first: bool,
    /// The first words of an invitation to follow a newspaper on a network: `follow`.
    pub follow_openers: &'static [&'static str],
    /// Verbs on buttons to share a page.
    pub share_verbs: &'static [&'static str],
    /// Other words on such buttons.
    pub share_fillers: &'static [&'static str],
    /// Whole such buttons.
    pub share_phrases: &'static [&'static str],
    /// Reservations of rights.
    pub rights_phrases: &'static [&'static str],
    /// Names of a site's front page.
    pub front_pages: &'static [&'static str],
    /// Openings of a request to accept cookies.
    pub cookie_openings: &'static [&'static str],
    /// Words between two halves of a word with hyphens: `avant- et après-guerre`.
    pub word_joiners: &'static [&'static str],
    /// What precedes the colon of a credit about a photograph.
    pub photo_labels: &'static [&'static str],
    /// What precedes the colon of a credit, and may also open a headline.
    pub credit_labels: &'static [&'static str],
    /// Holders of a credit that are written without a capital.
    pub credit_holders: &'static [&'static str],
    /// Labels that announce a caption.
    pub caption_labels: &'static [&'static str],
    /// First halves of a word that keep their hyphen at the end of a line.
    pub first_halves: &'static [&'static str],
    /// Second halves that keep it.
    pub second_halves: &'static [&'static str],
    /// Leftovers of press pages.
    pub boilerplate: &'static [BoilerplateRule],
}
