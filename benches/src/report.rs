//! Tables of ratios as Markdown, with the bars beside them.

use crate::measure::Ratio;
use std::fmt::Write as _;

/// What a row should reach, a figure for each column: at most, as a ratio.
pub struct Bar {
    row: &'static str,
    most: &'static [f64],
}

impl Bar {
    /// A bar for a row.
    pub fn new(row: &'static str, most: &'static [f64]) -> Self {
        Self { row, most }
    }
}

/// Ratios of the same candidates under several circumstances.
pub struct Table {
    title: &'static str,
    note: &'static str,
    columns: Vec<(String, Vec<Ratio>)>,
    bars: Vec<Bar>,
}

impl Table {
    /// A table. Every column has the same candidates in the same order.
    pub fn new(
        title: &'static str,
        note: &'static str,
        columns: Vec<(String, Vec<Ratio>)>,
        bars: Vec<Bar>,
    ) -> Self {
        Self { title, note, columns, bars }
    }

    /// As a section: a row a candidate, with bars and whether they are met.
    pub fn markdown(&self) -> String {
        let mut out = format!("### {}\n\n{}\n\n| |", self.title, self.note);
        for (name, _) in &self.columns {
            let _ = write!(out, " {name} |");
        }
        out.push_str(" bar | |\n|---|");
        out.push_str(&"---|".repeat(self.columns.len() + 2));
        out.push('\n');
        let rows = self.columns.first().map_or(0, |(_, ratios)| ratios.len());
        for row in 0..rows {
            let cells: Vec<Ratio> = self.columns.iter().map(|(_, ratios)| ratios[row]).collect();
            let _ = write!(out, "| {} |", cells[0].name);
            for cell in &cells {
                let (low, high) = cell.quartiles;
                let _ = match row {
                    0 => write!(out, " 1.00 |"),
                    _ => write!(out, " {:.2} ({low:.2}–{high:.2}) |", cell.median),
                };
            }
            match self.bars.iter().find(|bar| bar.row == cells[0].name) {
                Some(bar) => {
                    let most: Vec<String> =
                        bar.most.iter().map(|most| format!("{most:.2}")).collect();
                    let met = cells.iter().zip(bar.most).filter(|(cell, most)| cell.median <= **most);
                    let _ = writeln!(
                        out,
                        " ≤ {} | {} |",
                        most.join(" / "),
                        match met.count() {
                            count if count == cells.len() => "met".to_owned(),
                            count => format!("**missed** ({} of {})", cells.len() - count, cells.len()),
                        }
                    );
                }
                None => out.push_str(" | |\n"),
            }
        }
        out.push('\n');
        out
    }
}
