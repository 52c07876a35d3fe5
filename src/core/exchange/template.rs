//! From a template of the catalogue to one command, which a person can undo as one step.

use crate::{
    catalog::templates::{Built, Template},
    edit::Command,
    model::{Problem, StreamId, Workspace},
};

/// A stream from a template, and how to add it.
#[derive(Debug, Clone, PartialEq)]
pub struct Addition {
    /// Adds the stream and the teams that it needs.
    pub command: Command,
    /// The stream, once the command is applied.
    pub stream: StreamId,
    /// What is said when it is.
    pub said: String,
}

/// Adds a template's stream to a workspace.
///
/// # Errors
/// What the workspace has no room for: see [`crate::model::check`].
pub fn add(template: &Template, workspace: &Workspace) -> Result<Addition, Problem> {
    let Built { teams, stream } = template.build(workspace);
    let id = stream.id;
    let add = Command::AddStream { stream };
    let mut said = format!("Added {}.", template.name);
    if teams.is_empty() {
        return Ok(Addition { command: add, stream: id, said });
    }
    let names: Vec<&str> = teams.iter().map(|team| team.name.as_str()).collect();
    said = format!("{said} New to the model, with usual sizes: {}.", names.join(", "));
    let label = add.label(workspace);
    let mut commands: Vec<Command> = teams.into_iter().map(|team| Command::AddTeam { team }).collect();
    commands.push(add);
    Ok(Addition { command: Command::together(workspace, &commands, label)?, stream: id, said })
}
