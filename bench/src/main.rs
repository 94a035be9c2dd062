//! `cargo xtask bench decode`: decode, encode and memory, beside the peers.

use bench::allocator::Counting;
use bench::measure::Effort;
use bench::speed::{self, Direction};
use bench::{memory, out, peers};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let effort = if quick { Effort { rounds: 21, ..Effort::default() } } else { Effort::default() };
    let cases = peers::cases();
    out::line(format!("## Decode, from `&[u8]` ({} rounds, in turns)\n", effort.rounds));
    out::line(speed::table(&cases, Direction::Decode, effort));
    out::line("## Encode, to a new `Vec<u8>`\n");
    out::line(speed::table(&cases, Direction::Encode, effort));
    out::line("## Memory, in bytes\n");
    out::line(memory::table(&cases));
    out::line("## `size_of`, of the types that stand in them\n");
    out::line(memory::sizes());
}
