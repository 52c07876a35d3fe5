//! Text fields: label above, unit inside, help below; an error replaces the help and says what to type.

use leptos::prelude::*;

use super::fresh_dom_id;

/// What a field does with what was typed: an `Err` is the sentence to show.
pub(crate) type Commit = Callback<String, Result<(), String>>;

/// A one-line field. It commits on Enter and when it is left; Escape restores the value. What was refused stays with its
/// sentence until it is typed anew, restored, or the value becomes another one from elsewhere.
#[component]
pub(crate) fn Field(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    commit: Commit,
    #[prop(optional, into)] help: String,
    #[prop(optional, into)] unit: String,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional, into)] assumed: Signal<bool>,
    #[prop(optional, into)] placeholder: String,
    /// The id of the input, for those who move focus to it.
    #[prop(default = fresh_dom_id("field"), into)]
    id: String,
) -> AnyView {
    let help_id = format!("{id}-help");
    // A memo, so that a change of something else neither takes what is typed out of the field nor leaves its sentence.
    let value = Memo::new(move |_| value.get());
    let refused = RwSignal::new(None::<String>);
    let error = move || refused.get();
    Effect::new(move || {
        value.track();
        refused.set(None);
    });
    let on_change = move |ev: web_sys::Event| {
        crate::platform::page::mark_edited(&ev, false);
        let typed = event_target_value(&ev);
        let kept = value.get_untracked();
        if typed == kept {
            refused.set(None);
        } else {
            let answer = commit.run(typed).err();
            // "5 " commits as "5", which changes nothing that would show it. The field may be gone by now.
            if let (None, Some(now)) = (&answer, value.try_get_untracked()) {
                event_target::<web_sys::HtmlInputElement>(&ev).set_value(&now);
            }
            let _ = refused.try_set(answer);
        }
    };
    let on_input = move |ev: web_sys::Event| {
        crate::platform::page::mark_edited(&ev, true);
        // The sentence is about a text that stands there no more.
        refused.set(None);
    };
    let on_key = move |ev: web_sys::KeyboardEvent| {
        if ev.key() == "Escape" {
            event_target::<web_sys::HtmlInputElement>(&ev).set_value(&value.get_untracked());
            crate::platform::page::mark_edited(&ev, false);
            refused.set(None);
        }
    };
    view! {
        <div class="field" class:wrong=move || error().is_some() class:assumed=move || assumed.get()>
            <div class="label-row">
                <label for=id.clone()>{label}</label>
                <span class="hint" class:assumed=move || assumed.get()>{move || hint.get()}</span>
            </div>
            <div class="box">
                <input id=id type="text" autocomplete="off" spellcheck="false" placeholder=placeholder
                    prop:value=move || value.get()
                    aria-invalid=move || error().is_some().then_some("true")
                    aria-describedby=help_id.clone()
                    on:input=on_input
                    on:change=on_change on:keydown=on_key/>
                <span class="unit">{unit}</span>
            </div>
            <p class="help" id=help_id aria-live="polite">{move || error().unwrap_or_else(|| help.clone())}</p>
        </div>
    }
    .into_any()
}

/// A field of several lines.
#[component]
pub(crate) fn TextArea(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    commit: Commit,
    #[prop(optional, into)] placeholder: String,
) -> AnyView {
    let id = fresh_dom_id("text");
    let error = RwSignal::new(None::<String>);
    view! {
        <div class="field" class:wrong=move || error.get().is_some()>
            <div class="label-row"><label for=id.clone()>{label}</label></div>
            <div class="box">
                <textarea id=id placeholder=placeholder prop:value=move || value.get()
                    on:change=move |ev| { let _ = error.try_set(commit.run(event_target_value(&ev)).err()); }></textarea>
            </div>
            <p class="help" aria-live="polite">{move || error.get().unwrap_or_default()}</p>
        </div>
    }
    .into_any()
}
