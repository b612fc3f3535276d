//! Topics: text that names one channel of a family, such as `session:42`.

use std::{
    fmt::{self, Display},
    str::FromStr,
};

/// A family of topics, as a type that holds the parameters. Implemented by `#[derive(Channel)]`.
///
/// `to_string()` builds the topic, `parse` and `FromStr` take it apart.
pub trait Channel: Sized + Display + FromStr {
    /// The channel's name in the definition.
    const NAME: &'static str;
    /// The template, as the definition writes it: `session:{id}`.
    const TOPIC: &'static str;

    /// Builds the topic, as `to_string()` does.
    ///
    /// # Errors
    /// [`WrongTopic`] when a parameter cannot stand in it: it is empty, holds the text that ends it, or
    /// is not what the definition asks for.
    fn topic(&self) -> Result<String, WrongTopic> {
        let topic = self.to_string();
        match Self::parse(&topic) {
            Some(_) => Ok(topic),
            None => Err(WrongTopic { expected: Self::TOPIC }),
        }
    }

    /// The parameters of a topic; `None` when the topic is not one of this family.
    fn parse(topic: &str) -> Option<Self>;
}

/// A part of a topic template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// This text.
    Text(&'static str),
    /// A parameter: text that is not empty and does not contain the first character of the text
    /// that follows it.
    Param,
}

/// The parameters of a topic in order; `None` when the topic does not have these pieces.
pub fn match_topic<'a>(topic: &'a str, pieces: &[Piece]) -> Option<Vec<&'a str>> {
    let mut rest = topic;
    let mut params = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Text(text) => rest = rest.strip_prefix(text)?,
            Piece::Param => {
                let stop = match pieces.get(index + 1) {
                    Some(Piece::Text(text)) => text.chars().next(),
                    _ => None,
                };
                let end = stop.and_then(|stop| rest.find(stop)).unwrap_or(rest.len());
                let (param, after) = rest.split_at_checked(end)?;
                if param.is_empty() {
                    return None;
                }
                params.push(param);
                rest = after;
            }
        }
    }
    rest.is_empty().then_some(params)
}

/// A parameter from its text, if it is written back as the same text: `007` is no integer here.
pub fn param<T: FromStr + Display>(text: &str) -> Option<T> {
    text.parse::<T>().ok().filter(|value| value.to_string() == text)
}

/// The text is no topic of the channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongTopic {
    /// The template of the channel: `session:{id}`.
    pub expected: &'static str,
}

impl Display for WrongTopic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "expected a topic of the form `{}`", self.expected)
    }
}

impl std::error::Error for WrongTopic {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_end_where_the_next_text_begins() {
        let pieces = [Piece::Text("room:"), Piece::Param, Piece::Text("/"), Piece::Param];
        assert_eq!(match_topic("room:a/b/c", &pieces), Some(vec!["a", "b/c"]));
        assert_eq!(match_topic("room:a", &pieces), None);
        assert_eq!(match_topic("room:/b", &pieces), None);
        assert_eq!(match_topic("room:a/", &pieces), None);
        assert_eq!(match_topic("rooms:a/b", &pieces), None);
    }

    #[test]
    fn a_topic_without_parameters_is_exact() {
        assert_eq!(match_topic("lobby", &[Piece::Text("lobby")]), Some(vec![]));
        assert_eq!(match_topic("lobby2", &[Piece::Text("lobby")]), None);
    }

    #[test]
    fn parameters_are_canonical() {
        assert_eq!(param::<u32>("7"), Some(7));
        assert_eq!(param::<u32>("007"), None);
        assert_eq!(param::<u32>("+7"), None);
        assert_eq!(param::<String>("x").as_deref(), Some("x"));
    }
}
