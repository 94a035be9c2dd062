//! An allocator that counts allocations, and the bytes that are held.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering::Relaxed};

/// The system's allocator, which counts while [`count`] runs. Outside of it, it costs one load of a flag.
pub struct Counting;

static ON: AtomicBool = AtomicBool::new(false);
static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);
static HELD: AtomicI64 = AtomicI64::new(0);

/// The use of the heap by a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heap {
    /// The number of allocations, including reallocations.
    pub allocations: u64,
    /// The bytes that its result occupies.
    pub held: i64,
}

/// Runs a function. Its result is returned, so its memory is still allocated.
pub fn count<T>(work: impl FnOnce() -> T) -> (T, Heap) {
    let (allocations, held) = (ALLOCATIONS.load(Relaxed), HELD.load(Relaxed));
    ON.store(true, Relaxed);
    let result = work();
    ON.store(false, Relaxed);
    let heap = Heap { allocations: ALLOCATIONS.load(Relaxed) - allocations, held: HELD.load(Relaxed) - held };
    (result, heap)
}

fn note(allocations: u64, bytes: i64) {
    if ON.load(Relaxed) {
        ALLOCATIONS.fetch_add(allocations, Relaxed);
        HELD.fetch_add(bytes, Relaxed);
    }
}

fn size(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

// SAFETY: every call is passed unchanged to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note(1, size(layout.size()));
        // SAFETY: the caller guarantees what `System` requires.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        note(1, size(layout.size()));
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        note(1, size(new_size) - size(layout.size()));
        // SAFETY: as above.
        unsafe { System.realloc(pointer, layout, new_size) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        note(0, -size(layout.size()));
        // SAFETY: as above.
        unsafe { System.dealloc(pointer, layout) }
    }
}
