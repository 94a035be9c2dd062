//! The events as serde's enums: internally tagged, and untagged with a constant in each struct.

use serde::{Deserialize, Serialize};

/// The author of an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    pub id: String,
    pub name: String,
}

/// A struct for each kind of events, without its tag and with it, and both enums.
macro_rules! events {
    ($($name:ident = $tag:literal { $($member:ident: $ty:ty),* },)*) => {
        /// An event, by serde's internal tag.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "type")]
        pub enum Tagged {
            $(#[serde(rename = $tag)] $name(tagged::$name),)*
        }

        /// An event, by trying each alternative.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(untagged)]
        pub enum Untagged {
            $($name(untagged::$name),)*
        }

        mod tagged {
            use super::*;
            $(
                #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
                pub struct $name {
                    pub id: String,
                    pub at: String,
                    pub actor: Actor,
                    $(pub $member: $ty,)*
                }
            )*
        }

        mod untagged {
            use super::*;
            $(
                #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
                pub struct $name {
                    #[serde(rename = "type")]
                    pub ty: constants::$name,
                    pub id: String,
                    pub at: String,
                    pub actor: Actor,
                    $(pub $member: $ty,)*
                }
            )*
        }

        /// The constants, each as a type of one value.
        mod constants {
            use super::*;
            $(
                #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
                pub enum $name {
                    #[serde(rename = $tag)]
                    Value,
                }
            )*
        }

        /// The kinds: the tag, and the names of the members that no other kind has.
        pub const KINDS: &[(&str, &[(&str, &str)])] = &[$(($tag, &[$((stringify!($member), stringify!($ty))),*])),*];
    };
}

events! {
    Opened = "opened" { reason: String },
    Closed = "closed" { resolution: String },
    Assigned = "assigned" { assignee: Actor },
    Labelled = "labelled" { labels: Vec<String> },
    Renamed = "renamed" { from: String, to: String },
    Moved = "moved" { column: String, position: i64 },
    Commented = "commented" { text: String },
    Reacted = "reacted" { emoji: String },
    Locked = "locked" { until: String },
    Unlocked = "unlocked" { forced: bool },
    Pinned = "pinned" { place: i64 },
    Merged = "merged" { commit: String },
    Reviewed = "reviewed" { verdict: String },
    Requested = "requested" { reviewers: Vec<String> },
    Deployed = "deployed" { environment: String },
    Failed = "failed" { code: i64 },
    Scheduled = "scheduled" { start: String },
    Estimated = "estimated" { hours: i64 },
    Linked = "linked" { target: String },
    Archived = "archived" { kept_days: i64 },
}
