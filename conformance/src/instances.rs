//! Instances of a schema: the smallest, the full one, one for each optional property, and random ones.

use std::collections::{HashMap, HashSet};

use schemawright::Model;
use schemawright::model::{ItemId, Kind, Type, Width};
use serde_json::{Map, Number, Value, json};

use crate::flat::Flat;
use crate::random::Random;
use crate::schemas::{Location, Schemas};
use crate::strings;

/// Below this depth, instances are as small as possible, so that instances of recursive schemas end.
const DEEP: usize = 4;

/// Makes instances.
pub(super) struct Maker<'a> {
    pub(super) schemas: &'a Schemas,
    pub(super) model: &'a Model,
    /// The types by the schemas that they come from.
    pub(super) types: HashMap<Location, ItemId>,
    /// The greatest number of values in an instance.
    pub(super) values: usize,
}

/// The optional properties of an instance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Extent<'a> {
    /// None.
    Least,
    /// All.
    Full,
    /// Only this property of the outermost object.
    Only(&'a str),
    /// Some.
    Some,
}

impl Extent<'_> {
    /// The extent for nested values.
    fn inside(self, depth: usize) -> Extent<'static> {
        match self {
            Extent::Full if depth < DEEP => Extent::Full,
            Extent::Some if depth < DEEP => Extent::Some,
            _ => Extent::Least,
        }
    }
}

/// The state of one instance.
struct Making<'r> {
    random: &'r mut Random,
    depth: usize,
    /// The number of values that may still be made. It limits schemas that contain themselves twice.
    left: usize,
}

/// The greatest number of values in an instance, by default.
pub(super) const VALUES: usize = 5_000;

impl Maker<'_> {
    /// An instance of the schema of a type; `None` if none can be made.
    pub(super) fn instance(
        &self,
        item: ItemId,
        at: &Location,
        extent: Extent<'_>,
        random: &mut Random,
    ) -> Option<Value> {
        self.value(
            std::slice::from_ref(at),
            Some(&Type::Item(item)),
            extent,
            &mut Making { random, depth: 0, left: self.values },
        )
    }

    /// A value of several schemas at once. The Rust type has information that schemas lack: which strings are timestamps.
    fn value(&self, at: &[Location], ty: Option<&Type>, extent: Extent<'_>, making: &mut Making) -> Option<Value> {
        let flat = Flat::of(self.schemas, at, making.random)?;
        if let Some((value, _)) = flat.get("const") {
            return Some(value.clone());
        }
        if let Some((values, _)) = flat.get("enum") {
            return making.random.pick(values.as_array()?).cloned();
        }
        if flat.is_open() {
            return Some(any(making.random));
        }
        let ty = ty.and_then(|ty| self.plain(ty));
        let types = flat.types();
        let null = types.contains(&"null");
        let others: Vec<&str> = types.into_iter().filter(|ty| *ty != "null").collect();
        if null && (others.is_empty() || extent == Extent::Least || extent == Extent::Some && making.random.one_in(4)) {
            return Some(Value::Null);
        }
        let kind = if extent == Extent::Some { making.random.pick(&others) } else { others.first() };
        match *kind? {
            "object" => self.object(&flat, ty, extent, making),
            "array" => self.array(&flat, ty, extent, making),
            "string" => string(&flat, ty, making.random),
            "integer" => Some(integer(&flat, ty, making.random)),
            "number" => Some(number(&flat, making.random)),
            "boolean" => Some(json!(making.random.one_in(2))),
            _ => Some(Value::Null),
        }
    }

    fn object(&self, flat: &Flat, ty: Option<&Type>, extent: Extent<'_>, making: &mut Making) -> Option<Value> {
        let names = self.names(flat, extent, making);
        let rest = if let Some(Type::Map(inner)) = ty { Some(&**inner) } else { None };
        let inner = if matches!(extent, Extent::Only(_)) { Extent::Least } else { extent };
        let required = flat.required();
        let mut object = Map::new();
        for name in names {
            let ty = self.member(flat, ty, &name).or(rest);
            match self.inside(&flat.of_member(&name), ty, inner, making) {
                Some(value) => drop(object.insert(name, value)),
                // There is no value for it. Then the object omits it, unless it is required.
                None if required.contains(&name.as_str()) => return None,
                None => {}
            }
        }
        Some(Value::Object(object))
    }

    /// The names of an object's members: the required ones, the selected optional ones, and those that these require.
    fn names(&self, flat: &Flat, extent: Extent<'_>, making: &mut Making) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let wanted = |name: &str, making: &mut Making| match extent {
            Extent::Least => false,
            Extent::Full => true,
            Extent::Only(only) => only == name,
            Extent::Some => making.random.one_in(2),
        };
        let most = flat.count("maxProperties").unwrap_or(usize::MAX).max(flat.required().len());
        for property in flat.properties() {
            if property.required || names.len() < most && wanted(&property.name, making) {
                names.push(property.name);
            }
        }
        names.extend(flat.required().into_iter().map(str::to_owned));
        if matches!(extent, Extent::Full | Extent::Some) {
            let of_patterns =
                flat.patterns().into_iter().filter_map(|pattern| strings::of_pattern(pattern, making.random));
            names.extend(of_patterns.collect::<Vec<_>>());
        }
        let least = flat.count("minProperties").unwrap_or(0).min(strings::LONGEST);
        let others = matches!(extent, Extent::Full | Extent::Some) && self.takes_others(flat);
        for index in 0..least.saturating_sub(names.len()).max(usize::from(others)) {
            names.push(self.other_name(flat, index, making));
        }
        let mut seen = HashSet::new();
        names.retain(|name| seen.insert(name.clone()));
        let mut index = 0;
        // Names that require one another end here.
        while let Some(name) = names.get(index) {
            let dependents = flat.dependents(name);
            names.extend(dependents.into_iter().map(str::to_owned).filter(|name| seen.insert(name.clone())));
            index += 1;
        }
        names
    }

    /// Whether an object may have a member that no schema declares.
    fn takes_others(&self, flat: &Flat) -> bool {
        let keywords = ["additionalProperties", "unevaluatedProperties"];
        let all = || keywords.iter().filter_map(|keyword| flat.get(keyword));
        all().next().is_some() && all().all(|(value, _)| *value != Value::Bool(false))
    }

    /// The name of such a member.
    fn other_name(&self, flat: &Flat, index: usize, making: &mut Making) -> String {
        let of_schema = flat.all("propertyNames");
        let made = (!of_schema.is_empty()).then(|| self.inside(&of_schema, None, Extent::Some, making)).flatten();
        match made {
            Some(Value::String(name)) => name,
            _ if index == 0 => "a member that no schema names".to_owned(),
            _ => format!("member {index} that no schema names"),
        }
    }

    fn array(&self, flat: &Flat, ty: Option<&Type>, extent: Extent<'_>, making: &mut Making) -> Option<Value> {
        let prefix = flat.longest("prefixItems").max(flat.longest("items"));
        let least = flat.count("minItems").unwrap_or(0);
        if least > strings::LONGEST {
            return None;
        }
        let wanted = match extent {
            Extent::Full => prefix + 1,
            Extent::Some => making.random.below(prefix + 4),
            _ => 0,
        };
        let contained = flat.all("contains");
        let contains =
            if contained.is_empty() { 0 } else { flat.count("minContains").unwrap_or(1).min(strings::LONGEST) };
        let most = flat.count("maxItems").unwrap_or(usize::MAX);
        let unique = flat.parts.iter().any(|(object, _)| object.get("uniqueItems") == Some(&Value::Bool(true)));
        let mut array: Vec<Value> = Vec::new();
        for index in 0..wanted.max(least).max(contains).min(most) {
            let mut at = flat.of_item(index);
            if index >= prefix.min(wanted.saturating_sub(contains)) && index < prefix.max(contains) + contains {
                at.extend(contained.iter().cloned());
            }
            let ty = match ty {
                Some(Type::Array(inner)) => Some(&**inner),
                Some(Type::Tuple(types)) => types.get(index),
                _ => None,
            };
            // The list ends before an item without a value.
            let Some(value) = self.inside(&at, ty, extent, making) else { break };
            if !unique || !array.contains(&value) {
                array.push(value);
            }
        }
        Some(Value::Array(array))
    }

    fn inside(&self, at: &[Location], ty: Option<&Type>, extent: Extent<'_>, making: &mut Making) -> Option<Value> {
        // A schema that requires itself has no instance.
        if making.depth > 8 * DEEP {
            return None;
        }
        making.left = making.left.checked_sub(1)?;
        making.depth += 1;
        let value = self.value(at, ty, extent.inside(making.depth), making);
        making.depth -= 1;
        value
    }

    /// The type of a member of an object.
    fn member(&self, flat: &Flat, ty: Option<&Type>, name: &str) -> Option<&Type> {
        let by_place =
            || flat.parts.iter().find_map(|(_, location)| self.types.get(location)).map(|id| self.model.item(*id));
        let item = match ty {
            Some(Type::Item(id)) if matches!(self.model.item(*id).kind, Kind::Struct(_)) => self.model.item(*id),
            _ => by_place()?,
        };
        let Kind::Struct(kind) = &item.kind else { return None };
        kind.fields.iter().find(|field| field.wire_name == name).map(|field| &field.ty)
    }

    /// The type without aliases and `null`.
    fn plain<'t>(&'t self, ty: &'t Type) -> Option<&'t Type> {
        match ty {
            Type::Nullable(inner) => self.plain(inner),
            Type::Item(id) => match &self.model.item(*id).kind {
                Kind::Newtype(inner) | Kind::Alias(inner) => self.plain(inner),
                _ => Some(ty),
            },
            _ => Some(ty),
        }
    }
}

fn string(flat: &Flat, ty: Option<&Type>, random: &mut Random) -> Option<Value> {
    let of_format = |random: &mut Random| flat.text("format").and_then(|format| strings::of_format(format, random));
    let text = match (ty, flat.text("pattern")) {
        (Some(Type::Timestamp), _) => strings::instant(random),
        (_, Some(pattern)) => strings::of_pattern(pattern, random)?,
        _ => match of_format(random) {
            Some(text) => text,
            None => strings::any(random, flat.count("minLength").unwrap_or(0), flat.count("maxLength"))?,
        },
    };
    Some(Value::String(text))
}

fn integer(flat: &Flat, ty: Option<&Type>, random: &mut Random) -> Value {
    let (low, high) = match (ty, flat.text("format")) {
        (Some(Type::Integer(Width::I32)), _) | (_, Some("int32")) => (i64::from(i32::MIN), i64::from(i32::MAX)),
        (_, Some("int8")) => (-128, 127),
        (_, Some("uint8")) => (0, 255),
        (_, Some("uint32")) => (0, i64::from(u32::MAX)),
        (_, Some("uint64")) => (0, i64::MAX),
        _ => (i64::MIN, i64::MAX),
    };
    // The limits of schemas are small numbers in practice.
    let exclusive = |keyword| flat.limit(keyword);
    let low = [flat.limit("minimum"), exclusive("exclusiveMinimum").map(|n| n.floor() + 1.0)]
        .into_iter()
        .flatten()
        .fold(low, |low, limit| low.max(limit.ceil() as i64));
    let high = [flat.limit("maximum"), exclusive("exclusiveMaximum").map(|n| n.ceil() - 1.0)]
        .into_iter()
        .flatten()
        .fold(high, |high, limit| high.min(limit.floor() as i64));
    let step = flat.limit("multipleOf").map_or(1, |step| (step as i64).max(1));
    let candidates = [0, 1, 200, -7, low, high, 9_007_199_254_740_993];
    // A `number` is a double, which does not represent every integer beyond 2^53.
    let exact = if flat.types().contains(&"number") { 1 << 53 } else { i64::MAX };
    let fits = |n: &i64| (low..=high).contains(n) && (-exact..=exact).contains(n);
    let fitting: Vec<i64> = candidates.iter().map(|n| n / step * step).filter(fits).collect();
    json!(random.pick(&fitting).copied().unwrap_or(low))
}

fn number(flat: &Flat, random: &mut Random) -> Value {
    let low = flat.limit("minimum").or(flat.limit("exclusiveMinimum")).unwrap_or(f64::MIN);
    let high = flat.limit("maximum").or(flat.limit("exclusiveMaximum")).unwrap_or(f64::MAX);
    let middle = if low > f64::MIN && high < f64::MAX { f64::midpoint(low, high) } else { low.max(-1.0) + 1.5 };
    let candidates = [0.5, -1.25e10, 3.0, 1e-7, 1.0e300, middle];
    let fitting: Vec<f64> = candidates.into_iter().filter(|n| *n > low && *n < high).collect();
    let picked = random.pick(&fitting).copied().unwrap_or(middle);
    Number::from_f64(picked).map_or(Value::Null, Value::Number)
}

/// Any JSON value.
fn any(random: &mut Random) -> Value {
    let values = [
        json!({ "nested": [1, null, { "deeper": "text" }] }),
        json!("text"),
        json!(-0.5),
        json!([]),
        json!(true),
        json!(9_007_199_254_740_993_i64),
        json!({ "": "no name" }),
    ];
    random.pick(&values).cloned().unwrap_or_default()
}
