//! The map as a graph: practices, the techniques of DevOps and of SRE, roles and metrics, and what is linked with what.
//!
//! Everything hangs on practices: a technique, a role and a metric are linked with the practices that name them, as the
//! team sees it. A role is linked with its counterparts too.

use super::{SuccessMetric, about, metrics, roles_of, technique_name, technique_strand, techniques_of};
use crate::{
    catalog::{activities::Strand, role_map, roles},
    model::{Practice, Practices, Role, Technique},
};

/// Something on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// A practice.
    Practice(Practice),
    /// A technique of DevOps or SRE.
    Technique(Technique),
    /// A role.
    Role(Role),
    /// A success metric.
    Metric(SuccessMetric),
}

/// The columns of the graph from the left.
pub const COLUMNS: [&str; 5] = ["Practices", "DevOps", "SRE", "Roles", "Success metrics"];

impl Node {
    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Practice(practice) => about(practice).name,
            Self::Technique(technique) => technique_name(technique),
            Self::Role(role) => roles::name(role),
            Self::Metric(metric) => metric.name(),
        }
    }

    /// Its column, 0..5.
    pub fn column(self) -> usize {
        match self {
            Self::Practice(_) => 0,
            Self::Technique(technique) => 1 + usize::from(technique_strand(technique) == Strand::Reliability),
            Self::Role(_) => 3,
            Self::Metric(_) => 4,
        }
    }

    /// Its place among those of its kind.
    pub const fn place(self) -> usize {
        match self {
            Self::Practice(practice) => practice as usize,
            Self::Technique(technique) => technique as usize,
            Self::Role(role) => role as usize,
            Self::Metric(metric) => metric as usize,
        }
    }

    /// The road it comes from; a metric comes from none.
    pub const fn road(self) -> Option<Strand> {
        match self {
            Self::Practice(practice) => Some(about(practice).strand),
            Self::Technique(technique) => Some(technique_strand(technique)),
            Self::Role(role) => Some(roles::strand(role)),
            Self::Metric(_) => None,
        }
    }

    /// Every node of a column, in its order.
    pub fn all(column: usize) -> Vec<Self> {
        match column {
            0 => Practice::ALL.into_iter().map(Self::Practice).collect(),
            1 | 2 => Technique::ALL.into_iter().map(Self::Technique).filter(|node| node.column() == column).collect(),
            3 => Role::ALL.into_iter().map(Self::Role).collect(),
            _ => SuccessMetric::ALL.into_iter().map(Self::Metric).collect(),
        }
    }
}

/// What a practice is linked with: techniques, roles, metrics.
fn of_practice(practices: &Practices, practice: Practice) -> Vec<Node> {
    let techniques = techniques_of(practices, practice).into_iter().map(Node::Technique);
    let roles = roles_of(practices, practice).into_iter().map(Node::Role);
    techniques.chain(roles).chain(metrics(practice).iter().copied().map(Node::Metric)).collect()
}

/// The practices that a node belongs to; of a practice, itself.
pub fn practices_of(practices: &Practices, node: Node) -> Vec<Practice> {
    match node {
        Node::Practice(practice) => vec![practice],
        node => Practice::ALL.into_iter().filter(|one| of_practice(practices, *one).contains(&node)).collect(),
    }
}

/// What a node is linked with, column by column.
pub fn neighbours(practices: &Practices, node: Node) -> Vec<Node> {
    let mut found: Vec<Node> = match node {
        Node::Practice(practice) => return of_practice(practices, practice),
        node => practices_of(practices, node).into_iter().map(Node::Practice).collect(),
    };
    if let Node::Role(role) = node {
        let counterpart = |other: Role| role_map::counterparts(role).any(|one| one == other);
        let stands_for = |other: Role| role_map::counterparts(other).any(|one| one == role);
        found.extend(Role::ALL.into_iter().filter(|other| counterpart(*other) || stands_for(*other)).map(Node::Role));
    }
    found
}

/// The columns of a graph that shows all practices, and of everything else what belongs to the same practices as the
/// chosen node.
pub fn around(practices: &Practices, chosen: Node) -> [Vec<Node>; 5] {
    let mut linked: Vec<Node> = neighbours(practices, chosen);
    linked.push(chosen);
    for practice in practices_of(practices, chosen) {
        linked.extend(of_practice(practices, practice));
    }
    std::array::from_fn(|column| {
        let all = Node::all(column);
        if column == 0 { all } else { all.into_iter().filter(|node| linked.contains(node)).collect() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TechniqueLink;

    #[test]
    fn a_link_leads_both_ways() {
        let practices = Practices::default();
        for node in (0..COLUMNS.len()).flat_map(Node::all) {
            let here = neighbours(&practices, node);
            assert!(!here.contains(&node), "{node:?} is linked with itself");
            for other in here {
                assert!(neighbours(&practices, other).contains(&node), "{node:?} {other:?}");
            }
        }
    }

    #[test]
    fn every_technique_and_metric_is_linked_with_a_practice() {
        let practices = Practices::default();
        for column in [1, 2, 4] {
            for node in Node::all(column) {
                assert!(!practices_of(&practices, node).is_empty(), "{node:?}");
                assert_eq!(node.column(), column);
            }
        }
    }

    #[test]
    fn what_the_team_takes_away_is_no_longer_linked() {
        let mut practices = Practices::default();
        let (practice, technique) = (Practice::ChangeEnablement, Technique::FeatureFlags);
        assert!(neighbours(&practices, Node::Practice(practice)).contains(&Node::Technique(technique)));
        practices.techniques.push(TechniqueLink { practice, technique, linked: false });
        assert!(!neighbours(&practices, Node::Practice(practice)).contains(&Node::Technique(technique)));
        assert!(!practices_of(&practices, Node::Technique(technique)).contains(&practice));
    }

    #[test]
    fn the_columns_around_a_node_hold_it_and_all_practices() {
        let practices = Practices::default();
        for node in (0..COLUMNS.len()).flat_map(Node::all) {
            let columns = around(&practices, node);
            assert_eq!(columns[0].len(), 34);
            assert!(columns[node.column()].contains(&node), "{node:?}");
        }
        let one = around(&practices, Node::Practice(Practice::ServiceDesk));
        assert_eq!(one[4].len(), metrics(Practice::ServiceDesk).len());
    }
}
