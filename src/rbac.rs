//! Role-based access control: the policy of a project, and decisions about it.
//!
//! [`v1`] has the policy of a consumer project, [`b2b::rbac::v1`](crate::b2b::rbac::v1) that of a B2B project. A backend that keeps the
//! policy can decide without a call to the API, by the API's rules:
//!
//! ```
//! use stytch_types::b2b::rbac::v1::Policy;
//! use stytch_types::b2b::session::v1::AuthorizationCheck;
//! use stytch_types::rbac::{Permissions, Refused, authorize_member};
//!
//! let policy: Policy = stytch_types::decode(r#"{
//!     "roles": [{"role_id": "editor", "description": "", "permissions": [{"resource_id": "documents", "actions": ["*"]}]}],
//!     "resources": [],
//!     "scopes": []
//! }"#)?;
//! assert!(policy.allows(&["editor"], "documents", "delete"));
//! assert!(!policy.allows(&["reader"], "documents", "delete"));
//!
//! // A member of one organization may do nothing in another, whatever the roles are.
//! let check = AuthorizationCheck::new("organization-test-1", "documents", "delete");
//! let verdict = authorize_member(&policy, None, &"organization-test-1".into(), &["editor"], &check)?;
//! assert_eq!(verdict.granting_roles, ["editor"]);
//! let elsewhere = authorize_member(&policy, None, &"organization-test-2".into(), &["editor"], &check);
//! assert_eq!(elsewhere, Err(Refused::OtherOrganization));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(any(all(feature = "rbac-v1", feature = "session-v1"), all(feature = "b2b-rbac-v1", feature = "b2b-session-v1")))]
mod authorize;
mod permissions;

#[cfg(any(
    all(feature = "rbac-v1", feature = "session-v1"),
    all(feature = "b2b-rbac-v1", feature = "b2b-session-v1")
))]
pub use authorize::Refused;
#[cfg(all(feature = "rbac-v1", feature = "session-v1"))]
pub use authorize::authorize;
#[cfg(all(feature = "b2b-rbac-v1", feature = "b2b-session-v1"))]
pub use authorize::authorize_member;
pub use permissions::Permissions;
#[cfg(feature = "rbac-v1")]
pub use stytch_types_generated::rbac::v1;
