//! Who provides what to whom: a picture of teams by their kind, with the ways in which they work together.
//!
//! Each team is a bar whose form says what kind of team it is, in the spirit of Team Topologies: a stream-aligned team
//! points where its work flows, a platform carries the others. Each tie is an upright line from the team that gives to
//! the team that takes, with the dash of its mode and a number that the list below explains; so nothing is said by
//! colour alone, and lines never lie on words.

mod draw;
mod frame;
pub mod words;

use super::{
    backend::Size,
    format,
    line::{Reading, ReadingRow},
    palette::Theme,
    stops::Cells,
    svg::{ChartError, Svg},
    table::{Cell, Table},
};
use crate::{
    catalog::teams::{mode, shape},
    model::{InteractionMode, Party, Team, TeamId, TeamShape, Workspace},
};

/// The picture.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TeamPicture {
    /// What is drawn.
    pub title: String,
    /// The teams from top to bottom: those along a stream first, then who helps them, then what carries them.
    pub rows: Vec<TeamBar>,
    /// Who works with whom.
    pub ties: Vec<Tie>,
    /// Teams that are tied to none and left out, because there are many: see [`MOST_WITH_UNTIED`]. The table has them.
    pub left_out: Vec<TeamBar>,
}

/// Most teams with which those that are tied to none are drawn too; with more of them the ties would be lost among bars.
pub const MOST_WITH_UNTIED: usize = 12;

/// A team in the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamBar {
    /// Which team.
    pub team: TeamId,
    /// Its name.
    pub name: String,
    /// Its kind; `None` when nobody has said.
    pub shape: Option<TeamShape>,
    /// Whether it belongs to a supplier.
    pub supplier: bool,
    /// People.
    pub people: u16,
}

/// Two teams that work together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// Which row gives; one of both when neither does.
    pub from: usize,
    /// Which row takes.
    pub to: usize,
    /// How.
    pub mode: InteractionMode,
    /// The services that go along it, by name; empty when none is named.
    pub what: Vec<String>,
}

impl TeamPicture {
    /// The picture of a workspace. Services that a team provides are ties of their own; what two teams say of each other
    /// twice is drawn once.
    pub fn of(workspace: &Workspace) -> Self {
        let places: [fn(&Team) -> bool; 6] = [
            |team| team.shape == Some(TeamShape::StreamAligned),
            |team| team.shape.is_none(),
            |team| team.shape == Some(TeamShape::Enabling),
            |team| team.shape == Some(TeamShape::ComplicatedSubsystem),
            |team| team.shape == Some(TeamShape::Platform),
            |_| true,
        ];
        let place = |team: &Team| {
            let supplier = team.party == Party::Supplier;
            if supplier { places.len() } else { places.iter().position(|is| is(team)).unwrap_or_default() }
        };
        let mut rows = Vec::with_capacity(workspace.teams.len());
        for at in 0..=places.len() {
            rows.extend(workspace.teams.iter().filter(|team| place(team) == at).map(bar));
        }
        let mut picture = Self { title: "Who provides what to whom".to_owned(), rows, ..Self::default() };
        for team in workspace.teams.iter() {
            for service in &team.provides {
                for consumer in &service.consumers {
                    picture.provide(team.id, *consumer, &service.name);
                }
            }
        }
        for team in workspace.teams.iter() {
            for other in &team.interactions {
                picture.interact(workspace, team, other.with, other.mode);
            }
        }
        picture.leave_out();
        picture
    }

    /// Of many teams only those with ties stay; where nothing is tied, the first ones.
    fn leave_out(&mut self) {
        if self.rows.len() <= MOST_WITH_UNTIED {
            return;
        }
        let mut places = Vec::with_capacity(self.rows.len());
        let mut rows = Vec::new();
        for (at, row) in core::mem::take(&mut self.rows).into_iter().enumerate() {
            places.push(rows.len());
            let stays = if self.ties.is_empty() { at < MOST_WITH_UNTIED } else { self.is_tied(at) };
            if stays { rows.push(row) } else { self.left_out.push(row) }
        }
        self.rows = rows;
        let place = |at: usize| places.get(at).copied().unwrap_or_default();
        for tie in &mut self.ties {
            (tie.from, tie.to) = (place(tie.from), place(tie.to));
        }
    }

    fn is_tied(&self, row: usize) -> bool {
        self.ties.iter().any(|tie| tie.from == row || tie.to == row)
    }

    fn row_of(&self, team: TeamId) -> Option<usize> {
        self.rows.iter().position(|row| row.team == team)
    }

    fn provide(&mut self, from: TeamId, to: TeamId, name: &str) {
        let (Some(from), Some(to)) = (self.row_of(from), self.row_of(to)) else { return };
        if let Some(known) = self.ties.iter_mut().find(|tie| tie.from == from && tie.to == to) {
            known.what.push(name.to_owned());
        } else {
            self.ties.push(Tie { from, to, mode: InteractionMode::XAsAService, what: vec![name.to_owned()] });
        }
    }

    /// Who gives is who is made for it: the enabling team that facilitates, the platform, subsystem or supplier that
    /// provides; else the one who says it.
    fn interact(&mut self, workspace: &Workspace, team: &Team, with: TeamId, mode: InteractionMode) {
        let made_for = |team: &Team| match mode {
            InteractionMode::Facilitating => team.shape == Some(TeamShape::Enabling),
            InteractionMode::XAsAService => {
                team.party == Party::Supplier
                    || matches!(team.shape, Some(TeamShape::Platform | TeamShape::ComplicatedSubsystem))
            }
            InteractionMode::Collaboration => false,
        };
        let other_gives = workspace.team(with).is_some_and(made_for) && !made_for(team);
        let (giver, taker) = if other_gives { (with, team.id) } else { (team.id, with) };
        let (Some(from), Some(to)) = (self.row_of(giver), self.row_of(taker)) else { return };
        let both = [(from, to), (to, from)];
        if !self.ties.iter().any(|tie| tie.mode == mode && both.contains(&(tie.from, tie.to))) {
            self.ties.push(Tie { from, to, mode, what: Vec::new() });
        }
    }

    fn name(&self, row: usize) -> &str {
        self.rows.get(row).map_or("", |row| row.name.as_str())
    }

    /// A tie in words: "Platform provides Build pipeline to Web product team, as a service".
    pub fn tie_in_words(&self, tie: &Tie) -> String {
        let (from, to) = (self.name(tie.from), self.name(tie.to));
        match tie.mode {
            InteractionMode::Collaboration => format!("{from} and {to} collaborate"),
            InteractionMode::Facilitating => format!("{from} helps {to}: facilitating"),
            InteractionMode::XAsAService if tie.what.is_empty() => format!("{from} provides to {to}, as a service"),
            InteractionMode::XAsAService => format!("{from} provides {} to {to}, as a service", tie.what.join(", ")),
        }
    }

    /// What it shows, in one sentence.
    pub fn sentence(&self) -> String {
        let left_out = match self.left_out.len() {
            0 => String::new(),
            count if self.ties.is_empty() => {
                format!(" {} left out: see the table.", format::counted(count as u64, "team is", "teams are"))
            }
            count => {
                let teams = format::counted(count as u64, "team without ties is", "teams without ties are");
                format!(" {teams} left out: see the table.")
            }
        };
        if self.ties.is_empty() {
            return format!("No team says yet with whom it works, or what it provides.{left_out}");
        }
        let alone = (0..self.rows.len()).filter(|row| !self.is_tied(*row)).count();
        let ties = format::counted(self.ties.len() as u64, "tie joins", "ties join");
        let teams = format::counted((self.rows.len() - alone) as u64, "team", "teams");
        match alone {
            0 if left_out.is_empty() => format!("{ties} all {teams}."),
            0 => format!("{ties} {teams}.{left_out}"),
            alone => format!("{ties} {teams}; {} tied to none.", format::counted(alone as u64, "team is", "teams are")),
        }
    }

    /// One row for each tie, then one for each team that is tied to none.
    pub fn table(&self) -> Table {
        let kind = |at: usize| self.rows.get(at).map(TeamBar::kind).unwrap_or_default();
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for tie in &self.ties {
            rows.push(vec![
                Cell::text(self.name(tie.from)),
                Cell::text(kind(tie.from)),
                Cell::text(mode(tie.mode).0),
                Cell::text(tie.what.join(", ")),
                Cell::text(self.name(tie.to)),
                Cell::text(kind(tie.to)),
            ]);
        }
        let alone = self.rows.iter().enumerate().filter(|(at, _)| !self.is_tied(*at)).map(|(_, row)| row);
        for row in alone.chain(&self.left_out) {
            let mut cells = vec![Cell::text(&row.name), Cell::text(row.kind())];
            cells.resize(6, Cell::text(""));
            rows.push(cells);
        }
        let head = ["Team", "Kind", "Works with it by", "Provides", "Other team", "Its kind"];
        Table { head: head.map(str::to_owned).to_vec(), rows }
    }

    /// Draws it. The same data, theme and size give the same bytes on every machine.
    pub fn render(&self, theme: Theme, size: Size) -> Result<Svg, ChartError> {
        let frame = frame::Frame::new(self, size)?;
        draw::draw(self, &frame, theme, size)
    }

    /// The height in CSS pixels that it needs at a width, with labels of 12 pixels.
    pub fn natural_height(&self, width: u32) -> u32 {
        frame::needed(self, Size::new(width, 0))
    }

    /// Its ties, as places to read.
    pub fn cells(&self, size: Size) -> Result<Cells, ChartError> {
        let frame = frame::Frame::new(self, size)?;
        Ok(Cells { areas: frame.ties.iter().map(|tie| tie.area).collect(), columns: 1 })
    }

    /// What a tie says; `None` if there is no such tie.
    pub fn reading(&self, at: usize) -> Option<Reading> {
        let tie = self.ties.get(at)?;
        let row =
            ReadingRow { name: mode(tie.mode).0.to_owned(), shown: mode(tie.mode).1.to_owned(), y: None, role: None };
        Some(Reading { title: self.tie_in_words(tie), rows: vec![row] })
    }
}

impl TeamBar {
    /// Its kind in words.
    pub fn kind(&self) -> String {
        match (self.supplier, self.shape) {
            (true, _) => "Supplier".to_owned(),
            (false, Some(kind)) => shape(kind).0.to_owned(),
            (false, None) => "Kind not said".to_owned(),
        }
    }
}

fn bar(team: &Team) -> TeamBar {
    TeamBar {
        team: team.id,
        name: team.name.clone(),
        shape: team.shape,
        supplier: team.party == Party::Supplier,
        people: team.people,
    }
}
