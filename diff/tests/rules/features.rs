//! The rules about Cargo features: a package that enables some is resolved and compiled against both states.

use schemawright::{Generator, WireDependency};
use schemawright_diff::Rule;
use serde_json::{Value, json};

use crate::case::Case;
use crate::support::scratch::Scratch;

const CONFIG: &str = "[[name]]\ntitle = '^(?<area>[a-z]+)_(?<version>v\\d+)_(?<name>\\w+)$'\nmodule = \"{area}::{version}\"\n\
    [features]\nnamespace-end = '^v\\d+$'\n[package]\nname = \"types\"\n";

fn schemas(names: &[&str], a_refers_to_b: bool) -> Value {
    let of = |name: &&str| {
        let refers = a_refers_to_b && name.starts_with('a');
        let members = if refers { json!({ "b": { "$ref": "b_v1_B" } }) } else { json!({}) };
        ((*name).to_owned(), json!({ "type": "object", "properties": members }))
    };
    Value::Object(names.iter().map(of).collect())
}

fn cases() -> Vec<(Case, &'static str)> {
    let (a, both) = (["a_v1_A"], ["a_v1_A", "b_v1_B"]);
    let case = |rule, old, new| Case::new(rule, old, new).config(CONFIG, CONFIG);
    vec![
        (
            case(Rule::FeatureAdded, schemas(&a, false), schemas(&both, false))
                .also(&[Rule::TypeAdded])
                .fits("let _ = types::a::v1::A::new();"),
            "a-v1",
        ),
        (
            case(Rule::FeatureRemoved, schemas(&both, false), schemas(&a, false)).also(&[Rule::TypeRemoved]).breaks(""),
            "b-v1",
        ),
        (
            case(Rule::FeatureWidened, schemas(&both, false), schemas(&both, true))
                .also(&[Rule::MemberAddedOptional])
                .fits("let _ = types::a::v1::A::new();"),
            "a-v1",
        ),
        (
            // A namespace that has moved is enabled under its new name.
            case(
                Rule::FeatureWidened,
                schemas(&both, true),
                json!({ "a_v1_A": { "type": "object", "properties": { "b": { "$ref": "c_v1_B" } } }, "c_v1_B": { "type": "object", "properties": {} } }),
            )
            .also(&[Rule::TypeRemoved, Rule::TypeAdded, Rule::MemberRetyped, Rule::FeatureAdded, Rule::FeatureRemoved])
            .fits("let _ = types::a::v1::A::new();"),
            "a-v1",
        ),
        (
            case(Rule::FeatureNarrowed, schemas(&both, true), schemas(&both, false))
                .also(&[Rule::MemberRemoved])
                .breaks("let _ = types::b::v1::B::new();")
                .fits("let _ = types::a::v1::A::new();"),
            "a-v1",
        ),
    ]
}

/// Checks all cases, and returns their rules.
pub(crate) fn check() -> Vec<Rule> {
    let generator = Generator::new("").wire(WireDependency::Path(Scratch::wire()));
    let cases = cases();
    for (case, feature) in &cases {
        let (changes, old, new) = case.compare(&generator);
        assert_eq!(case.check(&changes), None);
        for (caller, breaks) in [(case.breaks, true), (case.fits, false)] {
            let Some(caller) = caller else { continue };
            for (files, is_new) in [(&old, false), (&new, true)] {
                let mut scratch = Scratch::new("diff-features");
                scratch.add("types", files.clone());
                let manifest = format!(
                    "[package]\nname = \"caller\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
                     types = {{ path = \"../types\", default-features = false, features = [\"{feature}\"] }}\n"
                );
                let main = format!("#![allow(warnings)]\nfn main() {{ {caller} }}\n");
                scratch.add("caller", [("Cargo.toml".to_owned(), manifest), ("src/main.rs".to_owned(), main)].into());
                scratch.write();
                let (compiles, text) = scratch.run(&["check", "--package", "caller"], true);
                assert_eq!(
                    compiles,
                    !(breaks && is_new),
                    "{} against the {} state:\n{text}",
                    case.name(),
                    if is_new { "new" } else { "old" }
                );
            }
        }
    }
    cases.into_iter().map(|(case, _)| case.rule).collect()
}
