//! Parts of the codec: `cargo xtask bench micro`.

use divan::{Bencher, black_box};
use serde_json::{Value, json};
use stytch_types::attribute::v1::Attributes;
use stytch_types::session::v1::{AuthenticationFactor, AuthenticationFactorType};
use stytch_types::wire::__private::{Blank, read, write};
use stytch_types::wire::Timestamp;

fn main() {
    divan::main();
}

/// A struct of two strings.
#[divan::bench]
fn record_small(bencher: Bencher) {
    decode::<Attributes>(bencher, &json!({ "ip_address": "203.0.113.7", "user_agent": "agent" }));
}

/// A struct of 46 members, five of which are present.
#[divan::bench]
fn record_wide(bencher: Bencher) {
    decode::<AuthenticationFactor>(bencher, &bench::bodies::session()["authentication_factors"][0]);
}

/// Members that the schema does not declare.
#[divan::bench]
fn record_with_unknown_members(bencher: Bencher) {
    let body = json!({ "ip_address": "203.0.113.7", "user_agent": "agent", "asn": 64500, "tor": false });
    decode::<Attributes>(bencher, &body);
}

#[divan::bench]
fn record_write_wide(bencher: Bencher) {
    let body = bench::bodies::session()["authentication_factors"][0].clone();
    let factor: AuthenticationFactor = serde_json::from_value(body).expect("the bench's own body");
    bencher.bench(|| serde_json::to_vec(black_box(&factor)).expect("it encodes"));
}

#[divan::bench(args = ["password", "a value of tomorrow"])]
fn enum_from_str(value: &str) -> AuthenticationFactorType {
    AuthenticationFactorType::from(black_box(value))
}

/// The form of nearly all timestamps, and another one.
#[divan::bench(args = ["2026-03-02T09:14:27Z", "2026-03-02T09:14:27.120Z"])]
fn instant_read(bencher: Bencher, text: &str) {
    let json = Value::from(text).to_string();
    bencher.bench(|| {
        let mut deserializer = serde_json::Deserializer::from_str(black_box(&json));
        let mut instant = Timestamp::blank();
        read(&mut instant, &mut deserializer).expect("an instant");
        instant
    });
}

#[divan::bench]
fn instant_write(bencher: Bencher) {
    let instant: Timestamp = "2026-03-02T09:14:27Z".parse().expect("an instant");
    let mut buffer = Vec::with_capacity(32);
    bencher.bench_local(|| {
        buffer.clear();
        let mut serializer = serde_json::Serializer::new(&mut buffer);
        write(black_box(&instant), &mut serializer).expect("it encodes");
        buffer.len()
    });
}

fn decode<T: serde::de::DeserializeOwned>(bencher: Bencher, body: &Value) {
    let json = serde_json::to_vec(body).expect("a value encodes");
    bencher.bench(|| serde_json::from_slice::<T>(black_box(&json)).expect("the bench's own body"));
}
