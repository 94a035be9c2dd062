//! The project of calls: host and credentials.

use std::fmt;

use schemawright_wire::Secret;
use schemawright_wire::call::{CallError, Credentials, Target};
use schemawright_wire::operation::{Host, Operation};
use stytch_types_generated::ids::ProjectId;

const LIVE: &str = "https://api.stytch.com";
const TEST: &str = "https://test.stytch.com";
/// The host of the operations for fraud protection.
const TELEMETRY: &str = "https://telemetry.stytch.com";

/// A project: the host of its calls, and its credentials.
///
/// `Debug` does not print the secret.
///
/// ```
/// use stytch_types::call::Project;
///
/// let project = Project::new("project-live-1", "secret-live-1").base_url("https://login.example.com");
/// assert_eq!(format!("{project:?}"), r#"Project { id: "project-live-1", base_url: Some("https://login.example.com"), .. }"#);
/// ```
#[derive(Clone)]
pub struct Project {
    id: ProjectId,
    secret: Secret,
    base_url: Option<String>,
    telemetry_url: Option<String>,
}

impl Project {
    /// A project, from its id, whose prefix decides the host (`project-live-…`, `project-test-…`), and one of its secrets.
    #[must_use]
    pub fn new(project_id: impl Into<ProjectId>, secret: impl Into<Secret>) -> Self {
        Self { id: project_id.into(), secret: secret.into(), base_url: None, telemetry_url: None }
    }

    /// Sends calls to the project's custom base URL, or to a test server. The operations of fraud protection have a separate host,
    /// [`telemetry_url`](Self::telemetry_url).
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Sends the calls of fraud protection to another host than `https://telemetry.stytch.com`.
    #[must_use]
    pub fn telemetry_url(mut self, url: impl Into<String>) -> Self {
        self.telemetry_url = Some(url.into());
        self
    }

    /// The project's id.
    #[must_use]
    pub fn id(&self) -> &ProjectId {
        &self.id
    }
}

impl Target for Project {
    fn base_url(&self, operation: &'static Operation) -> Result<&str, CallError> {
        let url = match operation.host {
            Host::Api => match (&self.base_url, self.id.as_str()) {
                (Some(url), _) => url,
                (None, id) if id.starts_with("project-live-") => LIVE,
                (None, id) if id.starts_with("project-test-") => TEST,
                _ => {
                    let reason = "the project's id begins neither with `project-live-` nor with `project-test-`: set \
                                  `Project::base_url`";
                    return Err(CallError::target(operation, reason));
                }
            },
            Host::Url(TELEMETRY) => self.telemetry_url.as_deref().unwrap_or(TELEMETRY),
            Host::Url(url) => url,
            _ => return Err(CallError::target(operation, "it is not an operation of a project: see `Workspace`")),
        };
        checked(operation, url)
    }

    fn credentials(&self, operation: &'static Operation) -> Option<Credentials<'_>> {
        basic(operation, self.id.as_str(), &self.secret)
    }
}

impl fmt::Debug for Project {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut project = f.debug_struct("Project");
        project.field("id", &self.id.as_str()).field("base_url", &self.base_url);
        if let Some(url) = &self.telemetry_url {
            project.field("telemetry_url", url);
        }
        project.finish_non_exhaustive()
    }
}

/// A base URL to which a path can be appended.
pub(super) fn checked<'a>(operation: &'static Operation, url: &'a str) -> Result<&'a str, CallError> {
    let has_scheme = url.starts_with("https://") || url.starts_with("http://");
    let is_base = has_scheme && !url.contains(['?', '#', '@', '\\']) && url.bytes().all(|byte| byte.is_ascii_graphic());
    if is_base {
        Ok(url)
    } else {
        Err(CallError::target(operation, "the base URL is not one such as `https://api.stytch.com`"))
    }
}

/// The user and the password, for an operation that accepts them.
pub(super) fn basic<'a>(operation: &'static Operation, user: &'a str, password: &'a Secret) -> Option<Credentials<'a>> {
    operation.auth.contains(&"basic").then_some(Credentials::Basic { user, password })
}

#[cfg(test)]
mod tests {
    use schemawright_wire::call::Target;
    use schemawright_wire::operation::{Host, Operation};

    use super::Project;

    const USERS: &Operation = &operation(Host::Api);
    const RULES: &Operation = &operation(Host::Url("https://telemetry.stytch.com"));
    const ELSEWHERE: &Operation = &operation(Host::Url("https://elsewhere.stytch.com"));
    const SECRETS: &Operation = &operation(Host::Named("management"));

    const fn operation(host: Host) -> Operation {
        Operation {
            id: "id",
            method: "GET",
            path: "/",
            parameters: &[],
            body: None,
            auth: &["basic"],
            host,
            docs: None,
        }
    }

    fn url(project: &Project, operation: &'static Operation) -> Result<String, String> {
        project.base_url(operation).map(str::to_owned).map_err(|error| error.to_string())
    }

    #[test]
    fn hosts() {
        for (id, host) in [("project-live-1", "https://api.stytch.com"), ("project-test-1", "https://test.stytch.com")]
        {
            let project = Project::new(id, "secret");
            assert_eq!(url(&project, USERS).as_deref(), Ok(host));
            assert_eq!(url(&project, RULES).as_deref(), Ok("https://telemetry.stytch.com"));
            assert_eq!(url(&project, ELSEWHERE).as_deref(), Ok("https://elsewhere.stytch.com"));
            let project = project.base_url("https://login.example.com").telemetry_url("http://localhost:1");
            assert_eq!(url(&project, USERS).as_deref(), Ok("https://login.example.com"));
            assert_eq!(url(&project, RULES).as_deref(), Ok("http://localhost:1"));
        }
    }

    #[test]
    fn operations_that_are_not_served() {
        let project = Project::new("project-prod-1", "secret");
        let unknown = "can't call GET /: the project's id begins neither with `project-live-` nor with `project-test-`: set \
                       `Project::base_url`";
        assert_eq!(url(&project, USERS).unwrap_err(), unknown);
        let management = "can't call GET /: it is not an operation of a project: see `Workspace`";
        assert_eq!(url(&project, SECRETS).unwrap_err(), management);
        for wrong in
            ["api.stytch.com", "", "https://a b", "https://a/?b", "https://a/#b", "https://user@a", "file:///a"]
        {
            let error = url(&project.clone().base_url(wrong), USERS).unwrap_err();
            assert_eq!(error, "can't call GET /: the base URL is not one such as `https://api.stytch.com`", "{wrong}");
        }
    }

    #[test]
    fn the_secret_is_not_printed() {
        let project = Project::new("project-test-1", "s3cret").telemetry_url("http://localhost");
        let credentials = project.credentials(USERS).unwrap();
        assert!(!format!("{project:?} {project:#?} {credentials:?}").contains("s3cret"));
    }
}
