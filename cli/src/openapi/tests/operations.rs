use serde_json::{Value, json};

use super::{Content, faults, taken, warnings};

/// Converts the operations of a document; `paths` is indented by one.
fn operations(paths: &str) -> (Value, Content) {
    let taken = taken(&format!("{HEAD}paths:\n{paths}"));
    (taken.operations.as_ref().map_or(Value::Null, |document| document["paths"].clone()), taken)
}

const HEAD: &str = "openapi: 3.0.3
info: {title: Pets, version: 1.0}
security: [{key: []}]
components:
  securitySchemes:
    key: {type: http, scheme: Basic}
    token: {type: oauth2, flows: {}}
    header: {type: apiKey, in: header, name: X-Key}
    cookie: {type: apiKey, in: cookie, name: session}
  parameters:
    Limit: {name: limit, in: query, schema: {type: integer}}
  responses:
    Failed: {description: It failed., content: {application/json: {schema: {type: object, properties: {why: {type: string}}}}}}
  schemas:
    Pet: {type: object}
    Color: {type: string}
";

#[test]
fn an_operation_with_all_its_parts() {
    let (paths, taken) = operations(
        " /pets/{id}:
  parameters:
  - {name: id, in: path, required: true, schema: {type: string}, description: Whose.}
  - {name: limit, in: query, schema: {type: string}}
  - {name: x-other, in: header, schema: {type: string}}
  servers: [{url: 'https://pets.example.com'}]
  put:
   operationId: updatePet
   tags: [pets]
   summary: Update a pet
   parameters:
   - {name: X-Other, in: header, required: true, schema: {type: boolean}}
   - $ref: '#/components/parameters/Limit'
   - {name: Authorization, in: header, schema: {type: string}}
   - {name: tags, in: query, explode: false, schema: {type: array, items: {type: string}}}
   requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
   responses:
    '200': {description: Done., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
    default: {$ref: '#/components/responses/Failed'}
",
    );
    assert_eq!(warnings(&taken), [""; 0]);
    let json = |schema: Value| json!({"application/json": {"schema": schema}});
    let pet = json!({"$ref": "#/components/schemas/Pet"});
    assert_eq!(
        paths,
        json!({"/pets/{id}": {"put": {
            "operationId": "updatePet",
            "tags": ["pets"],
            "summary": "Update a pet",
            "parameters": [
                {"name": "id", "in": "path", "required": true, "description": "Whose.", "schema": {"type": "string"}},
                {"name": "limit", "in": "query", "schema": {"type": "integer"}},
                {"name": "tags", "in": "query", "explode": false, "schema": {"type": "array", "items": {"type": "string"}}},
                {"name": "X-Other", "in": "header", "required": true, "schema": {"type": "boolean"}},
            ],
            "requestBody": {"required": true, "content": json(pet.clone())},
            "responses": {
                "200": {"description": "Done.", "content": json(pet)},
                "default": {"description": "It failed.", "content": json(json!({"$ref": "#/components/schemas/Failed"}))},
            },
            "security": [{"basic": []}],
            "servers": [{"url": "https://pets.example.com"}],
        }}})
    );
    assert_eq!(taken.schemas.keys().collect::<Vec<_>>(), ["Pet", "Color", "Failed"]);
    assert_eq!(taken.operations.unwrap()["info"], json!({"title": "Pets", "version": "1.0"}));
}

#[test]
fn inline_schemas_are_named_after_the_operation() {
    let (paths, taken) = operations(
        " /pets:
  post:
   operationId: add_pet
   parameters:
   - {name: sort-by, in: query, schema: {type: string, enum: [name, age]}}
   - {name: kinds, in: query, schema: {type: array, items: {type: string, enum: [cat]}}}
   - {name: color, in: query, schema: {$ref: '#/components/schemas/Color'}}
   requestBody: {content: {application/merge-patch+json: {schema: {nullable: true, allOf: [{$ref: '#/components/schemas/Pet'}]}}}}
   responses:
    '201': {description: '', content: {'*/*': {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}
    '404': {description: '', content: {application/problem+json: {schema: {type: object, properties: {p: {$ref: '#/paths/~1pets/post/responses/201/content/*~1*/schema'}}}}}}
",
    );
    let operation = &paths["/pets"]["post"];
    let named = |pointer: &str| {
        operation.pointer(pointer).unwrap_or_else(|| panic!("{pointer} in {operation:#}"))["$ref"]
            .as_str()
            .unwrap()
            .replace("#/components/schemas/", "")
    };
    assert_eq!(
        [
            named("/parameters/0/schema"),
            named("/parameters/1/schema/items"),
            named("/parameters/2/schema"),
            named("/requestBody/content/application~1merge-patch+json/schema"),
            named("/responses/201/content/application~1json/schema"),
            named("/responses/404/content/application~1problem+json/schema"),
        ],
        ["add_pet_sort_by", "add_pet_kinds", "Color", "add_pet_request", "add_pet_response", "add_pet_error404"]
    );
    let schema = |name: &str| super::schema(&Value::Object(taken.schemas.clone()), name);
    assert_eq!(schema("add_pet_request"), json!({"oneOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "null"}]}));
    assert_eq!(schema("add_pet_sort_by"), json!({"type": "string", "enum": ["name", "age"]}));
    assert_eq!(schema("add_pet_error404")["properties"]["p"], json!({"$ref": "#/components/schemas/add_pet_response"}));
    assert_eq!(warnings(&taken), [""; 0]);
}

#[test]
fn omissions_are_reported() {
    let answer = "responses: {'200': {description: ''}}";
    for (path, operation, expected) in [
        (
            "/a",
            "requestBody: {content: {multipart/form-data: {schema: {type: object}}}}, RESPONSES",
            "operation `op` is left out: the body is sent as `multipart/form-data`",
        ),
        (
            "/a",
            "responses: {'200': {description: '', content: {image/png: {}}}, '202': {description: ''}}",
            "operation `op` is left out: the response is `image/png`",
        ),
        ("/a", "responses: {'302': {description: ''}}", "operation `op` is left out: no response is a success"),
        ("/a?b=c", "RESPONSES", "operation `op` is left out: the path has a query or a fragment"),
        (
            "/{id}.json",
            "RESPONSES",
            "operation `op` is left out: the segment `{id}.json` of the path is not one parameter",
        ),
        ("/{id}", "RESPONSES", "operation `op` is left out: the parameter `id` of the path is not described"),
        (
            "/a",
            "parameters: [{name: c, in: cookie, required: true, schema: {}}], RESPONSES",
            "operation `op` is left out: the parameter `c` can't be sent: a call sends nothing in `cookie`",
        ),
        (
            "/a",
            "parameters: [{name: c, in: cookie, schema: {}}], RESPONSES",
            "parameter `c` of `op` is left out: a call sends nothing in `cookie`",
        ),
        (
            "/a",
            "parameters: [{name: p, in: path, required: true, schema: {}}], RESPONSES",
            "parameter `p` of `op` is left out: the path has no segment of this name",
        ),
        (
            "/a",
            "parameters: [{name: q, in: query, style: deepObject, schema: {}}], RESPONSES",
            "parameter `q` of `op` is left out: the style `deepObject` is not supported",
        ),
        (
            "/a",
            "parameters: [{name: q, in: query, schema: {$ref: '#/components/schemas/Pet'}}], RESPONSES",
            "parameter `q` of `op` is left out: the value is an object",
        ),
        (
            "/a",
            "parameters: [{name: q, in: query, content: {application/json: {schema: {}}}}], RESPONSES",
            "parameter `q` of `op` is left out: the value is a separate document",
        ),
        ("/a", "callbacks: {done: {}}, RESPONSES", "callback of `op` is left out: these are calls that the API sends"),
        (
            "/a",
            "responses: {'200': {description: '', content: {application/json: {}, text/event-stream: {}, text/csv: {}}}}",
            "media type `text/event-stream` and `text/csv` of `op` is left out: a call has one, and `application/json` is used",
        ),
        (
            "/a",
            "responses: {'200': {description: ''}, '202': {description: '', content: {application/json: {schema: {}}}}}",
            "response `200` of `op` is left out: a call has one response, and `202` is used",
        ),
        (
            "/a",
            "security: [{cookie: []}], RESPONSES",
            "security scheme `cookie` is left out: the caller sends the cookie `session`",
        ),
        (
            "/a",
            "servers: [{url: /v2}, {url: 'https://{area}.example.com'}], RESPONSES",
            "server `/v2` of `op` is left out: the URL is relative, and the caller chooses the base URL",
        ),
        (
            "/a",
            "security: [{lost: []}], RESPONSES",
            "security scheme `lost` is left out: the document does not describe it",
        ),
    ] {
        let operation = operation.replace("RESPONSES", answer);
        let (_, taken) = operations(&format!(" '{path}':\n  post: {{operationId: op, {operation}}}\n"));
        assert_eq!(warnings(&taken), [expected], "{operation}");
    }
    let document = format!(
        "{HEAD}webhooks: {{w: {{}}}}\nservers: [{{url: /v1}}]\npaths: {{/a: {{get: {{operationId: op, {answer}}}}}}}\n"
    );
    assert_eq!(
        warnings(&taken(&document)),
        [
            "webhook `w` is left out: these are calls that the API sends",
            "server `/v1` is left out: the caller chooses the base URL"
        ]
    );
}

#[test]
fn several_answers_of_one_schema_are_one() {
    let answer = "{description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}";
    let (paths, taken) = operations(&format!(
        " /a:\n  get: {{operationId: op, responses: {{200: {answer}, 201: {answer}, 5XX: {{description: ''}}}}}}\n"
    ));
    assert_eq!(paths["/a"]["get"]["responses"].as_object().unwrap().keys().collect::<Vec<_>>(), ["200"]);
    assert_eq!(warnings(&taken), [""; 0]);
}

#[test]
fn schemes_are_named_after_what_is_sent() {
    for (security, expected, key) in [
        ("[{token: [read]}]", json!([{"bearer": ["read"]}]), None),
        ("[{key: []}, {token: []}]", json!([{"basic": []}, {"bearer": []}]), None),
        ("[]", Value::Null, None),
        ("[{}]", Value::Null, None),
        ("[{key: []}, {}]", json!([{"basic": []}, {}]), None),
        ("[{header: []}]", Value::Null, Some(json!(true))),
        ("[{header: []}, {key: []}]", json!([{}, {"basic": []}]), Some(Value::Null)),
    ] {
        let (paths, _) = operations(&format!(
            " /a:\n  get: {{operationId: op, security: {security}, responses: {{default: {{description: ''}}}}}}\n"
        ));
        let operation = &paths["/a"]["get"];
        assert_eq!(operation["security"], expected, "{security}");
        let parameter = key.map(|required| {
            assert_eq!(operation["parameters"][0]["schema"], json!({"type": "string", "format": "password"}));
            (json!("X-Key"), required)
        });
        let written = operation["parameters"].get(0);
        assert_eq!(written.map(|parameter| (parameter["name"].clone(), parameter["required"].clone())), parameter);
    }
}

#[test]
fn operations_without_a_name_of_their_own_get_one() {
    let (paths, taken) = operations(
        " /pets/{id}/x.json:
  parameters: [{name: id, in: path, required: true, schema: {type: string}}]
  get: {responses: {'204': {description: ''}}}
 /a:
  get: {operationId: same, responses: {'204': {description: ''}}}
  put: {operationId: same, responses: {'204': {description: ''}}}
",
    );
    assert_eq!(paths["/pets/{id}/x.json"]["get"]["operationId"], "get_pets_id_x_json");
    assert_eq!([&paths["/a"]["get"]["operationId"], &paths["/a"]["put"]["operationId"]], ["same", "put_a"]);
    assert_eq!(
        warnings(&taken),
        [
            "operation `put_a` is named by method and path: another operation has the same `operationId`",
            "operation `get_pets_id_x_json` is named by method and path: there is no `operationId`"
        ]
    );
}

#[test]
fn a_document_may_have_operations_only_or_schemas_only() {
    let inline = "openapi: 3.1.0\npaths: {/a: {get: {operationId: op, responses: {'200': {description: '', content: {application/json: {schema: {type: string}}}}}}}}\n";
    assert_eq!(taken(inline).schemas.keys().collect::<Vec<_>>(), ["opResponse"]);
    let none = taken("openapi: 3.1.0\npaths: {}\ncomponents: {schemas: {A: {}}}\n");
    assert!(none.operations.is_none());
    assert!(faults("openapi: 3.1.0\npaths: {}\n").contains("the document has no schemas"));
}

#[test]
fn references_without_a_target_are_errors() {
    for reference in ["#/components/parameters/Lost", "other.yml#/Limit", "#/components/parameters/A"] {
        let components = "components: {schemas: {S: {}}, parameters: {A: {$ref: '#/components/parameters/A'}}}";
        let said = faults(&format!(
            "openapi: 3.1.0\n{components}\npaths:\n /a:\n  parameters:\n  - $ref: '{reference}'\n  get: {{}}\n"
        ));
        assert!(said.contains("this document contains no"), "{said}");
    }
}
