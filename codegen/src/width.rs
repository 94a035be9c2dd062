//! The widths of integers, and the digits of numbers.

/// The number of bits of an integer, and whether it is signed: from `format`, or 64 bits and signed without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Width {
    /// `int8`
    I8,
    /// `int16`
    I16,
    /// `int32`
    I32,
    /// `int64`, and no format
    I64,
    /// `int128`
    I128,
    /// `uint8`
    U8,
    /// `uint16`
    U16,
    /// `uint32`
    U32,
    /// `uint64`
    U64,
    /// `uint128`
    U128,
}

impl Width {
    /// The width that a `format` names.
    pub(crate) fn from_format(format: &str) -> Option<Self> {
        Some(match format {
            "int8" => Self::I8,
            "int16" => Self::I16,
            "int32" => Self::I32,
            "int64" => Self::I64,
            "int128" => Self::I128,
            "uint8" => Self::U8,
            "uint16" => Self::U16,
            "uint32" => Self::U32,
            "uint64" => Self::U64,
            "uint128" => Self::U128,
            _ => return None,
        })
    }

    /// The Rust type.
    #[must_use]
    pub fn rust(self) -> &'static str {
        match self {
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::I128 => "i128",
            Self::U8 => "u8",
            Self::U16 => "u16",
            Self::U32 => "u32",
            Self::U64 => "u64",
            Self::U128 => "u128",
        }
    }

    /// The size of a value in bytes.
    #[must_use]
    pub fn bytes(self) -> usize {
        match self {
            Self::I8 | Self::U8 => 1,
            Self::I16 | Self::U16 => 2,
            Self::I32 | Self::U32 => 4,
            Self::I64 | Self::U64 => 8,
            Self::I128 | Self::U128 => 16,
        }
    }

    /// Whether there are no values below 0.
    #[must_use]
    pub fn is_unsigned(self) -> bool {
        matches!(self, Self::U8 | Self::U16 | Self::U32 | Self::U64 | Self::U128)
    }

    /// The unsigned integer with the same number of bits.
    pub(crate) fn unsigned(self) -> Self {
        match self {
            Self::I8 | Self::U8 => Self::U8,
            Self::I16 | Self::U16 => Self::U16,
            Self::I32 | Self::U32 => Self::U32,
            Self::I64 | Self::U64 => Self::U64,
            Self::I128 | Self::U128 => Self::U128,
        }
    }

    /// A width for an integer that fits both.
    pub(crate) fn narrower(self, other: Self) -> Self {
        if self.bytes() == other.bytes() && other.is_unsigned() || other.bytes() < self.bytes() { other } else { self }
    }

    /// A width for an integer that fits either.
    pub(crate) fn wider(self, other: Self) -> Self {
        let (small, big) = if self.bytes() <= other.bytes() { (self, other) } else { (other, self) };
        if small.is_unsigned() == big.is_unsigned() || !big.is_unsigned() && small.bytes() < big.bytes() {
            return big;
        }
        // One is signed, and the other needs all of its bits: twice as many bits fit both.
        match big.bytes() {
            1 => Self::I16,
            2 => Self::I32,
            4 => Self::I64,
            _ => Self::I128,
        }
    }
}

/// The digits that the type of a number keeps. The larger one keeps what both do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Digits {
    /// Those of a double.
    Double,
    /// Every digit.
    All,
}

#[cfg(test)]
mod tests {
    use super::Width;

    #[test]
    fn of_both_and_of_either() {
        use Width::{I8, I16, I32, I64, I128, U8, U16, U32, U64};
        for (one, other, both, either) in [
            (I32, I64, I32, I64),
            (I64, I64, I64, I64),
            (U64, I64, U64, I128),
            (U8, I8, U8, I16),
            (U8, I16, U8, I16),
            (U16, I8, I8, I32),
            (U32, U64, U32, U64),
        ] {
            assert_eq!((one.narrower(other), one.wider(other)), (both, either), "{one:?} {other:?}");
            assert_eq!((other.narrower(one), other.wider(one)), (both, either), "{other:?} {one:?}");
        }
    }
}
