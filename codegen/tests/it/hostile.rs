//! Hostile input: each case ends soon with types or with an error that names the limit, and never with a panic or a stack overflow.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use schemawright::{Config, Corpus, Diagnostics, Generator, Output, limits};

fn generate(files: Vec<(String, String)>) -> Result<Output, Diagnostics> {
    Generator::new("").generate_from(&Corpus::from_sources(files)?, &Config::default())
}

fn one(text: String) -> Result<Output, Diagnostics> {
    generate(vec![("a.json".to_owned(), text)])
}

#[track_caller]
fn refused(outcome: Result<Output, Diagnostics>, code: &str, text: &str) {
    match outcome {
        Ok(_) => panic!("it is taken"),
        Err(faults) => {
            let found = faults.iter().find(|fault| fault.code == code);
            let found = found.unwrap_or_else(|| panic!("no {code} among: {faults}"));
            assert!(found.message.contains(text), "{}", found.message);
        }
    }
}

/// Generates, with a warning that names the limit.
#[track_caller]
fn warned(outcome: Result<Output, Diagnostics>, code: &str, text: &str) {
    let output = outcome.unwrap_or_else(|faults| panic!("{faults}"));
    let found = output.warnings.iter().find(|warning| warning.code == code);
    let found = found.unwrap_or_else(|| panic!("no {code} among: {}", output.warnings));
    assert!(found.message.contains(text), "{}", found.message);
}

#[test]
fn nesting() {
    let text = format!("{}{{}}{}", "{\"items\":".repeat(10_000), "}".repeat(10_000));
    refused(one(text), "too-deep", "nested more than 127 deep");
    // The greatest permitted depth works.
    let lists =
        |depth| format!("{{\"title\":\"A\",\"items\":{}{{}}{}}}", "{\"items\":".repeat(depth), "}".repeat(depth));
    one(lists(limits::LISTS - 1)).unwrap_or_else(|faults| panic!("{faults}"));
    warned(one(lists(limits::LISTS + 1)), "open", "nested more than 32 deep");
    let depth = limits::NESTING - 2;
    warned(one(lists(depth)), "open", "nested more than 32 deep");
    let text = format!("{{\"title\":\"A\",\"default\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
    one(text).unwrap_or_else(|faults| panic!("{faults}"));
}

#[test]
fn nested_objects_as_deep_as_is_allowed() {
    let depth = limits::NESTING / 2 - 1;
    let mut text = String::from("{\"type\":\"object\"}");
    for _ in 0..depth {
        text = format!("{{\"properties\":{{\"a\":{text}}}}}");
    }
    one(text.replacen('{', "{\"title\":\"A\",", 1)).unwrap_or_else(|faults| panic!("{faults}"));
}

#[test]
fn size_of_a_file() {
    let text = format!("{{\"title\": \"{}\"}}", "x".repeat(limits::FILE_SIZE));
    refused(one(text), "too-big", "the limit is 16777216");
}

#[test]
fn members() {
    let mut text = String::from("{\"title\":\"A\",\"properties\":{");
    for index in 0..100_000 {
        let _ = write!(text, "\"m{index}\":{{}},");
    }
    text.push_str("\"last\":{}},\"required\":[\"lost\"]}");
    refused(one(text), "too-big", "100001 members; the limit is 10000");
}

#[test]
fn a_chain_of_references() {
    for keyword in ["{\"$ref\":\"@\"", "{\"allOf\":[{\"$ref\":\"@\"},{\"type\":\"object\"}]"] {
        let file = |index: usize| {
            let next = if index == 9_999 {
                "{\"type\":\"object\"".to_owned()
            } else {
                keyword.replace('@', &format!("f{}.json", index + 1))
            };
            (format!("f{index}.json"), format!("{next},\"title\":\"T{index}\"}}"))
        };
        let files: Vec<_> = (0..10_000).map(file).collect();
        // The result does not depend on the stack of the calling thread.
        let thread = std::thread::Builder::new().stack_size(256 << 10);
        let outcome = thread.spawn(move || generate(files)).unwrap().join().unwrap();
        refused(outcome, "too-deep", "more than 128 references");
    }
}

#[test]
fn a_chain_of_members() {
    let file = |index: usize| {
        let next = if index == 1_999 { "{}".to_owned() } else { format!("{{\"$ref\":\"f{}.json\"}}", index + 1) };
        (format!("f{index}.json"), format!("{{\"title\":\"T{index}\",\"properties\":{{\"a\":{next}}}}}"))
    };
    generate((0..2_000).map(file).collect()).unwrap_or_else(|faults| panic!("{faults}"));
}

#[test]
fn parts_that_multiply() {
    let file = |index: usize| {
        let parts = format!("[{{\"$ref\":\"f{0}.json\"}},{{\"$ref\":\"f{0}.json\"}}]", index + 1);
        let body = if index == 30 { "\"properties\":{\"x\":{}}".to_owned() } else { format!("\"allOf\":{parts}") };
        (format!("f{index}.json"), format!("{{\"title\":\"T{index}\",{body}}}"))
    };
    generate((0..=30).map(file).collect()).unwrap_or_else(|faults| panic!("{faults}"));
}

#[test]
fn unions_that_multiply() {
    let file = |index: usize| {
        let alternative = |other: usize| format!("{{\"properties\":{{\"p{index}_{other}\":{{}}}}}}");
        let alternatives: Vec<_> = (0..20).map(alternative).collect();
        (format!("f{index}.json"), format!("{{\"title\":\"T{index}\",\"oneOf\":[{}]}}", alternatives.join(",")))
    };
    let parts = "[{\"$ref\":\"f0.json\"},{\"$ref\":\"f1.json\"},{\"$ref\":\"f2.json\"}]";
    let whole = ("whole.json".to_owned(), format!("{{\"title\":\"A\",\"allOf\":{parts}}}"));
    warned(generate((0..3).map(file).chain([whole]).collect()), "open", "gives too many");
}

/// Backtracking would take as long as 2^50 steps.
#[test]
fn a_pattern_that_multiplies() {
    let start = Instant::now();
    let default = format!("{}!", "a".repeat(50));
    let text = format!("{{\"title\":\"A\",\"type\":\"string\",\"pattern\":\"(a+)+$\",\"default\":\"{default}\"}}");
    warned(one(text), "bad-default", "does not match `pattern`");
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

/// Every value is checked against every part, and every part runs patterns.
#[test]
fn checks_of_a_default_that_multiply() {
    let start = Instant::now();
    let parts = vec!["{\"type\":\"string\",\"pattern\":\"^[ab]*a[ab]{200}c?$\"}"; 900].join(",");
    let values = vec!["\"abababab\""; 20_000].join(",");
    let items = format!("{{\"anyOf\":[{parts},{{\"type\":\"string\"}}]}}");
    let list = format!("{{\"type\":\"array\",\"items\":{items},\"default\":[{values}]}}");
    let outcome = one(format!("{{\"title\":\"A\",\"properties\":{{\"list\":{list}}}}}"));
    // Whether it generates is not tested here.
    let _ = outcome.map(|_| ());
    assert!(start.elapsed() < Duration::from_secs(120), "{:?}", start.elapsed());
}

/// Each schema refers to the next one several times, so the number of paths from the first to the last is exponential.
#[test]
fn ways_that_multiply() {
    let chain = |of: &dyn Fn(&str) -> String| {
        let file = |index: usize| {
            let next = format!("{{\"$ref\":\"f{}.json\"}}", index + 1);
            let body = if index == 60 { "\"type\":\"string\"".to_owned() } else { of(&next) };
            (format!("f{index}.json"), format!("{{\"title\":\"T{index}\",{body}}}"))
        };
        (0..=60).map(file).collect::<Vec<_>>()
    };
    let member = ("a.json".to_owned(), "{\"title\":\"A\",\"properties\":{\"x\":{\"$ref\":\"f0.json\"}}}".to_owned());
    // Each is searched for secrets, and has a default that is validated.
    let lists =
        |next: &str| format!("\"prefixItems\":[{0},{0}],\"default\":[[],[]]", format_args!("{{\"items\":{next}}}"));
    generate(chain(&lists).into_iter().chain([member.clone()]).collect()).unwrap_or_else(|faults| panic!("{faults}"));
    let alternatives =
        |next: &str| format!("\"anyOf\":[{next},{{\"allOf\":[{next}]}},{{\"type\":\"null\"}}],\"default\":\"\"");
    generate(chain(&alternatives).into_iter().chain([member]).collect()).unwrap_or_else(|faults| panic!("{faults}"));
}

#[test]
fn alternatives_within_alternatives_that_multiply() {
    let file = |index: usize| {
        let next = |side: &str| format!("{{\"$ref\":\"{side}{}.json\"}}", index + 1);
        let last = "{\"properties\":{\"a\":{}}},{\"properties\":{\"b\":{}}}".to_owned();
        let list = if index == 40 { last } else { format!("{},{}", next("l"), next("r")) };
        let text = |side: &str| format!("{{\"title\":\"{side}{index}\",\"oneOf\":[{list},{{\"type\":\"boolean\"}}]}}");
        ["l", "r"].map(|side| (format!("{side}{index}.json"), text(side)))
    };
    let parts = "[{\"$ref\":\"l0.json\"},{\"properties\":{\"x\":{}}}]";
    let whole = ("whole.json".to_owned(), format!("{{\"title\":\"A\",\"allOf\":{parts}}}"));
    warned(generate((0..=40).flat_map(file).chain([whole]).collect()), "open", "merging the parts");
}

#[test]
fn required_members_that_multiply() {
    let file = |index: usize| {
        let next = format!("{{\"$ref\":\"f{}.json\"}}", index + 1);
        let body = format!("\"properties\":{{\"a\":{next},\"b\":{next}}},\"required\":[\"a\",\"b\"]");
        let body = if index == 40 { "\"type\":\"string\"".to_owned() } else { body };
        (format!("f{index}.json"), format!("{{\"title\":\"T{index}\",{body}}}"))
    };
    refused(generate((0..=40).map(file).collect()), "too-big", "the smallest value");
}

#[test]
fn a_long_enum_works() {
    let values: Vec<_> = (0..100_000).map(|index| format!("\"v{index}\"")).collect();
    let begin = Instant::now();
    let output =
        one(format!("{{\"title\":\"A\",\"enum\":[{}]}}", values.join(","))).unwrap_or_else(|faults| panic!("{faults}"));
    assert!(output.files["src/lib.rs"].contains("V99999"));
    assert!(begin.elapsed() < Duration::from_secs(120), "{:?}", begin.elapsed());
}

#[test]
fn a_long_description_takes_linear_time() {
    for piece in ["[", "`", "<", "![](", "*a ", "> ", "- a\n  "] {
        let description = piece.repeat(200_000 / piece.len());
        let begin = Instant::now();
        let schema = serde_json::json!({ "title": "A", "type": "string", "description": description });
        one(schema.to_string()).unwrap_or_else(|faults| panic!("{faults}"));
        assert!(begin.elapsed() < Duration::from_secs(10), "{piece}: {:?}", begin.elapsed());
    }
}

#[test]
fn a_long_tuple() {
    let items = vec!["{}"; 13].join(",");
    let exact = "\"minItems\":13,\"items\":false";
    let output = one(format!("{{\"title\":\"A\",\"type\":\"array\",\"prefixItems\":[{items}],{exact}}}"));
    // A list: the standard library implements its traits for tuples of up to 12 items.
    let output = output.unwrap_or_else(|faults| panic!("{faults}"));
    assert!(output.files["src/lib.rs"].contains("pub Vec<::schemawright_wire::Value>"));
}

#[test]
fn long_names() {
    let long = "x".repeat(10_000);
    // A title that is too long is not a name.
    let output = one(format!("{{\"title\":\"{long}\",\"type\":\"string\"}}"));
    let output = output.unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(output.model.items[0].path.name, "A");
    for schema in [
        format!("{{\"$defs\":{{\"{long}\":{{}}}}}}"),
        format!("{{\"title\":\"A\",\"properties\":{{\"{long}\":{{}}}}}}"),
        format!("{{\"title\":\"A\",\"properties\":{{\"{long}\":{{\"properties\":{{\"a\":{{}}}}}}}}}}"),
        format!("{{\"title\":\"A\",\"enum\":[\"{long}\",\"{long}y\"]}}"),
        format!("{{\"title\":\"A\",\"oneOf\":[{{\"title\":\"{long}\"}},{{\"type\":\"string\"}}]}}"),
    ] {
        let output = one(schema).unwrap_or_else(|faults| panic!("{faults}"));
        let words = output.files["src/lib.rs"].split(|c: char| !c.is_alphanumeric() && c != '_');
        let is_name = |word: &&str| word.starts_with(['x', 'X']) || word.starts_with("AX");
        let names: Vec<&str> = words.filter(is_name).filter(|word| word.len() < 10_000).collect();
        assert!(names.iter().all(|name| name.len() <= 200), "{names:?}");
    }
    refused(one(format!("{{\"title\":\"A\",\"$ref\":\"{long}\"}}")), "unresolved-ref", "unknown schema");
    one(format!("{{\"title\":\"A\",\"{long}\":1,\"description\":\"{long}\"}}"))
        .unwrap_or_else(|faults| panic!("{faults}"));
}

#[test]
fn names_that_differ_in_case_or_normalization_only() {
    for (one, other) in [("caf\u{e9}", "Caf\u{e9}"), ("\u{c5}ngstrom", "\u{212b}ngstrom")] {
        let text = format!("{{\"title\":\"A\",\"properties\":{{\"{one}\":{{}},\"{other}\":{{}}}}}}");
        let output = self::one(text).unwrap_or_else(|faults| panic!("{faults}"));
        let fields =
            output.files["src/lib.rs"].lines().filter(|line| line.starts_with("    pub ") && line.contains(':'));
        let fields: std::collections::BTreeSet<_> = fields.collect();
        // Both, and the members that the schema does not declare.
        assert_eq!(fields.len(), 3, "{fields:?}");
    }
}

/// A schema that is a part or an alternative of itself, and nothing else, accepts any value: every schema generates.
#[test]
fn schemas_that_lead_back_to_themselves() {
    for schema in [
        r##"{"title":"A","$ref":"#"}"##,
        r##"{"title":"A","allOf":[{"$ref":"#"},{"$ref":"#"}]}"##,
        r##"{"title":"A","anyOf":[{"$ref":"#"}]}"##,
        r##"{"title":"A","anyOf":[{"$ref":"#"},{"$ref":"#/$defs/b"}],"$defs":{"b":{"oneOf":[{"$ref":"#"},{"$ref":"#/$defs/b"}]}}}"##,
        r##"{"title":"A","type":"object","allOf":[{"$ref":"#/$defs/b"}],"$defs":{"b":{"allOf":[{"$ref":"#"}],"properties":{"c":{"type":"string"}}}}}"##,
        r##"{"title":"A","type":["object","null"],"properties":{"b":{"$ref":"#/$defs/b"}},"$defs":{"b":{"$ref":"#/$defs/c"},"c":{"allOf":[{"$ref":"#/$defs/d"}]},"d":{"$ref":"#/$defs/b"}}}"##,
    ] {
        let output = one(schema.to_owned()).unwrap_or_else(|faults| panic!("{schema}: {faults}"));
        assert!(!output.warnings.is_empty(), "{schema}");
    }
}

/// The variants of alternatives that differ only in the types of their members, independent of the schemas before them.
#[test]
fn an_alternative_before_others_moves_no_name() {
    let variants = |first: &str| {
        let of = |ty: &str| format!(r#"{{"type":"object","properties":{{"a":{{"type":"{ty}"}}}}}}"#);
        let both = |list: [String; 2]| format!(r#"{{"oneOf":[{}]}}"#, list.join(","));
        let object = |name: &str| format!(r#"{{"type":"object","properties":{{"{name}":{{"type":"string"}}}}}}"#);
        let crossed =
            format!(r#"{{"allOf":[{},{}]}}"#, both([of("string"), of("integer")]), both([object("b"), object("c")]));
        let output =
            one(format!(r#"{{"title":"A","oneOf":[{first}{crossed}]}}"#)).unwrap_or_else(|faults| panic!("{faults}"));
        let item = output.model.items.iter().find(|item| item.path.name == "A").unwrap();
        let schemawright::model::Kind::Union(union) = &item.kind else { panic!("no union") };
        union.alternatives.iter().map(|one| one.rust_name.clone()).collect::<Vec<_>>()
    };
    let alone = variants("");
    let beside = variants(r#"{"type":"object","properties":{"z":{"type":"boolean"}},"required":["z"]},"#);
    assert!(alone.len() > 2 && alone.iter().all(|name| beside.contains(name)), "{alone:?} {beside:?}");
    let distinct: std::collections::BTreeSet<_> = alone.iter().collect();
    assert_eq!(distinct.len(), alone.len(), "{alone:?}");
}

/// Alternatives that differ only in the types of their members, with and without annotations.
#[test]
fn a_description_moves_no_name_and_makes_no_alternative() {
    let union = |annotation: &str| {
        let of = |ty: &str, annotation: &str| {
            format!(r#"{{"type":"object",{annotation}"properties":{{"a":{{{annotation}"type":"{ty}"}}}}}}"#)
        };
        let all = [of("string", annotation), of("integer", annotation), of("string", "")].join(",");
        let output = one(format!(r#"{{"title":"A","oneOf":[{all}]}}"#)).unwrap_or_else(|faults| panic!("{faults}"));
        let item = output.model.items.iter().find(|item| item.path.name == "A").unwrap();
        let schemawright::model::Kind::Union(union) = &item.kind else { panic!("no union") };
        union.alternatives.iter().map(|one| one.rust_name.clone()).collect::<Vec<_>>()
    };
    let plain = union("");
    assert_eq!(plain.len(), 2, "{plain:?}");
    for annotation in
        [r#""description":"What it is.","#, r#""$comment":"For us.","#, r#""examples":[1],"deprecated":true,"#]
    {
        assert_eq!(union(annotation), plain, "{annotation}");
    }
}

/// A closed member whose branch, behind a reference, has the member again.
#[test]
fn a_branch_that_contains_the_schema_that_it_completes() {
    for branch in [
        r#""if":{"required":["y"]},"then":{"properties":{"x":MEMBER}}"#,
        r#""dependentSchemas":{"y":{"properties":{"x":MEMBER}}}"#,
        r#""if":{"required":["y"]},"then":{"properties":{"x":MEMBER}},"else":{"properties":{"x":MEMBER}}"#,
        r#""anyOf":[{"properties":{"x":MEMBER}},{"properties":{"z":{}}}]"#,
    ] {
        let member = r##"{"$ref":"#/$defs/b","unevaluatedProperties":false}"##;
        let branch = branch.replace("MEMBER", member);
        let schema =
            format!(r#"{{"title":"A","properties":{{"b":{member}}},"$defs":{{"b":{{"type":"object",{branch}}}}}}}"#);
        let output = one(schema).unwrap_or_else(|faults| panic!("{branch}: {faults}"));
        assert!(output.model.items.len() > 1);
    }
}

/// Hiding passwords follows references: those of a circle end.
#[test]
fn passwords_in_circles() {
    let circle = r##"{"title": "A", "$ref": "#/$defs/B", "format": "password", "$defs": {
        "B": {"anyOf": [{"$ref": "#/$defs/C"}, {"type": "string"}, {"type": "array", "items": {"$ref": "#/$defs/B"}}]},
        "C": {"anyOf": [{"$ref": "#/$defs/B"}, {"type": "integer"}, {"$ref": "#", "format": "password"}]}
    }}"##;
    one(circle.to_owned()).unwrap_or_else(|faults| panic!("{faults}"));
    let mut chain = String::from(r#"{"title": "A", "$defs": {"#);
    for index in 0..300 {
        let next = (index + 1) % 300;
        let _ = write!(
            chain,
            r##""B{index}": {{"anyOf": [{{"$ref": "#/$defs/B{next}"}}, {{"enum": ["a", {index}]}}]}},
               "P{index}": {{"properties": {{"pin": {{"$ref": "#/$defs/B{index}", "maxLength": 3}}}}}},"##
        );
    }
    chain.push_str(r#""Pin": {"format": "password"}}}"#);
    one(chain).unwrap_or_else(|faults| panic!("{faults}"));
}
