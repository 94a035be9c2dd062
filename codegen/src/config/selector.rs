//! The tables that select members, and the types that they give them: `[[timestamp]]`, `[[secret]]`, `[[id]]`, `[[values]]`.

use serde::Deserialize;

use super::glob::{Glob, Globs};
use super::target::FileNames;

/// Selects the members that a rule applies to.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields)]
pub(crate) struct Selector {
    /// The member's name. Without it, the rule applies to whole schemas.
    pub(super) member: Option<Globs>,
    /// The schema's title. Without it, any; the same applies to `id` and `file`.
    pub(super) schema: Option<Globs>,
    pub(super) id: Option<Globs>,
    pub(super) file: Option<Globs>,
    /// The `operationId`, for parameters. Without it, any operation, and schemas too.
    pub(super) operation: Option<Globs>,
    /// Titles, `$id`s, files and `operationId`s that the rule excludes.
    except: Option<Globs>,
    pub(crate) reason: Option<String>,
}

impl Selector {
    /// Whether the rule applies to members of a name or, if the name is empty, to whole schemas.
    pub(crate) fn is_about(&self, member: &str) -> bool {
        let of_schemas = || [&self.schema, &self.id, &self.file, &self.operation].into_iter().any(Option::is_some);
        match &self.member {
            Some(names) => !member.is_empty() && names.matches(member),
            None => member.is_empty() && of_schemas(),
        }
    }

    /// The patterns of `member` that match none of the members to which the rule applies.
    pub(crate) fn idle_members<'n>(&self, members: impl Iterator<Item = &'n str> + Clone) -> Vec<&Glob> {
        self.member.iter().flat_map(|names| names.idle(members.clone())).collect()
    }

    /// Whether the rule applies to a schema file.
    pub(crate) fn covers(&self, names: FileNames<'_>) -> bool {
        let FileNames { title, id, file, operation } = names;
        let takes = |globs: &Option<Globs>, name: Option<&str>| {
            globs.as_ref().is_none_or(|globs| name.is_some_and(|name| globs.matches(name)))
        };
        let excepted = |globs: &Globs| [Some(title), id, Some(file)].into_iter().flatten().any(|n| globs.matches(n));
        takes(&self.schema, Some(title).filter(|_| operation.is_none()))
            && takes(&self.operation, operation)
            && takes(&self.id, id)
            && takes(&self.file, Some(file))
            && !self.except.as_ref().is_some_and(excepted)
    }
}

/// Gives members a newtype of their own.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "IdTable")]
pub(crate) struct IdRule {
    pub(crate) ty: String,
    pub(crate) doc: Option<String>,
    pub(crate) selector: Selector,
}

/// Gives members a newtype of their own.
// Serde does not reject unknown keys in a flattened struct.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields)]
pub(super) struct IdTable {
    #[serde(rename = "type")]
    ty: String,
    doc: Option<String>,
    member: Option<Globs>,
    schema: Option<Globs>,
    id: Option<Globs>,
    file: Option<Globs>,
    operation: Option<Globs>,
    except: Option<Globs>,
    reason: Option<String>,
}

impl From<IdTable> for IdRule {
    fn from(table: IdTable) -> Self {
        let IdTable { ty, doc, member, schema, id, file, operation, except, reason } = table;
        Self { ty, doc, selector: Selector { member, schema, id, file, operation, except, reason } }
    }
}

/// Gives members the type of a schema that is an enum.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "ValuesTable")]
pub(crate) struct ValuesRule {
    /// The schema's title.
    pub(crate) of: String,
    pub(crate) selector: Selector,
}

/// Gives members the type of a schema that is an enum.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields)]
pub(super) struct ValuesTable {
    of: String,
    member: Option<Globs>,
    schema: Option<Globs>,
    id: Option<Globs>,
    file: Option<Globs>,
    except: Option<Globs>,
    reason: Option<String>,
}

impl From<ValuesTable> for ValuesRule {
    fn from(table: ValuesTable) -> Self {
        let ValuesTable { of, member, schema, id, file, except, reason } = table;
        Self { of, selector: Selector { member, schema, id, file, operation: None, except, reason } }
    }
}
