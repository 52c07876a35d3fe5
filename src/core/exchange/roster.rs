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

/// Teams of lines. What a line does not say is usual: one person, 80 % for planned work. A name that a team has already
/// is said and not taken: see [`team_taken`].
pub fn read_teams(text: &str, workspace: &Workspace, ids: &mut NewIds) -> Roster<Team> {
    let mut new: Vec<String> = Vec::new();
    read(text, |name, fields| {
        let mut team = usual_team(name, ids);
        for field in fields {
            say(&mut team, field)?;
        }
        let wanted = team.name.to_lowercase();
        if new.contains(&wanted) || team_taken(workspace, team.id, &team.name).is_some() {
            return Err(format!(
                "names the team \"{}\", which is there already. Give this one another name.",
                cut(&team.name)
            ));
        }
        new.push(wanted);
        Ok(team)
    })
}

/// The sentence for a name that another team has already, in any case of letters: two that are called the same could not
/// be told apart wherever a team is chosen. `None` when the name is free for this team.
pub fn team_taken(workspace: &Workspace, id: TeamId, name: &str) -> Option<String> {
    let wanted = name.to_lowercase();
    let known = workspace.teams.iter().find(|team| team.id != id && team.name.to_lowercase() == wanted)?;
    Some(format!("There is a team \"{}\" already. Give this one another name.", known.name))
}

/// The same for a person: two of one team, or two of none, are not called the same; in different teams they may be.
pub fn person_taken(workspace: &Workspace, person: &Person) -> Option<String> {
    let known = workspace.practices.people.iter().find(|known| known.id != person.id && same(known, person))?;
    let team = person.team.and_then(|team| workspace.team(team));
    let place = team.map_or_else(|| "without a team".to_owned(), |team| format!("in the team \"{}\"", team.name));
    Some(format!("There is a person \"{}\" {place} already. Give this one another name or team.", known.name))
}

fn same(one: &Person, other: &Person) -> bool {
    one.team == other.team && one.name.to_lowercase() == other.name.to_lowercase()
}

/// People of lines: "Name, Team". Teams are found by name, in any case of letters; a team that nobody knows is said and
/// not made.
pub fn read_people(text: &str, workspace: &Workspace, ids: &mut NewIds) -> Roster<Person> {
    let mut new: Vec<Person> = Vec::new();
    read(text, |name, fields| {
        let team = match fields {
            [] => None,
            [team] => Some(team_named(workspace, team)?),
            _ => return Err("has more than a name and a team. Type \"Name, Team\".".to_owned()),
        };
        let person = Person { id: ids.person(), name, team };
        if new.iter().any(|known| same(known, &person)) || person_taken(workspace, &person).is_some() {
            return Err(format!(
                "names \"{}\", who is there already. Give this one another name or team.",
                cut(&person.name)
            ));
        }
        new.push(person.clone());
        Ok(person)
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
        team.people = people.ok_or_else(|| {
            format!("says \"{}\" for the number of people. Type a whole number from 1 to 1000.", cut(field))
        })?;
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
        read_teams(text, &workspace(), &mut NewIds::of(&workspace()))
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
        let starts = [
            "Line 2 has no name.",
            "Line 3 says \"0\" for the number of people.",
            "Line 4 says \"120%\"",
            "Line 5 says \"weekly\"",
        ];
        assert_eq!(found.sorry.len(), starts.len());
        for (sorry, start) in found.sorry.iter().zip(starts) {
            assert!(sorry.starts_with(start) && sorry.ends_with('.'), "{sorry}");
        }
    }

    #[test]
    fn too_much_is_cut_and_said() {
        let lines: Vec<String> = (0..=MOST_LINES).map(|at| format!("Team {at}")).collect();
        let found = teams(&lines.join("\n"));
        assert_eq!((found.read.len(), found.sorry.len()), (MOST_LINES, 1));
        assert_eq!(teams(&"x".repeat(LONGEST_NAME + 1)).read.len(), 0);
    }

    #[test]
    fn a_name_is_given_once() {
        let found = teams("web PRODUCT team\nQuality\nquality | 3");
        assert_eq!(found.read.iter().map(|team| team.name.as_str()).collect::<Vec<_>>(), ["Quality"]);
        let [known, twice] = found.sorry.as_slice() else { panic!("{found:?}") };
        assert!(known.starts_with("Line 1 names the team \"web PRODUCT team\"") && twice.starts_with("Line 3 "));
        let taken = team_taken(&workspace(), TeamId::new(9), "WEB product team");
        let said = "There is a team \"Web product team\" already. Give this one another name.";
        assert_eq!(taken.as_deref(), Some(said));
        assert_eq!(team_taken(&workspace(), TeamId::new(3), "Web Product Team"), None, "a team may keep its name");
    }

    #[test]
    fn two_people_of_one_team_differ_by_name() {
        let workspace = workspace();
        let found = read_people("Ana\nana\nAna, Web product team", &workspace, &mut NewIds::of(&workspace));
        assert_eq!((found.read.len(), found.sorry.len()), (2, 1), "{found:?}");
        let mut with = workspace;
        std::sync::Arc::make_mut(&mut with.practices).people = found.read.clone();
        let moved = Person { team: None, ..found.read[1].clone() };
        let said = person_taken(&with, &moved).unwrap();
        assert!(said.starts_with("There is a person \"Ana\" without a team already."), "{said}");
        assert_eq!(person_taken(&with, &found.read[1]), None);
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
