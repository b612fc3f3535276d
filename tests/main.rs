//! The tests of the compiler, one binary.

mod typescript_target;
