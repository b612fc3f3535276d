//! What to write and where, as written.

use super::*;

keywords! {
    /// One output: a target (`rust`, `typescript`, `json-schema`; `antiphon targets` lists them) or the
    /// path of a folder of templates, and where it goes. Paths are relative to the definition.
    ///
    /// ```yaml
    /// generate:
    ///   rust: { out: generated/rust, package: true, package_name: chat-protocol }
    ///   typescript: { out: generated/typescript, templates: my-templates }
    ///   json-schema: { out: generated/schema, base_url: "https://example.com/schemas" }
    /// ```
    #[what = "an output"]
    pub struct OutputDef {
        /// The folder.
        ///
        /// Default: `generated/` and the target's name.
        out: Option<Text>,
        /// Whether a package manifest is written around the code.
        ///
        /// Default: `false`.
        package: Option<Spanned<bool>>,
        /// The package's name.
        ///
        /// Default: the protocol's name and `-protocol`.
        package_name: Option<Text>,
        /// The base of schema `$id`s.
        ///
        /// Default: a URN of the protocol's name.
        base_url: Option<Text>,
        /// A folder of templates that replace the target's own of the same names.
        ///
        /// Default: none.
        templates: Option<Text>,
    }
}
