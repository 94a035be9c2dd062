//! Newtypes: a name of its own for another type.

/// Connects newtypes to serde, transparently, and to the type inside.
#[macro_export]
macro_rules! newtype_impls {
    ($newtype:path, $inner:ty) => {
        impl ::core::convert::From<$inner> for $newtype {
            fn from(value: $inner) -> Self {
                Self(value)
            }
        }

        impl ::core::ops::Deref for $newtype {
            type Target = $inner;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }

        impl $crate::codec::Blank for $newtype {
            fn blank() -> Self {
                Self($crate::codec::Blank::blank())
            }

            fn read_here<'de, D>(&mut self, deserializer: D) -> ::core::result::Result<(), D::Error>
            where
                D: $crate::serde::de::Deserializer<'de>,
            {
                $crate::codec::Blank::read_here(&mut self.0, deserializer)
            }
        }

        impl $crate::serde::ser::Serialize for $newtype {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::serde::ser::Serializer,
            {
                $crate::serde::ser::Serialize::serialize(&self.0, serializer)
            }
        }

        impl<'de> $crate::serde::de::Deserialize<'de> for $newtype {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::serde::de::Deserializer<'de>,
            {
                $crate::serde::de::Deserialize::deserialize(deserializer).map(Self)
            }
        }
    };
}
