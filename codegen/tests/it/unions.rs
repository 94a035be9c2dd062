//! The types of `oneOf` and `anyOf`: how their alternatives are identified and named.

use schemawright::model::{Kind, Model, Telling, Type};
use schemawright::{Config, Corpus, Generator, Output};
use serde_json::{Value, json};

fn generate(schema: &Value) -> Output {
    let corpus = Corpus::from_sources([("whole.json", schema.to_string())]).unwrap_or_else(|faults| panic!("{faults}"));
    let output = Generator::new("").generate_from(&corpus, &Config::default());
    output.unwrap_or_else(|faults| panic!("{schema}:\n{faults}"))
}

/// A short form of the type of a schema: for a union, how its alternatives are identified, and its variants, followed by `?` if unknown
/// ones are kept.
fn found(model: &Model) -> String {
    let item = model.items.iter().find(|item| item.source.pointer.is_empty()).expect("the type of the file");
    match &item.kind {
        Kind::Union(union) => {
            let telling = match &union.telling {
                Telling::Tag(tag) => format!("tag {tag}"),
                Telling::Wrapper => "wrapper".to_owned(),
                Telling::Type => "type".to_owned(),
                Telling::Members => "members".to_owned(),
            };
            let names: Vec<&str> = union.alternatives.iter().map(|one| &*one.rust_name).collect();
            format!("{telling}: {}{}", names.join(" | "), if union.is_open() { " | ?" } else { "" })
        }
        Kind::Enum(kind) => {
            let names: Vec<&str> = kind.variants.iter().map(|variant| &*variant.rust_name).collect();
            format!("enum: {}{}", names.join(" | "), if kind.open { " | ?" } else { "" })
        }
        Kind::Struct(kind) => {
            let names = kind.fields.iter().map(|field| {
                format!("{}{}", field.rust_name, if matches!(field.ty, Type::Item(_)) { ": type" } else { "" })
            });
            format!("struct: {}", names.collect::<Vec<_>>().join(", "))
        }
        Kind::Alias(Type::Nullable(_)) => "option".to_owned(),
        Kind::Newtype(ty) | Kind::Alias(ty) => format!("{ty:?}"),
        Kind::Call(_) => "call".to_owned(),
    }
}

fn object(properties: Value, required: &[&str]) -> Value {
    json!({ "type": "object", "properties": properties, "required": required })
}

fn titled(title: &str, mut schema: Value) -> Value {
    schema["title"] = json!(title);
    schema
}

/// An object with a tag, and a member of a type that differs between the alternatives.
fn tagged(tag: &Value, ty: &str) -> Value {
    object(json!({ "kind": tag, "x": { "type": ty } }), &["kind"])
}

#[test]
fn alternatives_are_told_apart_and_named() {
    let constant = |value: Value| json!({ "const": value });
    let listed = |values: Value| json!({ "enum": values });
    let string = || json!({ "type": "string" });
    let closed = |name: &str, ty: &str| json!({ "type": "object", "properties": { name: { "type": ty } }, "required": [name], "additionalProperties": false });
    let cases = [
        // A tag: a constant, a list of one or several values, of a string, an integer or a boolean.
        (
            vec![tagged(&constant(json!("cat")), "string"), tagged(&constant(json!("dog")), "integer")],
            "tag kind: Cat | Dog | ?",
        ),
        (
            vec![tagged(&listed(json!(["cat"])), "string"), tagged(&listed(json!(["dog"])), "integer")],
            "tag kind: Cat | Dog | ?",
        ),
        (
            vec![
                titled("Pet", tagged(&listed(json!(["cat", "dog"])), "string")),
                tagged(&listed(json!(["cow"])), "integer"),
            ],
            "tag kind: Pet | Cow | ?",
        ),
        (
            vec![tagged(&constant(json!(1)), "string"), tagged(&constant(json!(-2)), "integer")],
            "tag kind: V1 | Minus2 | ?",
        ),
        (
            vec![tagged(&constant(json!(true)), "string"), tagged(&constant(json!(false)), "integer")],
            "tag kind: True | False | ?",
        ),
        // At the target of a reference and in `allOf`, also if the member is optional.
        (
            vec![
                json!({ "allOf": [{ "$ref": "#/$defs/base" }, object(json!({ "kind": { "$ref": "#/$defs/cat" } }), &["kind"])] }),
                json!({ "allOf": [{ "$ref": "#/$defs/base" }, object(json!({ "kind": { "const": "dog" } }), &[])] }),
            ],
            "tag kind: Cat | Dog | ?",
        ),
        // A wrapper.
        (
            vec![closed("some", "string"), closed("other", "string"), constant(json!("none"))],
            "wrapper: Some | Other | None | ?",
        ),
        (
            vec![closed("a-b", "string"), closed("a_b", "string"), closed("", "string"), constant(json!("é"))],
            "wrapper: AMinusB | AB | Empty | É | ?",
        ),
        // JSON types.
        (
            vec![
                string(),
                json!({ "type": "integer" }),
                json!({ "type": "array", "items": string() }),
                json!({ "type": "boolean" }),
                json!({ "type": "object" }),
            ],
            "type: String | Integer | List | Boolean | Map",
        ),
        (vec![json!({ "type": "number" }), listed(json!(["auto"]))], "type: Number | String"),
        (vec![string(), object(json!({ "x": string() }), &["x"])], "type: String | Object"),
        // Members.
        (
            vec![object(json!({ "id": string() }), &["id"]), object(json!({ "name": string() }), &["name"])],
            "members: WithId | WithName",
        ),
        // The title comes before the name of the reference's target, and this before the JSON type.
        (
            vec![titled("A Cat", object(json!({ "id": string() }), &[])), json!({ "$ref": "#/$defs/base" }), string()],
            "members: ACat | Base | String",
        ),
        // Alternatives that need no identification are not a union.
        (vec![listed(json!(["a", "b"])), string()], "enum: A | B | ?"),
        (vec![listed(json!(["a"])), listed(json!(["b"]))], "enum: A | B | ?"),
        (vec![object(json!({ "id": string() }), &["id"]), json!({ "type": "null" })], "struct: id"),
        (vec![json!({ "type": "integer" }), json!({ "type": "number" })], "Number"),
    ];
    for (alternatives, expected) in cases {
        for keyword in ["oneOf", "anyOf"] {
            let schema = json!({ "title": "Whole", keyword: alternatives, "$defs": {
                "cat": { "const": "cat" }, "base": object(json!({ "name": { "type": "string" } }), &["name"]) } });
            assert_eq!(found(&generate(&schema).model), expected, "{schema}");
        }
    }
}

#[test]
fn alternatives_that_only_require_members_narrow() {
    let schema = json!({ "title": "Whole", "type": "object", "properties": { "a": {}, "b": {} },
        "oneOf": [{ "required": ["a"] }, { "required": ["b"] }] });
    assert_eq!(found(&generate(&schema).model), "struct: a, b");
}

#[test]
fn the_order_and_further_alternatives_move_no_name() {
    let all = [
        tagged(&json!({ "const": "cat" }), "string"),
        tagged(&json!({ "enum": ["dog"] }), "integer"),
        titled("A Cow", tagged(&json!({ "enum": ["cow", "bull"] }), "boolean")),
    ];
    let names = |alternatives: &[&Value]| {
        let found = found(&generate(&json!({ "title": "Whole", "oneOf": alternatives })).model);
        let names = found.split_once(": ").expect("a union").1;
        names.split(" | ").map(str::to_owned).collect::<Vec<_>>()
    };
    let [cat, dog, cow] = &all;
    assert_eq!(names(&[cat, dog, cow]), ["Cat", "Dog", "ACow", "?"]);
    assert_eq!(names(&[cow, dog, cat]), ["ACow", "Dog", "Cat", "?"]);
    assert_eq!(names(&[dog, cow]), ["Dog", "ACow", "?"]);
}

/// A list of one value may grow, so it is an argument; a constant may not.
#[test]
fn new_fills_in_constants() {
    for (tag, arguments) in [(json!({ "const": "cat" }), 0), (json!({ "enum": ["cat"] }), 1)] {
        let output = generate(&titled("Whole", object(json!({ "kind": tag }), &["kind"])));
        let Kind::Struct(kind) = &output.model.items[0].kind else { panic!("no struct") };
        assert_eq!(kind.required().len(), arguments, "{tag}");
    }
}

#[test]
fn alternatives_that_nothing_distinguishes_are_reported_with_both_places() {
    let of = |ty: &str| object(json!({ "id": { "type": ty } }), &["id"]);
    let output = generate(&json!({ "title": "Whole", "oneOf": [of("string"), of("integer")] }));
    let warning = output.warnings.iter().find(|warning| warning.code == "alike").expect("a warning");
    let pointers: Vec<_> = warning.related.iter().map(|(place, _)| place.pointer.clone().unwrap_or_default()).collect();
    assert_eq!(pointers, ["/oneOf/0", "/oneOf/1"]);
    // Equal ones are one.
    assert!(generate(&json!({ "title": "Whole", "oneOf": [of("string"), of("string")] })).warnings.is_empty());
}

/// The lengths of lists are not a part of their types, wherever the lists are nested.
#[test]
fn alternatives_that_differ_in_lengths_are_one() {
    let list = |keyword: &str| json!({ "type": "array", "items": { "type": "string" }, keyword: 2 });
    let fixed = |list: Value| json!({ "type": "array", "prefixItems": [list, true], "minItems": 2, "maxItems": 2 });
    let row = |list: Value| json!({ "type": "array", "prefixItems": [list, { "type": "string" }] });
    let cases: [&dyn Fn(Value) -> Value; 7] = [
        &|list| list,
        &|list| object(json!({ "a": list }), &[]),
        &|list| json!({ "type": "object", "additionalProperties": list }),
        &|list| json!({ "type": "object", "patternProperties": { "^a": list } }),
        &|list| json!({ "type": "array", "items": { "anyOf": [list, { "type": "integer" }] } }),
        &fixed,
        &row,
    ];
    for case in cases {
        let alternatives = ["minItems", "maxItems"].map(|keyword| case(list(keyword)));
        let output =
            generate(&json!({ "title": "Whole", "type": "object", "properties": { "x": { "anyOf": alternatives } } }));
        let unions = output
            .model
            .items
            .iter()
            .filter(|item| item.path.to_string() == "WholeX" && matches!(item.kind, Kind::Union(_)));
        assert_eq!(unions.count(), 0, "{alternatives:?}");
        assert!(output.warnings.iter().all(|warning| warning.code != "alike"), "{}", output.warnings);
    }
}
