//! Events that Stytch sends to a webhook.
//!
//! Svix delivers and signs them. Verify the signature over the unchanged bytes before decoding an event, with the crate `svix` or by its
//! documentation.
//!
//! ```
//! use stytch_types::webhook::{Action, Event, Object, Source};
//!
//! # #[cfg(feature = "user-v1")] {
//! let body = r#"{
//!     "project_id": "project-test-1",
//!     "event_id": "webhook-event-test-1",
//!     "action": "CREATE",
//!     "object_type": "user",
//!     "source": "DASHBOARD",
//!     "id": "user-test-1",
//!     "timestamp": "2026-01-05T16:28:53.123456789Z",
//!     "user": {"user_id": "user-test-1", "status": "active", "password": null}
//! }"#;
//! let event: Event = stytch_types::decode(body)?;
//! assert_eq!(event.event_type(), "dashboard.user.create");
//! assert_eq!((&event.source, &event.action), (&Source::Dashboard, &Action::Create));
//! match event.object {
//!     Object::User(user) => assert_eq!(user.user_id.as_str(), "user-test-1"),
//!     other => panic!("{other:?}"),
//! }
//! # }
//! # Ok::<(), stytch_types::DecodeError>(())
//! ```

mod event;
mod object;

pub use event::Event;
pub use object::Object;
pub use stytch_types_generated::webhook::{Action, Source};
