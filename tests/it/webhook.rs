//! Events of webhooks.

use serde_json::{Value, json};
use stytch_types::webhook::{Action, Event, Object, Source};
use stytch_types::{decode, decode_value};

fn event(object_type: &str, action: &str, more: Value) -> Value {
    let mut event = json!({
        "project_id": "project-live-1",
        "event_id": "webhook-event-live-1",
        "action": action,
        "object_type": object_type,
        "source": "DIRECT",
        "id": "object-live-1",
        "timestamp": "2024-03-18T16:50:55.549229777Z",
    });
    event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    event
}

#[test]
fn a_user_of_an_older_body() {
    let user = json!({"user_id": "user-live-1", "status": "active", "emails": [], "password": null});
    let event: Event = decode_value(&event("user", "CREATE", json!({"user": user}))).unwrap();
    assert_eq!(event.project_id.as_str(), "project-live-1");
    assert_eq!(event.event_id, "webhook-event-live-1");
    assert_eq!((&event.action, &event.source), (&Action::Create, &Source::Direct));
    assert_eq!(event.timestamp.to_rfc3339(), "2024-03-18T16:50:55.549229777+00:00");
    assert_eq!(event.vertical, None);
    assert_eq!(event.event_type(), "direct.user.create");
    let Object::User(user) = event.object else { panic!("{event:?}") };
    assert_eq!(user.user_id.as_str(), "user-live-1");
    assert!(user.roles.is_empty() && !user.is_locked && user.password.is_none());
}

#[test]
fn objects_of_organizations() {
    let organization = json!({"organization": {}});
    let error = decode_value::<Event>(&event("organization", "UPDATE", organization)).unwrap_err().to_string();
    assert!(error.contains("`organization.organization_id` of Organization is missing, but required"), "{error}");
}

#[test]
#[cfg_attr(not(has_shared), ignore = "../shared is not there")]
fn members_of_organizations() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/payloads/docs-b2b-member.json");
    let member: Value = std::fs::read_to_string(file).unwrap().parse().unwrap();
    let member = member.get("member").unwrap_or(&member).clone();
    let with = json!({"member": member, "vertical": "B2B"});
    let event: Event = decode_value(&event("member", "UPDATE", with)).unwrap();
    assert_eq!(event.vertical.as_deref(), Some("B2B"));
    assert!(matches!(event.object, Object::Member(_)), "{event:?}");
}

#[test]
fn a_deletion_has_no_object() {
    for more in [json!({}), json!({"user": null})] {
        let event: Event = decode_value(&event("user", "DELETE", more)).unwrap();
        assert_eq!(event.object, Object::Absent);
    }
}

#[test]
fn new_values_are_kept() {
    let event: Event =
        decode_value(&event("passkey", "ROTATE", json!({"passkey": {"secret": "hunter2"}, "reason": "hunter2"})))
            .unwrap();
    assert_eq!(event.action.as_str(), "ROTATE");
    assert_eq!(event.event_type(), "direct.passkey.rotate");
    assert_eq!(event.object, Object::Other(json!({"secret": "hunter2"})));
    assert_eq!(event.unknown_fields.get("reason"), Some(&"hunter2".into()));
    assert!(!format!("{event:?}").contains("hunter2"), "{event:?}");
}

#[test]
fn missing_parts_are_named() {
    for name in ["project_id", "event_id", "action", "object_type", "source", "id", "timestamp"] {
        let mut event = event("user", "DELETE", json!({}));
        event.as_object_mut().unwrap().remove(name);
        let error = decode::<Event>(event.to_string()).unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("can't decode Event: `{name}` of Event is missing, but required")),
            "{error}"
        );
    }
}
