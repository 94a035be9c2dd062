//! Decodes an order and the user who has placed it.

use orders::types::Order;
use schemawright_wire::decode;
use user_types::User;

const ORDER: &[u8] = br#"{"order_id": "o-1", "state": "lost", "placed_at": "2026-01-05T17:28:53Z", "items": [{"article": "tea", "count": 2}]}"#;
const USER: &[u8] = br#"{"user_id": "u-1", "session_token": "seen by nobody"}"#;

fn main() {
    match (decode::<Order>(ORDER), decode::<User>(USER)) {
        (Ok(order), Ok(user)) => println!("{order:?}\n{user:?}"),
        (Err(error), _) | (_, Err(error)) => eprintln!("{error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_read() {
        let order = decode::<Order>(ORDER).expect("an order of a state that is new");
        assert_eq!(order.items.expect("items")[0].count, 2);
        let user = decode::<User>(USER).expect("a user");
        assert!(!format!("{user:?}").contains("seen by nobody"));
    }
}
