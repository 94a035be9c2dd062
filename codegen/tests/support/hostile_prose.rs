//! Hostile descriptions.

use proptest::prelude::*;

/// Texts of characters with a meaning in Markdown.
pub(crate) fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec![" ", "\n", "\n\n", "  \n", "a", "b c", "word ", "."]),
        8 => prop::sample::select(vec![
            "`", "``", "```", "~~~", "~~", "~", "*", "**", "_", "__", "[", "]", "(", ")", "](", "![", "<", ">", "&", "\\", "|", "#",
            "-", "+", "=", "!", ":", "\"", "'", "    ", "\t", "\r", "- ", "1. ", "12) ", "> ", "# ", "---", "===", "***", "___",
        ]),
        4 => prop::sample::select(vec![
            "```rust\n", "\n```\n", "```rust panic!() ```", "<div>", "</div>", "<!--", "-->", "<script>", "<b>", "<br/>", "<a b='",
            "https://a.example/b", "http://x.y", "<https://a.example>", "<me@a.example>", "[x]: https://a.example\n", "[x]", "[^1]",
            "[^1]: ", "- [ ] ", "[a](b)", "[a](https://a.example 't')", "![i](https://a.example/i.png)", "[`Vec`]", "[Self::a]",
            "| a | b |\n", "|---|---|\n", "a | b\n--|--\n", "&lt;", "&#96;", "&#10;", "&#x202e;", "&nbsp;", "\\\n", "\\|", "`a\\|b`",
            "    fn main() { panic!() }\n", "\u{202e}", "\u{200b}", "\u{3164}", "\u{0}", "é", "用户",
        ]),
        1 => Just("padding padding padding padding padding padding padding padding padding padding padding padding "),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}
