//! The accesses for a visitor, around those of the format.

use serde_core::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::visitor::TraceVisitor;
use super::{Slot, TraceError, Traced};
use crate::codec::Fault;

/// A seed around another one.
struct TraceSeed<'t, S> {
    seed: S,
    slot: &'t Slot,
    key: Option<&'t mut String>,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for TraceSeed<'_, S> {
    type Value = S::Value;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<S::Value, D::Error> {
        let mut carried = None;
        let traced = Traced { inner, slot: self.slot, carried: &mut carried, key: self.key };
        self.slot.surface(self.seed.deserialize(traced), carried)
    }
}

impl TraceError {
    /// Adds a key to the path. For our own types, there is none: they have added theirs.
    #[cold]
    fn in_key(self, key: &str) -> Self {
        Self(self.0.map(|fault| if key.is_empty() { fault } else { fault.in_key(key) }))
    }

    /// Adds a key that is at fault itself. The fault of an unknown member has added it.
    #[cold]
    fn of_key(self, key: &str) -> Self {
        if self.0.as_ref().is_some_and(Fault::is_unknown) { self } else { self.in_key(key) }
    }

    #[cold]
    fn in_element(self, index: usize) -> Self {
        Self(self.0.map(|fault| fault.in_element(index)))
    }
}

pub(super) struct TraceSeq<'t, A, E> {
    pub(super) inner: A,
    pub(super) slot: &'t Slot,
    pub(super) carried: &'t mut Option<E>,
    pub(super) index: usize,
}

impl<'de, A, E> SeqAccess<'de> for TraceSeq<'_, A, E>
where
    A: SeqAccess<'de, Error = E>,
{
    type Error = TraceError;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, TraceError> {
        let result = self.inner.next_element_seed(TraceSeed { seed, slot: self.slot, key: None });
        let index = self.index;
        self.index += 1;
        self.slot.settle(result, self.carried).map_err(|error| error.in_element(index))
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

pub(super) struct TraceMap<'t, A, E> {
    pub(super) inner: A,
    pub(super) slot: &'t Slot,
    pub(super) carried: &'t mut Option<E>,
    pub(super) key: String,
}

impl<'de, A, E> MapAccess<'de> for TraceMap<'_, A, E>
where
    A: MapAccess<'de, Error = E>,
{
    type Error = TraceError;

    #[inline]
    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, TraceError> {
        self.key.clear();
        let result = self.inner.next_key_seed(TraceSeed { seed, slot: self.slot, key: Some(&mut self.key) });
        self.slot.settle(result, self.carried).map_err(|error| error.of_key(&self.key))
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, TraceError> {
        let result = self.inner.next_value_seed(TraceSeed { seed, slot: self.slot, key: None });
        self.slot.settle(result, self.carried).map_err(|error| error.in_key(&self.key))
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

pub(super) struct TraceEnum<'t, A, E> {
    pub(super) inner: A,
    pub(super) slot: &'t Slot,
    pub(super) carried: &'t mut Option<E>,
}

impl<'de, 't, A, E> EnumAccess<'de> for TraceEnum<'t, A, E>
where
    A: EnumAccess<'de, Error = E>,
{
    type Error = TraceError;
    type Variant = TraceVariant<'t, A::Variant, E>;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self::Variant), TraceError> {
        let Self { inner, slot, carried } = self;
        let mut variant = String::new();
        let result = inner.variant_seed(TraceSeed { seed, slot, key: Some(&mut variant) });
        let (value, inner) = slot.settle(result, carried)?;
        Ok((value, TraceVariant { inner, slot, carried, variant }))
    }
}

pub(super) struct TraceVariant<'t, A, E> {
    inner: A,
    slot: &'t Slot,
    carried: &'t mut Option<E>,
    variant: String,
}

impl<'de, A, E> VariantAccess<'de> for TraceVariant<'_, A, E>
where
    A: VariantAccess<'de, Error = E>,
{
    type Error = TraceError;

    fn unit_variant(self) -> Result<(), TraceError> {
        let result = self.inner.unit_variant();
        self.slot.settle(result, self.carried).map_err(|error| error.in_key(&self.variant))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, TraceError> {
        let result = self.inner.newtype_variant_seed(TraceSeed { seed, slot: self.slot, key: None });
        self.slot.settle(result, self.carried).map_err(|error| error.in_key(&self.variant))
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, TraceError> {
        let result = self.inner.tuple_variant(len, TraceVisitor { visitor, slot: self.slot, key: None });
        self.slot.settle(result, self.carried).map_err(|error| error.in_key(&self.variant))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, TraceError> {
        let result = self.inner.struct_variant(fields, TraceVisitor { visitor, slot: self.slot, key: None });
        self.slot.settle(result, self.carried).map_err(|error| error.in_key(&self.variant))
    }
}
