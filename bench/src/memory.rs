//! The memory of decoded values, the number of allocations, and the sizes of the types.

use crate::peers::{Case, PEERS};
use crate::{by_typify, row, table};

/// The table: a row for each body and peer. The program must use the counting allocator.
#[must_use]
pub fn table(cases: &[Case]) -> String {
    let head = ["body", "peer", "size_of", "heap held", "both", "times ours", "allocations to decode", "to encode"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for case in cases {
        let mut ours = None;
        for (peer, subject) in PEERS.iter().zip(&case.subjects) {
            let (decode, encode) = subject.heap();
            let both = subject.size() as f64 + decode.held as f64;
            let ratio = both / *ours.get_or_insert(both);
            let (allocations, encoding) = (decode.allocations, encode.allocations);
            let ratio = format!("{ratio:.2}");
            rows.push(row![case.name, peer, subject.size(), decode.held, both, ratio, allocations, encoding]);
        }
    }
    table::markdown(&rows)
}

/// The sizes of the larger types in the bodies: ours, the SDK's and typify's.
#[must_use]
pub fn sizes() -> String {
    let mut rows = vec![row!["type", PEERS[0], PEERS[2], PEERS[3]]];
    macro_rules! sizes {
        ($($name:literal: $ours:path, $sdk:path, $typify:ident;)*) => {
            $(rows.push(row![$name, size_of::<$ours>(), size_of::<$sdk>(), size_of::<by_typify::$typify>()]);)*
        };
    }
    sizes! {
        "Session": stytch_types::session::v1::Session, stytch::consumer::sessions::Session, ApiSessionV1Session;
        "AuthenticationFactor": stytch_types::session::v1::AuthenticationFactor, stytch::consumer::sessions::AuthenticationFactor, ApiSessionV1AuthenticationFactor;
        "User": stytch_types::user::v1::User, stytch::consumer::users::User, ApiUserV1User;
        "Member": stytch_types::organization::v1::Member, stytch::b2b::organizations::Member, ApiOrganizationV1Member;
        "Organization": stytch_types::organization::v1::Organization, stytch::b2b::organizations::Organization, ApiOrganizationV1Organization;
    }
    table::markdown(&rows)
}
