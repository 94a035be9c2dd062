//! A run from schemas to files, stage by stage.

use std::collections::BTreeMap;

use crate::canon::definitions::Definitions;
use crate::canon::tell_apart;
use crate::config::{Config, RuleUse, fault_of_name};
use crate::diagnostic::Diagnostics;
use crate::digest::Digest;
use crate::form::{MARK, OutputForm};
use crate::model::Model;
use crate::names::{Namer, RustPath};
use crate::output::Output;
use crate::passes::Passed;
use crate::read::corpus::Corpus;
use crate::read::resolve::Resolver;
use crate::refine::Refined;
use crate::stages::Stages;
use crate::{canon, check, emit, model, names, parallel, passes, refine};

/// Returns every file of the output. Nothing is written.
///
/// The package has the given name, unless the configuration has another.
pub(crate) fn generate(
    form: &OutputForm,
    name: Option<&str>,
    corpus: &Corpus,
    config: &Config,
) -> Result<Output, Diagnostics> {
    let mut output = generate_model(form, name, corpus, config)?;
    output.files = files(form, corpus, config, &output.model);
    output.stages.end("emit");
    Ok(output)
}

/// Returns the output without its files.
pub(crate) fn generate_model(
    form: &OutputForm,
    name: Option<&str>,
    corpus: &Corpus,
    config: &Config,
) -> Result<Output, Diagnostics> {
    let package = package_name(form, name, config)?;
    let mut stages = Stages::begin();
    let resolver = Resolver::new(corpus)?.with_missing(config.missing());
    stages.end("resolve");
    let mut definitions = definitions(corpus, resolver, config)?;
    stages.end("canon");
    let refined = refine::refine(&mut definitions, config)?;
    stages.end("refine");
    tell_apart::run(&mut definitions);
    refine::hide_in_alternatives(&mut definitions);
    stages.end("tell apart");
    let namer = Namer::new(&definitions, config);
    let paths = namer.types()?;
    stages.end("name");
    let lowered = model(&definitions, paths, &namer, refined, config)?;
    let passed = passes::run(lowered.model, config, &definitions, package)?;
    let rules = lowered.rules.into_iter().chain(passed.rules).collect();
    let mut warnings = definitions.warnings.clone();
    for more in [namer.warnings(), lowered.warnings, passed.warnings] {
        warnings.extend(more);
    }
    let warnings = config.without_allowed(warnings.sorted())?;
    stages.end("model");
    Ok(Output {
        files: BTreeMap::new(),
        model: passed.model,
        config: config.name().to_owned(),
        rules,
        warnings,
        schemas: corpus.files().len(),
        stages,
    })
}

/// Returns the rules of the configuration that refine schemas, with the members that they change.
pub(crate) fn refinements(corpus: &Corpus, config: &Config) -> Result<Vec<RuleUse>, Diagnostics> {
    let resolver = Resolver::new(corpus)?.with_missing(config.missing());
    let mut definitions = definitions(corpus, resolver, config)?;
    Ok(refine::refine(&mut definitions, config)?.rules)
}

/// The name of the package; none if the types become a module.
fn package_name<'a>(
    form: &OutputForm,
    name: Option<&'a str>,
    config: &'a Config,
) -> Result<Option<&'a str>, Diagnostics> {
    let package = config.rules.package.name().or(name).unwrap_or("generated-types");
    match fault_of_name(package) {
        Some(fault) => Err(fault.into()),
        None => Ok(matches!(form, OutputForm::Package(_)).then_some(package)),
    }
}

/// The canonical definitions, and the mistakes of the schemas' author.
pub(crate) fn definitions<'a>(
    corpus: &'a Corpus,
    resolver: Resolver<'a>,
    config: &Config,
) -> Result<Definitions<'a>, Diagnostics> {
    let (canon, mut faults) =
        parallel::both(|| canon::definitions(corpus, &resolver, config), || check::lint(corpus, &resolver));
    faults.extend(canon.faults);
    faults.extend(resolver.warnings().clone());
    faults.check()?;
    Ok(Definitions::new(resolver, canon.definitions, canon.opened, faults.sorted()))
}

/// The Model of the definitions, before the passes over all of it. Errors in names and in types are reported together.
fn model(
    definitions: &Definitions,
    paths: Vec<RustPath>,
    namer: &Namer,
    refined: Refined,
    config: &Config,
) -> Result<Passed, Diagnostics> {
    let mut faults = Diagnostics::new();
    let module_docs = names::module_docs(config, &paths, &mut faults);
    let lowered =
        model::lower(definitions, paths, namer, &config.rules).and_then(|model| passes::check(model, definitions));
    namer.check_used(&mut faults);
    config.check_missing(definitions.resolver.missing(), &mut faults);
    config.excuse(&mut faults);
    let ((model, warnings), ()) = Diagnostics::both(lowered, faults.check())?;
    let model = Model { ids: refined.ids, formats: refined.formats, module_docs, ..model };
    let mut rules = namer.rules();
    rules.extend(refined.rules);
    Ok(Passed { model, rules, warnings })
}

/// The text of every file, including, for a package, the digest of its inputs.
fn files(form: &OutputForm, corpus: &Corpus, config: &Config, model: &Model) -> BTreeMap<String, String> {
    let root = match form {
        OutputForm::Package(_) => vec!["crate".to_owned()],
        OutputForm::Module(path) => path.split("::").map(str::to_owned).collect(),
    };
    let context = emit::Context::new(model, config, root, form);
    let digest = || matches!(form, OutputForm::Package(_)).then(|| inputs_digest(corpus, config));
    let (mut files, digest) = parallel::both(|| emit::files(&context), digest);
    files.extend(digest.map(|digest| ("inputs.digest".to_owned(), digest)));
    files
}

/// A digest of the inputs of a package. The build step of a dependent crate compares it with the present inputs.
fn inputs_digest(corpus: &Corpus, config: &Config) -> String {
    let mut digest = Digest::new();
    for file in corpus.files().iter().chain(corpus.operations()) {
        digest.file(&file.name, file.text.as_bytes());
    }
    digest.file("", config.text().as_bytes());
    format!("# {MARK}: a digest of the schemas and the configuration.\n{}\n", digest.finish())
}
