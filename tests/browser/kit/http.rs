//! The two HTTP calls a WebDriver session needs: one to open it, one to close it.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use serde_json::Value;

/// How long a driver may take to start or end a browser.
const PATIENCE: Duration = Duration::from_mins(1);

/// Sends `body` as JSON to a server on this machine and gives back its JSON answer.
pub(crate) fn request(port: u16, method: &str, path: &str, body: &Value) -> Result<Value, String> {
    let what = format!("{method} {path} on port {port}");
    let body = body.to_string();
    let say = |error: std::io::Error| format!("{what}: {error}");
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).map_err(say)?;
    stream.set_read_timeout(Some(PATIENCE)).map_err(say)?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json; charset=utf-8\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .map_err(say)?;
    let answer = read_message(&mut stream).map_err(say)?;
    serde_json::from_slice(&answer).map_err(|error| format!("{what}: the answer is not JSON: {error}"))
}

/// Reads head and body; the body's length is what `Content-Length` says, because the driver keeps the connection open.
fn read_message(stream: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let body = bytes.windows(4).position(|window| window == b"\r\n\r\n").map(|at| at + 4);
        if let Some(body) = body {
            let length = content_length(&bytes[..body]).unwrap_or(usize::MAX);
            if bytes.len() - body >= length {
                return Ok(bytes[body..body + length].to_vec());
            }
        }
        let count = stream.read(&mut chunk)?;
        if count == 0 {
            return Ok(body.map_or_else(Vec::new, |body| bytes[body..].to_vec()));
        }
        bytes.extend_from_slice(&chunk[..count]);
    }
}

fn content_length(head: &[u8]) -> Option<usize> {
    String::from_utf8_lossy(head).lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    })
}
