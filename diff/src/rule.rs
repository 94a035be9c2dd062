//! The rules: everything that can change between two states, how bad it is, and why.

/// How bad a change is for those who use the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing but text.
    Docs,
    /// Something new; what compiled and decoded before still does.
    Additive,
    /// Code that compiled no longer does, or what it did is no longer done.
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
        /// A kind of change. Its id is stable: it stands in accept lists.
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

            /// How bad it is.
            #[must_use]
            pub fn level(self) -> Level {
                match self {
                    $(Self::$name => Level::$level,)*
                }
            }

            /// What it means on the wire.
            #[must_use]
            pub fn wire(self) -> &'static str {
                match self {
                    $(Self::$name => $wire,)*
                }
            }

            /// What it means for callers of the code as it is emitted: the reason of the level.
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
        callers "Whoever names the type no longer compiles.";
    TypeRenamed = "type-renamed", Breaking;
        wire "None, if it is the same schema under another name.";
        callers "Whoever names the type by its old path no longer compiles. Told apart from a removal by the schema, or guessed from members that agree.";
    SchemaRenamed = "schema-renamed", Docs;
        wire "None.";
        callers "The same Rust path now comes from a schema with another title: only the `doc(alias)` and the text change.";
    KindChanged = "kind-changed", Breaking;
        wire "Another kind of value stands there (an object, a string, a union).";
        callers "A struct, an enum, a newtype, an alias and a union are used in different ways.";
    TypeAliased = "type-aliased", Additive;
        wire "None: the same members stand there.";
        callers "The struct is another name for a new one. Its members, its functions and its traits are those of the new one, and whatever differs in them is reported on its own.";
    TypeRetargeted = "type-retargeted", Breaking;
        wire "Another type of value stands there.";
        callers "A newtype holds, or an alias names, another type than before.";
    UnionChanged = "union-changed", Breaking;
        wire "A value of an alternative stands there in another way, or no longer.";
        callers "A variant is gone, holds another type, or the union no longer has the variant of values that it does not know.";
    AlternativeAdded = "alternative-added", Additive;
        wire "A value may be of another alternative, too.";
        callers "Unions are `#[non_exhaustive]`, so every `match` has a wildcard arm. Until now an open union kept the value as `Unrecognized`; it moves.";
    AlternativesReordered = "alternatives-reordered", Docs;
        wire "None: a tag, the one member, or the JSON type tells them apart, whatever their order.";
        callers "Variants stand in another order in rustdoc; nothing compares by it.";
    AlternativesRetried = "alternatives-retried", Breaking;
        wire "A value that fits several alternatives is of another one.";
        callers "Everything compiles. Nothing but their members tells the alternatives apart, and what fits several is the first of them.";
    DirectionChanged = "direction-changed", Docs;
        wire "The type travels another way than before.";
        callers "Nothing by itself. What it changes in the code, such as members that become strict, is reported on its own.";
    TraitAdded = "trait-added", Additive;
        wire "None.";
        callers "The type can be used in more places.";
    TraitRemoved = "trait-removed", Breaking;
        wire "None.";
        callers "Whoever compares, hashes (`HashSet`, `HashMap`) or defaults the type no longer compiles.";

    MemberAddedOptional = "member-added-optional", Additive;
        wire "It may be there or not.";
        callers "The struct is `#[non_exhaustive]` and `new` takes required members only: one field and one setter more. Until now the member was kept in `unknown_fields`; it moves.";
    MemberAddedRequired = "member-added-required", Breaking;
        wire "A request must carry it; a response without it, such as one that was stored before, no longer decodes.";
        callers "`new` takes one argument more. This holds for types of responses too: tests and mocks construct them.";
    MemberAddedLenient = "member-added-lenient", Breaking;
        wire "A response without it still decodes: it reads as empty, or as what the configuration says.";
        callers "`new` takes one argument more, though everything still decodes: tests and mocks that construct the type no longer compile.";
    MemberRemoved = "member-removed", Breaking;
        wire "What is still sent under the name is kept in `unknown_fields`.";
        callers "Field and setter, or an argument of `new`, are gone.";
    MemberRenamed = "member-renamed", Breaking;
        wire "None: only the Rust name differs.";
        callers "The field has another name, and so has its setter.";
    MemberWireRenamed = "member-wire-renamed", Breaking;
        wire "The member is read and written under another name; the old one is kept in `unknown_fields`.";
        callers "Everything compiles, and means another member: bodies that were stored before read differently.";
    MemberRetyped = "member-retyped", Breaking;
        wire "Values of another type.";
        callers "The field has another type, and so has its argument.";
    ArgumentNarrowed = "argument-narrowed", Breaking;
        wire "None.";
        callers "`new` or the setter takes a value of the member's type, and no longer whatever converts into it: a string literal no longer compiles.";
    ArgumentWidened = "argument-widened", Additive;
        wire "None.";
        callers "`new` or the setter takes whatever converts into the member's type, and values of the type itself as before.";
    MemberNowOptional = "member-now-optional", Breaking;
        wire "It may be left out.";
        callers "The field becomes an `Option`, and `new` loses an argument.";
    MemberNowRequired = "member-now-required", Breaking;
        wire "A request must carry it; in a response it is said to be there always.";
        callers "The field is no `Option` any more, its setter is gone, and `new` takes one argument more.";
    MemberNowNullable = "member-now-nullable", Breaking;
        wire "`null` is a value of its own.";
        callers "The field gets one `Option` more.";
    MemberNoLongerNullable = "member-no-longer-nullable", Breaking;
        wire "`null` is no value of its own any more.";
        callers "The field gets one `Option` less.";
    MemberNowLenient = "member-now-lenient", Additive;
        wire "A body without it, or with `null`, decodes now: it reads as empty, or as what the configuration says.";
        callers "Field and constructor are the same; a decoding that failed succeeds.";
    MemberNowStrict = "member-now-strict", Breaking;
        wire "A body without it, or with `null`, is an error now.";
        callers "Everything compiles; a decoding that succeeded fails.";
    MemberAbsentValueChanged = "member-absent-value-changed", Breaking;
        wire "A body without it decodes as before.";
        callers "Everything compiles; an absent member reads as another value.";
    MemberBoxed = "member-boxed", Breaking;
        wire "None.";
        callers "The field's type becomes a `Box`: reading through it goes on, moving out of it or assigning to it does not.";
    MemberUnboxed = "member-unboxed", Breaking;
        wire "None.";
        callers "The field's type is no `Box` any more: a `*` in front of it, or a `Box` assigned to it, no longer compiles.";
    MembersReordered = "members-reordered", Docs;
        wire "Members are written in another order, which means nothing in JSON.";
        callers "Fields have names, so their order shows in `Debug` and in rustdoc only.";
    ConstructorReordered = "constructor-reordered", Breaking;
        wire "None.";
        callers "`new` takes the same arguments in another order. Where their types are the same, callers compile and send one in the place of another.";
    ConstructorChanged = "constructor-changed", Breaking;
        wire "None.";
        callers "`new` takes a struct of named members instead of a list of arguments, or the other way round.";

    RestKept = "rest-kept", Additive;
        wire "Members that the schema does not name are kept, where they were refused.";
        callers "One field more, in a struct that is `#[non_exhaustive]`.";
    RestRefused = "rest-refused", Breaking;
        wire "A member that the schema does not name is an error now.";
        callers "The field that kept such members is gone.";
    RestRetyped = "rest-retyped", Breaking;
        wire "Members that the schema does not name have another type.";
        callers "The field that keeps such members has another name or type.";

    ValueAdded = "value-added", Additive;
        wire "The API may send it from now on.";
        callers "Enums are `#[non_exhaustive]`: every `match` has an arm for it. Until now an open enum read it as `Unrecognized`, and a closed one (a `const`) refused it.";
    ValueRemoved = "value-removed", Breaking;
        wire "If it is sent nevertheless, an open enum reads it as `Unrecognized` and writes it as it came, and a closed one (a `const`) refuses it.";
        callers "Whoever names the variant no longer compiles.";
    ValueRenamed = "value-renamed", Breaking;
        wire "None: only the Rust name differs.";
        callers "Whoever names the variant by its old name no longer compiles.";
    ValueWireRenamed = "value-wire-renamed", Breaking;
        wire "The variant stands for another string. If the old one is sent, an open enum reads it as `Unrecognized`, and a closed one (a `const`) refuses it.";
        callers "Everything compiles, and sends and expects another value.";
    ValuesReordered = "values-reordered", Docs;
        wire "None.";
        callers "`KNOWN` lists the values in another order; nothing compares by it.";
    ValuesRetyped = "values-retyped", Breaking;
        wire "Values of another JSON type, or wider integers.";
        callers "`Unrecognized` holds another type, and so does what the enum is made from and read as.";
    EnumOpened = "enum-opened", Breaking;
        wire "Values that the schema does not name are taken.";
        callers "Parsing can't fail any more, so `FromStr::Err` is another type.";
    EnumClosed = "enum-closed", Breaking;
        wire "Values that the schema does not name are errors now.";
        callers "`Unrecognized` and `From<&str>` are gone.";

    OperationAdded = "operation-added", Additive;
        wire "Nothing that is sent today changes.";
        callers "A new call in a module; nothing that exists is touched.";
    OperationRemoved = "operation-removed", Breaking;
        wire "The API no longer describes it.";
        callers "Whoever names the call no longer compiles.";
    OperationMoved = "operation-moved", Breaking;
        wire "It has another method or another path.";
        callers "Everything compiles, and sends something else: allow lists and mock servers that know the old path refuse it.";
    OperationRerouted = "operation-rerouted", Breaking;
        wire "It goes to another host, or takes other credentials.";
        callers "Everything compiles, and is sent elsewhere, or with other credentials: what a caller hands in may not fit.";
    BodyChanged = "body-changed", Breaking;
        wire "The body is another one, or there is none any more, or one where there was none.";
        callers "The field `body` has another type, and with it the argument of `new` or the setter.";
    AnswerChanged = "answer-changed", Breaking;
        wire "A successful answer is another one.";
        callers "`Call::Answer` is another type.";
    PagesAdded = "pages-added", Additive;
        wire "None.";
        callers "The call leads from an answer to the next page.";
    PagesRemoved = "pages-removed", Breaking;
        wire "An answer no longer says where the next page begins, or a call no longer takes it.";
        callers "The call is not `Paginated` any more.";
    ParameterAddedOptional = "parameter-added-optional", Additive;
        wire "It may be there or not.";
        callers "The call is `#[non_exhaustive]` and `new` takes required parameters only: one field and one setter more.";
    ParameterAddedRequired = "parameter-added-required", Breaking;
        wire "A call must carry it.";
        callers "`new` takes one argument more.";
    ParameterRemoved = "parameter-removed", Breaking;
        wire "It is no longer sent.";
        callers "Field and setter, or an argument of `new`, are gone.";
    ParameterRenamed = "parameter-renamed", Breaking;
        wire "None: only the Rust name differs.";
        callers "The field has another name, and so has its setter.";
    ParameterRetyped = "parameter-retyped", Breaking;
        wire "Values of another type, or lists that are written in another way.";
        callers "The field has another type, and so has its argument.";
    ParameterNowRequired = "parameter-now-required", Breaking;
        wire "A call must carry it.";
        callers "The field is no `Option` any more, its setter is gone, and `new` takes one argument more.";
    ParameterNowOptional = "parameter-now-optional", Breaking;
        wire "It may be left out.";
        callers "The field becomes an `Option`, and `new` loses an argument.";
    ParametersReordered = "parameters-reordered", Breaking;
        wire "None, or that of a path whose segments are in another order.";
        callers "`new` takes the same arguments in another order. Where their types are the same, callers compile and send one in the place of another.";

    IdAdded = "id-added", Additive;
        wire "None.";
        callers "A new name in `ids`.";
    IdRemoved = "id-removed", Breaking;
        wire "None.";
        callers "Whoever names the identifier's type no longer compiles.";
    FeatureAdded = "feature-added", Additive;
        wire "None.";
        callers "A new cargo feature; `default` turns on all of them.";
    FeatureRemoved = "feature-removed", Breaking;
        wire "None.";
        callers "Cargo refuses a build that turns on a feature that is not there.";
    FeatureWidened = "feature-widened", Additive;
        wire "None.";
        callers "The feature turns on others beside those it did.";
    FeatureNarrowed = "feature-narrowed", Breaking;
        wire "None.";
        callers "Types that came with the feature need another one to be turned on.";
    ConstraintNarrowed = "constraint-narrowed", Docs;
        wire "Fewer values are valid than before: a request may be refused that was taken.";
        callers "Nothing: no type checks what is narrower than itself, neither before nor now.";
    ConstraintWidened = "constraint-widened", Docs;
        wire "More values are valid than before: a response may carry what none did.";
        callers "Nothing: types take such values already.";
    ConstraintChanged = "constraint-changed", Docs;
        wire "Other values are valid than before. Whether they are fewer or more can't be told.";
        callers "Nothing: no type checks what is narrower than itself, neither before nor now.";
    DefaultChanged = "default-changed", Docs;
        wire "The API takes an absent member for another value than before.";
        callers "Nothing in the code: an absent member reads as absent. What is left out of a request means something else. With `fill` of `[default]`, `new` makes another value.";
    SchemaEdited = "schema-edited", Docs;
        wire "None that is known.";
        callers "Nothing. The file says something else, or is another one, and no rule has found that it matters.";
    DocChanged = "doc-changed", Docs;
        wire "None.";
        callers "Text only.";

    SurfaceChanged = "surface-changed", Breaking;
        wire "Unknown.";
        callers "The emitted code of the type differs in public, and no other rule says why. It counts as breaking, since nothing shows that it is not.";
    GeneratorRemoved = "generator-removed", Breaking;
        wire "None: the schemas are the same.";
        callers "The generator itself no longer emits something public, or emits it with another signature.";
    GeneratorAdded = "generator-added", Additive;
        wire "None: the schemas are the same.";
        callers "The generator itself emits something new in public.";
    GeneratorOutput = "generator-output", Docs;
        wire "None: the schemas are the same. How bodies are read and written may differ within the same public code.";
        callers "The generator itself emits other docs, or other code inside of functions.";
}

impl Rule {
    /// The rule of that id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.id() == id)
    }
}
