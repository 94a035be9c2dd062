//! The exact text of diagnostics.

use std::sync::Arc;

use schemawright::{Diagnostic, Place};
use schemawright_cli::report::{MessageFormat, Reporter};
use schemawright_cli::terminal::Look;

fn place(text: &str, what: &str) -> Place {
    let start = text.find(what).unwrap();
    let span = start..start + what.len();
    Place { file: Arc::from("a/session.json"), text: text.into(), span, pointer: Some("/properties/user".to_owned()) }
}

const SCHEMA: &str =
    "{\n  \"title\": \"Session\",\n  \"properties\": {\n    \"user\": { \"$ref\": \"#/Usr\" }\n  }\n}\n";

fn example() -> Diagnostic {
    Diagnostic::error("unresolved-ref", "no schema is named `#/Usr`")
        .at(place(SCHEMA, "\"#/Usr\""))
        .with(place(SCHEMA, "\"Session\""), "the schema that refers to it")
        .help("the nearest names are `#/User`, `#/Us`")
}

fn render(format: MessageFormat, diagnostic: &Diagnostic) -> String {
    Reporter::new(format, "/schemas".into()).render([diagnostic], Look::Plain)
}

#[test]
fn human() {
    let expected = r##"error[unresolved-ref]: no schema is named `#/Usr`
 --> /schemas/a/session.json:4:23
  |
3 |   "properties": {
4 |     "user": { "$ref": "#/Usr" }
  |                       ^^^^^^^
5 |   }
  |
  = help: the nearest names are `#/User`, `#/Us`
note: the schema that refers to it
 --> /schemas/a/session.json:2:12
  |
1 | {
2 |   "title": "Session",
  |            ^^^^^^^^^
3 |   "properties": {
  |

"##;
    assert_eq!(render(MessageFormat::Human, &example()), expected);
}

#[test]
fn human_without_a_place() {
    let warning = Diagnostic::warning("no-schemas", "schemas contains no *.json file").help("name another");
    let expected = "warning[no-schemas]: schemas contains no *.json file\n |\n = help: name another\n\n";
    assert_eq!(render(MessageFormat::Human, &warning), expected);
}

#[test]
fn human_at_the_ends_of_a_file() {
    let at = |text: &str, span| {
        let place = Place { file: Arc::from("a.json"), text: text.into(), span, pointer: None };
        render(MessageFormat::Human, &Diagnostic::error("x", "message").at(place))
    };
    for (text, span, position) in [
        ("", 0..0, "1:1"),
        ("{", 1..1, "1:2"),
        ("{\n", 2..2, "2:1"),
        ("{\r\n  x\r\n}\r\n", 5..6, "2:3"),
        ("\u{e4}\u{f6}x", 4..5, "1:3"),
        ("{\n", 1..9, "1:2"),
        ("x", 7..9, "1:2"),
    ] {
        let rendered = at(text, span);
        assert!(rendered.contains(&format!(" --> /schemas/a.json:{position}\n")), "{text:?}: {rendered}");
    }
}

#[test]
fn long_lines_are_cut() {
    let text = format!("{{\"a\": {}, \"bad\": true, \"c\": {}}}", "1".repeat(100_000), "2".repeat(100_000));
    let diagnostic = Diagnostic::error("x", "message").at(place(&text, "\"bad\""));
    let rendered = render(MessageFormat::Human, &diagnostic);
    assert!(rendered.len() < 1000, "{} bytes", rendered.len());
    assert!(rendered.contains(" --> /schemas/a/session.json:1:100009\n"), "{rendered}");
    let lines: Vec<_> = rendered.lines().collect();
    let marked = lines.iter().position(|line| line.contains("\"bad\"")).unwrap();
    assert_eq!(lines[marked].find("\"bad\""), lines[marked + 1].find("^^^^^"), "{rendered}");
    assert!(lines[marked].contains("| ...1111") && lines[marked].ends_with("22..."), "{rendered}");
}

#[test]
fn a_span_of_many_lines_marks_the_first() {
    let rendered = render(MessageFormat::Human, &Diagnostic::error("x", "message").at(place(SCHEMA, &SCHEMA[2..80])));
    assert!(rendered.contains("2 |   \"title\": \"Session\",\n  | ^^^"), "{rendered}");
    assert_eq!(rendered.matches('^').count(), 21, "{rendered}");
}

#[test]
fn nothing_in_a_file_reaches_the_terminal_as_a_command() {
    let text = "{\"\u{1b}[31m\u{202e}x\u{200b}\u{9b}\": 1}";
    let diagnostic = Diagnostic::error("x", "member \u{1b}]0;t\u{7}").at(place(text, "1}")).help("\u{2066}");
    let rendered = render(MessageFormat::Human, &diagnostic);
    assert!(!rendered.contains(['\u{1b}', '\u{202e}', '\u{200b}', '\u{9b}', '\u{7}', '\u{2066}']), "{rendered:?}");
    assert!(rendered.contains("\\u{1b}[31m\\u{202e}x\\u{200b}\\u{9b}"), "{rendered}");
}

#[test]
fn numbers_of_lines_are_aligned() {
    let text = format!("{}here\nafter", "line\n".repeat(98));
    let expected = r##"error[x]: two
          lines
   --> /schemas/a/session.json:99:1
    |
 98 | line
 99 | here
    | ^^^^
100 | after
    |

"##;
    assert_eq!(render(MessageFormat::Human, &Diagnostic::error("x", "two\nlines").at(place(&text, "here"))), expected);
}

/// A character of two columns has two marks; a tab and an escape are as wide as they are displayed.
#[test]
fn marks_are_below_the_marked_text() {
    let text = "{\n\t\"\u{202e}字\": 1, \"é\": [字]}";
    for (what, expected) in [
        ("\"é\"", "2 |     \"\\u{202e}字\": 1, \"é\": [字]}\n  |                      ^^^\n\n"),
        ("字]", "2 |     \"\\u{202e}字\": 1, \"é\": [字]}\n  |                            ^^^\n\n"),
    ] {
        let mut place = place(text, what);
        let start = text.rfind(what).unwrap();
        place.span = start..start + what.len();
        let rendered = render(MessageFormat::Human, &Diagnostic::error("x", "message").at(place));
        assert!(rendered.ends_with(expected), "{rendered}");
    }
}

#[test]
fn a_terminal_gets_colours_and_the_same_text() {
    let coloured = Reporter::new(MessageFormat::Human, "/schemas".into()).render([&example()], Look::Terminal);
    let mut parts = coloured.split('\u{1b}');
    let mut text = parts.next().unwrap().to_owned();
    let parts: Vec<_> = parts.map(|part| part.split_once('m').expect("a colour").1).collect();
    assert!(parts.len() > 20, "{coloured:?}");
    text.push_str(&parts.concat());
    assert_eq!(text, render(MessageFormat::Human, &example()));
}

/// Every span of texts that are hard to draw, and spans outside of their texts.
#[test]
fn nothing_makes_it_panic() {
    let texts = [
        "",
        "\n",
        "\n\n",
        "\r",
        "\r\n\r\n",
        "a\u{301}\t字\u{200d}\n🙂\r\n\u{1b}[31m",
        "\u{feff}{\0}",
        "\t\t\t\t\t\t\t\t\t\n\tx",
        &"字".repeat(130),
        &" ".repeat(300),
        &"\u{1b}".repeat(150),
    ];
    for text in texts {
        for start in 0..=text.len() + 1 {
            for end in [start, start + 1, start + 200, start.saturating_sub(1)] {
                let place = Place { file: Arc::from("a\n.json"), text: text.into(), span: start..end, pointer: None };
                let diagnostic = Diagnostic::error("x", text).at(place.clone()).with(place, text);
                let rendered = render(MessageFormat::Human, &diagnostic.help(text).entry(text));
                assert!(rendered.starts_with("error[x]: "), "{rendered}");
            }
        }
    }
}

/// An entry for `codegen.toml` with a line that is longer than a terminal is wide.
fn with_entry() -> (Diagnostic, String) {
    let entry = format!("[[rename]]\nschema = \"{}\"\nto = \"A\"", "long title ".repeat(30));
    (Diagnostic::error("x", "message").help("name it:").entry(&entry), entry)
}

#[test]
fn entries_can_be_pasted() {
    let (diagnostic, entry) = with_entry();
    let human = render(MessageFormat::Human, &diagnostic);
    let lines: Vec<_> = human.lines().skip_while(|line| !line.ends_with("name it:")).skip(1).map(str::trim).collect();
    assert_eq!(lines.join("\n").trim_end(), entry);
    let json: serde_json::Value = serde_json::from_str(&render(MessageFormat::Json, &diagnostic)).unwrap();
    assert_eq!(json["entry"], entry);
    let github = render(MessageFormat::Github, &diagnostic);
    assert!(github.ends_with(&format!("%0Ahelp: name it:%0A{}\n", entry.replace('\n', "%0A"))), "{github}");
}

#[test]
fn json() {
    let expected = concat!(
        r##"{"code":"unresolved-ref","severity":"error","message":"no schema is named `#/Usr`","##,
        r##""file":"/schemas/a/session.json","line":4,"column":23,"end_line":4,"end_column":30,"##,
        r##""pointer":"/properties/user","help":"the nearest names are `#/User`, `#/Us`","entry":null,"##,
        r##""related":[{"message":"the schema that refers to it","file":"/schemas/a/session.json","##,
        r##""line":2,"column":12,"end_line":2,"end_column":21,"pointer":"/properties/user"}]}"##,
        "\n"
    );
    assert_eq!(render(MessageFormat::Json, &example()), expected);
}

#[test]
fn json_without_a_place() {
    let expected = concat!(
        r#"{"code":"x","severity":"warning","message":"two\nlines","file":null,"line":null,"column":null,"#,
        r#""end_line":null,"end_column":null,"pointer":null,"help":null,"entry":null,"related":[]}"#,
        "\n"
    );
    assert_eq!(render(MessageFormat::Json, &Diagnostic::warning("x", "two\nlines")), expected);
}

#[test]
fn github() {
    let expected = "::error file=/schemas/a/session.json,line=4,endLine=4,col=23,endColumn=30,title=unresolved-ref\
        ::no schema is named `#/Usr`%0Athe schema that refers to it: /schemas/a/session.json:2:12\
        %0Ahelp: the nearest names are `#/User`, `#/Us`\n";
    assert_eq!(render(MessageFormat::Github, &example()), expected);
}

#[test]
fn github_escapes() {
    let text = "a\nb";
    let place = Place { file: Arc::from("50%,x:y\n.json"), text: text.into(), span: 0..3, pointer: None };
    let diagnostic = Diagnostic::warning("x", "100%\r\n::error::no").at(place);
    let expected = "::warning file=/schemas/50%25%2Cx%3Ay%0A.json,line=1,endLine=2,title=x::100%25%0D%0A::error::no\n";
    assert_eq!(render(MessageFormat::Github, &diagnostic), expected);
}
