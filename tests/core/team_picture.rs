//! The picture of teams: golden files, hostile names, and what may not be lost in it.
//!
//! `UPDATE_GOLDEN=1 cargo test --test core team_picture` writes the files anew; look at them before committing.

use std::sync::Arc;

use trivium_core::{
    chart::{ChartError, Drawing, Size, Theme, teams::TeamPicture},
    model::{
        Interaction, InteractionMode, Party, PlatformService, Provision, Share, Team, TeamId, TeamShape, Workspace,
    },
};

use crate::{chart_hostile::texts, chart_pictures::golden};

fn service(name: &str, kind: Provision, consumers: Vec<TeamId>) -> PlatformService {
    PlatformService {
        name: name.to_owned(),
        kind,
        practices: Vec::new(),
        consumers,
        self_service: Some(Share::clamped(0.8)),
    }
}

/// Eight teams of which nothing is said but whose they are.
fn unsaid() -> Workspace {
    let named = [
        ("Web product team", 8, Party::Internal),
        ("Quality", 2, Party::Internal),
        ("Operations", 5, Party::Internal),
        ("Change & release", 1, Party::Internal),
        ("Service desk", 6, Party::Internal),
        ("Platform", 4, Party::Internal),
        ("Security", 2, Party::Internal),
        ("CloudHost", 1, Party::Supplier),
    ];
    let team = |(number, (name, people, party)): (u64, (&str, u16, Party))| Team {
        people,
        party,
        ..Team::new(TeamId::new(number), name.to_owned())
    };
    let mut workspace = Workspace::empty("test", "Test");
    workspace.teams = (50..).zip(named).map(team).collect::<Vec<_>>().into();
    workspace
}

/// The same after somebody has said how they work together.
fn workspace() -> Workspace {
    let mut workspace = unsaid();
    let teams = Arc::make_mut(&mut workspace.teams);
    let id = |at: usize| TeamId::new(50 + u64::try_from(at).unwrap());
    let (web, quality, operations, platform, security, supplier) = (id(0), id(1), id(2), id(5), id(6), id(7));
    let mut say = |at: usize, shape: TeamShape| teams[at].shape = Some(shape);
    say(0, TeamShape::StreamAligned);
    say(1, TeamShape::Enabling);
    say(5, TeamShape::Platform);
    say(6, TeamShape::ComplicatedSubsystem);
    let with = |with, mode| Interaction { with, mode };
    teams[5].provides = vec![
        service("Build pipeline", Provision::Pipeline, vec![web, quality]),
        service("Logs and traces", Provision::Observability, vec![web, operations]),
    ];
    teams[0].interactions = vec![
        with(operations, InteractionMode::Collaboration),
        with(quality, InteractionMode::Facilitating),
        with(supplier, InteractionMode::XAsAService),
        with(platform, InteractionMode::XAsAService),
    ];
    teams[2].interactions =
        vec![with(web, InteractionMode::Collaboration), with(security, InteractionMode::XAsAService)];
    teams[4].interactions = vec![with(web, InteractionMode::Collaboration)];
    workspace
}

fn drawn(picture: &TeamPicture, width: u32, theme: Theme) -> String {
    let size = Size::new(width, picture.natural_height(width));
    picture.render(theme, size).unwrap().standalone()
}

#[test]
fn pictures_are_the_same_everywhere() {
    let picture = TeamPicture::of(&workspace());
    golden("teams-light.svg", &drawn(&picture, 720, Theme::Light));
    golden("teams-dark.svg", &drawn(&picture, 720, Theme::Dark));
    golden("teams-phone.svg", &drawn(&picture, 320, Theme::Light));
}

#[test]
fn what_two_teams_say_of_each_other_is_drawn_once_and_who_gives_is_found() {
    let picture = TeamPicture::of(&workspace());
    let said: Vec<String> = picture.ties.iter().map(|tie| picture.tie_in_words(tie)).collect();
    assert_eq!(
        said,
        [
            "Platform provides Build pipeline, Logs and traces to Web product team, as a service",
            "Platform provides Build pipeline to Quality, as a service",
            "Platform provides Logs and traces to Operations, as a service",
            "Web product team and Operations collaborate",
            "Quality helps Web product team: facilitating",
            "CloudHost provides to Web product team, as a service",
            "Security provides to Operations, as a service",
            "Service desk and Web product team collaborate",
        ]
    );
    let order: Vec<&str> = picture.rows.iter().map(|row| row.name.as_str()).collect();
    let expected = [
        "Web product team",
        "Operations",
        "Change & release",
        "Service desk",
        "Quality",
        "Security",
        "Platform",
        "CloudHost",
    ];
    assert_eq!(order, expected);
    assert_eq!(picture.sentence(), "8\u{a0}ties join 7\u{a0}teams; 1\u{a0}team is tied to none.");
}

#[test]
fn picture_table_and_places_to_read_tell_the_same() {
    let picture = TeamPicture::of(&workspace());
    let size = Size::new(720, picture.natural_height(720));
    let cells = picture.cells(size).unwrap();
    assert_eq!(cells.areas.len(), picture.ties.len());
    assert!((0..picture.ties.len()).all(|at| picture.reading(at).is_some()));
    assert_eq!(picture.reading(picture.ties.len()), None);
    // Each tie, and the one team that is tied to none.
    let table = Drawing::from(picture.clone()).table();
    assert_eq!(table.rows.len(), picture.ties.len() + 1);
    assert!(table.rows.iter().all(|row| row.len() == table.head.len()));
    let words = texts(drawn(&picture, 720, Theme::Light).split_once("?>\n").unwrap().1);
    for at in 1..=picture.ties.len() {
        // At its line and in the list.
        assert_eq!(words.iter().filter(|word| **word == at.to_string()).count(), 2, "{at}");
    }
}

#[test]
fn lines_of_ties_never_lie_on_each_other() {
    let picture = TeamPicture::of(&workspace());
    let cells = picture.cells(Size::new(720, picture.natural_height(720))).unwrap();
    for (at, area) in cells.areas.iter().enumerate() {
        assert!(cells.areas.iter().skip(at + 1).all(|other| !area.overlaps(*other)), "{at}");
    }
}

/// Three hundred more teams of which nothing is said.
fn many(mut workspace: Workspace) -> Workspace {
    let more = (1_000..1_300).map(|id| Team::new(TeamId::new(id), format!("Team {id}")));
    Arc::make_mut(&mut workspace.teams).extend(more);
    workspace
}

#[test]
fn of_many_teams_those_without_ties_are_left_out_and_told() {
    let few = TeamPicture::of(&workspace());
    let picture = TeamPicture::of(&many(workspace()));
    assert_eq!((few.left_out.len(), picture.left_out.len()), (0, 301));
    // The ties are the same ones between the same teams.
    let told = |picture: &TeamPicture| picture.ties.iter().map(|tie| picture.tie_in_words(tie)).collect::<Vec<_>>();
    assert_eq!(told(&picture), told(&few));
    assert!(picture.sentence().ends_with("301\u{a0}teams without ties are left out: see the table."));
    assert_eq!(picture.table().rows.len(), picture.ties.len() + 301);
    let none = TeamPicture::of(&many(unsaid()));
    assert_eq!((none.rows.len(), none.left_out.len()), (12, 296));
    assert!(none.sentence().ends_with("296\u{a0}teams are left out: see the table."), "{}", none.sentence());
    assert!(drawn(&none, 720, Theme::Light).contains("Kind not said"));
}

#[test]
fn hostile_names_stay_words() {
    let mut workspace = workspace();
    for team in Arc::make_mut(&mut workspace.teams) {
        team.name = format!("<svg onload=\"x\"> & \u{202e}\u{0} {}", team.name.repeat(20));
        for service in &mut team.provides {
            service.name = "</text><script>alert('x')</script>".to_owned();
        }
    }
    let picture = TeamPicture::of(&workspace);
    for width in [240, 320, 720, 1_600] {
        let svg = drawn(&picture, width, Theme::Light);
        let words = texts(svg.split_once("?>\n").unwrap().1);
        assert!(words.iter().any(|words| words.contains("&lt;svg onload")));
        assert!(!svg.contains("<script") && !svg.contains('\u{202e}'));
    }
}

#[test]
fn what_cannot_be_drawn_says_so() {
    let none = TeamPicture::default();
    assert!(matches!(none.render(Theme::Light, Size::new(600, 400)), Err(ChartError::Empty { .. })));
    let picture = TeamPicture::of(&workspace());
    assert!(matches!(picture.render(Theme::Light, Size::new(600, 40)), Err(ChartError::TooSmall { .. })));
    let unsaid = TeamPicture::of(&unsaid());
    assert!(unsaid.ties.is_empty() && unsaid.sentence().starts_with("No team says"));
    assert!(drawn(&unsaid, 600, Theme::Light).contains("Kind not said"));
}
