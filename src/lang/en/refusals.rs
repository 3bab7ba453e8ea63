//! English: what the desk says instead of messages that speak of the terminal, or that do not say what to do. Data only;
//! `lang::messages` finds the sentence that fits.

/// The refusals in English.
pub(in crate::lang) const REFUSALS: &[(&str, &str)] = &[
    (
        "the id `{a}` is in use; to make one record of two, use `dossier merge`",
        "the id `{a}` is in use; choose another, or use Merge to make one record of two",
    ),
    (
        "no id can be made from “{a}”; write the record with `dossier new`",
        "no id can be made from “{a}”; choose a name with letters",
    ),
    (
        "several actions cannot be one of several",
        "this page sent a request that the desk does not understand; load it again",
    ),
    (
        "the request does not say which text it was made from",
        "this page sent a request that the desk does not understand; load it again",
    ),
    ("`{a}` is no draft any more", "`{a}` is no draft any more; load the page again"),
    ("`{a}` exists already", "`{a}` exists already; move or rename that file first"),
    ("`{a}` is not UTF-8 text", "`{a}` is not UTF-8 text; save it in that encoding in an editor"),
    ("a record needs a name", "a record needs a name; write it"),
    ("an article needs a title", "an article needs a title; write it"),
    ("a form needs a letter", "a spelling needs a letter; correct it"),
    ("a note needs a word", "a note needs a word; write it first"),
    ("this folder holds a dossier already", "this folder holds a dossier already; load the page again"),
    ("these are not words of one line", "these are not words of one line; correct them in the source"),
    (
        "“{a}” is no other spelling of “{b}”",
        "“{a}” is no other spelling of “{b}”, or none any more; load the page again",
    ),
    ("“{a}” is named twice", "“{a}” is chosen twice; load the page again and choose anew"),
    ("`{a}` is of the kind `{b}` already", "`{a}` is of this kind already; choose another"),
    ("`{a}` cannot be merged with itself", "a record cannot be merged with itself; name another"),
    ("{a} has no record `{b}`", "{a} has no record `{b}` any more; load the page again"),
    ("`{a}` would be longer than a mebibyte", "the field `{a}` would be longer than a mebibyte; shorten it"),
];
