//! The walls of the house, read from the sources: a room imports only from lower rooms, the core knows no browser, no
//! clock and no chance, no file is too long. The last test holds the checker itself to deliberate violations.

use std::path::{Path, PathBuf};

/// The rooms of a package from the lowest up. Rooms of one row do not know each other; a room may import from every
/// row before its own.
struct House {
    folder: &'static str,
    rows: &'static [&'static [&'static str]],
    /// A room beside the rows: it imports none of them, and none of them imports it.
    apart: &'static [&'static str],
}

const CORE: House = House {
    folder: "src/core",
    rows: &[&["model"], &["catalog"], &["engine"], &["chart", "edit"], &["wire"], &["exchange"]],
    apart: &[],
};
const APP: House = House { folder: "src", rows: &[&["platform"], &["store"], &["ui"]], apart: &["workbench"] };

/// Longest file, in lines.
const MOST_LINES: usize = 600;

/// Words that have no place in the core, and why.
const FOREIGN_TO_THE_CORE: [(&str, &[&str]); 4] = [
    ("the core knows no browser", &["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo_storage", "gloo_utils"]),
    ("the core does not ask for the time", &["SystemTime", "Instant", "Utc::now", "Local::now", "Date::now"]),
    ("the core has no chance of its own", &["thread_rng", "rand::", "getrandom", "RandomState"]),
    ("the order of a hash map differs from run to run", &["HashMap", "HashSet"]),
];

/// Source text without comments and without the inline tests at its end, which may reach anywhere.
fn code(source: &str) -> String {
    let end = source.find("#[cfg(test)]\nmod ").unwrap_or(source.len());
    source[..end].lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Places of a word or path in code, where it does not stand inside a longer word.
fn places<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let before = code[..*at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        let open_end = word.ends_with("::");
        !before.is_some_and(is_word) && (open_end || !after.is_some_and(is_word))
    })
}

fn line_of(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}

/// The first names of what stands after a path: `a` of `a::b`, `a` and `c` of `{a::b, c}`.
fn first_names(rest: &str) -> Vec<String> {
    let name = |text: &str| text.trim_start().chars().take_while(|c| is_word(*c)).collect::<String>();
    let Some(group) = rest.trim_start().strip_prefix('{') else { return vec![name(rest)] };
    let (mut depth, mut from, mut names) = (0_usize, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(name(&group[from..at]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(name(&group[from..at]));
                from = at + 1;
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Everything at the root of the package that a file names: through `crate::`, and through enough `super::`. `depth` is
/// how many modules the file's own module lies below the root.
fn named_at_root(code: &str, depth: usize) -> Vec<(usize, String)> {
    let through_root = places(code, "crate::").map(|at| (at, at + "crate::".len()));
    let up = "super::".repeat(depth);
    let through_parents = code.match_indices(&up).filter(|(at, _)| {
        let before = code[..*at].chars().next_back();
        depth > 0 && !before.is_some_and(|c| is_word(c) || c == ':')
    });
    let through_parents = through_parents.map(|(at, found)| (at, at + found.len())).collect::<Vec<_>>();
    through_root
        .chain(through_parents)
        .flat_map(|(at, end)| first_names(&code[end..]).into_iter().map(move |name| (at, name)))
        .map(|(at, name)| (line_of(code, at), name))
        .collect()
}

/// Upward and sideways imports of one file. `path` is relative to the folder of the house.
fn breaches(house: &House, path: &str, source: &str) -> Vec<String> {
    let room = path.split('/').next().unwrap_or_default().trim_end_matches(".rs");
    let row_of = |room: &str| house.rows.iter().position(|row| row.contains(&room));
    let depth = path.split('/').count() - usize::from(path.ends_with("/mod.rs"));
    let own_row = row_of(room);
    if own_row.is_none() && !house.apart.contains(&room) {
        return Vec::new();
    }
    let allowed = |name: &str| match (own_row, row_of(name)) {
        _ if name == room => true,
        (Some(own), Some(other)) => other < own,
        (None, Some(_)) => false,
        (_, None) => !house.apart.contains(&name),
    };
    let code = code(source);
    let upward = named_at_root(&code, depth).into_iter().filter(|(_, name)| !allowed(name));
    upward.map(|(line, name)| format!("{}/{path}:{line}: {room} imports {name}", house.folder)).collect()
}

/// Words in one file of the core that have no place there.
fn foreign_words(path: &str, source: &str) -> Vec<String> {
    let code = code(source);
    let mut found = Vec::new();
    for (why, words) in FOREIGN_TO_THE_CORE {
        for word in words {
            found.extend(places(&code, word).map(|at| format!("{path}:{}: {word}: {why}", line_of(&code, at))));
        }
    }
    found
}

fn too_long(path: &str, source: &str) -> Option<String> {
    let lines = source.lines().count();
    (lines > MOST_LINES).then(|| format!("{path}: {lines} lines, at most {MOST_LINES}"))
}

/// All Rust files under a folder of the repository: path relative to that folder, and text.
fn sources(folder: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    let relative = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    paths.iter().map(|path| (relative(path), std::fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn rooms_import_downwards() {
    for house in [CORE, APP] {
        let files = sources(house.folder);
        assert!(files.len() > 5, "no sources in {}", house.folder);
        let files = files.iter().filter(|(path, _)| house.folder == CORE.folder || !path.starts_with("core/"));
        let found: Vec<String> = files.flat_map(|(path, text)| breaches(&house, path, text)).collect();
        assert!(found.is_empty(), "a room may import lower rooms only:\n{}", found.join("\n"));
    }
}

#[test]
fn every_room_is_on_the_map() {
    for house in [CORE, APP] {
        for (path, _) in sources(house.folder) {
            let Some((room, _)) = path.split_once('/') else { continue };
            let known = house.rows.iter().any(|row| row.contains(&room)) || house.apart.contains(&room);
            assert!(known || room == "core", "{}/{room} is a room that this test does not know", house.folder);
        }
    }
}

#[test]
fn the_core_knows_no_browser_no_clock_and_no_chance() {
    let found: Vec<String> = sources(CORE.folder).iter().flat_map(|(path, text)| foreign_words(path, text)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_file_is_too_long() {
    let found: Vec<String> = ["src", "tests", "benches"]
        .into_iter()
        .flat_map(|folder| sources(folder).into_iter().map(move |(path, text)| (format!("{folder}/{path}"), text)))
        .filter_map(|(path, text)| too_long(&path, &text))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn deliberate_violations_are_found() {
    let upward = "use crate::model::Step;\nuse crate::wire::read_file;\n";
    assert_eq!(breaches(&CORE, "edit/apply.rs", upward), ["src/core/edit/apply.rs:2: edit imports wire"]);
    let sideways = "pub fn draw() { crate::edit::sha256_hex(b\"\"); }";
    assert_eq!(breaches(&CORE, "chart/svg.rs", sideways).len(), 1);
    let grouped = "use crate::{\n    model::{Step, Team},\n    exchange::csv,\n};\n";
    assert_eq!(
        breaches(&CORE, "engine/flow/mod.rs", grouped),
        ["src/core/engine/flow/mod.rs:1: engine imports exchange"]
    );
    let relative = "use super::super::engine::flow;\n";
    assert_eq!(breaches(&CORE, "model/units.rs", relative), ["src/core/model/units.rs:1: model imports engine"]);
    assert_eq!(breaches(&CORE, "engine/flow/steps.rs", relative), Vec::<String>::new());
    assert_eq!(breaches(&APP, "store/mod.rs", "use crate::ui::app;").len(), 1);
    assert_eq!(breaches(&APP, "platform/files.rs", "use crate::store::Store;").len(), 1);
    assert_eq!(breaches(&APP, "workbench/serve.rs", "use crate::platform::clock;").len(), 1);
    assert_eq!(breaches(&APP, "ui/app.rs", "use crate::workbench;").len(), 1);

    let downward = "use crate::{model, catalog};\n// crate::wire is above\nuse super::other;\n";
    assert_eq!(breaches(&CORE, "engine/mod.rs", downward), Vec::<String>::new());
    let tests = "fn a() {}\n#[cfg(test)]\nmod tests { use crate::exchange::x; }";
    assert_eq!(breaches(&CORE, "model/mod.rs", tests), Vec::<String>::new());

    for (snippet, word) in [
        ("use web_sys::Window;", "web_sys"),
        ("let now = chrono::Utc::now();", "Utc::now"),
        ("let t = std::time::Instant::now();", "Instant"),
        ("let x = rand::random();", "rand::"),
        ("use std::collections::HashMap;", "HashMap"),
    ] {
        let found = foreign_words("engine/mod.rs", snippet);
        assert!(found.len() == 1 && found[0].contains(word), "{snippet}: {found:?}");
    }
    for innocent in ["let operand::x = 1;", "// no web_sys here", "fn instantaneous() {}", "struct Instants;"] {
        assert_eq!(foreign_words("engine/mod.rs", innocent), Vec::<String>::new());
    }
    assert!(too_long("a.rs", &"\n".repeat(MOST_LINES + 1)).is_some());
    assert!(too_long("a.rs", &"\n".repeat(MOST_LINES)).is_none());
}
