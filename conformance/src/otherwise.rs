//! The types of other projects' schemas that differ when their schemas are read back, by the reason.

/// Each reason, and the types: `input: path`, where `*` at the end stands for any text.
const OTHERWISE: &[(&str, &[&str])] = &[
    (
        "the tag of the base is an open enum in the schema, so that no tag identifies the alternatives",
        &["geojson: GeoJSONObject*"],
    ),
    (
        "an alias has the schema of its type, and its own constraints stand where it is used",
        &["geojson: PolygonCoordinates", "openapi/box.json: ConflictErrorContextInfo"],
    ),
    ("`uniqueItems: false` restricts nothing and is omitted", &["compose-spec: ExtraHostsMapValue"]),
    (
        "the schema is of 2020-12: `dependentRequired` in place of `dependencies`, and a description beside a reference counts",
        &[
            "github-workflow: Step",
            "github-workflow: GithubWorkflowOnObjectPullRequest",
            "github-workflow: GithubWorkflowOnObjectPullRequestTarget",
            "github-workflow: GithubWorkflowOnObjectPush",
            "openapi/box.json: AiStudioAgentAsk",
        ],
    ),
    (
        "a constraint that contains a reference names the file of the type",
        &["cyclonedx-1.6: PublicKey", "jsonschema-2020-12: CoreObject", "jsonschema-2020-12: MetaschemaObject"],
    ),
    (
        "a default beside a reference, or one that an enum does not list, is that of the member in the schema",
        &[
            "jsonschema-2020-12: ValidationObject",
            "openapi/k8s-v3-core.json: IoK8sApiCoreV1NodeSelectorRequirement",
            "openapi/k8s-v3-core.json: IoK8sApiCoreV1PortStatus",
            "openapi/k8s-v3-core.json: IoK8sApiCoreV1ScopedResourceSelectorRequirement",
            "openapi/k8s-v3-core.json: IoK8sApiCoreV1SeccompProfile",
            "openapi/k8s-v3-core.json: IoK8sApiCoreV1Taint",
            "openapi/k8s-v3-core.json: IoK8sApiCoreV1TopologySpreadConstraint",
        ],
    ),
];

/// The known reason why a type differs.
#[must_use]
pub fn reason(name: &str) -> Option<&'static str> {
    let found = OTHERWISE.iter().find(|(_, entries)| entries.iter().any(|entry| is_named(entry, name)));
    found.map(|(reason, _)| *reason)
}

/// Whether an entry of a list names a type; `*` at its end stands for any text.
#[must_use]
pub fn is_named(entry: &str, name: &str) -> bool {
    entry.strip_suffix('*').map_or(entry == name, |start| name.starts_with(start))
}
