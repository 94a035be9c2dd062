//! `cargo xtask bench decode`: decode, encode and memory, beside the peers.

use bench::allocator::Counting;
use bench::measure::Effort;
use bench::speed::{self, Direction};
use bench::{memory, peers};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let effort = if quick { Effort { rounds: 21, ..Effort::default() } } else { Effort::default() };
    let cases = peers::cases();
    println!("## Decode, from `&[u8]` ({} rounds, in turns)\n", effort.rounds);
    println!("{}", speed::table(&cases, Direction::Decode, effort));
    println!("## Encode, to a new `Vec<u8>`\n");
    println!("{}", speed::table(&cases, Direction::Encode, effort));
    println!("## Memory, in bytes\n");
    println!("{}", memory::table(&cases));
    println!("## `size_of`, of the types that stand in them\n");
    println!("{}", memory::sizes());
}
