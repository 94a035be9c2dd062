//! Parallel work. The results do not depend on the order of execution.

use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Up to this number of items, no thread is started.
const FEW: usize = 4;
/// Pieces of work for each processor. More pieces shorten the wait for the last one.
const PIECES: usize = 16;

/// The result for each item, in the order of the items.
pub(crate) fn map<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    map_beyond(FEW, things, work)
}

/// The same. Up to this number of items, no thread is started.
pub(crate) fn map_beyond<T: Sync, R: Send>(few: usize, things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let processors = processors();
    if processors == 1 || things.len() <= few {
        return things.iter().map(work).collect();
    }
    let pieces: Vec<&[T]> = things.chunks(things.len().div_ceil(processors * PIECES)).collect();
    let next = AtomicUsize::new(0);
    let run = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(piece) = pieces.get(index) else { return done };
            done.push((index, piece.iter().map(&work).collect::<Vec<R>>()));
        }
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..processors).map(|_| scope.spawn(run)).collect();
        let mut done = run();
        done.extend(others.into_iter().flat_map(joined));
        done
    });
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().flat_map(|(_, results)| results).collect()
}

/// The results of two pieces of work.
pub(crate) fn both<A, B: Send>(one: impl FnOnce() -> A, other: impl FnOnce() -> B + Send) -> (A, B) {
    if processors() == 1 {
        return (one(), other());
    }
    thread::scope(|scope| {
        let other = scope.spawn(other);
        (one(), joined(other))
    })
}

/// The size of a stack for recursion over schemas, in bytes: the longest chain that the limits allow takes 2 MB in a debug build, which is
/// the default size of a thread's whole stack.
const STACK: usize = 32 << 20;

/// Runs work that recurses as deep as schemas, on a stack that is large enough for the limits, in any thread.
pub(crate) fn deep<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    with_stack(STACK, work)
}

/// Runs work on a stack of this size. Without threads, it uses the caller's stack.
pub(crate) fn with_stack<R: Send>(bytes: usize, work: impl FnOnce() -> R + Send) -> R {
    let (mut work, mut result) = (Some(work), None);
    thread::scope(|scope| {
        let run = || result = work.take().map(|work| work());
        if let Ok(thread) = thread::Builder::new().stack_size(bytes).spawn_scoped(scope, run) {
            joined(thread);
        }
    });
    match (result, work) {
        (Some(result), _) => result,
        (None, Some(work)) => work(),
        (None, None) => unreachable!("work that was begun has a result"),
    }
}

fn joined<R>(thread: thread::ScopedJoinHandle<'_, R>) -> R {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// The number of threads. It is determined once, because the system reads files for it.
fn processors() -> usize {
    static PROCESSORS: OnceLock<usize> = OnceLock::new();
    *PROCESSORS.get_or_init(|| thread::available_parallelism().map_or(1, NonZero::get))
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;
    use std::time::Duration;

    use super::{both, deep, map, with_stack};

    #[test]
    fn the_order_is_that_of_the_things() {
        for count in [0, 1, 9, 100, 1_000] {
            let things: Vec<usize> = (0..count).collect();
            // The first ones take the longest.
            let results = map(&things, |thing| {
                std::thread::sleep(Duration::from_micros(if *thing < 10 { 2_000 } else { 0 }));
                thing * 2
            });
            assert_eq!(results, things.iter().map(|thing| thing * 2).collect::<Vec<_>>());
        }
        assert_eq!(both(|| 1, || "2"), (1, "2"));
    }

    #[test]
    fn a_stack_that_is_too_large_is_not_an_error() {
        let text = String::from("a");
        assert_eq!(deep(|| text.len()), 1);
        assert_eq!(with_stack(usize::MAX / 2, || text.len()), 1);
    }

    #[test]
    fn a_panic_is_passed_on() {
        let things: Vec<usize> = (0..100).collect();
        for guilty in [0, 50, 99] {
            let panic = catch_unwind(|| map(&things, |thing| assert_ne!(*thing, guilty, "guilty")));
            assert!(panic.is_err());
        }
        let panic = catch_unwind(|| deep(|| panic!("{}", "deep down"))).unwrap_err();
        assert_eq!(panic.downcast_ref::<String>().map(String::as_str), Some("deep down"));
        let panic = catch_unwind(|| both(|| 1, || panic!("{}", "the other"))).unwrap_err();
        assert_eq!(panic.downcast_ref::<String>().map(String::as_str), Some("the other"));
    }
}
