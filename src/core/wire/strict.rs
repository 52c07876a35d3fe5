//! JSON read strictly: no key twice, and a tree in which any field can be found again.

use std::fmt::{self, Write as _};

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value, error::Category};

use super::{ReadError, reader::Segment};

/// The text as a tree, in which no object has a key twice.
pub(super) fn tree(text: &str) -> Result<Value, ReadError> {
    serde_json::from_str::<Strict>(text).map(|strict| strict.0).map_err(|error| explain(&error))
}

/// How a message of ours about a key that comes twice begins.
const TWICE: &str = "twice: ";

/// What the parser found, as one of our own errors.
pub(super) fn explain(error: &serde_json::Error) -> ReadError {
    let (line, column) = (error.line(), error.column());
    let full = error.to_string();
    let detail = in_plain_words(full.rfind(" at line ").and_then(|at| full.get(..at)).unwrap_or(&full));
    if error.classify() == Category::Eof {
        return ReadError::Truncated { line, column };
    }
    if let Some(key) = detail.strip_prefix(TWICE) {
        return ReadError::DoubleKey { key: key.to_owned(), line, column };
    }
    if detail.starts_with("recursion limit") {
        return ReadError::TooDeep { line, column };
    }
    ReadError::NotJson { detail, line, column }
}

/// A message of the parser or of `serde`, without the names of Rust types.
pub(super) fn in_plain_words(message: &str) -> String {
    let mut plain = message.to_owned();
    for (theirs, ours) in [
        ("internally tagged enum ", "an object with a \"kind\", a "),
        ("struct variant ", "an object, a "),
        ("struct ", "an object, a "),
        ("unit value", "null"),
        ("f64", "a number"),
        ("u64", "a whole number"),
        ("u32", "a whole number"),
        ("u16", "a whole number"),
        ("u8", "a whole number"),
        ("a sequence", "a list"),
        ("sequence", "list"),
        ("a map", "an object"),
        ("`", "\""),
    ] {
        plain = plain.replace(theirs, ours);
    }
    plain
}

/// A path as people write it: `value_streams[0].demand.per_week`.
pub(super) fn path_of(path: &[&Segment]) -> String {
    let mut written = String::new();
    for segment in path {
        match segment {
            Segment::Item(index) => {
                let _ = write!(written, "[{index}]");
            }
            Segment::Field(key) => join(&mut written, key),
        }
    }
    written
}

/// A place in the tree, with the name of the element around it: `document.teams[2].people, in "Ops"`.
pub(super) fn place(path: &[&Segment], tree: &Value) -> String {
    let mut written = path_of(path);
    if written.is_empty() {
        "The file".clone_into(&mut written);
    }
    let mut name = None;
    let mut node = Some(tree);
    for segment in path {
        node = node.and_then(|node| match segment {
            Segment::Item(index) => node.get(index),
            Segment::Field(key) => node.get(key),
        });
        name = node.and_then(|node| node.get("name")).and_then(Value::as_str).or(name);
    }
    match name {
        Some(name) => format!("{written}, in \"{}\"", name.chars().take(60).collect::<String>()),
        None => written,
    }
}

fn join(written: &mut String, key: &str) {
    if !written.is_empty() {
        written.push('.');
    }
    written.extend(key.chars().take(80));
}

/// The first field of `given` that is not in `kept`: it would be lost.
pub(super) fn first_lost(given: &Value, kept: &Value, at: &str) -> Option<String> {
    match (given, kept) {
        (Value::Object(given), Value::Object(kept)) => given.iter().find_map(|(key, value)| {
            let here = format!("{at}.{}", key.chars().take(80).collect::<String>());
            match kept.get(key) {
                Some(kept) => first_lost(value, kept, &here),
                None => Some(here),
            }
        }),
        (Value::Array(given), Value::Array(kept)) => {
            if given.len() != kept.len() {
                return Some(at.to_owned());
            }
            let mut pairs = given.iter().zip(kept).enumerate();
            pairs.find_map(|(index, (given, kept))| first_lost(given, kept, &format!("{at}[{index}]")))
        }
        _ => None,
    }
}

struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Build).map(Self)
    }
}

struct Build;

impl<'de> Visitor<'de> for Build {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Strict(value)) = seq.next_element()? {
            list.push(value);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            if map.contains_key(&key) {
                let shown: String = key.chars().take(80).collect();
                return Err(A::Error::custom(format_args!("{TWICE}{shown}")));
            }
            let Strict(value) = access.next_value()?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}
