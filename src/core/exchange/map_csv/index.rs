//! Names that mean one thing each.

use std::collections::BTreeMap;

use super::words::plain;

/// Places of names, in any case of letters.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// `None`: several have that name.
    places: BTreeMap<String, Option<usize>>,
}

/// What a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing has it.
    Nothing,
    /// One has it: the one at this place.
    One(usize),
    /// More than one has it.
    Several,
}

/// A name as it is looked up.
pub(super) fn folded(name: &str) -> String {
    plain(name).trim().to_lowercase()
}

impl Index {
    pub(super) fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut index = Self::default();
        for (place, name) in names.enumerate() {
            index.add(name, place);
        }
        index
    }

    /// Another name for a place; a name that another place has means several then.
    pub(super) fn add(&mut self, name: &str, place: usize) {
        let known = self.places.entry(folded(name)).or_insert(Some(place));
        if *known != Some(place) {
            *known = None;
        }
    }

    pub(super) fn find(&self, name: &str) -> Found {
        match self.places.get(&folded(name)) {
            None => Found::Nothing,
            Some(None) => Found::Several,
            Some(Some(place)) => Found::One(*place),
        }
    }
}
