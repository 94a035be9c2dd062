//! Passes over the whole Model: each is a function from Model to Model.

mod boxing;
mod constraints;
mod constructors;
pub(crate) mod defaults;
mod describe;
mod direction;
mod finite;
mod graph;
mod operations;
mod package;
mod parameters;
mod secrets;
mod sizes;
mod substitutes;
mod traits;

use std::collections::BTreeMap;

use crate::canon::definitions::Definitions;
use crate::config::{Config, RuleUse};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Kind, Model};

/// The number of structs that a warning about sizes lists.
const LISTED: usize = 5;

/// The result of a step, with the rules of the configuration that it used.
pub(crate) struct Passed {
    pub(crate) model: Model,
    pub(crate) rules: Vec<RuleUse>,
    pub(crate) warnings: Diagnostics,
}

/// Gives every union an initial value, and opens types that have no value, with warnings. Reports parameters that can't be text.
pub(crate) fn check(mut model: Model, definitions: &Definitions) -> Result<(Model, Diagnostics), Diagnostics> {
    let mut faults = Diagnostics::new();
    finite::run(&mut model, definitions, &mut faults);
    parameters::run(&mut model, definitions, &mut faults);
    faults.check()?;
    Ok((model, faults))
}

/// Runs all passes, for the package of that name or for a module. The definitions contain the places for diagnostics.
pub(crate) fn run(
    mut model: Model,
    config: &Config,
    definitions: &Definitions,
    package_name: Option<&str>,
) -> Result<Passed, Diagnostics> {
    let (mut rules, mut warnings) = operations::apply(&mut model, config)?;
    model = constraints::run(model, &definitions.resolver);
    if config.rules.default.fill {
        let (filled, unfilled) = defaults::run(model, definitions);
        model = filled;
        warnings.extend(unfilled);
    }
    let mut faults = Diagnostics::new();
    substitutes::run(&model, definitions, config, &mut faults);
    model = direction::run(model, config, &mut faults);
    model = secrets::run(model);
    rules.extend(boxing::run(&mut model, config, &mut faults));
    rules.extend(traits::run(&mut model, config, &mut faults));
    config.excuse(&mut faults);
    faults.check()?;
    model = constructors::run(model);
    if let Some(warning) = large(&model, config, definitions) {
        warnings.push(warning);
    }
    if let Some(name) = package_name {
        model.package = Some(package::package(&model, name, config)?);
    }
    if config.describes() {
        let (described, uncovered) = describe::run(model, definitions, config);
        model = described;
        warnings.extend(uncovered);
    }
    Ok(Passed { model, rules, warnings })
}

/// One warning for all structs above the limit, with the entries to add.
fn large(model: &Model, config: &Config, definitions: &Definitions) -> Option<Diagnostic> {
    let limit = config.rules.boxing.limit;
    let found = sizes::large(model, limit);
    let first = found.first()?;
    let shown = found.iter().take(LISTED);
    let shown: Vec<_> = shown.map(|large| format!("`{}` ({})", model.item(large.id).path, large.size)).collect();
    let more = match found.len().checked_sub(LISTED) {
        Some(more @ 1..) => format!(" and {more} more"),
        _ => String::new(),
    };
    let message = format!("structs of more than {limit} bytes, the limit of [boxing]: {}{more}", shown.join(", "));
    let help = format!("raise `limit` in [boxing], or box the largest fields by entries in {}:", config.name());
    let warning = Diagnostic::warning("large-type", message).at(definitions.place(first.id));
    Some(warning.help(help).entry(boxes(model, definitions, &found)))
}

/// The entries that box the fields of large structs: one for each file. An entry applies to the members of these names of all types in the file.
fn boxes(model: &Model, definitions: &Definitions, found: &[sizes::Large]) -> String {
    let mut boxed: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for sizes::Large { id, fields, .. } in found {
        let Kind::Struct(kind) = &model.item(*id).kind else { continue };
        let names = boxed.entry(definitions.get(*id).location.file).or_default();
        for name in fields.iter().map(|index| kind.fields[*index].wire_name.as_str()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let entry = |(file, names): (usize, Vec<&str>)| {
        definitions.entry_about("boxing.field", file).keys("member", &names).to_string()
    };
    boxed.into_iter().map(entry).collect::<Vec<_>>().join("\n\n")
}
