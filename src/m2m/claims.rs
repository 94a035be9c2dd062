//! The claims of an access token.

use std::error::Error;
use std::fmt;

use schemawright_wire::__private::Fault;
use schemawright_wire::UnknownFields;
use schemawright_wire::serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::{Map, Value};
use stytch_types_generated::ids::ClientId;

use super::scope::is_held;
use crate::jwt::{Claims, RegisteredClaims, ShownClaims};

/// The claims of an access token of an M2M client. `C` is the type of the custom claims.
///
/// [`Checks`](crate::jwt::Checks) checks issuer, audience and times, like those of a session JWT.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct AccessTokenClaims<C = Map<String, Value>> {
    /// Issuer, audience, subject and times.
    pub registered: RegisteredClaims,
    /// The client that the token was issued to: the subject.
    pub client_id: ClientId,
    /// The permissions of the token.
    pub scopes: Vec<String>,
    /// The custom claims of the project.
    pub custom: C,
    /// Stytch's claims that this version does not declare.
    pub unknown_fields: UnknownFields,
}

/// Prints the names alone of custom claims without a type: their values may be secrets.
impl<C: fmt::Debug + 'static> fmt::Debug for AccessTokenClaims<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessTokenClaims")
            .field("registered", &self.registered)
            .field("client_id", &self.client_id)
            .field("scopes", &self.scopes)
            .field("custom", &ShownClaims(&self.custom))
            .field("unknown_fields", &self.unknown_fields)
            .finish()
    }
}

impl<C> AccessTokenClaims<C> {
    /// Whether the token permits the action of a scope, by the rule of [`is_held`].
    #[must_use]
    pub fn has_scope(&self, required: impl AsRef<str>) -> bool {
        is_held(required.as_ref(), &self.scopes)
    }

    /// Checks that the token has all of the scopes.
    ///
    /// # Errors
    /// The first missing scope.
    pub fn require_scopes(&self, required: impl IntoIterator<Item: AsRef<str>>) -> Result<(), MissingScope> {
        match required.into_iter().find(|required| !self.has_scope(required)) {
            Some(missing) => Err(MissingScope(missing.as_ref().to_owned())),
            None => Ok(()),
        }
    }
}

impl<'de, C: DeserializeOwned> Deserialize<'de> for AccessTokenClaims<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut claims = Claims::read("AccessTokenClaims", deserializer)?;
        let scopes = match claims.custom.remove("scope") {
            Some(Value::String(scopes)) => scopes.split_whitespace().map(str::to_owned).collect(),
            None | Some(Value::Null) => Vec::new(),
            Some(_) => {
                return Err(Fault::of_value("not a string").in_member_of("scope", "AccessTokenClaims").into_error());
            }
        };
        let client_id = claims.registered.subject.as_str().into();
        let (registered, custom, unknown_fields) = claims.into_custom()?;
        Ok(Self { registered, client_id, scopes, custom, unknown_fields })
    }
}

/// A required scope that a token does not have.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MissingScope(String);

impl MissingScope {
    /// The scope.
    #[must_use]
    pub fn scope(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MissingScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the token does not have the scope `{}`", self.0)
    }
}

impl Error for MissingScope {}
