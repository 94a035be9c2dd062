//! The rules: every kind of change between two states, its level, and the reason for the level.

/// The severity of a change for users of the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Only text changes.
    Docs,
    /// Something is new; code and bodies that worked before still do.
    Additive,
    /// Code that compiled no longer does, or behaves differently.
    Breaking,
}

impl Level {
    /// `breaking`, `additive` or `docs`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Level::Docs => "docs",
            Level::Additive => "additive",
            Level::Breaking => "breaking",
        }
    }
}

macro_rules! rules {
    ($($name:ident = $id:literal, $level:ident;
        wire $wire:literal;
        callers $callers:literal;)*) => {
        /// A kind of change. Its id is stable, because accept lists contain it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = $callers] $name,)*
        }

        impl Rule {
            /// All rules, in the order of the table in `docs/diff.md`.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The stable name: `member-added-optional`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }

            /// The severity of a diagnostic.
            #[must_use]
            pub fn level(self) -> Level {
                match self {
                    $(Self::$name => Level::$level,)*
                }
            }

            /// The effect on the wire.
            #[must_use]
            pub fn wire(self) -> &'static str {
                match self {
                    $(Self::$name => $wire,)*
                }
            }

            /// The effect on callers of the emitted code: the reason for the level.
            #[must_use]
            pub fn callers(self) -> &'static str {
                match self {
                    $(Self::$name => $callers,)*
                }
            }
        }
    };
}

rules! {
    TypeAdded = "type-added", Additive;
        wire "Nothing that is sent today changes.";
        callers "A new name in a module; nothing that exists is touched.";
    TypeRemoved = "type-removed", Breaking;
        wire "The API no longer describes it.";
        callers "Code that names the type no longer compiles.";
    TypeRenamed = "type-renamed", Breaking;
        wire "None, if it is the same schema under another name.";
        callers "Code that names the type by its old path no longer compiles. The schema, or a guess by equal members, distinguishes this from a removal.";
    SchemaRenamed = "schema-renamed", Docs;
        wire "None.";
        callers "The same Rust path now comes from a schema with another title: only the `doc(alias)` and the text change.";
    KindChanged = "kind-changed", Breaking;
        wire "The value is of another kind (an object, a string, a union).";
        callers "A struct, an enum, a newtype, an alias and a union are used in different ways.";
    TypeAliased = "type-aliased", Additive;
        wire "None: the members are the same.";
        callers "The name becomes an alias of a new struct. It has the fields, functions and traits of the new struct; differences between them are reported separately.";
    TypeRetargeted = "type-retargeted", Breaking;
        wire "The value has another type.";
        callers "A newtype contains another type, or an alias names another type.";
    UnionChanged = "union-changed", Breaking;
        wire "A value of an alternative has another form, or no longer occurs.";
        callers "A variant is removed, contains another type, or the union no longer has the variant for unrecognized values.";
    AlternativeAdded = "alternative-added", Additive;
        wire "A value may match one more alternative.";
        callers "Unions are `#[non_exhaustive]`, so every `match` has a wildcard arm. An open union kept the value as `Unrecognized` before; now it is in the new variant.";
    AlternativesReordered = "alternatives-reordered", Docs;
        wire "None: a tag, a single member or the JSON type identifies them, independent of their order.";
        callers "Variants have another order in rustdoc; no code depends on it.";
    AlternativesRetried = "alternatives-retried", Breaking;
        wire "A value that matches several alternatives decodes as another one.";
        callers "Everything compiles. Only their members distinguish the alternatives, and a value that matches several decodes as the first.";
    DirectionChanged = "direction-changed", Docs;
        wire "The type is used in other directions than before.";
        callers "None by itself. Its effects, such as fields that become strict, are reported separately.";
    TraitAdded = "trait-added", Additive;
        wire "None.";
        callers "The type can be used in more places.";
    TraitRemoved = "trait-removed", Breaking;
        wire "None.";
        callers "Code that compares or hashes the type (`HashSet`, `HashMap`), or uses its `Default`, no longer compiles.";

    MemberAddedOptional = "member-added-optional", Additive;
        wire "It may be present or absent.";
        callers "The struct is `#[non_exhaustive]` and `new` takes required fields only: one field and one setter are added. The member was kept in `unknown_fields` before; now it is in the new field.";
    MemberAddedRequired = "member-added-required", Breaking;
        wire "A request must contain it; a response without it, such as a stored one, no longer decodes.";
        callers "`new` takes one more argument. This applies to types of responses too: tests and mocks construct them.";
    MemberAddedLenient = "member-added-lenient", Breaking;
        wire "A response without it still decodes, as empty or as the value from the configuration.";
        callers "`new` takes one more argument. Everything still decodes, but tests and mocks that construct the type no longer compile.";
    MemberRemoved = "member-removed", Breaking;
        wire "A value that is still sent under the name is kept in `unknown_fields`.";
        callers "The field and its setter, or an argument of `new`, are removed.";
    MemberRenamed = "member-renamed", Breaking;
        wire "None: only the Rust name differs.";
        callers "The field has another name, and so has its setter.";
    MemberWireRenamed = "member-wire-renamed", Breaking;
        wire "The member is decoded and encoded under another name; the old one is kept in `unknown_fields`.";
        callers "Everything compiles, but the field is another member: stored bodies decode differently.";
    MemberRetyped = "member-retyped", Breaking;
        wire "Values of another type.";
        callers "The field has another type, and so has its argument.";
    ArgumentNarrowed = "argument-narrowed", Breaking;
        wire "None.";
        callers "`new` or the setter takes a value of the field's type, and no longer any value that converts into it: a string literal no longer compiles.";
    ArgumentWidened = "argument-widened", Additive;
        wire "None.";
        callers "`new` or the setter takes any value that converts into the field's type.";
    ArgumentAdded = "argument-added", Breaking;
        wire "A required member is no longer a `const`.";
        callers "`new` takes one more argument: the member has more than one value.";
    ArgumentRemoved = "argument-removed", Breaking;
        wire "A required member is a `const` now.";
        callers "`new` takes one argument less: it fills in the constant.";
    MemberNowOptional = "member-now-optional", Breaking;
        wire "It may be omitted.";
        callers "The field becomes an `Option`, and `new` loses an argument.";
    MemberNowRequired = "member-now-required", Breaking;
        wire "A request must contain it; a response is declared to contain it always.";
        callers "The field is no longer an `Option`, its setter is removed, and `new` takes one more argument.";
    MemberNowNullable = "member-now-nullable", Breaking;
        wire "`null` becomes a distinct value.";
        callers "The field is wrapped in one more `Option`.";
    MemberNoLongerNullable = "member-no-longer-nullable", Breaking;
        wire "`null` is no longer a distinct value.";
        callers "The field is wrapped in one `Option` less.";
    MemberNowLenient = "member-now-lenient", Additive;
        wire "A body without it, or with `null`, now decodes, as empty or as the value from the configuration.";
        callers "Field and constructor are the same; a body that failed to decode now decodes.";
    MemberNowStrict = "member-now-strict", Breaking;
        wire "A body without it, or with `null`, is now an error.";
        callers "Everything compiles; a body that decoded now fails.";
    MemberAbsentValueChanged = "member-absent-value-changed", Breaking;
        wire "A body without it decodes as before.";
        callers "Everything compiles; an absent member decodes as another value.";
    MemberFillChanged = "member-fill-changed", Breaking;
        wire "Values that `new` or `Default` makes contain another value of the member.";
        callers "Everything compiles, but `new` or `Default` gives the member another value.";
    MemberBoxed = "member-boxed", Breaking;
        wire "None.";
        callers "The field's type becomes a `Box`: reading through it still compiles, moving out of it or assigning to it does not.";
    MemberUnboxed = "member-unboxed", Breaking;
        wire "None.";
        callers "The field's type is no longer a `Box`: dereferencing it with `*`, or assigning a `Box` to it, no longer compiles.";
    MembersReordered = "members-reordered", Docs;
        wire "Members are encoded in another order, which has no meaning in JSON.";
        callers "Fields have names, so their order is visible only in `Debug` and in rustdoc.";
    ConstructorReordered = "constructor-reordered", Breaking;
        wire "None.";
        callers "`new` takes the same arguments in another order. Where their types are equal, callers still compile and send one in place of another.";
    ConstructorChanged = "constructor-changed", Breaking;
        wire "None.";
        callers "`new` takes a struct of named fields instead of a list of arguments, or the reverse.";

    RestKept = "rest-kept", Additive;
        wire "Members that the schema does not declare are kept instead of rejected.";
        callers "One field is added to a struct that is `#[non_exhaustive]`.";
    RestRefused = "rest-refused", Breaking;
        wire "A member that the schema does not declare is now an error.";
        callers "The field that kept such members is removed.";
    RestRetyped = "rest-retyped", Breaking;
        wire "Members that the schema does not declare have another type.";
        callers "The field that keeps such members has another name or type.";

    ValueAdded = "value-added", Additive;
        wire "The API may send the value.";
        callers "Enums are `#[non_exhaustive]`: every `match` has a wildcard arm. An open enum decoded it as `Unrecognized` before; a closed enum (a `const`) rejected it.";
    ValueRemoved = "value-removed", Breaking;
        wire "If it is still sent, an open enum decodes it as `Unrecognized` and encodes it unchanged; a closed enum (a `const`) rejects it.";
        callers "Code that names the variant no longer compiles.";
    ValueRenamed = "value-renamed", Breaking;
        wire "None: only the Rust name differs.";
        callers "Code that uses the variant's old name no longer compiles.";
    ValueWireRenamed = "value-wire-renamed", Breaking;
        wire "The variant is another string. If the old string is sent, an open enum decodes it as `Unrecognized`; a closed enum (a `const`) rejects it.";
        callers "Everything compiles, and sends and expects another value.";
    ValuesReordered = "values-reordered", Docs;
        wire "None.";
        callers "`KNOWN` lists the values in another order; no code depends on it.";
    ValuesRetyped = "values-retyped", Breaking;
        wire "Values of another JSON type, or wider integers.";
        callers "`Unrecognized` contains another type, and the enum converts from and to this type.";
    EnumOpened = "enum-opened", Breaking;
        wire "Values that the schema does not list are accepted.";
        callers "Parsing can no longer fail, so `FromStr::Err` is another type.";
    EnumClosed = "enum-closed", Breaking;
        wire "Values that the schema does not list are now errors.";
        callers "`Unrecognized` and `From<&str>` are removed.";

    OperationAdded = "operation-added", Additive;
        wire "Nothing that is sent today changes.";
        callers "A new call in a module; nothing that exists is touched.";
    OperationRemoved = "operation-removed", Breaking;
        wire "The API no longer describes it.";
        callers "Code that names the call no longer compiles.";
    OperationMoved = "operation-moved", Breaking;
        wire "It has another method or another path.";
        callers "Everything compiles, but sends another request: allow lists and mock servers with the old path reject it.";
    OperationRerouted = "operation-rerouted", Breaking;
        wire "It is sent to another host, or with other credentials.";
        callers "Everything compiles, but the host or the credentials of a caller may no longer match.";
    BodyChanged = "body-changed", Breaking;
        wire "The body has another type, is added, or is removed.";
        callers "The field `body` has another type, and so has the argument of `new` or the setter.";
    AnswerChanged = "answer-changed", Breaking;
        wire "A success response has another type.";
        callers "`Call::Answer` is another type.";
    PagesAdded = "pages-added", Additive;
        wire "None.";
        callers "The call has a way from a response to the next page.";
    PagesRemoved = "pages-removed", Breaking;
        wire "A response no longer contains the start of the next page, or a call no longer accepts it.";
        callers "The call is no longer `Paginated`.";
    ParameterAddedOptional = "parameter-added-optional", Additive;
        wire "It may be present or absent.";
        callers "The call is `#[non_exhaustive]` and `new` takes required parameters only: one field and one setter are added.";
    ParameterAddedRequired = "parameter-added-required", Breaking;
        wire "A call must contain it.";
        callers "`new` takes one more argument.";
    ParameterRemoved = "parameter-removed", Breaking;
        wire "It is no longer sent.";
        callers "The field and its setter, or an argument of `new`, are removed.";
    ParameterRenamed = "parameter-renamed", Breaking;
        wire "None: only the Rust name differs.";
        callers "The field has another name, and so has its setter.";
    ParameterRetyped = "parameter-retyped", Breaking;
        wire "Values of another type, or lists that are encoded differently.";
        callers "The field has another type, and so has its argument.";
    ParameterNowRequired = "parameter-now-required", Breaking;
        wire "A call must contain it.";
        callers "The field is no longer an `Option`, its setter is removed, and `new` takes one more argument.";
    ParameterNowOptional = "parameter-now-optional", Breaking;
        wire "It may be omitted.";
        callers "The field becomes an `Option`, and `new` loses an argument.";
    ParametersReordered = "parameters-reordered", Breaking;
        wire "None, or that of a path whose segments are in another order.";
        callers "`new` takes the same arguments in another order. Where their types are equal, callers still compile and send one in place of another.";

    IdAdded = "id-added", Additive;
        wire "None.";
        callers "A new name in `ids`.";
    IdRemoved = "id-removed", Breaking;
        wire "None.";
        callers "Code that names the identifier's type no longer compiles.";
    FeatureAdded = "feature-added", Additive;
        wire "None.";
        callers "A new Cargo feature; `default` enables all features.";
    FeatureRemoved = "feature-removed", Breaking;
        wire "None.";
        callers "Cargo rejects a build that enables a feature that does not exist.";
    FeatureWidened = "feature-widened", Additive;
        wire "None.";
        callers "The feature enables more features than before.";
    FeatureNarrowed = "feature-narrowed", Breaking;
        wire "None.";
        callers "Types of the feature now require another feature.";
    ConstraintNarrowed = "constraint-narrowed", Docs;
        wire "Fewer values are valid than before: the API may reject a request that it accepted.";
        callers "None: no type checks keywords that only narrow values.";
    ConstraintWidened = "constraint-widened", Docs;
        wire "More values are valid than before: a response may contain new ones.";
        callers "None: types already accept such values.";
    ConstraintChanged = "constraint-changed", Docs;
        wire "Other values are valid than before. Whether they are fewer or more is unknown.";
        callers "None: no type checks keywords that only narrow values.";
    DefaultChanged = "default-changed", Docs;
        wire "The API uses another value for an absent member.";
        callers "None in the code: an absent member decodes as absent. A request that omits it has another meaning. With `fill` in `[default]`, `member-fill-changed` is reported too.";
    SchemaEdited = "schema-edited", Docs;
        wire "None that is known.";
        callers "None. The file has another text or another name, and no rule applies to the difference.";
    DocChanged = "doc-changed", Docs;
        wire "None.";
        callers "Text only.";

    SurfaceChanged = "surface-changed", Breaking;
        wire "Unknown.";
        callers "The public items of the emitted code differ, and no other rule explains why. The change counts as breaking, because nothing shows that it is compatible.";
    GeneratorRemoved = "generator-removed", Breaking;
        wire "None: the schemas are the same.";
        callers "The generator no longer emits a public item, or emits it with another signature.";
    GeneratorAdded = "generator-added", Additive;
        wire "None: the schemas are the same.";
        callers "The generator emits a new public item.";
    GeneratorOutput = "generator-output", Docs;
        wire "None: the schemas are the same. Decoding and encoding may differ within the same public code.";
        callers "The generator emits other documentation, or other code in functions.";
}

impl Rule {
    /// The rule of that id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.id() == id)
    }
}
