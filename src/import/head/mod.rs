//! What the first and last lines of an article state about it: newspaper, date, author, agency, page.
//!
//! ```text
//! line_tokens   a line                        -> words and signs
//! line_name     a name in a line              -> newspaper, agency, place or person
//! line_parts    words and signs               -> dates, names, pages; none for a sentence
//! head_line     the parts of a line           -> what the line states
//! stated_head   all lines of a document       -> StatedHead, and the lines that go out of the text
//! ```
//!
//! Pure. Invariant: every word of a line must be explained, or the line states nothing and stays. What is in doubt is not
//! stated: an unknown newspaper is better than a place that is no newspaper.

mod head_line;
mod line_name;
mod line_parts;
mod line_tokens;
pub(in crate::import) mod stated_head;
