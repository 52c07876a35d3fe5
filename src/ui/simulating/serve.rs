//! The worker's side.

use std::{cell::RefCell, rc::Rc};

use super::{Desk, Reply, Word};
use crate::platform::workers;

/// Events between two looks at the post: some tens of milliseconds.
const SLICE: u64 = 200_000;

/// Answers requests for as long as the worker lives.
pub(crate) fn serve() {
    let desk = Rc::new(RefCell::new(Desk::default()));
    workers::serve(move |message| {
        // Page and worker are one program: a word that cannot be read is a fault of ours, and must be seen.
        let word = match serde_json::from_str::<Word>(&message) {
            Ok(word) => word,
            Err(error) => return workers::complain(&format!("A request to the simulation could not be read: {error}")),
        };
        let was_busy = desk.borrow().is_busy();
        let replies = desk.borrow_mut().hear(word);
        replies.iter().for_each(answer);
        if !was_busy && desk.borrow().is_busy() {
            turn(Rc::clone(&desk));
        }
    });
}

fn turn(desk: Rc<RefCell<Desk>>) {
    workers::later(move || {
        let reply = desk.borrow_mut().slice(SLICE);
        if let Some(reply) = reply {
            answer(&reply);
        }
        if desk.borrow().is_busy() {
            turn(Rc::clone(&desk));
        }
    });
}

fn answer(reply: &Reply) {
    if let Ok(text) = serde_json::to_string(reply) {
        workers::reply(&text);
    }
}
