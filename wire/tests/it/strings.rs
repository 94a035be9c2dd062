//! Ids and enums can be compared with strings, and found by them.

use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};

use schemawright_wire::__private::identifiers;
use schemawright_wire::Unrecognized;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct UserId(String);

identifiers! { UserId }

#[derive(Clone, Debug, PartialEq, Eq)]
enum Status {
    Active,
    Pending,
    Unrecognized(Unrecognized),
}

impl Status {
    fn as_str(&self) -> &str {
        match self {
            Self::Active => "active",
            Self::Pending => "pending",
            Self::Unrecognized(value) => value.as_str(),
        }
    }
}

mod codec {
    use schemawright_wire::__private::string_enum;

    string_enum! { Status, "Status", open Unrecognized, [
        "active" => Active,
        "pending" => Pending,
    ] }
}

#[test]
fn they_equal_strings() {
    let id = UserId::from("user-test-1");
    assert_eq!(id, "user-test-1");
    assert_eq!(id, *"user-test-1");
    assert_ne!(id, "user-test-2");
    assert_eq!(Status::Active, "active");
    assert_eq!(Status::Active, *"active");
    assert_ne!(Status::Active, "Active");
    assert_eq!(Status::from("tomorrow"), "tomorrow");
}

/// The requirements of `Borrow`: the same order, the same hash.
#[test]
fn maps_find_them_by_strings() {
    let ids = HashMap::from([(UserId::from("user-test-1"), 1)]);
    assert_eq!(ids.get("user-test-1"), Some(&1));
    let values = ["active", "pending", "tomorrow"];
    let found: HashSet<Status> = values.into_iter().map(Status::from).collect();
    for value in values {
        assert!(found.contains(value), "{value}");
        let borrowed: &str = Borrow::borrow(found.get(value).unwrap());
        assert_eq!(borrowed, value);
    }
    assert!(!found.contains("deleted"));
}

#[test]
fn listed_values_are_recognized() {
    assert!(Status::from("active").is_known());
    assert!(!Status::from("tomorrow").is_known());
    assert_eq!(Status::try_from_known("pending").unwrap(), Status::Pending);
    assert_eq!(Status::try_from_known("hunter2").unwrap_err().to_string(), "not a known value of Status");
}
