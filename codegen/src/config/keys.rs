//! Checks the keys and the types of values in the file against its JSON Schema, before it is read: all errors are reported, each with its
//! place.

use std::ops::Range;
use std::sync::LazyLock;

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use super::SCHEMA;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::nearest::nearest;

static ROOT: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(SCHEMA).expect("a test holds it to be JSON"));

/// Checks the text of a file.
///
/// # Errors
/// Text that is not TOML, unknown keys, and values of a wrong type.
pub(super) fn check(text: &str, place: &dyn Fn(Range<usize>) -> Place) -> Result<(), Diagnostics> {
    let table = DeTable::parse(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let error = Diagnostic::error("config", error.message().trim_end().to_owned()).at(place(span));
        error.help("correct the text here; the file is TOML 1.0 (https://toml.io/en/v1.0.0)")
    })?;
    let mut check = Check { place, path: Vec::new(), faults: Diagnostics::new() };
    check.crates(table.get_ref());
    check.table(table.get_ref(), &ROOT);
    check.faults.check()
}

/// The help for a value whose key is known.
pub(super) const DOCUMENTED: &str = "the documentation of the module `schemawright::config` lists every key";

struct Check<'a> {
    place: &'a dyn Fn(Range<usize>) -> Place,
    /// The keys of the tables around the value that is checked.
    path: Vec<String>,
    faults: Diagnostics,
}

impl Check<'_> {
    /// With several crates, every key belongs to one of them.
    fn crates(&mut self, table: &DeTable) {
        let Some((crates, _)) = table.iter().find(|(key, _)| key.get_ref() == "crate") else { return };
        for (key, _) in table.iter().filter(|(key, _)| key.span() != crates.span()) {
            let message = format!("`{}` is beside `[[crate]]`, and belongs to no crate", key.get_ref());
            self.push(message, key.span(), format!("move it below a `[[crate]]`, as `crate.{}`", key.get_ref()));
        }
        let Some((_, crates)) = table.iter().find(|(key, _)| key.get_ref() == "crate") else { return };
        let DeValue::Array(crates) = crates.get_ref() else { return };
        for inner in
            crates.iter().filter_map(|one| if let DeValue::Table(table) = one.get_ref() { Some(table) } else { None })
        {
            if let Some((key, _)) = inner.iter().find(|(key, _)| key.get_ref() == "crate") {
                self.push(
                    "a crate can't be nested in another crate".to_owned(),
                    key.span(),
                    "write `[[crate]]`".to_owned(),
                );
            }
        }
    }

    fn push(&mut self, message: String, at: Range<usize>, help: String) {
        self.faults.push(Diagnostic::error("config", message).at((self.place)(at)).help(help));
    }

    fn value(&mut self, name: &str, value: &Spanned<DeValue>, schema: &Value) {
        let branches = branches(schema);
        let Some(schema) = branches.iter().find(|schema| takes(schema, value.get_ref())) else {
            let wanted: Vec<String> = branches.iter().map(|schema| wanted(schema)).collect();
            let message = format!("`{name}` is {}; expected {}", kind(value.get_ref()), wanted.join(", or "));
            return self.push(message, value.span(), self.correction(name, value.get_ref(), &branches));
        };
        match value.get_ref() {
            // The choice between several tables depends on the neighbouring keys.
            DeValue::Table(table) if branches.len() > 1 => self.of_any(table, &branches),
            DeValue::Table(table) => {
                self.path.push(name.to_owned());
                self.table(table, schema);
                self.path.pop();
                self.required(name, table, schema, value.span());
            }
            DeValue::Array(list) => {
                for item in list.iter() {
                    self.value(name, item, &schema["items"]);
                }
            }
            _ => {}
        }
    }

    /// The help for a value of a wrong type: how it is written.
    fn correction(&self, name: &str, value: &DeValue, branches: &[&Value]) -> String {
        let has_items = |ty: &str| branches.iter().any(|schema| resolve(&schema["items"])["type"] == ty);
        match value {
            DeValue::Table(_) if has_items("object") => {
                let path: Vec<&str> = self.path.iter().map(String::as_str).chain([name]).collect();
                format!("write `[[{}]]`", path.join("."))
            }
            DeValue::String(text) if has_items("string") => format!("write `{name} = [{}]`", super::quoted(text)),
            DeValue::String(text) => {
                let constants =
                    branches.iter().flat_map(|schema| schema.get("const").into_iter().chain(values(schema)));
                match nearest(text, constants.filter_map(Value::as_str)) {
                    Some(nearest) => format!("did you mean `{}`?", super::quoted(nearest)),
                    None => DOCUMENTED.to_owned(),
                }
            }
            _ => DOCUMENTED.to_owned(),
        }
    }

    /// Reports the values that no table with their key accepts.
    fn of_any(&mut self, table: &DeTable, tables: &[&Value]) {
        for (key, value) in table {
            let keys = tables.iter().filter_map(|table| resolve(table)["properties"].get(key.get_ref().as_ref()));
            let is_taken = |schema: &Value| branches(schema).into_iter().any(|schema| takes(schema, value.get_ref()));
            if let Some(first) = keys.clone().next()
                && !keys.into_iter().any(is_taken)
            {
                self.value(key.get_ref(), value, first);
            }
        }
    }

    /// Reports the required keys that a table lacks.
    fn required(&mut self, name: &str, table: &DeTable, schema: &Value, at: Range<usize>) {
        let schema = resolve(schema);
        for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if table.keys().all(|own| own.get_ref() != key) {
                let expected: Vec<String> =
                    branches(&schema["properties"][key]).iter().map(|schema| wanted(schema)).collect();
                let help = format!("add `{key} = …`; its value is {}", expected.join(", or "));
                self.push(format!("`{name}` has no key `{key}`"), at.clone(), help);
            }
        }
    }

    fn table(&mut self, table: &DeTable, schema: &Value) {
        let schema = resolve(schema);
        let empty = serde_json::Map::new();
        let properties = schema["properties"].as_object().unwrap_or(&empty);
        for (key, value) in table {
            let name: &str = key.get_ref();
            match (properties.get(name), &schema["additionalProperties"]) {
                (Some(schema), _) => self.value(name, value, schema),
                (None, Value::Bool(false)) => {
                    let known: Vec<&str> = properties.keys().map(String::as_str).collect();
                    let help = match nearest(name, known.iter().copied()) {
                        Some(nearest) => format!("did you mean `{nearest}`?"),
                        None => format!("the keys here are {}", listed(&known)),
                    };
                    self.push(format!("unknown key `{name}`"), key.span(), help);
                }
                (None, schema @ Value::Object(_)) => self.value(name, value, schema),
                (None, _) => {}
            }
        }
    }
}

/// The alternatives of a schema, without `null`, which TOML does not have.
fn branches(schema: &Value) -> Vec<&Value> {
    let schema = resolve(schema);
    match schema["anyOf"].as_array().or(schema["oneOf"].as_array()) {
        Some(list) => list.iter().flat_map(branches).filter(|schema| schema["type"] != "null").collect(),
        None => vec![schema],
    }
}

/// The values of an `enum`.
fn values(schema: &Value) -> impl Iterator<Item = &Value> {
    schema["enum"].as_array().into_iter().flatten()
}

/// The target of a reference.
fn resolve(schema: &Value) -> &Value {
    let pointer = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'));
    match pointer {
        Some("") => &ROOT,
        Some(pointer) => ROOT.pointer(pointer).map_or(schema, resolve),
        None => schema,
    }
}

/// Whether a value has a schema's type and is one of its values.
fn takes(schema: &Value, value: &DeValue) -> bool {
    if let Some(constant) = schema.get("const") {
        return value.as_str() == constant.as_str();
    }
    if let Some(values) = schema["enum"].as_array() {
        return values.iter().any(|one| one.as_str().is_some() && one.as_str() == value.as_str());
    }
    let is = |ty: &str| match value {
        DeValue::String(_) => ty == "string",
        DeValue::Integer(number) => ty == "number" || ty == "integer" && fits(schema, number),
        DeValue::Float(_) => ty == "number",
        DeValue::Boolean(_) => ty == "boolean",
        DeValue::Datetime(_) => false,
        DeValue::Array(_) => ty == "array",
        DeValue::Table(_) => ty == "object",
    };
    match &schema["type"] {
        Value::String(ty) => is(ty),
        Value::Array(types) => types.iter().filter_map(Value::as_str).any(is),
        _ => true,
    }
}

/// Whether a whole number is within the range of a schema.
fn fits(schema: &Value, number: &DeInteger) -> bool {
    whole(number).is_some_and(|number| schema["minimum"].as_i64().is_none_or(|least| number >= least))
}

/// The value of a number. TOML has integers of 64 bits.
fn whole(number: &DeInteger) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

/// The type of a value, in words.
fn kind(value: &DeValue) -> String {
    match value {
        DeValue::String(text) => format!("`{}`", super::quoted(text)),
        DeValue::Integer(number) if whole(number).is_none() => format!("`{number}`, which does not fit into 64 bits"),
        DeValue::Integer(number) => format!("`{number}`"),
        DeValue::Float(number) => format!("`{number}`"),
        DeValue::Boolean(_) => "`true` or `false`".to_owned(),
        DeValue::Datetime(_) => "a date".to_owned(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}

/// The expected type of a schema, in words.
fn wanted(schema: &Value) -> String {
    if let Some(constant) = schema["const"].as_str() {
        return format!("`{}`", super::quoted(constant));
    }
    if let Some(values) = schema["enum"].as_array() {
        let values: Vec<String> = values.iter().filter_map(Value::as_str).map(super::quoted).collect();
        return format!("one of {}", listed(&values.iter().map(String::as_str).collect::<Vec<_>>()));
    }
    let one = |ty: &str| match ty {
        "string" => "a string".to_owned(),
        "integer" => match schema["minimum"].as_i64() {
            Some(least) => format!("a whole number from {least}"),
            None => "a whole number".to_owned(),
        },
        "number" => "a number".to_owned(),
        "boolean" => "`true` or `false`".to_owned(),
        "array" if resolve(&schema["items"])["type"] == "object" => "a list of tables".to_owned(),
        "array" => "a list of strings".to_owned(),
        _ => "a table".to_owned(),
    };
    let types = match &schema["type"] {
        Value::String(ty) => vec![one(ty)],
        Value::Array(types) => types.iter().filter_map(Value::as_str).filter(|ty| *ty != "null").map(one).collect(),
        _ => vec!["a value".to_owned()],
    };
    types.join(", or ")
}

/// `a`, `b` and so on.
fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> String {
        let place = |span| Place { file: "schemawright.toml".into(), text: text.into(), span, pointer: None };
        check(text, &place).map_or_else(|faults| faults.to_string(), |()| "none".to_owned())
    }

    #[test]
    fn every_fault_has_its_place_and_what_was_expected() {
        assert_eq!(faults("schemas = \"a\"\n[[secret]]\nmember = [\"a\", \"b\"]\n"), "none");
        let said = faults(
            "shemas = \"a\"\n\n[[secret]]\nmember = 5\nreson = \"x\"\n[timestamp]\nmember = \"a\"\n[unions]\nopen = \"x\"\n",
        );
        let expected = "\
error[config]: unknown key `shemas`
  at schemawright.toml:1:1
  help: did you mean `schemas`?

error[config]: `member` is `5`; expected a string, or a list of strings
  at schemawright.toml:4:10
  help: the documentation of the module `schemawright::config` lists every key

error[config]: unknown key `reson`
  at schemawright.toml:5:1
  help: did you mean `reason`?

error[config]: `timestamp` is a table; expected a list of tables
  at schemawright.toml:6:1
  help: write `[[timestamp]]`

error[config]: `open` is `\"x\"`; expected `\"none\"`, or `\"tagged\"`, or `\"all\"`
  at schemawright.toml:9:8
  help: the documentation of the module `schemawright::config` lists every key";
        assert_eq!(said, expected);
    }

    #[test]
    fn a_help_can_be_pasted() {
        for (text, help) in [
            ("[boxing.type]\nschema = \"A\"\n", "write `[[boxing.type]]`"),
            ("[[crate]]\n[crate.boxing.field]\nmember = \"a\"\n", "write `[[crate.boxing.field]]`"),
            ("[open]\ndeny = \"*\"\n", "write `deny = [\"*\"]`"),
            ("[direction]\nrequest = \"*Request\"\n", "write `request = [\"*Request\"]`"),
            ("[[page]]\ncursor = \"c\"\nnext = \"a.b\"\n", "write `next = [\"a.b\"]`"),
            ("[format]\npreset = \"crono\"\n", "did you mean `\"chrono\"`?"),
            ("[unions]\nopen = \"taged\"\n", "did you mean `\"tagged\"`?"),
        ] {
            assert!(faults(text).ends_with(&format!("\n  help: {help}")), "{}", faults(text));
        }
    }

    #[test]
    fn numbers_have_a_range() {
        let faults_of = |value: &str| faults(&format!("[boxing]\nlimit = {value}\n"));
        for (value, shown) in [
            ("-1", "`-1`"),
            ("1.5", "`1.5`"),
            ("\"1\"", "`\"1\"`"),
            ("9223372036854775808", "`9223372036854775808`, which does not fit into 64 bits"),
        ] {
            let expected = format!(
                "error[config]: `limit` is {shown}; expected a whole number from 0\n  at schemawright.toml:2:9\n"
            );
            assert!(faults_of(value).starts_with(&expected), "{}", faults_of(value));
        }
        for value in ["0", "0x400", "9223372036854775807"] {
            assert_eq!(faults_of(value), "none");
        }
        let fix = "[[fix]]\nschema = \"A\"\nreason = \"x\"\nexpect = { values = -2 }\nset = { add-values = [\"b\"] }\n";
        assert!(
            faults(fix).contains("`values` is `-2`; expected a whole number from 0\n  at schemawright.toml:4:21"),
            "{}",
            faults(fix)
        );
    }

    #[test]
    fn crates_have_all_keys_of_their_own() {
        assert_eq!(faults("[[crate]]\nout = \"a\"\n[[crate.secret]]\nmember = \"a\"\n"), "none");
        let said = faults("out = \"b\"\n[[crate]]\nout = \"a\"\n[[crate.crate]]\n");
        assert!(said.contains("`out` is beside `[[crate]]`, and belongs to no crate"), "{said}");
        assert!(said.contains("a crate can't be nested in another crate"), "{said}");
        let said = faults("[[crate]]\nuot = \"a\"\n");
        assert!(said.contains("unknown key `uot`") && said.contains("did you mean `out`?"), "{said}");
    }
}
