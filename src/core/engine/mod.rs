//! What **follows** from a workspace: pure functions from the model to numbers.
//!
//! Nothing in this room draws, formats a number, reads a clock or keeps state. The present is an argument (`now`), a
//! result that does not exist is `None` or carries the reason why, and every public function names its formula.
//!
//! | room | question |
//! |---|---|
//! | [`flow`] | Where does work wait? |
//! | [`statistics`] | How sure are we? |

pub mod flow;
pub mod statistics;
