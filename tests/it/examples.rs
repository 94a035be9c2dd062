//! The examples of this package, and the pages that show programs with other libraries.

// The examples are compiled as modules here, and their `main` is not called.
#![allow(dead_code)]

#[path = "../../examples/drift.rs"]
mod drift;
#[path = "../../examples/first.rs"]
mod first;

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

fn user(id: &str) -> Value {
    json!({
        "user_id": id, "status": "active", "emails": [], "phone_numbers": [], "providers": [], "totps": [], "roles": ["stytch_user"],
        "webauthn_registrations": [], "biometric_registrations": [], "crypto_wallets": [], "is_locked": false, "password": null,
        "name": {"first_name": "", "middle_name": "", "last_name": ""}, "created_at": "2026-01-05T16:28:53Z",
    })
}

/// Records each event as a line.
#[derive(Default)]
struct Log(Mutex<Vec<String>>);

impl tracing::Subscriber for Log {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}

    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        struct Line(String);
        impl tracing::field::Visit for Line {
            fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
                self.0.push_str(&format!(" {field}={value:?}"));
            }
        }
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }

    fn enter(&self, _: &tracing::span::Id) {}

    fn exit(&self, _: &tracing::span::Id) {}
}

#[test]
fn an_api_that_grows() {
    let mut body = user("user-test-1");
    body["status_code"] = json!(200);
    body["request_id"] = json!("request-id-test-1");
    let log = Arc::new(Log::default());
    let growth = drift::Growth::default();
    tracing::subscriber::with_default(log.clone(), || {
        drift::user(&growth, body.to_string().as_bytes()).unwrap();
        assert!(growth.counts().is_empty());
        body["pronouns"] = json!("she/her");
        body["status"] = json!("dormant");
        for _ in 0..3 {
            drift::user(&growth, body.to_string().as_bytes()).unwrap();
        }
    });
    let counts: Vec<_> = growth.counts().into_iter().map(|(drift, count)| (drift.to_string(), count)).collect();
    assert_eq!(
        counts,
        [
            ("unknown field `pronouns` of GetResponse".to_owned(), 3),
            ("unrecognized value `status` of UserStatus".to_owned(), 3)
        ]
    );
    assert_eq!(
        *log.0.lock().unwrap(),
        [
            "WARN message=the API has grown: unknown field `pronouns` of GetResponse of=\"GetResponse\" path=\"pronouns\"",
            "WARN message=the API has grown: unrecognized value `status` of UserStatus of=\"UserStatus\" path=\"status\"",
        ]
    );
}

/// The program of the README for users of Stytch, and its output.
#[test]
fn the_first_program_of_the_readme() {
    let readme = include_str!("../../README.md").replace("\r\n", "\n");
    let section = readme.split("\n## ").find(|section| section.starts_with("I use Stytch\n")).unwrap();
    let block = |kind: &str| section.split_once(kind).unwrap().1.split_once("```").unwrap().0;
    let program = include_str!("../../examples/first.rs").replace("\r\n", "\n");
    let (_, code) = program.split_once("\n\n").unwrap();
    assert_eq!(block("```rust\n"), code);
    let body = code.split("r#\"").nth(1).unwrap().split("\"#").next().unwrap();
    assert_eq!(block("```text\n").trim_end(), first::describe(body).unwrap());
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric() && character != '_')
}

/// The examples with other libraries are not compiled in this package: each of their lines is a line of a program that is compiled, in this
/// order. They import a part of what the program imports.
#[test]
fn examples_with_other_libraries_are_parts_of_programs() {
    let authenticate = include_str!("../../examples/programs/src/bin/authenticate.rs");
    let session_jwt = include_str!("../../examples/programs/src/bin/session_jwt.rs");
    for (page, library, program) in [
        (include_str!("../../docs/stytch.md"), "reqwest::", authenticate),
        (include_str!("../../docs/from-the-sdk.md"), "reqwest::", authenticate),
        (include_str!("../../src/jwt.rs"), "jsonwebtoken::", session_jwt),
    ] {
        let page = page.replace("\r\n", "\n").replace("//! ", "").replace("//!\n", "\n");
        let block = page.split("```").skip(1).step_by(2).find(|block| block.contains(library)).unwrap();
        let lines = block.lines().skip(1).map(str::trim).filter(|line| !line.is_empty());
        let (imports, lines): (Vec<_>, Vec<_>) = lines.partition(|line| line.starts_with("use "));
        for name in imports.iter().flat_map(|import| words(import)) {
            assert!(words(program).any(|word| word == name), "the program does not import `{name}`");
        }
        let mut known = program.lines().map(str::trim);
        for line in lines {
            assert!(known.any(|known| known == line), "the program has no line `{line}`, or elsewhere:\n{block}");
        }
    }
}
