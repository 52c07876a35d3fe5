//! The loop: requests in, replies out, a slice at a time.

use std::collections::VecDeque;

use trivium_core::{
    engine::simulation::{Plan, Run},
    model::Scenario,
    wire,
};

use super::{Reply, Request, Word};
use crate::platform::page::now_ms;

/// Requests that wait, and the one that runs.
#[derive(Default)]
pub(crate) struct Desk {
    waiting: VecDeque<Request>,
    running: Option<Running>,
}

struct Running {
    number: u64,
    run: Run,
    began: f64,
    told: f64,
}

/// Least time between two progress messages, in milliseconds.
const TELL_EVERY: f64 = 60.0;

impl Desk {
    /// Takes a word from the page. A reply may follow at once.
    pub(crate) fn hear(&mut self, word: Word) -> Vec<Reply> {
        match word {
            Word::Run(request) => {
                self.waiting.push_back(*request);
                Vec::new()
            }
            Word::Forget => {
                self.waiting.clear();
                self.running = None;
                Vec::new()
            }
            Word::Stop => {
                self.waiting.clear();
                self.running.take().and_then(|running| finish(&running, true)).into_iter().collect()
            }
        }
    }

    /// Whether there is anything to do.
    pub(crate) fn is_busy(&self) -> bool {
        self.running.is_some() || !self.waiting.is_empty()
    }

    /// Works for at most about so many events.
    pub(crate) fn slice(&mut self, events: u64) -> Option<Reply> {
        if self.running.is_none() {
            match start(&self.waiting.pop_front()?) {
                Ok(running) => self.running = Some(running),
                Err(refused) => return Some(refused),
            }
        }
        let running = self.running.as_mut()?;
        let progress = running.run.advance(events);
        if progress.finished {
            return self.running.take().and_then(|running| finish(&running, false));
        }
        let now = now_ms();
        if now - running.told < TELL_EVERY {
            return None;
        }
        running.told = now;
        Some(Reply::Progress { number: running.number, done: progress.replications_done, of: progress.of })
    }
}

fn start(request: &Request) -> Result<Running, Reply> {
    let refused = |sentences| Reply::Refused { number: request.number, sentences };
    let (workspace, _) =
        wire::read_document(&request.document, |_| None).map_err(|error| refused(vec![error.to_string()]))?;
    let scenario = Scenario { levers: request.levers.clone(), ..Scenario::today() };
    let compiled = Plan::compile(&workspace, &scenario)
        .map_err(|problems| refused(problems.iter().map(ToString::to_string).collect()))?;
    let run = Run::new(compiled.plan, request.settings).map_err(|error| refused(vec![error.to_string()]))?;
    let now = now_ms();
    Ok(Running { number: request.number, run, began: now, told: now })
}

fn finish(running: &Running, stopped: bool) -> Option<Reply> {
    let outcome = Box::new(running.run.outcome()?);
    Some(Reply::Done { number: running.number, outcome, stopped, milliseconds: now_ms() - running.began })
}
