use proptest::prelude::*;
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::read::{Part, read};
use super::{Links, lines, lines_with_summary};
use crate::visible::is_deceptive;

/// Shared with the test in which rustdoc reads such texts.
#[path = "../../tests/support/hostile_prose.rs"]
mod hostile_prose;

fn web(text: &str) -> String {
    lines(text, Links::Web).join("\n")
}

#[test]
fn prose_is_not_code_for_rustdoc() {
    for (prose, doc) in [
        ("See [the docs](https://a.example/b) first.", "See [the docs](https://a.example/b) first."),
        ("An array [1, 2] of <id>s.", r"An array \[1, 2\] of \<id\>s."),
        ("Visit https://a.example/b_c.", "Visit <https://a.example/b_c>."),
        ("Set `[x]` and `<y>`.", "Set `[x]` and `<y>`."),
        ("An odd ` tick.", r"An odd \` tick."),
        ("Tom &amp; Jerry & Co.", "Tom & Jerry & Co."),
        ("&lt;b&gt; &#96;x&#96; &#x202e;", r"\<b\> \`x\`"),
        ("snake_case *stars* __bold__ a * b, *_at", r"snake_case *stars* __bold__ a * b, \*\_at"),
        ("ends here */ #![deny(x)]", r"ends here \*/ #!\[deny(x)\]"),
        ("hidden \u{202e}bidi\u{200b}", "hidden bidi"),
        ("trailing \n   spaces  ", "trailing spaces"),
        ("two  \nlines", "two\\\nlines"),
        (
            "[`Session`] [Vec] [a](b) ![i](https://a.example/x.png)",
            r"\[`Session`\] \[Vec\] \[a\](b) [i](https://a.example/x.png)",
        ),
        ("The [track ID](/docs/ids) of [it](#ids), f[i](x).", r"The track ID (`/docs/ids`) of it, f\[i\](x)."),
        ("![A *map*](../a/map.png) [me](mailto:a@b.example)", "A *map* (`../a/map.png`) me (`mailto:a@b.example`)"),
        ("| a |\n| --- |\n| [b](/c\\|d) |", "| a |\n|---|\n| b |"),
        ("Wow![x](https://a.example) Wow!", r"Wow[x](https://a.example) Wow!"),
        ("[x]: https://a.example 't'\n\nSee [x] or [y].", r"See [x](https://a.example) or \[y\]."),
        ("[](https://a.example/?a=(b) )", "<https://a.example/?a=%28b%29>"),
        ("[](<https://a.example/?a=(b c>)", "<https://a.example/?a=%28b%20c>"),
        ("<https://a.example> <me@a.example> <b>", r"<https://a.example> \<me@a.example\> \<b\>"),
        ("one<br/>two <BR />three<br>", "one\\\ntwo\\\nthree"),
        ("| a |\n|---|\n| b<br>c |", "| a |\n|---|\n| b c |"),
        ("http:// only", "http:// only"),
        ("~~gone~~ ~100", r"~~gone~~ \~100"),
        ("# A *b* #\nc", "# A *b*\n\nc"),
        ("a\n---\nb\n\n***", "## a\n\nb\n\n___"),
        ("<div>\n```rust\npanic!()\n```\n</div>", r"\<div\> \`\`\`rust panic!() \`\`\` \</div\>"),
        ("[^1] and [ ]\n\n[^1]: note", "\\[^1\\] and \\[ \\]\n\n\\[^1\\]: note"),
    ] {
        assert_eq!(web(prose), doc, "{prose}");
    }
}

#[test]
fn code_is_text() {
    for (prose, doc) in [
        ("First:\n\n    let x = 1;\n\nLast.", "First:\n\n```text\nlet x = 1;\n```\n\nLast."),
        ("```rust,ignore\n  a\n\n```\nb", "```text\n  a\n\n```\n\nb"),
        ("~~~\n```\n~~~", "````text\n```\n````"),
        ("```", "```text\n```"),
        ("- a\n\n  ```sh\n  b\n  ```\n- c", "- a\n\n  ```text\n  b\n  ```\n\n- c"),
        ("> ```\n> a\n> ```", "> ```text\n> a\n> ```"),
    ] {
        assert_eq!(web(prose), doc, "{prose}");
    }
}

#[test]
fn a_span_of_code_is_on_one_line() {
    let span = format!("```rust {} compile_error!() ```", "padding ".repeat(20));
    for prose in [span.clone(), format!("a {span}"), format!("- {span}"), format!("`` ` {span} ` ``")] {
        let lines = lines(&prose, Links::Web);
        assert!(lines.iter().any(|line| line.contains("compile_error") && line.contains("padding")), "{lines:#?}");
        harmless(&lines.join("\n"));
    }
}

#[test]
fn lists_stay_lists() {
    for (prose, doc) in [
        (
            "Two ways:\n  1. this one,\n     or\n  2. that one.\nAnd so on.",
            "Two ways:\n\n1. this one, or\n2. that one. And so on.",
        ),
        ("- a\n  - b\n\n    c\n- d", "- a\n  - b\n\n    c\n- d"),
        ("* a\n\n* b", "- a\n\n- b"),
        ("- a\n+ b\n1. c\n1) d", "- a\n\n* b\n\n1. c\n\n1) d"),
        ("7) a\n8) b", "7. a\n8. b"),
        ("-\n- a", "-\n- a"),
        ("- > a\n- # b", "- > a\n- # b"),
    ] {
        assert_eq!(web(prose), doc, "{prose}");
    }
}

#[test]
fn tables_stay_tables() {
    let table = "| a | b |\n|:--|--:|\n| `x\\|y` | 1 \\| 2 |\n|  | https://a.example |";
    let doc = "| a | b |\n|:--|--:|\n| `x\\|y` | 1 \\| 2 |\n|  | <https://a.example> |";
    assert_eq!(web(table), doc);
    assert_eq!(web(&format!("Above:\n{table}\nbelow")), format!("Above:\n\n{doc}\n| below |  |"));
}

#[test]
fn depth_ends() {
    assert_eq!(web(&format!("{}a\nb", "> ".repeat(1000))), "> > > > > > a b");
    let items: String = (0..100).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
    assert!(lines(&items, Links::Web).iter().all(|line| line.len() < 100));
}

#[test]
fn long_lines_are_wrapped_and_begin_no_block() {
    for mark in ["1.", "-", "+", "#", "=", "---", ">", "|", "```", "~~~", "20)", "|---|", "***", "<b>", "[a]:"] {
        let text = format!("{} {mark} {}", "x".repeat(91), "word ".repeat(30));
        let lines = lines(&text, Links::Web);
        assert!(lines.len() > 2 && lines.iter().all(|line| line.len() <= 93), "{lines:?}");
        let doc = lines.join("\n");
        let blocks = Parser::new_ext(&doc, rustdocs_options()).filter(|event| {
            matches!(event, Event::Start(tag) if *tag != Tag::Paragraph) || matches!(event, Event::Rule)
        });
        assert_eq!(blocks.count(), 0, "{lines:?}");
    }
}

#[test]
fn the_first_sentence_is_separate() {
    for (prose, apart) in [
        ("A factor. Part of `Session`.", "A factor.\n\nPart of `Session`."),
        ("A kind. `otp` is a passcode.", "A kind.\n\n`otp` is a passcode."),
        ("Body of `GET a. B`, at once.\nIt is short.", "Body of `GET a. B`, at once.\n\nIt is short."),
        ("Names, e.g. `a` or `b`. More.", "Names, e.g. `a` or `b`.\n\nMore."),
        ("One sentence.", "One sentence."),
        ("A list:\n\n- a. B", "A list:\n\n- a. B"),
        ("Version 1.5 of it", "Version 1.5 of it"),
        ("**Bold. Still** it. Next", "**Bold. Still** it.\n\nNext"),
    ] {
        assert_eq!(lines_with_summary(prose, Links::Web).join("\n"), apart);
    }
}

#[test]
fn a_configuration_links_to_items() {
    let is_item = |path: &str| ["A", "B", "super::a::B", "Self::c"].contains(&path);
    for (prose, doc) in [
        (
            "[`A`] or [B], [its\nname](super::a::B) or [c][Self::c].",
            "[`A`] or [B], [its name](super::a::B) or [c](Self::c).",
        ),
        ("[not this] [C](D) [`C`]", r"\[not this\] \[C\](D) \[`C`\]"),
        ("```\ncode\n```", "```text\ncode\n```"),
    ] {
        assert_eq!(lines(prose, Links::Items(&is_item)).join("\n"), doc);
    }
}

#[test]
fn time_is_linear() {
    let pieces = [
        "[",
        "]",
        "*",
        "_",
        "`",
        "<",
        "> ",
        "- ",
        "![](",
        "[a](",
        "|",
        "<!--",
        "\\",
        "a[",
        "*a ",
        "_a ",
        "&",
        "<a",
        "`a``",
        "```\n",
        "- a\n",
        "1) ",
        "#",
        "| a | b |\n|---|---|\n",
        "a\n",
        "~~a",
        "[](",
        "](",
        "a. B",
        "https://a.b ",
        "\u{200b}",
        "[a]: b\n",
        "x\n  - ",
        "![[]()](",
        "a|b\n-|-\n",
    ];
    let begin = std::time::Instant::now();
    for piece in pieces {
        lines_with_summary(&piece.repeat(200_000 / piece.len()), Links::Items(&|_| true));
    }
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}

fn rustdocs_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}

/// Panics if rustdoc would run, load, link or warn about something.
#[track_caller]
fn harmless(doc: &str) {
    let mut unknown = |link: BrokenLink| -> Option<(CowStr, CowStr)> { panic!("a link to {}: {doc}", link.reference) };
    let parser = Parser::new_with_broken_link_callback(doc, rustdocs_options(), Some(&mut unknown));
    let (mut links, mut code) = (0, false);
    for event in parser {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                assert_eq!(kind, CodeBlockKind::Fenced("text".into()), "{doc}");
                code = true;
            }
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(dest_url.starts_with("http://") || dest_url.starts_with("https://"), "{dest_url}: {doc}");
                links += 1;
            }
            Event::End(TagEnd::Link) => links -= 1,
            Event::Text(text) if links == 0 && !code => {
                for scheme in ["http://", "https://"] {
                    let host = text.split(scheme).nth(1).and_then(|rest| rest.chars().next());
                    assert!(!host.is_some_and(char::is_alphanumeric), "a bare URL: {doc}");
                }
            }
            Event::Start(Tag::Image { .. } | Tag::FootnoteDefinition(_) | Tag::HtmlBlock)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => panic!("{event:?}: {doc}"),
            _ => {}
        }
    }
    assert!(doc.chars().all(|c| c == '\n' || !is_deceptive(c)), "{doc:?}");
}

/// Letters and digits, which are never part of a mark or an escape.
fn letters(text: &str) -> String {
    let parts = read(text, Links::Web);
    let shown = parts.iter().filter_map(|part| match part {
        Part::Text(text) | Part::Code(text) | Part::CodeBlock(text) | Part::Url(text) => Some(text),
        _ => None,
    });
    shown.flat_map(|text| text.chars()).filter(|c| c.is_alphanumeric() && !is_deceptive(*c)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hostile_prose_is_harmless(prose in hostile_prose::texts()) {
        let doc = web(&prose);
        harmless(&doc);
        harmless(&lines_with_summary(&prose, Links::Web).join("\n"));
        prop_assert_eq!(letters(&doc), letters(&prose), "{}", doc);
        prop_assert!(!doc.lines().any(|line| line.ends_with(' ')), "{:?}", doc);
    }
}
