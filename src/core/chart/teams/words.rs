//! What follows from the teams, in sentences.

use crate::{
    catalog::roles,
    chart::{format, map::words},
    engine::governance::{
        FEWEST_ON_CALL, FEWEST_ON_CALL_PUBLISHED, Hint, KindOfWork, MOST_KINDS_OF_WORK, MOST_ON_CALL,
        MOST_SUBJECTS_A_PERSON, Passing, StreamEffect, TeamLoad,
    },
    model::{PersonId, TeamId, Workspace},
};

fn team(workspace: &Workspace, id: TeamId) -> &str {
    workspace.team(id).map_or("", |team| team.name.as_str())
}

fn person(workspace: &Workspace, id: PersonId) -> &str {
    workspace.practices.person(id).map_or("", |person| person.name.as_str())
}

/// A hint in a sentence, with what it is measured by.
pub fn hint_in_words(workspace: &Workspace, hint: Hint) -> String {
    match hint {
        Hint::Busy { team: id, utilisation } => {
            format!("{} is busy {} over all its streams.", team(workspace, id), format::percent(utilisation))
        }
        Hint::ManyKinds { team: id, kinds } => format!(
            "{} does {kinds} kinds of work. More than {MOST_KINDS_OF_WORK} cost attention whenever it changes between them.",
            team(workspace, id)
        ),
        Hint::ManySubjects { team: id, subjects, each } => format!(
            "{} has to know about {subjects} streams, services, practices and capabilities: {} for each person, more \
             than {}.",
            team(workspace, id),
            words::short(each),
            words::short(MOST_SUBJECTS_A_PERSON)
        ),
        Hint::FewOnCall { team: id, people, share } => {
            let few = if people < FEWEST_ON_CALL { " One who is ill leaves nobody to take turns with." } else { "" };
            format!(
                "{} is on call with {}: a primary and a secondary take {} of each one's weeks. The SRE book asks for {} \
                 at most, which takes {FEWEST_ON_CALL_PUBLISHED} people.{few}",
                team(workspace, id),
                format::counted(u64::from(people), "person", "people"),
                format::percent(share),
                format::percent(MOST_ON_CALL)
            )
        }
        Hint::OneInTeam { team: id, steps } => format!(
            "{} is one person, and {} for them.",
            team(workspace, id),
            words::counted(steps, "step waits", "steps wait")
        ),
        Hint::OneHolder { role, person: id } => {
            format!("{} alone holds the role {}.", person(workspace, id), roles::name(role))
        }
        Hint::OneForStep { stream, step, person: id } => {
            let step = workspace.stream(stream).and_then(|stream| stream.step(step));
            let name = step.map_or("", |step| step.name.as_str());
            format!("{} alone holds all roles of {name}.", person(workspace, id))
        }
    }
}

/// "changes, incidents".
pub fn kinds_in_words(load: &TeamLoad) -> String {
    let word = |kind: &KindOfWork| match kind {
        KindOfWork::Changes => "changes",
        KindOfWork::Incidents => "incidents",
        KindOfWork::Requests => "requests",
        KindOfWork::Platform => "platform",
    };
    load.kinds.iter().map(word).collect::<Vec<_>>().join(", ")
}

/// How busy a team is, or why nobody knows.
///
/// # Errors
/// What stands after "n/a, because".
pub fn busy_in_words(load: &TeamLoad) -> Result<String, &'static str> {
    match load.utilisation {
        Some(busy) => Ok(format::percent(busy)),
        None if load.steps == 0 => Err("no step of a stream belongs to it"),
        None => Err("nobody waits for people at its steps"),
    }
}

/// What a stream loses at hand-overs, in a sentence.
pub fn effect_in_words(effect: &StreamEffect) -> String {
    if !effect.teams_known() {
        return "Hand-overs are n/a, because no step of it has a team.".to_owned();
    }
    let least = if effect.unknown > 0 { "At least " } else { "" };
    let hand_overs = match words::short(effect.hand_overs) {
        one if one == "1" => "1 hand-over".to_owned(),
        many => format!("{many} hand-overs"),
    };
    let unknown = match effect.unknown {
        0 => String::new(),
        unknown => format!(" {} unknown, because a step has no team.", words::counted(unknown, "link is", "links are")),
    };
    let waiting = match (effect.crossings.is_empty(), effect.waiting, effect.of_time) {
        (true, ..) => "nothing waits for another team".to_owned(),
        (false, Ok(0.0), _) => "no waiting at the steps that receive them".to_owned(),
        (false, Ok(waiting), Ok(share)) => format!(
            "{} of waiting at the steps that receive them, {} of all its time",
            words::calendar(waiting),
            format::percent(share)
        ),
        (false, Ok(waiting), Err(missing)) => format!(
            "{} of waiting at the steps that receive them; its share is n/a, because {missing}",
            words::calendar(waiting)
        ),
        (false, Err(missing), _) => format!("how long work waits there is n/a, because {missing}"),
    };
    format!("{least}{hand_overs}, {waiting}.{unknown}")
}

/// The sign of what becomes of a link, which differs without colour, and its word.
pub const fn passing_in_words(passing: Passing) -> (&'static str, &'static str) {
    match passing {
        Passing::SameHands => ("", "same hands"),
        Passing::Stays => ("|", "hand-over stays"),
        Passing::Created => ("+", "hand-over created"),
        Passing::Removed => ("\u{d7}", "hand-over removed"),
        Passing::Unknown => ("?", "unknown hands"),
    }
}
