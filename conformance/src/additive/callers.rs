//! Programs that use the types as callers do: every field, every function, every trait.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use schemawright::Output;
use schemawright::model::{Field, Item, Kind, Presence, Struct};
use xtask::cargo::cargo;

/// A function for each struct that uses all of its public items.
pub(super) struct Callers {
    text: String,
    scratch: PathBuf,
}

impl Callers {
    /// Callers of the present types.
    pub(super) fn of(output: &Output, scratch: &Path) -> Self {
        let mut text = String::from(
            "//! Callers of every struct.\n\n#![allow(dead_code, unused_imports, clippy::all)]\n\nuse std::any::Any;\nuse \
             std::borrow::{Borrow, BorrowMut};\nuse std::hash::Hash;\n\n",
        );
        for (id, item) in output.model.iter() {
            match &item.kind {
                Kind::Struct(kind) => structure(&mut text, output, id.0, item, kind),
                Kind::Enum(kind) => {
                    let path = &item.path;
                    let _ = writeln!(text, "fn e{}(value: types::{path}) -> bool {{\n    match &value {{", id.0);
                    for variant in &kind.variants {
                        let _ = writeln!(text, "        types::{path}::{} => true,", variant.rust_name);
                    }
                    let _ = writeln!(text, "        _ => value == types::{path}::KNOWN[0],\n    }}\n}}\n");
                }
                _ => {}
            }
        }
        Self { text, scratch: scratch.to_owned() }
    }

    /// Compiles them against generated types.
    ///
    /// # Errors
    /// The error of the compiler.
    pub(super) fn compile(&self, output: &Output) -> Result<(), String> {
        let (types, callers) = super::packages(&self.scratch);
        // Hundreds of references at once nest types deeper than one addition does.
        let root = format!("#![recursion_limit = \"2048\"]\n{}", output.files["src/lib.rs"]);
        let files = output.files.iter().map(|(path, text)| match path.as_str() {
            "src/lib.rs" => ("src/lib.rs", root.as_str()),
            path => (path, text.as_str()),
        });
        put(&types, files, true)?;
        let name = output.files["Cargo.toml"].lines().find_map(|line| line.strip_prefix("name = "));
        let name = name.ok_or("the generated package has no name")?;
        let manifest = format!(
            "[package]\nname = \"callers\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[workspace]\n\n\
             [dependencies]\ntypes = {{ path = \"../types\", package = {name} }}\n"
        );
        let text = format!("#![recursion_limit = \"2048\"]\n{}", self.text);
        put(&callers, [("Cargo.toml", &*manifest), ("src/lib.rs", &*text)].into_iter(), false)?;
        let mut command = cargo();
        command.args(["check", "--quiet", "--message-format", "short"]).current_dir(&callers);
        command.env("CARGO_TARGET_DIR", self.scratch.join("target")).env_remove("RUSTFLAGS");
        let output = command.output().map_err(|error| format!("can't run cargo: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(text.lines().filter(|line| line.contains("error")).take(40).collect::<Vec<_>>().join("\n"))
    }
}

/// Writes changed files, because cargo compares modification times. Removes other files, if the directory contains nothing else.
fn put<'a>(directory: &Path, files: impl Iterator<Item = (&'a str, &'a str)>, alone: bool) -> Result<(), String> {
    let cannot = |path: &Path, error: std::io::Error| format!("can't write {}: {error}", path.display());
    let files: Vec<_> = files.collect();
    if alone {
        for path in super::addition::files_below(directory, "rs") {
            let name = path.strip_prefix(directory).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            if !files.iter().any(|(path, _)| *path == name) {
                fs::remove_file(&path).map_err(|error| cannot(&path, error))?;
            }
        }
    }
    for (name, text) in files {
        let path = directory.join(name);
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            continue;
        }
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(&path, text)).map_err(|error| cannot(&path, error))?;
    }
    Ok(())
}

fn structure(text: &mut String, output: &Output, index: usize, item: &Item, kind: &Struct) {
    let path = format!("types::{}", item.path);
    let _ = write!(
        text,
        "fn s{index}(mut value: {path}) -> {path} {{\n    \
             let _: {path} = value.clone();\n    \
             let _: {path} = value.to_owned();\n    \
             let _: bool = value.eq(&value) || value.ne(&value);\n    \
             let _: String = format!(\"{{value:?}}\");\n    \
             let _: Box<{path}> = value.clone().into();\n    \
             let _: Result<{path}, std::convert::Infallible> = value.clone().try_into();\n    \
             let _: &{path} = value.borrow();\n    \
             let _: &mut {path} = value.borrow_mut();\n    \
             let _: std::any::TypeId = value.type_id();\n    \
             let _ = {path}::from(value.clone());\n"
    );
    if item.traits.default {
        let _ = writeln!(text, "    let _: {path} = {path}::default();");
    }
    if item.traits.hash {
        let _ = writeln!(text, "    value.hash(&mut std::hash::DefaultHasher::new());");
    }
    let names = kind.fields.iter().enumerate().map(|(index, field)| format!("{}: f{index}, ", field.rust_name));
    let rest = kind.rest.field_name().map(|name| format!("{name}: rest, ")).unwrap_or_default();
    let _ = writeln!(text, "    let {path} {{ {}{rest}.. }} = value;", names.collect::<String>());
    let fields = || kind.fields.iter().enumerate();
    let is_required = |field: &Field| field.presence != Presence::Optional;
    // `new` fills in required constants.
    let required: Vec<_> = fields().filter(|(_, field)| is_required(field) && !field.constant).collect();
    if takes_names(output, item) {
        let values = required.iter().map(|(index, field)| format!("{}: {}, ", field.rust_name, plain(*index, field)));
        let _ = writeln!(text, "    let mut made = {path}::new({path}Required {{ {} }});", values.collect::<String>());
    } else {
        let values: Vec<_> = required.iter().map(|(index, field)| plain(*index, field)).collect();
        let _ = writeln!(text, "    let mut made = {path}::new({});", values.join(", "));
    }
    for (index, field) in fields().filter(|(_, field)| !is_required(field)) {
        let (setter, value) = (field.setter_name(), plain(index, field));
        let _ = writeln!(text, "    if let Some(f{index}) = f{index} {{ made = made.{setter}({value}); }}");
    }
    for (index, field) in fields().filter(|(_, field)| is_required(field) && field.constant) {
        let _ = writeln!(text, "    made.{} = f{index};", field.rust_name);
    }
    if let Some(name) = kind.rest.field_name() {
        let _ = writeln!(text, "    made.{name} = rest;");
    }
    text.push_str("    made\n}\n\n");
}

/// The value of a field, without a box.
fn plain(index: usize, field: &Field) -> String {
    match (field.boxed.is_some(), field.nullable) {
        (true, true) => format!("f{index}.map(|value| *value)"),
        (true, false) => format!("*f{index}"),
        (false, _) => format!("f{index}"),
    }
}

/// Whether `new` takes a struct of named fields.
fn takes_names(output: &Output, item: &Item) -> bool {
    let module: String = item.path.module.iter().map(|part| format!("{part}/")).collect();
    let file = output.files.get(&format!("src/{module}construct.rs"));
    file.is_some_and(|text| text.contains(&format!("pub struct {}Required ", item.path.name)))
}
