//! The worker's side.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use super::{Desk, Letter, Reply, Word};
use crate::platform::{page::now_ms, workers};

/// Milliseconds between two looks at the post.
const SLICE: f64 = 25.0;
/// Milliseconds after which a silent worker says that it is alive.
const TELL_EVERY: f64 = 1_000.0;

/// Answers requests for as long as the worker lives.
pub(crate) fn serve() {
    let desk = Rc::new(RefCell::new(Desk::new(SLICE)));
    let told = Rc::new(Cell::new(0.0));
    workers::serve(move |message| {
        // Page and worker are one program: a word that cannot be read is a fault of ours, and must be seen.
        let word = match trivium_core::wire::read_value::<Word>(&message) {
            Ok(word) => word,
            Err(error) => return workers::complain(&format!("A request to the simulation could not be read: {error}")),
        };
        let was_busy = desk.borrow().is_busy();
        desk.borrow_mut().hear(word);
        if !was_busy && desk.borrow().is_busy() {
            told.set(now_ms());
            turn(Rc::clone(&desk), Rc::clone(&told));
        }
    });
}

fn turn(desk: Rc<RefCell<Desk>>, told: Rc<Cell<f64>>) {
    workers::later(move || {
        let letter = desk.borrow_mut().slice();
        let silent = now_ms() - told.get() > TELL_EVERY;
        if let Some(letter) = letter.or_else(|| silent.then(|| (Reply::Alive, Vec::new()))) {
            answer(&letter);
            told.set(now_ms());
        }
        if desk.borrow().is_busy() {
            turn(desk, told);
        }
    });
}

fn answer(letter: &Letter) {
    if let Ok(text) = serde_json::to_string(&letter.0) {
        workers::reply(&text, &letter.1);
    }
}
