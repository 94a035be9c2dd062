//! Arrays and tuples.

use serde_json::{Map, Value, json};

use super::{inner, unsupported};
use crate::canon::bundle::Bundler;
use crate::limits::TUPLE;
use crate::read::pointer;
use crate::read::resolve::Location;

pub(super) fn array(bundler: &mut Bundler, object: &Map<String, Value>, at: &Location) -> Value {
    // A tuple: `prefixItems`, or a list in `items` up to 2019-09.
    for keyword in ["prefixItems", "items"] {
        if let Some(Value::Array(list)) = object.get(keyword) {
            if list.is_empty() {
                bundler.fault("empty-list", format!("`{keyword}` is a list of one or more schemas"), at, keyword);
            }
            if list.len() > TUPLE {
                let message = format!("a tuple of {} items; the limit is {TUPLE}", list.len());
                bundler.fault("too-big", message, at, keyword);
                return json!({ "type": "array", "items": true });
            }
            let mut items = Vec::with_capacity(list.len());
            for (index, item) in list.iter().enumerate() {
                let at = Location { file: at.file, pointer: format!("{}/{keyword}/{index}", at.pointer) };
                items.push(inner(bundler, item, &at));
            }
            let rest = if keyword == "items" { "additionalItems" } else { "items" };
            if object.get(rest).is_some_and(|rest| rest != &Value::Bool(false)) {
                unsupported(bundler, rest, "say `false`: a tuple has a fixed number of items", at);
            }
            return json!({ "type": "array", "items": items, "minItems": items.len(), "maxItems": items.len() });
        }
    }
    match object.get("items") {
        None => json!({ "type": "array", "items": true }),
        Some(items) => {
            let at = Location { file: at.file, pointer: pointer::push(&at.pointer, "items") };
            json!({ "type": "array", "items": inner(bundler, items, &at) })
        }
    }
}
