//! Where the site goes: the address at which it will be, and the folder that it is written to. Keys of site.yaml -> values; the
//! other keys are in site.rs. Whether the folder can be written to is for `publish`.

use super::parts::DataFile;
use crate::base::web_address::is_web_address;
use crate::base::yaml::{YamlNode, YamlValue};
use crate::base::yaml_fields::YamlFields;
use crate::base::{Code, Diagnostic, SourcePath};
use crate::model::prose_keys::PROSE_KEYS;
use crate::say;

/// Takes `base_url:`, with a slash at its end; empty if there is none.
pub(super) fn base_url(fields: &mut YamlFields<'_>) -> String {
    let Some(text) = fields.text("base_url") else { return String::new() };
    if !is_web_address(&text.value) || text.value.contains([' ', '"', '<', '#', '?']) {
        let message = say!(
            en: "`{address}` is not the address of a site",
            fr: "`{address}` n’est pas l’adresse d’un site",
            address = text.value,
        );
        fields.diagnostics.push(Diagnostic::new(Code::BadValue, text.span, message).help(say!(
            en: "write it in full: `https://example.org/dossier/`",
            fr: "écrivez-la en entier : `https://example.org/dossier/`",
        )));
        return String::new();
    }
    format!("{}/", text.value.trim_end_matches('/'))
}

/// Reads the output folder, `output: public`, or the folder and what is published besides: `output: {data: [lpf]}`.
pub(super) fn output(fields: &mut YamlFields<'_>, file: &SourcePath) -> (String, Vec<DataFile>) {
    let is_mapping = |(key, value): (&YamlNode, &YamlNode)| {
        matches!(&key.value, YamlValue::Scalar(key) if key == "output") && matches!(value.value, YamlValue::Map(_))
    };
    if !fields.unread().any(is_mapping) {
        return (output_folder(fields, "output"), Vec::new());
    }
    let Some(node) = fields.take("output") else { return ("public".to_owned(), Vec::new()) };
    let mut inner = YamlFields::new(file, node, PROSE_KEYS);
    let folder = output_folder(&mut inner, "folder");
    let data = inner.choices("data", &DataFile::CHOICES);
    fields.diagnostics.append(&mut inner.finish());
    (folder, data)
}

fn output_folder(fields: &mut YamlFields<'_>, key: &'static str) -> String {
    let Some(text) = fields.text(key) else { return "public".to_owned() };
    let clean = SourcePath::new(&text.value);
    let taken = ["content", "themes", "seeds"].contains(&clean.as_str().split('/').next().unwrap_or_default());
    if clean.as_str() != text.value.trim_end_matches('/') || clean.as_str().is_empty() || taken {
        let message = say!(
            en: "`{folder}` cannot be the output folder",
            fr: "`{folder}` ne peut pas être le répertoire du site publié",
            folder = text.value,
        );
        fields.diagnostics.push(Diagnostic::new(Code::BadValue, text.span, message).help(say!(
            en: "name a folder of the project that contains nothing else, such as `public`; for another place use `--output`",
            fr: "indiquez un répertoire du dossier qui ne contient rien d’autre, comme `public` ; pour un autre endroit, employez `--output`",
        )));
        return "public".to_owned();
    }
    clean.as_str().to_owned()
}
