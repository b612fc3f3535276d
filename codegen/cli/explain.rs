//! `antiphon explain`: what a diagnostic means and how to mend it.

use super::{
    Exit,
    streams::{NAME, Streams},
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
            let Rule { code, name, severity, page } = rule;
            streams.out.line(&format!("{NAME}{code} {name}{NAME:#} ({})", severity.name()));
            // The page's own title says the same.
            let body = page.split_once('\n').map_or("", |(_, body)| body);
            streams.out.line(&format!("\n{}", body.trim()));
        }
        None => {
            let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
            for rule in RULES {
                let Rule { code, name, severity, page: _ } = rule;
                let (severity, summary) = (severity.name(), rule.summary());
                streams
                    .out
                    .line(&format!("{code}  {NAME}{name:width$}{NAME:#}  {severity:7}  {summary}"));
            }
        }
    }
    Ok(Exit::Fine)
}

fn unknown(wanted: &str) -> Trouble {
    let names: Vec<&str> = RULES.iter().flat_map(|rule| [rule.code, rule.name]).collect();
    let trouble = Trouble::new(format!("there is no rule `{wanted}`"));
    match closest(wanted, &names) {
        Some(close) => trouble.help(format!("did you mean `{close}`?")),
        None => trouble.help("`antiphon explain --list` names every rule"),
    }
}
