//! What a file would change, and the one command that does it.

use std::{collections::BTreeMap, fmt::Write};

use csv::StringRecord;

use super::{
    MOST_BYTES, MOST_CHANGES, MOST_COLUMNS, MOST_ROWS, MapCsvError, MapImport, MapTable,
    columns::Column,
    draft::Draft,
    sheet::{self, Cells, Key, Row, Sheet, Wrong},
    words::{plain, short},
};
use crate::{
    chart::Cell,
    edit::{Command, MapEdit},
    exchange::{
        csv_out,
        delivery_csv::{ImportError, bytes},
        problems::Problems,
        sheet_csv::values::bare,
    },
    model::{Workspace, check::check},
};

/// Reads a file against a table of a workspace. `file` is its name, for the history.
///
/// # Errors
/// When the file as a whole cannot be used, or the whole would break a rule of the model; see [`MapCsvError`].
pub fn read(bytes: &[u8], workspace: &Workspace, table: MapTable, file: &str) -> Result<MapImport, MapCsvError> {
    let sheet = sheet::of(table);
    let mut lines = lines(bytes)?;
    let head = lines.next().ok_or(MapCsvError::NoTable(ImportError::Empty))?;
    let mut heads = Heads::of(table, workspace, &head.fields)?;
    let columns = std::mem::take(&mut heads.columns);
    let written = Written::of((sheet.rows)(workspace, &columns));
    let mut draft = Draft::of(workspace);
    heads.add_roles(&mut draft);
    let mut problems = Problems::default();
    let mut count = 0;
    while let Some(line) = lines.next() {
        count += 1;
        if count > MOST_ROWS {
            return Err(MapCsvError::TooMany);
        }
        // The last row of a file of ours says where it comes from.
        let mut fields = line.fields.iter();
        if !fields.next().is_some_and(|field| field.starts_with("# ")) || !fields.all(str::is_empty) {
            let cells = heads.cells(&line.fields);
            heads.line(&mut draft, &written, (line.row, &cells), &columns, &mut problems);
        }
    }
    if count == 0 {
        return Err(MapCsvError::NoTable(ImportError::Empty));
    }
    finish(draft, &written, &columns, heads, problems, file)
}

/// Which table a file holds, by its heads; `None` when they are those of none.
pub fn recognise(bytes: &[u8], workspace: &Workspace) -> Option<MapTable> {
    let head = lines(bytes).ok()?.next()?;
    let mut best = None;
    let mut most = 0;
    for table in MapTable::ALL {
        let Ok(heads) = Heads::of(table, workspace, &head.fields) else { continue };
        let known = heads.of_file.iter().flatten().filter(|(column, _)| column.is_read()).count();
        // A sheet of something else may well have a column of teams and one of people.
        let fits = known > sheet::of(table).needs.len() && known >= heads.unread.len();
        if fits && known > most {
            (best, most) = (Some(table), known);
        }
    }
    best
}

fn lines(bytes: &[u8]) -> Result<bytes::Table, MapCsvError> {
    if bytes.len() > MOST_BYTES {
        return Err(MapCsvError::TooLarge);
    }
    bytes::Table::whole(bytes).map_err(MapCsvError::NoTable)
}

/// The columns of a file.
struct Heads {
    table: MapTable,
    sheet: &'static Sheet,
    /// All that the table has, those besides included.
    columns: Vec<Column>,
    /// What each column of the file holds, and what the file calls it.
    of_file: Vec<Option<(Column, String)>>,
    unread: Vec<String>,
}

impl Heads {
    fn of(table: MapTable, workspace: &Workspace, head: &StringRecord) -> Result<Self, MapCsvError> {
        let sheet = sheet::of(table);
        if head.len() > MOST_COLUMNS {
            return Err(MapCsvError::TooMany);
        }
        let columns = (sheet.columns)(workspace);
        let mut heads = Self { table, sheet, columns, of_file: Vec::new(), unread: Vec::new() };
        for field in head {
            let name = csv_out::unguard(field);
            let found = heads.column(name);
            let name = name.trim();
            if let Some(column) = &found
                && let Some((_, other)) = heads.of_file.iter().flatten().find(|(other, _)| other == column)
            {
                return Err(MapCsvError::Twice(short(other), short(name)));
            }
            if found.is_none() && !name.is_empty() {
                heads.unread.push(short(name));
            }
            heads.of_file.push(found.map(|column| (column, short(name))));
        }
        heads.complete(head)
    }

    /// Gives the heads when no column is missing that rows are known by.
    fn complete(mut self, head: &StringRecord) -> Result<Self, MapCsvError> {
        let has = |heads: &Self, column: &Column| heads.of_file.iter().flatten().any(|(known, _)| known == column);
        let called_name = head.iter().position(|field| csv_out::unguard(field).trim().eq_ignore_ascii_case("name"));
        for (at, need) in self.sheet.needs.iter().enumerate() {
            if has(&self, need) {
                continue;
            }
            let named = called_name.filter(|_| at == 0).and_then(|place| self.of_file.get_mut(place));
            if let Some(slot) = named.filter(|slot| slot.is_none()) {
                *slot = Some((need.clone(), "Name".to_owned()));
                self.unread.retain(|name| !name.eq_ignore_ascii_case("name"));
                continue;
            }
            let names: Vec<String> = head.iter().map(str::trim).filter(|name| !name.is_empty()).map(short).collect();
            let few = names.get(..names.len().min(8)).unwrap_or_default();
            let heads = format!("\"{}\"", few.join("\", \""));
            return Err(MapCsvError::NoKey { table: self.table, column: need.head(), heads });
        }
        Ok(self)
    }

    /// The column of a head: as it is written, or one besides, which the table has from here on.
    fn column(&mut self, name: &str) -> Option<Column> {
        let wanted = bare(name);
        // Heads of a team's own capabilities may differ in signs only.
        let exact = self.columns.iter().find(|column| plain(&column.head()) == name);
        if let Some(column) = exact.or_else(|| self.columns.iter().find(|column| bare(&column.head()) == wanted)) {
            return Some(column.clone());
        }
        let column = (self.sheet.more)(name.trim())?;
        self.columns.push(column.clone());
        Some(column)
    }

    /// Roles that the file has columns for are columns of the table from here on.
    fn add_roles(&self, draft: &mut Draft<'_>) {
        for (column, _) in self.of_file.iter().flatten() {
            if let Column::Letter(role) = column
                && !draft.after.practices.raci_roles.contains(role)
            {
                draft.practices().raci_roles.push(*role);
            }
        }
    }

    fn cells(&self, fields: &StringRecord) -> Cells {
        let mut said = Vec::new();
        for (column, field) in self.of_file.iter().zip(fields) {
            if let Some((column, _)) = column {
                said.push((column.clone(), csv_out::unguard(field).to_owned()));
            }
        }
        Cells { said }
    }

    /// What the file calls a column.
    fn called(&self, wanted: &Column) -> &str {
        self.of_file.iter().flatten().find(|(column, _)| column == wanted).map_or("", |(_, name)| name)
    }

    /// Does what one line says.
    fn line(
        &self,
        draft: &mut Draft<'_>,
        written: &Written,
        (number, cells): (usize, &Cells),
        columns: &[Column],
        problems: &mut Problems,
    ) {
        let key = match (self.sheet.find)(draft, cells) {
            Ok(key) => key,
            Err(Wrong(column, sentence)) => return problems.add(number, self.called(&column), sentence),
        };
        if let Some(earlier) = draft.meant.get(&key) {
            let sentence = format!("it says the same as row {earlier}, which is taken. Keep one of both.");
            return problems.add(number, "", sentence);
        }
        draft.meant.insert(key, number);
        let before = written.row(key);
        // In the order of the table, whatever the order of the file is.
        for (at, column) in columns.iter().enumerate().filter(|(_, column)| column.is_read()) {
            let Some((_, said)) = cells.said.iter().find(|(held, _)| held == column) else { continue };
            let now = before.and_then(|row| row.cells.get(at)).map_or_else(String::new, file_text);
            if *said != now
                && said.trim() != now
                && let Err(sentence) = (self.sheet.set)(draft, key, column, said.trim())
            {
                problems.add(number, self.called(column), sentence);
            }
        }
    }
}

/// What a cell is in a file, before it is guarded.
fn file_text(cell: &Cell) -> String {
    match cell {
        Cell::Text(words) => words.clone(),
        Cell::Number { value, .. } => value.to_string(),
        Cell::Missing => String::new(),
    }
}

/// The rows as they stood.
struct Written {
    rows: Vec<Row>,
    places: BTreeMap<Key, usize>,
}

impl Written {
    fn of(rows: Vec<Row>) -> Self {
        let mut places = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            places.insert(row.key, at);
        }
        Self { rows, places }
    }

    fn row(&self, key: Key) -> Option<&Row> {
        self.places.get(&key).and_then(|at| self.rows.get(*at))
    }
}

/// The whole, checked, with its command.
fn finish(
    mut draft: Draft<'_>,
    written: &Written,
    columns: &[Column],
    heads: Heads,
    problems: Problems,
    file: &str,
) -> Result<MapImport, MapCsvError> {
    tidy(&mut draft);
    let Draft { before, mut after, mut ids, meant, .. } = draft;
    let mut told = Told::default();
    let mut touched = 0;
    let now = Written::of((heads.sheet.rows)(&after, columns));
    let gone = |row: &&Row| now.row(row.key).is_none();
    let ended = written.rows.iter().filter(gone).map(|row| (row.key, Some(format!("Ends: {}.", short(&row.name)))));
    let differ = now.rows.iter().map(|row| (row.key, difference(written.row(row.key), row, columns)));
    for (key, sentence) in differ.chain(ended) {
        if let Some(sentence) = sentence {
            touched += usize::from(meant.contains_key(&key));
            told.add(sentence);
        }
    }
    beside(before, &after, heads.table, &mut told);
    let practices_only = after.teams == before.teams && after.services == before.services;
    let label = format!("Import {file} into {}", heads.table.name());
    // What no cell shows is no change: a list that is spelled otherwise and means the same.
    let command = if told.kept.is_empty() {
        None
    } else {
        // Any id taken from here on is free.
        after.next_id = ids.step().number();
        if let Some(problem) = check(&after).first() {
            return Err(MapCsvError::Refused(problem.to_string()));
        }
        Some(if practices_only {
            let practices = Box::new(after.practices.as_ref().clone());
            Command::EditMap { edit: MapEdit::Put { practices, label } }
        } else {
            Command::Replace { workspace: Box::new(after), label }
        })
    };
    Ok(MapImport {
        changes: told.kept,
        more_changes: told.more,
        same: meant.len().saturating_sub(touched),
        kept: written.rows.iter().filter(|row| !meant.contains_key(&row.key)).count(),
        unread: heads.unread,
        problems: problems.kept,
        more_problems: problems.more,
        command,
    })
}

/// What holds nothing any more is not kept.
fn tidy(draft: &mut Draft<'_>) {
    let now = &draft.after.practices;
    let empty = now.maturity.iter().any(crate::model::Maturity::is_empty);
    if empty {
        draft.practices().maturity.retain(|maturity| !maturity.is_empty());
    }
}

/// What changes in a row, in words; `None` when nothing does.
fn difference(before: Option<&Row>, after: &Row, columns: &[Column]) -> Option<String> {
    let Some(before) = before else { return Some(format!("New: {}.", short(&after.name))) };
    let mut sentence = String::new();
    for (column, (was, is)) in columns.iter().zip(before.cells.iter().zip(&after.cells)) {
        let (was, is) = (file_text(was), file_text(is));
        if was != is {
            sentence.push_str(if sentence.is_empty() { ": " } else { "; " });
            let _ = write!(sentence, "{} {} → {}", short(&column.head()), value(&was), value(&is));
        }
    }
    (!sentence.is_empty()).then(|| format!("{}{sentence}.", short(&before.name)))
}

fn value(text: &str) -> String {
    if text.is_empty() { "nothing".to_owned() } else { short(&text.replace(['\r', '\n'], " ")) }
}

/// What changes beside the rows of the table: people who are named, columns of the RACI table.
fn beside(before: &Workspace, after: &Workspace, table: MapTable, told: &mut Told) {
    let new_people = after.practices.people.get(before.practices.people.len()..).unwrap_or_default();
    if table == MapTable::Roles {
        for person in new_people {
            told.add(format!("New person: {}.", short(&person.name)));
        }
    }
    let new_roles = after.practices.raci_roles.get(before.practices.raci_roles.len()..).unwrap_or_default();
    for role in new_roles {
        told.add(format!("New column: {}.", Column::Letter(*role).head()));
    }
}

/// Sentences as they are made; so many are kept, and the others counted.
#[derive(Default)]
struct Told {
    kept: Vec<String>,
    more: usize,
}

impl Told {
    fn add(&mut self, sentence: String) {
        if self.kept.len() < MOST_CHANGES {
            self.kept.push(sentence);
        } else {
            self.more += 1;
        }
    }
}
