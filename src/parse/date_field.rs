//! A date in front matter or a record -> [`Edtf`]; an invalid one is reported.

use crate::base::yaml_fields::YamlFields;
use crate::base::{Code, Diagnostic};
use crate::model::Edtf;
use crate::say;

/// Takes a date. An invalid one is reported and treated as absent.
pub(super) fn date(fields: &mut YamlFields<'_>, key: &'static str) -> Option<Edtf> {
    let text = fields.text(key)?;
    match Edtf::parse(text.value.trim()) {
        Ok(date) => Some(date),
        Err(reason) => {
            let message = say!(en: "`{date}` {reason}", fr: "`{date}` {reason}", date = text.value; reason);
            fields.diagnostics.push(Diagnostic::new(Code::BadDate, text.span, message).help(say!(
                en: "write a valid date such as `2023-09-13`, or `2023-09` if the day is not known",
                fr: "écrivez une date valide comme `2023-09-13`, ou `2023-09` si le jour est inconnu",
            )));
            None
        }
    }
}
