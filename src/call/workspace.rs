//! The workspace of calls to [`management`](crate::management).

use std::fmt;

use schemawright_wire::Secret;
use schemawright_wire::call::{CallError, Credentials, Target};
use schemawright_wire::operation::{Host, Operation};

use super::project::{basic, checked};

/// A workspace: a key that manages projects and their settings, and the host of the management API.
///
/// `Debug` does not print the secret.
///
/// ```
/// # #[cfg(feature = "management-secret-v3")] {
/// use stytch_types::call::{Call, Workspace};
/// use stytch_types::management::secret::v3::GetAll;
///
/// let workspace = Workspace::new("https://management.example.com", "workspace-key-1", "secret-1");
/// let url = GetAll::new("my-project", "production").url(&workspace)?;
/// assert_eq!(url, "https://management.example.com/pwa/v3/projects/my-project/environments/production/secrets");
/// # }
/// # Ok::<(), stytch_types::call::CallError>(())
/// ```
#[derive(Clone)]
pub struct Workspace {
    base_url: String,
    key_id: String,
    key_secret: Secret,
}

impl Workspace {
    /// A workspace, from the URL of the management API and one of its keys.
    #[must_use]
    pub fn new(base_url: impl Into<String>, key_id: impl Into<String>, key_secret: impl Into<Secret>) -> Self {
        Self { base_url: base_url.into(), key_id: key_id.into(), key_secret: key_secret.into() }
    }
}

impl Target for Workspace {
    fn base_url(&self, operation: &'static Operation) -> Result<&str, CallError> {
        match operation.host {
            Host::Named("management") => checked(operation, &self.base_url),
            _ => Err(CallError::target(operation, "it is an operation of a project: see `Project`")),
        }
    }

    fn credentials(&self, operation: &'static Operation) -> Option<Credentials<'_>> {
        basic(operation, &self.key_id, &self.key_secret)
    }
}

impl fmt::Debug for Workspace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut workspace = f.debug_struct("Workspace");
        workspace.field("base_url", &self.base_url).field("key_id", &self.key_id).finish_non_exhaustive()
    }
}
