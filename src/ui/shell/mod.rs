//! What stands around every page: rail, top bar, page head, banners, toast, panic screen.

mod banner;
mod page_head;
mod panic;
mod rail;
mod toast;
mod topbar;

pub(crate) use banner::Banners;
pub(crate) use page_head::PageHead;
pub(crate) use panic::install_panic_screen;
pub(crate) use rail::Rail;
pub(crate) use toast::ToastView;
pub(crate) use topbar::TopBar;

/// Version and build of what is running: visible, and in every export.
pub(crate) fn version() -> String {
    format!("Version {}, build {}", env!("CARGO_PKG_VERSION"), build())
}

/// The commit it was built from; `dev` when the workbench did not say.
pub(crate) const fn build() -> &'static str {
    match option_env!("TRIVIUM_BUILD") {
        Some(build) => build,
        None => "dev",
    }
}
