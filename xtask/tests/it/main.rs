//! The commands of this project, and rules for its files.

mod attributes;
mod documents;
mod drift;
mod layers;
mod modules;
mod names;
mod pages;
mod prose;
mod strangers;
mod upstream;
