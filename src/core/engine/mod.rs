//! What **follows** from a workspace: pure functions from the model to numbers.
//!
//! Nothing in this room draws, formats a number, reads a clock or keeps state. The present is an argument (`now`), a
//! result that does not exist is `None` or carries the reason why, and every public function names its formula.
//!
//! | room | question |
//! |---|---|
//! | [`delivery`] | How fast and how stable is our delivery? |
//! | [`experiment`] | Which settings matter, where do policies tie, which one is best? |
//! | [`flow`] | Where does work wait? |
//! | [`governance`] | Where do governance, velocity and reliability stand? |
//! | [`queueing`] | How long does work wait for what is busy? |
//! | [`random`] | How do seeds become numbers, everywhere the same? |
//! | [`reliability`] | How reliable must we be, and what may we spend? |
//! | [`simulation`] | What happens if ...? |
//! | [`statistics`] | How sure are we? |

pub mod delivery;
pub mod experiment;
pub mod flow;
pub mod governance;
pub mod queueing;
pub mod random;
pub mod reliability;
pub mod simulation;
pub mod statistics;
