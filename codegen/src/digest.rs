//! One number for all that a package is generated from, so that a build step can tell in milliseconds whether it is up to date.
//!
//! This file stands twice, in `codegen/src/`, which writes the digest, and in the facade's `build/`, which compares it: a package can't hold a
//! file of another one, and the facade must not build the generator to find out that it need not run it. A test holds the two equal.

/// Takes in files, by name and text.
///
/// It notices accidents, not attacks: each step is one-to-one in the state and in the word that is taken in, so that no single edit goes
/// unseen. Carriage returns are left out, since a checkout may add them.
pub(crate) struct Digest(u64);

impl Digest {
    pub(crate) const fn new() -> Self {
        Self(0)
    }

    /// Takes in a file. The order of files matters: sort them by name.
    pub(crate) fn file(&mut self, name: &str, text: &[u8]) {
        self.bytes(name.as_bytes());
        for line in text.split(|byte| *byte == b'\n') {
            self.bytes(line.strip_suffix(b"\r").unwrap_or(line));
        }
        self.word(u64::MAX);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.word(bytes.len() as u64);
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.word(u64::from_le_bytes(word));
        }
    }

    fn word(&mut self, word: u64) {
        // The multiplier is odd, which makes the step one-to-one; the rotation brings high bits back to where they spread from.
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    /// The digest as it stands in `inputs.digest`: sixteen hexadecimal digits.
    pub(crate) fn finish(&self) -> String {
        format!("{:016x}", self.0)
    }
}
