//! Measures: times, sizes, rates, parts and counts, and what people write instead.

use super::{
    Cx, Lower,
    leaf::{leaf_or, leaf_with},
};
use crate::{
    syntax::{Count, Frequency, Percent, Size, Spanned, Time},
    yaml::Node,
};
use std::time::Duration;

/// Units of time and their seconds.
const TIMES: &[(&str, f64)] =
    &[("ms", 0.001), ("s", 1.0), ("m", 60.0), ("min", 60.0), ("h", 3600.0), ("d", 86400.0)];

/// What people write for a unit of time.
const OTHER_TIMES: &[(&str, &str)] = &[
    ("msec", "ms"),
    ("msecs", "ms"),
    ("milli", "ms"),
    ("millis", "ms"),
    ("millisecond", "ms"),
    ("milliseconds", "ms"),
    ("sec", "s"),
    ("secs", "s"),
    ("second", "s"),
    ("seconds", "s"),
    ("mins", "min"),
    ("minute", "min"),
    ("minutes", "min"),
    ("hr", "h"),
    ("hrs", "h"),
    ("hour", "h"),
    ("hours", "h"),
    ("day", "d"),
    ("days", "d"),
];

/// Units of size and their bytes.
const SIZES: &[(&str, f64)] = &[
    ("B", 1.0),
    ("KB", 1e3),
    ("MB", 1e6),
    ("GB", 1e9),
    ("KiB", 1024.0),
    ("MiB", 1_048_576.0),
    ("GiB", 1_073_741_824.0),
];

/// The number before a unit, and the unit.
fn number_and_unit(text: &str) -> Option<(f64, &str)> {
    let split = text.find(|each: char| !each.is_ascii_digit() && each != '.' && each != '_')?;
    let number = text[..split].replace('_', "").parse().ok()?;
    Some((number, text[split..].trim()))
}

fn duration(text: &str) -> Option<Duration> {
    let (number, unit) = number_and_unit(text)?;
    let (_, seconds) = TIMES.iter().find(|(name, _)| *name == unit)?;
    Duration::try_from_secs_f64((number * seconds * 1e6).round() / 1e6).ok()
}

/// The unit of time that is meant.
fn meant_time(unit: &str) -> Option<&'static str> {
    let unit = unit.to_lowercase();
    TIMES
        .iter()
        .map(|(name, _)| (*name, *name))
        .chain(OTHER_TIMES.iter().copied())
        .find(|(written, _)| *written == unit)
        .map(|(_, meant)| meant)
}

/// The time that is meant by `1m30s` or `PT1M30S`, in its smallest unit.
fn compound(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let mut rest = lower.strip_prefix("pt").unwrap_or(&lower);
    let (mut whole, mut parts) = (Duration::ZERO, 0);
    while !rest.is_empty() {
        let digits = rest.find(|each: char| !each.is_ascii_digit())?;
        let letters = &rest[digits..];
        let end = letters.find(|each: char| each.is_ascii_digit()).unwrap_or(letters.len());
        let unit = meant_time(letters[..end].trim())?;
        whole = whole.checked_add(duration(&format!("{}{unit}", &rest[..digits]))?)?;
        rest = &letters[end..];
        parts += 1;
    }
    let millis = whole.as_millis();
    (parts > 0 && millis > 0).then(|| match millis % 1000 {
        0 => format!("{}s", millis / 1000),
        _ => format!("{millis}ms"),
    })
}

/// What to write for words that say that there is no bound.
fn nothing(text: &str) -> Option<String> {
    let words = ["none", "never", "no", "off", "false", "unlimited", "infinite", "forever"];
    words.contains(&text).then(|| "leave the key out where nothing is meant".to_owned())
}

impl Lower for Spanned<Time> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let expected = "a time such as `500ms`, `30s`, `5m`, `24h` or `7d`";
        let meant = |text: &str| {
            let (_, unit) = number_and_unit(text)?;
            let number = text[..text.len() - unit.len()].trim();
            Some(format!("{number}{}", meant_time(unit)?))
        };
        let meant = |text: &str| meant(text).or_else(|| compound(text));
        let help = |text: &str| match text.parse::<f64>() {
            Ok(number) if number > 0.0 => Some(format!("say the unit: `{text}s` or `{text}ms`")),
            _ => nothing(text),
        };
        leaf_with(node, expected, cx, |text| duration(text).map(Time), meant, help)
    }
}

impl Lower for Spanned<Size> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let expected = "a size such as `512`, `64KiB` or `10MB`";
        let read = |text: &str| {
            if let Ok(bytes) = text.replace('_', "").parse() {
                return Some(Size(bytes));
            }
            let (number, unit) = number_and_unit(text)?;
            let (_, bytes) = SIZES.iter().find(|(name, _)| *name == unit)?;
            Some(Size((number * bytes) as u64))
        };
        // Programmers count memory in powers of two.
        let meant = |text: &str| {
            let (_, unit) = number_and_unit(text)?;
            let number = text[..text.len() - unit.len()].trim();
            let unit = match unit.to_lowercase().as_str() {
                "b" | "byte" | "bytes" => "B",
                "k" | "kb" | "kib" => "KiB",
                "m" | "mb" | "mib" => "MiB",
                "g" | "gb" | "gib" => "GiB",
                _ => return None,
            };
            Some(format!("{number}{unit}"))
        };
        leaf_or(node, expected, cx, read, meant)
    }
}

impl Lower for Spanned<Frequency> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let expected = "a rate such as `10/s`, `100/min`, `1000/h` or `20/10s`";
        let read = |text: &str| {
            let (count, per) = text.split_once('/')?;
            let per = per.trim();
            let per = if per.starts_with(|first: char| first.is_ascii_digit()) {
                duration(per)?
            } else {
                duration(&format!("1{per}"))?
            };
            let count = count.trim().replace('_', "").parse().ok()?;
            (count > 0 && !per.is_zero()).then_some(Frequency { count, per })
        };
        let meant = |text: &str| {
            let (count, unit) =
                match text.strip_suffix(['s', 'm']).and_then(|text| text.strip_suffix("rp")) {
                    Some(count) => (count, &text[text.len() - 1..]),
                    None => text.split_once('/').or_else(|| text.split_once("per"))?,
                };
            let (count, unit) = (count.trim(), unit.trim());
            count.parse::<u32>().ok().filter(|count| *count > 0)?;
            Some(format!("{count}/{}", meant_time(unit)?))
        };
        let help = |text: &str| match text.parse::<u32>() {
            Ok(count) if count > 0 => {
                Some(format!("say in which time: `{count}/s` or `{count}/min`"))
            }
            _ => nothing(text),
        };
        leaf_with(node, expected, cx, read, meant, help)
    }
}

impl Lower for Spanned<Percent> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let read = |text: &str| {
            let number: f64 = text.strip_suffix('%')?.trim().parse().ok()?;
            (0.0..=100.0).contains(&number).then_some(Percent(number / 100.0))
        };
        let meant = |text: &str| {
            let number: f64 = text.parse().ok()?;
            let percent = if number < 1.0 { (number * 1e4).round() / 100.0 } else { number };
            (0.0..=100.0).contains(&percent).then(|| format!("{percent}%"))
        };
        leaf_or(node, "a part from `0%` to `100%`", cx, read, meant)
    }
}

impl Lower for Spanned<Count> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let read = |text: &str| match text {
            "unlimited" => Some(Count(None)),
            _ => text.parse().ok().map(|count| Count(Some(count))),
        };
        let meant = |text: &str| super::closest(text, &["unlimited"]).map(str::to_owned);
        leaf_or(node, "a whole number or `unlimited`", cx, read, meant)
    }
}
