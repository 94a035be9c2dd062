//! The requests of calls: their URLs, parsed by another implementation, and their headers and bodies.

use std::collections::BTreeMap;

// Only its version matters: the one without tables.
use idna_adapter as _;
use proptest::prelude::*;
use schemawright_wire::call::{Call, CallError, Credentials, Paginated, Target, encode};
use schemawright_wire::operation::{Host, In, Operation, Segment};
use schemawright_wire::{Number, Secret, Value};
use serde_json::json;

#[derive(Clone)]
struct Find {
    first: String,
    second: String,
    query: Option<String>,
    ids: Vec<String>,
    tags: Option<Vec<i32>>,
    token: Option<Secret>,
    body: Option<Vec<String>>,
}

schemawright_wire::call! {
    Find => Vec<String>,
    "Find",
    "POST",
    "/v1/{first}/in/{second}",
    [
        Path(first, "first", REQUIRED),
        Path(second, "second", REQUIRED),
        Query(query, "a query"),
        Query(ids, "id", REQUIRED, EXPLODE),
        Query(tags, "tags"),
        Header(token, "X-Token", SECRET)
    ],
    optional body: Vec<String>,
    Some("application/json"),
    ["basic"],
    Url("https://find.example"),
    Some("https://docs.example/find"),
}

impl Paginated for Find {
    fn next_cursor(answer: &Vec<String>) -> Option<&str> {
        answer.last().map(String::as_str)
    }

    fn set_cursor(&mut self, cursor: String) {
        self.query = Some(cursor);
    }
}

struct Whoami;

schemawright_wire::call! {
    Whoami => (),
    "Whoami",
    "GET",
    "/",
    [],
    no body: (),
    None,
    [],
    Api,
    None,
}

fn find(first: &str, second: &str) -> Find {
    let (first, second) = (first.to_owned(), second.to_owned());
    Find { first, second, query: None, ids: Vec::new(), tags: None, token: None, body: None }
}

struct Account(Secret);

impl Target for Account {
    fn base_url(&self, operation: &'static Operation) -> Result<&str, CallError> {
        match operation.host {
            Host::Url(url) => Ok(url),
            _ => Err(CallError::target(operation, "only what has a host of its own is served")),
        }
    }

    fn credentials(&self, operation: &'static Operation) -> Option<Credentials<'_>> {
        operation.auth.contains(&"basic").then_some(Credentials::Basic { user: "me", password: &self.0 })
    }
}

#[test]
fn data() {
    let operation = Find::OPERATION;
    assert_eq!(operation.to_string(), "POST /v1/{first}/in/{second}");
    assert_eq!(Whoami::OPERATION.to_string(), "GET /");
    assert!(operation.takes_header("x-token") && !operation.takes_header("first"));
    let required: Vec<_> = operation.parameters.iter().filter(|parameter| parameter.is_required()).collect();
    assert_eq!(required.iter().map(|parameter| parameter.name).collect::<Vec<_>>(), ["first", "second", "id"]);
    assert_eq!(operation.parameters[3].place, In::Query);
}

#[test]
fn urls() {
    let account = Account(Secret::from("x"));
    assert_eq!(find("a", "b").url(&account).unwrap(), "https://find.example/v1/a/in/b");
    assert_eq!(Whoami.url("http://localhost/").unwrap(), "http://localhost/");
    assert_eq!(
        Whoami.url(&account).unwrap_err().to_string(),
        "can't call GET /: only what has a host of its own is served"
    );
    let mut call = find("..a", "a.b");
    call.query = Some("x y&z".to_owned());
    call.ids = vec!["1".to_owned(), String::new()];
    call.tags = Some(vec![1, -2]);
    assert_eq!(call.path().unwrap(), "/v1/..a/in/a.b");
    assert_eq!(
        call.url("http://localhost").unwrap(),
        "http://localhost/v1/..a/in/a.b?a%20query=x%20y%26z&id=1&id=&tags=1,-2"
    );
    call.tags = Some(Vec::new());
    assert!(!call.url("http://localhost").unwrap().contains("tags"));
}

/// Parameters of other types.
struct Values {
    path: BTreeMap<String, i8>,
    large: i128,
    exact: Number,
    double: f64,
    any: Option<Value>,
    joined: Option<Value>,
    header: Option<BTreeMap<String, i8>>,
}

schemawright_wire::call! {
    Values => (),
    "Values",
    "GET",
    "/{path}",
    [
        Path(path, "path", REQUIRED, EXPLODE, OBJECT),
        Query(large, "large", REQUIRED),
        Query(exact, "exact", REQUIRED),
        Query(double, "double", REQUIRED),
        Query(any, "any", EXPLODE),
        Query(joined, "joined"),
        Header(header, "X-Parts", EXPLODE, OBJECT),
    ],
    no body: (),
    None,
    [],
    Api,
    None,
}

fn values() -> Values {
    let path = BTreeMap::from([("a".to_owned(), 1), ("b,".to_owned(), 2)]);
    let exact = "1.000".parse().unwrap();
    Values { path, large: i128::MAX, exact, double: 1e20, any: None, joined: None, header: None }
}

#[test]
fn values_of_all_kinds() {
    let mut call = values();
    let start = "/a=1,b%2C=2?large=170141183460469231731687303715884105727&exact=1.000&double=100000000000000000000";
    assert_eq!(call.url("").unwrap(), start);
    for (value, separate, joined) in [
        (json!("a"), "&any=a", "&joined=a"),
        (json!(null), "", ""),
        (json!([]), "", ""),
        (json!(["a,", null, 1.5, true]), "&any=a%2C&any=1.5&any=true", "&joined=a%2C,1.5,true"),
        (json!({"x": "a&", "y": null, "z": [1, 2]}), "&x=a%26&z=1,2", "&joined=x,a%26,z,1,2"),
    ] {
        (call.any, call.joined) = (Some(value.clone()), Some(value));
        assert_eq!(call.url("").unwrap(), format!("{start}{separate}{joined}"));
    }
    call.header = Some(call.path.clone());
    assert_eq!(format!("{:?}", call.headers("").unwrap()), "[X-Parts: a=1,b,=2]");
    call.double = f64::NAN;
    assert_eq!(call.url("").unwrap_err().parameter(), Some("double"));
}

#[test]
fn invalid_segments() {
    for (first, second, reason) in [
        ("", "b", "`first` is empty"),
        ("a", ".", "`second` is `.` or `..`, which URLs can't have as a segment"),
        ("..", "b", "`first` is `.` or `..`, which URLs can't have as a segment"),
    ] {
        let error = find(first, second).path().unwrap_err();
        assert_eq!(error.to_string(), format!("can't call POST /v1/{{first}}/in/{{second}}: path parameter {reason}"));
        assert_eq!(error.operation().id, "Find");
    }
}

#[test]
fn headers_and_body() {
    let mut call = find("a", "b");
    call.token = Some(Secret::from("t0k3n"));
    let headers = call.headers(&Account(Secret::from("x"))).unwrap();
    assert_eq!(format!("{headers:?}"), "[Authorization: .., X-Token: ..]");
    assert_eq!((&*headers[0].value, &*headers[1].value), ("Basic bWU6eA==", "t0k3n"));
    assert_eq!(call.json().unwrap(), b"");
    call.body = Some(vec!["c".to_owned()]);
    let headers = call.headers("http://localhost").unwrap();
    assert_eq!(format!("{headers:?}"), "[Content-Type: application/json, X-Token: ..]");
    assert_eq!(call.json().unwrap(), br#"["c"]"#);
    for value in ["a\r\nHost: evil", " a", "é", "\0"] {
        call.token = Some(Secret::from(value));
        let error = call.headers("http://localhost").unwrap_err();
        assert_eq!(error.parameter(), Some("X-Token"));
        assert!(!error.to_string().contains("evil"));
    }
}

#[test]
fn pages_end() {
    let next = |cursor: Option<&str>| find("a", "b").next(&cursor.map(str::to_owned).into_iter().collect());
    assert_eq!(next(Some("c")).unwrap().query.as_deref(), Some("c"));
    assert!(next(Some("")).is_none());
    assert!(next(None).is_none());
}

/// Texts with all characters that have a meaning in a URL.
fn text() -> impl Strategy<Value = String> {
    let special: Vec<char> = "/.%?# \\;&=+a:@é☃\u{0}\t\n\"<>^`{|}~-".chars().collect();
    let special = proptest::collection::vec(proptest::sample::select(special), 0..8);
    prop_oneof![
        special.prop_map(String::from_iter),
        proptest::collection::vec(any::<char>(), 0..8).prop_map(String::from_iter),
        proptest::sample::select(vec!["", ".", "..", "...", "%2e%2E", "../../x", "%", "a/b"]).prop_map(str::to_owned),
    ]
}

proptest! {
    #[test]
    fn what_is_put_in_comes_out(
        (first, second) in (text(), text()),
        query in proptest::option::of(text()),
        ids in proptest::collection::vec(text(), 0..3),
    ) {
        let mut call = find(&first, &second);
        (call.query, call.ids) = (query.clone(), ids.clone());
        let refused = [&first, &second].iter().any(|text| matches!(&***text, "" | "." | ".."));
        let Ok(text) = call.url("https://example.com/base/") else {
            prop_assert!(refused);
            return Ok(());
        };
        prop_assert!(!refused && text.is_ascii());
        let url = url::Url::parse(&text).expect("it is a URL");
        prop_assert_eq!(url.as_str(), &text);
        prop_assert_eq!(url.host_str(), Some("example.com"));
        prop_assert_eq!(url.fragment(), None);
        let segments: Vec<_> = url.path_segments().expect("it has a path").map(decoded).collect();
        prop_assert_eq!(segments, ["base", "v1", &first, "in", &second]);
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let expected = query.into_iter().map(|query| ("a query".to_owned(), query));
        let expected: Vec<_> = expected.chain(ids.into_iter().map(|id| ("id".to_owned(), id))).collect();
        prop_assert_eq!(pairs, expected);
    }

    #[test]
    fn encoded_text_stands_for_itself(text in text()) {
        let encoded = encode(&text);
        prop_assert!(encoded.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)));
        prop_assert_eq!(decoded(&encoded), text);
    }
}

/// Percent-decoding, by the same crate.
fn decoded(segment: &str) -> String {
    // A plus is a space only in a query.
    let url = format!("http://a/?{}", segment.replace('+', "%2B"));
    let url = url::Url::parse(&url).expect("it is a URL");
    let (name, value) = url.query_pairs().next().unwrap_or_default();
    assert_eq!(value, "");
    name.into_owned()
}

#[test]
fn a_path_has_segments() {
    let [text, parameter] = [Segment::Text, Segment::Parameter];
    let segments: Vec<_> = Find::OPERATION.segments().collect();
    assert_eq!(segments, [text("v1"), parameter("first"), text("in"), parameter("second")]);
    assert_eq!(Whoami::OPERATION.segments().collect::<Vec<_>>(), [text("")]);
}
