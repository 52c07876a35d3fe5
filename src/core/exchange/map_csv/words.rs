//! What stands in a cell that holds one of a few words, a number or a list, both ways.

use crate::{
    chart::{Cell, format},
    exchange::{capture::measure::cut, sheet_csv::values::bare},
    model::{
        Arrangement, ContractKind, CriterionState, InteractionMode, Letter, Part, Party, Provision, TeamShape, Votes,
        check::{LONGEST_NAME, LONGEST_NOTE},
    },
};

/// A text as a file can hold it: a zero byte would make it no text at all.
pub(super) fn plain(text: &str) -> String {
    text.replace('\0', "")
}

/// At most 40 characters of a text, for a sentence about it.
pub(super) fn short(text: &str) -> String {
    let mut start = cut(text);
    if start.len() < text.len() {
        start.push('…');
    }
    start
}

/// Words; nothing where there are none.
pub(super) fn text(words: &str) -> Cell {
    if words.is_empty() { Cell::Missing } else { Cell::Text(plain(words)) }
}

/// A whole number; nothing where there is none.
pub(super) fn number(value: Option<impl Into<f64>>) -> Cell {
    Cell::number(value.map(Into::into), format::number)
}

/// Names in one cell.
pub(super) fn joined<'a>(names: impl Iterator<Item = &'a str>) -> Cell {
    let mut all = String::new();
    for name in names {
        all.push_str(if all.is_empty() { "" } else { "; " });
        all.push_str(name);
    }
    text(&all)
}

/// A whole number within bounds; `what` says what it counts.
pub(super) fn whole(text: &str, least: u16, most: u16, what: &str) -> Result<u16, String> {
    let read = text.parse::<u16>().ok().filter(|number| (least..=most).contains(number));
    read.ok_or_else(|| format!("\"{}\" is no {what}. Type a whole number from {least} to {most}.", cut(text)))
}

/// A name that is not too long.
pub(super) fn name(text: &str) -> Result<String, String> {
    match text.chars().count() {
        0 => Err("there is no name. Type it; the row is left out.".to_owned()),
        count if count > LONGEST_NAME => Err(format!("the name is longer than {LONGEST_NAME} characters. Shorten it.")),
        _ => Ok(text.to_owned()),
    }
}

/// A text that is not too long.
pub(super) fn note(text: &str) -> Result<String, String> {
    if text.chars().count() > LONGEST_NOTE {
        return Err(format!("the text is longer than {LONGEST_NOTE} characters. Shorten it."));
    }
    Ok(text.to_owned())
}

/// Which of a few words this is; `or` says which there are.
fn word<T: Copy>(text: &str, words: &[(&str, T)], or: &str) -> Result<T, String> {
    let wanted = bare(text);
    let found = words.iter().find(|(word, _)| bare(word) == wanted);
    found.map(|(_, value)| *value).ok_or_else(|| format!("\"{}\" is not known here. Type {or}.", cut(text)))
}

/// A level of the heat map.
pub(super) fn level(text: &str) -> Result<u8, String> {
    let read = text.parse::<u8>().ok().filter(|level| *level <= 3);
    read.ok_or_else(|| format!("\"{}\" is no level. Type 0 (none), 1 (low), 2 (medium) or 3 (high).", cut(text)))
}

/// How a practice takes part.
pub(super) const fn part_text(part: Part) -> &'static str {
    match part {
        Part::None => "none",
        Part::Supporting => "S",
        Part::Enabling => "E",
    }
}

/// How a practice takes part.
pub(super) fn part(text: &str) -> Result<Part, String> {
    if matches!(text, "-" | "–" | "—") {
        return Ok(Part::None);
    }
    let words = [
        ("none", Part::None),
        ("0", Part::None),
        ("s", Part::Supporting),
        ("supporting", Part::Supporting),
        ("e", Part::Enabling),
        ("enabling", Part::Enabling),
    ];
    word(text, &words, "E (enabling), S (supporting) or none")
}

/// A letter of the RACI table.
pub(super) fn letter(text: &str) -> Result<Letter, String> {
    let words = [
        ("r", Letter::Responsible),
        ("responsible", Letter::Responsible),
        ("a", Letter::Accountable),
        ("accountable", Letter::Accountable),
        ("ar", Letter::AccountableAndResponsible),
        ("ra", Letter::AccountableAndResponsible),
        ("c", Letter::Consulted),
        ("consulted", Letter::Consulted),
        ("i", Letter::Informed),
        ("informed", Letter::Informed),
    ];
    word(text, &words, "R, A, A/R, C or I, or nothing")
}

/// Whose people they are.
pub(super) const fn party_text(party: Party) -> &'static str {
    match party {
        Party::Internal => "internal",
        Party::Supplier => "supplier",
    }
}

/// Whose people they are.
pub(super) fn party(text: &str) -> Result<Party, String> {
    word(text, &[("internal", Party::Internal), ("supplier", Party::Supplier)], "internal or supplier")
}

/// What kind of team it is.
pub(super) const fn shape_text(shape: TeamShape) -> &'static str {
    match shape {
        TeamShape::StreamAligned => "stream-aligned",
        TeamShape::Enabling => "enabling",
        TeamShape::ComplicatedSubsystem => "complicated subsystem",
        TeamShape::Platform => "platform",
    }
}

/// What kind of team it is.
pub(super) fn shape(text: &str) -> Result<TeamShape, String> {
    let words = TeamShape::ALL.map(|shape| (shape_text(shape), shape));
    word(text, &words, "stream-aligned, enabling, complicated subsystem or platform")
}

/// How two teams work together.
pub(super) const fn mode_text(mode: InteractionMode) -> &'static str {
    match mode {
        InteractionMode::Collaboration => "collaboration",
        InteractionMode::XAsAService => "X-as-a-service",
        InteractionMode::Facilitating => "facilitating",
    }
}

/// How two teams work together.
pub(super) fn mode(text: &str) -> Result<InteractionMode, String> {
    let words = InteractionMode::ALL.map(|mode| (mode_text(mode), mode));
    word(text, &words, "collaboration, X-as-a-service or facilitating")
}

/// Where a capability is at home. Own words that would be taken for one of the two get a mark in front.
pub(super) fn arrangement_text(arrangement: &Arrangement) -> String {
    match arrangement {
        Arrangement::Traditional => "traditional".to_owned(),
        Arrangement::Integrated => "integrated".to_owned(),
        Arrangement::Own(own) => {
            let taken = |other: &Arrangement| !matches!(other, Arrangement::Own(read) if read == own);
            if arrangement_of(own).is_ok_and(|read| taken(&read)) { format!("own: {own}") } else { own.clone() }
        }
    }
}

/// Where a capability is at home.
pub(super) fn arrangement_of(text: &str) -> Result<Arrangement, String> {
    Ok(match bare(text).as_str() {
        "traditional" => Arrangement::Traditional,
        "integrated" => Arrangement::Integrated,
        _ => Arrangement::Own(name(text.strip_prefix("own: ").unwrap_or(text))?),
    })
}

/// What kind of service it is.
pub(super) const fn provision_text(kind: Provision) -> &'static str {
    match kind {
        Provision::Pipeline => "pipeline",
        Provision::Orchestration => "orchestration",
        Provision::Observability => "observability",
        Provision::Secrets => "secrets",
        Provision::SelfService => "self-service",
        Provision::Own => "own",
    }
}

/// What kind of service it is.
pub(super) fn provision(text: &str) -> Result<Provision, String> {
    let words = Provision::ALL.map(|kind| (provision_text(kind), kind));
    word(text, &words, "pipeline, orchestration, observability, secrets, self-service or own")
}

/// Between whom a contract stands.
pub(super) const fn contract_text(kind: ContractKind) -> &'static str {
    match kind {
        ContractKind::Ola => "OLA",
        ContractKind::Underpinning => "underpinning",
    }
}

/// Between whom a contract stands.
pub(super) fn contract(text: &str) -> Result<ContractKind, String> {
    let words = [
        ("ola", ContractKind::Ola),
        ("underpinning", ContractKind::Underpinning),
        ("underpinning contract", ContractKind::Underpinning),
        ("uc", ContractKind::Underpinning),
    ];
    word(text, &words, "OLA or underpinning")
}

/// Whether a criterion holds.
pub(super) const fn state_text(state: CriterionState) -> &'static str {
    match state {
        CriterionState::Open => "open",
        CriterionState::Met => "met",
        CriterionState::NotMet => "not met",
        CriterionState::NotApplicable => "not applicable",
    }
}

/// Whether a criterion holds.
pub(super) fn state(text: &str) -> Result<CriterionState, String> {
    let words = [
        ("open", CriterionState::Open),
        ("met", CriterionState::Met),
        ("yes", CriterionState::Met),
        ("not met", CriterionState::NotMet),
        ("no", CriterionState::NotMet),
        ("not applicable", CriterionState::NotApplicable),
        ("n/a", CriterionState::NotApplicable),
    ];
    word(text, &words, "open, met, not met or not applicable")
}

/// How often an answer was given; nothing where nobody has answered at all.
pub(super) fn votes_cell(votes: Votes, answer: usize) -> Cell {
    let count = votes.0.get(answer.saturating_sub(1)).copied();
    number(count.filter(|_| votes.count() > 0))
}

/// Puts a count of answers in its place; nothing is none.
pub(super) fn set_votes(votes: &mut Votes, answer: usize, text: &str) -> Result<(), String> {
    let count = if text.is_empty() { 0 } else { whole(text, 0, u16::MAX, "number of votes")? };
    if let Some(slot) = votes.0.get_mut(answer.saturating_sub(1)) {
        *slot = count;
    }
    Ok(())
}
