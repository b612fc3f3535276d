//! Files on disk: fingerprints, paths that stay where they belong, and writing in one step.

use super::trouble::Trouble;
use std::{
    fs,
    io::{self, ErrorKind, Write},
    path::{Component, Path, PathBuf},
};

/// What tells two contents apart: FNV-1a with 64 bits. It notices edits; it is no protection
/// against somebody who wants to deceive.
pub(crate) type Fingerprint = u64;

/// The fingerprint of a content. Line ends do not count: version control may change them.
pub(crate) fn fingerprint(bytes: &[u8]) -> Fingerprint {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for (index, byte) in bytes.iter().enumerate() {
        if *byte == b'\r' && bytes.get(index + 1) == Some(&b'\n') {
            continue;
        }
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash
}

/// Whether two contents differ in nothing but line ends.
pub(crate) fn same(one: &[u8], other: &[u8]) -> bool {
    one == other
        || (fingerprint(one) == fingerprint(other)
            && String::from_utf8_lossy(one).replace("\r\n", "\n")
                == String::from_utf8_lossy(other).replace("\r\n", "\n"))
}

/// Whether a path, written with `/`, names a file inside the folder it is relative to.
pub(crate) fn stays_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(['\\', '\0'])
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// The same path without `.` and, as far as the text tells, without `..`.
pub(crate) fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(tidy.components().next_back(), Some(Component::Normal(_))) =>
            {
                tidy.pop();
            }
            other => tidy.push(other),
        }
    }
    if tidy.as_os_str().is_empty() { PathBuf::from(".") } else { tidy }
}

/// The content of a file; `None` when there is none.
pub(crate) fn read(path: &Path) -> Result<Option<Vec<u8>>, Trouble> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Trouble::io("read", path, &error)),
    }
}

/// Writes a file in one step: whoever reads it sees the old content or the new one.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Trouble> {
    let folder = path.parent().unwrap_or(Path::new(""));
    if !folder.as_os_str().is_empty() {
        fs::create_dir_all(folder).map_err(|error| Trouble::io("make", folder, &error))?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = folder.join(format!(".{name}.antiphon-{}", std::process::id()));
    write_draft(&draft, path, text).map_err(|error| {
        // What is left of the draft would only be in the way.
        let _ = fs::remove_file(&draft);
        Trouble::io("write", path, &error)
    })
}

fn write_draft(draft: &Path, path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::File::create(draft)?;
    file.write_all(text.as_bytes())?;
    if let Ok(old) = fs::metadata(path) {
        file.set_permissions(old.permissions())?;
    }
    drop(file);
    fs::rename(draft, path)
}

/// Removes a file, and then the folders below `root` that are empty without it.
pub(crate) fn remove(root: &Path, path: &str) -> Result<(), Trouble> {
    let file = root.join(path);
    fs::remove_file(&file).map_err(|error| Trouble::io("remove", &file, &error))?;
    let mut folder = file.parent();
    while let Some(inner) = folder.filter(|inner| *inner != root && inner.starts_with(root)) {
        if fs::remove_dir(inner).is_err() {
            break;
        }
        folder = inner.parent();
    }
    Ok(())
}

/// A folder on the way from `root` to a file that is a link and could lead elsewhere.
pub(crate) fn link_on_the_way(root: &Path, path: &str) -> Option<PathBuf> {
    let mut folder = root.to_owned();
    let parts: Vec<&str> = path.split('/').collect();
    for part in parts.iter().take(parts.len().saturating_sub(1)) {
        folder.push(part);
        if fs::symlink_metadata(&folder).is_ok_and(|meta| meta.file_type().is_symlink()) {
            return Some(folder);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_do_not_count() {
        assert_eq!(fingerprint(b"a\r\nb\n"), fingerprint(b"a\nb\n"));
        assert_ne!(fingerprint(b"a\rb"), fingerprint(b"ab"));
        assert!(same(b"a\r\n", b"a\n"));
        assert!(!same(b"a", b"b"));
    }

    #[test]
    fn paths_that_lead_out_are_seen() {
        for inside in ["a.rs", "events/a.rs", "..a", "a..b/c"] {
            assert!(stays_inside(inside), "{inside}");
        }
        for outside in ["", "/a", "../a", "a/../../b", "a//b", "./a", "a/", "a\\b", "a\0b"] {
            assert!(!stays_inside(outside), "{outside}");
        }
    }

    #[test]
    fn paths_are_tidied() {
        for (path, tidied) in [
            ("./a/./b", "a/b"),
            ("a/../b", "b"),
            ("../a", "../a"),
            ("../../a/..", "../.."),
            ("", "."),
            ("a/..", "."),
        ] {
            assert_eq!(tidy(Path::new(path)), Path::new(tidied), "{path}");
        }
    }
}
