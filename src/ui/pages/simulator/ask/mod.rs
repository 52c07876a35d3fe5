//! More questions to the same model, beside the answer of one scenario: which lever matters, what must be true, what is
//! possible, which scenario is best.
//!
//! Each question is an experiment of the core that the pool runs; what is known of it stays while the page is open, and
//! says so when levers or the model have changed since it was asked. A scenario that the room has not judged yet takes
//! part in none, so that nobody sees its answer early.

mod compare;
mod matters;
mod must_be_true;
pub(super) mod parts;
pub(super) mod precise;
mod trade_offs;

use leptos::prelude::*;

use super::{Bench, replay::Watch};
use crate::ui::kit::Tabs;

/// The words of the row, the answer itself first.
const WORDS: [&str; 6] = ["Answer", "Compare", "What matters", "What must be true", "Trade-offs", "One run"];

/// The questions of the page, and what is known of them. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Questions {
    chosen: RwSignal<usize>,
    compare: compare::Compare,
    matters: matters::Matters,
    must_be_true: must_be_true::MustBeTrue,
    trade_offs: trade_offs::TradeOffs,
    watch: Watch,
}

impl Questions {
    /// Nothing is asked yet.
    pub(super) fn set_up(bench: Bench) -> Self {
        Self {
            chosen: RwSignal::new(0),
            compare: compare::Compare::set_up(bench),
            matters: matters::Matters::set_up(bench),
            must_be_true: must_be_true::MustBeTrue::set_up(bench),
            trade_offs: trade_offs::TradeOffs::set_up(bench),
            watch: Watch::set_up(bench),
        }
    }

    /// The row of questions.
    pub(super) fn row(self) -> AnyView {
        let words = Signal::stored(WORDS.map(str::to_owned).to_vec());
        view! { <div class="ask-row"><Tabs label="Questions" options=words chosen=self.chosen/></div> }.into_any()
    }

    /// What is asked, or `answer` when it is the answer of the scenario.
    pub(super) fn view(self, answer: impl Fn() -> AnyView + Send + 'static) -> AnyView {
        let inside = move || match self.chosen.get() {
            1 => self.compare.view(),
            2 => self.matters.view(),
            3 => self.must_be_true.view(),
            4 => self.trade_offs.view(),
            5 => self.watch.view(),
            _ => answer(),
        };
        view! { {inside} }.into_any()
    }
}
