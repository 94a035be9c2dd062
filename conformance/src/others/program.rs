//! The program of several inputs' types: decodes, encodes, validates and describes.

use std::collections::BTreeMap;
use std::path::Path;

use schemawright::model::ItemId;

use super::{Made, Report, Trial};
use crate::described::{Described, of_type};
use crate::enabled::Enabled;
use crate::subject::{Answer, Package, Question, Subject, Tried, Uses, write_types};
use crate::values::{Judged, Source};

/// The results of a type for a value.
pub(super) struct Answered {
    pub(super) answer: Answer,
    /// The violations that `validate` finds; none if it did not run.
    pub(super) found: Option<Answer>,
}

pub(super) struct Program {
    subject: Subject,
    /// The indices of the types in the program, by their paths in it.
    index: BTreeMap<String, usize>,
}

impl Program {
    /// Builds the types of inputs into a program.
    ///
    /// # Errors
    /// A file that can't be written, or code that does not build.
    pub(super) fn build(batch: &[Made], trials: &[Vec<Trial<'_>>], scratch: &Path) -> Result<Self, String> {
        let mut tried = BTreeMap::new();
        for (made, trials) in batch.iter().zip(trials) {
            write_types(&made.output, scratch.join("types").join(&made.key))?;
            tried.extend(trials.iter().map(|trial| (path(made, trial), Uses::All.of(trial.item))));
        }
        let whole = Enabled::whole();
        let packages = batch.iter().map(|made| {
            let path = format!("../../types/{}", made.key);
            Package { key: &made.key, path, output: &made.output, enabled: &whole }
        });
        let packages: Vec<_> = packages.collect();
        let types = tried.iter().map(|(path, uses)| Tried { path: path.clone(), uses: *uses });
        // A program is named by its first input.
        let directory = scratch.join("programs").join(&batch[0].key);
        let subject = Subject::of(&packages, types, &directory)?;
        let index = tried.into_keys().enumerate().map(|(index, path)| (path, index)).collect();
        Ok(Self { subject, index })
    }

    /// The results for the values of an input.
    ///
    /// # Errors
    /// A program that can't be run to its end.
    pub(super) fn ask(&self, made: &Made, trials: &[Trial<'_>]) -> Result<Vec<Answered>, String> {
        let question = |trial| Question { item: self.index[&path(made, trial)], value: &trial.judged.value };
        let questions: Vec<_> = trials.iter().map(question).collect();
        let answers = self.subject.ask(&questions)?;
        // A value that does not decode can't be validated.
        let is_checked = |index: usize| answers[index].is_ok() && trials[index].item.description.is_some();
        let checked: Vec<_> = (0..trials.len()).filter(|index| is_checked(*index)).collect();
        let to_check: Vec<_> = checked.iter().map(|index| &questions[*index]).collect();
        let mut found: Vec<Option<Answer>> = vec![None; trials.len()];
        for (index, answer) in checked.iter().zip(self.subject.validate(&to_check)?) {
            found[*index] = Some(answer);
        }
        Ok(answers.into_iter().zip(found).map(|(answer, found)| Answered { answer, found }).collect())
    }

    /// The `JsonSchema` schema of a type; none if the program does not have the type.
    pub(super) fn schema(&self, made: &Made, id: ItemId) -> Option<Answer> {
        let item = made.output.model.item(id);
        let index = self.index.get(&format!("{}::{}", made.key, item.path))?;
        item.description.as_ref().map(|_| self.subject.schema(*index))
    }

    /// Compares the examples and the `JsonSchema` of an input's types with their schemas.
    ///
    /// # Errors
    /// As [`ask`](Self::ask).
    pub(super) fn describe(
        &self,
        made: &Made,
        trials: &[Trial<'_>],
        source: &Source<'_>,
        report: &mut Report,
    ) -> Result<(), String> {
        for of_item in trials.chunk_by(|one, other| one.id == other.id) {
            let trial = &of_item[0];
            if trial.item.description.is_none() {
                continue;
            }
            let values: Vec<&Judged> = of_item.iter().map(|trial| &trial.judged).collect();
            let ty = Described {
                subject: &self.subject,
                item: trial.item,
                index: self.index[&path(made, trial)],
                validators: source.validators(),
                widened: &|| source.widened(),
                at: &trial.at,
                has_reported: made.has_reported(),
                has_substitutes: made.has_substitutes,
            };
            report.described += 1;
            let row = &mut report.rows[made.row];
            row.wrong.extend(of_type(&ty, &values)?);
        }
        Ok(())
    }
}

/// The path of a type in the program.
fn path(made: &Made, trial: &Trial<'_>) -> String {
    format!("{}::{}", made.key, trial.item.path)
}
