//! Local storage, proven usable before `gloo-storage` is asked for it.
//!
//! `gloo-storage` assumes that storage exists, and ends the program when it does not (blocked cookies, a sandboxed
//! frame, a browser setting). So every access asks the window first, also later: a permission may be taken away while
//! the page is open. Its typed `get` and `set` end the program on errors that we want to hear of, so only its handle
//! is used.

use gloo_storage::{LocalStorage, Storage as _};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue};

/// Proof that local storage could be used when the app started.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Local(());

/// Why a value was not written. What lay there before is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WriteFailure {
    /// The browser's limit for this site is reached.
    Full,
    /// Anything else.
    Refused,
}

/// What proves that writing works.
const PROBE: &str = "trivium:1:probe";

/// The storage, if there is one now.
fn handle() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()?;
    Some(LocalStorage::raw())
}

#[expect(clippy::unused_self, reason = "the value itself is the proof that storage may be asked for")]
impl Local {
    /// Local storage, if it can be written, read and emptied.
    pub(crate) fn open() -> Option<Self> {
        let storage = handle()?;
        // A full store is usable: what is there can be read, and room can be made.
        let wrote = storage.set_item(PROBE, "1");
        let full = wrote.as_ref().err().is_some_and(is_quota);
        let sound = full || (wrote.is_ok() && storage.get_item(PROBE).ok().flatten().as_deref() == Some("1"));
        let _ = storage.remove_item(PROBE);
        sound.then_some(Self(()))
    }

    /// The text at a key, as it lies there.
    pub(crate) fn text(self, key: &str) -> Option<String> {
        handle()?.get_item(key).ok().flatten()
    }

    /// Writes a text.
    ///
    /// # Errors
    /// [`WriteFailure`].
    pub(crate) fn write_text(self, key: &str, text: &str) -> Result<(), WriteFailure> {
        let storage = handle().ok_or(WriteFailure::Refused)?;
        storage.set_item(key, text).map_err(
            |error| {
                if is_quota(&error) { WriteFailure::Full } else { WriteFailure::Refused }
            },
        )
    }

    /// The value at a key; `None` when there is none that can be read.
    pub(crate) fn read<T: DeserializeOwned>(self, key: &str) -> Option<T> {
        trivium_core::wire::read_value(&self.text(key)?).ok()
    }

    /// Writes a value as JSON.
    ///
    /// # Errors
    /// [`WriteFailure`].
    pub(crate) fn write<T: Serialize>(self, key: &str, value: &T) -> Result<(), WriteFailure> {
        let text = serde_json::to_string(value).map_err(|_| WriteFailure::Refused)?;
        self.write_text(key, &text)
    }

    /// Removes a key.
    pub(crate) fn remove(self, key: &str) {
        if let Some(storage) = handle() {
            // Removing fails only where nothing can be stored.
            let _ = storage.remove_item(key);
        }
    }

    /// All keys that begin so, sorted.
    pub(crate) fn keys(self, prefix: &str) -> Vec<String> {
        let Some(storage) = handle() else { return Vec::new() };
        let count = storage.length().unwrap_or(0);
        let all = (0..count).filter_map(|index| storage.key(index).ok().flatten());
        let mut mine: Vec<String> = all.filter(|key| key.starts_with(prefix)).collect();
        trivium_core::model::order::sort_by(&mut mine, String::cmp);
        mine
    }
}

/// Browsers agree on the name, not on the number.
fn is_quota(error: &JsValue) -> bool {
    let name = error.dyn_ref::<web_sys::DomException>().map(web_sys::DomException::name);
    matches!(name.as_deref(), Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED"))
}

/// A small setting of this person; `None` when there is none or storage is blocked.
pub(crate) fn read_preference(key: &str) -> Option<String> {
    Local::open()?.read(key)
}

/// Keeps a small setting, where storage allows.
pub(crate) fn write_preference(key: &str, value: &str) {
    if let Some(local) = Local::open() {
        // A preference that cannot be kept is asked for again next time.
        let _ = local.write(key, &value);
    }
}
