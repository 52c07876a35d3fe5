//! Fast capture of teams and people: one line typed, or rows pasted from a spreadsheet.
//!
//! ```text
//! Web product team | 8 | 65% | stream-aligned
//! Ana Silva, Web product team
//! ```
//!
//! Fields stand between tabs, `|`, `;` or commas (the first of these that a text contains). The first is the name; what
//! the others of a team mean is known by how they look, so their order does not matter.

use crate::{
    edit::NewIds,
    exchange::adopt::usual_team,
    model::{Party, Person, Share, Team, TeamId, TeamShape, Workspace, check::LONGEST_NAME},
};

/// Most lines that are read at once.
const MOST_LINES: usize = 500;

/// What was read, and a sentence for each line that could not be.
#[derive(Debug, Clone, PartialEq)]
pub struct Roster<T> {
    /// What could be read.
    pub read: Vec<T>,
    /// What could not; those lines are left out.
    pub sorry: Vec<String>,
}

/// Teams of lines. What a line does not say is usual: one person, 80 % for planned work.
pub fn read_teams(text: &str, ids: &mut NewIds) -> Roster<Team> {
    read(text, |name, fields| {
        let mut team = usual_team(name, ids);
        for field in fields {
            say(&mut team, field)?;
        }
        Ok(team)
    })
}

/// People of lines: "Name, Team". Teams are found by name, in any case of letters; a team that nobody knows is said and
/// not made.
pub fn read_people(text: &str, workspace: &Workspace, ids: &mut NewIds) -> Roster<Person> {
    read(text, |name, fields| {
        let team = match fields {
            [] => None,
            [team] => Some(team_named(workspace, team)?),
            _ => return Err("has more than a name and a team. Type \"Name, Team\".".to_owned()),
        };
        Ok(Person { id: ids.person(), name, team })
    })
}

fn team_named(workspace: &Workspace, name: &str) -> Result<TeamId, String> {
    let wanted = name.to_lowercase();
    let known = workspace.teams.iter().find(|team| team.name.to_lowercase() == wanted);
    known
        .map(|team| team.id)
        .ok_or_else(|| format!("names the team \"{}\", which does not exist. Add it first.", cut(name)))
}

/// Reads line by line; a sentence of `one` goes on after "Line 3 ".
fn read<T>(text: &str, mut one: impl FnMut(String, &[&str]) -> Result<T, String>) -> Roster<T> {
    let mut found = Roster { read: Vec::new(), sorry: Vec::new() };
    let separator = ['\t', '|', ';', ','].into_iter().find(|separator| text.contains(*separator)).unwrap_or('\t');
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    for (at, line) in lines.take(MOST_LINES) {
        let mut fields: Vec<&str> = line.split(separator).map(str::trim).collect();
        while fields.last().is_some_and(|last| last.is_empty()) {
            fields.pop();
        }
        let result = match fields.split_first() {
            None | Some((&"", _)) => Err("has no name. Type the name first.".to_owned()),
            Some((name, _)) if name.chars().count() > LONGEST_NAME => {
                Err(format!("has a name of more than {LONGEST_NAME} characters. Shorten it."))
            }
            Some((name, rest)) => one((*name).to_owned(), rest),
        };
        match result {
            Ok(one) => found.read.push(one),
            Err(why) => found.sorry.push(format!("Line {} {why}", at + 1)),
        }
    }
    if text.lines().count() > MOST_LINES {
        found.sorry.push(format!("Only the first {MOST_LINES} lines were read. Paste the others after them."));
    }
    found
}

/// What a field says of a team.
fn say(team: &mut Team, field: &str) -> Result<(), String> {
    let word = field.to_lowercase();
    let number = |text: &str| text.trim().replace(',', ".").parse::<f64>().ok();
    if field.is_empty() {
        return Ok(());
    }
    if let Some(percent) = word.strip_suffix('%') {
        let share =
            number(percent).and_then(|percent| Share::new(percent / 100.0).ok()).filter(|share| *share != Share::NONE);
        team.planned_share = share.ok_or_else(|| {
            format!("says \"{}\" for the time for planned work. Type a share above 0 and up to 100 %.", cut(field))
        })?;
        return Ok(());
    }
    let digits = word.trim_end_matches("people").trim_end_matches("person").trim();
    if digits.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        let people = digits.parse::<u16>().ok().filter(|people| (1..=1000).contains(people));
        team.people =
            people.ok_or_else(|| format!("says \"{}\" people. Type a whole number from 1 to 1000.", cut(field)))?;
        return Ok(());
    }
    if word.starts_with("supplier") {
        team.party = Party::Supplier;
        return Ok(());
    }
    let kinds = [
        ("stream", TeamShape::StreamAligned),
        ("enabling", TeamShape::Enabling),
        ("complicated", TeamShape::ComplicatedSubsystem),
        ("platform", TeamShape::Platform),
    ];
    let kind = kinds.into_iter().find(|(start, _)| word.starts_with(start));
    team.shape = Some(
        kind.ok_or_else(|| {
            format!(
                "says \"{}\", which is no number of people, no share, and no kind of team. Kinds are stream-aligned, \
                 enabling, complicated subsystem, platform, and supplier.",
                cut(field)
            )
        })?
        .1,
    );
    Ok(())
}

/// The beginning of what somebody typed, for a sentence.
fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace() -> Workspace {
        let mut workspace = Workspace::empty("test", "Test");
        workspace.teams = vec![Team::new(TeamId::new(3), "Web product team".to_owned())].into();
        workspace.next_id = 10;
        workspace
    }

    fn teams(text: &str) -> Roster<Team> {
        read_teams(text, &mut NewIds::of(&workspace()))
    }

    #[test]
    fn a_line_says_of_a_team_what_it_says_in_any_order() {
        let found = teams("Platform | platform | 4 people | 80 %\nPayLane;supplier");
        assert_eq!(found.sorry.len(), 0, "{:?}", found.sorry);
        let [platform, other] = found.read.as_slice() else { panic!("{found:?}") };
        assert_eq!(
            (platform.name.as_str(), platform.people, platform.shape),
            ("Platform", 4, Some(TeamShape::Platform))
        );
        assert_eq!(platform.planned_share, Share::clamped(0.8));
        // The text has a bar, so a semicolon is part of the name.
        assert_eq!((other.name.as_str(), other.party), ("PayLane;supplier", Party::Internal));
        let paylane = teams("PayLane, Supplier").read;
        assert_eq!((paylane[0].party, paylane[0].people), (Party::Supplier, 1));
        assert_ne!(platform.id, other.id);
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line_and_left_out() {
        let found = teams("Web\t8\n\t5\nOps\t0\nDesk\t120%\nBoard\tweekly\nQuality\t2\t\t");
        assert_eq!(found.read.iter().map(|team| team.name.as_str()).collect::<Vec<_>>(), ["Web", "Quality"]);
        let starts =
            ["Line 2 has no name.", "Line 3 says \"0\" people.", "Line 4 says \"120%\"", "Line 5 says \"weekly\""];
        assert_eq!(found.sorry.len(), starts.len());
        for (sorry, start) in found.sorry.iter().zip(starts) {
            assert!(sorry.starts_with(start) && sorry.ends_with('.'), "{sorry}");
        }
    }

    #[test]
    fn too_much_is_cut_and_said() {
        let found = teams(&"Team\n".repeat(MOST_LINES + 1));
        assert_eq!((found.read.len(), found.sorry.len()), (MOST_LINES, 1));
        assert_eq!(teams(&"x".repeat(LONGEST_NAME + 1)).read.len(), 0);
    }

    #[test]
    fn people_belong_to_teams_that_exist() {
        let workspace = workspace();
        let found = read_people(
            "Ana Silva, web PRODUCT team\nBo\nCy, Nobody\nDee, a, b",
            &workspace,
            &mut NewIds::of(&workspace),
        );
        let read: Vec<(&str, Option<TeamId>)> = found.read.iter().map(|one| (one.name.as_str(), one.team)).collect();
        assert_eq!(read, [("Ana Silva", Some(TeamId::new(3))), ("Bo", None)]);
        assert!(found.sorry[0].contains("\"Nobody\"") && found.sorry[1].starts_with("Line 4"), "{:?}", found.sorry);
    }
}
