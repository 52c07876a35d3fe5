//! Reads the tags of `index.html`, as far as this room has to change them.
//!
//! Our own page is all it must read: what it does not understand is an error, never a guess.

use std::ops::Range;

use super::super::problem::Problem;

/// An opening tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// In lower case as written; our page writes all tags so.
    pub(super) name: &'a str,
    /// Where the tag stands in the page, from `<` to `>`.
    pub(super) range: Range<usize>,
    attributes: Vec<(&'a str, &'a str)>,
}

impl Tag<'_> {
    /// The value of an attribute; empty for one without a value.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    /// The file of this release that the tag refers to by `name`, less a leading `./`.
    pub(super) fn file(&self, name: &str) -> Option<&str> {
        let value = self.get(name)?;
        let value = value.strip_prefix("./").unwrap_or(value);
        let elsewhere = value.is_empty() || value.starts_with(['#', '/']) || value.contains(':');
        (!elsewhere).then_some(value)
    }
}

/// All opening tags of `html` in their order, without those inside comments, scripts and styles.
pub(super) fn tags(html: &str) -> Result<Vec<Tag<'_>>, Problem> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = find(html, at, "<") {
        let rest = html.get(start..).unwrap_or_default();
        if rest.starts_with("<!--") {
            at = end_of(html, start, "-->")?;
        } else if rest.starts_with("</") || rest.starts_with("<!") {
            at = end_of(html, start, ">")?;
        } else {
            let tag = tag(html, start)?;
            at = tag.range.end;
            if matches!(tag.name, "script" | "style" | "title" | "textarea") {
                at = end_of(html, at, &format!("</{}>", tag.name))?;
            }
            found.push(tag);
        }
    }
    Ok(found)
}

/// Replaces ranges of `text`, given in rising order, by other text.
pub(super) fn replace(text: &str, changes: &[(Range<usize>, String)]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for (range, replacement) in changes {
        result.push_str(text.get(at..range.start).unwrap_or_default());
        result.push_str(replacement);
        at = range.end;
    }
    result.push_str(text.get(at..).unwrap_or_default());
    result
}

/// The range of an element that starts with `tag` and holds no element of the same name.
pub(super) fn element(html: &str, tag: &Tag<'_>) -> Result<Range<usize>, Problem> {
    let end = end_of(html, tag.range.end, &format!("</{}>", tag.name))?;
    Ok(tag.range.start..end)
}

/// Reads the tag that starts at `start`.
fn tag(html: &str, start: usize) -> Result<Tag<'_>, Problem> {
    let not_understood = || unreadable(html, start);
    let name_end = skip(html, start + 1, |letter| letter.is_ascii_alphanumeric() || letter == '-');
    let name = html.get(start + 1..name_end).unwrap_or_default();
    if name.is_empty() {
        return Err(not_understood());
    }
    let mut attributes = Vec::new();
    let mut at = name_end;
    loop {
        at = skip(html, at, |letter| letter.is_ascii_whitespace() || letter == '/');
        if html.get(at..).is_some_and(|rest| rest.starts_with('>')) {
            let range = start..at + 1;
            return Ok(Tag { name, range, attributes });
        }
        let end =
            skip(html, at, |letter| !letter.is_ascii_whitespace() && !matches!(letter, '=' | '>' | '/' | '"' | '\''));
        let key = html.get(at..end).unwrap_or_default();
        if key.is_empty() {
            return Err(not_understood());
        }
        at = end;
        let mut value = "";
        if html.get(at..).is_some_and(|rest| rest.starts_with('=')) {
            let quote = html.get(at + 1..at + 2).unwrap_or_default();
            if quote != "\"" && quote != "'" {
                return Err(not_understood());
            }
            let close = find(html, at + 2, quote).ok_or_else(not_understood)?;
            value = html.get(at + 2..close).unwrap_or_default();
            at = close + 1;
        }
        attributes.push((key, value));
    }
}

/// Where `pattern` begins, from `from` on.
fn find(text: &str, from: usize, pattern: &str) -> Option<usize> {
    Some(from + text.get(from..)?.find(pattern)?)
}

/// Where the first `pattern` from `from` on ends.
fn end_of(html: &str, from: usize, pattern: &str) -> Result<usize, Problem> {
    find(html, from, pattern).map(|at| at + pattern.len()).ok_or_else(|| unreadable(html, from))
}

/// The first position from `from` on whose letter is not `wanted`.
fn skip(text: &str, from: usize, wanted: impl Fn(char) -> bool) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from + rest.find(|letter| !wanted(letter)).unwrap_or(rest.len())
}

fn unreadable(html: &str, at: usize) -> Problem {
    let line = html.get(..at).unwrap_or_default().matches('\n').count() + 1;
    Problem::Sentence(format!(
        "index.html, line {line}: the tag could not be read. Close it, quote its values, and write names in lower case."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_with_their_attributes() {
        let html = "<!doctype html><link rel=\"icon\" href='./a.svg'/>\n<script defer src=\"x.js\"></script>";
        let tags = tags(html).expect("a readable page");
        let names: Vec<_> = tags.iter().map(|tag| tag.name).collect();
        assert_eq!(names, ["link", "script"]);
        assert_eq!(tags[0].get("rel"), Some("icon"));
        assert_eq!(tags[0].file("href"), Some("a.svg"));
        assert_eq!(tags[1].get("defer"), Some(""));
        assert_eq!(&html[tags[0].range.clone()], "<link rel=\"icon\" href='./a.svg'/>");
    }

    #[test]
    fn comments_scripts_and_styles_are_not_looked_into() {
        let html = "<!-- <a> --><script>if (a<b) {}</script><style>a>b{}</style><p>";
        let names: Vec<_> = tags(html).expect("a readable page").iter().map(|tag| tag.name).collect();
        assert_eq!(names, ["script", "style", "p"]);
    }

    #[test]
    fn a_file_is_not_an_address_elsewhere() {
        let html = "<a href=\"https://x/\"><a href=\"#top\"><a href=\"/root\"><a href=\"data:,\"><a href=\"b.css\">";
        let files: Vec<_> =
            tags(html).expect("a readable page").iter().map(|tag| tag.file("href").map(str::to_owned)).collect();
        assert_eq!(files, [None, None, None, None, Some("b.css".to_owned())]);
    }

    #[test]
    fn what_cannot_be_read_names_its_line() {
        for html in ["<p>\n<a href=\"x", "<p>\n<a href=x>", "<p>\n<>", "<p>\n<!-- "] {
            let problem = tags(html).expect_err("not a page");
            assert!(problem.to_string().contains("line 2"), "{html}: {problem}");
        }
    }

    #[test]
    fn ranges_are_replaced_in_order() {
        let changes = [(0..1, "X".to_owned()), (2..2, "YY".to_owned())];
        assert_eq!(replace("abc", &changes), "XbYYc");
    }
}
