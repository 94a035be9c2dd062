//! Lists, whose elements are decoded in place, and tuples.

use super::{Blank, Fault, Given, Target, Token, Wire};

/// A list, or a tuple.
#[doc(hidden)]
pub trait List {
    /// The place of the next element, which has this index.
    fn place(&mut self, index: usize) -> Result<&mut dyn Wire, Fault>;

    /// Ends the list, which has `count` elements.
    fn finish(&mut self, count: usize) -> Result<(), Fault>;

    /// The number of elements.
    fn count(&self) -> usize;

    /// The element at an index below [`List::count`].
    fn element(&self, index: usize) -> &dyn Wire;
}

/// The greatest unused capacity of a list, in bytes. Shrinking is not worth another call of the allocator, because most decoded lists are
/// only read.
const ROOM: usize = 128;

/// Decodes a token into a list.
fn put<'a>(list: &'a mut dyn List, token: &Token<'_>) -> Result<Target<'a>, Fault> {
    match token {
        Token::Seq => Ok(Target::List(list)),
        other => Err(Fault::unexpected(other, "an array")),
    }
}

impl<T: Blank> Wire for Vec<T> {
    fn put(&mut self, token: Token<'_>) -> Result<Target<'_>, Fault> {
        put(self, &token)
    }

    fn give(&self) -> Given<'_> {
        Given::List(self)
    }
}

impl<T: Blank> Blank for Vec<T> {
    fn blank() -> Self {
        Vec::new()
    }

    fn may_be_secret(depth: usize) -> bool {
        depth > 0 && T::may_be_secret(depth - 1)
    }
}

impl<T: Blank> List for Vec<T> {
    #[inline(never)]
    fn place(&mut self, _: usize) -> Result<&mut dyn Wire, Fault> {
        // By default, a list grows to four elements at once. Most lists of structs have one element or two.
        if size_of::<T>() > ROOM / 4 && self.len() == self.capacity() {
            self.reserve_exact(self.len().max(1));
        }
        self.push(T::blank());
        match self.last_mut() {
            Some(place) => Ok(place.as_wire_mut()),
            None => unreachable!("an element was pushed"),
        }
    }

    #[inline]
    fn finish(&mut self, _: usize) -> Result<(), Fault> {
        if (self.capacity() - self.len()) * size_of::<T>() > ROOM {
            self.shrink_to_fit();
        }
        Ok(())
    }

    fn count(&self) -> usize {
        self.len()
    }

    #[inline(never)]
    fn element(&self, index: usize) -> &dyn Wire {
        self[index].as_wire()
    }
}

/// The fault of a tuple of a wrong length.
#[cold]
fn wrong_length(expected: usize, found: usize) -> Fault {
    Fault::of_value(format!("invalid length {found}, expected an array of length {expected}"))
}

fn finish(expected: usize, found: usize) -> Result<(), Fault> {
    if found == expected { Ok(()) } else { Err(wrong_length(expected, found)) }
}

impl<T: Blank, const N: usize> Wire for [T; N] {
    fn put(&mut self, token: Token<'_>) -> Result<Target<'_>, Fault> {
        put(self, &token)
    }

    fn give(&self) -> Given<'_> {
        Given::List(self)
    }
}

impl<T: Blank, const N: usize> Blank for [T; N] {
    fn blank() -> Self {
        std::array::from_fn(|_| T::blank())
    }

    fn may_be_secret(depth: usize) -> bool {
        depth > 0 && T::may_be_secret(depth - 1)
    }
}

impl<T: Blank, const N: usize> List for [T; N] {
    #[inline(never)]
    fn place(&mut self, index: usize) -> Result<&mut dyn Wire, Fault> {
        match self.get_mut(index) {
            Some(place) => Ok(place.as_wire_mut()),
            None => Err(wrong_length(N, index + 1)),
        }
    }

    #[inline(never)]
    fn finish(&mut self, count: usize) -> Result<(), Fault> {
        finish(N, count)
    }

    #[inline(never)]
    fn count(&self) -> usize {
        N
    }

    #[inline(never)]
    fn element(&self, index: usize) -> &dyn Wire {
        self[index].as_wire()
    }
}

macro_rules! tuples {
    ($($count:literal: $($name:ident $index:tt)+;)*) => {
        $(
            impl<$($name: Blank),+> Wire for ($($name,)+) {
                fn put(&mut self, token: Token<'_>) -> Result<Target<'_>, Fault> {
                    put(self, &token)
                }

                fn give(&self) -> Given<'_> {
                    Given::List(self)
                }
            }

            impl<$($name: Blank),+> Blank for ($($name,)+) {
                fn blank() -> Self {
                    ($($name::blank(),)+)
                }

                fn may_be_secret(depth: usize) -> bool {
                    depth > 0 && ($($name::may_be_secret(depth - 1) ||)+ false)
                }
            }

            impl<$($name: Blank),+> List for ($($name,)+) {
                #[inline(never)]
                fn place(&mut self, index: usize) -> Result<&mut dyn Wire, Fault> {
                    match index {
                        $($index => Ok(self.$index.as_wire_mut()),)+
                        _ => Err(wrong_length($count, index + 1)),
                    }
                }

                #[inline(never)]
                fn finish(&mut self, count: usize) -> Result<(), Fault> {
                    finish($count, count)
                }

                #[inline(never)]
                fn count(&self) -> usize {
                    $count
                }

                #[inline(never)]
                fn element(&self, index: usize) -> &dyn Wire {
                    match index {
                        $($index => self.$index.as_wire(),)+
                        _ => unreachable!("a tuple of {} has no element {index}", $count),
                    }
                }
            }
        )*
    };
}

tuples! {
    1: A 0;
    2: A 0 B 1;
    3: A 0 B 1 C 2;
    4: A 0 B 1 C 2 D 3;
    5: A 0 B 1 C 2 D 3 E 4;
    6: A 0 B 1 C 2 D 3 E 4 F 5;
    7: A 0 B 1 C 2 D 3 E 4 F 5 G 6;
    8: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7;
    9: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8;
    10: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9;
    11: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10;
    12: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11;
}
