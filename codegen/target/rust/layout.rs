//! Braces and brackets inside attributes: frame templates, tags and struct expressions, which the
//! formatter for items would run together.

use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use syn::{Item, Meta, visit_mut::VisitMut};

/// The widest line.
const WIDTH: usize = 100;

/// Brace groups taken out of attributes, each replaced by a name.
#[derive(Default)]
pub(super) struct Braces {
    groups: Vec<Group>,
}

impl Braces {
    /// Takes them out of all attributes of an item.
    pub(super) fn take(item: &mut Item) -> Self {
        let mut braces = Self::default();
        braces.visit_item_mut(item);
        braces
    }

    /// Puts them back into the item's text, in one line where they fit.
    pub(super) fn put_back(&self, mut text: String) -> String {
        for (index, group) in self.groups.iter().enumerate() {
            let name = placeholder(index);
            let Some(start) = text.find(&name) else { continue };
            let end = start + name.len();
            let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
            let rest = text[end..].find('\n').unwrap_or(text.len() - end);
            let indent = text[line..start].chars().take_while(|each| *each == ' ').count();
            let flat = flat(TokenStream::from(TokenTree::Group(group.clone())));
            let width = start - line + flat.chars().count() + rest;
            let laid = if width <= WIDTH { flat } else { broken(group, indent) };
            text.replace_range(start..end, &laid);
        }
        text
    }

    fn replace(&mut self, tokens: TokenStream) -> TokenStream {
        let replaced = tokens.into_iter().map(|token| match token {
            TokenTree::Group(group)
                if matches!(group.delimiter(), Delimiter::Brace | Delimiter::Bracket) =>
            {
                self.groups.push(group);
                let name = placeholder(self.groups.len() - 1);
                TokenTree::Ident(Ident::new(&name, Span::call_site()))
            }
            TokenTree::Group(group) => {
                let inside = self.replace(group.stream());
                TokenTree::Group(Group::new(group.delimiter(), inside))
            }
            token => token,
        });
        replaced.collect()
    }
}

impl VisitMut for Braces {
    fn visit_meta_mut(&mut self, meta: &mut Meta) {
        if let Meta::List(list) = meta {
            list.tokens = self.replace(std::mem::take(&mut list.tokens));
        }
    }
}

fn placeholder(index: usize) -> String {
    format!("__braces_{index}__")
}

/// A group with each member on a line of its own.
fn broken(group: &Group, indent: usize) -> String {
    let (open, close) = match group.delimiter() {
        Delimiter::Bracket => ('[', ']'),
        _ => ('{', '}'),
    };
    let inner = indent + 4;
    let mut text = format!("{open}\n");
    let members = members(group.stream());
    let last = members.len().saturating_sub(1);
    for (index, member) in members.into_iter().enumerate() {
        let comma = if index == last { "" } else { "," };
        let line = flat(member.iter().cloned().collect());
        let line = match member.split_last() {
            Some((TokenTree::Group(nested), before))
                if inner + line.chars().count() + comma.len() > WIDTH =>
            {
                let before = flat(before.iter().cloned().collect());
                format!("{before} {}", broken(nested, inner))
            }
            _ => line,
        };
        text.push_str(&format!("{:inner$}{line}{comma}\n", ""));
    }
    text.push_str(&format!("{:indent$}{close}", ""));
    text
}

/// The parts between commas.
fn members(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut members = vec![Vec::new()];
    for token in tokens {
        match (&token, members.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => members.push(Vec::new()),
            (_, Some(member)) => member.push(token),
            (_, None) => {}
        }
    }
    members.retain(|member| !member.is_empty());
    members
}

/// Tokens in one line, spaced as a person would.
fn flat(tokens: TokenStream) -> String {
    let mut text = String::new();
    let mut space = false;
    for token in tokens {
        let (piece, before, after) = match token {
            TokenTree::Ident(ident) => (ident.to_string(), true, true),
            TokenTree::Literal(literal) => (literal.to_string(), true, true),
            TokenTree::Punct(punct) => {
                let joint = punct.spacing() == Spacing::Joint;
                let after = match punct.as_char() {
                    ',' => true,
                    ':' => !joint && !text.ends_with(':'),
                    _ => false,
                };
                // A spread and a placeholder begin a member; other signs belong to what is before.
                let before =
                    matches!(punct.as_char(), '$' | '-' | '.') && text.ends_with([',', ':']);
                (punct.to_string(), before, after)
            }
            TokenTree::Group(group) => {
                let inside = flat(group.stream());
                match group.delimiter() {
                    Delimiter::Brace if inside.is_empty() => ("{}".to_owned(), true, true),
                    Delimiter::Brace => (format!("{{ {inside} }}"), true, true),
                    Delimiter::Bracket => (format!("[{inside}]"), text.ends_with([',', ':']), true),
                    Delimiter::Parenthesis => (format!("({inside})"), false, true),
                    Delimiter::None => (inside, true, true),
                }
            }
        };
        if space && before {
            text.push(' ');
        }
        text.push_str(&piece);
        space = after;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn templates_read_as_they_are_documented() {
        let template = quote!({ "type": $event.0, "seq"?: seq, "m": [a, 2], ...: $payload });
        assert_eq!(
            flat(template),
            r#"{ "type": $event.0, "seq"?: seq, "m": [a, 2], ...: $payload }"#
        );
        assert_eq!(flat(quote!({ $event: $payload })), "{ $event: $payload }");
    }

    #[test]
    fn expressions_read_as_code() {
        let expression = quote!({ x: -3, y: a::B(vec![1, 2]), z: Some(P { q: 1 }) });
        assert_eq!(flat(expression), "{ x: -3, y: a::B(vec![1, 2]), z: Some(P { q: 1 }) }");
    }
}
