//! What the words mean: one entry for each technique of DevOps and SRE, each metric of DORA, and the terms of ITIL and of
//! reliability that this app uses. Our own words throughout; common knowledge of the trade unless a term says otherwise.

mod techniques;
mod terms;

pub use techniques::meaning;

use super::activities::Strand;
use crate::{
    catalog::practices::{about as about_practice, technique_name, technique_strand},
    model::{Practice, Technique, order},
};

/// A word and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The term in the one spelling that this app uses.
    pub term: &'static str,
    /// Other words for it, by which it is found too.
    pub also: &'static [&'static str],
    /// What it means: a phrase without a full stop.
    pub says: &'static str,
    /// The road it comes from.
    pub road: Strand,
}

impl Entry {
    /// Whether the term or one of its other names contains what is looked for, in whatever case.
    pub fn is_called(&self, wanted: &str) -> bool {
        let wanted = wanted.trim().to_lowercase();
        self.term.to_lowercase().contains(&wanted)
            || self.also.iter().any(|other| other.to_lowercase().contains(&wanted))
    }
}

/// All entries, in the order of the alphabet.
pub fn entries() -> Vec<Entry> {
    let techniques = Technique::ALL.into_iter().map(|technique| {
        let (also, says) = meaning(technique);
        Entry { term: technique_name(technique), also, says, road: technique_strand(technique) }
    });
    let practices = Practice::ALL.into_iter().map(|practice| {
        let about = about_practice(practice);
        Entry { term: about.name, also: &[], says: about.purpose, road: Strand::Governance }
    });
    let mut all: Vec<Entry> = techniques.chain(practices).chain(terms::TERMS).collect();
    order::sort_by(&mut all, |a, b| a.term.to_lowercase().cmp(&b.term.to_lowercase()));
    all
}

/// The entries that are looked for: those whose name holds the words first, then those that only speak of them. An empty
/// search finds all of them in the order of the alphabet.
pub fn search(wanted: &str) -> Vec<Entry> {
    let words = wanted.trim().to_lowercase();
    let (mut found, rest): (Vec<Entry>, Vec<Entry>) = entries().into_iter().partition(|entry| entry.is_called(&words));
    found.extend(rest.into_iter().filter(|entry| entry.says.to_lowercase().contains(&words)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_each_and_every_entry_says_something_of_its_own() {
        let all = entries();
        assert_eq!(all.len(), 101 + 34 + terms::TERMS.len());
        let mut names: Vec<String> = Vec::new();
        for entry in &all {
            for name in std::iter::once(&entry.term).chain(entry.also) {
                let name = name.to_lowercase();
                assert!(!names.contains(&name), "{name}");
                names.push(name);
            }
            assert!(entry.says.len() > 25 && !entry.says.ends_with('.'), "{}", entry.term);
            assert_eq!(all.iter().filter(|other| other.says == entry.says).count(), 1, "{}", entry.term);
        }
        for road in [Strand::Governance, Strand::Velocity, Strand::Reliability] {
            assert!(all.iter().any(|entry| entry.road == road));
        }
    }

    #[test]
    fn a_search_finds_by_other_names_and_puts_names_first() {
        let first = |wanted: &str| search(wanted).first().map(|entry| entry.term);
        assert_eq!(first("runbook"), Some("Playbooks"));
        assert_eq!(first("MTTR"), Some("Failed deployment recovery time"));
        assert_eq!(first(" cab "), Some("Change authority"));
        assert_eq!(search("").len(), entries().len());
        assert_eq!(search("no such word"), []);
        let budget = search("error budget");
        assert!(
            budget.iter().position(|entry| entry.term == "Error budgets")
                < budget.iter().position(|entry| !entry.is_called("error budget"))
        );
    }
}
