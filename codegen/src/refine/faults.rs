//! The faults of rules: those that compete, those without a target, and members that no rule classifies.

use super::select::{Member, members};
use super::{NOT_SECRET, PERSONAL, Rule, SECRET};
use crate::canon::definitions::Definitions;
use crate::config::{Config, Glob};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::id::ItemId;

/// Reports rules that would give a member two types.
pub(super) fn competing(
    definitions: &Definitions,
    config: &Config,
    member: &Member,
    rules: &[Rule],
    matching: &[usize],
) -> Diagnostics {
    let giving: Vec<_> = matching.iter().map(|index| &rules[*index]).filter(|rule| rule.gives.is_some()).collect();
    // A secret is never printed.
    let excluded = |rule: &&Rule| matches!(rule.table, NOT_SECRET | PERSONAL);
    let declared = matching.iter().map(|index| &rules[*index]).find(excluded);
    let (first, second) = match (&giving[..], declared) {
        ([first, second, ..], _) => (*first, *second),
        ([only], Some(declared)) if only.table == SECRET => (*only, declared),
        _ => return Diagnostics::new(),
    };
    let (title, first_effect, second_effect) = (member.file.title, &first.effect, &second.effect);
    let of = if member.name.is_empty() { title.to_owned() } else { format!("member `{}` of {title}", member.name) };
    let message = format!("two rules compete for {of}: it can't be both `{first_effect}` and `{second_effect}`");
    Diagnostic::error("competing-rules", message)
        .at(config.place(first.span.clone()))
        .with(config.place(second.span.clone()), "the other rule")
        .with(definitions.resolver.place(&member.at), "the member")
        .help("restrict one of them with `schema`, or exclude the member with `except`")
        .into()
}

/// The error of a member that is named like a secret.
pub(super) fn unclassified(config: &Config, definitions: &Definitions, member: &Member) -> Diagnostic {
    let (title, name) = (member.file.title, &member.name);
    let message = format!("member `{name}` of {title} has the name of a secret, and no rule classifies it");
    let file = config.name();
    let (table, help) = if member.holds_string {
        (SECRET, format!("add it to {file}; use [[not-secret]] if its value grants no access:"))
    } else {
        (
            NOT_SECRET,
            format!("the member contains no string that could be a `Secret`; add it to {file} if that is intended:"),
        )
    };
    let entry = definitions.entry_about(table, member.at.file).key("member", name);
    Diagnostic::error("unclassified-secret", message).at(definitions.resolver.place(&member.at)).help(help).entry(entry)
}

/// The warning about a secret whose strings are in a type that other members may refer to, too.
pub(super) fn still_plain(config: &Config, definitions: &Definitions, member: &Member, shared: ItemId) -> Diagnostic {
    let (title, name) = (member.file.title, &member.name);
    let message =
        format!("member `{name}` of {title} is a secret, but the strings of the type that it refers to are not");
    let location = &definitions.get(shared).location;
    Diagnostic::warning("plain-secret", message)
        .at(definitions.resolver.place(&member.at))
        .with(definitions.resolver.place(location), "the type")
        .help(format!("`{{:?}}` prints them; if they are secrets wherever they are, add to {}:", config.name()))
        .entry(definitions.entry_about(SECRET, location.file))
}

/// The error of a rule without a target.
pub(super) fn unused(definitions: &Definitions, config: &Config, rule: &Rule) -> Diagnostic {
    let members: Vec<_> = definitions.ids().flat_map(|id| members(definitions, id)).collect();
    let names = members.iter().map(|member| &*member.name).filter(|name| !name.is_empty());
    let why = rule.selector.unmatched(&definitions.all_names(), names);
    Diagnostic::error("unused-rule", format!("this [[{}]] rule matches no {}", rule.table, rule.target()))
        .at(config.place(rule.span.clone()))
        .help(why.unwrap_or_else(|| "remove the rule, or correct the names in it".to_owned()))
}

/// The error of a pattern in the list of a rule that others use.
pub(super) fn idle(config: &Config, rule: &Rule, glob: &Glob) -> Diagnostic {
    Diagnostic::error("unused-rule", format!("`{glob}` in this [[{}]] rule matches no {}", rule.table, rule.target()))
        .at(config.place(rule.span.clone()))
        .help("remove the pattern, or correct it")
}
