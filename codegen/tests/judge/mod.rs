//! An independent opinion: typify converts the same definitions, and its types are compared with ours.

pub(crate) mod exemptions;
pub(crate) mod faults;
mod opinion;
mod ours;
mod schema;
mod theirs;

use std::collections::{HashMap, HashSet};

use schemawright::bundle::{Bundle, Draft};
use schemawright::model::{Item, Kind};
use schemawright::{Backend, Config, Corpus, Generator, Model, RuleUse, SourceFile};
use serde_json::{Map, Value, json};

use exemptions::Exemption;
pub(crate) use opinion::Difference;
use opinion::{Opinion, differences};
use ours::Ours;
use schema::Schema;
use theirs::Theirs;

/// A corpus, and typify's types for it.
pub(crate) struct Court {
    name: String,
    bundle: Bundle,
    /// The definitions, under names that typify does not change.
    definitions: Map<String, Value>,
    /// The title of each definition's file, by the address of the definition.
    titles: HashMap<usize, String>,
    /// By index; `None` for definitions that typify rejects.
    theirs: Vec<Option<Opinion>>,
    /// By title and property: the tables of the configuration with an entry for it. Without a property, for the schema as a whole.
    configured: HashMap<(String, String), HashSet<&'static str>>,
}

/// A difference, with the data that exemptions use.
pub(crate) struct Finding<'a> {
    pub(crate) difference: &'a Difference,
    /// The schema of the property, or the definition's.
    pub(crate) schema: Schema<'a>,
    /// The schema of the definition.
    pub(crate) whole: Schema<'a>,
    /// The tables of the configuration with an entry for the property, or for a definition that its schema refers to.
    pub(crate) tables: HashSet<&'static str>,
}

/// The result of a comparison.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    /// Definitions without a difference that nothing exempts.
    pub(crate) agreed: usize,
    /// Definitions that typify rejects.
    pub(crate) refused: usize,
    /// Differences that nothing exempts.
    pub(crate) differences: Vec<String>,
    /// The number of uses of each exemption.
    pub(crate) used: HashMap<&'static str, usize>,
}

impl Court {
    /// Converts a corpus with typify.
    pub(crate) fn new(name: &str, corpus: &Corpus, rules: &[RuleUse]) -> Self {
        let bundle = Bundle::new(corpus, Draft::Draft07).unwrap_or_else(|faults| panic!("{name}: {faults}"));
        let definitions = renamed(&bundle);
        let whole = typify(&definitions);
        let opinion = |index: usize| {
            let part = if whole.is_some() { None } else { typify(&closure(&definitions, &key(index))) };
            whole.as_ref().or(part.as_ref())?.opinion(&key(index))
        };
        let theirs = (0..bundle.definitions.len()).map(opinion).collect();
        let mut configured: HashMap<_, HashSet<_>> = HashMap::new();
        for (rule, touched) in rules.iter().flat_map(|rule| rule.touched.iter().map(move |touched| (rule, touched))) {
            configured.entry((touched.schema.clone(), touched.member.clone())).or_default().insert(rule.table);
        }
        let title = |file: &SourceFile| (file.name.to_string(), file.title().unwrap_or_default().to_owned());
        let of_files: HashMap<_, _> = corpus.files().iter().map(title).collect();
        // The values stay where they are when the map is moved.
        let places =
            bundle.definitions.iter().enumerate().map(|(index, origin)| (address(&definitions[&key(index)]), origin));
        let titles =
            places.filter_map(|(address, origin)| Some((address, of_files.get(&origin.file)?.clone()))).collect();
        Self { name: name.to_owned(), bundle, definitions, titles, theirs, configured }
    }

    /// Compares our Model of the corpus.
    pub(crate) fn judge(&self, model: &Model, verdict: &mut Verdict) {
        for (index, item) in self.items(model) {
            match &self.theirs[index] {
                None => verdict.refused += 1,
                Some(_) => {
                    let found = self.compare(model, index, item, &mut |exemption| {
                        *verdict.used.entry(exemption.name).or_default() += 1;
                    });
                    verdict.agreed += usize::from(found.is_empty());
                    verdict.differences.extend(found);
                }
            }
        }
    }

    /// The types of the definitions with these indices.
    pub(crate) fn items<'m>(&self, model: &'m Model) -> Vec<(usize, &'m Item)> {
        let types = model.items.iter().filter(|item| !matches!(item.kind, Kind::Call(_)));
        let by_place: HashMap<_, _> = types.map(|item| ((&*item.source.file, &*item.source.pointer), item)).collect();
        let item = |(index, origin): (usize, &schemawright::bundle::Origin)| {
            Some((index, *by_place.get(&(&*origin.file, &*origin.pointer))?))
        };
        self.bundle.definitions.iter().enumerate().filter_map(item).collect()
    }

    /// Whether typify converts the definition.
    pub(crate) fn is_converted(&self, index: usize) -> bool {
        self.theirs[index].is_some()
    }

    /// The differences of one type that nothing exempts.
    pub(crate) fn compare(
        &self,
        model: &Model,
        index: usize,
        item: &Item,
        used: &mut dyn FnMut(&Exemption),
    ) -> Vec<String> {
        let Some(theirs) = &self.theirs[index] else { return Vec::new() };
        let origin = &self.bundle.definitions[index];
        let whole = Schema { definitions: &self.definitions, at: &self.definitions[&key(index)] };
        let mut left = Vec::new();
        for (member, difference) in differences(&Ours::new(model).opinion(item), theirs) {
            let schema = member.as_ref().map_or(whole, |member| whole.property(member));
            let tables = self.tables(item, member.as_deref(), schema);
            let finding = Finding { difference: &difference, schema, whole, tables };
            match exemptions::ALL.iter().find(|exemption| (exemption.applies)(&finding)) {
                Some(exemption) => used(exemption),
                None => left.push(format!(
                    "{}: {} {} {}: {difference:?}\n    {}",
                    self.name,
                    origin.file,
                    origin.pointer,
                    member.as_deref().unwrap_or_default(),
                    finding.schema.at
                )),
            }
        }
        left
    }
}

impl Court {
    /// The tables with an entry for a field, or for a type that its schema refers to.
    fn tables(&self, item: &Item, member: Option<&str>, schema: Schema) -> HashSet<&'static str> {
        let own = (item.source.title.clone(), member.unwrap_or_default().to_owned());
        let of_type = |at: &Value| Some((self.titles.get(&address(at))?.clone(), String::new()));
        let keys = std::iter::once(own).chain(schema.all().into_iter().filter_map(of_type));
        keys.filter_map(|key| self.configured.get(&key)).flatten().copied().collect()
    }
}

/// The address of a schema, which identifies it.
fn address(schema: &Value) -> usize {
    std::ptr::from_ref(schema).addr()
}

/// The name of a definition for typify, which gives its type the same name.
fn key(index: usize) -> String {
    format!("Bundledefinition{index}")
}

/// The definitions of a bundle under names that typify does not change.
fn renamed(bundle: &Bundle) -> Map<String, Value> {
    let keys: HashMap<&str, usize> =
        bundle.definitions.iter().enumerate().map(|(index, origin)| (origin.key.as_str(), index)).collect();
    let mut definitions = Map::new();
    for (index, origin) in bundle.definitions.iter().enumerate() {
        let mut schema = bundle.document["definitions"][&origin.key].clone();
        schema::each_reference(&mut schema, &mut |reference| {
            let target = keys[reference.rsplit('/').next().expect("a key")];
            *reference = format!("#/definitions/{}", key(target));
        });
        // Otherwise, its title would be its name.
        schema.as_object_mut().map(|schema| schema.remove("title"));
        definitions.insert(key(index), schema);
    }
    definitions
}

/// typify's code for some definitions; `None` if it rejects them.
fn typify(definitions: &Map<String, Value>) -> Option<Theirs> {
    let text = json!({ "definitions": definitions }).to_string();
    let corpus = Corpus::from_sources([("bundle.json", text)]).ok()?;
    let output = Generator::new("").backend(Backend::Typify).generate_from(&corpus, &Config::default()).ok()?;
    Some(Theirs::new(&output.files["src/lib.rs"]))
}

/// A definition with all that it refers to.
fn closure(definitions: &Map<String, Value>, key: &str) -> Map<String, Value> {
    let (mut closed, mut rest) = (Map::new(), vec![key.to_owned()]);
    while let Some(key) = rest.pop() {
        if let Some(schema) = definitions.get(&key).filter(|_| !closed.contains_key(&key)) {
            let mut schema = schema.clone();
            schema::each_reference(&mut schema, &mut |reference| {
                rest.extend(reference.rsplit('/').next().map(str::to_owned));
            });
            closed.insert(key, schema);
        }
    }
    closed
}
