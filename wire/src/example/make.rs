//! JSON values of a schema.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::told::{Told, dependents, flat, has_objects, items, of_member, properties, required};
use super::{number, text};
use crate::codec::append_name;
use crate::describe::{JsonType, Keyword, Schema};
use crate::validate::{Doubt, fits_alone};

/// The greatest number of values in one example.
const VALUES: usize = 20_000;
/// The greatest depth of nested values. Only a type that contains itself is deeper.
const DEPTH: usize = 32;
/// The greatest depth of optional members, and of objects among them.
const OPTIONAL: usize = 4;
const OBJECTS: usize = 2;
/// The greatest number of optional members of one object that are objects again, because most of them are alternatives.
const SEVERAL: usize = 3;
/// The greatest number of further values that are made for an element of a list of unique ones.
const TRIES: usize = 20;

/// The optional members of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    Least,
    Full,
}

/// Makes one value.
pub(super) struct Maker<'a> {
    /// The index of another string for a path, if the type rejects the usual one.
    others: &'a BTreeMap<String, usize>,
    /// The result of formats that can't be checked.
    doubt: Doubt,
    /// The path of the current value.
    path: String,
    depth: usize,
    left: usize,
    /// The index of the current element in a list of unique ones.
    number: usize,
    /// The alternatives of which one is chosen, each with the depth of its value. A circular reference leads to them again.
    choosing: Vec<(usize, *const Schema)>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(others: &'a BTreeMap<String, usize>, doubt: Doubt) -> Self {
        Self { others, doubt, path: String::new(), depth: 0, left: VALUES, number: 0, choosing: Vec::new() }
    }

    /// A value of a whole schema.
    pub(super) fn whole(mut self, schema: Schema, extent: Extent) -> Option<Value> {
        self.value(&[schema], "", extent)
    }

    /// A value that matches several schemas.
    fn value(&mut self, schemas: &[Schema], name: &str, extent: Extent) -> Option<Value> {
        self.left = self.left.checked_sub(1)?;
        if self.depth > DEPTH {
            return None;
        }
        self.depth += 1;
        let doubt = self.doubt;
        let value = flat(schemas).and_then(|keywords| self.told(&Told { schemas, keywords, name, extent, doubt }));
        self.depth -= 1;
        value
    }

    fn told(&mut self, told: &Told) -> Option<Value> {
        if let Some(value) = listed(told, self.number).filter(|_| !self.others.contains_key(&self.path)) {
            return Some(value);
        }
        // Alternatives within themselves add no requirement.
        let choice = told.keywords.iter().enumerate().find_map(|(at, keyword)| match keyword {
            Keyword::AnyOf(alternatives) | Keyword::OneOf(alternatives) => Some((at, *alternatives))
                .filter(|(_, alternatives)| !self.choosing.contains(&(self.depth, alternatives.as_ptr()))),
            _ => None,
        });
        if let Some((at, alternatives)) = choice {
            self.choosing.push((self.depth, alternatives.as_ptr()));
            let value = self.choice(told, at, alternatives);
            self.choosing.pop();
            return value;
        }
        let types = told.find(|keyword| if let Keyword::Type(types) = keyword { Some(*types) } else { None });
        if types.is_none()
            && let Some(value) = self.branch(told)
        {
            return Some(value);
        }
        let types = types.map_or_else(|| vec![implied(told)], <[JsonType]>::to_vec);
        let null_first = told.extent == Extent::Least && types.contains(&JsonType::Null);
        let others = types.iter().copied().filter(|ty| *ty != JsonType::Null);
        let in_order = null_first.then_some(JsonType::Null).into_iter().chain(others).chain([JsonType::Null]);
        in_order.filter(|ty| types.contains(ty)).find_map(|ty| self.typed(told, ty))
    }

    fn typed(&mut self, told: &Told, ty: JsonType) -> Option<Value> {
        let value = match ty {
            JsonType::Null => Value::Null,
            JsonType::Boolean => Value::Bool(self.number.is_multiple_of(2)),
            JsonType::Integer | JsonType::Number => return number::candidate(told, ty, self.number),
            JsonType::String => return self.string(told),
            JsonType::Array => self.array(told)?,
            JsonType::Object => return self.object(told),
        };
        told.fits(&value).then_some(value)
    }

    /// A value of the first alternative that has one. The smallest value is `null`, if that is an alternative.
    fn choice(&mut self, told: &Told, at: usize, alternatives: &[Schema]) -> Option<Value> {
        let is_null = |schema: &Schema| matches!(schema, [Keyword::Type([JsonType::Null])]);
        let mut alternatives = alternatives.to_vec();
        // Where some strings are listed and all are valid, a listed one is the better example.
        let has_listed = alternatives.iter().any(|schema| is_text(schema) && is_listed(schema));
        let is_free = |schema: &Schema| has_listed && is_text(schema) && !is_listed(schema);
        alternatives.sort_by_key(|schema| (is_null(schema) != (told.extent == Extent::Least), is_free(schema)));
        alternatives.into_iter().find_map(|alternative| {
            self.left = self.left.checked_sub(1)?;
            let mut keywords = told.keywords.clone();
            keywords.remove(at);
            keywords.extend(flat(&[alternative])?);
            // A text that fits another alternative only is left to that one.
            let is_of_it = |value: &Value| told.fits(value) && fits_alone(told.doubt, alternative, value);
            self.told(&told.with(keywords)).filter(is_of_it)
        })
    }

    /// A value of a branch of a condition, which alone may say the type.
    fn branch(&mut self, told: &Told) -> Option<Value> {
        for (at, keyword) in told.keywords.iter().enumerate() {
            let Keyword::If(_, then, otherwise) = keyword else { continue };
            for branch in [then, otherwise] {
                let choice = (self.depth, std::ptr::from_ref(branch));
                if branch.is_empty() || self.choosing.contains(&choice) {
                    continue;
                }
                let mut keywords = told.keywords.clone();
                keywords.remove(at);
                keywords.extend(flat(&[branch])?);
                self.choosing.push(choice);
                let value = self.told(&told.with(keywords));
                self.choosing.pop();
                if let Some(value) = value.filter(|value| told.fits(value)) {
                    return Some(value);
                }
            }
        }
        None
    }

    fn string(&mut self, told: &Told) -> Option<Value> {
        if let Some(other) = self.others.get(&self.path) {
            return text::OTHERS.get(other - 1).map(|text| Value::from(*text));
        }
        text::candidates(&told.keywords, told.name, self.number)
            .into_iter()
            .map(Value::from)
            .find(|value| told.fits(value))
    }

    fn array(&mut self, told: &Told) -> Option<Value> {
        let prefix = told.find(|keyword| if let Keyword::PrefixItems(items) = keyword { Some(*items) } else { None });
        let prefix = prefix.unwrap_or_default();
        let items: Vec<Schema> = told.keywords.iter().filter_map(|keyword| items(keyword)).collect();
        let contained = told.find(|keyword| match keyword {
            Keyword::Contains(schema, least, _) => Some((*schema, *least)),
            _ => None,
        });
        let count = |find: fn(&Keyword) -> Option<u64>| told.find(find).and_then(|count| usize::try_from(count).ok());
        let least =
            count(|keyword| if let Keyword::MinItems(least) = keyword { Some(*least) } else { None }).unwrap_or(0);
        let most = count(|keyword| if let Keyword::MaxItems(most) = keyword { Some(*most) } else { None });
        let contains = contained.map_or(0, |(_, least)| usize::try_from(least).unwrap_or(0));
        let wanted = match told.extent {
            Extent::Least => least.max(contains),
            Extent::Full => least.max(contains).max(prefix.len()).max(1),
        };
        let is_unique = told.any(|keyword| matches!(keyword, Keyword::UniqueItems));
        let mut list = Vec::new();
        for index in 0..wanted.min(most.unwrap_or(usize::MAX)) {
            let mut schemas = prefix.get(index).map_or_else(|| items.clone(), |schema| vec![*schema]);
            schemas.extend(contained.filter(|_| index < contains).map(|(schema, _)| schema));
            let length = self.path.len();
            let _ = write!(self.path, "[{index}]");
            let name = told.name.trim_end_matches('s');
            let value = match is_unique {
                true => self.different(&schemas, name, told.extent, &list),
                false => self.value(&schemas, name, told.extent),
            };
            self.path.truncate(length);
            match value {
                Some(value) => list.push(value),
                None if index < least => return None,
                None => break,
            }
        }
        Some(Value::Array(list))
    }

    /// A value that is not in a list.
    fn different(&mut self, schemas: &[Schema], name: &str, extent: Extent, list: &[Value]) -> Option<Value> {
        let outer = self.number;
        let value = (list.len()..=list.len() + TRIES).find_map(|number| {
            self.number = number;
            self.value(schemas, name, extent).filter(|value| !list.contains(value))
        });
        self.number = outer;
        value
    }

    /// An object. If its optional members prevent it from being valid, it is made again without them, and gets those that it may have.
    fn object(&mut self, told: &Told) -> Option<Value> {
        let mut tried = vec![told.keywords.clone()];
        for (at, keyword) in told.keywords.iter().enumerate() {
            if let Keyword::If(_, then, otherwise) = keyword {
                for branch in [then, otherwise] {
                    let mut keywords = told.keywords.clone();
                    keywords.remove(at);
                    keywords.extend(flat(&[branch])?);
                    tried.push(keywords);
                }
            }
        }
        let mut wanted = Map::new();
        for extent in [told.extent, Extent::Least] {
            for keywords in &tried {
                let told = Told { extent, ..told.with(keywords.clone()) };
                let Some(members) = self.members(&told) else { continue };
                let value = Value::Object(members);
                if told.fits(&value) {
                    return Some(with_more(&told, value, wanted));
                }
                if let Value::Object(members) = value {
                    wanted.extend(members);
                }
            }
        }
        None
    }

    fn members(&mut self, told: &Told) -> Option<Map<String, Value>> {
        let required: BTreeSet<&str> = told.keywords.iter().flat_map(|keyword| required(keyword)).copied().collect();
        let mut members = Map::new();
        let mut objects = 0;
        for name in properties(told) {
            let schemas = of_member(told, name);
            let is_required = required.contains(name);
            if !is_required {
                let is_object = schemas.iter().any(|schema| has_objects(schema));
                let far = self.depth > if is_object { OBJECTS } else { OPTIONAL };
                if told.extent == Extent::Least || far || is_object && objects == SEVERAL {
                    continue;
                }
                objects += usize::from(is_object);
            }
            match self.member(&schemas, name, told.extent) {
                Some(value) => drop(members.insert(name.to_owned(), value)),
                None if is_required => return None,
                None => {}
            }
        }
        let mut missing: Vec<&str> = required.into_iter().filter(|name| !members.contains_key(*name)).collect();
        missing.extend(dependents(told, &members));
        while let Some(name) = missing.pop() {
            if members.contains_key(name) {
                continue;
            }
            let value = self.member(&of_member(told, name), name, told.extent)?;
            members.insert(name.to_owned(), value);
            missing.extend(dependents(told, &members));
        }
        for name in properties(told) {
            if members.len() >= least_members(told) {
                break;
            }
            if !members.contains_key(name)
                && let Some(value) = self.member(&of_member(told, name), name, told.extent)
            {
                members.insert(name.to_owned(), value);
            }
        }
        self.others(told, &mut members);
        Some(members)
    }

    fn member(&mut self, schemas: &[Schema], name: &str, extent: Extent) -> Option<Value> {
        let length = self.path.len();
        append_name(name, &mut self.path);
        let value = self.value(schemas, name, extent);
        self.path.truncate(length);
        value
    }

    /// Undeclared members: as many as are required, and one of a map.
    fn others(&mut self, told: &Told, members: &mut Map<String, Value>) {
        let least = least_members(told);
        let is_map = |keyword: &Keyword| matches!(keyword, Keyword::AdditionalProperties(schema) if !matches!(schema, [Keyword::Never]));
        let wants_one = told.extent == Extent::Full && members.is_empty() && told.any(is_map);
        let named =
            told.find(|keyword| if let Keyword::PropertyNames(schema) = keyword { Some(*schema) } else { None });
        for number in 0..least.saturating_sub(members.len()).max(usize::from(wants_one)) {
            let outer = self.number;
            let name = (number..=number + TRIES).find_map(|number| {
                self.number = number;
                let name = match named {
                    Some(schema) => self.value(&[schema], "key", Extent::Least),
                    None => Some(Value::from(text::numbered("key", number))),
                };
                name.and_then(|name| name.as_str().map(str::to_owned)).filter(|name| !members.contains_key(name))
            });
            self.number = outer;
            let Some(name) = name else { return };
            let Some(value) = self.member(&of_member(told, &name), &name, told.extent) else { return };
            members.insert(name, value);
        }
    }
}

/// An object with more members, each if it is valid with it.
fn with_more(told: &Told, mut object: Value, more: Map<String, Value>) -> Value {
    for (name, value) in more {
        let Value::Object(members) = &mut object else { break };
        if members.contains_key(&name) {
            continue;
        }
        members.insert(name.clone(), value);
        if !told.fits(&object)
            && let Value::Object(members) = &mut object
        {
            members.remove(&name);
        }
    }
    object
}

/// The least number of members.
fn least_members(told: &Told) -> usize {
    let least = told.find(|keyword| if let Keyword::MinProperties(least) = keyword { Some(*least) } else { None });
    usize::try_from(least.unwrap_or(0)).unwrap_or(0)
}

/// Whether a schema lists its values.
fn is_listed(schema: Schema) -> bool {
    flat(&[schema]).is_some_and(|all| all.iter().any(|one| matches!(one, Keyword::Enum(_) | Keyword::Const(_))))
}

/// Whether values of a schema are strings.
fn is_text(schema: Schema) -> bool {
    flat(&[schema]).is_some_and(|all| all.iter().any(|one| matches!(one, Keyword::Type([JsonType::String]))))
}

/// A value from the schema: a constant, an example, an enum value, the default. A later element of a list of unique ones has another one.
fn listed(told: &Told, nth: usize) -> Option<Value> {
    let constant = told.find(|keyword| if let Keyword::Const(value) = keyword { Some(value.value()) } else { None });
    let examples = told.keywords.iter().filter_map(|keyword| match keyword {
        Keyword::Examples(examples) => Some(*examples),
        _ => None,
    });
    let values = told
        .keywords
        .iter()
        .filter_map(|keyword| if let Keyword::Enum(values) = keyword { Some(*values) } else { None });
    let default = told.find(|keyword| if let Keyword::Default(value) = keyword { Some(value.value()) } else { None });
    // The default of an object or a list is usually empty.
    let default = default.filter(|value| !value.is_object() && !value.is_array() && !value.is_null());
    let of_lists = examples.chain(values).flatten().map(|value| value.value());
    let all = || constant.clone().into_iter().chain(of_lists.clone()).chain(default.clone());
    let mut fitting = all().filter(|value| told.fits(value));
    let first = fitting.next()?;
    Some(if nth == 0 { first } else { fitting.nth(nth - 1).unwrap_or(first) })
}

/// The type that keywords imply in a schema without a `type`.
fn implied(told: &Told) -> JsonType {
    let is_of = |keyword: &&'static Keyword| match keyword {
        Keyword::Properties(_) | Keyword::Required(_) | Keyword::AdditionalProperties(_) => Some(JsonType::Object),
        Keyword::Items(_) | Keyword::PrefixItems(_) | Keyword::MinItems(_) => Some(JsonType::Array),
        Keyword::Minimum(_) | Keyword::Maximum(_) | Keyword::MultipleOf(_) => Some(JsonType::Number),
        _ => None,
    };
    told.keywords.iter().find_map(is_of).unwrap_or(JsonType::String)
}
