//! Letters of a RACI table that were pasted from a spreadsheet: into the cells that their headings name, else from the
//! cell at hand on.

use crate::{
    catalog::roles,
    edit::DutyCell,
    model::{Letter, Role, Subject},
};

/// Most lines that are read.
pub const MOST_LINES: usize = 10_000;

/// What a paste would fill.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The cells.
    pub cells: Vec<DutyCell>,
    /// Letters that have no cell in the table: beyond its edge, or below a heading or beside a name that it does not have.
    pub outside: usize,
    /// Headings and names that the table does not have, each once.
    pub unknown: Vec<String>,
}

/// Places what was pasted. A first line that names a role is a line of headings, and a first column that names a row is one
/// of names; then letters go where these say. Else they go from `at` (row, column) on.
///
/// # Errors
/// A sentence when a cell holds something that is no letter: nothing is filled then.
pub fn place(text: &str, rows: &[(Subject, String)], columns: &[Role], at: (usize, usize)) -> Result<Pasted, String> {
    let lines: Vec<Vec<&str>> = text
        .trim_end_matches(['\r', '\n'])
        .lines()
        .take(MOST_LINES)
        .map(|line| line.split('\t').map(str::trim).collect())
        .collect();
    let is = |name: &str, text: &str| name.eq_ignore_ascii_case(text);
    let role = |text: &str| columns.iter().copied().find(|role| is(roles::name(*role), text));
    let subject = |text: &str| rows.iter().find(|(_, name)| is(name, text)).map(|(subject, _)| *subject);
    let known_role = |text: &str| Role::ALL.into_iter().any(|role| is(roles::name(role), text));
    let headed = lines.first().is_some_and(|line| line.iter().any(|cell| known_role(cell)));
    let body = lines.get(usize::from(headed)..).unwrap_or_default();
    let named = body.iter().any(|line| line.first().is_some_and(|cell| subject(cell).is_some()));
    let mut found = Pasted::default();
    let heads: Vec<&str> = lines.first().filter(|_| headed).cloned().unwrap_or_default();
    for (down, line) in body.iter().enumerate() {
        let row = match (named, line.first()) {
            (true, Some(name)) => subject(name).ok_or(*name),
            _ => rows.get(at.0 + down).map(|(subject, _)| *subject).ok_or(""),
        };
        for (right, text) in line.iter().enumerate().skip(usize::from(named)) {
            let Some(letter) = letter(text, heads.get(right).copied().unwrap_or_default(), down, headed)? else {
                continue;
            };
            let column = match heads.get(right) {
                Some(head) => role(head).ok_or(*head),
                None => columns.get(at.1 + right - usize::from(named)).copied().ok_or(""),
            };
            match (row, column) {
                (Ok(subject), Ok(role)) => found.cells.push(DutyCell { subject, role, letter: Some(letter) }),
                (row, column) => {
                    found.outside += 1;
                    let names = [row.err(), column.err()].into_iter().flatten();
                    for name in names.filter(|name| !name.is_empty()) {
                        if !found.unknown.iter().any(|other| other == name) {
                            found.unknown.push(name.chars().take(60).collect());
                        }
                    }
                }
            }
        }
    }
    Ok(found)
}

/// The letter of a pasted cell; `None` where it is empty, which leaves the table as it is.
fn letter(text: &str, head: &str, down: usize, headed: bool) -> Result<Option<Letter>, String> {
    Letter::read(text).map_err(|sentence| {
        let line = down + 1 + usize::from(headed);
        let under = if head.is_empty() { String::new() } else { format!(", under \"{head}\"") };
        format!("Nothing was pasted. Line {line}{under}: {sentence}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Practice, StepId};

    fn rows() -> Vec<(Subject, String)> {
        [("Design", 1), ("Build", 2), ("Deploy", 3)]
            .map(|(name, id)| (Subject::Step(StepId::new(id)), name.to_owned()))
            .to_vec()
    }

    const COLUMNS: [Role; 3] = [Role::ProductOwner, Role::Developer, Role::ChangeManager];

    fn told(pasted: &Pasted) -> Vec<(Subject, Role, &str)> {
        pasted.cells.iter().map(|cell| (cell.subject, cell.role, cell.letter.map_or("", Letter::sign))).collect()
    }

    #[test]
    fn headings_and_names_say_where_letters_go() {
        let text = "Step\tDeveloper\tproduct owner\r\nbuild\tR\tA\r\nDeploy\tR\tA\r\n";
        let pasted = place(text, &rows(), &COLUMNS, (0, 0)).unwrap();
        let (build, deploy) = (Subject::Step(StepId::new(2)), Subject::Step(StepId::new(3)));
        assert_eq!(
            told(&pasted),
            [
                (build, Role::Developer, "R"),
                (build, Role::ProductOwner, "A"),
                (deploy, Role::Developer, "R"),
                (deploy, Role::ProductOwner, "A"),
            ]
        );
        assert_eq!((pasted.outside, pasted.unknown.len()), (0, 0));
    }

    #[test]
    fn without_them_letters_go_from_the_cell_at_hand_on() {
        let pasted = place("A\tR\n\tC", &rows(), &COLUMNS, (1, 1)).unwrap();
        let (build, deploy) = (Subject::Step(StepId::new(2)), Subject::Step(StepId::new(3)));
        let expected =
            [(build, Role::Developer, "A"), (build, Role::ChangeManager, "R"), (deploy, Role::ChangeManager, "C")];
        assert_eq!(told(&pasted), expected);
    }

    #[test]
    fn what_does_not_fit_is_counted_and_named() {
        let pasted = place("A\tR\tC\tI\nA\tR\tC\tI", &rows(), &COLUMNS, (2, 1)).unwrap();
        assert_eq!((pasted.cells.len(), pasted.outside), (2, 6));
        let text = "\tDeveloper\tArchitect\nDesign\tR\tA\nSell\tR\tA";
        let pasted = place(text, &rows(), &COLUMNS, (0, 0)).unwrap();
        assert_eq!((pasted.cells.len(), pasted.outside), (1, 3));
        assert_eq!(pasted.unknown, ["Architect", "Sell"]);
    }

    #[test]
    fn what_is_no_letter_keeps_all_of_it_out() {
        for text in ["A\t5", "=cmd()\tA", "Build\tA"] {
            let refused = place(text, &rows()[..1], &COLUMNS, (0, 0)).unwrap_err();
            assert!(refused.starts_with("Nothing was pasted. Line 1: "), "{refused}");
        }
        assert_eq!(place("", &rows(), &COLUMNS, (0, 0)), Ok(Pasted::default()));
        let practices = [(Subject::Practice(Practice::ServiceDesk), "Service desk".to_owned())];
        assert!(place("Service desk\tA\tR", &practices, &COLUMNS, (0, 0)).unwrap().cells.len() == 2);
    }
}
