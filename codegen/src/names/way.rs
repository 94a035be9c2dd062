//! The names of inline types: what the way from the schema around them adds, and what is left out where that would be long.

use std::collections::HashSet;

use heck::ToSnakeCase;

/// The name of an inline type has fewer letters.
const LETTERS: usize = 60;

/// A step on the way to an inline type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// To a member, or to an alternative: it has a name.
    Named(String),
    /// To what is inside of a list or a map.
    Inside(String),
}

impl Step {
    fn text(&self) -> &str {
        match self {
            Self::Named(text) | Self::Inside(text) => text,
        }
    }
}

/// The way from a schema that has a name to one inside of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Way(Vec<Step>);

impl Way {
    pub(super) fn push(&mut self, step: Step) {
        self.0.push(step);
    }

    /// The whole name.
    pub(super) fn full(&self, base: &str) -> String {
        let mut name = base.to_owned();
        self.0.iter().for_each(|step| name.push_str(step.text()));
        name
    }

    /// The whole name, or what is left of a long one: without words that are in it already, except for the last step; then without the steps into lists and maps, except for
    /// the last; then without the members on the way, the outermost first. Only the way itself decides, never what is beside it.
    ///
    /// ```text
    /// Account → Settings → BrandingSettings → Icon      AccountSettingsBrandingIcon, if the whole name were long
    /// ```
    pub(super) fn shortened(&self, base: &str) -> String {
        let full = self.full(base);
        let is_short = |name: &str| name.chars().count() < LETTERS;
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

/// The name without words that are in it already. The last step is whole: types beside one another differ in it.
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

/// The words of a name in upper camel case, letter for letter.
fn words(name: &str) -> impl Iterator<Item = String> {
    let mut rest = name.to_owned();
    let lengths: Vec<usize> = name.to_snake_case().split('_').map(|word| word.chars().count()).collect();
    lengths.into_iter().map(move |length| {
        let end = rest.char_indices().nth(length).map_or(rest.len(), |(end, _)| end);
        // Between digits, an underscore is kept.
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
    }

    #[test]
    fn long_names_leave_out_what_repeats() {
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
