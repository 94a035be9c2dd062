//! Serializers for strings only: the key of an object, and a text that is already JSON.

use serde_core::ser::{Error as _, Impossible, Serialize, Serializer};
use serde_json::{Error, Result};

use super::sink::Sink;

/// Serializes a key.
pub(super) struct Key<'a>(pub(super) &'a mut Sink);

/// Writes a text unchanged.
pub(super) struct Raw<'a>(pub(super) &'a mut Sink);

#[cold]
fn refused() -> Error {
    Error::custom("key must be a string")
}

/// The methods of a serializer that reject their values. They are inline, because each merged one would keep its name in every program.
macro_rules! refuse {
    ($($method:ident($($ty:ty),*);)*) => {
        $(#[inline]
        fn $method(self, $(_: $ty),*) -> Result<()> {
            Err(refused())
        })*
    };
    (compound) => {
        type Ok = ();
        type Error = Error;
        type SerializeSeq = Impossible<(), Error>;
        type SerializeTuple = Impossible<(), Error>;
        type SerializeTupleStruct = Impossible<(), Error>;
        type SerializeTupleVariant = Impossible<(), Error>;
        type SerializeMap = Impossible<(), Error>;
        type SerializeStruct = Impossible<(), Error>;
        type SerializeStructVariant = Impossible<(), Error>;

        refuse! {
            serialize_bytes(&[u8]);
            serialize_none();
            serialize_unit();
            serialize_unit_struct(&'static str);
        }

        fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<()> {
            value.serialize(self)
        }

        fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<()> {
            value.serialize(self)
        }

        fn serialize_newtype_variant<T>(self, _: &'static str, _: u32, _: &'static str, _: &T) -> Result<()>
        where
            T: Serialize + ?Sized,
        {
            Err(refused())
        }

        #[inline]
        fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq> {
            Err(refused())
        }

        #[inline]
        fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple> {
            Err(refused())
        }

        #[inline]
        fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct> {
            Err(refused())
        }

        #[inline]
        fn serialize_tuple_variant(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: usize,
        ) -> Result<Self::SerializeTupleVariant> {
            Err(refused())
        }

        #[inline]
        fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap> {
            Err(refused())
        }

        #[inline]
        fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct> {
            Err(refused())
        }

        #[inline]
        fn serialize_struct_variant(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: usize,
        ) -> Result<Self::SerializeStructVariant> {
            Err(refused())
        }
    };
}

impl Key<'_> {
    fn quoted(self, value: &impl Serialize) -> Result<()> {
        self.0.push(b'"');
        serde_json::to_writer(&mut *self.0, value)?;
        self.0.push(b'"');
        Ok(())
    }
}

fn finite(value: f64) -> Result<()> {
    if value.is_finite() { Ok(()) } else { Err(Error::custom("float key must be finite (got NaN or +/-inf)")) }
}

macro_rules! quoted {
    ($($method:ident: $ty:ty;)*) => {
        $(fn $method(self, value: $ty) -> Result<()> {
            self.quoted(&value)
        })*
    };
}

impl Serializer for Key<'_> {
    refuse!(compound);

    quoted! {
        serialize_bool: bool;
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
    }

    fn serialize_f32(self, value: f32) -> Result<()> {
        finite(value.into())?;
        self.quoted(&value)
    }

    fn serialize_f64(self, value: f64) -> Result<()> {
        finite(value)?;
        self.quoted(&value)
    }

    fn serialize_char(self, value: char) -> Result<()> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result<()> {
        self.0.string(value);
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<()> {
        self.serialize_str(variant)
    }
}

impl Serializer for Raw<'_> {
    refuse!(compound);

    refuse! {
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_i128(i128);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_u128(u128);
        serialize_f32(f32);
        serialize_f64(f64);
        serialize_char(char);
        serialize_unit_variant(&'static str, u32, &'static str);
    }

    fn serialize_str(self, value: &str) -> Result<()> {
        self.0.extend(value.as_bytes());
        Ok(())
    }
}
