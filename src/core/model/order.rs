//! One stable sort for lists of anything but numbers.
//!
//! The sort of the standard library is compiled anew for each element type and comparison, some five kilobytes each
//! time. Lists here are short and sorted seldom, so they share one that compares through a pointer.

use std::cmp::Ordering;

/// Sorts stably by a comparison.
pub fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    let mut taken: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(order.into_iter().filter_map(|place| taken.get_mut(place)?.take()));
}

/// Sorts stably by a key.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// The places 0..`count` in the order of a comparison between places.
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_elements_keep_their_order() {
        let mut items = vec![(2, "a".to_owned()), (1, "b".to_owned()), (2, "c".to_owned()), (1, "d".to_owned())];
        sort_by_key(&mut items, |(key, _)| *key);
        let names: Vec<&str> = items.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["b", "d", "a", "c"]);
        sort_by(&mut items, |a, b| b.1.cmp(&a.1));
        assert_eq!(items.first().map(|(_, name)| name.as_str()), Some("d"));
        let mut none: Vec<u8> = Vec::new();
        sort_by_key(&mut none, |item| *item);
        assert!(none.is_empty());
    }
}
