//! `antiphon explain`: what a diagnostic means and how to mend it.

use super::{
    Exit,
    streams::{ERROR, HELP, NAME, Streams},
    trouble::Trouble,
};
use antiphon_codegen::{
    check::{RULES, Rule, find},
    parse::closest,
};

/// `antiphon explain`
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  antiphon explain A0101
  antiphon explain unknown-key
  antiphon explain --list

Exit codes: 0 fine, 2 there is no such rule")]
pub(crate) struct Args {
    /// The code or the name of a rule, as a diagnostic shows it
    #[arg(value_name = "CODE", required_unless_present = "list")]
    rule: Option<String>,

    /// List every rule
    #[arg(long, conflicts_with = "rule")]
    list: bool,
}

/// Prints one rule's page, or the list of all.
pub(crate) fn run(args: &Args, streams: &mut Streams) -> Result<Exit, Trouble> {
    match &args.rule {
        Some(wanted) => {
            let wanted = wanted.trim();
            let rule = find(wanted).ok_or_else(|| unknown(wanted))?;
            streams.out.write(&on_terminal(rule));
        }
        None => {
            let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
            for rule in RULES {
                let Rule { code, name, severity, page: _ } = rule;
                let severity = severity.name();
                // The first sentence is enough in a list.
                let summary = rule.summary();
                let summary = summary.split_once(". ").map_or(summary.as_str(), |(first, _)| first);
                let summary = summary.trim_end_matches('.');
                streams
                    .out
                    .line(&format!("{code}  {NAME}{name:width$}{NAME:#}  {severity:7}  {summary}"));
            }
        }
    }
    Ok(Exit::Fine)
}

/// The page without its Markdown: examples are indented, and their fences say which is which.
fn on_terminal(rule: &Rule) -> String {
    let mut text = String::new();
    let mut example = false;
    for line in rule.page.trim().lines() {
        match line.strip_prefix("```") {
            Some(_) if example => example = false,
            Some(fence) => {
                example = true;
                let title = match fence.split_whitespace().nth(1) {
                    Some("bad") => format!("{ERROR}wrong{ERROR:#}:\n\n"),
                    Some("good") => format!("{HELP}right{HELP:#}:\n\n"),
                    _ => String::new(),
                };
                text.push_str(&title);
            }
            None if example => text.push_str(&format!("    {line}\n")),
            None => match line.strip_prefix("# ") {
                Some(title) => {
                    let severity = rule.severity.name();
                    text.push_str(&format!("{NAME}{title}{NAME:#} ({severity})\n"));
                }
                None => text.push_str(&format!("{line}\n")),
            },
        }
    }
    text
}

fn unknown(wanted: &str) -> Trouble {
    let names: Vec<&str> = RULES.iter().flat_map(|rule| [rule.code, rule.name]).collect();
    let trouble = Trouble::new(format!("there is no rule `{wanted}`"));
    match closest(wanted, &names) {
        Some(close) => trouble.help(format!("did you mean `{close}`?")),
        None => trouble.help("`antiphon explain --list` names every rule"),
    }
}
