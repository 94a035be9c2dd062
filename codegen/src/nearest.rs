//! The nearest known name to an unknown one.

/// The longest name that is compared, in bytes: the time is proportional to the product of both lengths.
const LONGEST: usize = 200;

/// The known name that is nearest to an unknown one: the same name in another case, else a name that differs in at most a third.
#[must_use]
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    if name.len() > LONGEST {
        return None;
    }
    let lower = name.to_lowercase();
    let near = known.into_iter().filter(|other| other.len() <= LONGEST);
    let near = near.map(|other| (strsim::damerau_levenshtein(&lower, &other.to_lowercase()), other));
    near.filter(|(distance, other)| distance * 3 <= lower.len().max(other.len())).min().map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_are_found_and_others_are_not() {
        let known = ["member", "Order", "OrderItem"];
        for (name, found) in [
            ("membr", Some("member")),
            ("order", Some("Order")),
            ("order_item", Some("OrderItem")),
            ("xyz", None),
            ("", None),
            (&*"m".repeat(300), None),
        ] {
            assert_eq!(nearest(name, known), found, "{name}");
        }
    }
}
