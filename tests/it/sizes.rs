//! Types stay small: large values that are mostly absent are boxed.

use std::mem::size_of;

use stytch_types::{b2b, organization, session, user};

#[test]
fn the_types_of_every_login_are_small() {
    // The official SDK's factor has 2440 bytes, most of them for absent factors.
    assert!(
        size_of::<session::v1::AuthenticationFactor>() <= 480,
        "{}",
        size_of::<session::v1::AuthenticationFactor>()
    );
    assert!(size_of::<session::v1::Session>() <= 288, "{}", size_of::<session::v1::Session>());
    assert!(size_of::<b2b::session::v1::MemberSession>() <= 320, "{}", size_of::<b2b::session::v1::MemberSession>());
    assert!(size_of::<user::v1::User>() <= 640, "{}", size_of::<user::v1::User>());
    assert!(size_of::<organization::v1::Member>() <= 1024, "{}", size_of::<organization::v1::Member>());
}

#[test]
fn an_absent_box_costs_a_pointer() {
    assert_eq!(size_of::<Option<Box<user::v1::User>>>(), size_of::<usize>());
    assert_eq!(size_of::<stytch_types::wire::UnknownFields>(), size_of::<usize>());
}
