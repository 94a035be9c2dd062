//! The claims of a token: registered ones, Stytch's, and custom ones.

use std::any::Any;
use std::fmt;

use schemawright_wire::UnknownFields;
use schemawright_wire::serde::de::{DeserializeOwned, Deserializer, Error};
use serde_json::{Map, Value};

use super::RegisteredClaims;
use crate::decode_map;
use crate::members::Members;

/// The prefix of the names of Stytch's own claims.
const STYTCH: &str = "https://stytch.com/";

/// The claims of a token.
pub(crate) struct Claims {
    pub(crate) registered: RegisteredClaims,
    /// Stytch's claims that have not been taken yet. Their names start with [`STYTCH`].
    stytch: Members,
    /// The custom claims of the project.
    pub(crate) custom: Map<String, Value>,
}

impl Claims {
    pub(crate) fn read<'de, D: Deserializer<'de>>(of: &'static str, deserializer: D) -> Result<Self, D::Error> {
        let mut members = Members::read(of, deserializer)?;
        let registered = RegisteredClaims::take(&mut members)?;
        let mut stytch = Map::new();
        let mut custom = Map::new();
        for (name, value) in members.left() {
            let claims = if name.starts_with(STYTCH) { &mut stytch } else { &mut custom };
            claims.insert(name, value);
        }
        Ok(Self { registered, stytch: Members::new(of, stytch), custom })
    }

    /// Takes one of Stytch's claims that is an object.
    #[cfg(any(feature = "session-v1", feature = "b2b-session-v1"))]
    pub(crate) fn object<E: Error>(&mut self, name: &str) -> Result<Map<String, Value>, E> {
        self.stytch.required(name)
    }

    /// Decodes the session of a token: the object of the claim `session`, whose `id` has another name outside of tokens, with the custom
    /// claims and the information in the other claims.
    #[cfg(any(feature = "session-v1", feature = "b2b-session-v1"))]
    pub(crate) fn session<S: DeserializeOwned, E: Error>(
        &self,
        mut session: Map<String, Value>,
        id: &str,
        others: impl IntoIterator<Item = (&'static str, Value)>,
    ) -> Result<S, E> {
        if let Some(value) = session.remove("id") {
            session.insert(id.to_owned(), value);
        }
        session.extend(others.into_iter().map(|(name, value)| (name.to_owned(), value)));
        session.insert("custom_claims".to_owned(), Value::Object(self.custom.clone()));
        decode_map(&session)
            .map_err(|error| error.into_fault().in_member_of(&format!("{STYTCH}session"), self.stytch.of).into_error())
    }

    /// Decodes the custom claims.
    pub(crate) fn into_custom<C: DeserializeOwned, E: Error>(self) -> Result<(RegisteredClaims, C, UnknownFields), E> {
        // They are beside the other claims, so their paths are relative to the whole token.
        let custom = decode_map(&self.custom).map_err(|error| error.into_fault().into_error())?;
        Ok((self.registered, custom, self.stytch.into_unknown()))
    }
}

/// The custom claims in `Debug`: the names alone of a map of any values, as in the generated types. A type of the user prints itself.
pub(crate) struct ShownClaims<'c, C>(pub(crate) &'c C);

impl<C: fmt::Debug + 'static> fmt::Debug for ShownClaims<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 as &dyn Any).downcast_ref::<Map<String, Value>>() {
            Some(claims) => f.debug_set().entries(claims.keys()).finish(),
            None => self.0.fmt(f),
        }
    }
}
