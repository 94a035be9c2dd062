//! The request for a token, and its response. Both are OAuth 2.0 (RFC 6749, section 4.4), and no schema describes them.

use schemawright_wire::call::{Call, CallError, Target, Values, encode};
use schemawright_wire::operation::{Host, In, Operation, Parameter};
use schemawright_wire::serde::de::{Deserialize, Deserializer};
use schemawright_wire::{Secret, UnknownFields};
use stytch_types_generated::ids::{ClientId, RequestId};

use crate::call::Project;
use crate::members::Members;

/// Requests an access token with a client's own credentials.
///
/// It is sent to the host of the project, with POST, as a form, without basic authentication.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenRequest {
    /// The client.
    pub client_id: ClientId,
    /// Its secret.
    pub client_secret: Secret,
    /// The requested scopes; if empty, all scopes of the client.
    pub scopes: Vec<String>,
}

impl TokenRequest {
    /// The called operation.
    pub const OPERATION: &'static Operation = &Operation {
        id: "m2m_token",
        method: "POST",
        path: "/v1/public/{project_id}/oauth2/token",
        parameters: &[Parameter { name: "project_id", place: In::Path, flags: Parameter::REQUIRED }],
        body: Some(Self::CONTENT_TYPE),
        auth: &[],
        host: Host::Api,
        docs: None,
    };
    /// The content type of the [form](Self::form).
    pub const CONTENT_TYPE: &'static str = "application/x-www-form-urlencoded";

    /// A request for all scopes of the client.
    #[must_use]
    pub fn new(client_id: impl Into<ClientId>, client_secret: impl Into<Secret>) -> Self {
        Self { client_id: client_id.into(), client_secret: client_secret.into(), scopes: Vec::new() }
    }

    /// Sets the requested scopes.
    #[must_use]
    pub fn scopes(mut self, scopes: impl IntoIterator<Item: Into<String>>) -> Self {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// The URL of the endpoint, for a project.
    ///
    /// # Errors
    /// A project id that is empty, `.` or `..`, and a project without a host: see [`Project`].
    pub fn url(&self, project: &Project) -> Result<String, CallError> {
        self.url_at(project, project.id().as_str())
    }

    /// The same for a program that has the project's id and the host, and no secret of the project.
    ///
    /// # Errors
    /// A project id that is empty, `.` or `..`.
    pub fn url_at<T: Target + ?Sized>(&self, host: &T, project_id: impl AsRef<str>) -> Result<String, CallError> {
        Endpoint { project_id: project_id.as_ref().to_owned() }.url(host)
    }

    /// The request for an HTTP library that accepts requests of the crate `http`. Its body contains the secret.
    ///
    /// # Errors
    /// The errors of [`url`](Self::url).
    #[cfg(feature = "http")]
    pub fn http_request(&self, project: &Project) -> Result<http::Request<Vec<u8>>, CallError> {
        http::Request::post(self.url(project)?)
            .header(http::header::CONTENT_TYPE, Self::CONTENT_TYPE)
            .body(self.form().into_bytes())
            .map_err(|_| CallError::target(Self::OPERATION, "the base URL is not valid"))
    }

    /// The body. It contains the secret.
    #[must_use]
    pub fn form(&self) -> String {
        let (id, secret) = (encode(self.client_id.as_str()), encode(self.client_secret.expose()));
        let mut form = format!("grant_type=client_credentials&client_id={id}&client_secret={secret}");
        if !self.scopes.is_empty() {
            form.push_str("&scope=");
            form.push_str(&encode(&self.scopes.join(" ")));
        }
        form
    }
}

/// The URL of the endpoint is built like that of a call, so that an id can't lead to another endpoint.
struct Endpoint {
    project_id: String,
}

impl Call for Endpoint {
    const OPERATION: &'static Operation = TokenRequest::OPERATION;
    type Body = ();
    type Answer = TokenResponse;

    fn parts(&self, values: &mut Values) -> Option<&()> {
        values.push(&self.project_id);
        None
    }
}

/// An access token.
///
/// An error of this endpoint has OAuth's member names, which [`ApiError`](crate::error::ApiError) supports.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenResponse {
    /// The token, a JWT.
    pub access_token: Secret,
    /// The validity of the token in seconds.
    pub expires_in: u64,
    /// The type of the token: `bearer`.
    pub token_type: String,
    /// The id of the call. Stytch's support asks for it.
    pub request_id: Option<RequestId>,
    /// The HTTP status, repeated in the body.
    pub status_code: Option<i32>,
    /// Members that this version does not declare.
    pub unknown_fields: UnknownFields,
}

impl<'de> Deserialize<'de> for TokenResponse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut members = Members::read("TokenResponse", deserializer)?;
        Ok(Self {
            access_token: members.required("access_token")?,
            expires_in: members.required("expires_in")?,
            token_type: members.required("token_type")?,
            request_id: members.optional("request_id")?,
            status_code: members.optional("status_code")?,
            unknown_fields: members.into_unknown(),
        })
    }
}
