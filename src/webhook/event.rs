//! The members of every event.

use schemawright_wire::serde::de::{Deserialize, Deserializer};
use schemawright_wire::{Timestamp, UnknownFields};
use stytch_types_generated::ids::ProjectId;

use super::{Action, Object, Source};
use crate::members::Members;

/// An event: a change of an object in a project.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Event {
    /// The project.
    pub project_id: ProjectId,
    /// The id of the event, `webhook-event-…`. It is the same if an event is delivered twice.
    pub event_id: String,
    /// The kind of change.
    pub action: Action,
    /// The kind of the object: `user`, `member`, `organization`, …
    pub object_type: String,
    /// The cause of the event.
    pub source: Source,
    /// The id of the object.
    pub id: String,
    /// The time of the change.
    pub timestamp: Timestamp,
    /// The kind of the project, `CONSUMER` or `B2B`. Older events do not have it.
    pub vertical: Option<String>,
    /// The object after it was created or changed.
    pub object: Object,
    /// Members that this version does not declare.
    pub unknown_fields: UnknownFields,
}

impl Event {
    /// The name with which a webhook subscribes to such events: `direct.user.create`.
    #[must_use]
    pub fn event_type(&self) -> String {
        format!("{}.{}.{}", self.source, self.object_type, self.action).to_ascii_lowercase()
    }
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut members = Members::read("Event", deserializer)?;
        let object_type: String = members.required("object_type")?;
        Ok(Self {
            project_id: members.required("project_id")?,
            event_id: members.required("event_id")?,
            action: members.required("action")?,
            source: members.required("source")?,
            id: members.required("id")?,
            timestamp: members.required("timestamp")?,
            vertical: members.optional("vertical")?,
            object: Object::take(&object_type, &mut members)?,
            object_type,
            unknown_fields: members.into_unknown(),
        })
    }
}
