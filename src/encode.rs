//! Encoding to bytes.

use stytch_wire::serde::ser::Serialize;

/// Room to begin with: what most requests fit in.
const ROOM: usize = 1024;

/// Encodes as JSON, for the body of a request.
///
/// ```
/// use stytch_types::session::v1::AuthenticateRequest;
///
/// let request = AuthenticateRequest::new().session_token("example-token").session_duration_minutes(60);
/// let body = stytch_types::encode(&request)?;
/// assert_eq!(body, br#"{"session_token":"example-token","session_duration_minutes":60}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// The bytes are those of `serde_json::to_vec`. Only, the buffer has room for most requests from the beginning: to let it grow takes up to
/// a seventh of the time, and each buffer that is outgrown leaves a copy of the tokens and passwords in it behind, which nobody wipes. The
/// bytes returned are not wiped either.
///
/// # Errors
/// None for the types of this crate. Those of others may have maps whose keys are no strings, or refuse to be written.
pub fn encode<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<Vec<u8>> {
    let mut json = Vec::with_capacity(ROOM);
    serde_json::to_writer(&mut json, value)?;
    Ok(json)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{ROOM, encode};

    #[test]
    fn what_serde_json_writes() {
        for length in [0, 1, ROOM, 100 * ROOM] {
            let value = vec!["\u{fc} \" \\ \n".repeat(length)];
            assert_eq!(encode(&value).unwrap(), serde_json::to_vec(&value).unwrap());
        }
    }

    #[test]
    fn a_request_of_common_size_is_written_in_place() {
        assert_eq!(encode(&"x".repeat(ROOM - 2)).unwrap().capacity(), ROOM);
    }

    #[test]
    fn a_key_that_is_no_string_is_an_error() {
        let error = encode(&BTreeMap::from([((1, 2), 3)])).unwrap_err();
        assert_eq!(error.to_string(), "key must be a string");
    }
}
