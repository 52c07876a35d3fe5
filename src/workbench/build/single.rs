//! `trivium.html`: the whole app in one file that opens by double click.
//!
//! From file:// browsers refuse module scripts, fetch and workers from files. So the wasm travels as base64 in a data
//! block, glue and boot script become one classic inline script whose text also serves as the worker, and the content
//! security policy names exactly that script and the one inline style.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::super::problem::Problem;
use super::page::{self, Tag};
use super::{Files, WASM, policy, text};

/// Puts the page as trunk made it and the files it refers to into one page.
pub(super) fn assemble(html: &str, files: &Files) -> Result<String, Problem> {
    let mut parts = Parts::default();
    for tag in page::tags(html)? {
        parts.take(html, &tag, files)?;
    }
    let (Some(policy_at), Some(style_at)) = (parts.policy_at, parts.style_at) else {
        return Err(refused("it has no content security policy or no style sheet"));
    };
    let (script, style) = (parts.script, parts.style);
    inert("script", &script)?;
    inert("style", &style)?;
    let body_end = html.rfind("</body>").ok_or_else(|| refused("it has no </body>"))?;
    let wasm = files.get(WASM).map(|wasm| STANDARD.encode(wasm));
    let wasm = wasm.ok_or_else(|| refused("there is no wasm"))?;

    let policy = policy::single(&script, &style);
    let mut changes = parts.changes;
    for (range, replacement) in &mut changes {
        if *range == policy_at {
            *replacement = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
        } else if *range == style_at {
            *replacement = format!("<style>{style}</style>");
        }
    }
    changes.push((
        body_end..body_end,
        format!(
            "<script type=\"application/octet-stream\" id=\"trivium-wasm\">{wasm}</script>\n<script>{script}</script>\n"
        ),
    ));
    Ok(page::replace(html, &changes))
}

/// What was collected from the page so far.
#[derive(Default)]
struct Parts {
    /// Text of all scripts, in their order.
    script: String,
    /// Text of all style sheets, in their order.
    style: String,
    changes: Vec<(std::ops::Range<usize>, String)>,
    policy_at: Option<std::ops::Range<usize>>,
    style_at: Option<std::ops::Range<usize>>,
}

impl Parts {
    fn take(&mut self, html: &str, tag: &Tag<'_>, files: &Files) -> Result<(), Problem> {
        match tag.name {
            "meta" if tag.get("http-equiv") == Some("Content-Security-Policy") => {
                self.policy_at = Some(tag.range.clone());
                self.changes.push((tag.range.clone(), String::new()));
            }
            "link" => self.take_link(html, tag, files)?,
            "script" => {
                let file =
                    tag.file("src").ok_or_else(|| refused("it has a script that is not a file of the release"))?;
                self.script.push_str(&text(files, file)?);
                self.script.push('\n');
                self.changes.push((page::element(html, tag)?, String::new()));
            }
            "style" => return Err(refused("it has an inline style; put it into a file")),
            "img" | "source" | "image" | "use" => {
                for name in ["src", "href"] {
                    self.embed(html, tag, name, files)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn take_link(&mut self, html: &str, tag: &Tag<'_>, files: &Files) -> Result<(), Problem> {
        if tag.get("rel").is_some_and(|rel| rel.contains("icon")) {
            return self.embed(html, tag, "href", files);
        }
        self.changes.push((tag.range.clone(), String::new()));
        if tag.get("rel") == Some("stylesheet") {
            let file =
                tag.file("href").ok_or_else(|| refused("it has a style sheet that is not a file of the release"))?;
            let sheet = text(files, file)?;
            self_contained(file, &sheet)?;
            self.style.push_str(&sheet);
            self.style.push('\n');
            // The first one's place becomes the place of all.
            self.style_at.get_or_insert(tag.range.clone());
        }
        Ok(())
    }

    /// Replaces the file a tag refers to by its content.
    fn embed(&mut self, html: &str, tag: &Tag<'_>, name: &str, files: &Files) -> Result<(), Problem> {
        let Some(file) = tag.file(name) else {
            return Ok(());
        };
        let kind = match file.rsplit('.').next() {
            Some("svg") => "image/svg+xml",
            Some("png") => "image/png",
            Some("ico") => "image/x-icon",
            _ => return Err(refused(&format!("{file} is no picture it can embed"))),
        };
        let content = files.get(file).ok_or_else(|| refused(&format!("there is no {file}")))?;
        let address = format!("data:{kind};base64,{}", STANDARD.encode(content));
        let written = tag.get(name).unwrap_or_default();
        let tag_text = html.get(tag.range.clone()).unwrap_or_default();
        self.changes.push((tag.range.clone(), tag_text.replacen(written, &address, 1)));
        Ok(())
    }
}

/// Refuses a style sheet that loads other files: there are none beside a single file.
fn self_contained(file: &str, sheet: &str) -> Result<(), Problem> {
    if sheet.contains("@import") {
        return Err(refused(&format!("{file} uses @import; list the style sheet in index.html instead")));
    }
    let foreign = sheet.split("url(").skip(1).any(|rest| {
        let target = rest.trim_start().trim_start_matches(['"', '\'']);
        !target.starts_with("data:") && !target.starts_with('#')
    });
    if foreign {
        return Err(refused(&format!("{file} refers to another file by url(...); embed it as data:")));
    }
    Ok(())
}

/// Refuses text that would end, or change the reading of, the inline element it is put into.
fn inert(element: &str, text: &str) -> Result<(), Problem> {
    let lower = text.to_ascii_lowercase();
    if lower.contains(&format!("</{element}")) || lower.contains("<!--") {
        return Err(refused(&format!("its {element} text contains `</{element}` or `<!--`; write it in two pieces")));
    }
    Ok(())
}

fn refused(why: &str) -> Problem {
    Problem::Sentence(format!("trivium.html cannot be made from index.html: {why}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><head>\
        <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\
        <link rel=\"icon\" href=\"i.svg\">\
        <link rel=\"stylesheet\" href=\"./one.css\"/><link rel=\"stylesheet\" href=\"./two.css\"/>\
        <link rel=\"preload\" href=\"trivium_bg.wasm\"><link rel=\"manifest\" href=\"m.webmanifest\">\
        <script defer src=\"glue.js\"></script><script defer src=\"boot.js\"></script>\
        </head><body><p id=\"boot-message\">...</p></body>";

    fn files() -> Files {
        [
            ("i.svg", "<svg/>"),
            ("one.css", "a{}"),
            ("two.css", "b{background:url(\"data:,\")}"),
            ("glue.js", "let wasm_bindgen;"),
            ("boot.js", "start();"),
            ("trivium_bg.wasm", "\0asm"),
        ]
        .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
        .into()
    }

    #[test]
    fn everything_is_inside_and_nothing_is_referred_to() {
        let single = assemble(PAGE, &files()).expect("a good page");
        let script = "let wasm_bindgen;\nstart();\n";
        let style = "a{}\nb{background:url(\"data:,\")}\n";
        let policy = policy::single(script, style);
        assert_eq!(
            single,
            format!(
                "<!doctype html><head>\
                <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\
                <link rel=\"icon\" href=\"data:image/svg+xml;base64,PHN2Zy8+\">\
                <style>{style}</style></head><body><p id=\"boot-message\">...</p>\
                <script type=\"application/octet-stream\" id=\"trivium-wasm\">AGFzbQ==</script>\n\
                <script>{script}</script>\n</body>"
            )
        );
    }

    #[test]
    fn line_ends_of_windows_do_not_change_the_hash() {
        let mut windows = files();
        windows.insert("boot.js".to_owned(), b"start();\r\n".to_vec());
        let mut unix = files();
        unix.insert("boot.js".to_owned(), b"start();\n".to_vec());
        let (windows, unix) = (assemble(PAGE, &windows), assemble(PAGE, &unix));
        assert_eq!(windows.expect("a good page"), unix.expect("a good page"));
    }

    #[test]
    fn what_would_break_out_or_load_files_is_refused() {
        let cases = [
            ("boot.js", "\"</SCRIPT >\"", "</script"),
            ("boot.js", "\"<!--\"", "<!--"),
            ("one.css", "@import \"x.css\";", "@import"),
            ("one.css", "a{background:url( 'x.png')}", "url("),
            ("two.css", "a{content:\"</style>\"}", "</style"),
        ];
        for (name, content, named) in cases {
            let mut files = files();
            files.insert(name.to_owned(), content.as_bytes().to_vec());
            let problem = assemble(PAGE, &files).expect_err(content);
            assert!(problem.to_string().contains(named), "{content}: {problem}");
        }
    }

    #[test]
    fn scripts_from_elsewhere_are_refused() {
        let page = PAGE.replace("src=\"glue.js\"", "src=\"https://elsewhere/glue.js\"");
        assert!(assemble(&page, &files()).is_err());
    }
}
