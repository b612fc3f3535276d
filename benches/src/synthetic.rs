//! Protocols of any size, the same one as a definition and as serde types.

use std::fmt::Write as _;

/// How an event sits in its frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// `{ "type", "id", "ts", "payload": {…} }`
    Envelope,
    /// `{ "type", "id", … }` with the payload's fields beside them.
    Flat,
}

impl Frame {
    /// The protocol's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Envelope => "envelope",
            Self::Flat => "flat",
        }
    }

    /// The template.
    pub fn template(self) -> &'static str {
        match self {
            Self::Envelope => {
                "{ type: $event, id?: $id, ts?: $time(timestamp<ms>), payload: $payload }"
            }
            Self::Flat => "{ type: $event, id?: $id, ...: $payload }",
        }
    }
}

/// One kind of field, in the words of each language.
struct Kind {
    name: &'static str,
    optional: bool,
    language: &'static str,
    rust: &'static str,
    schema: &'static str,
    zod: &'static str,
    valibot: &'static str,
}

/// A row of [`KINDS`]: name, whether it may be absent, and its type in the language, in Rust, as JSON
/// Schema, for zod and for valibot.
macro_rules! kinds {
    ($($name:literal $optional:literal $language:literal $rust:literal $schema:literal $zod:literal $valibot:literal;)*) => {
        &[$(Kind {
            name: $name, optional: $optional, language: $language, rust: $rust,
            schema: $schema, zod: $zod, valibot: $valibot,
        }),*]
    };
}

/// What a payload is made of. Each event takes some, in turn.
#[rustfmt::skip]
const KINDS: &[Kind] = kinds! {
    "session_id" false "string" "String" r#"{"type":"string"}"# "z.string()" "v.string()";
    "revision" false "u32" "u32" r#"{"type":"integer","minimum":0,"maximum":4294967295}"# "z.int().min(0).max(4294967295)" "v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4294967295))";
    "load" false "f64" "f64" r#"{"type":"number"}"# "z.number()" "v.number()";
    "urgent" false "bool" "bool" r#"{"type":"boolean"}"# "z.boolean()" "v.boolean()";
    "note" true "string" "Option<String>" r#"{"type":"string"}"# "z.string().optional()" "v.optional(v.string())";
    "tags" false "list<string>" "Vec<String>" r#"{"type":"array","items":{"type":"string"}}"# "z.array(z.string())" "v.array(v.string())";
    "mood" false "SyntheticMood" "SyntheticMood" r##"{"$ref":"#/definitions/SyntheticMood"}"## "SyntheticMood" "SyntheticMood";
    "owner" false "SyntheticOwner" "SyntheticOwner" r##"{"$ref":"#/definitions/SyntheticOwner"}"## "SyntheticOwner" "SyntheticOwner";
    "retries" true "u32" "Option<u32>" r#"{"type":"integer","minimum":0,"maximum":4294967295}"# "z.int().min(0).max(4294967295).optional()" "v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4294967295)))";
    "offset" false "i32" "i32" r#"{"type":"integer","minimum":-2147483648,"maximum":2147483647}"# "z.int().min(-2147483648).max(2147483647)" "v.pipe(v.number(), v.integer(), v.minValue(-2147483648), v.maxValue(2147483647))";
    "owners" false "list<SyntheticOwner>" "Vec<SyntheticOwner>" r##"{"type":"array","items":{"$ref":"#/definitions/SyntheticOwner"}}"## "z.array(SyntheticOwner)" "v.array(SyntheticOwner)";
};

/// The types that the fields name, as the language writes them.
const TYPES: &str = "  SyntheticMood: calm | busy | gone
  SyntheticOwner: { fields: { id: string, name: string, age?: u32 } }
";

/// The same for serde.
const SERDE_TYPES: &str = r#"#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SyntheticMood { Calm, Busy, Gone }
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct SyntheticOwner {
    pub id: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age: Option<u32>,
}
"#;

/// The same as JSON Schema, draft-07.
const SCHEMA_TYPES: &str = r#""SyntheticMood":{"type":"string","enum":["calm","busy","gone"]},
"SyntheticOwner":{"type":"object","properties":{"id":{"type":"string"},"name":{"type":"string"},"age":{"type":"integer","minimum":0,"maximum":4294967295}},"required":["id","name"]}"#;

/// The same for zod.
const ZOD_TYPES: &str = "import * as z from 'zod';
const SyntheticMood = z.enum(['calm', 'busy', 'gone']);
const SyntheticOwner = z.object({ id: z.string(), name: z.string(), age: z.int().min(0).max(4294967295).optional() });
";

/// The same for valibot.
const VALIBOT_TYPES: &str = "import * as v from 'valibot';
const SyntheticMood = v.picklist(['calm', 'busy', 'gone']);
const SyntheticOwner = v.object({ id: v.string(), name: v.string(), age: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4294967295))) });
";

/// A number of events.
#[derive(Debug, Clone, Copy)]
pub struct Events {
    count: usize,
}

impl Events {
    /// So many.
    pub fn new(count: usize) -> Self {
        Self { count }
    }

    /// The kinds of the event's fields.
    fn fields(number: usize) -> impl Iterator<Item = &'static Kind> {
        let count = 3 + number % 6;
        (0..count).filter_map(move |index| KINDS.get((number + index) % KINDS.len()))
    }

    /// As a definition. `measured` is the text of further events and types.
    pub fn definition(self, frame: Frame, measured: &str) -> String {
        let mut out = format!(
            "antiphon: 1\nprotocol: {}\nwire:\n  frames:\n    message: {}\nevents:\n",
            frame.name(),
            frame.template(),
        );
        for number in 0..self.count {
            let _ = write!(out, "  synthetic.event{number}:\n    from: server\n    fields: {{ ");
            for (index, kind) in Self::fields(number).enumerate() {
                let mark = if kind.optional { "?" } else { "" };
                let comma = if index > 0 { ", " } else { "" };
                let _ = write!(out, "{comma}{}{mark}: {}", kind.name, kind.language);
            }
            out.push_str(" }\n");
        }
        match measured.split_once("types:\n") {
            Some((events, types)) => {
                let _ = write!(out, "{events}types:\n{types}{TYPES}");
            }
            None => {
                let _ = write!(out, "{measured}types:\n{TYPES}");
            }
        }
        out
    }

    /// The payloads as structs with serde's derives, and enums of all events: `Tagged` for flat frames
    /// and `Content` for envelopes. `measured` are further variants: a tag and a type each.
    pub fn serde(self, measured: &[(&str, &str)]) -> String {
        const DERIVE: &str =
            "#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]";
        let mut out = SERDE_TYPES.to_owned();
        for number in 0..self.count {
            let _ = writeln!(out, "{DERIVE}\npub struct SyntheticEvent{number} {{");
            for kind in Self::fields(number) {
                if kind.optional {
                    out.push_str("    #[serde(skip_serializing_if = \"Option::is_none\")]\n");
                }
                let _ = writeln!(out, "    pub {}: {},", kind.name, kind.rust);
            }
            out.push_str("}\n");
        }
        for (name, attributes) in
            [("Tagged", "tag = \"type\""), ("Content", "tag = \"type\", content = \"payload\"")]
        {
            let _ = writeln!(out, "{DERIVE}\n#[serde({attributes})]\npub enum {name} {{");
            for (tag, ty) in measured {
                let _ = writeln!(out, "    #[serde(rename = \"{tag}\")] {ty}({ty}),");
            }
            for number in 0..self.count {
                let _ = writeln!(
                    out,
                    "    #[serde(rename = \"synthetic.event{number}\")] SyntheticEvent{number}(SyntheticEvent{number}),"
                );
            }
            out.push_str("}\n");
        }
        out
    }

    /// All events in flat frames as one JSON Schema, draft-07.
    pub fn schema(self) -> String {
        let mut out = format!(
            "{{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"title\":\"Synthetic\",\"definitions\":{{{SCHEMA_TYPES}"
        );
        for number in 0..self.count {
            let _ = write!(
                out,
                ",\n\"SyntheticEvent{number}\":{{\"type\":\"object\",\"properties\":{{\"type\":{{\"const\":\"synthetic.event{number}\",\"type\":\"string\"}}"
            );
            let mut required = String::from("\"type\"");
            for kind in Self::fields(number) {
                let _ = write!(out, ",\"{}\":{}", kind.name, kind.schema);
                if !kind.optional {
                    let _ = write!(required, ",\"{}\"", kind.name);
                }
            }
            let _ = write!(out, "}},\"required\":[{required}]}}");
        }
        out.push_str("},\n\"oneOf\":[");
        for number in 0..self.count {
            let comma = if number > 0 { "," } else { "" };
            let _ = write!(out, "{comma}{{\"$ref\":\"#/definitions/SyntheticEvent{number}\"}}");
        }
        out.push_str("]}\n");
        out
    }

    /// All events in flat frames as a module of zod's that exports `schema`.
    pub fn zod(self) -> String {
        let events = self.objects("z.object", "z.literal", |kind| kind.zod);
        format!("{ZOD_TYPES}export const schema = z.discriminatedUnion('type', [\n{events}]);\n")
    }

    /// All events in flat frames as a module of valibot's that exports `schema`.
    pub fn valibot(self) -> String {
        let events = self.objects("v.object", "v.literal", |kind| kind.valibot);
        format!("{VALIBOT_TYPES}export const schema = v.variant('type', [\n{events}]);\n")
    }

    fn objects(self, object: &str, literal: &str, of: fn(&Kind) -> &'static str) -> String {
        let mut out = String::new();
        for number in 0..self.count {
            let _ = write!(out, "  {object}({{ type: {literal}('synthetic.event{number}')");
            for kind in Self::fields(number) {
                let _ = write!(out, ", {}: {}", kind.name, of(kind));
            }
            out.push_str(" }),\n");
        }
        out
    }

    /// Valid frames, one for each event, as a JSON array.
    pub fn samples(self) -> String {
        let mut out = String::from("[");
        for number in 0..self.count {
            let comma = if number > 0 { ",\n" } else { "" };
            let _ = write!(out, "{comma}{{\"type\":\"synthetic.event{number}\"");
            for kind in Self::fields(number) {
                let _ = write!(out, ",\"{}\":{}", kind.name, sample(kind.name));
            }
            out.push('}');
        }
        out.push_str("]\n");
        out
    }
}

/// A value for a kind of field.
fn sample(name: &str) -> &'static str {
    match name {
        "revision" => "4711",
        "load" => "0.625",
        "urgent" => "true",
        "tags" => r#"["red","green","blue"]"#,
        "mood" => r#""busy""#,
        "owner" => r#"{"id":"u-1","name":"Ada","age":36}"#,
        "retries" => "3",
        "offset" => "-17",
        "owners" => r#"[{"id":"u-1","name":"Ada","age":36},{"id":"u-2","name":"Alan"}]"#,
        _ => r#""a line of text""#,
    }
}
