//! How the app is shown while it is being written: built as it will be delivered, less the slow optimisation, served on
//! this machine only, and built again on every change.
//!
//! Trunk serves and watches. It cannot reload the page: that needs an inline script, which our content security policy
//! refuses in development as in production.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use super::arguments::ServeOptions;
use super::place::{self, Place};
use super::problem::Problem;
use super::process::{self, Group};
use super::{build, say, tools};

/// How many ports are tried, counted from the first.
const PORTS_TRIED: u16 = 100;

/// Serves until the developer ends it.
pub(crate) fn run(place: &Place, options: &ServeOptions) -> Result<(), Problem> {
    println!("Trivium: building and serving the app. End it with Ctrl+C.");
    let started = Instant::now();
    let mut trunk = build::trunk(place, &tools::for_trunk(place)?);
    let port = free_port(options.port)?;
    // By port, so that two that serve do not take each other's files away.
    let folder = place.scratch(&format!("serve-{port}"))?;
    place::remove(&folder)?;
    trunk
        .args(["serve", "--release"])
        .args(["--address", "127.0.0.1", "--port", &port.to_string()])
        .arg("--dist")
        .arg(&folder)
        .stdout(Stdio::inherit())
        .stderr(Stdio::inherit());
    let mut server = Group::start(&mut trunk)?;
    if !await_port(&mut server, port) {
        return Err(Problem::Sentence("The server ended before it began; the reason is above.".to_owned()));
    }
    let address = format!("http://127.0.0.1:{port}/");
    if folder.join("index.html").is_file() {
        println!(
            "\n  Trivium is at {address} after {}. A change is built at once; then reload the page.\n",
            say::seconds(started.elapsed())
        );
        if options.open {
            open_browser(&address);
        }
    } else {
        println!("\n  The build failed, see above. It is tried again after every change, and will be at {address}\n");
    }
    match server.wait(None)? {
        Some(status) if !status.success() => {
            Err(Problem::Sentence(format!("The server ended ({status}); the reason is above.")))
        }
        _ => Ok(()),
    }
}

/// The first port from `first` on that nobody uses on this machine.
fn free_port(first: u16) -> Result<u16, Problem> {
    let last = first.saturating_add(PORTS_TRIED - 1);
    (first..=last).find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok()).ok_or_else(|| {
        Problem::Sentence(format!(
            "No port from {first} to {last} is free on 127.0.0.1. Choose another: cargo run -- serve --port N"
        ))
    })
}

/// Waits until somebody answers on `port`; false when the server ends first.
fn await_port(server: &mut Group, port: u16) -> bool {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    while server.is_running() {
        if TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_ok() {
            return true;
        }
        thread::sleep(Duration::from_millis(100));
    }
    false
}

/// Opens the address where there is somebody to see it. Failing is no harm: the address stands above.
fn open_browser(address: &str) {
    let Some((program, arguments)) = opener(address) else {
        return;
    };
    let mut command = process::command(program);
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    // Not one of our groups: the browser it starts outlives the workbench, also after Ctrl+C.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    if let Ok(mut child) = command.spawn() {
        thread::spawn(move || child.wait());
    }
}

/// The program that opens an address on this system, when there is a display.
fn opener(address: &str) -> Option<(&'static str, Vec<&str>)> {
    if cfg!(target_os = "macos") {
        return Some(("open", vec![address]));
    }
    if cfg!(windows) {
        return Some(("cmd", vec!["/C", "start", "", address]));
    }
    let display =
        ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    display.then(|| ("xdg-open", vec![address]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_passed_over() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = taken.local_addr().expect("an address").port();
        // Ephemeral ports can end at 65535; then there is none left to pass on to.
        if port < u16::MAX - PORTS_TRIED {
            let next = free_port(port).expect("one of the next hundred is free");
            assert!(next > port);
        }
    }
}
