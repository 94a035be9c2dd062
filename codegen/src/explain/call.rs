//! Explains an operation.

use std::fmt::Write as _;

use super::presence;
use crate::emit::module_file;
use crate::model::{Field, Host, Item, Operation};
use crate::output::Output;
use crate::visible::line as shown;

impl Output {
    /// The call of an operation, or one of its parameters.
    pub(super) fn explain_call(&self, item: &Item, operation: &Operation, field: Option<&Field>) -> String {
        let mut text = String::new();
        let _ = match field {
            None => writeln!(text, "{}: {}", item.path, item.kind.name()),
            Some(field) => writeln!(text, "{}::{}: {}", item.path, field.rust_name, self.model.field_type_name(field)),
        };
        let _ = writeln!(text, "  operation: {}", shown(&operation.id));
        let _ = writeln!(text, "  request:   {} {}", operation.method, shown(&operation.template()));
        let _ = writeln!(text, "  file:      {} → {}", shown(&item.source.file), module_file(&item.path.module));
        match field {
            Some(field) => self.explain_parameter(&mut text, operation, field),
            None => self.explain_whole(&mut text, operation),
        }
        text
    }

    fn explain_whole(&self, text: &mut String, operation: &Operation) {
        for parameter in &operation.parameters {
            let (field, place) = (&parameter.field, parameter.place.name());
            let _ = writeln!(
                text,
                "  {place}: {} as {}: {}",
                shown(&parameter.name),
                field.rust_name,
                self.model.field_type_name(field)
            );
        }
        if let Some(body) = &operation.body {
            let _ = writeln!(
                text,
                "  body:      {} ({})",
                self.model.field_type_name(&body.field),
                shown(&body.media_type)
            );
        }
        let answer = operation.answer.as_ref().map_or_else(|| "no body".to_owned(), |ty| self.model.type_name(ty));
        let _ = writeln!(text, "  answer:    {answer}");
        let _ = match &operation.host {
            Host::Api => Ok(()),
            Host::Url(url) => writeln!(text, "  host:      {}", shown(url)),
            Host::Named(name) => writeln!(text, "  host:      `{}`", shown(name)),
        };
        let auth = if operation.auth.is_empty() { "none".to_owned() } else { operation.auth.join(" or ") };
        let _ = writeln!(text, "  auth:      {}", shown(&auth));
        if let Some(page) = &operation.page {
            let path = |steps: &[crate::model::Step]| {
                steps.iter().map(|step| step.rust_name.as_str()).collect::<Vec<_>>().join(".")
            };
            let _ = writeln!(text, "  pages:     {} ← answer.{}", path(&page.cursor), path(&page.next));
        }
    }

    fn explain_parameter(&self, text: &mut String, operation: &Operation, field: &Field) {
        let mut parameters = operation.parameters.iter();
        let found = parameters.find(|parameter| parameter.field.rust_name == field.rust_name);
        let on_the_wire = match found {
            Some(parameter) => format!("{} {}", parameter.place.name(), shown(&parameter.name)),
            None => "the body".to_owned(),
        };
        let _ = writeln!(text, "  on the wire: {on_the_wire}, {}", presence(field));
        text.push_str(field.privacy.explained());
    }
}
