//! Inspecting a value: for `Debug` and for drift.

use std::fmt;

use super::personal::{self, Privacy, View};
use super::record::{Rest, Shape};
use super::{Entries, Given, Record, UnknownFields, Wire};
use crate::outline::{show_names, show_value};

/// The kind of a value, for a program that inspects it.
pub enum Look<'a> {
    /// A value with its own `Debug`: a scalar, an enum.
    Plain(&'a dyn fmt::Debug),
    /// A value whose `Debug` hides it: a secret.
    Hidden(&'a dyn fmt::Debug),
    /// The value of an enum that its schema does not list, and the name of the enum.
    UnrecognizedValue(&'static str, &'a dyn fmt::Debug),
    /// A value that matches no alternative of a union.
    UnrecognizedVariant {
        /// The name of the union.
        of: &'static str,
        /// The name of the variant that contains the value.
        variant: &'static str,
        /// The value.
        value: &'a dyn fmt::Debug,
    },
    /// An `Option` without a value.
    None,
    /// An `Option` with a value.
    Some(&'a dyn Wire),
    /// A newtype.
    Wrapper {
        /// The path of its type.
        path: &'static str,
        /// The value in it.
        value: &'a dyn Wire,
        /// Whether that is printed.
        privacy: Privacy,
    },
    /// A variant of a union without a value.
    Unit(&'static str),
    /// A variant of a union.
    Variant {
        /// The name of the variant.
        name: &'static str,
        /// The name of the only member of the object, if that identifies the alternative.
        wrapper: Option<&'static str>,
        /// The value of the variant.
        value: &'a dyn Wire,
        /// Whether that is printed.
        privacy: Privacy,
    },
    /// The output of the value: a struct, a list, a map or a JSON value.
    Given(Given<'a>),
}

impl<'a> Look<'a> {
    /// The kind of a value, with its output.
    pub(crate) fn at(value: &'a dyn Wire) -> Self {
        value.look().unwrap_or_else(|| Self::Given(value.give()))
    }

    /// A newtype.
    #[must_use]
    pub fn wrapper(path: &'static str, value: &'a dyn Wire) -> Self {
        Self::Wrapper { path, value, privacy: Privacy::Open }
    }

    /// A variant of a union.
    #[must_use]
    pub fn variant(name: &'static str, wrapper: Option<&'static str>, value: &'a dyn Wire) -> Self {
        Self::Variant { name, wrapper, value, privacy: Privacy::Open }
    }

    /// The same for a type with personal values.
    #[must_use]
    pub fn personal(self) -> Self {
        self.with(Privacy::Personal)
    }

    /// The same for a type with secrets.
    #[must_use]
    pub fn secret(self) -> Self {
        self.with(Privacy::Secret)
    }

    fn with(mut self, given: Privacy) -> Self {
        if let Self::Wrapper { privacy, .. } | Self::Variant { privacy, .. } = &mut self {
            *privacy = given;
        }
        self
    }
}

/// A value that the schema of an enum does not list.
#[must_use]
pub fn unlisted_value<'a>(of: &'static str, value: &'a dyn fmt::Debug) -> Look<'a> {
    Look::UnrecognizedValue(of, value)
}

/// The same where the schema declares that other values are valid too.
#[must_use]
pub fn valid_value<'a>(_: &'static str, value: &'a dyn fmt::Debug) -> Look<'a> {
    Look::Plain(value)
}

/// Prints a value like `Debug`, without secrets and personal data. For a free-form value, it prints the names of its members.
pub fn show(value: &dyn Wire, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    show_as(value, View::Usual, f)
}

fn show_as(value: &dyn Wire, view: View, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let show = |value| Show { value, view };
    match Look::at(value) {
        Look::Hidden(value) => value.fmt(f),
        Look::None => f.write_str("None"),
        Look::Some(value) => f.debug_tuple("Some").field(&show(value)).finish(),
        Look::Wrapper { path, value, privacy } => {
            f.debug_tuple(name(path)).field(&Show { value, view: view.of(privacy) }).finish()
        }
        Look::Variant { name, value, privacy, .. } => {
            f.debug_tuple(name).field(&Show { value, view: view.of(privacy) }).finish()
        }
        Look::Given(Given::Record(shape, record)) => show_record(shape, record, view, f),
        Look::Given(Given::List(list)) => {
            f.debug_list().entries((0..list.count()).map(|index| show(list.element(index)))).finish()
        }
        Look::Given(Given::Map(entries)) => {
            fmt::Debug::fmt(&ShowEntries { entries, hides_names: view == View::Hidden, view }, f)
        }
        _ if view == View::Hidden => f.write_str(personal::hidden(&value.give())),
        _ if view == View::Redacted => f.write_str(personal::kind(&value.give())),
        Look::Plain(value) | Look::UnrecognizedValue(_, value) => value.fmt(f),
        Look::UnrecognizedVariant { variant, value, .. } => f.debug_tuple(variant).field(value).finish(),
        Look::Unit(name) => f.write_str(name),
        Look::Given(Given::Value(value)) => show_value(value, f),
        Look::Given(Given::Object(members)) => show_names(members, f),
        Look::Given(Given::Unknown(fields)) => fmt::Debug::fmt(fields, f),
        Look::Given(scalar) => f.write_str(personal::kind(&scalar)),
    }
}

/// A value with a `Debug`.
pub struct Show<'a> {
    value: &'a dyn Wire,
    view: View,
}

impl<'a> Show<'a> {
    /// A value that [`show`] prints.
    #[must_use]
    pub fn new(value: &'a dyn Wire) -> Self {
        Self { value, view: View::Usual }
    }

    /// The same for a personal value.
    #[must_use]
    pub fn personal(self) -> Self {
        Self { view: self.view.of(Privacy::Personal), ..self }
    }

    /// The same for a value with secrets.
    #[must_use]
    pub fn secret(self) -> Self {
        Self { view: self.view.of(Privacy::Secret), ..self }
    }

    /// The same, with personal data.
    pub(crate) fn exposed(self) -> Self {
        Self { view: View::Exposed, ..self }
    }
}

impl fmt::Debug for Show<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show_as(self.value, self.view, f)
    }
}

/// The last segment of a path.
fn name(path: &'static str) -> &'static str {
    path.rsplit("::").next().unwrap_or(path)
}

/// Whether a value is a secret, or a list of secrets. A map of secrets hides its own names.
pub(super) fn is_secret(value: &dyn Wire) -> bool {
    match Look::at(value) {
        Look::Hidden(_) => true,
        Look::Some(value) | Look::Wrapper { value, .. } | Look::Variant { value, .. } => is_secret(value),
        Look::Given(Given::List(list)) => (0..list.count()).any(|index| is_secret(list.element(index))),
        _ => false,
    }
}

/// Whether a type is personal, or contains secrets that its parts do not hide.
pub(super) fn is_private(value: &dyn Wire) -> bool {
    match value.look() {
        Some(Look::Some(value)) => is_private(value),
        Some(Look::Wrapper { privacy, value, .. } | Look::Variant { privacy, value, .. }) => {
            privacy.hides() || is_private(value)
        }
        _ => false,
    }
}

/// Prints the fields under their names on the wire. Absent fields are omitted, because most fields of most values are absent.
fn show_record(shape: &Shape, record: &dyn Record, view: View, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut output = f.debug_struct(shape.name);
    for (index, member) in shape.members.iter().enumerate() {
        let Some(value) = record.member(index) else { continue };
        let value = Show { value, view: view.of(member.privacy) };
        match member.may_be_absent() {
            true => output.field(member.name(), &Some(value)),
            false => output.field(member.name(), &value),
        };
    }
    let hides_names = shape.hides_names || view == View::Hidden;
    if let Some(entries) = record.matching(shape).filter(|entries| entries.count() > 0) {
        output.field("pattern_properties", &ShowEntries { entries, hides_names, view });
    }
    match record.rest(shape) {
        Rest::Keep(fields) if !fields.is_empty() => {
            output.field("unknown_fields", &ShowUnknown { fields, hides_names })
        }
        Rest::Typed(entries) if entries.count() > 0 => {
            output.field("additional_properties", &ShowEntries { entries, hides_names, view })
        }
        Rest::Keep(_) | Rest::Typed(_) | Rest::Refuse => &mut output,
    };
    output.finish()
}

/// The members that a schema does not declare.
struct ShowUnknown<'a> {
    fields: &'a UnknownFields,
    hides_names: bool,
}

impl fmt::Debug for ShowUnknown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.hides_names {
            return self.fields.fmt(f);
        }
        f.debug_set().entries(self.fields.iter().map(|_| Hidden)).finish()
    }
}

/// A name that is not printed.
struct Hidden;

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(personal::SECRET)
    }
}

/// The entries of a map. The names of a personal map are personal too, and those of a map of secrets are secret.
struct ShowEntries<'a> {
    entries: &'a dyn Entries,
    hides_names: bool,
    view: View,
}

impl fmt::Debug for ShowEntries<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { entries, hides_names, view } = *self;
        let mut output = f.debug_map();
        let hides_names = hides_names || entries.hides_names();
        entries.each(&mut |name, value| {
            match view {
                _ if hides_names => output.key(&Hidden),
                View::Redacted => output.key(&format_args!("{}", personal::kind_of_text(name))),
                View::Usual | View::Exposed | View::Hidden => output.key(&name),
            };
            output.value(&Show { value, view });
            true
        });
        output.finish()
    }
}

/// Implements `Debug` for a type of the codec.
#[doc(hidden)]
#[macro_export]
macro_rules! __debug {
    ($ty:path) => {
        impl ::core::fmt::Debug for $ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::show(self, f)
            }
        }
    };
}

/// Implements `Debug` for a struct that contains values of the codec and is not itself one: one row per field, with its name.
#[doc(hidden)]
#[macro_export]
macro_rules! __debug_fields {
    ($ty:path, $name:literal, [$($text:literal => $field:ident $($mark:ident)?),* $(,)?]) => {
        impl ::core::fmt::Debug for $ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct($name)
                    $(.field($text, &$crate::__private::Show::new(&self.$field) $(.$mark())?))*
                    .finish()
            }
        }
    };
}
