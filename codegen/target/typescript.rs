//! TypeScript: one folder of ES modules without dependencies.
//!
//! Rust makes views in TypeScript's own words, one file a concept; the templates print them.

mod binary;
mod channels;
mod decode;
mod doc;
mod encode;
mod enums;
mod events;
mod expr;
mod found;
mod frames;
mod imports;
mod literal;
mod messages;
mod names;
mod policy;
mod schema;
mod shape;
mod template;
mod types;
mod union;
mod untagged;

use super::{Files, Options};
use crate::model::{Protocol, UnknownEvent, UnknownFields};
use expr::Expr;
use minijinja::{Environment, Value, context, value::Serde};
use names::Names;
use std::collections::BTreeMap;
pub use template::template_names;

/// What stands at the top of every file.
const NOTICE: &str =
    "// Made by antiphon from the protocol's definition. Do not edit: change the definition.";

/// Makes the files.
pub fn generate(protocol: &Protocol, options: &Options) -> Files {
    match generate_with(protocol, options, &BTreeMap::new()) {
        Ok(files) => files,
        // The embedded templates are tested with every shape; a failure is a defect of this file.
        Err(message) => unreachable!("embedded template: {message}"),
    }
}

/// Makes the files with some templates replaced: names as in [`template_names`], and texts.
///
/// # Errors
/// A sentence for people that names the template and what is wrong with it.
pub fn generate_with(
    protocol: &Protocol,
    options: &Options,
    overrides: &BTreeMap<String, String>,
) -> Result<Files, String> {
    let environment = template::environment(overrides)?;
    let names = Names::new(protocol);
    let mut output = Output {
        protocol,
        environment,
        files: Files::new(),
        folder: if options.package { "src/" } else { "" },
        used: Vec::new(),
    };
    output.modules(&names)?;
    if options.package {
        output.package(options)?;
    }
    Ok(output.files)
}

struct Output<'a> {
    protocol: &'a Protocol,
    environment: Environment<'a>,
    files: Files,
    folder: &'static str,
    /// What the files import from the shared ones.
    used: Vec<imports::Imports>,
}

impl Output<'_> {
    fn modules(&mut self, names: &Names) -> Result<(), String> {
        let protocol = self.protocol;
        let new = || Expr::new(protocol, names);

        let expr = new();
        let types = types::types(&expr);
        self.module("types", expr, context! { types => Value::from(Serde(&types)) })?;
        let expr = new();
        let events = events::events(&expr);
        self.module("events", expr, context! { events => Value::from(Serde(&events)) })?;
        if !protocol.wire.binary.is_empty() {
            let expr = new();
            let layouts = binary::layouts(&expr);
            let text = layouts.iter().any(binary::BinaryView::has_text);
            if text {
                expr.imports.ty("wire", "Key");
            }
            if text || layouts.iter().any(binary::BinaryView::has_path) {
                expr.imports.ty("wire", "Path");
            }
            expr.imports.value("wire", "fail");
            self.module(
                "binary",
                expr,
                context! { layouts => Value::from(Serde(&layouts)), text },
            )?;
        }
        if !protocol.channels.is_empty() {
            let expr = new();
            let channels = channels::channels(&expr);
            let integers = channels.iter().any(channels::ChannelView::has_integers);
            expr.imports.ty("wire", "Brand");
            if protocol.channels.iter().any(|channel| !channel.params.is_empty()) {
                expr.imports.value("wire", "attempt");
            }
            self.module(
                "channels",
                expr,
                context! { channels => Value::from(Serde(&channels)), integers },
            )?;
        }
        let messages = new();
        let senders = messages::senders(&messages);
        let expr = new();
        let frames = frames::frames(&expr);
        self.module("frames", expr, context! { frames => Value::from(Serde(&frames)) })?;
        self.module("messages", messages, context! { senders => Value::from(Serde(&senders)) })?;
        let expr = new();
        let errors = policy::errors(&expr);
        self.module("errors", expr, context! { errors => Value::from(Serde(&errors)) })?;
        let expr = new();
        self.module(
            "policy",
            expr,
            context! { constants => Value::from(Serde(policy::policy(protocol))) },
        )?;
        let expr = new();
        let flows = policy::flows(&expr);
        self.module("flows", expr, context! { flows => Value::from(Serde(&flows)) })?;
        self.shared(names)?;
        self.index()
    }

    /// Adds a module that is made of views.
    fn module(&mut self, name: &'static str, expr: Expr<'_>, view: Value) -> Result<(), String> {
        let imports = expr.imports.statements(name);
        let view = context! { imports, ..view };
        self.render(&format!("{name}.ts.j2"), &format!("{}{name}.ts", self.folder), view)?;
        self.used.push(expr.imports);
        Ok(())
    }

    /// Adds what the modules share, as far as they use it.
    fn shared(&mut self, names: &Names) -> Result<(), String> {
        let uses = |name: &str| self.used.iter().any(|imports| imports.uses(name));
        let limits = &self.protocol.limits;
        let flags = self.protocol.types.iter();
        let flags = flags.clone().any(|def| matches!(def.kind, crate::model::TypeKind::Flags(_)));
        let view = context! {
            exact => names.exact,
            timestamp => uses("Timestamp") || uses("readTimestamp"),
            unix_millis => uses("UnixMillis"),
            unix_seconds => uses("UnixSeconds"),
            duration => uses("readDuration"),
            uuid => uses("Uuid") || uses("readUuid"),
            url => uses("Url") || uses("readUrl"),
            decimal => uses("Decimal") || uses("readDecimal"),
            bounded_decimal => uses("boundedDecimal"),
            integer_text => uses("IntegerText") || uses("readIntegerText"),
            big_int => uses("readBigInt"),
            bytes => uses("readBytes") || uses("writeBytes"),
            flags,
            open_union => uses("Unknown"),
            json_text => uses("readJsonText"),
            packing => uses("unpackLines") || uses("unpackRecords") || uses("unpackArray"),
            limited => uses("limited") || uses("unpackLines") || uses("unpackRecords") || uses("unpackArray"),
            schema => uses("readSchema"),
        };
        let has_schema = uses("readSchema");
        let scalars = scalar_imports(&uses);
        let has_scalars = flags || !scalars.is_empty();
        let shared = context! {
            uses => view,
            max_message => limits.message,
            max_depth => limits.depth,
            max_frames => limits.batch,
        };
        let rules = context! {
            unknown => match self.protocol.wire.unknown_event {
                UnknownEvent::Deliver => "deliver",
                UnknownEvent::Ignore => "ignore",
                UnknownEvent::Reject => "reject",
            },
            rejects_keys => self.protocol.wire.unknown_field == UnknownFields::Reject,
        };
        self.render("choose.ts.j2", &format!("{}choose.ts", self.folder), rules.clone())?;
        self.render("shape.ts.j2", &format!("{}shape.ts", self.folder), rules)?;
        self.render("wire.ts.j2", &format!("{}wire.ts", self.folder), shared.clone())?;
        self.render("json.ts.j2", &format!("{}json.ts", self.folder), shared.clone())?;
        if has_scalars {
            let scalars = context! { imports => scalars, ..shared };
            self.render("scalars.ts.j2", &format!("{}scalars.ts", self.folder), scalars)?;
        }
        if has_schema {
            self.render("schema.ts.j2", &format!("{}schema.ts", self.folder), Value::UNDEFINED)?;
        }
        Ok(())
    }

    fn index(&mut self) -> Result<(), String> {
        let open_union = self.used.iter().any(|imports| imports.uses("Unknown"));
        let files = self
            .files
            .keys()
            .filter_map(|path| path.strip_prefix(self.folder)?.strip_suffix(".ts"));
        let mut files: Vec<String> = files.map(str::to_owned).collect();
        // What only the modules share with each other is not for users.
        files.retain(|file| {
            !matches!(file.as_str(), "wire" | "json" | "schema" | "choose" | "shape")
        });
        let (type_files, files): (Vec<String>, Vec<String>) =
            files.into_iter().partition(|file| matches!(file.as_str(), "frames" | "events"));
        let mut doc =
            doc::lines(&self.protocol.doc, &format!("The protocol {}.", self.protocol.name), &[]);
        if let Some(version) = &self.protocol.version {
            doc::also(&mut doc, &format!("Version {version}."));
        }
        self.render(
            "index.ts.j2",
            &format!("{}index.ts", self.folder),
            context! { files, type_files, doc, open_union },
        )
    }

    fn package(&mut self, options: &Options) -> Result<(), String> {
        let name =
            options.package_name.clone().unwrap_or_else(|| self.protocol.name.to_lowercase());
        let version = self.protocol.version.clone().unwrap_or_else(|| "0.0.0".to_owned());
        let json = |text: String| serde_json::Value::from(text).to_string();
        let view = context! { package_name => json(name), version => json(version) };
        self.render("package.json.j2", "package.json", view)?;
        self.render("tsconfig.json.j2", "tsconfig.json", Value::UNDEFINED)
    }

    fn render(&mut self, template: &str, path: &str, view: Value) -> Result<(), String> {
        let view = context! { protocol => self.protocol.name.as_str(), notice => NOTICE, ..view };
        let text = template::render(&self.environment, template, view)?;
        self.files.insert(path.to_owned(), text);
        Ok(())
    }
}

/// What `scalars.ts` needs of `wire.ts`.
fn scalar_imports(uses: &dyn Fn(&str) -> bool) -> Vec<&'static str> {
    const CHECKED: &[&str] =
        &["attempt", "fail", "readString", "type Brand", "type Key", "type Path", "type Read"];
    const NEEDS: &[(&str, &[&str])] = &[
        ("Timestamp", CHECKED),
        ("readTimestamp", CHECKED),
        ("UnixMillis", &["readInteger", "type Brand", "type Key", "type Path"]),
        ("UnixSeconds", &["readInteger", "type Brand", "type Key", "type Path"]),
        ("readDuration", &["fail", "readNumber", "type Key", "type Path"]),
        ("Uuid", CHECKED),
        ("Url", CHECKED),
        ("Decimal", CHECKED),
        ("readUuid", CHECKED),
        ("readUrl", CHECKED),
        ("readDecimal", CHECKED),
        ("boundedDecimal", &["fail", "type Key", "type Path"]),
        ("IntegerText", &["fail", "readString", "type Brand", "type Key", "type Path"]),
        ("readIntegerText", &["fail", "readString", "type Brand", "type Key", "type Path"]),
        ("readBigInt", &["fail", "wrong", "type Key", "type Path"]),
        ("readBytes", &["fail", "readString", "type Key", "type Path"]),
        ("writeBytes", &["fail", "readString", "type Key", "type Path"]),
    ];
    let needs =
        NEEDS.iter().filter(|(name, _)| uses(name)).flat_map(|(_, needs)| needs.iter().copied());
    let mut needs: Vec<&str> = needs.collect();
    needs.sort_by_key(|name| (name.starts_with("type "), *name));
    needs.dedup();
    needs
}
