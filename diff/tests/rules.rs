//! Tests every rule of `diff`: callers that should break are compiled against the old and the new output and break, and other callers do
//! not. All of them are compiled in a scratch workspace in the target directory.

#[path = "rules/callers.rs"]
mod callers;
#[path = "rules/case.rs"]
mod case;
#[path = "rules/cases.rs"]
mod cases;
#[path = "rules/features.rs"]
mod features;
#[path = "rules/members.rs"]
mod members;
#[path = "rules/operations.rs"]
mod operations;
#[path = "../../codegen/tests/support/mod.rs"]
mod support;

use std::collections::BTreeSet;

use callers::Caller;
use case::{Case, Files};
use schemawright::Generator;
use schemawright_diff::{Change, Level, Rule, Witness};
use support::scratch::Scratch;

/// The two sides, as packages: the emitted modules of all cases, and the callers of all cases.
const SIDES: [&str; 2] = ["old", "new"];

/// Breaking rules whose cases have a change without a witness.
const WITHOUT_WITNESS: &[Rule] = &[
    Rule::AlternativesRetried,
    // Of patterns, and of lists.
    Rule::RestRefused,
    Rule::RestRetyped,
    Rule::OperationMoved,
    Rule::OperationRerouted,
    Rule::AnswerChanged,
    Rule::PagesRemoved,
    Rule::ParametersReordered,
    Rule::SurfaceChanged,
    Rule::GeneratorRemoved,
];

#[test]
fn every_rule_is_right_about_callers() {
    let cases: Vec<Case> = [cases::cases(), members::cases(), operations::cases()].into_iter().flatten().collect();
    let mut sides: [Files; 2] = Default::default();
    let mut roots: [String; 2] = Default::default();
    let (mut callers, mut faults) = (Vec::new(), Vec::new());
    let mut without_witness = BTreeSet::new();
    for case in &cases {
        let generator = Generator::new("").module(format!("crate::{}", case.name()));
        let (changes, old, new) = case.compare(&generator);
        faults.extend(case.check(&changes));
        let breaking = changes.iter().filter(|change| change.level() == Level::Breaking);
        without_witness.extend(breaking.filter(|change| change.witnesses.is_empty()).map(|change| change.rule));
        for ((side, root), files) in sides.iter_mut().zip(&mut roots).zip([old, new]) {
            root.push_str(&format!("pub mod {};\n", case.name()));
            side.extend(files.into_iter().filter_map(|(path, text)| {
                let path = path.strip_prefix("src/")?.replace("lib.rs", "mod.rs");
                Some((format!("src/{}/{path}", case.name()), text))
            }));
        }
        callers.extend(callers_of(case));
        callers.extend(witnesses_of(case, &changes));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(without_witness, WITHOUT_WITNESS.iter().copied().collect::<BTreeSet<_>>());
    let mut scratch = Scratch::new("diff-rules");
    for (side, (mut files, root)) in SIDES.iter().zip(sides.into_iter().zip(roots)) {
        // Other tests check that the emitted code has no warnings.
        files.insert("src/lib.rs".to_owned(), format!("#![allow(warnings)]\n{root}"));
        // The derives of unions.
        let serde = "serde = { version = \"1\", features = [\"derive\"] }\n";
        files.insert("Cargo.toml".to_owned(), manifest(side, &[("schemawright-wire", &Scratch::wire())]) + serde);
        scratch.add(side, files);
    }
    for (side, is_new) in [("old", false), ("new", true)] {
        let working = callers::working(&mut scratch, side, &callers);
        let wrong = callers.iter().filter(|caller| working.contains(&caller.name) == (caller.breaks && is_new));
        let wrong: Vec<_> = wrong.map(|caller| caller.name.as_str()).collect();
        assert!(wrong.is_empty(), "should do otherwise against the {side} state: {wrong:?}");
    }
    covers_all_rules(cases.iter().map(|case| case.rule).chain(features::check()).collect());
}

/// Every rule has a case. `callers_of` has checked that every breaking rule has a caller that breaks.
fn covers_all_rules(proved: BTreeSet<Rule>) {
    let unproved: Vec<_> = Rule::ALL.iter().filter(|rule| !proved.contains(rule)).map(|rule| rule.id()).collect();
    assert!(unproved.is_empty(), "rules without a case: {unproved:?}");
}

fn callers_of(case: &Case) -> Vec<Caller> {
    match case.rule.level() {
        Level::Breaking => assert!(case.breaks.is_some(), "{} needs a caller that it breaks", case.name()),
        _ => assert!(case.fits.is_some() && case.breaks.is_none(), "{} needs a caller that goes on", case.name()),
    }
    let caller = |body: Option<&str>, kind: &str, breaks: bool| {
        body.map(|body| Caller {
            name: format!("{}_{kind}", case.name()),
            text: format!("use ::types::{} as types;\n\npub fn main() {{\n    {body}\n}}\n", case.name()),
            breaks,
            runs: case.runs,
        })
    };
    [caller(case.breaks, "breaks", true), caller(case.fits, "fits", false)].into_iter().flatten().collect()
}

/// A caller for each witness of a case's changes: it works with the old state, and not with the new one.
fn witnesses_of(case: &Case, changes: &[Change]) -> Vec<Caller> {
    let main = |body: &str| (format!("pub fn main() {{\n    {body}\n}}\n"), true);
    let caller = |(index, witness): (usize, &Witness)| {
        let (text, runs) = match witness {
            Witness::Compiles(item) => (format!("{item}\n"), false),
            Witness::Holds(statement) => main(statement),
            Witness::Decodes { ty, body } => main(&format!("let _: {ty} = serde_json::from_str({body:?}).unwrap();")),
            Witness::Resolves(_) => return None,
        };
        let name = format!("{}_witness_{index}", case.name());
        let text = format!("use ::types::{} as types;\n\n{text}", case.name());
        Some(Caller { name, text, breaks: true, runs })
    };
    changes.iter().flat_map(|change| &change.witnesses).enumerate().filter_map(caller).collect()
}

fn manifest(name: &str, dependencies: &[(&str, &str)]) -> String {
    let dependencies: String =
        dependencies.iter().map(|(name, path)| format!("{name} = {{ path = {path:?} }}\n")).collect();
    format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}")
}
