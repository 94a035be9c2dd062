//! Emits the files of the package besides the code: `Cargo.toml`, `rustfmt.toml`.

use crate::config::Config;
use crate::emit::{Context, features};
use crate::form::MARK;
use crate::form::WireDependency;
use crate::model;
use crate::text::{one_line, visible};

/// The text of `Cargo.toml`.
pub(super) fn cargo_toml(context: &Context, package: &model::Package, wire: &WireDependency) -> String {
    let mut text = head(context.config, &package.name);
    text.push_str("include = [\"/src\", \"/types.json\"]\n\n");
    if let Some(features) = &package.features {
        text.push_str(&features::table(features));
        text.push('\n');
    }
    text.push_str("[dependencies]\n");
    text.push_str(&format!("schemawright-wire = {}\n", dependency(wire, "")));
    for (name, dependency) in &package.dependencies {
        text.push_str(&format!("{name} = {dependency}\n"));
    }
    text.push_str("\n[dev-dependencies]\n");
    text.push_str(&format!("schemawright-wire = {}\n", dependency(wire, ", features = [\"testing\"]")));
    text
}

/// The header, and the metadata of the package.
pub(crate) fn head(config: &Config, name: &str) -> String {
    let package = &config.rules.package;
    let mut text = format!("# {MARK}.\n# Do not edit: {}.\n\n[package]\n", config.how_to_change());
    let mut key = |name: &str, value: &str| text.push_str(&format!("{name} = {}\n", quoted(value)));
    key("name", name);
    key("version", package.version());
    key("edition", "2024");
    key("rust-version", env!("CARGO_PKG_RUST_VERSION"));
    key("description", &one_line(package.description()));
    if let Some(license) = &package.license {
        key("license", license);
    }
    if let Some(repository) = &package.repository {
        key("repository", repository);
    }
    text
}

fn dependency(wire: &WireDependency, more: &str) -> String {
    match wire {
        WireDependency::Path(path) => {
            format!("{{ version = {}, path = {}{more} }}", quoted(env!("CARGO_PKG_VERSION")), quoted(path))
        }
        WireDependency::Version(version) => format!("{{ version = {}{more} }}", quoted(version)),
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(visible(text).into_owned()).to_string()
}

/// The text of `rustfmt.toml`. It disables rustfmt, because the code is already formatted in another style.
pub(crate) fn rustfmt_toml() -> String {
    format!("# {MARK}.\ndisable_all_formatting = true\n")
}
