//! Mistakes, collected, so that a user sees all of them at once.

use std::fmt::Display;

/// Mistakes in the order in which they were found.
#[derive(Default)]
pub(crate) struct Errors(Option<syn::Error>);

impl Errors {
    /// Adds a mistake at the place of these tokens.
    pub(crate) fn at(&mut self, place: impl quote::ToTokens, message: impl Display) {
        self.push(syn::Error::new_spanned(place, message));
    }

    /// Adds a mistake at this place.
    pub(crate) fn span(&mut self, span: proc_macro2::Span, message: impl Display) {
        self.push(syn::Error::new(span, message));
    }

    /// Adds a mistake.
    pub(crate) fn push(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(first) => first.combine(error),
            none => *none = Some(error),
        }
    }

    /// The value, or the mistake.
    pub(crate) fn ok<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    /// The value if nothing was wrong, or else everything that was.
    pub(crate) fn finish<T>(self, value: T) -> syn::Result<T> {
        self.0.map_or(Ok(value), Err)
    }
}

/// The known name that is nearest to a misspelt one, if one is near.
fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    known
        .iter()
        // What was merely cut short is nearest: `u32` of `u32_le`.
        .map(|name| (!(word.len() > 1 && name.starts_with(word)), distance(word, name), *name))
        .filter(|(whole, distance, name)| !whole || *distance <= 2.max(name.len() / 3))
        .min()
        .map(|(.., name)| name)
}

/// How many letters must be added, removed or changed.
fn distance(left: &str, right: &str) -> usize {
    let mut row: Vec<usize> = (0..=right.chars().count()).collect();
    for (index, a) in left.chars().enumerate() {
        let mut diagonal = index;
        let mut last = index + 1;
        let mut next = vec![last];
        for (b, above) in right.chars().zip(row.iter().skip(1)) {
            last = (diagonal + usize::from(a != b)).min(above + 1).min(last + 1);
            diagonal = *above;
            next.push(last);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

/// ``did you mean `optional`? `` and what is known, for a name that is not.
pub(crate) fn known_names(word: &str, known: &[&str]) -> String {
    let list = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match nearest(word, known) {
        Some(name) => format!("did you mean `{name}`? Known here: {list}"),
        None if known.is_empty() => "nothing is known here".to_owned(),
        None => format!("known here: {list}"),
    }
}
