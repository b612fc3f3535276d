//! Sets of characters: brackets, and the letters that stand for a set.

use super::{Trouble, character, is_verbatim};
use regex_syntax::ast::{
    ClassBracketed, ClassPerl, ClassPerlKind, ClassSet, ClassSetBinaryOpKind, ClassSetItem, Literal,
};

/// What `\s` is in ECMA-262: white space and line terminators. For `regex-lite` it is ASCII's alone.
const SPACE: &str =
    "\\t-\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";

/// All others, inside brackets.
const NO_SPACE: &str = "\\u0000-\\u0008\\u000e-\\u001f!-\\u009f\\u00a1-\\u167f\\u1681-\\u1fff\\u200b-\\u2027\
                        \\u202a-\\u202e\\u2030-\\u205e\\u2060-\\u2fff\\u3001-\\ufefe\\uff00-\\u{10ffff}";

/// What to write instead of a class of Unicode.
pub(super) fn unicode(part: &str) -> Trouble {
    Trouble::new(
        format!("not every output knows the characters of `{part}`"),
        "write their ranges: `[A-Za-zÀ-ÿ]`",
    )
}

/// A letter that stands for a set, outside of brackets.
pub(super) fn perl(class: &ClassPerl, out: &mut String) {
    match class.kind {
        ClassPerlKind::Space => {
            out.push_str(if class.negated { "[^" } else { "[" });
            out.push_str(SPACE);
            out.push(']');
        }
        ClassPerlKind::Digit | ClassPerlKind::Word => inner_perl(class, out),
    }
}

/// The same inside of brackets.
fn inner_perl(class: &ClassPerl, out: &mut String) {
    out.push_str(match (&class.kind, class.negated) {
        (ClassPerlKind::Digit, false) => "\\d",
        (ClassPerlKind::Digit, true) => "\\D",
        (ClassPerlKind::Word, false) => "\\w",
        (ClassPerlKind::Word, true) => "\\W",
        (ClassPerlKind::Space, false) => SPACE,
        (ClassPerlKind::Space, true) => NO_SPACE,
    });
}

/// A set in brackets.
pub(super) fn bracketed(
    class: &ClassBracketed,
    written: &str,
    out: &mut String,
) -> Result<(), Trouble> {
    let items = match &class.kind {
        ClassSet::BinaryOp(operation) => {
            let twice = match operation.kind {
                ClassSetBinaryOpKind::Intersection => "&&",
                ClassSetBinaryOpKind::Difference => "--",
                ClassSetBinaryOpKind::SymmetricDifference => "~~",
            };
            return Err(doubled(twice));
        }
        ClassSet::Item(ClassSetItem::Union(union)) => union.items.as_slice(),
        ClassSet::Item(item) => std::slice::from_ref(item),
    };
    out.push_str(if class.negated { "[^" } else { "[" });
    let space = |negated: bool| {
        items.iter().any(|item| matches!(item, ClassSetItem::Perl(class) if class.kind == ClassPerlKind::Space && class.negated == negated))
    };
    // All characters, as in `[\s\S]`.
    let all = space(true) && space(false);
    let mut hyphen = false;
    for item in items {
        let is_hyphen = matches!(item, ClassSetItem::Literal(literal) if literal.c == '-' && is_verbatim(literal));
        if is_hyphen && hyphen {
            return Err(doubled("--"));
        }
        hyphen = is_hyphen;
        match item {
            ClassSetItem::Empty(_) => {}
            ClassSetItem::Literal(literal) => inside(literal, out)?,
            ClassSetItem::Range(range) => {
                inside(&range.start, out)?;
                out.push('-');
                inside(&range.end, out)?;
            }
            ClassSetItem::Perl(class) if all && class.kind == ClassPerlKind::Space => {
                out.push_str(if class.negated { "\\D" } else { "\\d" });
            }
            ClassSetItem::Perl(class) => inner_perl(class, out),
            ClassSetItem::Unicode(class) => {
                let span = class.span.start.offset..class.span.end.offset;
                return Err(unicode(written.get(span).unwrap_or_default()));
            }
            ClassSetItem::Ascii(class) => {
                let span = class.span.start.offset..class.span.end.offset;
                let part = written.get(span).unwrap_or_default();
                return Err(Trouble::new(
                    format!("JavaScript does not know `{part}`"),
                    "write the ranges: `[A-Za-z0-9]`",
                ));
            }
            ClassSetItem::Bracketed(_) | ClassSetItem::Union(_) => {
                return Err(Trouble::new(
                    "not every output has brackets within brackets",
                    "write `\\[` for the character, or all in one pair of brackets",
                ));
            }
        }
    }
    out.push(']');
    Ok(())
}

/// Two signs that some engines read as an operation on sets.
fn doubled(twice: &str) -> Trouble {
    let sign = twice.get(1..).unwrap_or_default();
    let single = if sign == "-" { "\\-" } else { sign };
    Trouble::new(
        format!(
            "`{twice}` in brackets is an operation for some engines, and characters for others"
        ),
        format!("write `{single}` once for the character"),
    )
}

/// One character inside of brackets.
fn inside(literal: &Literal, out: &mut String) -> Result<(), Trouble> {
    let verbatim = is_verbatim(literal);
    match literal.c {
        // JavaScript ends the set here, before it holds anything.
        ']' if verbatim => {
            return Err(Trouble::new(
                "`[]` is an empty set for some engines, and the start of one with `]` for others",
                "write `\\]` for the character",
            ));
        }
        '\\' | ']' | '[' => {
            out.push('\\');
            out.push(literal.c);
        }
        '^' | '-' if !verbatim => {
            out.push('\\');
            out.push(literal.c);
        }
        // Never two in a row, and JavaScript knows no escape for them.
        '&' | '~' if !verbatim => out.push_str(&format!("\\u{:04x}", u32::from(literal.c))),
        other => character(other, out),
    }
    Ok(())
}
