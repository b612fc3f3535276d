//! Candidates timed in turns, so that whatever else the machine does falls on all of them alike.

use std::time::{Duration, Instant};

/// How often each candidate has its turn.
const ROUNDS: usize = 61;
/// How long a turn lasts, about.
const TURN: Duration = Duration::from_micros(1500);

/// What is timed.
pub struct Candidate<'a> {
    /// As the report calls it.
    pub name: &'static str,
    run: Box<dyn FnMut() + 'a>,
}

impl<'a> Candidate<'a> {
    /// A candidate whose result is kept from being optimised away.
    pub fn new<T>(name: &'static str, mut work: impl FnMut() -> T + 'a) -> Self {
        Self {
            name,
            run: Box::new(move || {
                std::hint::black_box(work());
            }),
        }
    }
}

/// A candidate's time over that of the first, from turns that followed each other.
#[derive(Debug, Clone, Copy)]
pub struct Ratio {
    /// As the report calls it.
    pub name: &'static str,
    /// The median.
    pub median: f64,
    /// The first and the third quartile.
    pub quartiles: (f64, f64),
}

/// Times the candidates. The first is the measure of the others.
pub fn ratios(mut candidates: Vec<Candidate<'_>>) -> Vec<Ratio> {
    let repeats: Vec<u32> = candidates.iter_mut().map(repeats).collect();
    let mut rows = vec![Vec::with_capacity(ROUNDS); candidates.len()];
    for round in 0..ROUNDS {
        let mut times = vec![0.0; candidates.len()];
        for turn in 0..candidates.len() {
            // Another one begins each round.
            let index = (turn + round) % candidates.len();
            times[index] = time(&mut candidates[index], repeats[index]);
        }
        for (row, time) in rows.iter_mut().zip(&times) {
            row.push(time / times[0]);
        }
    }
    candidates
        .iter()
        .zip(rows)
        .map(|(candidate, mut row)| {
            row.sort_by(f64::total_cmp);
            let at = |part: usize| row[(row.len() - 1) * part / 4];
            Ratio { name: candidate.name, median: at(2), quartiles: (at(1), at(3)) }
        })
        .collect()
}

/// How often the work fits into a turn.
fn repeats(candidate: &mut Candidate<'_>) -> u32 {
    let mut repeats = 1;
    loop {
        let started = Instant::now();
        for _ in 0..repeats {
            (candidate.run)();
        }
        if started.elapsed() >= TURN {
            return repeats;
        }
        repeats *= 2;
    }
}

/// Seconds for one piece of work.
fn time(candidate: &mut Candidate<'_>, repeats: u32) -> f64 {
    let started = Instant::now();
    for _ in 0..repeats {
        (candidate.run)();
    }
    started.elapsed().as_secs_f64() / f64::from(repeats)
}
