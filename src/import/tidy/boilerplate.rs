//! Removes boilerplate from a raw document, line by line, with a report of each removed line and the reason.
//!
//! Returns the same lines with those of boilerplate emptied. Invariant: a line is removed only if all of it is
//! boilerplate. A sentence that merely contains such words stays, and so does a line in doubt. The rules are data:
//! `boilerplate_rules`.

use super::boilerplate_rules::BROKEN_SHARE_BAR;
use super::boilerplate_shape::LineShape;
use crate::base::Message;
use crate::base::message::Words;
use crate::import::cleaned_document::RemovedLine;
use crate::import::text::lines::NumberedLine;
use crate::lang::boilerplate::{BoilerplateRule, DocumentRegion};

/// How far from either end of a document a rule may reach, in lines that are not boilerplate.
const MAX_REACH: usize = 12;

/// A document's lines without the boilerplate.
pub(in crate::import) struct StrippedLines<'t> {
    /// All lines; removed ones are empty, so that they separate the lines before and after them.
    pub(in crate::import) lines: Vec<NumberedLine<'t>>,
    /// The lines that were removed, in the order of the document.
    pub(in crate::import) removed: Vec<RemovedLine>,
}

/// Removes the boilerplate lines.
pub(in crate::import) fn strip<'t>(lines: &[NumberedLine<'t>]) -> StrippedLines<'t> {
    let mut candidates: Vec<ClassifiedLine<'_>> = classify_lines(lines);
    mark_edge(&mut candidates.iter_mut(), |place, n_kept| match place {
        DocumentRegion::Head(reach) | DocumentRegion::Edges(reach) => n_kept < reach,
        DocumentRegion::Anywhere | DocumentRegion::Tail(_) => false,
    });
    mark_edge(&mut candidates.iter_mut().rev(), |place, n_kept| match place {
        DocumentRegion::Tail(reach) | DocumentRegion::Edges(reach) => n_kept < reach,
        DocumentRegion::Anywhere | DocumentRegion::Head(_) => false,
    });
    let mut stripped = StrippedLines { lines: lines.to_vec(), removed: Vec::new() };
    for candidate in candidates {
        let Some(rule) = candidate.rule else { continue };
        stripped.removed.push(removed_line(candidate.line, rule.name, rule.reason));
        if let Some(line) = stripped.lines.get_mut(candidate.line.number - 1) {
            line.text = "";
        }
    }
    stripped
}

/// Returns the name of the rule that recognises a line, wherever the line may be.
pub(in crate::import) fn rule_of(line: &str) -> Option<&'static str> {
    LineShape::from_line(line)?.first_rule(|_| true).map(|rule| rule.name)
}

/// Returns the report on one removed line.
pub(in crate::import) fn removed_line(line: NumberedLine<'_>, rule: &'static str, reason: Words) -> RemovedLine {
    RemovedLine { line: line.number, text: Message::same(line.text), rule, reason }
}

/// A line that is not blank, and the rule that removes it, if any.
struct ClassifiedLine<'t> {
    line: NumberedLine<'t>,
    rule: Option<&'static BoilerplateRule>,
    /// It is a share button next to another one.
    in_share_bar: bool,
}

fn classify_lines<'t>(lines: &[NumberedLine<'t>]) -> Vec<ClassifiedLine<'t>> {
    let mut candidates: Vec<ClassifiedLine<'_>> = Vec::new();
    let mut previous_is_button = false;
    for line in lines.iter().filter(|line| !line.text.is_empty()) {
        let shape = LineShape::from_line(line.text);
        let rule = shape.as_ref().and_then(|shape| shape.first_rule(|place| place == DocumentRegion::Anywhere));
        // With a bullet it would be an item of a list of networks in the article.
        let is_button = rule.is_some_and(|rule| rule.name == BROKEN_SHARE_BAR.name)
            || (line.text.starts_with(char::is_alphanumeric) && shape.is_some_and(|shape| shape.is_share_button()));
        let in_share_bar = is_button && previous_is_button;
        if let Some(previous) = candidates.last_mut().filter(|_| in_share_bar) {
            previous.in_share_bar = true;
        }
        candidates.push(ClassifiedLine { line: *line, rule, in_share_bar });
        previous_is_button = is_button;
    }
    candidates
}

/// Walks from one end of the document and applies the rules that `reaches` allows after the number of lines kept so
/// far.
fn mark_edge<'c, 't: 'c>(
    from_the_edge: &mut dyn Iterator<Item = &'c mut ClassifiedLine<'t>>,
    reaches: fn(DocumentRegion, usize) -> bool,
) {
    let mut n_kept = 0;
    for candidate in from_the_edge {
        if candidate.rule.is_none() {
            candidate.rule = match LineShape::from_line(candidate.line.text) {
                Some(_) if candidate.in_share_bar => Some(&BROKEN_SHARE_BAR),
                Some(shape) => shape.first_rule(|place| reaches(place, n_kept)),
                None => None,
            };
        }
        n_kept += usize::from(candidate.rule.is_none());
        if n_kept >= MAX_REACH {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::lines::lines;

    fn removed(text: &str) -> Vec<(usize, &'static str)> {
        strip(&lines(text)).removed.iter().map(|removed| (removed.line, removed.rule)).collect()
    }

    /// The line in question amid thirty lines of an article, far from both edges.
    fn in_the_middle(line: &str) -> String {
        let article = "Le conseil a voté la rénovation du vieux port après un long débat.\n".repeat(15);
        format!("{article}{line}\n{article}")
    }

    #[test]
    fn a_leftover_is_removed_wherever_it_stands() {
        for (line, rule) in [
            ("[ad_1]", "ad-marker"),
            ("(adsbygoogle = window.adsbygoogle || []).push({});", "ad-script"),
            ("— PUBLICITÉ —", "ad-marker"),
            ("Story continues below advertisement", "ad-marker"),
            ("Débloquez gratuitement la lettre de l’éditeur", "newsletter-promo"),
            ("Sign up for our newsletter to get the harbour news every week.", "newsletter-promo"),
            ("Facebook Twitter WhatsApp", "share-bar"),
            ("Partager cet article :", "share-bar"),
            ("Lire aussi\u{a0}: Le phare de M. Le Goff rallumé", "related-link"),
            ("► À LIRE AUSSI | Tempête sur la jetée", "related-link"),
            ("(Lire également : Qui paiera les travaux ?)", "related-link"),
            ("Read more: The harbour that sank", "related-link"),
            ("Abonnez-vous !", "paywall"),
            ("Article réservé aux abonnés", "paywall"),
        ] {
            assert_eq!(removed(&in_the_middle(line)), [(16, rule)], "{line}");
        }
    }

    #[test]
    fn some_leftovers_are_removed_only_near_an_edge() {
        for (line, rule) in [
            ("Accueil > Région > Littoral", "breadcrumb"),
            ("Temps de lecture : 3 min", "reading-time"),
            ("Comment (0)", "comment-counter"),
            ("12 commentaires", "comment-counter"),
            ("Imprimer", "page-tool"),
            ("Ce site utilise des cookies. En savoir plus.", "cookie-banner"),
            ("abc-fr-56", "feed-code"),
        ] {
            assert_eq!(removed(&format!("{line}\nLe maire a parlé.")), [(1, rule)], "{line}");
            assert_eq!(removed(&in_the_middle(line)), [], "{line}");
        }
        for (line, rule) in [
            ("Lien source", "source-link"),
            ("Source link:", "source-link"),
            ("© 2024 Le Phare. Tous droits réservés.", "rights-notice"),
            ("Mots-clés : port, phare, tempête", "tag-line"),
            ("The post Grève au port appeared first on Le Phare.", "syndication-note"),
        ] {
            assert_eq!(removed(&format!("Le maire a parlé.\n\n{line}\n")), [(3, rule)], "{line}");
            assert_eq!(removed(&in_the_middle(line)), [], "{line}");
        }
    }

    #[test]
    fn a_line_of_the_article_stays() {
        for line in [
            "Lire aussi est devenu pour eux un plaisir.",
            "Il faut partager, dit-il.",
            "« Abonnez-vous à notre newsletter », lance le vendeur.",
            "Lire aussi : le phare. Pourtant la mairie avait promis de le rallumer.",
            "La publicité finance le journal.",
            "Facebook, Twitter et WhatsApp se taisent",
            "Commentaire du maire : il ne cédera pas.",
            "Source : Reuters",
            "Jeanne Morvan (avec Ouest-Presse, Radio Iroise )",
            "Le temps de lecture : 3 min par page en moyenne.",
            "- Facebook\n- Telegram\n- Threads",
            "Share prices fell.",
            "Print is dead, he said.",
            "Les droits de port :",
        ] {
            assert_eq!(removed(line), [], "{line}");
            assert_eq!(removed(&in_the_middle(line)), [], "{line}");
        }
    }

    #[test]
    fn removed_lines_do_not_push_the_next_one_out_of_reach() {
        let menu =
            "Aller au contenu\nMenu\nAccueil\nRechercher\nSe connecter\nPartager\nFacebook\n\nX\nImprimer\n".repeat(3);
        let text = format!("{menu}12 commentaires\nLe maire a parlé.");
        assert_eq!(removed(&text).len(), 28);
    }

    #[test]
    fn a_share_bar_may_be_broken_over_lines() {
        assert_eq!(removed("Facebook\nWhatsApp\nLe maire a parlé."), [(1, "share-bar"), (2, "share-bar")]);
        assert_eq!(removed("Facebook\nLe maire a parlé."), []);
    }

    #[test]
    fn a_removed_line_is_reported_as_it_stood_and_leaves_a_gap() {
        let stripped = strip(&lines("Un.\n  [ad_2] \nDeux."));
        let texts: Vec<_> = stripped.lines.iter().map(|line| line.text).collect();
        assert_eq!(texts, ["Un.", "", "Deux."]);
        assert_eq!(stripped.removed.first().map(|removed| removed.text.en.as_str()), Some("[ad_2]"));
    }
}
