//! The namespaces that the facade declares for the compiler's messages.

use std::fs;

use crate::support::workspace;

/// Modules of the same names that the facade has itself.
const OWN: [&str; 2] = ["m2m", "rbac"];

#[test]
fn every_namespace_is_declared() {
    let read = |file: &str| fs::read_to_string(workspace().join(file)).unwrap();
    let (generated, facade) = (read("generated/src/lib.rs"), read("src/lib.rs"));
    let mut found = 0;
    // A module with a feature follows its attribute. With several features, the bundle of its name has them.
    for part in generated.split("#[cfg(").skip(1).filter(|part| part.contains("feature = ")) {
        let Some((condition, module)) = part.split_once("]\npub mod ") else { continue };
        let module = module.split(';').next().unwrap();
        let features: Vec<&str> = condition.split('"').skip(1).step_by(2).collect();
        let feature = if let [feature] = features[..] { feature } else { module };
        if !OWN.contains(&module) {
            assert!(facade.contains(&format!("\n    {module}: \"{feature}\",\n")), "{module}: {features:?}");
            found += 1;
        }
    }
    assert!(found > 20, "{found}");
}
