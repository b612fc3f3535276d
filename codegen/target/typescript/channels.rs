//! Topics: branded types, builders and parsers: `channels.ts`.

use super::{
    doc,
    expr::Expr,
    literal::{access, in_template, member, text},
};
use crate::{
    model::{Channel, Constraints, Field, TopicPart, Type},
    names::typescript::value_name,
};
use serde::Serialize;

/// One channel.
#[derive(Serialize)]
pub(super) struct ChannelView {
    stem: String,
    name: String,
    doc: Vec<String>,
    /// The template-literal type.
    topic: String,
    /// The parameters' members.
    params: Vec<ParamView>,
    /// The topic built from `params`.
    build: String,
    builder: String,
    pattern: String,
    /// Statements that read the parameters from the groups of the pattern.
    read: Vec<String>,
}

/// A parameter.
#[derive(Serialize)]
struct ParamView {
    doc: Vec<String>,
    name: String,
    ty: String,
}

impl ChannelView {
    /// Whether a parameter is an integer.
    pub(super) fn has_integers(&self) -> bool {
        self.read.iter().any(|line| line.contains("(integer("))
    }
}

/// Every channel.
pub(super) fn channels(expr: &Expr<'_>) -> Vec<ChannelView> {
    let channels = expr.protocol.channels.iter().enumerate();
    channels.map(|(index, channel)| view(expr, &expr.names.channels[index], channel)).collect()
}

fn view(expr: &Expr<'_>, stem: &str, channel: &Channel) -> ChannelView {
    let mut topic = String::new();
    let mut build = String::new();
    let mut pattern = String::from("^");
    for (index, part) in channel.topic.iter().enumerate() {
        match part {
            TopicPart::Text(text) => {
                topic.push_str(&in_template(text));
                build.push_str(&in_template(text));
                pattern.push_str(&escaped(text));
            }
            TopicPart::Param(param) => {
                let Some(field) = channel.params.get(*param) else { continue };
                topic.push_str(&format!("${{{}}}", piece(expr, &field.ty)));
                build.push_str(&format!("${{{}}}", access("params", &field.name)));
                // A parameter ends where the text behind it begins.
                pattern.push_str(&match crate::judge::stop(channel, index) {
                    Some('-') => "([^\\-]+)".to_owned(),
                    Some(stop) => format!("([^{}]+)", escaped_char(stop)),
                    None => "([^]+)".to_owned(),
                });
            }
        }
    }
    pattern.push('$');
    let groups: Vec<usize> = channel
        .topic
        .iter()
        .filter_map(|part| match part {
            TopicPart::Param(index) => Some(*index),
            TopicPart::Text(_) => None,
        })
        .collect();
    let read = channel.params.iter().enumerate().map(|(index, field)| {
        let group = groups.iter().position(|each| *each == index).map_or(0, |group| group + 1);
        format!(
            "{}: {},",
            super::literal::key(&field.name),
            read_param(expr, field, &format!("groups[{group}]"))
        )
    });
    ChannelView {
        stem: stem.to_owned(),
        name: text(&channel.name),
        doc: doc::lines(&channel.doc, &format!("A topic of the channel `{}`.", channel.name), &[]),
        topic: format!("`{topic}`"),
        params: channel
            .params
            .iter()
            .map(|field| ParamView {
                doc: super::types::field_doc(field),
                name: member(&field.name),
                ty: expr.ty(&field.ty),
            })
            .collect(),
        build: format!("`{build}`"),
        builder: value_name(&format!("{stem} topic")),
        pattern: format!("/{pattern}/"),
        read: read.collect(),
    }
}

/// What a parameter is in a template-literal type.
fn piece(expr: &Expr<'_>, ty: &Type) -> String {
    match expr.resolved(ty) {
        Type::Int(_) => "number".to_owned(),
        Type::BigInt(_) => "bigint".to_owned(),
        Type::Named(_) => expr.ty(ty),
        _ => "string".to_owned(),
    }
}

fn read_param(expr: &Expr<'_>, field: &Field, value: &str) -> String {
    let none = Constraints::default();
    let constraints = if field.constraints.is_empty() { &none } else { &field.constraints };
    let integer = match expr.resolved(&field.ty) {
        Type::Int(_) => true,
        Type::Named(id) => {
            matches!(expr.protocol.type_def(*id).kind, crate::model::TypeKind::IntEnum(_))
        }
        _ => false,
    };
    let value = if integer { format!("integer({value})") } else { value.to_owned() };
    expr.read(&field.ty, constraints, &value, "undefined", &text(&field.name))
}

/// Text as a part of a regular expression.
fn escaped(text: &str) -> String {
    text.chars().map(escaped_char).collect()
}

fn escaped_char(character: char) -> String {
    match character {
        '\\' | '^' | '$' | '.' | '|' | '?' | '*' | '+' | '(' | ')' | '[' | ']' | '{' | '}'
        | '/' => {
            format!("\\{character}")
        }
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\u{2028}' => "\\u2028".to_owned(),
        '\u{2029}' => "\\u2029".to_owned(),
        _ => character.to_string(),
    }
}
