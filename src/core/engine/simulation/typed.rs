//! Tables whose rows are named by a typed key: the one place of the engine where a slice is indexed.

use std::{
    marker::PhantomData,
    num::NonZeroU32,
    ops::{Index, IndexMut},
};

/// A key that names a row of a [`Table`]. Its number is the row and one, so that "no key" takes no room.
pub(super) trait Key: Copy {
    /// The key of a row.
    fn at(row: usize) -> Self;
    /// The row.
    fn row(self) -> usize;
}

macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
        pub(super) struct $name(NonZeroU32);

        impl Key for $name {
            #[expect(clippy::cast_possible_truncation, reason = "tables are capped far below 2^32 rows")]
            #[inline]
            fn at(row: usize) -> Self {
                Self(NonZeroU32::MIN.saturating_add(row as u32))
            }

            #[inline]
            fn row(self) -> usize {
                self.0.get() as usize - 1
            }
        }

        impl From<$name> for u32 {
            #[inline]
            fn from(key: $name) -> Self {
                key.0.get()
            }
        }

        impl $name {
            /// The key from its number, as an event carries it.
            #[inline]
            pub(super) const fn from_number(number: u32) -> Self {
                match NonZeroU32::new(number) {
                    Some(number) => Self(number),
                    None => Self(NonZeroU32::MIN),
                }
            }
        }
    )*};
}

keys! {
    /// A step of the plan.
    StepKey;
    /// A pool of people.
    PoolKey;
    /// A change in progress.
    ChangeKey;
    /// An incident in progress.
    IncidentKey;
}

/// Rows named by keys of type `K`.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(transparent)]
pub(super) struct Table<K, T> {
    rows: Vec<T>,
    #[serde(skip)]
    key: PhantomData<K>,
}

impl<K: Key, T> Table<K, T> {
    pub(super) const fn new() -> Self {
        Self { rows: Vec::new(), key: PhantomData }
    }

    pub(super) fn push(&mut self, row: T) -> K {
        self.rows.push(row);
        K::at(self.rows.len() - 1)
    }

    pub(super) const fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, T> {
        self.rows.iter()
    }

    pub(super) fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.rows.iter_mut()
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = K> + use<K, T> {
        (0..self.rows.len()).map(K::at)
    }

    pub(super) fn keyed(&self) -> impl Iterator<Item = (K, &T)> {
        self.rows.iter().enumerate().map(|(row, value)| (K::at(row), value))
    }
}

impl<K: Key, T> FromIterator<T> for Table<K, T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        Self { rows: rows.into_iter().collect(), key: PhantomData }
    }
}

impl<K: Key, T> Index<K> for Table<K, T> {
    type Output = T;

    #[expect(clippy::indexing_slicing, reason = "keys come from this table, and rows are never taken away")]
    #[inline]
    fn index(&self, key: K) -> &T {
        &self.rows[key.row()]
    }
}

impl<K: Key, T> IndexMut<K> for Table<K, T> {
    #[expect(clippy::indexing_slicing, reason = "keys come from this table, and rows are never taken away")]
    #[inline]
    fn index_mut(&mut self, key: K) -> &mut T {
        &mut self.rows[key.row()]
    }
}
