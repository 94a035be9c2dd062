//! The whole workflow of a user who has schemas and the program, and nothing else of this repository except `schemawright-wire`.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// The schemas of a shop.
const SCHEMAS: [(&str, &str); 8] = [
    (
        "order.json",
        r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Order", "type": "object",
  "properties": {
    "order_id": {"type": "string"},
    "state": {"$ref": "state.json"},
    "customer": {"$ref": "customer.json"},
    "items": {"type": "array", "items": {"$ref": "item.json"}},
    "payment": {"$ref": "payment.json"},
    "note": {"type": "string"},
    "placed_at": {"type": "string", "format": "date-time"}
  },
  "required": ["order_id", "state", "items"]
}"#,
    ),
    ("state.json", r#"{"title": "State", "type": "string", "enum": ["open", "paid", "sent"]}"#),
    (
        "customer.json",
        r#"{"title": "Customer", "type": "object", "properties": {"customer_id": {"type": "string"}, "session_token": {"type": "string"},
  "address": {"$ref": "address.json"}}, "required": ["customer_id"]}"#,
    ),
    (
        "address.json",
        r#"{"title": "Address", "type": "object", "properties": {"lines": {"type": "array", "items": {"type": "string"}}, "country": {"type": "string"}},
  "required": ["lines"]}"#,
    ),
    (
        "item.json",
        r#"{"title": "Item", "type": "object", "properties": {"article": {"type": "string"}, "count": {"type": "integer"}, "price": {"$ref": "money.json"}},
  "required": ["article", "count"]}"#,
    ),
    (
        "money.json",
        r#"{"title": "Money", "type": "object", "properties": {"cents": {"type": "integer"}, "currency": {"type": "string"}}, "required": ["cents"]}"#,
    ),
    (
        "payment.json",
        r#"{"title": "Payment", "oneOf": [
  {"title": "Card", "type": "object", "properties": {"kind": {"const": "card"}, "last4": {"type": "string"}}, "required": ["kind", "last4"]},
  {"title": "Invoice", "type": "object", "properties": {"kind": {"const": "invoice"}, "due": {"type": "string"}}, "required": ["kind"]}]}"#,
    ),
    (
        "refund.json",
        r#"{"title": "Refund", "type": "object", "properties": {"order": {"$ref": "order.json"}, "amount": {"$ref": "money.json"}}}"#,
    ),
];

const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: Shop, version: '1'}
paths: {}
components:
  schemas:
    Voucher:
      type: object
      properties:
        code: {type: string}
        worth: {type: integer, nullable: true}
      required: [code]
";

/// The git repository of the user.
struct Shop(tempfile::TempDir);

impl Shop {
    fn new() -> Self {
        let shop = Self(tempfile::tempdir().unwrap());
        SCHEMAS.iter().for_each(|(name, text)| shop.write(&format!("schemas/{name}"), text));
        shop.git(&["init", "--quiet"]);
        shop
    }

    fn path(&self, path: &str) -> PathBuf {
        let root = self.0.path().canonicalize().unwrap().join("shop");
        if path.is_empty() { root } else { root.join(path) }
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn git(&self, arguments: &[&str]) {
        assert!(Command::new("git").args(arguments).current_dir(self.path("")).status().unwrap().success());
    }

    fn commit(&self) {
        self.git(&["add", "."]);
        self.git(&["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message=a"]);
    }

    /// The output of the program, which must end with this code.
    #[track_caller]
    fn said(&self, arguments: &[&str], code: i32) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_schemawright"));
        text(command.args(arguments).current_dir(self.path("")).output().unwrap(), code)
    }

    /// The output of cargo in a directory.
    #[track_caller]
    fn cargo(&self, directory: &str, arguments: &[&str], code: i32) -> String {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(arguments).arg("--offline").current_dir(self.path(directory));
        // The tests of other packages share the build directory: versions, flags and profile are the same.
        fs::copy(workspace().join("Cargo.lock"), self.path(directory).join("Cargo.lock")).unwrap();
        cargo.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("scratch-target"));
        cargo.env("CARGO_PROFILE_DEV_DEBUG", "false").env("CARGO_INCREMENTAL", "0").env("RUSTFLAGS", "-Dwarnings");
        text(cargo.output().unwrap(), code)
    }

    fn has_wire(&self) {
        let wire = workspace().join("wire");
        let file = self.read("schemawright.toml");
        let line = file.lines().find(|line| line.starts_with("# wire = ")).expect("a line to be uncommented");
        self.write("schemawright.toml", &file.replace(line, &format!("wire = '{}'", wire.display())));
    }
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().canonicalize().unwrap()
}

#[track_caller]
fn text(output: Output, code: i32) -> String {
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert_eq!(output.status.code(), Some(code), "{text}");
    text
}

#[test]
fn from_schemas_to_a_verdict() {
    let shop = Shop::new();
    let said = shop.said(&["init"], 0);
    assert!(
        said.starts_with("schemawright.toml: 8 schemas; members with the name of a secret: session_token"),
        "{said}"
    );
    assert!(said.ends_with("\nNow run `schemawright gen`\n"), "{said}");
    let file = shop.read("schemawright.toml");
    assert!(
        file.starts_with("#:schema ./schemawright.schema.json\n") && file.contains("\nout = \"shop-types\"\n"),
        "{file}"
    );
    assert!(shop.said(&["init"], 0).contains("nothing is written"));
    assert_eq!(shop.read("schemawright.toml"), file);

    shop.has_wire();
    let said = shop.said(&["gen"], 0);
    assert!(said.starts_with("8 schemas, "), "{said}");
    assert!(shop.read("shop-types/src/lib.rs").contains("pub session_token: Option<::schemawright_wire::Secret>,"));
    shop.cargo("shop-types", &["check"], 0);
    shop.commit();
    assert!(shop.said(&["check"], 0).contains(": in step, 0 warnings"));

    // An edit that removes a member.
    let order = shop.read("schemas/order.json").replace("    \"note\": {\"type\": \"string\"},\n", "");
    shop.write("schemas/order.json", &order);
    let said = shop.said(&["check"], 1);
    assert!(
        said.ends_with("shop-types is out of step with the schemas. To update it, run\n\n    schemawright gen\n"),
        "{said}"
    );
    let said = shop.said(&["gen"], 0);
    assert!(
        said.contains("Verdict: major (0.1.0 → 0.2.0): member-removed; `schemawright diff` explains more\n"),
        "{said}"
    );
    let said = shop.said(&["diff", "HEAD", "--fail-on", "breaking"], 1);
    assert!(said.contains("  member `note` of `Order` is removed  [order.json:"), "{said}");
    assert!(
        said.contains("no longer compiles: fn read(value: shop_types::Order) -> Option<String> { value.note }"),
        "{said}"
    );
    assert!(!said.contains("generator-output"), "{said}");
    shop.cargo("shop-types", &["check"], 0);

    // A source for `sync`.
    shop.write("openapi.yml", DOCUMENT);
    let said = shop.said(&["sync", "openapi.yml"], 0);
    assert!(said.starts_with("schemas: 1 added, 0 changed, 0 removed, 0 unchanged, 8 left alone\n"), "{said}");
    assert!(shop.read("schemas/voucher.json").contains("\"Voucher\""));
    shop.said(&["gen"], 0);
    assert!(shop.said(&["explain", "voucher.worth"], 0).contains("Option<Option<i64>>"));
    assert!(shop.said(&["explain", "payment"], 0).contains("    Card: `kind` is \"card\"\n"));
    assert!(shop.said(&["graph", "Refund"], 0).contains("|\"amount\"|"));
    assert!(shop.said(&["check"], 0).contains("9 schemas, "));
}

/// A running program that is ended on drop, and the lines of its output.
struct Watch(Child, Receiver<String>);

impl Watch {
    fn new(shop: &Shop) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_schemawright"));
        command.args(["watch", "--message-format", "json"]).current_dir(shop.path(""));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let (out, err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let errors = sender.clone();
        std::thread::spawn(move || {
            BufReader::new(out).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        std::thread::spawn(move || {
            BufReader::new(err).lines().map_while(Result::ok).try_for_each(|line| errors.send(line))
        });
        Self(child, lines)
    }

    /// Waits for a line that contains a text.
    #[track_caller]
    fn until(&self, wanted: &str) {
        let mut seen = Vec::new();
        loop {
            match self.1.recv_timeout(Duration::from_secs(60)) {
                Ok(line) if line.contains(wanted) => return,
                Ok(line) => seen.push(line),
                Err(error) => panic!("{error}: no {wanted:?} in {seen:#?}"),
            }
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn watch_reacts_and_survives_errors() {
    let shop = Shop::new();
    shop.said(&["init"], 0);
    let watch = Watch::new(&shop);
    watch.until("Watching ");
    let state = shop.read("schemas/state.json");
    shop.write("schemas/state.json", &state.replace("\"sent\"", "\"sent\", \"lost\""));
    watch.until("state.json changed");
    watch.until("8 schemas, ");
    assert!(shop.read("shop-types/src/lib.rs").contains("Lost"));
    shop.write("schemas/state.json", "{\"title\": ");
    watch.until("\"severity\":\"error\"");
    assert!(shop.read("shop-types/src/lib.rs").contains("Lost"), "the files of before are gone");
    // As many editors do: a temporary file replaces the old one.
    shop.write("schemas/.state.json.swp", &state);
    fs::rename(shop.path("schemas/.state.json.swp"), shop.path("schemas/state.json")).unwrap();
    watch.until("8 schemas, ");
    assert!(!shop.read("shop-types/src/lib.rs").contains("Lost"));
    // A directory that is moved away and back, or replaced by another one, is watched again.
    fs::rename(shop.path("schemas"), shop.path("old")).unwrap();
    watch.until("schemas changed");
    fs::rename(shop.path("old"), shop.path("schemas")).unwrap();
    watch.until("schemas changed");
    watch.until("8 schemas, ");
    shop.write("schemas/state.json", &state.replace("\"sent\"", "\"sent\", \"found\""));
    watch.until("state.json changed");
    watch.until("8 schemas, ");
    assert!(shop.read("shop-types/src/lib.rs").contains("Found"));
    // The files of a directory that is moved have no events of their own.
    shop.write("more/note.json", r#"{"title": "Note", "type": "object"}"#);
    fs::rename(shop.path("more"), shop.path("schemas/more")).unwrap();
    watch.until("more changed");
    watch.until("9 schemas, ");
    fs::rename(shop.path("schemas/more"), shop.path("more")).unwrap();
    watch.until("more changed");
    watch.until("8 schemas, ");
    let file = shop.read("schemawright.toml");
    shop.write("schemawright.toml", &file.replace("version = \"0.1.0\"", "version = \"0.7.0\""));
    watch.until("schemawright.toml changed");
    // A file is written in two steps, and on a busy machine each step may be an event of its own.
    while !shop.read("shop-types/Cargo.toml").contains("version = \"0.7.0\"") {
        watch.until("8 schemas, ");
    }
}

#[test]
#[ignore = "compiles the generator: `cargo xtask ci --only stranger` runs it"]
fn the_same_in_a_build_script() {
    let shop = Shop::new();
    let path = |package: &str| workspace().join(package).display().to_string();
    shop.write(
        "Cargo.toml",
        &format!(
            "[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nschemawright-wire = {{ path = '{}' }}\n\n\
             [build-dependencies]\nschemawright = {{ path = '{}', default-features = false }}\n",
            path("wire"),
            path("codegen")
        ),
    );
    shop.write(
        "build.rs",
        "fn main() {\n    schemawright::Build::new(\"schemas\").module(\"crate::types\").run();\n}\n",
    );
    shop.write(
        "src/main.rs",
        "#[allow(dead_code)]\nmod types {\n    include!(concat!(env!(\"OUT_DIR\"), \"/src/lib.rs\"));\n}\n\nfn main() {\n    \
         let order = schemawright_wire::decode::<types::Order>(r#\"{\"order_id\": \"o-1\", \"state\": \"lost\", \"items\": []}\"#);\n    \
         println!(\"{}\", order.is_ok());\n}\n",
    );
    assert!(shop.cargo("", &["run", "--quiet"], 0).contains("true"));
    // An error is shown with its place.
    let order = shop.read("schemas/order.json");
    shop.write("schemas/order.json", &order.replace("{\"$ref\": \"state.json\"}", "{\"$ref\": \"stat.json\"}"));
    let said = shop.cargo("", &["check"], 101);
    assert!(said.contains("error: shop@0.1.0: schemas/order.json:4:"), "{said}");
    assert!(said.contains("stat.json") && !said.contains("Diagnostic {"), "{said}");
    // A warning is reported too, and the build continues.
    shop.write("schemas/order.json", &order.replace("\"required\": [\"order_id\"", "\"required\": [\"ordr_id\""));
    let said = shop.cargo("", &["check"], 0);
    assert!(said.contains("warning: shop@0.1.0: schemas/order.json:11:"), "{said}");
}
