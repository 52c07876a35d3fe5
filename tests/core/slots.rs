//! Two slots survive what happens to storage: cut writes, crashes between two writes, another tab, a newer version.

use std::collections::BTreeMap;

use proptest::prelude::*;
use trivium_core::edit::Command;
use trivium_core::model::Workspace;
use trivium_core::wire::slots::{Held, Opening, Saving, Slot, Stamp, Stored, Write, chunks_named, open, save};
use trivium_core::wire::{write_chunk, write_document};

use super::fixture::workspace;

/// A browser's storage for one document.
#[derive(Debug, Default, Clone)]
struct Disk {
    slots: BTreeMap<Slot, String>,
    head: Option<String>,
    chunks: BTreeMap<String, String>,
}

impl Disk {
    fn decide(&self, held: Option<&Held>, tab: &str, workspace: &Workspace) -> Saving {
        let stamp = Stamp { tab, now: "2026-11-20T09:00:00Z", name: &workspace.name };
        let body = write_document(workspace).unwrap();
        save(held, self.head.as_deref(), !self.slots.is_empty(), stamp, body)
    }

    /// The write that is due; a save without one is a failed test.
    fn due(&self, held: Option<&Held>, tab: &str, workspace: &Workspace) -> Box<Write> {
        let Saving::Write(write) = self.decide(held, tab, workspace) else { unreachable!("a write was due") };
        write
    }

    fn save(&mut self, held: Option<&Held>, tab: &str, workspace: &Workspace) -> Held {
        let write = self.due(held, tab, workspace);
        for (hash, chunk) in &workspace.tables.chunks {
            self.chunks.insert(hash.0.clone(), write_chunk(chunk).unwrap());
        }
        self.slots.insert(write.slot, write.record.text().unwrap());
        self.head = Some(serde_json::to_string(&write.head).unwrap());
        write.held
    }

    fn open(&self) -> Opening {
        let slot = |slot| self.slots.get(&slot).map(String::as_str);
        let stored = Stored { a: slot(Slot::A), b: slot(Slot::B), head: self.head.as_deref() };
        open(stored, |hash| self.chunks.get(&hash.0).cloned())
    }

    /// What opens, and what is then known to be stored.
    fn opened(&self) -> (Workspace, Held) {
        let Opening::Opened { workspace, held, .. } = self.open() else { unreachable!("it must open") };
        (*workspace, held)
    }
}

fn named(name: &str) -> Workspace {
    Command::Rename { name: name.to_owned() }.apply(&workspace()).unwrap()
}

/// Saved three times by one tab: generation 3 in slot A, 2 in slot B.
fn three_saves() -> (Disk, Held) {
    let mut disk = Disk::default();
    let first = disk.save(None, "tab-1", &named("One"));
    let second = disk.save(Some(&first), "tab-1", &named("Two"));
    let third = disk.save(Some(&second), "tab-1", &named("Three"));
    (disk, third)
}

#[test]
fn saves_alternate_and_the_newest_is_opened() {
    let (disk, held) = three_saves();
    assert_eq!((held.slot, held.r#gen), (Slot::A, 3));
    let (opened, known) = disk.opened();
    assert_eq!(opened, named("Three"));
    assert_eq!(known, held);
}

#[test]
fn the_same_bytes_are_not_written_again() {
    let (disk, held) = three_saves();
    assert!(matches!(disk.decide(Some(&held), "tab-1", &named("Three")), Saving::Same));
}

#[test]
fn nothing_stored_is_absent() {
    assert!(matches!(Disk::default().open(), Opening::Absent));
}

#[test]
fn a_crash_between_slot_and_head_loses_nothing() {
    let (mut disk, held) = three_saves();
    let write = disk.due(Some(&held), "tab-1", &named("Four"));
    disk.slots.insert(write.slot, write.record.text().unwrap());
    let (opened, known) = disk.opened();
    assert_eq!((opened.name.as_str(), known.r#gen), ("Four", 4));
    let after = disk.save(Some(&known), "tab-2", &named("Five"));
    assert_eq!((after.slot, after.r#gen), (Slot::A, 5));
}

#[test]
fn without_a_head_the_highest_generation_is_opened() {
    let (mut disk, _) = three_saves();
    for head in [None, Some("{\"gen\":".to_owned())] {
        disk.head = head;
        assert_eq!(disk.opened().0.name, "Three");
    }
}

#[test]
fn a_damaged_newest_copy_gives_the_one_before_and_is_put_aside() {
    let (mut disk, _) = three_saves();
    let whole = disk.slots[&Slot::A].clone();
    let cut = whole[..whole.len() - 9].to_owned();
    let flipped = whole.replace("Three", "Thrée");
    let later = whole.replace("\"gen\":3", "\"gen\":9");
    for damaged in [cut, flipped, later, "null".to_owned(), String::new()] {
        disk.slots.insert(Slot::A, damaged);
        let Opening::Opened { workspace, held, aside, .. } = disk.open() else { unreachable!("B is whole") };
        assert_eq!(workspace.name, "Two");
        assert_eq!(aside.unwrap().slot, Slot::A);
        // The next save goes over the damaged copy, never over the whole one, and no head stands in its way.
        let write = disk.due(Some(&held), "tab-2", &named("Again"));
        assert_eq!((write.slot, write.head.r#gen), (Slot::A, 4));
    }
}

#[test]
fn two_damaged_copies_are_both_put_aside() {
    let (mut disk, _) = three_saves();
    for slot in Slot::BOTH {
        disk.slots.insert(slot, "{".to_owned());
    }
    let Opening::Unreadable { aside } = disk.open() else { unreachable!("nothing can be read") };
    assert_eq!(aside.len(), 2);
    // A tab that knows of nothing does not write over them.
    assert!(matches!(disk.decide(None, "tab-2", &named("New")), Saving::Conflict { .. }));
}

#[test]
fn a_newer_version_keeps_everything_as_it_is() {
    let (mut disk, _) = three_saves();
    disk.slots.insert(Slot::B, r#"{"magic":"trivium-slot","schema":2,"gen":4,"shape":"unknown"}"#.to_owned());
    let Opening::Newer { slot, error } = disk.open() else { unreachable!("it is newer") };
    assert_eq!(slot, Slot::B);
    assert!(error.to_string().contains("newer Trivium"));
}

#[test]
fn another_tabs_save_is_never_written_over() {
    let (mut disk, mine) = three_saves();
    let (_, theirs) = disk.opened();
    disk.save(Some(&theirs), "tab-2", &named("Theirs"));
    assert!(matches!(disk.decide(Some(&mine), "tab-1", &named("Mine")), Saving::Conflict { found: 4 }));
    // Also when both have reached the same generation.
    let same = Held { r#gen: 4, ..mine };
    assert!(matches!(disk.decide(Some(&same), "tab-1", &named("Mine")), Saving::Conflict { found: 4 }));
    assert_eq!(disk.opened().0.name, "Theirs");
}

#[test]
fn a_sound_record_around_an_unsound_document_is_put_aside() {
    let (mut disk, held) = three_saves();
    let stamp = Stamp { tab: "tab-1", now: "", name: "" };
    let Saving::Write(write) = save(Some(&held), disk.head.as_deref(), true, stamp, "{\"id\":\"x\"}".to_owned()) else {
        unreachable!("a write was due")
    };
    disk.slots.insert(write.slot, write.record.text().unwrap());
    disk.head = Some(serde_json::to_string(&write.head).unwrap());
    let Opening::Opened { workspace, held, aside, .. } = disk.open() else { unreachable!("A is whole") };
    assert_eq!(workspace.name, "Three");
    assert!(aside.unwrap().why.contains("name"));
    assert_eq!(disk.due(Some(&held), "tab-1", &named("Next")).head.r#gen, 5);
}

#[test]
fn chunks_are_named_by_all_slots_or_unknown() {
    let (mut disk, held) = three_saves();
    let service = workspace().services[0].id;
    let bare = Command::RemoveDelivery { service }.apply(&workspace()).unwrap();
    let held = disk.save(Some(&held), "tab-1", &bare);
    let named_by = |disk: &Disk| chunks_named(disk.slots.values().map(String::as_str));
    assert_eq!(named_by(&disk).unwrap().len(), 1, "the slot before still names the chunk");
    disk.save(Some(&held), "tab-1", &Command::Rename { name: "Bare".to_owned() }.apply(&bare).unwrap());
    assert_eq!(named_by(&disk).unwrap().len(), 0);
    disk.slots.insert(Slot::A, "{".to_owned());
    assert_eq!(named_by(&disk), None);
}

proptest! {
    /// Whatever becomes of one slot, the copy in the other one opens.
    #[test]
    fn one_damaged_slot_never_costs_the_other(
        slot in prop::sample::select(Slot::BOTH.to_vec()),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<char>()), 1..5),
        cut in any::<prop::sample::Index>(),
    ) {
        let (mut disk, _) = three_saves();
        let mut text: Vec<char> = disk.slots[&slot].chars().collect();
        let before = text.clone();
        for (at, c) in damage {
            let at = at.index(text.len());
            text[at] = c;
        }
        text.truncate(cut.index(text.len()) + 1);
        prop_assume!(text != before);
        disk.slots.insert(slot, text.into_iter().collect());
        let expected = if slot == Slot::A { "Two" } else { "Three" };
        prop_assert_eq!(disk.opened().0.name, expected);
    }
}
