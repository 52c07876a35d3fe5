//! What teams provide to other teams: kind, practices it serves, who uses it, and how much of it without asking.

use leptos::prelude::*;
use trivium_core::{
    catalog::{
        practices::about,
        teams::{provision, usual_practices},
    },
    chart::{format, map::words::counted},
    engine::governance::provided,
    model::{PlatformService, Practice, Provision, Share, Team, TeamId, TeamShape},
};

use super::{Desk, inspector::percent};
use crate::ui::{
    kit::{Adder, Check, Field, Icon, Select, icon},
    pages::value_chain::typed,
};

/// Where the team of a new service, and a further practice, are chosen.
const TEAM: &str = "provided-team";
const PRACTICE: &str = "provided-practice";

/// A service: its team, and its place in the list of that team.
type Key = (TeamId, usize);

/// Handles of the form. `Copy`.
#[derive(Clone, Copy)]
struct Stand {
    desk: Desk,
    chosen: RwSignal<Option<Key>>,
    /// The service that is looked at, with its key.
    service: Memo<Option<(Key, PlatformService)>>,
}

impl Stand {
    /// The team of the service and the service itself as they are now.
    fn now(self) -> Option<(Team, usize)> {
        let ((team, at), _) = self.service.get_untracked()?;
        Some((self.desk.team_now(team)?, at))
    }

    /// Changes the service.
    fn edit(self, change: &dyn Fn(&mut PlatformService)) -> Result<(), String> {
        let Some((mut team, at)) = self.now() else { return Ok(()) };
        if let Some(service) = team.provides.get_mut(at) {
            change(service);
        }
        self.desk.put(team)
    }

    fn set(self, change: &dyn Fn(&mut PlatformService)) {
        if let Err(sentence) = self.edit(change) {
            self.desk.session.say(sentence, false);
        }
    }

    /// A text of the service.
    fn read(self, of: fn(&PlatformService) -> String) -> Signal<String> {
        Signal::derive(move || {
            self.service.with(|found| found.as_ref().map(|(_, service)| of(service)).unwrap_or_default())
        })
    }
}

/// The form.
pub(super) fn view(desk: Desk) -> AnyView {
    let chosen = RwSignal::new(None::<Key>);
    let service = Memo::new(move |_| {
        let workspace = desk.workspace()?;
        let all = workspace
            .teams
            .iter()
            .flat_map(|team| team.provides.iter().enumerate().map(move |(at, service)| ((team.id, at), service)));
        let mut first = None;
        for (key, service) in all {
            if chosen.get() == Some(key) {
                return Some((key, service.clone()));
            }
            first = first.or(Some((key, service.clone())));
        }
        first
    });
    let stand = Stand { desk, chosen, service };
    let some = Memo::new(move |_| service.with(Option::is_some));
    let body = move || if some.get() { page(stand) } else { nothing(stand) };
    view! { {body} }.into_any()
}

fn nothing(stand: Stand) -> AnyView {
    view! {
        <div class="empty">
            <h2>"Nobody provides anything yet"</h2>
            <p>"What a platform team offers takes work away from all others, when they can use it without asking: a build pipeline, logs and traces, secrets, an environment in minutes. Choose the team that provides something."</p>
            {add(stand)}
        </div>
    }
    .into_any()
}

fn page(stand: Stand) -> AnyView {
    let key = Memo::new(move |_| stand.service.with(|found| found.as_ref().map(|(key, _)| *key)));
    view! {
        <div class="teams-grid">
            <div class="teams-main">
                <section class="card">{move || totals(stand)}</section>
                <section class="card flush">
                    <div class="card-head"><h2>"Services for other teams"</h2></div>
                    {table(stand)}
                    <div class="card-foot">{add(stand)}</div>
                </section>
            </div>
            <aside class="card teams-inspector" aria-label="Service for other teams">{move || key.get().map(|_| editor(stand))}</aside>
        </div>
    }
    .into_any()
}

/// What it comes to over all teams.
fn totals(stand: Stand) -> Option<AnyView> {
    let workspace = stand.desk.workspace()?;
    let sums = provided(&workspace);
    let share = match sums.self_service {
        Some(share) => format!(
            "{} of what is asked, by the users of {}",
            format::percent(share),
            counted(sums.measured, "service", "services")
        ),
        None => "n/a, because no service that somebody uses has a share".to_owned(),
    };
    let without: Vec<&str> =
        sums.without.iter().filter_map(|id| workspace.team(*id)).map(|team| team.name.as_str()).collect();
    let without = if without.is_empty() { "none".to_owned() } else { without.join(", ") };
    let users = format!("{} of {}", sums.users, counted(workspace.teams.len(), "team", "teams"));
    let row = |name: &'static str, value: String| view! { <div class="figure-row"><dt>{name}</dt><dd class="figure">{value}</dd></div> };
    Some(
        view! {
            <h2>"In all"</h2>
            <dl>{row("Self-service, weighted by who uses it", share)} {row("Teams that use something", users)} {row("Teams that provide and use nothing", without)}</dl>
        }
        .into_any(),
    )
}

fn table(stand: Stand) -> AnyView {
    let rows = move || {
        let workspace = stand.desk.workspace()?;
        let open = stand.service.with(|found| found.as_ref().map(|(key, _)| *key));
        let name = |id: &TeamId| workspace.team(*id).map(|team| team.name.clone());
        let mut rows = Vec::new();
        for team in workspace.teams.iter() {
            for (at, service) in team.provides.iter().enumerate() {
                let key = (team.id, at);
                let practices: Vec<&str> = service.practices.iter().map(|practice| about(*practice).name).collect();
                let users: Vec<String> = service.consumers.iter().filter_map(name).collect();
                let users = if users.is_empty() { "nobody".to_owned() } else { users.join(", ") };
                let share = service.self_service.map_or_else(|| "n/a".to_owned(), format::share);
                let here = open == Some(key);
                rows.push(view! {
                    <tr class:selected=here>
                        <th scope="row"><button type="button" class="link-row" id=row_id(key) aria-current=here.then_some("true")
                            on:click=move |_| { stand.chosen.set(Some(key)); crate::platform::page::focus_soon(&row_id(key)); }>
                            <strong>{service.name.clone()}</strong></button>
                            <span class="sub">{provision(service.kind)}</span></th>
                        <td>{team.name.clone()}</td><td>{practices.join(", ")}</td><td>{users}</td><td class="number">{share}</td>
                    </tr>
                });
            }
        }
        Some(rows)
    };
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label="Services for other teams"><table class="table">
            <thead><tr><th scope="col">"Service"</th><th scope="col">"Provided by"</th><th scope="col">"Practices it serves"</th>
                <th scope="col">"Used by"</th><th scope="col" class="number">"Self-service"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
    }
    .into_any()
}

fn row_id((team, at): Key) -> String {
    format!("provided-{}-{at}", team.number())
}

/// Adds a service of a team; platform teams stand first.
fn add(stand: Stand) -> AnyView {
    let teams = Memo::new(move |_| {
        let Some(workspace) = stand.desk.workspace() else { return Vec::new() };
        let platform = |team: &&Team| team.shape == Some(TeamShape::Platform);
        let named = |team: &Team| (team.id, team.name.clone());
        let first: Vec<(TeamId, String)> = workspace.teams.iter().filter(platform).map(named).collect();
        let others = workspace.teams.iter().filter(|team| !platform(team)).map(named);
        first.into_iter().chain(others).collect::<Vec<_>>()
    });
    let options = Signal::derive(move || teams.get().into_iter().map(|(_, name)| name).collect::<Vec<_>>());
    let choose = Callback::new(move |at: usize| {
        let id = teams.with_untracked(|teams| teams.get(at).map(|(id, _)| *id));
        let Some(mut team) = id.and_then(|id| stand.desk.team_now(id)) else { return };
        // The first kind that the team does not provide yet, with the practices that it usually serves.
        let new = Provision::ALL.into_iter().find(|kind| !team.provides.iter().any(|known| known.kind == *kind));
        let kind = new.unwrap_or(Provision::Own);
        let key = (team.id, team.provides.len());
        team.provides.push(PlatformService {
            name: provision(kind).to_owned(),
            kind,
            practices: usual_practices(kind).to_vec(),
            consumers: Vec::new(),
            self_service: None,
        });
        stand.desk.set(team);
        stand.chosen.set(Some(key));
        crate::platform::page::focus_first_soon("#provided-name");
    });
    view! { <Adder id=TEAM label="The team that provides something" word="Add a service" options=options add=choose/> }
        .into_any()
}

fn editor(stand: Stand) -> AnyView {
    let name = Callback::new(move |text: String| {
        let name = typed::name(&text)?;
        stand.edit(&|service| service.name.clone_from(&name))
    });
    let share = Callback::new(move |text: String| {
        let share: Option<Share> = typed::share_or_nothing(&text)?;
        stand.edit(&|service| service.self_service = share)
    });
    let now = Memo::new(move |_| stand.service.with(|found| found.as_ref().map(|(_, service)| service.kind)));
    let kind = Signal::derive(move || {
        now.get().and_then(|now| Provision::ALL.iter().position(|kind| *kind == now)).unwrap_or_default()
    });
    let choose = Callback::new(move |at: usize| {
        let Some(kind) = Provision::ALL.get(at).copied() else { return };
        stand.set(&|service| {
            // A name and practices that nobody has changed follow the kind.
            if service.name == provision(service.kind) {
                provision(kind).clone_into(&mut service.name);
            }
            if service.practices == usual_practices(service.kind) {
                service.practices = usual_practices(kind).to_vec();
            }
            service.kind = kind;
        });
    });
    let kinds = Provision::ALL.map(|kind| provision(kind).to_owned()).to_vec();
    view! {
        <h2 class="subject">{stand.read(|service| service.name.clone())}</h2>
        <Field label="Name" id="provided-name" value=stand.read(|service| service.name.clone()) commit=name/>
        <Select label="Kind" options=Signal::stored(kinds) chosen=kind choose=choose/>
        <Field label="Self-service" unit="%" value=stand.read(|service| service.self_service.map(percent).unwrap_or_default()) commit=share
            help="Of what is asked of it, what its users do by themselves. Empty when nobody has measured."/>
        {practices(stand)}
        {consumers(stand)}
        {remove(stand)}
    }
    .into_any()
}

fn practices(stand: Stand) -> AnyView {
    let list = Memo::new(move |_| {
        stand.service.with(|found| found.as_ref().map(|(_, service)| service.practices.clone()).unwrap_or_default())
    });
    let usual = Memo::new(move |_| {
        stand.service.with(|found| found.as_ref().map_or(&[][..], |(_, service)| usual_practices(service.kind)))
    });
    let row = move |practice: Practice| {
        let name = about(practice).name;
        let drop = move |_| {
            stand.set(&|service| service.practices.retain(|known| *known != practice));
            crate::platform::page::focus_soon(PRACTICE);
        };
        view! {
            <li>{name}<button type="button" class="button quiet icon small" aria-label=format!("Take {name} out") on:click=drop>{icon(Icon::Close)}</button></li>
        }
    };
    let free = Memo::new(move |_| {
        let taken = list.get();
        Practice::ALL.into_iter().filter(|practice| !taken.contains(practice)).collect::<Vec<_>>()
    });
    let options = Signal::derive(move || {
        free.get().into_iter().map(|practice| about(practice).name.to_owned()).collect::<Vec<_>>()
    });
    let add = Callback::new(move |at: usize| {
        let practice = free.with_untracked(|free| free.get(at).copied());
        if let Some(practice) = practice {
            stand.set(&|service| service.practices.push(practice));
        }
    });
    let differs = move || {
        (!usual.get().is_empty() && list.get() != usual.get()).then(|| {
        let put = move |_| stand.set(&|service| service.practices = usual_practices(service.kind).to_vec());
        let names: Vec<&str> = usual.get().iter().map(|practice| about(*practice).name).collect();
        view! {
            <p class="small-text second">{format!("Usual: {}. Source: ITIL v5 Compass, second-hand.", names.join(", "))}</p>
            <button type="button" class="button small" on:click=put>"Put the usual ones back"</button>
        }
    })
    };
    view! {
        <h3>"Practices it serves"</h3>
        <ul class="teams-practices"><For each=move || list.get() key=|practice| *practice as u8 children=row/></ul>
        <Adder id=PRACTICE label="A practice that it serves" options=options add=add/>
        {differs}
    }
    .into_any()
}

fn consumers(stand: Stand) -> AnyView {
    let others = Memo::new(move |_| {
        let own = stand.service.with(|found| found.as_ref().map(|((team, _), _)| *team));
        stand.desk.names().into_iter().filter(|(id, _)| Some(*id) != own).collect::<Vec<_>>()
    });
    let row = move |(id, name): (TeamId, String)| {
        let on = Signal::derive(move || {
            stand.service.with(|found| found.as_ref().is_some_and(|(_, service)| service.consumers.contains(&id)))
        });
        let set = Callback::new(move |on: bool| {
            stand.set(&|service| {
                service.consumers.retain(|known| *known != id);
                service.consumers.extend(on.then_some(id));
            });
        });
        view! { <Check label=name on=on set=set/> }
    };
    view! {
        <fieldset><legend><strong>"Used by"</strong></legend>
            <For each=move || others.get() key=|other| other.clone() children=row/></fieldset>
    }
    .into_any()
}

fn remove(stand: Stand) -> AnyView {
    let act = move |_| {
        let Some((mut team, at)) = stand.now() else { return };
        if at < team.provides.len() {
            let gone = team.provides.remove(at);
            stand.chosen.set(None);
            let command = trivium_core::edit::Command::UpdateTeam { team };
            stand.desk.session.change_saying(&command, format!("Service \"{}\" removed.", gone.name));
            crate::platform::page::focus_soon(TEAM);
        }
    };
    view! { <button type="button" class="button danger" on:click=act>"Remove service"</button> }.into_any()
}
