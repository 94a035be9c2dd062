use super::*;

#[test]
fn fragments_with_characters_that_none_can_have() {
    let schema = r##"{"definitions": {"List<(string|null)>": {}, "a b": {}, "50%": {}, "p%q": {}}}"##;
    let corpus = Corpus::from_sources([("a.json", schema)]).unwrap();
    let resolver = Resolver::new(&corpus).unwrap();
    for (reference, key) in [
        ("#/definitions/List<(string|null)>", "List<(string|null)>"),
        ("#/definitions/List%3C(string%7Cnull)%3E", "List<(string|null)>"),
        ("#/definitions/a b", "a b"),
        ("#/definitions/50%", "50%"),
        ("#/definitions/p%25q", "p%q"),
    ] {
        let found = resolver.resolve(reference, &Location::root(0)).ok().map(|location| location.pointer);
        assert_eq!(found, Some(format!("/definitions/{key}")), "{reference}");
    }
}

#[test]
fn a_pointer_behind_an_identifier_leads_into_the_schema() {
    let schema = r##"{"$id": "#/components/schemas/A", "properties": {"b c": {}, "d": []}}"##;
    let longer = r##"{"$id": "#/components/schemas/A/properties", "x": {}}"##;
    let corpus = Corpus::from_sources([("a.json", schema), ("b.json", longer), ("c.json", "{}")]).unwrap();
    let resolver = Resolver::new(&corpus).unwrap();
    let resolve = |reference: &str| resolver.resolve(reference, &Location::root(2)).ok();
    let at = |file: usize, pointer: &str| Some(Location { file, pointer: pointer.to_owned() });
    for (reference, expected) in [
        ("#/components/schemas/A", at(0, "")),
        ("#/components/schemas/A/properties", at(1, "")),
        ("#/components/schemas/A/properties/x", at(1, "/x")),
        ("#/components/schemas/A/properties/b c", None),
        ("#/components/schemas/B/properties/x", None),
    ] {
        assert_eq!(resolve(reference), expected, "{reference}");
    }
    let corpus = Corpus::from_sources([("a.json", schema), ("c.json", "{}")]).unwrap();
    let resolver = Resolver::new(&corpus).unwrap();
    let resolve = |reference: &str| resolver.resolve(reference, &Location::root(1)).ok();
    for (reference, expected) in [
        ("#/components/schemas/A/properties/b c", at(0, "/properties/b c")),
        ("#/components/schemas/A/properties/b%20c", at(0, "/properties/b c")),
        ("#/components/schemas/A/properties/d", None),
        ("#/components/schemas/A/properties/e", None),
    ] {
        assert_eq!(resolve(reference), expected, "{reference}");
    }
}
