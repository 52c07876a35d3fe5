//! The matrix: counterparts in DevOps and SRE, and roles, of each practice. An empty cell says that there are none.

use super::{
    columns::Column,
    draft::Draft,
    known, levels,
    sheet::{Key, Sheet, no_more},
    words,
};
use crate::{
    catalog::{
        activities::Strand,
        practices::{about, roles, roles_of, technique_name, technique_strand, techniques, techniques_of},
        roles::name,
    },
    chart::Cell,
    edit::MapEdit,
    model::{Practice, Technique, Workspace},
};

pub(super) const SHEET: Sheet = Sheet {
    needs: &[Column::Practice],
    columns: |_| vec![Column::Practice, Column::Strand, Column::Devops, Column::Sre, Column::Roles],
    more: no_more,
    rows: |workspace, columns| levels::rows(columns, &|practice, column| cell(workspace, practice, column)),
    find: levels::find,
    set,
};

fn cell(workspace: &Workspace, practice: Practice, column: &Column) -> Cell {
    let of = |strand| {
        let all = techniques_of(&workspace.practices, practice);
        let named = all.iter().filter(|technique| technique_strand(**technique) == strand);
        words::joined(named.map(|technique| technique_name(*technique)))
    };
    match column {
        Column::Strand => Cell::text(about(practice).strand.name()),
        Column::Devops => of(Strand::Velocity),
        Column::Sre => of(Strand::Reliability),
        Column::Roles => words::joined(roles_of(&workspace.practices, practice).iter().map(|role| name(*role))),
        _ => Cell::Missing,
    }
}

fn set(draft: &mut Draft<'_>, key: Key, column: &Column, text: &str) -> Result<(), String> {
    let Key::Practice(practice) = key else { return Ok(()) };
    match column {
        Column::Devops => counterparts(draft, practice, Strand::Velocity, text),
        Column::Sre => counterparts(draft, practice, Strand::Reliability, text),
        Column::Roles => {
            let wanted = known::roles(text)?;
            let now = roles_of(&draft.after.practices, practice);
            let concerned = wanted.iter().chain(now.iter().filter(|role| !wanted.contains(role)));
            for role in concerned {
                let is = wanted.contains(role);
                if is != now.contains(role) {
                    let linked = (is != roles(practice).contains(role)).then_some(is);
                    draft.edit(&MapEdit::SetRoleLink { practice, role: *role, linked });
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Links the counterparts of one strand that are named, and no others of it.
fn counterparts(draft: &mut Draft<'_>, practice: Practice, strand: Strand, text: &str) -> Result<(), String> {
    let wanted = known::techniques(text)?;
    let of_strand = |technique: &&Technique| technique_strand(**technique) == strand;
    if let Some(other) = wanted.iter().find(|technique| !of_strand(technique)) {
        return Err(format!("\"{}\" belongs in the other column of counterparts.", technique_name(*other)));
    }
    let now = techniques_of(&draft.after.practices, practice);
    let gone = now.iter().filter(of_strand).filter(|technique| !wanted.contains(technique));
    for technique in wanted.iter().chain(gone) {
        let is = wanted.contains(technique);
        if is != now.contains(technique) {
            let linked = (is != techniques(practice).contains(technique)).then_some(is);
            draft.edit(&MapEdit::SetTechnique { practice, technique: *technique, linked });
        }
    }
    Ok(())
}
