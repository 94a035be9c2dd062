//! The four bodies, and the type of each for each peer.

use std::hint::black_box;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::allocator::{self, Heap};
use crate::measure::Work;
use crate::{bodies, by_typify};

/// The names of the peers in tables. Ours is first, because ratios are relative to the first.
pub const PEERS: [&str; 6] = [
    "stytch-types",
    "stytch-types, by serde_json alone",
    "stytch 11.1",
    "typify 0.8",
    "typify 0.8, by sonic-rs",
    "serde_json::Value",
];

/// One body, and the subjects in the order of [`PEERS`].
pub struct Case {
    /// The name of the body.
    pub name: &'static str,
    /// The body on the wire.
    pub body: Vec<u8>,
    /// The type for each peer.
    pub subjects: [Box<dyn Subject>; 6],
}

/// A type of a peer, and a body for it.
pub trait Subject {
    /// Decodes from `&[u8]`, and drops the result.
    fn decode(&self) -> Work<'_>;
    /// Encodes to a new `Vec<u8>`.
    fn encode(&self) -> Work<'_>;
    /// The number of bytes that encoding writes: fewer than the input if a peer's type omits empty values.
    fn written(&self) -> usize;
    /// The use of the heap by decoding once, and by encoding once.
    fn heap(&self) -> (Heap, Heap);
    /// The size of the type.
    fn size(&self) -> usize;
}

struct Typed<T> {
    body: Vec<u8>,
    value: T,
    format: Format<T>,
}

/// The functions that decode and encode a type.
struct Format<T> {
    read: fn(&[u8]) -> T,
    write: fn(&T) -> Vec<u8>,
}

impl<T: DeserializeOwned + Serialize> Format<T> {
    /// With `serde_json`, as the types of the peers and ours can be.
    const SERDE_JSON: Self = Self { read: from_slice, write: to_vec };
    /// With a parser that uses vector instructions.
    const SONIC: Self = Self { read: from_slice_by_sonic, write: to_vec_by_sonic };
    /// With `decode` and `encode`, as ours are.
    const OURS: Self = Self { read: decode, write: encode };
}

fn from_slice<T: DeserializeOwned>(body: &[u8]) -> T {
    serde_json::from_slice(body).unwrap_or_else(|error| panic!("{}: {error}", std::any::type_name::<T>()))
}

fn to_vec<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).expect("what was decoded encodes")
}

fn from_slice_by_sonic<T: DeserializeOwned>(body: &[u8]) -> T {
    sonic_rs::from_slice(body).unwrap_or_else(|error| panic!("{}: {error}", std::any::type_name::<T>()))
}

fn to_vec_by_sonic<T: Serialize>(value: &T) -> Vec<u8> {
    sonic_rs::to_vec(value).expect("what was decoded encodes")
}

fn decode<T: DeserializeOwned>(body: &[u8]) -> T {
    stytch_types::decode(body).unwrap_or_else(|error| panic!("{error}"))
}

fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    stytch_types::encode(value).expect("what was decoded encodes")
}

impl<T: DeserializeOwned + Serialize + 'static> Typed<T> {
    fn subject(body: &[u8], format: Format<T>) -> Box<dyn Subject> {
        Box::new(Self { body: body.to_owned(), value: (format.read)(body), format })
    }

    fn read(&self) -> T {
        (self.format.read)(black_box(&self.body))
    }

    fn write(&self) -> Vec<u8> {
        (self.format.write)(black_box(&self.value))
    }
}

impl<T: DeserializeOwned + Serialize + 'static> Subject for Typed<T> {
    fn decode(&self) -> Work<'_> {
        Box::new(|| drop(black_box(self.read())))
    }

    fn encode(&self) -> Work<'_> {
        Box::new(|| drop(black_box(self.write())))
    }

    fn heap(&self) -> (Heap, Heap) {
        (allocator::count(|| self.read()).1, allocator::count(|| self.write()).1)
    }

    fn written(&self) -> usize {
        self.write().len()
    }

    fn size(&self) -> usize {
        size_of::<T>()
    }
}

fn case<Ours, Sdk, Typify>(name: &'static str, body: &Value) -> Case
where
    Ours: DeserializeOwned + Serialize + 'static,
    Sdk: DeserializeOwned + Serialize + 'static,
    Typify: DeserializeOwned + Serialize + 'static,
{
    let body = serde_json::to_vec(body).expect("a value encodes");
    let subjects = [
        Typed::<Ours>::subject(&body, Format::OURS),
        Typed::<Ours>::subject(&body, Format::SERDE_JSON),
        Typed::<Sdk>::subject(&body, Format::SERDE_JSON),
        Typed::<Typify>::subject(&body, Format::SERDE_JSON),
        Typed::<Typify>::subject(&body, Format::SONIC),
        Typed::<Value>::subject(&body, Format::SERDE_JSON),
    ];
    Case { name, body, subjects }
}

/// All cases.
#[must_use]
pub fn cases() -> Vec<Case> {
    vec![
        case::<stytch_types::session::v1::Session, stytch::consumer::sessions::Session, by_typify::ApiSessionV1Session>(
            "session",
            &bodies::session(),
        ),
        case::<
            stytch_types::session::v1::AuthenticateResponse,
            stytch::consumer::sessions::AuthenticateResponse,
            by_typify::ApiSessionV1AuthenticateResponse,
        >("authenticate response", &bodies::authenticate_response()),
        case::<
            stytch_types::organization::v1::members::SearchResponse,
            stytch::b2b::organizations_members::SearchResponse,
            by_typify::ApiOrganizationV1OrganizationsMembersSearchResponse,
        >("search response, 100 members", &bodies::search_response()),
        case::<
            stytch_types::fraud::v1::fingerprint::LookupResponse,
            stytch::consumer::fraud_fingerprint::LookupResponse,
            by_typify::ApiFraudV1FraudFingerprintLookupResponse,
        >("fingerprint lookup", &bodies::fingerprint_lookup()),
    ]
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// Our types know each body completely: no member is unknown, and nothing is lost.
    #[test]
    fn bodies_come_back_equal_without_nulls() {
        fn without_nulls(value: Value) -> Value {
            match value {
                Value::Object(members) => {
                    members.into_iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| (k, without_nulls(v))).collect()
                }
                Value::Array(items) => items.into_iter().map(without_nulls).collect(),
                other => other,
            }
        }
        let session: stytch_types::session::v1::Session = serde_json::from_value(bodies::session()).unwrap();
        assert!(session.unknown_fields.is_empty());
        assert_eq!(serde_json::to_value(&session).unwrap(), bodies::session());
        let user: stytch_types::user::v1::User = serde_json::from_value(bodies::user()).unwrap();
        assert!(user.unknown_fields.is_empty());
        assert_eq!(serde_json::to_value(&user).unwrap(), without_nulls(bodies::user()));
    }
}
