//! A client of WebDriver BiDi (<https://www.w3.org/TR/webdriver-bidi/>): JSON messages over one websocket.
//!
//! Blocking and single-threaded: a command reads until its own answer arrives, and whatever events come in
//! between wait in a queue. Nothing here knows what a page or a journey is.

use std::collections::VecDeque;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thiserror::Error;
use tungstenite::{Message, WebSocket, protocol::WebSocketConfig};

/// How long one command may take. Generous, because the machine may be compiling at the same time.
const PATIENCE: Duration = Duration::from_mins(1);

/// Why a command has no answer.
#[derive(Debug, Error)]
pub(crate) enum BidiError {
    /// The browser refused the command.
    #[error("{method} was refused: {error}: {message}")]
    Refused { method: String, error: String, message: String },
    /// No answer came.
    #[error("{method} was not answered within {} s", PATIENCE.as_secs())]
    Silent { method: String },
    /// The connection broke, most likely because the browser ended.
    #[error("the connection to the browser broke: {0}")]
    Broken(String),
}

/// Something the browser reports by itself.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    /// For example `log.entryAdded`.
    pub(crate) method: String,
    pub(crate) params: Value,
}

/// One connection to one browser.
pub(crate) struct Connection {
    socket: WebSocket<TcpStream>,
    last_id: u64,
    events: VecDeque<Event>,
}

impl Connection {
    /// Connects to an address such as `ws://127.0.0.1:9222/session`.
    pub(crate) fn open(address: &str) -> Result<Self, BidiError> {
        let broken = |error: &dyn std::fmt::Display| BidiError::Broken(format!("{address}: {error}"));
        let host = address.trim_start_matches("ws://").split('/').next().unwrap_or_default();
        let stream = TcpStream::connect(host.replace("localhost", "127.0.0.1")).map_err(|error| broken(&error))?;
        stream.set_nodelay(true).map_err(|error| broken(&error))?;
        // Screenshots of long pages arrive as one frame of several megabytes.
        let config = WebSocketConfig::default().max_frame_size(Some(256 << 20)).max_message_size(Some(256 << 20));
        let (socket, _) =
            tungstenite::client::client_with_config(address, stream, Some(config)).map_err(|error| broken(&error))?;
        Ok(Self { socket, last_id: 0, events: VecDeque::new() })
    }

    /// Sends a command and gives back its result.
    pub(crate) fn command(&mut self, method: &str, params: &Value) -> Result<Value, BidiError> {
        self.last_id += 1;
        let id = self.last_id;
        let text = json!({ "id": id, "method": method, "params": params }).to_string();
        self.socket.send(Message::text(text)).map_err(|error| BidiError::Broken(error.to_string()))?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            let Some(mut message) = self.read_until(deadline)? else {
                return Err(BidiError::Silent { method: method.to_owned() });
            };
            if message["id"] != id {
                self.keep_event(message);
            } else if message["type"] == "error" {
                return Err(BidiError::Refused {
                    method: method.to_owned(),
                    error: message["error"].as_str().unwrap_or("unknown error").to_owned(),
                    message: message["message"].as_str().unwrap_or_default().to_owned(),
                });
            } else {
                return Ok(message["result"].take());
            }
        }
    }

    /// Takes the oldest waiting event, listening for at most `patience` when none is waiting.
    pub(crate) fn next_event(&mut self, patience: Duration) -> Result<Option<Event>, BidiError> {
        let deadline = Instant::now() + patience;
        while self.events.is_empty() {
            match self.read_until(deadline)? {
                Some(message) => self.keep_event(message),
                None => break,
            }
        }
        Ok(self.events.pop_front())
    }

    fn keep_event(&mut self, mut message: Value) {
        // Answers to commands that were given up are dropped here as well: they have no method.
        if let Some(method) = message["method"].as_str().map(str::to_owned) {
            self.events.push_back(Event { method, params: message["params"].take() });
        }
    }

    /// Reads one message; `None` once the deadline has passed.
    fn read_until(&mut self, deadline: Instant) -> Result<Option<Value>, BidiError> {
        loop {
            // A timeout of zero would mean "wait for ever".
            let left = deadline.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
            self.socket.get_ref().set_read_timeout(Some(left)).map_err(|error| BidiError::Broken(error.to_string()))?;
            match self.socket.read() {
                Ok(Message::Text(text)) => {
                    return serde_json::from_str(&text)
                        .map(Some)
                        .map_err(|error| BidiError::Broken(format!("a message is not JSON: {error}")));
                }
                Ok(_) => {}
                Err(tungstenite::Error::Io(error))
                    if matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) =>
                {
                    if Instant::now() >= deadline {
                        return Ok(None);
                    }
                }
                Err(error) => return Err(BidiError::Broken(error.to_string())),
            }
        }
    }
}
