//! Undo and redo: earlier workspaces, kept as they were.
//!
//! A workspace is a handful of shared lists, so an entry costs what its command changed and not a whole copy. The
//! history is a line, not a tree: a new command after an undo ends what could have been redone.

use std::collections::VecDeque;

use super::Command;
use crate::model::{Problem, Workspace};

/// Most steps that can be undone; the oldest are forgotten.
pub const CAP: usize = 200;

/// The workspace as it is, and the way there.
#[derive(Debug, Clone)]
pub struct History {
    now: Workspace,
    /// Earlier workspaces, oldest first, each with what was done next.
    past: VecDeque<Entry>,
    /// Later workspaces, nearest last, each with what was done to reach it.
    future: Vec<Entry>,
    /// Key of the last command, while the next one may still be part of the same step.
    open: Option<String>,
}

#[derive(Debug, Clone)]
struct Entry {
    workspace: Workspace,
    label: String,
}

/// What [`History::apply`] did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// What it is called in the undo menu.
    pub label: String,
    /// Whether the workspace is another one than before.
    pub changed: bool,
    /// Sentences about what else was changed. Usually empty.
    pub also: Vec<String>,
}

impl History {
    /// A history that begins here.
    pub fn new(workspace: Workspace) -> Self {
        Self { now: workspace, past: VecDeque::new(), future: Vec::new(), open: None }
    }

    /// The workspace as it is.
    pub fn now(&self) -> &Workspace {
        &self.now
    }

    /// Applies a command and remembers the way back. A command that changes nothing leaves no step.
    ///
    /// # Errors
    /// What [`Command::apply`] refuses; the history stays as it was.
    pub fn apply(&mut self, command: &Command) -> Result<Applied, Problem> {
        let change = command.change(&self.now)?;
        let label = command.label(&self.now);
        if change.workspace == self.now {
            return Ok(Applied { label, changed: false, also: change.also });
        }
        let key = command.coalesce_key(&self.now);
        let continues = key.is_some() && key == self.open && self.future.is_empty();
        let before = std::mem::replace(&mut self.now, change.workspace);
        if continues && !self.past.is_empty() {
            // Typing "a" and deleting it again is no step at all.
            if self.past.back().is_some_and(|entry| entry.workspace == self.now) {
                self.past.pop_back();
                self.open = None;
                return Ok(Applied { label, changed: true, also: change.also });
            }
        } else {
            self.past.push_back(Entry { workspace: before, label: label.clone() });
            if self.past.len() > CAP {
                self.past.pop_front();
            }
        }
        self.future.clear();
        self.open = key;
        Ok(Applied { label, changed: true, also: change.also })
    }

    /// Ends the running step: the field has lost its focus, the pointer was released. The next command is a new step.
    pub fn seal(&mut self) {
        self.open = None;
    }

    /// Goes one step back. Gives the label of what was undone; `None` when there is nothing to undo.
    pub fn undo(&mut self) -> Option<String> {
        let Entry { workspace, label } = self.past.pop_back()?;
        let later = std::mem::replace(&mut self.now, workspace);
        self.future.push(Entry { workspace: later, label: label.clone() });
        self.open = None;
        Some(label)
    }

    /// Goes one step forward again. Gives the label of what was redone; `None` when there is nothing to redo.
    pub fn redo(&mut self) -> Option<String> {
        let Entry { workspace, label } = self.future.pop()?;
        let earlier = std::mem::replace(&mut self.now, workspace);
        self.past.push_back(Entry { workspace: earlier, label: label.clone() });
        self.open = None;
        Some(label)
    }

    /// What undo would take back.
    pub fn can_undo(&self) -> Option<&str> {
        self.past.back().map(|entry| entry.label.as_str())
    }

    /// What redo would do again.
    pub fn can_redo(&self) -> Option<&str> {
        self.future.last().map(|entry| entry.label.as_str())
    }
}
