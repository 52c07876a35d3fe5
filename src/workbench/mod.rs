//! What developers run: `cargo run` on the host.
//!
//! This room fetches the tools, builds and serves the app, and proves it. It must never hold anything the app needs at
//! run time, and nothing here is compiled for the browser.
//!
//! | module | question |
//! |---|---|
//! | `arguments` | What was asked for? |
//! | `place` | Where do sources, results and the tool cache lie? |
//! | `process` | How is another program run, and ended? |
//! | `say` | What does the developer read meanwhile? |
//! | `tools` | Which programs are needed, and where do they come from? |
//! | `build` | How do `dist/` and `trivium.html` come about, and how big are they? |
//! | `serve` | How is the app shown while it is being written? |
//! | `checks` | Does everything hold? |

mod arguments;
mod build;
mod checks;
mod place;
mod problem;
mod process;
mod say;
mod serve;
mod tools;

use std::process::ExitCode;

use arguments::Request;
use place::Place;

/// Entry of the host binary: does what the command line asks and says how it went.
pub(crate) fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let request = match arguments::parse(&words) {
        Ok(request) => request,
        Err(problem) => {
            eprintln!("{problem}\n\n{}", arguments::HELP);
            return ExitCode::from(2);
        }
    };
    if let Err(problem) = process::end_children_on_interrupt() {
        eprintln!("{problem}");
        return ExitCode::FAILURE;
    }
    let done = Place::find().and_then(|place| match request {
        Request::Help => {
            println!("{}", arguments::HELP);
            Ok(true)
        }
        Request::Serve(options) => serve::run(&place, &options).map(|()| true),
        Request::Build(options) => build::run(&place, &options),
        Request::Test(options) => Ok(checks::run(&place, &options)),
    });
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("\n{problem}");
            ExitCode::FAILURE
        }
    }
}
