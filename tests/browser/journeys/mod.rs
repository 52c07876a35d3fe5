//! What people do with Trivium, from opening it to reading an answer.

mod access;
mod doors;
