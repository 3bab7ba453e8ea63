//! The days of `as_of:` in site.yaml. What was known on them is found in `views`.

use crate::base::yaml_fields::YamlFields;
use crate::base::{Code, Diagnostic};
use crate::model::Edtf;
use crate::say;

/// The largest number of days with a page of their own.
const MAX_DAYS: usize = 100;

/// Reads the days of `as_of:`, in order; each must be a day.
pub(super) fn as_of(fields: &mut YamlFields<'_>) -> Vec<Edtf> {
    let mut days: Vec<Edtf> = Vec::new();
    for text in fields.texts("as_of") {
        match Edtf::parse(text.value.trim()) {
            Ok(day) if day.is_day() && days.len() < MAX_DAYS => days.push(day),
            parsed => {
                let (message, help) = if days.len() >= MAX_DAYS {
                    let message =
                        say!(en: "`as_of:` has more than {MAX_DAYS} days", fr: "`as_of:` a plus de {MAX_DAYS} jours");
                    (message, say!(en: "choose fewer", fr: "choisissez-en moins"))
                } else {
                    let not_one = || say!(en: "is not one day", fr: "n’est pas un jour précis");
                    let reason = parsed.err().unwrap_or_else(not_one);
                    (
                        say!(en: "`{day}` {reason}", fr: "`{day}` {reason}", day = text.value; reason),
                        say!(en: "write a day such as `2024-06-18`", fr: "écrivez un jour comme `2024-06-18`"),
                    )
                };
                fields.diagnostics.push(Diagnostic::new(Code::BadValue, text.span, message).help(help));
            }
        }
    }
    days.sort_by_key(Edtf::earliest);
    days.dedup();
    days
}
