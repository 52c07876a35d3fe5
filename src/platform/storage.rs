//! Local storage, once it is proven usable; every access goes through `gloo-storage` after that.
//!
//! `gloo-storage` assumes that storage exists and ends the program when it does not (blocked cookies, a sandboxed frame,
//! a browser setting), so [`Local::open`] asks the window first.

use gloo_storage::{LocalStorage, Storage as _, errors::StorageError};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsCast;

/// Proof that local storage can be used.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Local(());

/// Why a value was not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WriteFailure {
    /// The browser's limit for this site is reached.
    Full,
    /// Anything else.
    Refused,
}

/// What proves that writing works.
const PROBE: &str = "trivium:1:probe";

impl Local {
    /// Local storage, if it can be written, read and emptied.
    pub(crate) fn open() -> Option<Self> {
        let storage = web_sys::window()?.local_storage().ok().flatten()?;
        // A full store is usable: what is there can be read, and room can be made.
        let wrote = storage.set_item(PROBE, "1");
        let full = wrote.as_ref().err().is_some_and(is_quota);
        let sound = full || (wrote.is_ok() && storage.get_item(PROBE).ok().flatten().as_deref() == Some("1"));
        let _ = storage.remove_item(PROBE);
        sound.then_some(Self(()))
    }

    /// The value at a key; `None` when there is none, `Some(Err)` with the raw text when it cannot be read.
    pub(crate) fn read<T: DeserializeOwned>(self, key: &str) -> Option<Result<T, String>> {
        match LocalStorage::get(key) {
            Ok(value) => Some(Ok(value)),
            Err(StorageError::KeyNotFound(_)) => None,
            Err(_) => Some(Err(self.raw(key).unwrap_or_default())),
        }
    }

    /// The text at a key, as it lies there.
    pub(crate) fn raw(self, key: &str) -> Option<String> {
        LocalStorage::raw().get_item(key).ok().flatten()
    }

    /// Writes a value. A failed write leaves the old value whole.
    ///
    /// # Errors
    /// [`WriteFailure`].
    pub(crate) fn write<T: Serialize>(self, key: &str, value: &T) -> Result<(), WriteFailure> {
        LocalStorage::set(key, value).map_err(|error| match &error {
            StorageError::JsError(error) if is_quota_name(&error.name) => WriteFailure::Full,
            _ => WriteFailure::Refused,
        })
    }

    /// Removes a key.
    pub(crate) fn remove(self, key: &str) {
        LocalStorage::delete(key);
    }

    /// All keys that begin so, sorted.
    pub(crate) fn keys(self, prefix: &str) -> Vec<String> {
        let storage = LocalStorage::raw();
        let count = storage.length().unwrap_or(0);
        let all = (0..count).filter_map(|index| storage.key(index).ok().flatten());
        let mut mine: Vec<String> = all.filter(|key| key.starts_with(prefix)).collect();
        mine.sort();
        mine
    }
}

fn is_quota(error: &wasm_bindgen::JsValue) -> bool {
    error.dyn_ref::<web_sys::DomException>().is_some_and(|error| is_quota_name(&error.name()))
}

/// Browsers agree on the name, not on the number.
fn is_quota_name(name: &str) -> bool {
    matches!(name, "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED")
}

/// A small setting of this person; `None` when there is none or storage is blocked.
pub(crate) fn read_preference(key: &str) -> Option<String> {
    Local::open()?.read(key)?.ok()
}

/// Keeps a small setting, where storage allows.
pub(crate) fn write_preference(key: &str, value: &str) {
    if let Some(local) = Local::open() {
        // A preference that cannot be kept is asked for again next time.
        let _ = local.write(key, &value);
    }
}
