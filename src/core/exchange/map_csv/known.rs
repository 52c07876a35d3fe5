//! Names of the catalogue, and the names that somebody may have meant.

use crate::{
    catalog::{practices, roles},
    exchange::{capture::measure::cut, sheet_csv::values::bare},
    model::{Practice, Role, Technique},
};

use super::MOST_IN_CELL;

/// A practice by its name.
pub(super) fn practice(text: &str) -> Result<Practice, String> {
    let names = Practice::ALL.map(|practice| practices::about(practice).name);
    one(text, &names, "practice").map(|at| Practice::ALL.get(at).copied().unwrap_or(Practice::ALL[0]))
}

/// A role by its name.
pub(super) fn role(text: &str) -> Result<Role, String> {
    let names = Role::ALL.map(roles::name);
    one(text, &names, "role").map(|at| Role::ALL.get(at).copied().unwrap_or(Role::ALL[0]))
}

/// Practices by their names.
pub(super) fn practices(text: &str) -> Result<Vec<Practice>, String> {
    let names = Practice::ALL.map(|practice| practices::about(practice).name);
    let places = listed(text, &names, "practice")?;
    Ok(places.into_iter().filter_map(|at| Practice::ALL.get(at).copied()).collect())
}

/// Roles by their names.
pub(super) fn roles(text: &str) -> Result<Vec<Role>, String> {
    let places = listed(text, &Role::ALL.map(roles::name), "role")?;
    Ok(places.into_iter().filter_map(|at| Role::ALL.get(at).copied()).collect())
}

/// Techniques by their names.
pub(super) fn techniques(text: &str) -> Result<Vec<Technique>, String> {
    let places = listed(text, &Technique::ALL.map(practices::technique_name), "counterpart")?;
    Ok(places.into_iter().filter_map(|at| Technique::ALL.get(at).copied()).collect())
}

/// The place of a name among the known ones.
pub(super) fn one(text: &str, known: &[&str], what: &str) -> Result<usize, String> {
    let wanted = bare(text);
    known.iter().position(|name| bare(name) == wanted).ok_or_else(|| unknown(text, &mut known.iter().copied(), what))
}

/// The parts of a cell that holds a list.
pub(super) fn parts(text: &str) -> Result<Vec<&str>, String> {
    let parts: Vec<&str> =
        text.split(';').map(str::trim).filter(|part| !part.is_empty()).take(MOST_IN_CELL + 1).collect();
    if parts.len() > MOST_IN_CELL {
        return Err(format!("more than {MOST_IN_CELL} names stand here. Keep those that matter."));
    }
    Ok(parts)
}

/// Places of the names of a list, each once.
pub(super) fn listed(text: &str, known: &[&str], what: &str) -> Result<Vec<usize>, String> {
    let mut found = Vec::new();
    for part in parts(text)? {
        let place = one(part, known, what)?;
        if found.contains(&place) {
            return Err(twice(part));
        }
        found.push(place);
    }
    Ok(found)
}

/// A name stands in a list a second time.
pub(super) fn twice(name: &str) -> String {
    format!("\"{}\" stands here twice. Keep one.", cut(name))
}

/// Nothing has this name; says which ones are near.
pub(super) fn unknown(text: &str, known: &mut dyn Iterator<Item = &str>, what: &str) -> String {
    let near = nearest(text, known);
    let shown = cut(text);
    match near.as_slice() {
        [] => format!("\"{shown}\" is no {what}. Type its name as the page does."),
        [one] => format!("\"{shown}\" is no {what}. Do you mean \"{one}\"?"),
        [first @ .., last] => {
            format!("\"{shown}\" is no {what}. Do you mean \"{}\" or \"{last}\"?", first.join("\", \""))
        }
    }
}

/// Most characters of a name that are compared.
const COMPARED: usize = 40;
/// Most names that are offered.
const OFFERED: usize = 3;

/// The names that differ least, the nearest first, as far as any is near: up to a third of its letters may differ.
fn nearest(text: &str, known: &mut dyn Iterator<Item = &str>) -> Vec<String> {
    let wanted: Vec<char> = bare(text).chars().take(COMPARED).collect();
    let mut near: Vec<(usize, String)> = Vec::new();
    if wanted.is_empty() {
        return Vec::new();
    }
    for name in known {
        let letters: Vec<char> = bare(name).chars().take(COMPARED).collect();
        // Who types the beginning of a long name means it.
        let begins = wanted.len() >= 4 && letters.starts_with(&wanted);
        let away = if begins { 1 } else { distance(&wanted, &letters) };
        if away > 2.max(letters.len() / 3) {
            continue;
        }
        let at = near.iter().position(|(other, _)| *other > away).unwrap_or(near.len());
        if at < OFFERED {
            near.insert(at, (away, cut(name)));
            near.truncate(OFFERED);
        }
    }
    near.into_iter().map(|(_, name)| name).collect()
}

/// How many letters must be put in, taken out or exchanged (Levenshtein, 1965).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, letter) in a.iter().enumerate() {
        let mut diagonal = at;
        let mut left = at + 1;
        for (other, slot) in b.iter().zip(row.iter_mut().skip(1)) {
            let above = *slot;
            *slot = (diagonal + usize::from(letter != other)).min(above + 1).min(left + 1);
            (diagonal, left) = (above, *slot);
        }
        if let Some(first) = row.first_mut() {
            *first = at + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn distances_are_those_of_the_book() {
        for (a, b, expected) in [("kitten", "sitting", 3), ("", "abc", 3), ("abc", "", 3), ("flaw", "lawn", 2)] {
            assert_eq!(distance(&letters(a), &letters(b)), expected, "{a} {b}");
        }
    }

    #[test]
    fn what_was_meant_is_offered() {
        let sentence = practice("Servic desc").unwrap_err();
        assert_eq!(sentence, "\"Servic desc\" is no practice. Do you mean \"Service desk\" or \"Service design\"?");
        assert!(practice("Change").unwrap_err().contains("\"Change enablement\""));
        assert!(practice("zzzzzzzzzzzzzzzzzz").unwrap_err().ends_with("Type its name as the page does."));
        assert_eq!(practice("  service DESK "), Ok(Practice::ServiceDesk));
    }

    #[test]
    fn a_list_names_each_once() {
        assert!(roles("Developer; developer").unwrap_err().contains("twice"));
        assert_eq!(roles(" ; Developer;").map(|roles| roles.len()), Ok(1));
        assert!(roles(&"Developer;".repeat(MOST_IN_CELL + 1)).unwrap_err().contains("more than"));
    }
}
