//! Rust identifiers from other names.

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::visible::is_deceptive;

/// Keywords of all editions, including reserved ones, and names that can't be raw identifiers.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "Self", "static", "struct", "super", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The name of a field, in snake case. A keyword gets an underscore at the end. None if no character remains.
pub(crate) fn field(name: &str) -> Option<String> {
    if is_snake_case(name) {
        return lead_with_letter(name.to_owned(), "n").map(avoid_keyword);
    }
    lead_with_letter(words(name).to_snake_case(), "n").map(avoid_keyword)
}

/// Whether a name is already in snake case, as most are.
fn is_snake_case(name: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    name.split('_').all(is_word)
}

/// The name of a variant, in upper camel case, from a value of an enum.
pub(crate) fn variant(value: &str) -> Option<String> {
    if value.is_empty() {
        return Some("Empty".to_owned());
    }
    lead_with_letter(words(value).to_upper_camel_case(), "N").map(avoid_keyword)
}

/// The name of a type from a title that no rule matches: unchanged if it is a type name already.
pub(crate) fn type_name(title: &str) -> Option<String> {
    let mut name = String::with_capacity(title.len());
    for word in words(title).split(['_', ' ']) {
        let mut letters = word.chars();
        if let Some(first) = letters.next() {
            name.extend(first.to_uppercase());
            name.push_str(letters.as_str());
        }
    }
    lead_with_letter(name, "N").map(avoid_keyword)
}

/// The name of a module.
pub(crate) fn module(name: &str) -> Option<String> {
    field(name)
}

/// Replaces characters that can't be in a name with separators of words. Combining marks are removed, because Rust treats `é` in one
/// character and in two as one name, so that two members would get the same name.
fn words(name: &str) -> String {
    let composes = |c: &char| !c.is_ascii() && unicode_ident::is_xid_continue(*c) && !unicode_ident::is_xid_start(*c);
    let kept = name.chars().filter(|c| !composes(c));
    kept.map(|c| if stays(c) { c } else { ' ' }).collect()
}

fn stays(c: char) -> bool {
    unicode_ident::is_xid_continue(c) && is_canonical(c) && !is_deceptive(c)
}

/// Whether a character is a part of a word.
pub(super) fn is_in_words(c: char) -> bool {
    c != '_' && stays(c)
}

/// Whether a letter is its own normal form (NFC), alone and beside others: not a letter that Unicode contains twice, and not a part of a
/// Hangul syllable.
fn is_canonical(c: char) -> bool {
    !matches!(c,
        '\u{340}'..='\u{341}' | '\u{374}' | '\u{37e}' | '\u{387}' | '\u{1100}'..='\u{11ff}' | '\u{1f71}'..='\u{1fff}'
        | '\u{2000}'..='\u{2001}' | '\u{2126}' | '\u{212a}'..='\u{212b}' | '\u{f900}'..='\u{faff}' | '\u{fb1d}'..='\u{fb4e}'
        | '\u{2f800}'..='\u{2fa1f}')
}

fn lead_with_letter(name: String, prefix: &str) -> Option<String> {
    match name.chars().next() {
        None => None,
        Some(first) if unicode_ident::is_xid_start(first) => Some(name),
        Some(_) => Some(format!("{prefix}{name}")),
    }
}

/// Whether a name is a keyword of any edition.
pub(crate) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// The reason why a name can't be that of a field, and a name that can.
pub(crate) fn fault_of_field(name: &str) -> Option<Fault> {
    let bare = name.trim_matches('_');
    if !is_identifier(name) {
        Some(Fault::NoIdentifier)
    } else if bare.contains("__") || bare.contains(char::is_uppercase) {
        Some(Fault::Unconventional("snake case", field(name)))
    } else {
        None
    }
}

/// The same for the name of a variant.
pub(crate) fn fault_of_variant(name: &str) -> Option<Fault> {
    let bare = name.trim_matches('_');
    let letters: Vec<char> = bare.chars().collect();
    // An underscore is conventional between digits only.
    let parts_letters = |three: &[char]| three[1] == '_' && !(three[0].is_numeric() && three[2].is_numeric());
    if !is_identifier(name) {
        Some(Fault::NoIdentifier)
    } else if bare.starts_with(char::is_lowercase) || letters.windows(3).any(parts_letters) {
        Some(Fault::Unconventional("upper camel case", variant(name)))
    } else {
        None
    }
}

/// What is wrong with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is not an identifier, or a keyword.
    NoIdentifier,
    /// The generator uses it.
    Reserved,
    /// It is not in the form that rustc expects, and would make it warn: the form, and the name in this form.
    Unconventional(&'static str, Option<String>),
}

fn is_identifier(name: &str) -> bool {
    !name.starts_with("r#") && syn::parse_str::<syn::Ident>(name).is_ok()
}

fn avoid_keyword(mut name: String) -> String {
    if is_keyword(&name) {
        name.push('_');
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{field, type_name, variant};

    fn some(name: &str) -> Option<String> {
        Some(name.to_owned())
    }

    #[test]
    fn members() {
        for (wire, rust) in [
            ("session_id", "session_id"),
            ("sha256_2", "sha256_2"),
            ("_a__b_", "a_b"),
            ("x5tS256", "x5t_s256"),
            ("type", "type_"),
            ("self", "self_"),
            ("$ref", "ref_"),
            ("kebab-case", "kebab_case"),
            ("2fa", "n2fa"),
            ("größe", "größe"),
            ("cafe\u{301}", "cafe"),
            ("a\u{202e}b\u{0}c\u{200b}d", "a_b_c_d"),
            // Unicode classifies them as letters, but they are invisible.
            ("a\u{3164}b\u{ffa0}", "a_b"),
            ("a\u{e0041}\u{fe0f}\u{34f}", "a"),
            ("../../etc/passwd", "etc_passwd"),
        ] {
            assert_eq!(field(wire), some(rust), "{wire}");
        }
        assert_eq!(field("-"), None);
        assert_eq!(field("\u{3164}"), None);
        assert_eq!(field(""), None);
    }

    #[test]
    fn values() {
        for (wire, rust) in [
            ("pt-br", "PtBr"),
            ("zh-Hans", "ZhHans"),
            ("google-workspace", "GoogleWorkspace"),
            ("md_5", "Md5"),
            ("ALL_ALLOWED", "AllAllowed"),
            ("NONE", "None"),
            ("self", "Self_"),
            ("1st", "N1st"),
            ("", "Empty"),
        ] {
            assert_eq!(variant(wire), some(rust), "{wire}");
        }
        assert_eq!(variant("+"), None);
    }

    #[test]
    fn titles() {
        for (title, rust) in [
            ("SAMLSSOFactor", "SAMLSSOFactor"),
            ("Zoo Connected App (OAuth Client)", "ZooConnectedAppOAuthClient"),
            ("user", "User"),
            ("api_v1_thing", "ApiV1Thing"),
            ("3d model", "N3dModel"),
            ("Self", "Self_"),
        ] {
            assert_eq!(type_name(title), some(rust), "{title}");
        }
        assert_eq!(type_name("--"), None);
    }
}
