//! The codec over hand-written protocols.
