//! Typed values out of a tree. A reader of our own, because it is compiled once for every type that is read: the one of
//! `serde_json`, with one around it that remembers the path, doubled what the app downloads for reading.

use std::fmt::{self, Display};

use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, MapAccess,
    SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde_json::{Map, Value};

/// One step down a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Segment {
    /// Into the field of an object.
    Field(String),
    /// Into the element of a list, from 0.
    Item(usize),
}

/// What does not fit, and where.
#[derive(Debug)]
pub(super) struct Misfit {
    /// What is wrong, in the words of `serde`.
    pub(super) detail: String,
    /// The way to it, the last step first: it grows while the error travels outwards.
    steps: Vec<Segment>,
}

impl Misfit {
    /// The way from the root to what does not fit.
    pub(super) fn path(&self) -> Vec<&Segment> {
        self.steps.iter().rev().collect()
    }

    #[cold]
    fn inside(mut self, segment: Segment) -> Self {
        self.steps.push(segment);
        self
    }
}

impl Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    #[cold]
    fn custom<T: Display>(message: T) -> Self {
        Self { detail: message.to_string(), steps: Vec::new() }
    }
}

/// The value that a tree describes.
pub(super) fn typed<T: DeserializeOwned>(tree: &Value) -> Result<T, Misfit> {
    T::deserialize(Reader::Value(tree))
}

/// A value, or the key of one.
#[derive(Clone, Copy)]
enum Reader<'de> {
    Value(&'de Value),
    Key(&'de str),
}

impl<'de> Reader<'de> {
    fn unexpected(self) -> Unexpected<'de> {
        match self {
            Self::Key(text) => Unexpected::Str(text),
            Self::Value(Value::Null) => Unexpected::Unit,
            Self::Value(Value::Bool(value)) => Unexpected::Bool(*value),
            Self::Value(Value::Number(number)) => match (number.as_u64(), number.as_i64()) {
                (Some(value), _) => Unexpected::Unsigned(value),
                (None, Some(value)) => Unexpected::Signed(value),
                (None, None) => Unexpected::Float(number.as_f64().unwrap_or(f64::NAN)),
            },
            Self::Value(Value::String(text)) => Unexpected::Str(text),
            Self::Value(Value::Array(_)) => Unexpected::Seq,
            Self::Value(Value::Object(_)) => Unexpected::Map,
        }
    }
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self {
            Self::Key(text) => visitor.visit_borrowed_str(text),
            Self::Value(Value::Null) => visitor.visit_unit(),
            Self::Value(Value::Bool(value)) => visitor.visit_bool(*value),
            Self::Value(Value::Number(number)) => match (number.as_u64(), number.as_i64()) {
                (Some(value), _) => visitor.visit_u64(value),
                (None, Some(value)) => visitor.visit_i64(value),
                (None, None) => visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN)),
            },
            Self::Value(Value::String(text)) => visitor.visit_borrowed_str(text),
            Self::Value(Value::Array(items)) => visitor.visit_seq(Items { items: items.iter(), next: 0 }),
            Self::Value(Value::Object(fields)) => visitor.visit_map(Fields::of(fields)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self {
            Self::Value(Value::Null) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    /// Objects only: a list would be read by position, and what its elements mean would be a guess.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match self {
            Self::Value(Value::Object(fields)) => visitor.visit_map(Fields::of(fields)),
            _ => Err(Misfit::invalid_type(self.unexpected(), &visitor)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match self {
            Self::Key(name) => visitor.visit_enum(Variant { name, value: None }),
            Self::Value(Value::String(name)) => visitor.visit_enum(Variant { name, value: None }),
            Self::Value(Value::Object(fields)) if fields.len() == 1 => match fields.iter().next() {
                Some((name, value)) => visitor.visit_enum(Variant { name, value: Some(value) }),
                None => Err(Misfit::invalid_type(self.unexpected(), &visitor)),
            },
            Self::Value(_) => Err(Misfit::invalid_type(self.unexpected(), &visitor)),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

struct Items<'de> {
    items: std::slice::Iter<'de, Value>,
    next: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        let Some(item) = self.items.next() else { return Ok(None) };
        let here = self.next;
        self.next += 1;
        match seed.deserialize(Reader::Value(item)) {
            Ok(value) => Ok(Some(value)),
            Err(misfit) => Err(misfit.inside(Segment::Item(here))),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Fields<'de> {
    fields: serde_json::map::Iter<'de>,
    present: Option<(&'de str, &'de Value)>,
}

impl<'de> Fields<'de> {
    fn of(fields: &'de Map<String, Value>) -> Self {
        Self { fields: fields.iter(), present: None }
    }

    #[cold]
    fn here(&self, misfit: Misfit) -> Misfit {
        let key = self.present.map_or("", |(key, _)| key);
        misfit.inside(Segment::Field(key.to_owned()))
    }
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        let Some((key, value)) = self.fields.next() else { return Ok(None) };
        self.present = Some((key, value));
        match seed.deserialize(Reader::Key(key)) {
            Ok(key) => Ok(Some(key)),
            Err(misfit) => Err(self.here(misfit)),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        // `serde` asks for a value after its key only.
        let value = self.present.map_or(&Value::Null, |(_, value)| value);
        match seed.deserialize(Reader::Value(value)) {
            Ok(value) => Ok(value),
            Err(misfit) => Err(self.here(misfit)),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.fields.len())
    }
}

/// `"name"`, or `{"name": value}`.
struct Variant<'de> {
    name: &'de str,
    value: Option<&'de Value>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Misfit;
    type Variant = Content<'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Content<'de>), Misfit> {
        let name: de::value::BorrowedStrDeserializer<'de, Misfit> = de::value::BorrowedStrDeserializer::new(self.name);
        let content = Content { name: self.name, value: self.value };
        Ok((seed.deserialize(name.into_deserializer())?, content))
    }
}

/// What stands beside the name of a variant.
struct Content<'de> {
    name: &'de str,
    value: Option<&'de Value>,
}

impl<'de> Content<'de> {
    fn value(&self) -> Result<Reader<'de>, Misfit> {
        self.value.map(Reader::Value).ok_or_else(|| Misfit::custom(format_args!("\"{}\" stands alone", self.name)))
    }
}

impl<'de> VariantAccess<'de> for Content<'de> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        match self.value {
            None | Some(Value::Null) => Ok(()),
            Some(_) => Err(Misfit::custom(format_args!("\"{}\" must stand alone", self.name))),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Misfit> {
        let name = self.name;
        seed.deserialize(self.value()?).map_err(|misfit| misfit.inside(Segment::Field(name.to_owned())))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        let name = self.name;
        self.value()?.deserialize_any(visitor).map_err(|misfit| misfit.inside(Segment::Field(name.to_owned())))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Misfit> {
        self.tuple_variant(0, visitor)
    }
}
