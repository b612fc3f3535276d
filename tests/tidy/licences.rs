//! Every dependency has a licence that `deny.toml` allows.

use super::{none, root};
use serde_json::Value;
use std::{collections::BTreeSet, fs, process::Command};

/// The licences under `allow = [ … ]` in deny.toml.
fn allowed() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("deny.toml")).expect("deny.toml is there");
    let (_, behind) = text.split_once("\nallow = [").expect("deny.toml has a list of licences");
    let (list, _) = behind.split_once("\n]").expect("the list ends");
    let lines = list.lines().map(|line| line.split('#').next().unwrap_or_default());
    let found: BTreeSet<String> = lines
        .flat_map(|line| line.split(','))
        .map(|item| item.trim().trim_matches('"').to_owned())
        .filter(|item| !item.is_empty())
        .collect();
    assert!(found.contains("MIT"), "the list is read: {found:?}");
    found
}

/// Whether an SPDX expression can be satisfied with these licences.
fn satisfied(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    either(&mut rest, allowed) && rest.is_empty()
}

fn either(rest: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    let mut fine = both(rest, allowed);
    while let ["OR", behind @ ..] = *rest {
        *rest = behind;
        fine |= both(rest, allowed);
    }
    fine
}

fn both(rest: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    let mut fine = one(rest, allowed);
    while let ["AND", behind @ ..] = *rest {
        *rest = behind;
        fine &= one(rest, allowed);
    }
    fine
}

fn one(rest: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    match *rest {
        ["(", behind @ ..] => {
            *rest = behind;
            let fine = either(rest, allowed);
            *rest = rest.strip_prefix(&[")"]).unwrap_or(&[]);
            fine
        }
        [licence, "WITH", exception, behind @ ..] => {
            *rest = behind;
            // An exception only permits more.
            allowed.contains(*licence) || allowed.contains(&format!("{licence} WITH {exception}"))
        }
        [licence, behind @ ..] => {
            *rest = behind;
            allowed.contains(*licence)
        }
        [] => false,
    }
}

/// The system that the tests run on, as cargo names it.
fn host() -> String {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let output = Command::new(rustc).arg("-vV").output().expect("rustc starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.expect("rustc names its host").to_owned()
}

#[test]
fn every_dependency_may_be_used() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--format-version", "1", "--filter-platform", &host()])
        .current_dir(root())
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array().expect("packages are a list");
    assert!(packages.len() > 20, "the dependencies are listed");
    let allowed = allowed();
    let violations = packages
        .iter()
        // What has no source is in this repository.
        .filter(|package| package["source"].is_string())
        .filter(|package| {
            !package["license"].as_str().is_some_and(|licence| satisfied(licence, &allowed))
        })
        .map(|package| {
            format!("{} {}: {}", package["name"], package["version"], package["license"])
        })
        .collect();
    none(violations, "every dependency has a licence that deny.toml allows");
}

#[test]
fn expressions_are_understood() {
    let allowed = ["MIT", "Unicode-3.0"].map(str::to_owned).into_iter().collect();
    for fine in [
        "MIT",
        "MIT OR GPL-3.0",
        "GPL-3.0/MIT",
        "(GPL-3.0 OR MIT) AND Unicode-3.0",
        "GPL-3.0 AND Zlib OR MIT",
        "MIT WITH some-exception",
    ] {
        assert!(satisfied(fine, &allowed), "{fine}");
    }
    for refused in ["GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Zlib) AND GPL-3.0", "", "MIT)"] {
        assert!(!satisfied(refused, &allowed), "{refused}");
    }
}
