//! `diff.toml`: an accepted change does not count, and an entry that matches no change is an error.

use schemawright::{Config, Corpus, Generator};
use schemawright_diff::{AcceptList, State, Verdict, compare};

fn changes() -> Vec<schemawright_diff::Change> {
    let state = |schema: &str| {
        let corpus = Corpus::from_sources([("a.json", schema)]).expect("a schema");
        let output = Generator::new("").generate_from(&corpus, &Config::default()).expect("a type");
        (corpus, output)
    };
    let (old_corpus, old) = state(r#"{"title": "A", "type": "object", "properties": {"a": {}, "b": {}}}"#);
    let (new_corpus, new) = state(r#"{"title": "A", "type": "object", "properties": {"b": {}}}"#);
    compare(&State::new(&old, &old_corpus), &State::new(&new, &new_corpus))
}

fn list(rule: &str, subject: &str, reason: &str) -> String {
    format!("[[accept]]\nrule = {rule:?}\nwhere = {subject:?}\nreason = {reason:?}\n")
}

#[test]
fn accepted_changes_do_not_count() {
    let mut changes = changes();
    assert_eq!(Verdict::of(&changes), Verdict::Major);
    let list = AcceptList::parse("diff.toml", &list("member-removed", "A::*", "never sent")).expect("a list");
    list.apply(&mut changes).expect("all entries are used");
    assert_eq!(Verdict::of(&changes), Verdict::Patch);
    assert_eq!(changes[0].accepted.as_deref(), Some("never sent"));
}

#[test]
fn an_unused_entry_is_an_error() {
    let list = AcceptList::parse("diff.toml", &list("member-removed", "B", "x")).expect("a list");
    let fault = list.apply(&mut changes()).expect_err("an unused entry").to_string();
    assert_eq!(
        fault,
        "error[unused-accept]: no change matches this entry: there is no `member-removed` at this place\n  at diff.toml:1:1\n  help: remove the \
         entry: the change is released, or was reverted"
    );
}

#[test]
fn entries_are_checked() {
    let fault = |text: &str| AcceptList::parse("diff.toml", text).expect_err("a fault").to_string();
    assert_eq!(
        fault(&list("member-remove", "A", "x")),
        "error[accept-list]: unknown rule `member-remove`\n  at diff.toml:1:1\n  help: did you mean `member-removed`? docs/diff.md \
         lists all rules"
    );
    assert!(
        fault(&list("member-removed", "A", " "))
            .starts_with("error[accept-list]: `reason` is empty\n  at diff.toml:1:1")
    );
    assert!(fault("[[accept]]\nrule = \"x\"\nwho = 1").starts_with("error[accept-list]: unknown field `who`"));
}
