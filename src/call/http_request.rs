//! Calls as requests of the crate `http`.

use http::header::{HeaderName, HeaderValue};
use http::{Method, Request, Uri};
use schemawright_wire::call::{CallError, Header};
use schemawright_wire::operation::Operation;

/// The request of a call. It is not generic, so that it is compiled once.
pub(super) fn of(
    operation: &'static Operation,
    url: String,
    headers: Vec<Header>,
    body: Vec<u8>,
) -> Result<Request<Vec<u8>>, CallError> {
    let invalid = |what: &str| CallError::target(operation, format!("{what} is not valid"));
    let mut request = Request::new(body);
    *request.method_mut() = Method::from_bytes(operation.method.as_bytes()).map_err(|_| invalid("the method"))?;
    // The error of `http` may quote the URL, which may contain a secret.
    *request.uri_mut() = Uri::try_from(url).map_err(|_| invalid("the base URL"))?;
    for header in headers {
        let name = HeaderName::from_bytes(header.name.as_bytes()).map_err(|_| invalid("the name of a header"))?;
        let mut value = HeaderValue::try_from(header.value).map_err(|_| invalid("the value of a header"))?;
        value.set_sensitive(header.sensitive);
        request.headers_mut().insert(name, value);
    }
    Ok(request)
}
