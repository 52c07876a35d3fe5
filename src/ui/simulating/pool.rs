//! Who gets what next, and what if somebody fails.
//!
//! First answers go before everything else; among equals, who was dealt from longest ago comes first, so that two runs
//! that are compared grow together. Each member has a little more in hand than it works on, so that it never waits for
//! the page.
//!
//! A worker that fails, or of which nothing is heard for some seconds while it has something in hand, is replaced, and
//! what it had in hand is dealt again. After [`MOST_DEATHS`], or where no worker can be had, the page works itself, in
//! slices that are not felt. Either is said once. The result is the same to the bit.

use std::{cell::RefCell, rc::Rc};

use trivium_core::{
    engine::simulation::{Part, range_size, workers_for},
    model::{StreamId, Workspace},
    wire,
};

use super::{
    Desk, Letter, Question, Reply, Sheet, Sink,
    job::{Fate, Job},
    known::Known,
    member::{Member, Work},
};
use crate::platform::workers::{self, Heard};

/// Milliseconds between two looks at those who owe something.
const LOOK_EVERY: i32 = 1_000;
/// Looks in vain after which a worker counts as dead. It says every second that it is alive. Looks are counted, and not
/// seconds: after a machine has slept, nobody is late.
const MOST_SILENT: u32 = 8;
/// The same for one that is still starting.
const MOST_SILENT_AT_START: u32 = 30;
/// Workers that may die before the page works itself.
const MOST_DEATHS: u32 = 3;
/// Milliseconds of a slice on the page: with what comes around it, at most 8.
const PAGE_SLICE: f64 = 6.0;
/// Ranges that a member has in hand, and one more when it is urgent.
const IN_HAND: usize = 2;

/// Those who work, and what there is to do. Lives as long as the app.
pub(crate) struct Pool {
    inner: RefCell<Inner>,
    say: Box<dyn Fn(String)>,
}

#[derive(Default)]
struct Inner {
    members: Vec<Member>,
    jobs: Vec<Job>,
    /// Calibrations that nobody has in hand.
    wanted: Vec<(Rc<Sheet>, StreamId)>,
    newest: Option<Rc<Sheet>>,
    known: Known,
    /// The last number given to anything.
    numbers: u64,
    deaths: u32,
    /// The page works itself.
    on_page: bool,
    watching: bool,
    turning: bool,
}

impl Pool {
    /// A pool without members; they are hired with the first question. `say` tells people what they must know.
    pub(crate) fn new(say: impl Fn(String) + 'static) -> Rc<Self> {
        Rc::new(Self { inner: RefCell::default(), say: Box::new(say) })
    }

    /// The workspace as the engine reads it. The same sheet as before when nothing of that has changed.
    ///
    /// # Errors
    /// A sentence, when it cannot be written.
    pub(crate) fn sheet(&self, workspace: &Workspace) -> Result<Rc<Sheet>, String> {
        // The records and the scenarios are not read by the engine.
        let workspace =
            Workspace { tables: std::sync::Arc::default(), scenarios: std::sync::Arc::default(), ..workspace.clone() };
        let text = wire::write_document(&workspace).map_err(|error| error.to_string())?;
        let mut inner = self.inner.borrow_mut();
        if let Some(newest) = inner.newest.as_ref().filter(|newest| newest.text == text) {
            return Ok(Rc::clone(newest));
        }
        let sheet = Rc::new(Sheet { number: inner.number(), workspace, text, calibrations: RefCell::default() });
        inner.newest = Some(Rc::clone(&sheet));
        Ok(sheet)
    }

    /// Asks a question; what is known of its answer is kept up to date in `into`. Returns the number of the run.
    pub(crate) fn ask(self: &Rc<Self>, question: Question, into: Sink) -> u64 {
        let number = self.inner.borrow_mut().number();
        self.inner.borrow_mut().jobs.push(Job::new(number, question, into));
        self.go();
        number
    }

    /// Ends a run and keeps what is finished of it, at least its first answer.
    pub(crate) fn stop(self: &Rc<Self>, number: u64) {
        let mut inner = self.inner.borrow_mut();
        let over = inner.jobs.iter_mut().find(|job| job.number == number).is_some_and(|job| job.stop() == Fate::Over);
        if over {
            inner.remove(number);
        }
        drop(inner);
        self.go();
    }

    /// Ends a run of which nobody wants to know any more.
    pub(crate) fn forget(self: &Rc<Self>, number: u64) {
        self.inner.borrow_mut().remove(number);
        self.go();
    }

    /// Lets everybody have something to do.
    fn go(self: &Rc<Self>) {
        let mut inner = self.inner.borrow_mut();
        inner.prepare();
        if inner.members.is_empty() && !inner.jobs.is_empty() {
            self.hire(&mut inner);
        }
        inner.deal();
        if !inner.watching && inner.members.iter().any(Member::owes) {
            inner.watching = true;
            let pool = Rc::clone(self);
            workers::after(LOOK_EVERY, move || pool.look());
        }
        if !inner.turning && inner.members.iter_mut().any(|member| member.desk().is_some_and(|desk| desk.is_busy())) {
            inner.turning = true;
            let pool = Rc::clone(self);
            workers::later(move || pool.turn());
        }
    }

    fn hire(self: &Rc<Self>, inner: &mut Inner) {
        if !inner.on_page {
            for _ in 0..workers_for(workers::cores()) {
                self.spawn(inner);
            }
        }
        if inner.members.is_empty() {
            self.work_here(inner, "This browser gives Trivium no background workers");
        }
    }

    fn spawn(self: &Rc<Self>, inner: &mut Inner) {
        let number = inner.number();
        let pool = Rc::clone(self);
        if let Some(worker) = workers::spawn(move |heard| pool.hear(number, heard)) {
            inner.members.push(Member::worker(number, worker));
        }
    }

    /// The page works itself from now on.
    fn work_here(&self, inner: &mut Inner, why: &str) {
        if !inner.on_page {
            inner.on_page = true;
            (self.say)(format!(
                "{why}, so simulations run in this page, in small slices. They take longer; the results are the same."
            ));
        }
        let number = inner.number();
        inner.members.push(Member::page(number, Desk::new(PAGE_SLICE)));
    }

    fn hear(self: &Rc<Self>, number: u64, heard: Heard) {
        match heard {
            Heard::Ready => {
                if let Some(member) = self.inner.borrow_mut().member(number) {
                    member.ready = true;
                    member.silent = 0;
                }
            }
            Heard::Said(text, bytes) => match wire::read_value(&text) {
                Ok(reply) => self.inner.borrow_mut().take(number, (reply, bytes)),
                Err(error) => workers::complain(&format!("An answer of the simulation could not be read: {error}")),
            },
            Heard::Broken(why) => {
                // Later, because the listener that runs now goes with the worker.
                let pool = Rc::clone(self);
                return workers::later(move || pool.lose(number, &why));
            }
        }
        self.go();
    }

    /// A worker is dead, or never came alive.
    fn lose(self: &Rc<Self>, number: u64, why: &str) {
        let mut inner = self.inner.borrow_mut();
        let Some(was_ready) = inner.member(number).map(|member| member.ready) else { return };
        inner.dismiss(number);
        if was_ready {
            inner.deaths += 1;
            if inner.deaths == 1 {
                let why = if why.is_empty() { String::new() } else { format!(" ({why})") };
                (self.say)(format!(
                    "A background worker of the simulation stopped{why} and was replaced. What it had in hand is done \
                     again; the results are the same."
                ));
            }
            if inner.deaths < MOST_DEATHS {
                self.spawn(&mut inner);
            } else {
                while let Some(other) = inner.members.first().map(|member| member.number) {
                    inner.dismiss(other);
                }
            }
        }
        if inner.members.is_empty() {
            let why = if was_ready {
                "Background workers of the simulation stopped again and again"
            } else {
                "Background workers of the simulation do not start here"
            };
            self.work_here(&mut inner, why);
        }
        drop(inner);
        self.go();
    }

    /// Looks at those who owe something.
    fn look(self: &Rc<Self>) {
        let mut inner = self.inner.borrow_mut();
        inner.watching = false;
        let mut lost = Vec::new();
        for member in inner.members.iter_mut().filter(|member| member.owes()) {
            member.silent += 1;
            if member.silent > if member.ready { MOST_SILENT } else { MOST_SILENT_AT_START } {
                lost.push(member.number);
            }
        }
        drop(inner);
        for number in lost {
            self.lose(number, "it stopped answering");
        }
        self.go();
    }

    /// A slice on the page.
    fn turn(self: &Rc<Self>) {
        let mut inner = self.inner.borrow_mut();
        inner.turning = false;
        let letter = inner.members.iter_mut().find_map(|member| {
            let number = member.number;
            Some((number, member.desk()?.slice()?))
        });
        if let Some((number, letter)) = letter {
            inner.take(number, letter);
        }
        drop(inner);
        self.go();
    }
}

impl Inner {
    fn number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    fn member(&mut self, number: u64) -> Option<&mut Member> {
        self.members.iter_mut().find(|member| member.number == number)
    }

    /// Forgets a run.
    fn remove(&mut self, number: u64) {
        self.jobs.retain(|job| job.number != number);
        for member in &mut self.members {
            member.drop_job(number);
        }
    }

    /// Lets a member go; what it has in hand is dealt again.
    fn dismiss(&mut self, number: u64) {
        let Some(place) = self.members.iter().position(|member| member.number == number) else { return };
        for work in self.members.remove(place).in_hand {
            // A calibration that is still needed is asked for again by those who need it.
            let Work::Range { job, range } = work else { continue };
            let job = self.jobs.iter_mut().find(|other| other.number == job);
            if let Some(merge) = job.and_then(|job| job.merge.as_mut()) {
                merge.give_back(range);
            }
        }
    }

    /// Makes runs ready; says which calibrations they need.
    fn prepare(&mut self) {
        let mut place = 0;
        while let Some(job) = self.jobs.get_mut(place) {
            match job.prepare(&mut self.known) {
                Fate::Over => {
                    self.jobs.remove(place);
                    continue;
                }
                Fate::Needs(stream) => {
                    let sheet = Rc::clone(&job.sheet);
                    let work = Work::Calibration { document: sheet.number, stream };
                    let in_hand = self.members.iter().any(|member| member.in_hand.contains(&work));
                    let same = |(other, of): &(Rc<Sheet>, StreamId)| other.number == sheet.number && *of == stream;
                    if !in_hand && !self.wanted.iter().any(same) {
                        self.wanted.push((sheet, stream));
                    }
                }
                Fate::Open => {}
            }
            place += 1;
        }
        // Nobody waits for the calibration of a sheet that no question is about.
        let jobs = &self.jobs;
        self.wanted.retain(|(sheet, _)| jobs.iter().any(|job| job.sheet.number == sheet.number));
    }

    /// Gives everybody something to do who has not enough in hand.
    fn deal(&mut self) {
        loop {
            let chosen = self.choose();
            let urgent = chosen.is_some_and(|(_, urgent)| urgent);
            let room = if urgent { IN_HAND + 1 } else { IN_HAND };
            let free = self.members.iter_mut().filter(|member| member.ready && member.in_hand.len() < room);
            let Some(free) = free.min_by_key(|member| member.in_hand.len()) else { return };
            if let Some((sheet, stream)) = self.wanted.pop() {
                free.calibrate(&sheet, stream);
                continue;
            }
            let number = free.number;
            let Some((place, urgent)) = chosen else { return };
            let workers = u32::try_from(self.members.len()).unwrap_or(1);
            self.numbers += 1;
            let Some(job) = self.jobs.get_mut(place) else { return };
            job.turn = self.numbers;
            let left = job.merge.as_ref().map_or(0, trivium_core::engine::simulation::Merge::undealt);
            let Some(range) = job.deal(range_size(left, workers, job.each)) else { return };
            if let Some(member) = self.members.iter_mut().find(|member| member.number == number) {
                member.hand(job, range, urgent);
            }
        }
    }

    /// The run to deal from next, and whether that is urgent.
    fn choose(&self) -> Option<(usize, bool)> {
        let offers = self.jobs.iter().enumerate().filter_map(|(place, job)| Some((place, job, job.offers()?)));
        let first = offers.min_by_key(|(_, job, urgent)| (!urgent, job.patient, job.turn));
        first.map(|(place, _, urgent)| (place, urgent))
    }

    /// Takes an answer of a member.
    fn take(&mut self, number: u64, (reply, bytes): Letter) {
        // A word of somebody who was replaced comes too late.
        let Some(member) = self.member(number) else { return };
        member.silent = 0;
        match reply {
            Reply::Alive => {}
            Reply::Calibrated { document, stream, calibration } => {
                member.in_hand.retain(|work| *work != Work::Calibration { document, stream });
                // Found for the newest sheet is found, even if the question was taken back.
                let sheets = self.jobs.iter().map(|job| &job.sheet).chain(&self.newest);
                if let Some(sheet) = sheets.into_iter().find(|sheet| sheet.number == document) {
                    sheet.calibrations.borrow_mut().push((stream, calibration));
                }
            }
            Reply::Part { job: of, first, replications, milliseconds } => {
                member
                    .in_hand
                    .retain(|work| !matches!(work, Work::Range { job, range } if *job == of && range.start == first));
                let part = Part { first, replications, bytes };
                let Some(job) = self.jobs.iter_mut().find(|job| job.number == of) else { return };
                match job.take(part, milliseconds, &mut self.known) {
                    Some(Fate::Over) => self.remove(of),
                    Some(_) => {}
                    None => workers::complain("A part of a simulation could not be read, and is done again."),
                }
            }
            Reply::Refused { document, sentences } => {
                member.forget(document);
                while let Some(job) = self.jobs.iter_mut().find(|job| job.sheet.number == document) {
                    job.refuse(sentences.clone());
                    let number = job.number;
                    self.remove(number);
                }
            }
        }
    }
}
