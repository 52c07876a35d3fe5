//! The metrics of DORA, and the terms of ITIL, delivery and reliability.

use super::{Entry, Strand};

const fn term(term: &'static str, also: &'static [&'static str], road: Strand, says: &'static str) -> Entry {
    Entry { term, also, says, road }
}

const G: Strand = Strand::Governance;
const V: Strand = Strand::Velocity;
const R: Strand = Strand::Reliability;

/// All of them, road by road.
pub(super) const TERMS: [Entry; 55] = [
    term(
        "Change authority",
        &["CAB", "Change advisory board"],
        G,
        "Who may approve a change of a certain kind: a person, a group or a rule",
    ),
    term("Change model", &[], G, "A way agreed beforehand for changes of one kind: steps, roles, approval"),
    term("Emergency change", &[], G, "A change that cannot wait for the usual way and has a faster one"),
    term("Normal change", &[], G, "A change whose risk is assessed before somebody approves it"),
    term(
        "Standard change",
        &["Pre-approved change"],
        G,
        "A change of low risk that is approved beforehand and done the same way each time",
    ),
    term(
        "Configuration item",
        &["CI of the CMDB", "CMDB"],
        G,
        "A part that has to be known and kept in order so that a service can be delivered",
    ),
    term(
        "Continual improvement model",
        &[],
        G,
        "Seven questions from a vision over today's state to keeping what was won",
    ),
    term("Contribution", &[], G, "How much a practice does in an activity: 0 none, 1 low, 2 medium, 3 high"),
    term(
        "Enabling and supporting",
        &["E and S"],
        G,
        "In Version 5 a practice either takes part in an activity or only informs it",
    ),
    term("Error", &[], G, "A flaw in something that may cause incidents"),
    term("Known error", &["KEDB"], G, "A problem that was analysed and is not yet resolved"),
    term("Problem", &[], G, "A cause, or possible cause, of one or more incidents"),
    term(
        "Four dimensions",
        &[],
        G,
        "People, technology, partners, and value streams: what every service has to be looked at from",
    ),
    term(
        "Guiding principles",
        &["Seven principles"],
        G,
        "Seven pieces of advice that hold in any situation, from starting with value to automating last",
    ),
    term(
        "Lifecycle activities",
        &["Product and service lifecycle"],
        G,
        "The eight activities of Version 5, from Discover to Support, in no fixed order",
    ),
    term(
        "Major incident",
        &["P1"],
        G,
        "An incident that hurts the business so much that it gets a procedure of its own",
    ),
    term("OLA", &["Operational level agreement"], G, "What another team of the same organisation promises to us"),
    term("Outcome", &[], G, "What somebody achieves with the help of a service"),
    term(
        "PESTLE",
        &[],
        G,
        "Six kinds of outer factors: political, economic, social, technological, legal, environmental",
    ),
    term(
        "RACI",
        &["Responsibility matrix"],
        G,
        "Who is responsible, accountable, consulted and informed, row by row, with one accountable each",
    ),
    term("Service request", &[], G, "Something that a user asks for and that is part of normal delivery"),
    term("Service value chain", &["SVC"], G, "The six activities of ITIL 4, combined anew for each value stream"),
    term("SLA", &["Service level agreement"], G, "What provider and customer have agreed a service will be like"),
    term("Underpinning contract", &["UC"], G, "What an outside supplier promises to us"),
    term("Utility", &["Fit for purpose"], G, "What a service does for those who use it"),
    term("Value stream", &[], G, "The steps by which something of value reaches somebody who asked for it"),
    term(
        "Value-chain pattern",
        &[],
        G,
        "Which lifecycle activities an organisation does itself, in five usual combinations",
    ),
    term(
        "Warranty",
        &["Fit for use"],
        G,
        "How well a service does what it is for: available, fast, secure, continuous",
    ),
    term(
        "Gate rule",
        &[],
        G,
        "A level of maturity holds only if everything asked for at it and below is true in most cases",
    ),
    term(
        "Capability",
        &["DORA capability"],
        V,
        "An ability of an organisation that research connects with delivering software well",
    ),
    term("Change fail rate", &["Change failure rate"], V, "Share of deployments that need somebody to step in at once"),
    term("Change lead time", &["Lead time for changes"], V, "From a change being committed to running in production"),
    term(
        "Deployment frequency",
        &[],
        V,
        "How often something is deployed, or how long it is from one deployment to the next",
    ),
    term(
        "Deployment rework rate",
        &[],
        V,
        "Share of deployments that nobody planned and a fault in production made necessary",
    ),
    term(
        "Failed deployment recovery time",
        &["FDRT", "MTTR", "Mean time to restore"],
        V,
        "From a failed deployment to the service working again",
    ),
    term("Flow efficiency", &[], V, "Of the time that work is under way, the share in which somebody works on it"),
    term("Lead time", &["Request to live"], V, "From asking for something to having it"),
    term(
        "%C&A",
        &["Percent complete and accurate"],
        V,
        "Share of the work that the next step can use without asking back",
    ),
    term("Three Ways", &[], V, "Flow, feedback and learning: what DevOps asks of work"),
    term(
        "Team Topologies",
        &["Stream-aligned team", "Enabling team"],
        V,
        "Four kinds of teams and three ways in which they work together",
    ),
    term("Throughput", &[], V, "How much and how fast: lead time, frequency and recovery"),
    term("Instability", &[], V, "How often delivery goes wrong: change fail rate and rework rate"),
    term("Waiting", &["Queue time"], V, "Time in which work lies and nobody works on it"),
    term(
        "Westrum typology",
        &[],
        V,
        "Three kinds of culture, by how information flows: by power, by rules, by purpose",
    ),
    term(
        "Availability",
        &["Uptime"],
        R,
        "Share of the promised time, or of valid requests, in which a service does what it should",
    ),
    term("Freeze", &["Deployment freeze"], R, "A time in which nothing but the agreed exceptions is deployed"),
    term(
        "Incident",
        &["Outage", "Disruption"],
        R,
        "A service fails, or is worse than it should be, without having been planned",
    ),
    term("Nines", &["Three nines"], R, "A target counted by its nines: 99.9 % is three of them"),
    term("Reliability", &[], R, "A service does what its users expect, for as long as they expect it"),
    term("Rolling window", &[], R, "The last so many days, counted anew every day"),
    term("RPO", &["Recovery point objective"], R, "How much data may be lost at most, as a time"),
    term("RTO", &["Recovery time objective"], R, "How long recovery may take after a disaster"),
    term("Service hours", &[], R, "When the promise holds; failure outside costs no budget"),
    term("Severity", &["Priority of an incident"], R, "How bad an incident is for users, by a scheme known beforehand"),
    term(
        "SRE",
        &["Site reliability engineering"],
        R,
        "Running services as a problem of engineering, with objectives and budgets",
    ),
];
