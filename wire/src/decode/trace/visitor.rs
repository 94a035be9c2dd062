//! The visitor around another one.

use std::fmt;

use serde_core::de::{Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor};

use super::access::{TraceEnum, TraceMap, TraceSeq};
use super::{Slot, TraceError, Traced};

pub(super) struct TraceVisitor<'t, V> {
    pub(super) visitor: V,
    pub(super) slot: &'t Slot,
    pub(super) key: Option<&'t mut String>,
}

impl<V> TraceVisitor<'_, V> {
    /// Keeps the name of a member.
    #[inline]
    fn note(&mut self, name: &str) {
        if let Some(key) = &mut self.key {
            name.clone_into(key);
        }
    }
}

macro_rules! scalars {
    ($($method:ident: $ty:ty;)*) => {
        $(
            #[inline]
            fn $method<E: Error>(self, value: $ty) -> Result<V::Value, E> {
                self.slot.surface(self.visitor.$method::<TraceError>(value), None)
            }
        )*
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for TraceVisitor<'_, V> {
    type Value = V::Value;

    /// The caller makes an error that quotes the value.
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Expecting<'a, V>(&'a V);
        impl<'de, V: Visitor<'de>> fmt::Display for Expecting<'_, V> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.expecting(f)
            }
        }
        let expected = Expecting(&self.visitor).to_string();
        f.write_str(&expected)?;
        self.slot.expected.set(Some(expected));
        Ok(())
    }

    scalars! {
        visit_bool: bool;
        visit_i8: i8;
        visit_i16: i16;
        visit_i32: i32;
        visit_i64: i64;
        visit_i128: i128;
        visit_u8: u8;
        visit_u16: u16;
        visit_u32: u32;
        visit_u64: u64;
        visit_u128: u128;
        visit_f32: f32;
        visit_f64: f64;
        visit_char: char;
        visit_bytes: &[u8];
        visit_borrowed_bytes: &'de [u8];
        visit_byte_buf: Vec<u8>;
    }

    #[inline]
    fn visit_str<E: Error>(mut self, value: &str) -> Result<V::Value, E> {
        self.note(value);
        self.slot.surface(self.visitor.visit_str::<TraceError>(value), None)
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(mut self, value: &'de str) -> Result<V::Value, E> {
        self.note(value);
        self.slot.surface(self.visitor.visit_borrowed_str::<TraceError>(value), None)
    }

    #[inline]
    fn visit_string<E: Error>(mut self, value: String) -> Result<V::Value, E> {
        self.note(&value);
        self.slot.surface(self.visitor.visit_string::<TraceError>(value), None)
    }

    #[inline]
    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.slot.surface(self.visitor.visit_unit::<TraceError>(), None)
    }

    #[inline]
    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.slot.surface(self.visitor.visit_none::<TraceError>(), None)
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        let mut carried = None;
        let traced = Traced { inner, slot: self.slot, carried: &mut carried, key: self.key };
        self.slot.surface(self.visitor.visit_some(traced), carried)
    }

    #[inline]
    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        let mut carried = None;
        let traced = Traced { inner, slot: self.slot, carried: &mut carried, key: self.key };
        self.slot.surface(self.visitor.visit_newtype_struct(traced), carried)
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        let mut carried = None;
        let traced = TraceSeq { inner, slot: self.slot, carried: &mut carried, index: 0 };
        self.slot.surface(self.visitor.visit_seq(traced), carried)
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        let mut carried = None;
        let traced = TraceMap { inner, slot: self.slot, carried: &mut carried, key: String::new() };
        self.slot.surface(self.visitor.visit_map(traced), carried)
    }

    #[inline]
    fn visit_enum<A: EnumAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        let mut carried = None;
        let traced = TraceEnum { inner, slot: self.slot, carried: &mut carried };
        self.slot.surface(self.visitor.visit_enum(traced), carried)
    }
}
