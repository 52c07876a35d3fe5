//! Choosing something to add to a list: first chosen, then added, so that arrow keys only choose.

use leptos::prelude::*;

use super::Select;
use crate::platform::page;

/// Nothing is shown while there is nothing to choose. After adding, the focus stays with the choice.
#[component]
pub(crate) fn Adder(
    /// The id of the choice, for those who move focus to it.
    id: &'static str,
    /// Spoken name of the choice.
    label: &'static str,
    /// Words, in order.
    #[prop(into)]
    options: Signal<Vec<String>>,
    /// Gets the place of what was chosen.
    add: Callback<usize>,
    /// What stands on the button.
    #[prop(default = "Add")]
    word: &'static str,
) -> AnyView {
    let chosen = RwSignal::new(0_usize);
    let some = Memo::new(move |_| !options.read().is_empty());
    let act = move |_| {
        let at = chosen.get_untracked().min(options.read_untracked().len().saturating_sub(1));
        chosen.set(0);
        page::focus_soon(id);
        add.run(at);
    };
    let body = move || {
        some.get().then(|| {
            view! {
                <div class="adder">
                    <Select label=label bare=true id=id options=options chosen=chosen choose=Callback::new(move |at| chosen.set(at))/>
                    <button type="button" class="button" on:click=act>{word}</button>
                </div>
            }
        })
    };
    view! { {body} }.into_any()
}
