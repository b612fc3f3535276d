//! t
pub(crate) fn items(_name: &str, _schema: &serde_json::Value) -> Result<Vec<syn::Item>, String> {
    Ok(vec![])
}
