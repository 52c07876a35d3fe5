//! Queues in front of one or several servers, first come, first served.
//!
//! Sources: Erlang (1917); Pollaczek (1930) and Khinchine (1932); Allen, *Probability, Statistics and Queueing Theory*
//! (1990) for the estimate of Allen and Cunneen; all of them in Gross et al., *Fundamentals of Queueing Theory*, 4th
//! edition, chapters 2, 5 and 7.

use libm::{exp, log};

use super::positive;

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

/// Mean wait in the queue M/G/1: ρ·E\[S\]·(1 + CV²)/(2(1 − ρ)), with `arrivals` λ per unit of time, the mean `service`
/// E\[S\] and its squared coefficient of `variation` CV². Exact.
pub fn pollaczek_khinchine_wait(arrivals: f64, service: f64, variation: f64) -> Option<f64> {
    allen_cunneen_wait(1, arrivals, service, 1.0, variation)
}

/// The queue M/M/c: arrivals at random, exponential service, c servers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Servers {
    count: u32,
    arrivals: f64,
    service: f64,
    /// Erlang C.
    must_wait: f64,
}

impl Servers {
    /// c `servers`, λ `arrivals` per unit of time, the mean `service` 1/μ. `None` when it never settles (λ ≥ cμ), or
    /// a number is not above 0.
    pub fn new(servers: u32, arrivals: f64, service: f64) -> Option<Self> {
        if !positive(&[arrivals, service]) {
            return None;
        }
        Some(Self { count: servers, arrivals, service, must_wait: erlang_c(servers, arrivals * service)? })
    }

    /// ρ = λ/(cμ).
    pub fn utilisation(&self) -> f64 {
        self.arrivals * self.service / f64::from(self.count)
    }

    /// The share that has to wait, Erlang C.
    pub const fn must_wait(&self) -> f64 {
        self.must_wait
    }

    /// Wq = C/(cμ − λ).
    pub fn wait(&self) -> f64 {
        self.must_wait / self.drain()
    }

    /// W = Wq + 1/μ.
    pub fn time(&self) -> f64 {
        self.wait() + self.service
    }

    /// Lq = λ·Wq (Little).
    pub fn waiting(&self) -> f64 {
        self.arrivals * self.wait()
    }

    /// L = λ·W (Little).
    pub fn in_system(&self) -> f64 {
        self.arrivals * self.time()
    }

    /// P(wait > t) = C·e^(−(cμ − λ)t), for t of 0 or more.
    pub fn wait_above(&self, t: f64) -> f64 {
        self.must_wait * exp(-self.drain() * t.max(0.0))
    }

    /// P(time in the system > t) for one server: e^(−(μ − λ)t). `None` for several.
    pub fn time_above(&self, t: f64) -> Option<f64> {
        (self.count == 1).then(|| exp(-self.drain() * t.max(0.0)))
    }

    /// The time in the system that the share `share` (0 ≤ share < 1) does not exceed, for one server. `None` for
    /// several.
    pub fn time_percentile(&self, share: f64) -> Option<f64> {
        (self.count == 1 && (0.0..1.0).contains(&share)).then(|| -log(1.0 - share) / self.drain())
    }

    /// cμ − λ: how fast a queue shrinks.
    fn drain(&self) -> f64 {
        f64::from(self.count) / self.service - self.arrivals
    }
}
