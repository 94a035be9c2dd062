//! Types by typify, with serde's derives: typify gets the bundle of a corpus, and writes one file.

mod attempt;
mod names;
mod reason;
mod schema;

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;

use crate::bundle::{Bundle, Draft, Origin};
use crate::config::{Config, fault_of_name};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::emit;
use crate::form::{MARK, OutputForm};
use crate::generate::definitions;
use crate::model::Model;
use crate::output::Output;
use crate::read::corpus::Corpus;
use crate::read::resolve::Resolver;
use crate::stages::Stages;
use attempt::{Code, attempt};

/// Returns every file of the output. Nothing is written.
///
/// # Errors
/// Errors in the schemas, an invalid name of the package, and definitions that typify rejects, by name if it is known.
pub(crate) fn generate(
    form: &OutputForm,
    name: Option<&str>,
    corpus: &Corpus,
    config: &Config,
) -> Result<Output, Diagnostics> {
    let package = config.rules.package.name().or(name).unwrap_or("generated-types");
    if let Some(fault) = fault_of_name(package) {
        return Err(fault.into());
    }
    let mut stages = Stages::begin();
    // Mistakes of authors are reported in the same way as without typify.
    let known = definitions(corpus, Resolver::new(corpus)?.with_missing(config.missing()), config)?;
    let (warnings, resolver) = (known.warnings, known.resolver);
    let mut faults = Diagnostics::new();
    config.check_missing(resolver.missing(), &mut faults);
    config.excuse(&mut faults);
    faults.check()?;
    let mut bundle = Bundle::of(&resolver, Draft::Draft07)?;
    stages.end("bundle");
    let schemas = Schemas::new(&mut bundle);
    schemas.refuse_circles()?;
    let code = attempt(&schemas.list).map_err(|reason| schemas.blame(&reason))?;
    stages.end("typify");
    let mut files = BTreeMap::new();
    files.insert("src/lib.rs".to_owned(), lib_rs(form, config, &code));
    if matches!(form, OutputForm::Package(_)) {
        let manifest = emit::manifest_head(config, package) + &dependencies(&code);
        files.insert("Cargo.toml".to_owned(), manifest);
        files.insert("rustfmt.toml".to_owned(), emit::rustfmt_toml());
    }
    stages.end("emit");
    let schemas = corpus.files().len();
    Ok(Output {
        files,
        model: Model::default(),
        config: config.name().to_owned(),
        rules: Vec::new(),
        warnings,
        schemas,
        stages,
    })
}

fn lib_rs(form: &OutputForm, config: &Config, code: &Code) -> String {
    let mut text =
        format!("// {MARK}, the types by typify.\n// Do not edit: change the schemas, and generate again.\n\n");
    if matches!(form, OutputForm::Package(_)) {
        let doc = config.rules.package.doc.as_deref().unwrap_or("Types generated from JSON Schemas, by typify.");
        for line in doc.lines() {
            text.push_str(format!("//! {line}").trim_end());
            text.push('\n');
        }
        text.push_str("\n#![allow(clippy::all, rustdoc::all, non_snake_case)]\n\n");
    }
    text.push_str(&code.text);
    text
}

/// The dependencies of typify's code.
fn dependencies(code: &Code) -> String {
    let mut text = String::from("include = [\"/src\"]\n\n[dependencies]\n");
    let needed = [
        (code.chrono, "chrono = { version = \"0.4.40\", default-features = false, features = [\"serde\", \"std\"] }"),
        (code.regress, "regress = \"0.11\""),
        (true, "serde = { version = \"1.0.220\", features = [\"derive\"] }"),
        (code.serde_json, "serde_json = \"1.0.145\""),
        (code.uuid, "uuid = { version = \"1.16\", features = [\"serde\"] }"),
    ];
    for (_, line) in needed.iter().filter(|(needed, _)| *needed) {
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// The schemas for typify.
struct Schemas<'a> {
    /// The schemas with their keys.
    list: Vec<(String, Value)>,
    by_key: HashMap<String, usize>,
    origins: &'a [Origin],
}

impl<'a> Schemas<'a> {
    fn new(bundle: &'a mut Bundle) -> Self {
        let Value::Object(definitions) = bundle.document[Draft::Draft07.definitions()].take() else {
            unreachable!("a bundle has definitions")
        };
        let mut list: Vec<(String, Value)> = definitions.into_iter().collect();
        names::tell_apart(&mut list);
        let by_key = list.iter().enumerate().map(|(index, (key, _))| (key.clone(), index)).collect();
        Self { list, by_key, origins: &bundle.definitions }
    }

    /// The indices of the targets of references.
    fn indices(&self, references: &[&str]) -> Vec<usize> {
        references.iter().filter_map(|key| self.by_key.get(*key).copied()).collect()
    }

    /// typify follows a schema that contains itself until the stack overflows.
    fn refuse_circles(&self) -> Result<(), Diagnostics> {
        let next: Vec<Vec<usize>> = self
            .list
            .iter()
            .map(|(_, schema)| {
                let parts: Vec<&str> = schema::made_of(schema).into_iter().chain(schema::merged(schema)).collect();
                self.indices(&parts)
            })
            .collect();
        let mut faults = Diagnostics::new();
        let mut state = vec![State::New; next.len()];
        for start in 0..next.len() {
            let mut path = vec![(start, 0)];
            while let Some((at, step)) = path.last_mut() {
                let index = *at;
                state[index] = State::Open;
                let Some(target) = next[index].get(*step).copied() else {
                    state[index] = State::Done;
                    path.pop();
                    continue;
                };
                *step += 1;
                match state[target] {
                    State::New => path.push((target, 0)),
                    State::Open => faults.push(
                        Diagnostic::error("circular-ref", "typify does not support this schema: it contains itself")
                            .at(self.origins[target].place.clone())
                            .help("give the schema properties of its own, or remove the reference"),
                    ),
                    State::Done => {}
                }
            }
        }
        faults.check()
    }

    /// Finds the definitions that cause a failure: those that also fail alone with the definitions that they refer to.
    fn blame(&self, reason: &str) -> Diagnostics {
        let mut faults = Diagnostics::new();
        let mut guilty = HashSet::new();
        for index in 0..self.list.len() {
            let closure = self.closure(index);
            if closure.iter().any(|other| guilty.contains(other)) {
                continue;
            }
            let part: Vec<_> = closure.iter().map(|other| self.list[*other].clone()).collect();
            if let Err(reason) = attempt(&part) {
                guilty.insert(index);
                faults.push(refused(&reason).at(self.origins[index].place.clone()));
            }
        }
        if faults.is_empty() {
            faults.push(refused(reason));
        }
        faults.sorted()
    }

    /// A definition and all that it refers to.
    fn closure(&self, index: usize) -> Vec<usize> {
        let (mut found, mut seen, mut next) = (vec![index], HashSet::from([index]), 0);
        while let Some(index) = found.get(next) {
            next += 1;
            for other in self.indices(&schema::references(&self.list[*index].1)) {
                if seen.insert(other) {
                    found.push(other);
                }
            }
        }
        found
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

fn refused(reason: &str) -> Diagnostic {
    Diagnostic::error("not-convertible", format!("typify can't convert this schema: {}", reason::plain(reason)))
        .help("write it with simpler keywords, or generate without typify")
}
