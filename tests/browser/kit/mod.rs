//! The kit the journeys are written with: a browser driver over WebDriver BiDi, a static server, and a guard.
//!
//! From below: [`bidi`] (the protocol), [`process`] and [`http`] (what starts a browser), [`browser`] (the two of them),
//! [`guard`] (what no page may do), [`session`] (a browser with a guard), [`page`], [`element`] and [`keyboard`] (what a
//! person does), [`axe`] (accessibility), [`work`] (what the page's thread has done), [`site`] (the server), [`journey`] (all of it for one test).
//!
//! What must never be here: knowledge of Trivium's pages. That lives in the journeys.

pub(crate) mod axe;
pub(crate) mod bidi;
pub(crate) mod browser;
pub(crate) mod element;
pub(crate) mod environment;
pub(crate) mod guard;
pub(crate) mod http;
pub(crate) mod journey;
pub(crate) mod keyboard;
pub(crate) mod page;
mod pointer;
pub(crate) mod process;
pub(crate) mod session;
pub(crate) mod site;
pub(crate) mod work;

pub(crate) use browser::{Engine, Habits};
pub(crate) use journey::{Journey, Source};
pub(crate) use page::Page;
pub(crate) use pointer::Pointer;
pub(crate) use work::Work;
