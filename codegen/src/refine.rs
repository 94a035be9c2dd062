//! Applies the configuration to the definitions: refinements give members more precise types, and fix-ups correct mistakes in schemas.
//!
//! Every rule must match, a member has at most one refinement, and a member with the name of a secret must be classified. An upstream
//! change that no rule covers is an error.

mod faults;
mod fix;
mod formats;
mod passwords;
mod select;
mod share;
mod strings;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use toml::Spanned;

use crate::canon::definitions::{Definition, Definitions};
use crate::canon::scalar_types::ScalarTypes;
use crate::canon::shape::{Node, Shape, Text};
use crate::config::{Config, RuleUse, Selector, Touched};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::id::ItemId;
use crate::ident;
use crate::read::resolve::Location;

use select::{Member, members};

/// The tables of the rules about secrets.
const SECRET: &str = "secret";
const NOT_SECRET: &str = "not-secret";

/// The table of the rules about personal data.
const PERSONAL: &str = "personal";

/// A newtype of an identifier: one for each meaning in the whole crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdType {
    /// Its name in the module `ids`.
    pub name: String,
    /// The documentation of the identifier.
    pub doc: String,
}

/// A type of another crate for strings of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Format {
    /// The format.
    pub name: String,
    /// The path of the type.
    pub path: String,
}

/// The result of refinement, besides the changed definitions.
pub(crate) struct Refined {
    pub(crate) ids: Vec<IdType>,
    pub(crate) formats: Vec<Format>,
    pub(crate) rules: Vec<RuleUse>,
}

/// A rule with its matches.
struct Rule<'a> {
    table: &'static str,
    effect: String,
    /// The new type of the strings; none for a member that is declared to be personal, or not to be a secret.
    gives: Option<Given>,
    selector: &'a Selector,
    span: std::ops::Range<usize>,
}

impl Rule<'_> {
    /// The description of its targets.
    fn target(&self) -> &'static str {
        match self.table {
            PERSONAL => "member that could hold personal data",
            _ if self.gives.is_some() => "member that contains a string",
            _ => "member",
        }
    }
}

/// The new type of a string.
#[derive(Clone, Copy)]
enum Given {
    /// A string with a meaning.
    Text(Text),
    /// A value of an enum.
    Enum(ItemId),
    /// A plain string, where its format makes it a secret.
    NotSecret,
}

/// The members that a rule has changed.
#[derive(Default)]
struct Effect {
    touched: Vec<Touched>,
    /// The index of each member, by its place.
    places: HashMap<Location, usize>,
}

impl Effect {
    /// Adds a member, or a definition itself. A member that several definitions have is added once.
    fn add(&mut self, member: &Member, id: ItemId) {
        if member.name.is_empty() {
            self.touched.push(member.touched(id));
            return;
        }
        match self.places.entry(member.at.clone()) {
            Entry::Occupied(index) => self.touched[*index.get()].types.push(id),
            Entry::Vacant(place) => {
                place.insert(self.touched.len());
                self.touched.push(member.touched(id));
            }
        }
    }
}

/// Applies fix-ups, then refinements.
pub(crate) fn refine(definitions: &mut Definitions, config: &Config) -> Result<Refined, Diagnostics> {
    let mut faults = Diagnostics::new();
    let scalars = ScalarTypes::new(config);
    let mut rules = fix::apply(definitions, &scalars, config, &mut faults);
    config.excuse(&mut faults);
    faults.check()?;
    let formats = formats::used(definitions, config, &mut faults);
    passwords::hide(&mut definitions.list);
    let ids = ids(config, &mut faults);
    let mut refinements = refinements(config, &ids);
    refinements.extend(values(definitions, config, &mut faults));
    let touched = apply(definitions, config, &refinements, &mut faults);
    passwords::hide_beside_secrets(&mut definitions.list);
    if config.rules.naming.share {
        share::apply(definitions);
    }
    for (rule, touched) in refinements.iter().zip(touched) {
        if touched.is_empty() {
            faults.push(faults::unused(definitions, config, rule));
        } else {
            let names = touched.iter().map(|touched| &*touched.member);
            rule.selector
                .idle_members(names)
                .into_iter()
                .for_each(|glob| faults.push(faults::idle(config, rule, glob)));
        }
        rules.push(RuleUse {
            table: rule.table,
            line: config.place(rule.span.clone()).line_column().0,
            effect: rule.effect.clone(),
            reason: rule.selector.reason.clone(),
            touched,
        });
    }
    config.excuse(&mut faults);
    faults.check()?;
    definitions.warnings.extend(faults);
    Ok(Refined { ids, formats, rules })
}

/// Makes members personal that may decode in place of secrets, after it is known how the alternatives of each union are identified.
pub(crate) fn hide_in_alternatives(definitions: &mut Definitions) {
    passwords::hide_in_alternatives(&mut definitions.list);
}

/// Applies refinements to all members. Returns the members that each has changed.
fn apply(
    definitions: &mut Definitions,
    config: &Config,
    refinements: &[Rule],
    faults: &mut Diagnostics,
) -> Vec<Vec<Touched>> {
    let mut effects: Vec<Effect> = refinements.iter().map(|_| Effect::default()).collect();
    // Many members have the same name.
    let mut by_name: HashMap<String, ByName> = HashMap::new();
    // A member of a schema is also a member of the schemas that extend it.
    let mut seen: HashSet<Location> = HashSet::new();
    let mut sensitive = Vec::new();
    for id in definitions.ids() {
        for member in members(definitions, id) {
            if !by_name.contains_key(&member.name) {
                by_name.insert(member.name.clone(), ByName::new(config, refinements, &member.name));
            }
            let by_name = &by_name[&member.name];
            let matching: Vec<_> =
                by_name.rules.iter().copied().filter(|rule| applies(&refinements[*rule], &member)).collect();
            let is_in = |table: &str| matching.iter().any(|rule| refinements[*rule].table == table);
            let giving = matching.iter().find_map(|rule| refinements[*rule].gives);
            let giving = giving.or(is_in(NOT_SECRET).then_some(Given::NotSecret));
            if let Some(given) = giving {
                select::set(definitions, id, &member, given);
                if let Given::Enum(of) = given {
                    let places = select::places(definitions, id, &member);
                    definitions.given.extend(places.into_iter().map(|place| (place, of)));
                }
            }
            if is_in(PERSONAL) {
                select::set_personal(definitions, id, &member);
            }
            matching.iter().for_each(|rule| effects[*rule].add(&member, id));
            if !member.name.is_empty() && !seen.insert(member.at.clone()) {
                continue;
            }
            faults.extend(faults::competing(definitions, config, &member, refinements, &matching));
            let is_suspect = !is_in(SECRET) && !is_in(NOT_SECRET) && member.may_hold_secret && by_name.looks_secret;
            // Also where the strings are in another type, so that the rule does not apply.
            let is_about = |rule: &Rule| rule.table == SECRET && rule.selector.covers(member.file);
            let is_secret = by_name.rules.iter().any(|rule| is_about(&refinements[*rule]));
            if is_suspect || is_secret {
                sensitive.push(Sensitive { id, member, is_suspect, is_secret });
            }
        }
    }
    faults.extend(exposed(definitions, config, sensitive));
    effects.into_iter().map(|effect| effect.touched).collect()
}

/// A member whose strings may be printed although they are secrets.
struct Sensitive<'a> {
    id: ItemId,
    member: Member<'a>,
    /// Whether it has the name of a secret, and no rule classifies it.
    is_suspect: bool,
    /// Whether a rule declares it as a secret.
    is_secret: bool,
}

/// Reports members that are not classified, and secrets that keep plain strings.
fn exposed(definitions: &Definitions, config: &Config, sensitive: Vec<Sensitive>) -> Diagnostics {
    let mut faults = Diagnostics::new();
    let mut shared = HashSet::new();
    for Sensitive { id, member, is_suspect, is_secret } in sensitive {
        // A rule for a schema may apply to it later than to the members that refer to it.
        if is_suspect && !select::refers_to_secrets(definitions, id, &member.name) {
            faults.push(faults::unclassified(config, definitions, &member));
        }
        let plain = if is_secret { select::plain_elsewhere(definitions, id, &member.name) } else { None };
        if let Some(plain) = plain.filter(|plain| shared.insert(*plain)) {
            faults.push(faults::still_plain(config, definitions, &member, plain));
        }
    }
    faults
}

/// The id newtypes, by name.
fn ids(config: &Config, faults: &mut Diagnostics) -> Vec<IdType> {
    let mut ids: BTreeMap<&str, IdType> = BTreeMap::new();
    for rule in &config.rules.ids {
        let (name, doc) = (&rule.get_ref().ty, &rule.get_ref().doc);
        if ident::type_name(name).as_ref() != Some(name) {
            faults.push(
                Diagnostic::error("config", format!("`{name}` is not a valid type name"))
                    .at(config.place(rule.span()))
                    .help("write it like `UserId`"),
            );
        }
        let id = ids.entry(name).or_insert_with(|| IdType { name: name.clone(), doc: String::new() });
        if let Some(doc) = doc {
            id.doc.clone_from(doc);
        }
    }
    ids.into_values().collect()
}

fn refinements<'a>(config: &'a Config, ids: &[IdType]) -> Vec<Rule<'a>> {
    let rules = &config.rules;
    let simple = |table, gives: Option<Given>, effect: &str, list: &'a [Spanned<Selector>]| {
        let effect = effect.to_owned();
        list.iter()
            .map(move |rule| Rule { table, effect: effect.clone(), gives, selector: rule.get_ref(), span: rule.span() })
            .collect::<Vec<_>>()
    };
    let mut all = simple("timestamp", Some(Given::Text(Text::Timestamp)), "Timestamp", &rules.timestamps);
    all.extend(rules.ids.iter().map(|rule| {
        let ty = &rule.get_ref().ty;
        let index = ids.iter().position(|id| id.name == *ty).unwrap_or_default();
        let gives = Some(Given::Text(Text::Id(index)));
        Rule { table: "id", effect: ty.clone(), gives, selector: &rule.get_ref().selector, span: rule.span() }
    }));
    all.extend(simple(SECRET, Some(Given::Text(Text::Secret)), "Secret", &rules.secrets));
    all.extend(simple(NOT_SECRET, None, "not a secret", &rules.not_secrets));
    all.extend(simple(PERSONAL, None, "personal", &rules.personal));
    all
}

/// The rules that give members the enum of a schema.
fn values<'a>(definitions: &Definitions, config: &'a Config, faults: &mut Diagnostics) -> Vec<Rule<'a>> {
    let mut rules = Vec::new();
    for rule in &config.rules.values {
        let (of, span) = (&rule.get_ref().of, rule.span());
        let is_it = |definition: &Definition| {
            definition.location.pointer.is_empty() && definitions.names(definition.location.file).title == of
        };
        match definitions.iter().find(|(_, definition)| is_it(definition)) {
            Some((id, Definition { node: Node { shape: Shape::Enum(set), .. }, .. })) if set.is_of_strings() => {
                let gives = Some(Given::Enum(id));
                rules.push(Rule {
                    table: "values",
                    effect: of.clone(),
                    gives,
                    selector: &rule.get_ref().selector,
                    span,
                });
            }
            Some((_, definition)) => faults.push(
                Diagnostic::error("config", format!("the schema `{of}` is not an enum of strings"))
                    .at(config.place(span))
                    .with(definitions.resolver.place(&definition.location), "the schema")
                    .help("name a schema with `enum` in it"),
            ),
            None => faults.push(
                Diagnostic::error("unused-rule", format!("unknown schema `{of}`"))
                    .at(config.place(span))
                    .help("remove the rule, or correct the title in it"),
            ),
        }
    }
    rules
}

/// The rules for a member's name.
struct ByName {
    /// The rules that match it.
    rules: Vec<usize>,
    looks_secret: bool,
}

impl ByName {
    fn new(config: &Config, rules: &[Rule], name: &str) -> Self {
        let about = rules.iter().enumerate().filter(|(_, rule)| rule.selector.is_about(name));
        let looks_secret = config.rules.suspicious.names.iter().any(|glob| glob.matches(name));
        Self { rules: about.map(|(index, _)| index).collect(), looks_secret }
    }
}

/// Whether a rule for a member's name applies to the member. A rule that gives a type skips members that contain no string, and one about
/// personal data skips members without personal values: a name may have different meanings in different schemas.
fn applies(rule: &Rule, member: &Member) -> bool {
    let fits = match rule.table {
        PERSONAL => member.may_be_personal,
        _ => rule.gives.is_none() || member.holds_string,
    };
    fits && rule.selector.covers(member.file)
}
