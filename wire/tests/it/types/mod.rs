//! Types in the form of generated code.

use std::collections::BTreeMap;

use schemawright_wire::{Map, Secret, Timestamp, UnknownFields, Unrecognized, Value};

#[derive(Clone, PartialEq)]
pub(crate) struct Outer {
    pub(crate) inner: Vec<Inner>,
    pub(crate) at: Option<Timestamp>,
    pub(crate) token: Option<Secret>,
    pub(crate) free: Option<Map<String, Value>>,
    pub(crate) note: Option<Option<String>>,
    pub(crate) unknown_fields: UnknownFields,
}

#[derive(Clone, PartialEq)]
pub(crate) struct Inner {
    pub(crate) name: String,
    pub(crate) kind: Option<Open>,
    pub(crate) unknown_fields: UnknownFields,
}

#[derive(Clone, PartialEq)]
pub(crate) struct Closed {
    pub(crate) a: i32,
    pub(crate) sign: Option<Sign>,
}

#[derive(Clone, PartialEq)]
pub(crate) struct Typed {
    pub(crate) a: Option<String>,
    pub(crate) additional_properties: BTreeMap<String, bool>,
}

#[derive(Clone, PartialEq)]
pub(crate) struct Scalars {
    pub(crate) i8: Option<i8>,
    pub(crate) u8: Option<u8>,
    pub(crate) i64: Option<i64>,
    pub(crate) u64: Option<u64>,
    pub(crate) i128: Option<i128>,
    pub(crate) u128: Option<u128>,
    pub(crate) f64: Option<f64>,
    pub(crate) flag: Option<bool>,
    pub(crate) unknown_fields: UnknownFields,
}

/// With personal values.
#[derive(Clone, PartialEq)]
pub(crate) struct Person {
    pub(crate) email: Option<String>,
    pub(crate) note: Option<Option<String>>,
    pub(crate) inner: Option<Inner>,
    pub(crate) typed: Option<Typed>,
    pub(crate) outer: Option<Outer>,
    pub(crate) additional_properties: BTreeMap<String, Address>,
}

#[derive(Clone, PartialEq)]
pub(crate) struct Address(pub(crate) String);

/// A list of itself.
#[derive(Clone, PartialEq)]
pub(crate) struct Nested(pub(crate) Vec<Nested>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Open {
    One,
    Two,
    Unrecognized(Unrecognized),
}

impl Open {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::One => "one",
            Self::Two => "two",
            Self::Unrecognized(value) => value.as_str(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    Plus,
}

impl Sign {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Plus => "plus",
        }
    }
}

mod codec {
    use ::schemawright_wire::__private::{newtype, record, string_enum};

    record! { Outer, "Outer", [0 1 2 3 4], keep unknown_fields, [
        "inner" => inner: lenient,
        "at" => at: optional,
        "token" => token: optional,
        "free" => free: optional,
        "note" => note: nullable,
    ] }

    record! { Inner, "Inner", [0 1], keep unknown_fields, [
        "name" => name: required,
        "kind" => kind: optional,
    ] }

    record! { Closed, "Closed", [0 1], refuse, [
        "a" => a: required,
        "sign" => sign: optional,
    ] }

    record! { Typed, "Typed", [0], typed additional_properties, [
        "a" => a: optional,
    ] }

    record! { Scalars, "Scalars", [0 1 2 3 4 5 6 7], keep unknown_fields, [
        "i8" => i8: optional,
        "u8" => u8: optional,
        "i64" => i64: optional,
        "u64" => u64: optional,
        "i128" => i128: optional,
        "u128" => u128: optional,
        "f64" => f64: optional,
        "flag" => flag: optional,
    ] }

    record! { Person, "Person", [0 1 2 3 4], typed additional_properties, [
        "email" => email: optional personal,
        "note" => note: nullable personal,
        "inner" => inner: optional personal,
        "typed" => typed: optional personal,
        "outer" => outer: optional personal,
    ] }

    newtype! { Address, ::std::string::String, personal }

    newtype! { Nested, Vec<super::Nested> }

    string_enum! { Open, "Open", open Unrecognized, [
        "one" => One,
        "two" => Two,
    ] }

    string_enum! { Sign, "Sign", closed, [
        "plus" => Plus,
    ] }
}

/// More members than the bits of a word; the last one is required.
#[derive(Clone, PartialEq)]
pub(crate) struct Wide {
    pub(crate) m0: Option<Value>,
    pub(crate) m1: Option<Value>,
    pub(crate) m2: Option<Value>,
    pub(crate) m3: Option<Value>,
    pub(crate) m4: Option<Value>,
    pub(crate) m5: Option<Value>,
    pub(crate) m6: Option<Value>,
    pub(crate) m7: Option<Value>,
    pub(crate) m8: Option<Value>,
    pub(crate) m9: Option<Value>,
    pub(crate) m10: Option<Value>,
    pub(crate) m11: Option<Value>,
    pub(crate) m12: Option<Value>,
    pub(crate) m13: Option<Value>,
    pub(crate) m14: Option<Value>,
    pub(crate) m15: Option<Value>,
    pub(crate) m16: Option<Value>,
    pub(crate) m17: Option<Value>,
    pub(crate) m18: Option<Value>,
    pub(crate) m19: Option<Value>,
    pub(crate) m20: Option<Value>,
    pub(crate) m21: Option<Value>,
    pub(crate) m22: Option<Value>,
    pub(crate) m23: Option<Value>,
    pub(crate) m24: Option<Value>,
    pub(crate) m25: Option<Value>,
    pub(crate) m26: Option<Value>,
    pub(crate) m27: Option<Value>,
    pub(crate) m28: Option<Value>,
    pub(crate) m29: Option<Value>,
    pub(crate) m30: Option<Value>,
    pub(crate) m31: Option<Value>,
    pub(crate) m32: Option<Value>,
    pub(crate) m33: Option<Value>,
    pub(crate) m34: Option<Value>,
    pub(crate) m35: Option<Value>,
    pub(crate) m36: Option<Value>,
    pub(crate) m37: Option<Value>,
    pub(crate) m38: Option<Value>,
    pub(crate) m39: Option<Value>,
    pub(crate) m40: Option<Value>,
    pub(crate) m41: Option<Value>,
    pub(crate) m42: Option<Value>,
    pub(crate) m43: Option<Value>,
    pub(crate) m44: Option<Value>,
    pub(crate) m45: Option<Value>,
    pub(crate) m46: Option<Value>,
    pub(crate) m47: Option<Value>,
    pub(crate) m48: Option<Value>,
    pub(crate) m49: Option<Value>,
    pub(crate) m50: Option<Value>,
    pub(crate) m51: Option<Value>,
    pub(crate) m52: Option<Value>,
    pub(crate) m53: Option<Value>,
    pub(crate) m54: Option<Value>,
    pub(crate) m55: Option<Value>,
    pub(crate) m56: Option<Value>,
    pub(crate) m57: Option<Value>,
    pub(crate) m58: Option<Value>,
    pub(crate) m59: Option<Value>,
    pub(crate) m60: Option<Value>,
    pub(crate) m61: Option<Value>,
    pub(crate) m62: Option<Value>,
    pub(crate) m63: Option<Value>,
    pub(crate) m64: Option<Value>,
    pub(crate) m65: Option<Value>,
    pub(crate) m66: Option<Value>,
    pub(crate) m67: Option<Value>,
    pub(crate) m68: Option<Value>,
    pub(crate) m69: Value,
    pub(crate) unknown_fields: UnknownFields,
}

mod wide {
    use ::schemawright_wire::__private::record;

    record! { Wide, "Wide", [0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69], keep unknown_fields, [
        "m0" => m0: nullable,
        "m1" => m1: nullable,
        "m2" => m2: nullable,
        "m3" => m3: nullable,
        "m4" => m4: nullable,
        "m5" => m5: nullable,
        "m6" => m6: nullable,
        "m7" => m7: nullable,
        "m8" => m8: nullable,
        "m9" => m9: nullable,
        "m10" => m10: nullable,
        "m11" => m11: nullable,
        "m12" => m12: nullable,
        "m13" => m13: nullable,
        "m14" => m14: nullable,
        "m15" => m15: nullable,
        "m16" => m16: nullable,
        "m17" => m17: nullable,
        "m18" => m18: nullable,
        "m19" => m19: nullable,
        "m20" => m20: nullable,
        "m21" => m21: nullable,
        "m22" => m22: nullable,
        "m23" => m23: nullable,
        "m24" => m24: nullable,
        "m25" => m25: nullable,
        "m26" => m26: nullable,
        "m27" => m27: nullable,
        "m28" => m28: nullable,
        "m29" => m29: nullable,
        "m30" => m30: nullable,
        "m31" => m31: nullable,
        "m32" => m32: nullable,
        "m33" => m33: nullable,
        "m34" => m34: nullable,
        "m35" => m35: nullable,
        "m36" => m36: nullable,
        "m37" => m37: nullable,
        "m38" => m38: nullable,
        "m39" => m39: nullable,
        "m40" => m40: nullable,
        "m41" => m41: nullable,
        "m42" => m42: nullable,
        "m43" => m43: nullable,
        "m44" => m44: nullable,
        "m45" => m45: nullable,
        "m46" => m46: nullable,
        "m47" => m47: nullable,
        "m48" => m48: nullable,
        "m49" => m49: nullable,
        "m50" => m50: nullable,
        "m51" => m51: nullable,
        "m52" => m52: nullable,
        "m53" => m53: nullable,
        "m54" => m54: nullable,
        "m55" => m55: nullable,
        "m56" => m56: nullable,
        "m57" => m57: nullable,
        "m58" => m58: nullable,
        "m59" => m59: nullable,
        "m60" => m60: nullable,
        "m61" => m61: nullable,
        "m62" => m62: nullable,
        "m63" => m63: nullable,
        "m64" => m64: nullable,
        "m65" => m65: nullable,
        "m66" => m66: nullable,
        "m67" => m67: nullable,
        "m68" => m68: nullable,
        "m69" => m69: required,
    ] }
}
