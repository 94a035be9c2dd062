//! How generated types are read and written.
//!
//! Generated code implements [`Record`] for a struct and [`OpenEnum`] for an enum: small traits that hold just what
//! differs from type to type. The visitors that do the work stand here, once, and
//! [`record_impls!`](crate::record_impls) and [`open_enum_impls!`](crate::open_enum_impls) connect the two to serde's `Serialize` and
//! `Deserialize`. Nothing else should need this module; it may change with every release of the generator.

mod blank;
mod fields;
mod instant;
mod list;
mod lookup;
mod open_enum;
mod record;
mod refuse;
mod withhold;

pub use blank::Blank;
pub use fields::{keep, lenient, nullable, optional, refuse, required, some, typed, write_typed, write_unknown};
pub use open_enum::{OpenEnum, deserialize_enum, parse_enum, parse_known};
pub use record::{
    Input, Member, Optional, OptionalSecret, Output, Record, Required, RequiredSecret, Rule, deserialize_record,
    read_record, serialize_record,
};
pub(crate) use refuse::refuse_without_quoting;
pub use withhold::without_values;
