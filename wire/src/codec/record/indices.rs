//! Which members of a struct have been decoded.

/// A set of member indices: 64 without an allocation, more with one.
#[derive(Default)]
pub(in crate::codec) struct Indices {
    pub(super) first: u64,
    rest: Vec<u64>,
}

impl Indices {
    /// Whether the index is new.
    #[inline]
    pub(in crate::codec) fn insert(&mut self, index: usize) -> bool {
        let bit = 1 << (index % 64);
        let word = if index < 64 { &mut self.first } else { self.word(index / 64) };
        let fresh = *word & bit == 0;
        *word |= bit;
        fresh
    }

    #[cold]
    fn word(&mut self, word: usize) -> &mut u64 {
        if self.rest.len() < word {
            self.rest.resize(word, 0);
        }
        &mut self.rest[word - 1]
    }

    #[inline]
    pub(super) fn contains(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => self.first,
            word => self.rest.get(word - 1).copied().unwrap_or(0),
        };
        word & (1 << (index % 64)) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::Indices;

    #[test]
    fn indices_beyond_the_first_word() {
        let mut indices = Indices::default();
        for index in [0, 63, 64, 200] {
            assert!(!indices.contains(index));
            assert!(indices.insert(index));
            assert!(!indices.insert(index));
            assert!(indices.contains(index));
        }
        assert!(!indices.contains(128));
        assert!(!indices.contains(100_000));
    }
}
