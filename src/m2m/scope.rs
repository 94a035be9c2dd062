//! Scopes: the permissions of a token.

/// Whether the scopes of a token include a required scope.
///
/// A scope is `action:resource`, or an action alone. An action on `*` includes the same action on every resource.
///
/// ```
/// use stytch_types::m2m::is_held;
///
/// assert!(is_held("read:users", ["read:users"]));
/// assert!(is_held("read:users", ["read:*"]));
/// assert!(!is_held("read:users", ["read", "write:users", "*:users"]));
/// ```
#[must_use]
pub fn is_held<S: AsRef<str>>(required: &str, held: impl IntoIterator<Item = S>) -> bool {
    let (action, resource) = parts(required);
    held.into_iter().any(|held| {
        let (its_action, its_resource) = parts(held.as_ref());
        action == its_action && (its_resource == "*" || its_resource == resource)
    })
}

/// The action and the resource; `-` is the resource of an action alone.
fn parts(scope: &str) -> (&str, &str) {
    scope.split_once(':').unwrap_or((scope, "-"))
}

#[cfg(test)]
mod tests {
    use super::is_held;

    #[test]
    fn an_action_alone() {
        assert!(is_held("admin", ["read:users", "admin"]));
        assert!(is_held("admin", ["admin:*"]));
        assert!(!is_held("admin", ["admin:users"]));
        assert!(!is_held("admin:users", ["admin"]));
    }

    #[test]
    fn nothing_is_held_without_scopes() {
        assert!(!is_held("read:users", <[&str; 0]>::default()));
    }

    #[test]
    fn a_resource_may_have_colons() {
        assert!(is_held("read:a:b", ["read:a:b"]));
        assert!(!is_held("read:a:b", ["read:a"]));
    }

    #[test]
    fn a_wildcard_in_a_required_scope_is_literal() {
        assert!(is_held("read:*", ["read:*"]));
        assert!(!is_held("read:*", ["read:users"]));
    }
}
