//! The result of a run.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use crate::config::RuleUse;
use crate::diagnostic::Diagnostics;
use crate::model::Model;
use crate::stages::Stages;

/// The result of a run.
#[derive(Clone, Debug)]
pub struct Output {
    /// Every file of the package (or module), by its path relative to the package's directory, with `/` between the parts.
    pub files: BTreeMap<String, String>,
    /// The Model of the files.
    pub model: Model,
    /// The name of the file of the configuration.
    pub config: String,
    /// Every rule of the configuration, with the items that it changed.
    pub rules: Vec<RuleUse>,
    /// Warnings for the author of the schemas.
    pub warnings: Diagnostics,
    /// The number of schema files.
    pub schemas: usize,
    /// The time of each stage, except reading the files.
    pub stages: Stages,
}

impl Output {
    /// The number of modules.
    #[must_use]
    pub fn modules(&self) -> usize {
        let modules: std::collections::BTreeSet<_> = self.model.items.iter().map(|item| &item.path.module).collect();
        modules.len()
    }

    /// Writes all files below a directory, for build scripts, whose output directory contains nothing else. Unchanged files are not
    /// written.
    ///
    /// # Errors
    /// A directory or file that can't be written.
    pub fn write_to(&self, directory: impl AsRef<Path>) -> io::Result<()> {
        for (path, text) in &self.files {
            let path = directory.as_ref().join(path);
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent)?;
            }
            if std::fs::read(&path).is_ok_and(|there| there == text.as_bytes()) {
                continue;
            }
            std::fs::write(path, text)?;
        }
        Ok(())
    }
}
