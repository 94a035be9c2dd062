//! What is computed over the whole Model: each pass a function from Model to Model.

mod boxing;
mod direction;
pub(crate) mod finite;
mod secrets;
mod traits;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::model::Model;

/// Runs all passes.
pub(crate) fn run(mut model: Model, config: &Config) -> Result<Model, Diagnostics> {
    model = direction::run(model, &config.rules.direction);
    model = secrets::run(model);
    model = boxing::run(model, &config.rules.boxing)?;
    Ok(traits::run(model))
}
