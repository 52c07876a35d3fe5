//! Accessibility rules, judged by axe-core in a sandbox of its own: the page and its policy do not notice.

use serde::Deserialize;

use super::environment::axe_source;
use super::page::Page;

/// The rules: WCAG 2.0 to 2.2, levels A and AA, and what the makers of axe call best practice.
const TAGS: &str = r#"["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]"#;

const SANDBOX: &str = "trivium-axe";

#[derive(Deserialize)]
struct Report {
    violations: Vec<Violation>,
    passed: usize,
}

#[derive(Deserialize)]
struct Violation {
    rule: String,
    impact: Option<String>,
    help: String,
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    target: String,
    html: String,
    why: String,
}

impl Page {
    /// Judges the page as it is now: one readable line for each element that breaks a rule.
    pub(crate) fn accessibility_violations(&self) -> Vec<String> {
        let source = axe_source().unwrap_or_else(|problem| panic!("{problem}"));
        let script = format!(
            "(async () => {{
                if (!globalThis.axe) {{ {source}\n }}
                const report = await axe.run(document, {{
                    runOnly: {{ type: 'tag', values: {TAGS} }}, resultTypes: ['violations'], preload: false,
                }});
                return JSON.stringify({{
                    passed: report.passes.length,
                    violations: report.violations.map((violation) => ({{
                        rule: violation.id, impact: violation.impact, help: violation.help,
                        nodes: violation.nodes.map((node) => ({{
                            target: node.target.join(' '), html: node.html, why: node.failureSummary ?? '',
                        }})),
                    }})),
                }});
            }})()"
        );
        let answer =
            self.evaluate(&script, Some(SANDBOX)).unwrap_or_else(|problem| panic!("axe-core did not run: {problem}"));
        let report: Report = serde_json::from_value(answer)
            .unwrap_or_else(|error| panic!("axe-core gave an unexpected report: {error}"));
        assert!(report.passed > 0, "axe-core found nothing to judge");
        report.violations.iter().flat_map(Violation::lines).collect()
    }

    /// Fails when the page breaks a rule.
    #[track_caller]
    pub(crate) fn assert_accessible(&self, what: &str) {
        let violations = self.accessibility_violations();
        assert!(violations.is_empty(), "{what} breaks rules of accessibility:\n{}", violations.join("\n"));
    }
}

impl Violation {
    fn lines(&self) -> impl Iterator<Item = String> {
        self.nodes.iter().map(|node| {
            let impact = self.impact.as_deref().unwrap_or("unrated");
            let html: String = node.html.chars().take(160).collect();
            let why = node.why.lines().skip(1).map(str::trim).collect::<Vec<_>>().join("; ");
            format!("  {} ({impact}): {}. At {} {html}: {why}", self.rule, self.help, node.target)
        })
    }
}
