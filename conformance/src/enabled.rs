//! The types that some features of a generated package enable.

use std::collections::{BTreeMap, BTreeSet};

use schemawright::Output;
use schemawright::model::Item;

/// The part of a package that a program compiles.
pub(crate) struct Enabled {
    /// All features of the package, with the features that each enables.
    all: BTreeMap<String, Vec<String>>,
    /// The selected features.
    selected: Vec<String>,
    /// The selected features and those that they enable; none for the whole package.
    enabled: Option<BTreeSet<String>>,
}

impl Enabled {
    /// The whole package.
    pub(crate) fn whole() -> Self {
        Self { all: BTreeMap::new(), selected: Vec::new(), enabled: None }
    }

    /// The types of these features; all types if there are none.
    ///
    /// # Errors
    /// A feature that the package does not have.
    pub(crate) fn of(output: &Output, selected: &[String]) -> Result<Self, String> {
        if selected.is_empty() {
            return Ok(Self::whole());
        }
        let manifest: toml::Table =
            output.files["Cargo.toml"].parse().map_err(|error| format!("Cargo.toml: {error}"))?;
        let table = manifest.get("features").and_then(toml::Value::as_table).into_iter().flatten();
        let names = |list: &toml::Value| {
            let names = list.as_array().into_iter().flatten().filter_map(toml::Value::as_str);
            names.map(str::to_owned).collect::<Vec<_>>()
        };
        let all: BTreeMap<_, _> = table.map(|(name, list)| (name.clone(), names(list))).collect();
        if let Some(unknown) = selected.iter().find(|name| !all.contains_key(*name)) {
            return Err(format!("the package has no feature `{unknown}`"));
        }
        let (mut enabled, mut rest) = (BTreeSet::new(), selected.to_vec());
        while let Some(name) = rest.pop() {
            if enabled.insert(name.clone()) {
                rest.extend(all.get(&name).into_iter().flatten().cloned());
            }
        }
        Ok(Self { all, selected: selected.to_vec(), enabled: Some(enabled) })
    }

    /// Whether the program has the type. A type belongs to the feature with the longest name that its module begins with.
    pub(crate) fn has(&self, item: &Item) -> bool {
        let Some(enabled) = &self.enabled else { return true };
        let path = item.path.to_string().replace('_', "-");
        let module: Vec<&str> = path.split("::").collect();
        let mut names = (1..module.len()).rev().map(|count| module[..count].join("-"));
        names.find(|name| self.all.contains_key(name)).is_none_or(|name| enabled.contains(&name))
    }

    /// The options of a dependency on the package, with more features.
    pub(crate) fn options(&self, more: &[&str]) -> String {
        let features: Vec<&str> = self.selected.iter().map(String::as_str).chain(more.iter().copied()).collect();
        let default = if self.enabled.is_some() { ", default-features = false" } else { "" };
        if features.is_empty() { default.to_owned() } else { format!("{default}, features = {features:?}") }
    }
}

#[cfg(test)]
mod tests {
    use schemawright::{Config, Corpus, Generator};

    use super::*;

    #[test]
    fn a_feature_enables_its_types_and_those_that_they_refer_to() {
        let files = [
            ("a.json", r##"{"title": "pets_v1_Cat", "properties": {"owner": {"$ref": "b.json"}}}"##),
            ("b.json", r#"{"title": "people_v1_Owner", "type": "object"}"#),
            ("c.json", r#"{"title": "shops_v1_Shop", "type": "object"}"#),
        ];
        let corpus = Corpus::from_sources(files).unwrap();
        let config = "[[name]]\ntitle = '^(?<module>[a-z]+)_(?<version>v1)_(?<name>\\w+)$'\nmodule = '{module}::{version}'\n\
                      [features]\nnamespace-end = '^v\\d+$'\n";
        let config = Config::parse("codegen.toml", config).unwrap_or_else(|faults| panic!("{faults}"));
        let output = Generator::new("").generate_from(&corpus, &config).unwrap_or_else(|faults| panic!("{faults}"));
        let names = |enabled: &Enabled| {
            let items = output.model.items.iter().filter(|item| enabled.has(item));
            items.map(|item| item.path.to_string()).collect::<BTreeSet<_>>()
        };
        let enabled = Enabled::of(&output, &["pets-v1".to_owned()]).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(names(&enabled), ["people::v1::Owner", "pets::v1::Cat"].map(str::to_owned).into());
        assert_eq!(
            enabled.options(&["validate"]),
            ", default-features = false, features = [\"pets-v1\", \"validate\"]"
        );
        assert_eq!(names(&Enabled::whole()).len(), 3);
        assert_eq!(Enabled::whole().options(&[]), "");
        assert!(Enabled::of(&output, &["pet".to_owned()]).is_err_and(|error| error.contains("`pet`")));
    }
}
