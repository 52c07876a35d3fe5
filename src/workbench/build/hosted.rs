//! The hosted page: every file of one release is asked for with the same mark, `?v=...`.
//!
//! File names stay the same from release to release, and caches may keep some files longer than others. The mark makes
//! sure that the page of a release never gets the glue or the wasm of another one. `boot.js` hands it on.

use sha2::{Digest as _, Sha256};

use super::super::problem::Problem;
use super::{Files, page, policy};

/// Length of the mark in hexadecimal digits.
const MARK: usize = 12;

/// The page as it is delivered: with the mark on every file it refers to, and without what only trunk reads.
pub(super) fn mark(html: &str, files: &Files) -> Result<String, Problem> {
    if !html.contains(&format!("content=\"{}\"", policy::HOSTED)) {
        return Err(Problem::Sentence(
            "index.html does not carry the content security policy of src/workbench/build/policy.rs. Make both say the same."
                .to_owned(),
        ));
    }
    let mark = of(files);
    let mut changes = Vec::new();
    for tag in page::tags(html)? {
        if tag.get("data-trunk").is_some() {
            changes.push((tag.range.clone(), String::new()));
            continue;
        }
        let attribute = match tag.name {
            "link" => "href",
            "script" | "img" => "src",
            _ => continue,
        };
        let Some(file) = tag.file(attribute) else {
            continue;
        };
        if !files.contains_key(file) {
            return Err(Problem::Sentence(format!(
                "index.html refers to {file}, but the build made no such file. Add it with a data-trunk link, or remove the reference."
            )));
        }
        let written = tag.get(attribute).unwrap_or_default();
        let text = html.get(tag.range.clone()).unwrap_or_default();
        let marked = text.replacen(written, &format!("{file}?v={mark}"), 1);
        changes.push((tag.range.clone(), marked));
    }
    Ok(page::replace(html, &changes))
}

/// The mark of a release: depends on the name and content of every file.
fn of(files: &Files) -> String {
    let mut hash = Sha256::new();
    for (name, content) in files {
        hash.update(name);
        hash.update([0]);
        hash.update(Sha256::digest(content));
    }
    let mut digits = policy::hexadecimal(&hash.finalize());
    digits.truncate(MARK);
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Files {
        [("a.js", "1"), ("b.css", "2")].map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).into()
    }

    fn page_with(body: &str) -> String {
        format!("<meta content=\"{}\">{body}", policy::HOSTED)
    }

    #[test]
    fn every_file_gets_the_mark_of_the_release() {
        let html = page_with(
            "<link data-trunk rel=\"rust\"><link rel=\"stylesheet\" href=\"./b.css\"><script defer src=\"a.js\"></script><a href=\"b.css\">",
        );
        let release = of(&files());
        let marked = mark(&html, &files()).expect("a good page");
        assert!(marked.ends_with(&format!(
            "<link rel=\"stylesheet\" href=\"b.css?v={release}\"><script defer src=\"a.js?v={release}\"></script><a href=\"b.css\">"
        )));
        assert!(!marked.contains("data-trunk"));
    }

    #[test]
    fn the_mark_changes_with_any_file() {
        let mut other = files();
        other.insert("a.js".to_owned(), b"3".to_vec());
        assert_ne!(of(&files()), of(&other));
        let mut more = files();
        more.insert("c".to_owned(), Vec::new());
        assert_ne!(of(&files()), of(&more));
    }

    #[test]
    fn a_reference_to_nothing_is_refused() {
        let problem =
            mark(&page_with("<script src=\"lost.js\"></script>"), &files()).expect_err("lost.js does not exist");
        assert!(problem.to_string().contains("lost.js"));
    }

    #[test]
    fn another_policy_is_refused() {
        assert!(mark("<meta content=\"default-src *\">", &files()).is_err());
    }
}
