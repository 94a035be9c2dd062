//! An independent opinion: typify converts the same definitions, and its types are held to ours. What differs on purpose is a list here.

#![cfg(feature = "typify")]

mod random;
mod support;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use schemawright::bundle::{Bundle, Draft};
use schemawright::model::{Item, Kind, Presence, Scalars, Type};
use schemawright::{Backend, Config, Corpus, Generator, Model};
use serde_json::{Map, Value, json};

/// What a value is, as far as both sides say it.
#[derive(Clone, Debug, PartialEq)]
enum Class {
    Any,
    Null,
    Bool,
    Integer,
    Number,
    String,
    List(Box<Class>),
    Map(Box<Class>),
    Tuple(usize),
    Object,
    Union,
}

/// A member: its class, whether it must be there, and whether it may be `null`; the last only where it must be there.
type Member = (Class, bool, bool);

/// A definition as one side has it.
#[derive(Debug)]
enum Opinion {
    Struct(BTreeMap<String, Member>),
    Value(Class),
}

/// Whether a reason applies to two classes, ours first.
type Applies = fn(&Class, &Class) -> bool;

/// Differences between two classes, ours first, that are on purpose, with the reason.
const ON_PURPOSE: &[(&str, Applies)] = &[
    (
        "a set of values that are no strings is documented, and its type is that of the values: tomorrow there is one more",
        |ours, theirs| {
            matches!(
                (ours, theirs),
                (
                    Class::Integer | Class::Number | Class::Bool,
                    Class::String | Class::Union | Class::Integer | Class::Number
                )
            )
        },
    ),
    ("to typify `anyOf` is a struct that holds all alternatives at once", |ours, theirs| {
        matches!(ours, Class::Union | Class::String) && *theirs == Class::Object
    }),
    ("alternatives that only require members narrow an object, and are no types", |ours, theirs| {
        *ours == Class::Object && *theirs == Class::Union
    }),
    (
        "an object without named members is a struct to us, which keeps what it is sent, and a map to typify",
        |ours, theirs| *ours == Class::Object && matches!(theirs, Class::Map(_)),
    ),
    ("what no Rust type follows opens to any value, and is told in a warning", |ours, _| *ours == Class::Any),
    ("typify has no opinion", |_, theirs| *theirs == Class::Any),
];

fn differs_on_purpose(ours: &Class, theirs: &Class) -> bool {
    match (ours, theirs) {
        (ours, theirs) if ours == theirs => true,
        (Class::List(ours), Class::List(theirs)) | (Class::Map(ours), Class::Map(theirs)) => {
            differs_on_purpose(ours, theirs)
        }
        (ours, theirs) => ON_PURPOSE.iter().any(|(_, is)| is(ours, theirs)),
    }
}

/// How many names deep a type is looked at: a list may hold itself.
#[derive(Default)]
struct Depth(Cell<usize>);

impl Depth {
    const MOST: usize = 8;

    fn below(&self, class: impl FnOnce() -> Class) -> Class {
        if self.0.get() == Self::MOST {
            return Class::Any;
        }
        self.0.set(self.0.get() + 1);
        let found = class();
        self.0.set(self.0.get() - 1);
        found
    }
}

/// Ours.
struct Ours<'a>(&'a Model, Depth);

impl Ours<'_> {
    fn opinion(&self, item: &Item) -> Opinion {
        let Kind::Struct(kind) = &item.kind else { return Opinion::Value(self.kind(&item.kind)) };
        let member = |field: &schemawright::model::Field| {
            let required = field.presence != Presence::Optional;
            // Boxes, ids, secrets and timestamps are ours alone, and so is leniency: see `class`.
            (field.wire_name.clone(), (self.class(&field.ty), required, required && field.nullable))
        };
        Opinion::Struct(kind.fields.iter().map(member).collect())
    }

    fn kind(&self, kind: &Kind) -> Class {
        match kind {
            Kind::Struct(_) => Class::Object,
            // Ours are open, typify's are closed.
            Kind::Enum(kind) => match kind.of {
                Scalars::Strings => Class::String,
                Scalars::Integers(_) => Class::Integer,
                Scalars::Booleans | Scalars::Mixed => Class::Union,
            },
            Kind::Newtype(ty) | Kind::Alias(ty) => self.class(ty),
            Kind::Union(_) => Class::Union,
            Kind::Call(_) => Class::Any,
        }
    }

    fn class(&self, ty: &Type) -> Class {
        match ty {
            Type::Any => Class::Any,
            Type::Null => Class::Null,
            Type::Bool => Class::Bool,
            // typify takes the width from the limits too, which may move.
            Type::Integer(_) => Class::Integer,
            Type::F64 | Type::Number => Class::Number,
            Type::String | Type::Timestamp | Type::Secret | Type::Id(_) => Class::String,
            Type::Item(id) => self.1.below(|| self.kind(&self.0.item(*id).kind)),
            Type::Array(inner) => Class::List(Box::new(self.class(inner))),
            Type::Map(inner) => Class::Map(Box::new(self.class(inner))),
            Type::Tuple(items) => Class::Tuple(items.len()),
            Type::Nullable(inner) => self.class(inner),
        }
    }
}

/// typify's, read from its code.
struct Theirs(HashMap<String, syn::Item>, Depth);

impl Theirs {
    fn new(code: &str) -> Self {
        let file = syn::parse_file(code).expect("typify's code");
        let named = file.items.into_iter().filter_map(|item| match &item {
            syn::Item::Struct(kind) => Some((kind.ident.to_string(), item)),
            syn::Item::Enum(kind) => Some((kind.ident.to_string(), item)),
            syn::Item::Type(kind) => Some((kind.ident.to_string(), item)),
            _ => None,
        });
        Self(named.collect(), Depth::default())
    }

    fn opinion(&self, name: &str) -> Option<Opinion> {
        match self.0.get(name)? {
            syn::Item::Struct(kind) => match &kind.fields {
                syn::Fields::Named(fields) => {
                    Some(Opinion::Struct(fields.named.iter().filter_map(|field| self.member(field)).collect()))
                }
                _ => Some(Opinion::Value(self.item(name))),
            },
            _ => Some(Opinion::Value(self.item(name))),
        }
    }

    /// A member, unless it stands for all others.
    fn member(&self, field: &syn::Field) -> Option<(String, Member)> {
        let mut name = field.ident.as_ref().expect("a name").to_string().trim_start_matches("r#").to_owned();
        let (mut required, mut is_rest) = (true, false);
        for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("serde")) {
            let parsed = attribute.parse_nested_meta(|meta| {
                // An `Option` that is not written when it is `None` may be absent.
                required &= !meta.path.is_ident("default") && !meta.path.is_ident("skip_serializing_if");
                is_rest |= meta.path.is_ident("flatten");
                if let Ok(value) = meta.value() {
                    let text: syn::LitStr = value.parse()?;
                    if meta.path.is_ident("rename") {
                        name = text.value();
                    }
                }
                Ok(())
            });
            parsed.expect("serde's attribute");
        }
        let (class, nullable) = self.class(&field.ty);
        (!is_rest).then_some((name, (class, required, required && nullable)))
    }

    fn item(&self, name: &str) -> Class {
        match self.0.get(name) {
            Some(syn::Item::Struct(kind)) => match &kind.fields {
                syn::Fields::Unnamed(fields) if fields.unnamed.len() == 1 => self.class(&fields.unnamed[0].ty).0,
                _ => Class::Object,
            },
            Some(syn::Item::Enum(kind)) => {
                let unit = kind.variants.iter().all(|variant| variant.fields.is_empty());
                let text = quote::ToTokens::to_token_stream(kind).to_string();
                if unit && !text.contains("untagged") && !text.contains("tag =") { Class::String } else { Class::Union }
            }
            Some(syn::Item::Type(kind)) => self.class(&kind.ty).0,
            _ => Class::Any,
        }
    }

    /// Whether a type of that name is a name for a value or `null`.
    fn takes_null(&self, name: &str) -> bool {
        let Some(syn::Item::Struct(kind)) = self.0.get(name) else { return false };
        let syn::Fields::Unnamed(fields) = &kind.fields else { return false };
        matches!(&fields.unnamed[0].ty, syn::Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Option"))
    }

    /// The class of a type, and whether it takes `null`.
    fn class(&self, ty: &syn::Type) -> (Class, bool) {
        let path = match ty {
            syn::Type::Path(path) => &path.path,
            syn::Type::Tuple(tuple) if tuple.elems.is_empty() => return (Class::Null, false),
            syn::Type::Tuple(tuple) => return (Class::Tuple(tuple.elems.len()), false),
            syn::Type::Array(array) => return (Class::List(Box::new(self.class(&array.elem).0)), false),
            _ => return (Class::Any, false),
        };
        let steps: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let inside: Vec<&syn::Type> = match &path.segments.last().expect("a name").arguments {
            syn::PathArguments::AngleBracketed(list) => list
                .args
                .iter()
                .filter_map(|argument| if let syn::GenericArgument::Type(ty) = argument { Some(ty) } else { None })
                .collect(),
            _ => Vec::new(),
        };
        if steps.len() == 1 && inside.is_empty() && self.0.contains_key(&steps[0]) {
            return (self.1.below(|| self.item(&steps[0])), self.takes_null(&steps[0]));
        }
        let inner = || inside.last().map_or(Class::Any, |ty| self.class(ty).0);
        let class = match (steps[0].as_str(), steps.last().expect("a name").as_str()) {
            ("serde_json", "Map") => Class::Map(Box::new(Class::Any)),
            ("serde_json", _) => Class::Any,
            // Formats of strings, which typify checks; to us they are docs, but for timestamps.
            ("chrono" | "uuid", _) => Class::String,
            (_, "IpAddr" | "Ipv4Addr" | "Ipv6Addr" | "String") => Class::String,
            (_, "bool") => Class::Bool,
            (_, "f32" | "f64") => Class::Number,
            (_, "Option") => return (inner(), true),
            (_, "Box") => return inside.last().map_or((Class::Any, false), |ty| self.class(ty)),
            (_, "Vec") => Class::List(Box::new(inner())),
            (_, "HashMap" | "BTreeMap") => Class::Map(Box::new(inner())),
            (_, name) if name.starts_with("NonZero") || name.trim_start_matches(['i', 'u']).parse::<u8>().is_ok() => {
                Class::Integer
            }
            _ => Class::Any,
        };
        (class, false)
    }
}

/// Members that differ on purpose, by what ends the name of their file, with the reason.
const MEMBERS_ON_PURPOSE: &[(&str, &str, &str)] = &[
    ("getjwksresponse-schema.json", "request_id", "a fix-up: it may be absent"),
    ("password-v1-createresponse-schema.json", "user", "a fix-up: it may be absent"),
    ("session-v1-jwk-schema.json", "x5tS256", "a fix-up: it may be absent"),
    ("oauthprovider-schema.json", "oauth_user_registration_id", "a fix-up: it may be absent"),
    ("person.json", "nick", "a fix-up of the fixture `refinements`"),
    ("a.json", "name", "a fix-up of the fixture `same-title`"),
    ("null-inside.json", "a", "`null` of an alternative is the union's to us, and stays the alternative's to typify"),
];

/// How a comparison went.
#[derive(Debug, Default)]
struct Verdict {
    agreed: usize,
    members: usize,
    refused: usize,
    differences: Vec<String>,
}

/// The name of a definition to typify: it changes nothing in it.
fn name(index: usize) -> String {
    format!("Bundledefinition{index}")
}

/// typify's code for some definitions, or nothing where it refuses them.
fn typify(definitions: &Map<String, Value>) -> Option<Theirs> {
    let text = json!({ "definitions": definitions }).to_string();
    let corpus = Corpus::from_sources([("bundle.json", text)]).ok()?;
    let output = Generator::new("").backend(Backend::Typify).generate_from(&corpus, &Config::default()).ok()?;
    Some(Theirs::new(&output.files["src/lib.rs"]))
}

/// All definitions that one refers to, with it.
fn closure(definitions: &Map<String, Value>, key: &str) -> Map<String, Value> {
    fn visit(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(object) => {
                let reference = object.get("$ref").and_then(Value::as_str);
                found.extend(
                    reference.and_then(|reference| reference.strip_prefix("#/definitions/")).map(str::to_owned),
                );
                object.values().for_each(|value| visit(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| visit(value, found)),
            _ => {}
        }
    }
    let (mut closed, mut rest) = (Map::new(), vec![key.to_owned()]);
    while let Some(key) = rest.pop() {
        if let Some(schema) = definitions.get(&key).filter(|_| !closed.contains_key(&key)) {
            visit(schema, &mut rest);
            closed.insert(key, schema.clone());
        }
    }
    closed
}

/// Has typify judge our types of a corpus.
fn judge(corpus_name: &str, corpus: &Corpus, model: &Model, verdict: &mut Verdict) {
    let bundle = Bundle::new(corpus, Draft::Draft07).unwrap_or_else(|faults| panic!("{corpus_name}: {faults}"));
    let mut text = bundle.document["definitions"].to_string();
    // The longest first: a key may begin another.
    let mut keys: Vec<_> = bundle.definitions.iter().enumerate().map(|(index, origin)| (&origin.key, index)).collect();
    keys.sort_by_key(|(key, _)| std::cmp::Reverse(key.len()));
    for (key, index) in keys {
        text = text.replace(&format!("\"#/definitions/{key}\""), &format!("\"#/definitions/{}\"", name(index)));
    }
    let schemas: Map<String, Value> = serde_json::from_str(&text).expect("JSON");
    let mut definitions = Map::new();
    for (index, origin) in bundle.definitions.iter().enumerate() {
        let mut schema = schemas[&origin.key].clone();
        // Else it would be called by its title.
        schema.as_object_mut().map(|schema| schema.remove("title"));
        definitions.insert(name(index), schema);
    }
    let by_place: HashMap<_, _> = model
        .items
        .iter()
        .filter(|item| !matches!(item.kind, Kind::Call(_)))
        .map(|item| ((&*item.source.file, &*item.source.pointer), item))
        .collect();
    let whole = typify(&definitions);
    for (index, origin) in bundle.definitions.iter().enumerate() {
        let Some(item) = by_place.get(&(&*origin.file, &*origin.pointer)) else { continue };
        let part = if whole.is_some() { None } else { typify(&closure(&definitions, &name(index))) };
        let Some(theirs) = whole.as_ref().or(part.as_ref()).and_then(|theirs| theirs.opinion(&name(index))) else {
            verdict.refused += 1;
            continue;
        };
        let mut differences = compare(&Ours(model, Depth::default()).opinion(item), &theirs, verdict);
        differences.retain(|difference| {
            let on_purpose = |(file, member, _): &&(&str, &str, &str)| {
                origin.file.ends_with(file) && difference.starts_with(&format!("`{member}` is"))
            };
            !MEMBERS_ON_PURPOSE.iter().any(|entry| on_purpose(&entry))
        });
        if differences.is_empty() {
            verdict.agreed += 1;
        }
        let place = format!("{corpus_name}: {} {}", origin.file, origin.pointer);
        verdict.differences.extend(differences.into_iter().map(|difference| format!("{place}: {difference}")));
    }
}

/// What two sides say otherwise.
fn compare(ours: &Opinion, theirs: &Opinion, verdict: &mut Verdict) -> Vec<String> {
    let (ours, theirs) = match (ours, theirs) {
        (Opinion::Struct(ours), Opinion::Struct(theirs)) => (ours, theirs),
        (ours, theirs) => {
            let class =
                |opinion: &Opinion| if let Opinion::Value(class) = opinion { class.clone() } else { Class::Object };
            let (ours, theirs) = (class(ours), class(theirs));
            let differs = !differs_on_purpose(&ours, &theirs);
            return differs.then(|| format!("{ours:?}, and to typify {theirs:?}")).into_iter().collect();
        }
    };
    let names: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
    let mut differences = Vec::new();
    for name in names {
        verdict.members += 1;
        match (ours.get(name), theirs.get(name)) {
            (Some(ours), Some(theirs)) => {
                if (ours.1, ours.2) != (theirs.1, theirs.2) || !differs_on_purpose(&ours.0, &theirs.0) {
                    differences.push(format!("`{name}` is {ours:?}, and to typify {theirs:?}"));
                }
            }
            (ours, theirs) => differences.push(format!("`{name}` is {ours:?}, and to typify {theirs:?}")),
        }
    }
    differences
}

#[track_caller]
fn hold(verdict: &Verdict, agreed: usize) {
    println!("{} agreed, {} members, {} refused by typify", verdict.agreed, verdict.members, verdict.refused);
    assert!(
        verdict.differences.is_empty(),
        "{} differences:\n{}",
        verdict.differences.len(),
        verdict.differences.join("\n")
    );
    // Else it is mostly nothing that is compared.
    assert!(verdict.agreed >= agreed, "{verdict:?}");
}

#[test]
fn of_the_projects_schemas() {
    let root = support::package().join("..");
    let corpus = Corpus::read(&root.join("schemas")).unwrap();
    let config = Config::read(&root.join("codegen.toml")).unwrap();
    let model = Generator::new("").generate_from(&corpus, &config).unwrap_or_else(|faults| panic!("{faults}")).model;
    let mut verdict = Verdict::default();
    judge("schemas", &corpus, &model, &mut verdict);
    hold(&verdict, 700);
}

#[test]
fn of_the_fixtures() {
    let mut verdict = Verdict::default();
    for fixture in support::Fixture::all() {
        let corpus = Corpus::read(&fixture.directory.join("schemas")).unwrap();
        let model = fixture.generate("wire").unwrap_or_else(|faults| panic!("{faults}")).model;
        judge(&fixture.name, &corpus, &model, &mut verdict);
    }
    hold(&verdict, 100);
}

#[test]
fn of_random_schemas() {
    let mut verdict = Verdict::default();
    for seed in 0..60 {
        // To the generator `nullable` says nothing, and in the bundle it is `null`.
        let files = random::schemas_of_seed(seed).into_iter();
        let files = files.map(|(name, text)| (name, text.replace("\"nullable\":true", "\"x-n\":true")));
        let Ok(corpus) = Corpus::from_sources(files) else { continue };
        let Ok(output) = Generator::new("").generate_from(&corpus, &Config::default()) else { continue };
        judge(&format!("seed {seed}"), &corpus, &output.model, &mut verdict);
    }
    hold(&verdict, 40);
}
