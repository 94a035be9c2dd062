//! A package that was generated for another version of the codec does not compile, and the compiler's message has instructions.

use crate::support::scratch::Scratch;
use schemawright::{Config, Corpus, Generator, WireDependency};

const OWN: &str = "codec_version! {\n    7\n}";

#[test]
fn a_package_of_another_version_does_not_compile() {
    let schema = ("User.json".to_owned(), r#"{"title": "User", "type": "string"}"#.to_owned());
    let corpus = Corpus::from_sources(vec![schema]).unwrap_or_else(|faults| panic!("{faults}"));
    let config = Config::parse("codegen.toml", "").unwrap_or_else(|faults| panic!("{faults}"));
    let mut scratch = Scratch::new("version");
    for (name, version) in [("earlier", "6"), ("own", "7"), ("later", "8")] {
        let generator = Generator::new("").name(name).wire(WireDependency::Path(Scratch::wire()));
        let output = generator.generate_from(&corpus, &config).unwrap_or_else(|faults| panic!("{faults}"));
        let mut files = output.files;
        let root = files.get_mut("src/lib.rs").expect("a package has a root");
        assert!(root.contains(OWN), "{root}");
        *root = root.replace(OWN, &OWN.replace('7', version));
        scratch.add(name, files);
    }
    scratch.write();
    scratch.cargo(&["check", "--quiet", "--package", "own"]);
    for (name, version) in [("earlier", "6"), ("later", "8")] {
        let (compiles, text) = scratch.run(&["check", "--quiet", "--package", name], true);
        let sentence = format!(
            "this code was generated for version {version} of the codec, and this `schemawright-wire` has version 7: generate it again with the \
             `schemawright` of the same release"
        );
        assert!(!compiles && text.contains(&sentence), "{text}");
    }
}
