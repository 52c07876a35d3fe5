//! Running simulations beside the page.
//!
//! A [`Question`] (a document, levers, settings) goes to the [`Pool`], which cuts it into ranges of repetitions and deals
//! them to background workers; each answers with what its repetitions counted, and the page puts that together in the
//! order of the repetitions. So the answer has the same bits whoever did what, a worker that dies costs only the time to
//! do its range again, and what is finished is kept when a run is cancelled.
//!
//! | file | question |
//! |---|---|
//! | `protocol` | What do page and worker say to each other? |
//! | `desk`, `serve` | How is the work done, in slices, in a worker or on the page? |
//! | `member` | Who works, what has each been told, what has each in hand? |
//! | `job`, `known` | How far is a run, what is shown of it, what was answered before? |
//! | `pool` | Who gets what next, and what if somebody fails? |

mod desk;
mod job;
mod known;
mod member;
mod pool;
mod protocol;
mod serve;

pub(crate) use desk::{Desk, Letter};
pub(crate) use job::{Progress, Question, RunState, Sheet, Sink};
pub(crate) use pool::Pool;
pub(crate) use protocol::{Reply, Word};
pub(crate) use serve::serve;
