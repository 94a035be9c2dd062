//! The tree as JSON, with merge keys followed.

use saphyr::{MarkedYamlOwned, ScalarStyle, YamlDataOwned};
use saphyr_parser::Span;
use serde_json::{Map, Value};

use super::scalar;
use super::{Read, Source};

/// A member: the span of its name, and its value.
type Member<'y> = (Span, &'y MarkedYamlOwned);

/// The value of a node.
pub(super) fn value(node: &MarkedYamlOwned, source: &Source) -> Read<Value> {
    match &node.data {
        YamlDataOwned::Representation(text, style, tag) => {
            scalar::value(text, *style, tag.as_ref()).map_err(|why| source.not_json(why, node.span))
        }
        YamlDataOwned::Sequence(items) => items.iter().map(|item| value(item, source)).collect(),
        YamlDataOwned::Mapping(entries) => {
            let mut members = Map::new();
            for (key, node) in entries.iter().filter(|(key, _)| !is_merge(key)) {
                members.insert(name(key).to_owned(), value(node, source)?);
            }
            for (key, node) in entries.iter().filter(|(key, _)| is_merge(key)) {
                merge(&mut members, node, key.span, source)?;
            }
            Ok(Value::Object(members))
        }
        YamlDataOwned::Tagged(tag, _) => {
            Err(source.not_json(format!("the tag `{tag}` is not supported in JSON"), node.span))
        }
        YamlDataOwned::Value(_) | YamlDataOwned::Alias(_) | YamlDataOwned::BadValue => {
            Err(source.fault("yaml", "expected a value", node.span))
        }
    }
}

/// Adds what `<<` refers to: a mapping, or a list of mappings of which the first takes precedence. The mapping's own members take
/// precedence over it.
fn merge(members: &mut Map<String, Value>, node: &MarkedYamlOwned, at: Span, source: &Source) -> Read<()> {
    let refused = || source.fault("yaml", "`<<` requires a mapping, or a list of mappings", at);
    for mapping in merged(node).ok_or_else(refused)? {
        let Value::Object(more) = value(mapping, source)? else { return Err(refused()) };
        for (name, value) in more {
            members.entry(name).or_insert(value);
        }
    }
    Ok(())
}

fn merged(node: &MarkedYamlOwned) -> Option<&[MarkedYamlOwned]> {
    match &node.data {
        YamlDataOwned::Mapping(_) => Some(std::slice::from_ref(node)),
        YamlDataOwned::Sequence(items) => Some(items),
        _ => None,
    }
}

/// The member or element of a node.
pub(super) fn step<'y>(node: &'y MarkedYamlOwned, step: &str) -> Option<Member<'y>> {
    match &node.data {
        YamlDataOwned::Sequence(items) => items.get(step.parse::<usize>().ok()?).map(|item| (item.span, item)),
        YamlDataOwned::Mapping(entries) => {
            let own = STYLES.iter().find_map(|style| {
                let (key, value) = entries.get_key_value(&key(step, *style)).filter(|(key, _)| !is_merge(key))?;
                Some((key.span, value))
            });
            own.or_else(|| {
                let merges = entries.iter().filter(|(key, _)| is_merge(key));
                merges.filter_map(|(_, node)| merged(node)).flatten().find_map(|node| self::step(node, step))
            })
        }
        _ => None,
    }
}

const STYLES: [ScalarStyle; 5] = [
    ScalarStyle::Plain,
    ScalarStyle::SingleQuoted,
    ScalarStyle::DoubleQuoted,
    ScalarStyle::Literal,
    ScalarStyle::Folded,
];

fn key(name: &str, style: ScalarStyle) -> MarkedYamlOwned {
    YamlDataOwned::Representation(name.to_owned(), style, None).into()
}

fn name(key: &MarkedYamlOwned) -> &str {
    match &key.data {
        YamlDataOwned::Representation(name, ..) => name,
        _ => "",
    }
}

fn is_merge(key: &MarkedYamlOwned) -> bool {
    matches!(&key.data, YamlDataOwned::Representation(name, ScalarStyle::Plain, None) if name == "<<")
}
