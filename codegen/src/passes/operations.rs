//! Applies the configuration of operations: hosts, and responses that are pages.

mod pages;

use toml::Spanned;

use crate::config::{Config, Globs, HostRule, PageRule, RuleUse, Touched, of_globs};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::id::ItemId;
use crate::model::{Host, Kind, Model};
use pages::Found;

/// Applies the rules, and returns the items that each has changed. Warns of operations that seem to have pages and get none.
pub(crate) fn apply(model: &mut Model, config: &Config) -> Result<(Vec<RuleUse>, Diagnostics), Diagnostics> {
    let (mut uses, mut warnings, mut faults) = (Vec::new(), Diagnostics::new(), Diagnostics::new());
    for rule in &config.rules.hosts {
        let touches = name_hosts(model, rule.get_ref());
        let HostRule { name, operation, reason, .. } = rule.get_ref();
        let rule = Rule { table: "host", place: config.place(rule.span()), operation: operation.as_ref() };
        rule.check(model, &touches, &mut faults);
        uses.push(rule.used(name, reason.as_ref(), touches));
    }
    for rule in &config.rules.pages {
        let touches = set_pages(model, config, rule, &mut warnings);
        let PageRule { cursor, operation, reason, .. } = rule.get_ref();
        let rule = Rule { table: "page", place: config.place(rule.span()), operation: operation.as_ref() };
        rule.check(model, &touches, &mut faults);
        uses.push(rule.used(cursor, reason.as_ref(), touches));
    }
    config.excuse(&mut faults);
    faults.check()?;
    Ok((uses, warnings))
}

/// The effect of a rule on the operations that its patterns match.
#[derive(Default)]
struct Touches {
    /// The calls that it has changed, with their operations.
    touched: Vec<(ItemId, String)>,
    /// The other operations, each with the reason.
    others: Vec<(String, String)>,
}

/// A rule of the configuration.
struct Rule<'c> {
    table: &'static str,
    place: Place,
    operation: Option<&'c Globs>,
}

impl Rule<'_> {
    /// Reports a rule without effect, or the patterns of it that have none.
    fn check(&self, model: &Model, touches: &Touches, faults: &mut Diagnostics) {
        let mut report = |subject: &str, help: String| {
            let message = format!("{subject} [[{}]] rule matches no operation", self.table);
            faults.push(Diagnostic::error("unused-rule", message).at(self.place.clone()).help(help));
        };
        let Touches { touched, others } = touches;
        if touched.is_empty() {
            let unknown = of_globs("`operationId`", self.operation, operations(model));
            let other = || others.first().map(|(id, why)| format!("operation `{id}`: {why}"));
            report("this", unknown.or_else(other).unwrap_or_else(|| "there are no operations".to_owned()));
            return;
        }
        let names = touched.iter().map(|(_, name)| &**name);
        for glob in self.operation.iter().flat_map(|ids| ids.idle(names.clone())) {
            let other =
                others.iter().find(|(id, _)| glob.matches(id)).map(|(id, why)| format!("operation `{id}`: {why}"));
            let help = other.unwrap_or_else(|| "remove the pattern, or correct it".to_owned());
            report(&format!("`{glob}` in this"), help);
        }
    }

    fn used(&self, effect: &str, reason: Option<&String>, touches: Touches) -> RuleUse {
        let whole = |(id, schema)| Touched { schema, pointer: String::new(), member: String::new(), types: vec![id] };
        RuleUse {
            table: self.table,
            line: self.place.line_column().0,
            effect: effect.to_owned(),
            reason: reason.cloned(),
            touched: touches.touched.into_iter().map(whole).collect(),
        }
    }
}

fn operations(model: &Model) -> impl Iterator<Item = &str> + Clone {
    model.items.iter().filter_map(|item| match &item.kind {
        Kind::Call(operation) => Some(&*operation.id),
        _ => None,
    })
}

fn name_hosts(model: &mut Model, rule: &HostRule) -> Touches {
    let mut touches = Touches::default();
    for (index, item) in model.items.iter_mut().enumerate() {
        let Kind::Call(operation) = &mut item.kind else { continue };
        if rule.operation.as_ref().is_some_and(|ids| !ids.matches(&operation.id)) {
            continue;
        }
        let url = match &operation.host {
            Host::Url(url) => Some(url.as_str()),
            _ => None,
        };
        if rule.url.as_ref().is_none_or(|urls| url.is_some_and(|url| urls.matches(url))) {
            operation.host = Host::Named(rule.name.clone());
            touches.touched.push((ItemId(index), operation.id.clone()));
        } else {
            touches.others.push((operation.id.clone(), "it has no server of its own with such a URL".to_owned()));
        }
    }
    touches
}

/// Gives calls their pages. Warns of operations with a cursor in the request and in the response that get none.
fn set_pages(model: &mut Model, config: &Config, rule: &Spanned<PageRule>, warnings: &mut Diagnostics) -> Touches {
    let (place, rule) = (config.place(rule.span()), rule.get_ref());
    let Found { pages, others } = pages::find(model, rule);
    let mut touches = Touches::default();
    for (id, why) in others {
        let help = why.help(rule);
        if why.is_surprising() && !pages.is_empty() {
            let message = format!("operation `{id}` has no pages by this [[page]] rule");
            warnings.push(Diagnostic::warning("no-pages", message).at(place.clone()).help(&help));
        }
        touches.others.push((id, help));
    }
    for (id, page) in pages {
        if let Kind::Call(operation) = &mut model.items[id.0].kind {
            operation.page = Some(page);
            touches.touched.push((id, operation.id.clone()));
        }
    }
    touches
}
