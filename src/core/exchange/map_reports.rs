//! What follows from the map of practices, as tables for a file: gaps of maturity, load of the RACI table, coverage,
//! differences from a snapshot. Figures are computed, so these files are not read back.

use crate::{
    catalog::{activities, practices, roles},
    chart::{Cell, Table, format},
    engine::governance::{
        Difference, RaciLoad, activities_served, constraint, gaps, practice_coverage, practices_in_use, raci,
    },
    model::{Holder, Workspace},
};

fn head(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn count(value: usize) -> Cell {
    let number = u32::try_from(value).ok().map(f64::from);
    Cell::number(number, format::number)
}

fn level(value: u8) -> Cell {
    Cell::number(Some(f64::from(value)), format::number)
}

/// Practices below their target, what is worth most first: see [`gaps`].
pub fn gap_list(workspace: &Workspace) -> Table {
    let activity = constraint(workspace).ok().map(|held| held.activity);
    let named = activity.map_or("none known", |activity| activities::about(activity).name);
    let mut rows = Vec::new();
    for gap in gaps(&workspace.practices, activity) {
        rows.push(vec![
            Cell::text(practices::about(gap.practice).name),
            level(gap.now),
            level(gap.target),
            level(gap.size()),
            Cell::text(named),
            gap.contribution.map_or(Cell::Missing, |contribution| level(contribution.level)),
            level(gap.weight()),
        ]);
    }
    let head = head(&[
        "Practice",
        "Level now",
        "Target level",
        "Gap",
        "Activity that holds the stream back",
        "Contribution to it (0 to 3)",
        "Gap times contribution",
    ]);
    Table { head, rows }
}

/// How often each role of the RACI table and each of its holders stands in it. A/R counts as both.
pub fn raci_load(workspace: &Workspace) -> Table {
    let report = raci(&workspace.practices);
    let row = |kind: &str, name: &str, load: &RaciLoad, beside: usize| {
        let counts =
            [load.responsible, load.accountable, load.consulted, load.informed, load.rows, report.filled, beside];
        let mut cells = vec![Cell::text(kind), Cell::text(name)];
        cells.extend(counts.map(count));
        cells
    };
    let mut rows = Vec::new();
    for role in &report.roles {
        rows.push(row("role", roles::name(role.role), &role.load, role.holders));
    }
    for holder in &report.holders {
        let (kind, name) = match holder.holder {
            Holder::Person(id) => ("person", workspace.practices.person(id).map_or("", |person| &person.name)),
            Holder::Team(id) => ("team", workspace.team(id).map_or("", |team| &team.name)),
        };
        rows.push(row(kind, name, &holder.load, holder.roles));
    }
    let head = head(&[
        "Kind",
        "Name",
        "Responsible (rows)",
        "Accountable (rows)",
        "Consulted (rows)",
        "Informed (rows)",
        "Rows",
        "Filled rows of the table",
        "Holders of the role, or roles of the holder",
    ]);
    Table { head, rows }
}

/// Where the gaps of the map are: a row for each practice that no step names, each step without a practice, each role
/// that is named and held by nobody, and each activity with the levels that serve it.
pub fn coverage(workspace: &Workspace) -> Table {
    let found = practice_coverage(workspace);
    let mut rows = Vec::new();
    let mut add = |what: &str, name: &str, detail: String| {
        rows.push(vec![Cell::text(what), Cell::text(name), Cell::Text(detail)]);
    };
    for practice in &found.unused {
        add("practice that no step names", practices::about(*practice).name, String::new());
    }
    for (stream, step) in &found.uncovered {
        let stream = workspace.stream(*stream);
        let step = stream.and_then(|stream| stream.step(*step));
        add(
            "step without a practice",
            step.map_or("", |step| &step.name),
            stream.map_or_else(String::new, |stream| stream.name.clone()),
        );
    }
    for need in &found.unheld {
        let detail = format!(
            "named by {} steps, {} rows of RACI; belongs to {} practices in use",
            need.steps, need.rows, need.practices
        );
        add("role that nobody holds", roles::name(need.role), detail);
    }
    for need in &found.belonging {
        let detail = format!("belongs to {} practices in use", need.practices);
        add("role that nobody names", roles::name(need.role), detail);
    }
    for served in activities_served(&workspace.practices, &practices_in_use(workspace)) {
        let weak = match served.is_weak() {
            Some(true) => "weakly served",
            Some(false) => "served",
            None => "no practice in use",
        };
        let detail = format!("levels of practices in use {} of {}, {weak}", served.sum, served.sum_of_all);
        add("activity", activities::about(served.activity).name, detail);
    }
    Table { head: head(&["What", "Name", "Detail"]), rows }
}

/// What differs between two states of the map, one row each.
pub fn differences(found: &[Difference]) -> Table {
    let mut rows = Vec::new();
    for difference in found {
        let value = |value: &Option<String>| value.as_ref().map_or(Cell::Missing, |words| Cell::text(words.as_str()));
        rows.push(vec![
            Cell::text(difference.about.part().name()),
            Cell::text(difference.what.as_str()),
            Cell::text(difference.kind().sign().1),
            value(&difference.before),
            value(&difference.after),
        ]);
    }
    Table { head: head(&["Part", "What", "Difference", "Before", "After"]), rows }
}
