//! Placeholders: what they mean, and which type they have when the template does not say.

use super::{Building, Standing};
use crate::{
    diagnostic::Diagnostic,
    model::{Choice, IntKind, Role, Slot, TimeForm, Type},
    resolve::Resolver,
    source::Span,
    syntax::Placeholder,
};

/// Placeholders that become envelope values.
pub(super) const ROLES: &[(&str, Role)] = &[
    ("channel", Role::Channel),
    ("id", Role::Id),
    ("correlation", Role::Correlation),
    ("join", Role::Join),
    ("seq", Role::Seq),
    ("ack", Role::Ack),
    ("epoch", Role::Epoch),
    ("offset", Role::Offset),
    ("time", Role::Time),
    ("session", Role::Session),
    ("user", Role::User),
    ("connection", Role::Connection),
    ("sender", Role::Sender),
    ("trace", Role::Trace),
    ("code", Role::Code),
    ("message", Role::Message),
    ("details", Role::Details),
];

/// Placeholders that are not envelope values.
pub(super) const OTHERS: &[&str] =
    &["event", "payload", "frames", "count", "compressed", "size", "compressed_size"];

impl Resolver<'_> {
    pub(super) fn placeholder(
        &mut self,
        found: &Placeholder,
        building: &mut Building,
        path: &mut [String],
        place: Standing<'_>,
    ) -> Option<Slot> {
        let word = found.name.as_str();
        if OTHERS.contains(&word) {
            if word == "event" {
                return Some(Slot::Tag(self.tag_part(building, found.part.as_deref(), found.span)));
            }
            if let Some((_, first)) = building.counts.iter().find(|(name, _)| name == word) {
                let first = *first;
                self.misplaced_placeholder(found.span, first, &format!("`${word}` stands twice"));
                return None;
            }
            building.counts.push((word.to_owned(), found.span));
            if let Some(ty) = &found.ty {
                self.cx.report(
                    Diagnostic::error("A0301", ty.span, format!("`${word}` takes no type"))
                        .help("each event says what its payload is"),
                );
            }
            return Some(match word {
                "payload" => Slot::Payload,
                "frames" => Slot::Frames,
                "count" => Slot::Count,
                "compressed" => Slot::Compressed,
                "size" => Slot::Size,
                _ => Slot::CompressedSize,
            });
        }
        let role = role(word);
        let mut ty = match (&found.ty, role) {
            (Some(ty), _) => self.type_of(ty, &format!("{} {word}", building.name))?,
            (None, Some(role)) => self.role_type(role),
            (None, None) => {
                self.unknown_placeholder(word, found.span);
                return None;
            }
        };
        if role.is_none() && meant(word).is_some() {
            self.unknown_placeholder(word, found.span);
        }
        self.no_constant(&ty, found.span);
        if found.nullable && !matches!(ty, Type::Nullable(_) | Type::Json) {
            ty = Type::Nullable(Box::new(ty));
        }
        let choice = match found.choice.as_ref().map(|choice| choice.value.as_str()) {
            Some("rising") => Choice::Rising,
            Some("uuid") => Choice::Uuid,
            Some("random") => Choice::Random,
            _ => Choice::Given,
        };
        Some(Slot::Head(building.head(path, place, Some(word), role, ty, choice)))
    }

    fn unknown_placeholder(&mut self, word: &str, span: Span) {
        let message = format!("there is no placeholder `${word}`");
        let diagnostic = Diagnostic::error("A0302", span, message);
        self.cx.report(match meant(word) {
            // Behind the name there may be a part, a type or a `?`.
            Some(meant) => diagnostic
                .label(format!("did you mean `${meant}`?"))
                .fix(span.part(0..word.len() + 1), format!("${meant}")),
            None => diagnostic.help("an ordinary envelope field is written as its type: `key: string`, or in an array `name: string`"),
        });
    }

    /// What an envelope value is when the template does not say.
    pub(super) fn role_type(&self, role: Role) -> Type {
        match role {
            Role::Seq | Role::Ack | Role::Offset => Type::Int(IntKind::U64),
            Role::Time => Type::Timestamp(TimeForm::Rfc3339),
            Role::Details => Type::Json,
            Role::Code => {
                self.type_names.get("ErrorCode").map_or(Type::String, |id| Type::Named(*id))
            }
            Role::Channel
            | Role::Id
            | Role::Correlation
            | Role::Join
            | Role::Epoch
            | Role::Session
            | Role::User
            | Role::Connection
            | Role::Sender
            | Role::Trace
            | Role::Message => Type::String,
        }
    }
}

/// The role with this name.
pub(in crate::resolve) fn role(name: &str) -> Option<Role> {
    ROLES.iter().find(|(word, _)| *word == name).map(|(_, role)| *role)
}

/// The placeholder that a word most likely means.
pub(super) fn meant(word: &str) -> Option<&'static str> {
    let known: Vec<&'static str> =
        OTHERS.iter().copied().chain(ROLES.iter().map(|(word, _)| *word)).collect();
    crate::parse::closest(word, &known)
}

/// Whether there is a placeholder with this name.
pub(super) fn is_placeholder(word: &str) -> bool {
    OTHERS.contains(&word) || ROLES.iter().any(|(role, _)| *role == word)
}
