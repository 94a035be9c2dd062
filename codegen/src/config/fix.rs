//! Fix-ups: what they expect, and what they say instead.

use serde::Deserialize;
use serde_json::Value;

/// Says rightly what a schema says wrongly.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fix {
    pub(crate) schema: String,
    pub(crate) pointer: Option<String>,
    pub(crate) member: Option<String>,
    /// What the schema says now.
    pub(crate) expect: Facts,
    /// What it should say.
    pub(crate) set: Facts,
    pub(crate) reason: String,
    pub(crate) source: Option<String>,
}

impl Fix {
    pub(crate) fn reason_with_source(&self) -> String {
        match &self.source {
            Some(source) => format!("{} ({source})", self.reason),
            None => self.reason.clone(),
        }
    }
}

/// What is said of a member or of an enum.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct Facts {
    /// Whether the member must be there.
    pub(crate) required: Option<bool>,
    /// `string`, `integer`, `number`, `boolean`, `array`, `object`, `any`, or `ref`.
    #[serde(rename = "type")]
    pub(crate) ty: Option<String>,
    /// The member's name on the wire.
    pub(crate) name: Option<String>,
    /// What a member reads as that is absent though required.
    pub(crate) absent_as: Option<Value>,
    pub(crate) description: Option<String>,
    /// How many values the enum has.
    pub(crate) values: Option<usize>,
    /// Values to add to the enum.
    pub(crate) add_values: Vec<String>,
    /// The values that the enum has.
    #[serde(skip)]
    pub(crate) listed: Vec<String>,
}

impl Facts {
    /// The first of these facts that is not so.
    pub(crate) fn difference(&self, found: &Self) -> Option<String> {
        fn differ<T: PartialEq + std::fmt::Debug>(
            what: &str,
            expected: &Option<T>,
            found: &Option<T>,
        ) -> Option<String> {
            let expected = expected.as_ref()?;
            let is = found.as_ref().map_or("nothing".to_owned(), |found| format!("{found:?}"));
            (found.as_ref() != Some(expected)).then(|| format!("it expects {what} = {expected:?} and finds {is}"))
        }
        differ("required", &self.required, &found.required)
            .or_else(|| differ("type", &self.ty, &found.ty))
            .or_else(|| differ("name", &self.name, &found.name))
            .or_else(|| differ("absent-as", &self.absent_as, &found.absent_as))
            .or_else(|| differ("description", &self.description, &found.description))
            .or_else(|| differ("values", &self.values, &found.values))
    }

    /// Whether all of these facts are so already.
    pub(crate) fn is_in(&self, found: &Self) -> bool {
        self.difference(found).is_none() && self.add_values.iter().all(|value| found.listed.contains(value))
    }

    pub(crate) fn only_for_schemas(&self) -> Result<(), String> {
        if self.required.is_some() || self.ty.is_some() || self.name.is_some() || self.absent_as.is_some() {
            return Err("`required`, `type`, `name` and `absent-as` are about a `member`, and none is named".to_owned());
        }
        Ok(())
    }

    pub(crate) fn only_for_members(&self) -> Result<(), String> {
        if self.values.is_some() || !self.add_values.is_empty() {
            return Err("`values` and `add-values` are about an enum, not about a member".to_owned());
        }
        Ok(())
    }
}

impl std::fmt::Display for Facts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut facts = Vec::new();
        let mut add = |what: &str, value: Option<String>| facts.extend(value.map(|value| format!("{what} = {value}")));
        add("required", self.required.map(|required| required.to_string()));
        add("type", self.ty.clone());
        add("name", self.name.clone());
        add("absent-as", self.absent_as.as_ref().map(ToString::to_string));
        add("description", self.description.as_ref().map(|text| format!("{text:?}")));
        add("add-values", (!self.add_values.is_empty()).then(|| format!("{:?}", self.add_values)));
        f.write_str(&facts.join(", "))
    }
}
