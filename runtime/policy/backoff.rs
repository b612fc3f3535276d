//! Waiting before another attempt.

use std::time::Duration;

/// A wait that grows from one attempt to the next, and is random so that many clients that fail at
/// once do not come back at once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Backoff {
    /// The first wait.
    pub initial: Duration,
    /// The factor from one wait to the next, at least 1.
    pub multiplier: f64,
    /// The longest wait, before jitter.
    pub max: Duration,
    /// The part of the wait that is random, 0 to 1, to both sides; `None` means full jitter:
    /// anything from 0 to the wait.
    pub jitter: Option<f64>,
    /// How many attempts; `None` means without end.
    pub attempts: Option<u32>,
}

impl Backoff {
    /// One second, doubled up to 30 seconds, full jitter, without end.
    pub const DEFAULT: Self = Self {
        initial: Duration::from_secs(1),
        multiplier: 2.0,
        max: Duration::from_secs(30),
        jitter: None,
        attempts: None,
    };

    /// How long to wait before an attempt, the first being 0; `None` when there is no such attempt.
    /// `random` is at least 0 and less than 1. The cap is applied before the jitter.
    pub fn wait(&self, attempt: u32, random: f64) -> Option<Duration> {
        if self.attempts.is_some_and(|attempts| attempt >= attempts) {
            return None;
        }
        let random = random.clamp(0.0, 1.0);
        let growth = self.multiplier.max(1.0).powi(attempt.min(10_000) as i32);
        let capped = (self.initial.as_secs_f64() * growth).min(self.max.as_secs_f64());
        let factor = match self.jitter {
            None => random,
            Some(part) => 1.0 + part.clamp(0.0, 1.0) * (2.0 * random - 1.0),
        };
        Some(Duration::try_from_secs_f64(capped * factor).unwrap_or(self.max))
    }
}

/// Whether and when to try again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Retry {
    /// Not without a change.
    Never,
    /// After a wait that grows.
    Backoff(Backoff),
    /// After the time that the report names.
    After,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cap_comes_before_the_jitter() {
        let backoff = Backoff { jitter: Some(0.5), attempts: Some(50), ..Backoff::DEFAULT };
        assert_eq!(backoff.wait(0, 0.5), Some(Duration::from_secs(1)));
        assert_eq!(backoff.wait(2, 0.5), Some(Duration::from_secs(4)));
        assert_eq!(backoff.wait(20, 1.0), Some(Duration::from_secs(45)));
        assert_eq!(backoff.wait(20, 0.0), Some(Duration::from_secs(15)));
        assert_eq!(backoff.wait(50, 0.5), None);
    }

    #[test]
    fn full_jitter_reaches_from_zero_to_the_wait() {
        assert_eq!(Backoff::DEFAULT.wait(3, 0.0), Some(Duration::ZERO));
        assert_eq!(Backoff::DEFAULT.wait(3, 0.5), Some(Duration::from_secs(4)));
        assert_eq!(Backoff::DEFAULT.wait(u32::MAX, 0.5), Some(Duration::from_secs(15)));
    }

    #[test]
    fn herds_spread() {
        // From the third attempt on, no 100 ms hold more than 5 % of the clients that failed at once.
        for attempt in 2..6 {
            let mut buckets = std::collections::BTreeMap::new();
            for client in 0..10_000_u32 {
                let random = f64::from(client.wrapping_mul(2_654_435_761)) / 4_294_967_296.0;
                let wait = Backoff::DEFAULT.wait(attempt, random).expect("endless");
                *buckets.entry(wait.as_millis() / 100).or_insert(0) += 1;
            }
            assert!(buckets.values().all(|count| *count <= 500), "attempt {attempt}");
        }
    }
}
