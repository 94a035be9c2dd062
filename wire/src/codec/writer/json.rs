//! A serializer of JSON into a buffer.

use serde_core::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::{Error, Result};

use super::key::{Key, Raw};
use super::lend::{LOAN, lend};
use super::sink::Sink;

/// Serializes one value.
pub(super) struct Json<'a>(&'a mut Sink);

impl<'a> Json<'a> {
    pub(super) fn new(json: &'a mut Sink) -> Self {
        Self(json)
    }
}

/// The structs in which `serde_json` serializes its own types. Their text is already JSON.
const TEXTS: [&str; 2] = ["$serde_json::private::Number", "$serde_json::private::RawValue"];

macro_rules! by_serde_json {
    ($($method:ident: $ty:ty;)*) => {
        $(
            #[inline]
            fn $method(self, value: $ty) -> Result<()> {
                serde_json::to_writer(self.0, &value)
            }
        )*
    };
}

impl<'a> Serializer for Json<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Compound<'a>;
    type SerializeTuple = Compound<'a>;
    type SerializeTupleStruct = Compound<'a>;
    type SerializeTupleVariant = Compound<'a>;
    type SerializeMap = Compound<'a>;
    type SerializeStruct = Compound<'a>;
    type SerializeStructVariant = Compound<'a>;

    by_serde_json! {
        serialize_i8: i8;
        serialize_i16: i16;
        serialize_i32: i32;
        serialize_i64: i64;
        serialize_i128: i128;
        serialize_u8: u8;
        serialize_u16: u16;
        serialize_u32: u32;
        serialize_u64: u64;
        serialize_u128: u128;
        serialize_f32: f32;
        serialize_f64: f64;
    }

    #[inline]
    fn serialize_bool(self, value: bool) -> Result<()> {
        self.0.extend(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<()> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result<()> {
        self.0.string(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<()> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<()> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<()> {
        value.serialize(self)
    }

    #[inline]
    fn serialize_unit(self) -> Result<()> {
        self.0.extend(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<()> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<()> {
        self.serialize_str(variant)
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<()> {
        if name == LOAN { lend(self.0, value) } else { value.serialize(self) }
    }

    fn serialize_newtype_variant<T>(self, _: &'static str, _: u32, variant: &'static str, value: &T) -> Result<()>
    where
        T: Serialize + ?Sized,
    {
        let mut object = Compound::begin(self.0, b'{', b"}");
        object.entry(variant, value)?;
        object.finish()
    }

    #[inline]
    fn serialize_seq(self, _: Option<usize>) -> Result<Compound<'a>> {
        Ok(Compound::begin(self.0, b'[', b"]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Compound<'a>> {
        Ok(Compound::begin(self.0, b'[', b"]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Compound<'a>> {
        Ok(Compound::begin(self.0, b'[', b"]"))
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Compound<'a>> {
        Ok(Compound::begin_variant(self.0, variant, b'[', b"]}"))
    }

    #[inline]
    fn serialize_map(self, _: Option<usize>) -> Result<Compound<'a>> {
        Ok(Compound::begin(self.0, b'{', b"}"))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Compound<'a>> {
        if TEXTS.contains(&name) {
            return Ok(Compound { json: self.0, first: true, raw: true, end: b"" });
        }
        Ok(Compound::begin(self.0, b'{', b"}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Compound<'a>> {
        Ok(Compound::begin_variant(self.0, variant, b'{', b"}}"))
    }
}

/// An array or an object that is being written.
pub(super) struct Compound<'a> {
    json: &'a mut Sink,
    first: bool,
    /// Whether the only field is a text of JSON.
    raw: bool,
    end: &'static [u8],
}

impl<'a> Compound<'a> {
    #[inline]
    fn begin(json: &'a mut Sink, mark: u8, end: &'static [u8]) -> Self {
        json.push(mark);
        Self { json, first: true, raw: false, end }
    }

    fn begin_variant(json: &'a mut Sink, variant: &str, mark: u8, end: &'static [u8]) -> Self {
        json.push(b'{');
        json.quoted(variant, b':');
        Self::begin(json, mark, end)
    }

    #[inline]
    fn separate(&mut self) {
        if !std::mem::take(&mut self.first) {
            self.json.push(b',');
        }
    }

    #[inline]
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.separate();
        value.serialize(Json(self.json))
    }

    #[inline]
    fn entry<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<()> {
        self.separate();
        self.json.quoted(name, b':');
        value.serialize(Json(self.json))
    }

    #[inline]
    fn finish(self) -> Result<()> {
        self.json.extend(self.end);
        Ok(())
    }
}

macro_rules! elements {
    ($($trait:ident::$method:ident),*) => {
        $(impl $trait for Compound<'_> {
            type Ok = ();
            type Error = Error;

            #[inline]
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
                self.element(value)
            }

            #[inline]
            fn end(self) -> Result<()> {
                self.finish()
            }
        })*
    };
}

elements!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
);

impl SerializeMap for Compound<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        self.separate();
        key.serialize(Key(self.json))?;
        self.json.push(b':');
        Ok(())
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        value.serialize(Json(self.json))
    }

    fn end(self) -> Result<()> {
        self.finish()
    }
}

impl SerializeStruct for Compound<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
        if self.raw { value.serialize(Raw(self.json)) } else { self.entry(name, value) }
    }

    fn end(self) -> Result<()> {
        self.finish()
    }
}

impl SerializeStructVariant for Compound<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
        self.entry(name, value)
    }

    fn end(self) -> Result<()> {
        self.finish()
    }
}
