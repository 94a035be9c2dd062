//! The text that `Debug` prints in place of personal data, its kind, and of secrets.

use std::net::{Ipv4Addr, Ipv6Addr};

use serde_json::Value;

use super::Given;

/// Whether a part of a value is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// It is.
    Open,
    /// It is personal.
    Personal,
    /// It contains secrets that its type does not hide.
    Secret,
}

impl Privacy {
    /// Whether it is not printed by default.
    pub(crate) fn hides(self) -> bool {
        self != Self::Open
    }
}

/// The way in which a value is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// Personal data is omitted.
    Usual,
    /// The value is personal: only the kinds of its scalars are printed.
    Redacted,
    /// Personal data is printed.
    Exposed,
    /// The value is secret: its scalars and the names of its entries are not printed.
    Hidden,
}

impl View {
    /// The view of a part.
    pub(super) fn of(self, privacy: Privacy) -> Self {
        match (self, privacy) {
            (_, Privacy::Secret) => Self::Hidden,
            (Self::Usual, Privacy::Personal) => Self::Redacted,
            _ => self,
        }
    }
}

/// The text in place of a secret.
pub(super) const SECRET: &str = "Secret(..)";

/// The text in place of a secret value.
pub(super) fn hidden(value: &Given<'_>) -> &'static str {
    match value {
        Given::Absent | Given::Null => "null",
        _ => SECRET,
    }
}

/// The kind of a value.
pub(super) fn kind(value: &Given<'_>) -> &'static str {
    match value {
        Given::Absent | Given::Null => "null",
        Given::Bool(_) => "Personal(boolean)",
        Given::I64(_) | Given::U64(_) | Given::I128(_) | Given::U128(_) | Given::Float(_) | Given::Number(_) => {
            "Personal(number)"
        }
        Given::Str(text) => kind_of_text(text),
        Given::Display(value) => kind_of_text(&value.to_string()),
        Given::Timestamp(_) => "Personal(timestamp)",
        Given::Record(..) | Given::Map(_) | Given::Object(_) | Given::Unknown(_) => "Personal(object)",
        Given::List(_) => "Personal(array)",
        Given::Value(value) => kind_of_json(value),
    }
}

fn kind_of_json(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "Personal(boolean)",
        Value::Number(_) => "Personal(number)",
        Value::String(text) => kind_of_text(text),
        Value::Array(_) => "Personal(array)",
        Value::Object(_) => "Personal(object)",
    }
}

/// The kind of a string: an e-mail address, a phone number, an IP address, the empty string or another one. Its length is omitted, because
/// it is information.
pub(super) fn kind_of_text(text: &str) -> &'static str {
    if text.is_empty() {
        "Personal(\"\")"
    } else if is_email_address(text) {
        "Personal(…@…)"
    } else if is_phone_number(text) {
        "Personal(+…)"
    } else if text.parse::<Ipv4Addr>().is_ok() {
        "Personal(….….….…)"
    } else if text.parse::<Ipv6Addr>().is_ok() {
        "Personal(…:…)"
    } else {
        "Personal(…)"
    }
}

fn is_email_address(text: &str) -> bool {
    let has_space = text.contains(char::is_whitespace);
    !has_space && text.rsplit_once('@').is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty())
}

/// Whether it is a phone number with its country code.
fn is_phone_number(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '(' | ')');
    text.strip_prefix('+').is_some_and(|rest| !rest.is_empty() && rest.chars().all(is_part))
}

#[cfg(test)]
mod tests {
    use super::kind_of_text;

    #[test]
    fn kinds_of_strings() {
        for (text, kind) in [
            ("", "Personal(\"\")"),
            ("ada@example.com", "Personal(…@…)"),
            ("\"a@b\"@example.com", "Personal(…@…)"),
            ("+1 (555) 010-0999", "Personal(+…)"),
            ("192.0.2.17", "Personal(….….….…)"),
            ("2001:db8::17", "Personal(…:…)"),
            // Strings that resemble them.
            ("@", "Personal(…)"),
            ("@ada", "Personal(…)"),
            ("ada@", "Personal(…)"),
            ("ada at example.com", "Personal(…)"),
            ("see ada@example.com", "Personal(…)"),
            ("+", "Personal(…)"),
            ("5550100999", "Personal(…)"),
            ("300.0.2.17", "Personal(…)"),
            ("ß", "Personal(…)"),
        ] {
            assert_eq!(kind_of_text(text), kind, "{text}");
        }
    }
}
