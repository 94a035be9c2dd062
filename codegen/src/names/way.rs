//! The names of inline types: the path from the enclosing schema, shortened if it would be long.

use std::collections::HashSet;

use heck::ToSnakeCase;

/// The names of inline types have fewer letters than this.
const LETTERS: usize = 60;

/// A step on the path to an inline type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A step to a member or to an alternative, which has a name.
    Named(String),
    /// A step into a list or a map.
    Inside(String),
}

impl Step {
    fn text(&self) -> &str {
        match self {
            Self::Named(text) | Self::Inside(text) => text,
        }
    }
}

/// The path from a named schema to a nested one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Way(Vec<Step>);

impl Way {
    pub(super) fn push(&mut self, step: Step) {
        self.0.push(step);
    }

    /// The whole name.
    pub(super) fn full(&self, base: &str) -> String {
        let mut name = self.start(base).to_owned();
        self.0.iter().for_each(|step| name.push_str(step.text()));
        name
    }

    /// The start of the name. The underscore that keeps `Self_` from being a keyword is not needed before another word.
    fn start<'b>(&self, base: &'b str) -> &'b str {
        if self.0.is_empty() { base } else { base.trim_end_matches('_') }
    }

    /// The whole name, or a shortened form of a long one: without repeated words, except for the last step; then without the steps into
    /// lists and maps, except for the last; then without the members on the path, the outermost first. Only the path decides, never other
    /// types.
    ///
    /// ```text
    /// Account → Settings → BrandingSettings → Icon      AccountSettingsBrandingIcon, if the whole name were long
    /// ```
    pub(super) fn shortened(&self, base: &str) -> String {
        let full = self.full(base);
        let is_short = |name: &str| name.chars().count() < LETTERS;
        let base = self.start(base);
        let Some((last, steps)) = self.0.split_last().filter(|_| !is_short(&full)) else { return full };
        let name = without_repetition(base, &self.0.iter().collect::<Vec<_>>());
        if is_short(&name) {
            return name;
        }
        let mut kept: Vec<&Step> = steps.iter().filter(|step| matches!(step, Step::Named(_))).chain([last]).collect();
        loop {
            let name = without_repetition(base, &kept);
            if kept.len() == 1 || is_short(&name) {
                return name;
            }
            kept.remove(0);
        }
    }
}

/// The name without repeated words. The last step is complete, because sibling types differ in it.
fn without_repetition(base: &str, steps: &[&Step]) -> String {
    let mut seen: HashSet<String> = words(base).map(|word| word.to_ascii_lowercase()).collect();
    let mut name = base.to_owned();
    for (index, step) in steps.iter().enumerate() {
        if index + 1 == steps.len() {
            name.push_str(step.text());
            continue;
        }
        let own: Vec<String> = words(step.text()).collect();
        let new = own.iter().filter(|word| !seen.contains(&word.to_ascii_lowercase()));
        new.for_each(|word| name.push_str(word));
        seen.extend(own.iter().map(|word| word.to_ascii_lowercase()));
    }
    name
}

/// The words of a name in upper camel case, unchanged.
fn words(name: &str) -> impl Iterator<Item = String> {
    let mut rest = name.to_owned();
    let lengths: Vec<usize> = name.to_snake_case().split('_').map(|word| word.chars().count()).collect();
    lengths.into_iter().map(move |length| {
        let end = rest.char_indices().nth(length).map_or(rest.len(), |(end, _)| end);
        // An underscore between digits is kept.
        let end = end + (rest[end..].len() - rest[end..].trim_start_matches('_').len());
        rest.drain(..end).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::{Step, Way, words};

    fn way(steps: &[&str]) -> Way {
        let step = |step: &&str| match *step {
            "Item" | "Value" => Step::Inside((*step).to_owned()),
            named => Step::Named(named.to_owned()),
        };
        Way(steps.iter().map(step).collect())
    }

    #[test]
    fn short_names_are_whole() {
        let short = way(&["Settings", "BrandingSettings", "Icon"]);
        assert_eq!(short.shortened("Account"), "AccountSettingsBrandingSettingsIcon");
        assert_eq!(way(&["Settings", "Settings"]).shortened("Settings"), "SettingsSettingsSettings");
        assert_eq!(
            (way(&[]).shortened("Self_"), way(&["Owner"]).shortened("Self_")),
            ("Self_".to_owned(), "SelfOwner".to_owned())
        );
    }

    #[test]
    fn long_names_omit_repeated_words() {
        for (base, steps, name) in [
            (
                "AccountWithAVeryLongName",
                &["Settings", "BrandingSettings", "PictureSettings", "Icon"][..],
                "AccountWithAVeryLongNameSettingsBrandingPictureIcon",
            ),
            (
                "CycloneDXBillOfMaterialsStandard",
                &["Declarations", "Attestations", "Item", "Map", "Item", "Conformance"],
                "CycloneDXBillOfMaterialsStandardAttestationsMapConformance",
            ),
            (
                "GenericResourcesOfTheWholeSpecification",
                &["Item", "DiscreteResourceSpec", "Value"],
                "GenericResourcesOfTheWholeSpecificationValue",
            ),
        ] {
            let shortened = way(steps).shortened(base);
            assert!(shortened.len() < 60, "{shortened} has {} letters", shortened.len());
            assert_eq!(shortened, name);
        }
    }

    #[test]
    fn the_last_step_is_whole() {
        let long = "AVeryLongNameOfATypeThatNobodyWouldEverWriteIntoAProgramByHand";
        assert_eq!(way(&["Name", "Type"]).shortened(long), format!("{long}Type"));
        let of = |last| way(&["Settings", "BrandingSettings", last]).shortened("AccountOfSomebodyWhoSignsIn");
        assert_eq!(of("IconSettings"), "AccountOfSomebodyWhoSignsInSettingsBrandingIconSettings");
        assert_eq!(of("Icon"), "AccountOfSomebodyWhoSignsInSettingsBrandingSettingsIcon");
    }

    #[test]
    fn words_are_letter_for_letter() {
        for (name, expected) in [
            ("FooBar", &["Foo", "Bar"][..]),
            ("CycloneDXBill", &["Cyclone", "DX", "Bill"]),
            ("", &[""]),
            ("Größe2Fa", &["Größe2", "Fa"]),
        ] {
            assert_eq!(words(name).collect::<Vec<_>>(), expected);
        }
        assert_eq!(words("V0_5Value").collect::<String>(), "V0_5Value");
    }
}
