//! How long work waits for people who are busy with other work.
//!
//! Times in one unit, rates in its inverse. `None` at a utilisation of 1 or more: such a queue never settles.

/// Erlang B: the share of arrivals that find all `servers` busy when nobody waits, at an offered load λ/μ.
/// `B₀ = 1, B_k = a·B_{k−1}/(k + a·B_{k−1})`.
pub fn erlang_b(servers: u32, load: f64) -> f64 {
    (1..=servers).fold(1.0, |blocked, server| load * blocked / (f64::from(server) + load * blocked))
}

/// Erlang C: the share of arrivals that have to wait. C = B/(1 − ρ(1 − B)), ρ = load/servers.
/// `None` when ρ ≥ 1 or there are no servers.
pub fn erlang_c(servers: u32, load: f64) -> Option<f64> {
    let busy = load / f64::from(servers);
    let blocked = erlang_b(servers, load);
    (busy < 1.0).then(|| blocked / (1.0 - busy * (1.0 - blocked)))
}

/// Mean wait in the queue M/M/c: C/(cμ − λ), with `arrivals` λ per unit of time and the mean `service` 1/μ.
pub fn mmc_wait(servers: u32, arrivals: f64, service: f64) -> Option<f64> {
    let waits = erlang_c(servers, arrivals * service)?;
    Some(waits * service / (f64::from(servers) - arrivals * service))
}

/// Mean wait in the queue G/G/c after Allen and Cunneen: the wait of M/M/c times (ca² + cs²)/2.
///
/// With one server it is Kingman's formula; with Poisson arrivals (ca² = 1) and one server it is exact
/// (Pollaczek and Khinchine). `arrival_variation` ca² and `service_variation` cs² are squared coefficients of variation.
pub fn allen_cunneen_wait(
    servers: u32,
    arrivals: f64,
    service: f64,
    arrival_variation: f64,
    service_variation: f64,
) -> Option<f64> {
    Some(mmc_wait(servers, arrivals, service)? * f64::midpoint(arrival_variation, service_variation))
}
