//! The codec over small protocols, written by hand as the derives would expand them.

mod array;
mod batch;
mod binary;
mod broken;
mod channel;
mod flat;
mod packing;
mod protocol;
mod reply;
mod wrapped;
