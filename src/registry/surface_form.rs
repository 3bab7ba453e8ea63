//! One spelling of a name, and the entities that it can refer to. Plain data, made by `lexicon` and read by matching.

use crate::base::{KeyBuilder, Keyed};
use crate::model::{Edtf, EntityIx};
use crate::text::tokens::{self, Token};

/// Position of a form in [`Lexicon::forms`](super::Lexicon::forms).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FormIndex(u32);

impl FormIndex {
    /// Makes the position of the form that has this number, counted from 0.
    #[must_use]
    pub fn new(number: usize) -> Self {
        Self(u32::try_from(number).unwrap_or(u32::MAX))
    }

    /// Returns the number of the form, counted from 0.
    #[must_use]
    pub fn get(self) -> usize {
        self.0 as usize
    }
}

/// One spelling, shared by all entities that use it.
#[derive(Clone, Debug)]
pub struct SurfaceForm {
    /// The spelling of the first record that has it.
    pub text: Box<str>,
    /// Its words, as matching compares them.
    pub folded_form: FoldedForm,
    /// The entities that it can refer to: strong senses, then weak ones, then roles, each in order of entity. No sense
    /// is listed twice.
    pub senses: Vec<FormSense>,
    /// What kinds of entities it refers to, without the withheld ones: the sum of [`SurfaceForm::PERSON`] and the other
    /// constants.
    pub entity_types: u8,
    /// The same with the withheld entities.
    pub entity_types_with_withheld: u8,
}

impl SurfaceForm {
    /// Some entity is of a kind with personal names.
    pub const PERSON: u8 = 1;
    /// Some entity is a place.
    pub const PLACE: u8 = 2;
    /// Some entity is an organisation.
    pub const ORGANISATION: u8 = 4;
    /// It is the full name of some person.
    pub const FULL_NAME: u8 = 8;

    /// Returns its senses, split by strength.
    #[must_use]
    pub fn senses_by_strength(&self) -> SensesByStrength<'_> {
        SensesByStrength::new(&self.senses)
    }
}

/// The senses of a form, split by strength. Each list is in order of entity.
#[derive(Clone, Copy, Debug, Default)]
pub struct SensesByStrength<'a> {
    /// The form names these entities wherever it occurs.
    pub strong: &'a [FormSense],
    /// The form may name these entities.
    pub weak: &'a [FormSense],
    /// These entities held the role at some time; one entry for each term of office.
    pub roles: &'a [FormSense],
}

impl<'a> SensesByStrength<'a> {
    /// Splits senses that are in the order of [`SurfaceForm::senses`].
    #[must_use]
    pub fn new(senses: &'a [FormSense]) -> Self {
        let after = |rank: u8| senses.partition_point(|sense| sense.strength.rank() <= rank);
        let (strong, weak) = (after(0), after(1));
        Self { strong: &senses[..strong], weak: &senses[strong..weak], roles: &senses[weak..] }
    }

    /// Returns the senses whose entities come before `end`.
    #[must_use]
    pub fn before_entity(self, end: EntityIx) -> Self {
        let cut = |list: &'a [FormSense]| &list[..list.partition_point(|sense| sense.entity < end)];
        Self { strong: cut(self.strong), weak: cut(self.weak), roles: cut(self.roles) }
    }

    /// Returns the number of senses in all three lists.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "no caller asks whether a form has no sense")]
    pub fn len(self) -> usize {
        self.strong.len() + self.weak.len() + self.roles.len()
    }
}

/// The words of a form: their folded letters in one allocation, and their shapes.
#[derive(Clone, Debug, Default)]
pub struct FoldedForm {
    folded: Box<str>,
    words: Box<[FoldedWord]>,
}

/// One word of a form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FoldedWord {
    /// The end of its folded letters.
    end: u32,
    /// Its shape, see [`Token`].
    pub shape: u8,
}

impl FoldedWord {
    /// The text must have it in capitals: the family name of `DUPONT Jean`. No token's shape uses this bit.
    pub(crate) const IN_CAPITALS: u8 = 128;
}

impl FoldedForm {
    /// Folds the tokens of a text. The first `n_in_capitals` words must be in capitals to match.
    #[must_use]
    pub fn new(text: &str, list: &[Token], n_in_capitals: usize) -> Self {
        let mut folded = String::with_capacity(text.len());
        let words = list.iter().enumerate().map(|(position, token)| {
            tokens::fold_into(token.text(text), &mut folded);
            let in_capitals = if position < n_in_capitals { FoldedWord::IN_CAPITALS } else { 0 };
            FoldedWord { end: u32::try_from(folded.len()).unwrap_or(u32::MAX), shape: token.shape | in_capitals }
        });
        let words = words.collect();
        Self { folded: folded.into_boxed_str(), words }
    }

    /// Returns the number of words.
    #[must_use]
    pub fn n_words(&self) -> usize {
        self.words.len()
    }

    /// Returns the folded letters and the shape of each word.
    pub fn words(&self) -> impl Iterator<Item = (&str, u8)> {
        let mut start = 0;
        self.words.iter().map(move |word| {
            let end = word.end as usize;
            let letters = &self.folded[start..end];
            start = end;
            (letters, word.shape)
        })
    }

    /// Returns the size of its tables in bytes.
    pub(super) fn heap_bytes(&self) -> usize {
        self.folded.len() + size_of_val(&*self.words)
    }
}

/// An entity that a form can refer to, and how firmly.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FormSense {
    /// Position in [`Lexicon::entities`](super::Lexicon::entities).
    pub entity: EntityIx,
    /// How firmly the form belongs to the entity.
    pub strength: Strength,
}

/// How firmly a form belongs to an entity.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Strength {
    /// It links wherever it occurs.
    Strong,
    /// It links if the article also has a strong form of the same entity and no namesake.
    Weak,
    /// It refers to the entity while a role lasts.
    Role {
        /// Start of the role.
        from: Option<Edtf>,
        /// End of the role.
        to: Option<Edtf>,
    },
}

impl Strength {
    /// Returns its position in the order of [`SurfaceForm::senses`].
    pub(super) fn rank(&self) -> u8 {
        match self {
            Self::Strong => 0,
            Self::Weak => 1,
            Self::Role { .. } => 2,
        }
    }
}

impl Keyed for Strength {
    fn key_into(&self, key: &mut KeyBuilder) {
        match self {
            Self::Strong => key.number(1),
            Self::Weak => key.number(2),
            Self::Role { from, to } => key.number(3).add(from).add(to),
        };
    }
}
