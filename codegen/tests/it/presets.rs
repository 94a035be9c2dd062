//! The presets of `[format]`, and the known types of other crates, compiled with these crates.

use std::collections::BTreeMap;

use crate::support::scratch::Scratch;
use schemawright::{Config, Corpus, Generator, WireDependency};

/// Members of all formats with a known type.
const SCHEMA: &str = r#"{
    "title": "Booking",
    "type": "object",
    "properties": {
        "address": { "type": "string", "format": "ipv4" },
        "amount": { "type": "string", "format": "decimal" },
        "contact": { "type": "string", "format": "email" },
        "day": { "type": "string", "format": "date" },
        "host": { "type": "string", "format": "ipv6" },
        "id": { "type": "string", "format": "uuid" },
        "key": { "type": "string", "format": "byte" },
        "length": { "type": "string", "format": "duration" },
        "link": { "type": "string", "format": "uri" },
        "since": { "type": "string", "format": "date-time" }
    }
}"#;

/// A package with a configuration, and the additions of its tests.
struct Case {
    name: &'static str,
    config: &'static str,
    /// Members with a type of their own: a value, an invalid value, and a Rust condition that is true for `value`.
    typed: &'static [(&'static str, &'static str, &'static str, &'static str)],
    /// The dependencies in `Cargo.toml`.
    dependencies: &'static [&'static str],
}

const CASES: &[Case] = &[
    Case {
        name: "preset-std",
        config: "[format]\npreset = \"std\"\n",
        typed: &[
            ("address", "192.0.2.1", "192.0.2.256", "value.octets()[3] == 1"),
            ("host", "2001:db8::1", "::x", "value.segments()[7] == 1"),
            ("key", "aGk=", "?", "***value == b\"hi\"[..]"),
        ],
        dependencies: &[],
    },
    Case {
        name: "preset-chrono",
        config: "[format]\npreset = \"chrono\"\n",
        typed: &[("day", "2026-02-28", "2026-02-30", "chrono::Datelike::year(&**value) == 2026")],
        dependencies: &["chrono"],
    },
    Case {
        name: "preset-jiff",
        config: "[format]\npreset = \"jiff\"\ndate-time = \"jiff::Timestamp\"\n",
        typed: &[
            ("day", "2026-02-28", "2026-02-30", "value.year() == 2026"),
            ("length", "P3DT4H", "P", "value.get_days() == 3 && value.get_hours() == 4"),
            ("since", "2021-12-29T12:33:09.00+02:00", "yesterday", "value.as_second() % 100 == 89"),
        ],
        dependencies: &["jiff"],
    },
    Case {
        name: "known-crates",
        config: "[format]\nuuid = \"uuid::Uuid\"\nuri = \"url::Url\"\nemail = \"email_address::EmailAddress\"\n\
                 decimal = \"rust_decimal::Decimal\"\n",
        typed: &[
            ("id", "67E55044-10B1-426F-9247-BB680E5FE0C8", "67e55044", "value.get_version_num() == 4"),
            ("link", "https://example.com", "no link", "value.host_str() == Some(\"example.com\")"),
            ("contact", "a@example.com", "a", "value.domain() == \"example.com\""),
            ("amount", "10.50", "ten", "value.scale() == 2"),
        ],
        dependencies: &["email_address", "rust_decimal", "url", "uuid"],
    },
];

/// Tests of a package: each member decodes, has the expected value, and round-trips; other values are rejected, unless it is a plain
/// string.
fn tests(case: &Case) -> String {
    let package = case.name.replace('-', "_");
    let mut text = format!("use {package}::Booking;\nuse schemawright_wire::{{decode, encode}};\n");
    for (member, good, bad, check) in case.typed {
        text.push_str(&format!(
            "\n#[test]\nfn {member}_has_a_type() {{\n    \
             let body = r#\"{{\"{member}\":\"{good}\"}}\"#;\n    \
             let booking: Booking = decode(body).unwrap();\n    \
             assert_eq!(encode(&booking).unwrap(), body.as_bytes());\n    \
             let value = booking.{member}.as_ref().unwrap();\n    \
             assert!({check});\n    \
             let error = decode::<Booking>(r#\"{{\"{member}\":\"{bad}\"}}\"#).unwrap_err().to_string();\n    \
             assert!(error.contains(\"{member}\") && error.contains(\"invalid\"), \"{{error}}\");\n}}\n"
        ));
    }
    text
}

#[test]
fn presets_compile_and_work() {
    let files: Vec<_> = CASES.iter().map(generated).collect();
    // The runtime depends on chrono too.
    let is_fast = |case: &Case| case.dependencies.iter().all(|name| *name == "chrono");
    works(CASES.iter().zip(files).filter(|(case, _)| is_fast(case)));
}

#[test]
#[ignore = "compiles the crates: `cargo xtask ci --only foreign` runs it"]
fn every_preset_compiles_and_works_with_its_crates() {
    works(CASES.iter().map(|case| (case, generated(case))));
}

/// The package of a case, which depends on the expected crates.
fn generated(case: &Case) -> BTreeMap<String, String> {
    let config = format!("{}\n[package]\nname = \"{}\"\n", case.config, case.name);
    let config = Config::parse("codegen.toml", &config).unwrap_or_else(|faults| panic!("{faults}"));
    let corpus = Corpus::from_sources([("booking.json", SCHEMA)]).unwrap_or_else(|faults| panic!("{faults}"));
    let generator = Generator::new("").wire(WireDependency::Path(Scratch::wire()));
    let output = generator.generate_from(&corpus, &config).unwrap_or_else(|faults| panic!("{faults}"));
    let manifest = &output.files["Cargo.toml"];
    let others = manifest.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name);
    let others: Vec<&str> = others.skip_while(|name| *name != "schemawright-wire").skip(1).collect();
    assert_eq!(others, [case.dependencies, &["schemawright-wire"]].concat(), "{manifest}");
    output.files
}

/// Compiles the packages of cases, and runs the tests.
fn works<'a>(packages: impl Iterator<Item = (&'a Case, BTreeMap<String, String>)>) {
    let mut scratch = Scratch::new("presets");
    for (case, mut files) in packages {
        files.insert("tests/works.rs".to_owned(), tests(case));
        scratch.add(case.name, files);
    }
    scratch.write();
    scratch.cargo(&["test", "--quiet", "--workspace", "--tests", "--no-fail-fast"]);
}
