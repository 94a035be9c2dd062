//! Compares items that only the configuration defines: the types of identifiers, and Cargo features.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Subject};
use super::message::{Message, say};
use super::rule::Rule;
use super::state::State;

/// Added and removed types of identifiers.
pub(super) fn ids(old: &State, new: &State) -> Vec<Change> {
    let names = |state: &State| state.model().ids.iter().map(|id| id.name.clone()).collect::<BTreeSet<_>>();
    let (was, is) = (names(old), names(new));
    let change = |rule, name: &String, what: Message| {
        let path = format!("ids::{name}");
        Change::new(rule, Subject::item(&path), say!("identifier {}", path).then(what))
    };
    let gone = was.difference(&is).map(|name| change(Rule::IdRemoved, name, say!(" is removed")));
    let added = is.difference(&was).map(|name| change(Rule::IdAdded, name, say!(" is new")));
    gone.chain(added).collect()
}

type Features = BTreeMap<String, BTreeSet<String>>;

/// Added and removed Cargo features, and features that enable other ones than before, directly or indirectly.
pub(super) fn compare(was: &Features, is: &Features) -> Vec<Change> {
    let mut changes = Vec::new();
    for (name, turned_on) in was {
        let Some(turns_on) = is.get(name) else {
            changes.push(change(Rule::FeatureRemoved, name, say!(" is removed")));
            continue;
        };
        // A removed feature is reported itself, and not by features that enabled it.
        let (reached, reaches) = (closure(was, name), closure(is, name));
        let less =
            turned_on.difference(turns_on).filter(|other| is.contains_key(*other) && !reaches.contains(other.as_str()));
        let less: Vec<_> = less.collect();
        if !less.is_empty() {
            changes.push(change(Rule::FeatureNarrowed, name, say!(" no longer enables ").then(Message::list(less))));
        }
        // `default` and the features that it names enable everything, so a new feature is not a change of them.
        let stands_for_all = name == "default" || was.get("default").is_some_and(|named| named.contains(name));
        let is_news = |other: &&String| !stands_for_all || was.contains_key(*other);
        let more = turns_on.difference(turned_on).filter(|other| !reached.contains(other.as_str()));
        let more: Vec<_> = more.filter(is_news).collect();
        if !more.is_empty() {
            changes.push(change(Rule::FeatureWidened, name, say!(" also enables ").then(Message::list(more))));
        }
    }
    let added = is.keys().filter(|name| !was.contains_key(*name));
    changes.extend(added.map(|name| change(Rule::FeatureAdded, name, say!(" is new"))));
    changes
}

/// All features that a feature enables.
fn closure<'a>(features: &'a Features, name: &'a str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::from([name]);
    let mut rest = vec![name];
    while let Some(next) = rest.pop() {
        let direct = features.get(next).into_iter().flatten();
        rest.extend(direct.map(String::as_str).filter(|other| reached.insert(*other)));
    }
    reached
}

fn change(rule: Rule, name: &str, what: Message) -> Change {
    Change::new(rule, Subject::item(format!("feature {name}")), say!("cargo feature {}", name).then(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features(list: &[(&str, &[&str])]) -> Features {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        list.iter().map(|(name, names)| ((*name).to_owned(), set(names))).collect()
    }

    fn messages(was: &Features, is: &Features) -> Vec<String> {
        compare(was, is).iter().map(|change| format!("{}: {}", change.rule.id(), change.message)).collect()
    }

    #[test]
    fn a_namespace_that_has_moved_is_turned_on_under_its_new_name() {
        let was = features(&[("default", &["full"]), ("full", &["a", "b"]), ("a", &["b"]), ("b", &[])]);
        let is = features(&[("default", &["full"]), ("full", &["a", "c"]), ("a", &["c"]), ("c", &[])]);
        assert_eq!(
            messages(&was, &is),
            [
                "feature-widened: cargo feature `a` also enables `c`",
                "feature-removed: cargo feature `b` is removed",
                "feature-added: cargo feature `c` is new",
            ]
        );
    }

    #[test]
    fn a_bundle_that_gets_a_new_feature_is_wider() {
        let was =
            features(&[("default", &["full"]), ("full", &["a", "b"]), ("people", &["a"]), ("a", &[]), ("b", &[])]);
        let is = features(&[
            ("default", &["full"]),
            ("full", &["a", "b", "c"]),
            ("people", &["a", "c"]),
            ("a", &[]),
            ("b", &[]),
            ("c", &[]),
        ]);
        assert_eq!(
            messages(&was, &is),
            ["feature-widened: cargo feature `people` also enables `c`", "feature-added: cargo feature `c` is new"]
        );
    }
}
