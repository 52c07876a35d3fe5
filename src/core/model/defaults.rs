//! What a field that a document leaves out stands for. A value that is usual is not written, so that a document that
//! uses no more than an older version knew looks as that version wrote it.

/// Whether the value is what leaving it out means.
pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A factor that changes nothing.
pub(super) const fn one() -> f64 {
    1.0
}

/// Whether a factor changes nothing. Takes a reference, because serde hands out references.
pub(super) fn is_one<T: Copy + Into<f64>>(factor: &T) -> bool {
    (*factor).into().total_cmp(&1.0).is_eq()
}
