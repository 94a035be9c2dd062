//! One number for the input of a package, by which a build script finds out in milliseconds whether the package is up to date.
//!
//! This file exists twice: in `codegen/src/`, which writes the digest, and in the facade's `build/`, which compares it. A package can't
//! contain a file of another one, and the facade must not build the generator just to find out that nothing has changed. A test compares
//! the two.

/// A digest of files, by name and text.
///
/// It detects accidents, not attacks: each step is one-to-one in the state and in the added word, so that every single edit changes the
/// digest. Carriage returns are ignored, because a checkout may add them.
pub(crate) struct Digest(u64);

impl Digest {
    pub(crate) const fn new() -> Self {
        Self(0)
    }

    /// Adds a file. The order of files does not matter.
    pub(crate) fn file(&mut self, name: &str, text: &[u8]) {
        let mut file = State(0);
        file.bytes(name.as_bytes());
        for line in text.split(|byte| *byte == b'\n') {
            file.bytes(line.strip_suffix(b"\r").unwrap_or(line));
        }
        file.word(u64::MAX);
        self.0 = self.0.wrapping_add(file.0);
    }

    /// The digest as it is in `inputs.digest`: sixteen hexadecimal digits.
    pub(crate) fn finish(&self) -> String {
        format!("{:016x}", self.0)
    }
}

/// The state of one file.
struct State(u64);

impl State {
    fn bytes(&mut self, bytes: &[u8]) {
        self.word(bytes.len() as u64);
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.word(u64::from_le_bytes(word));
        }
    }

    fn word(&mut self, word: u64) {
        // The multiplier is odd, so the step is one-to-one. The rotation moves high bits to low positions, from where the multiplication
        // spreads them.
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}
