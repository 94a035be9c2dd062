//! Compares our types with typify's for the same definitions.

#![cfg(feature = "typify")]

mod judge;
mod random;
mod support;

use std::sync::LazyLock;

use schemawright::model::Item;
use schemawright::{Config, Corpus, Generator, Model};

use judge::{Court, Verdict, faults};

/// All corpora, each with our Model of it.
static CASES: LazyLock<Vec<(Court, Model)>> = LazyLock::new(|| {
    let mut cases = vec![project()];
    cases.extend(fixtures());
    cases.extend(random_schemas());
    cases
});

fn project() -> (Court, Model) {
    let root = support::package().join("..");
    let corpus = Corpus::read(&root.join("schemas")).unwrap();
    let config = Config::read(&root.join("codegen.toml")).unwrap();
    let output = Generator::new("").generate_from(&corpus, &config).unwrap_or_else(|faults| panic!("{faults}"));
    (Court::new("schemas", &corpus, &output.rules), output.model)
}

fn fixtures() -> impl Iterator<Item = (Court, Model)> {
    support::Fixture::all().into_iter().map(|fixture| {
        let corpus = Corpus::read(&fixture.directory.join("schemas")).unwrap();
        let output = fixture.generate("wire").unwrap_or_else(|faults| panic!("{faults}"));
        (Court::new(&fixture.name, &corpus, &output.rules), output.model)
    })
}

fn random_schemas() -> impl Iterator<Item = (Court, Model)> {
    (0..SEEDS).filter_map(|seed| {
        // `nullable` has no effect in the generator, and is `null` in the bundle.
        let files = random::schemas_of_seed(seed).into_iter();
        let files = files.map(|(name, text)| (name, text.replace("\"nullable\":true", "\"x-n\":true")));
        let corpus = Corpus::from_sources(files).ok()?;
        let output = Generator::new("").generate_from(&corpus, &Config::default()).ok()?;
        Some((Court::new(&format!("seed {seed}"), &corpus, &[]), output.model))
    })
}

/// The number of random sets of schemas.
const SEEDS: u64 = 60;

#[test]
fn typify_agrees() {
    let mut verdict = Verdict::default();
    CASES.iter().for_each(|(court, model)| court.judge(model, &mut verdict));
    let Verdict { agreed, refused, differences, used } = verdict;
    println!("{agreed} definitions agree, {refused} are refused by typify; exemptions: {used:#?}");
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
    let unused: Vec<_> = judge::exemptions::ALL.iter().filter(|one| !used.contains_key(one.name)).collect();
    let unused: Vec<_> = unused.iter().map(|one| format!("{}: {}", one.name, one.reason)).collect();
    assert!(unused.is_empty(), "exemptions that exempt nothing: {unused:#?}");
    // Otherwise, the test would compare almost nothing.
    assert!(agreed >= 1000, "{agreed} definitions agree");
}

/// Of 1,000 faults, this many may remain undetected: the comparison can't find faults where typify differs on purpose.
const ESCAPE: usize = 8;

#[test]
fn every_fault_is_found() {
    let (mut tried, mut escaped) = (0, Vec::new());
    for (court, model) in CASES.iter() {
        for (index, item) in court.items(model).into_iter().filter(|(index, _)| court.is_converted(*index)) {
            let found = |item: &Item| court.compare(model, index, item, &mut |_| {});
            assert_eq!(found(&faults::harmless(item)), Vec::<String>::new());
            for (what, faulty) in faults::faulty(item) {
                tried += 1;
                if found(&faulty).is_empty() {
                    escaped.push(format!("{}: {what}", item.path));
                }
            }
        }
    }
    println!("{} of {tried} faults escape:\n{}", escaped.len(), escaped.join("\n"));
    assert!(tried > 20_000, "{tried} faults");
    assert!(
        escaped.len() * 1000 <= tried * ESCAPE,
        "{} of {tried} faults escape:\n{}",
        escaped.len(),
        escaped.join("\n")
    );
}
