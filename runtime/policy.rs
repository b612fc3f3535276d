//! How connections behave, as plain constant data, with the pure decisions that follow from it.
//!
//! Generated constants have these types. Events are named as the definition names them; an event of
//! a channel as `channel/event`. Values that a type may leave out have a `DEFAULT`, so that a
//! constant says only what differs: `Delivery { replay: true, ..Delivery::DEFAULT }`.

mod auth;
mod backoff;
mod channel;
mod close;
mod connection;
mod delivery;
mod error;
mod heartbeat;
mod limits;
mod param;
mod session;

pub use crate::codegen::NumberBound;
pub use auth::{Auth, Refresh, TokenPlace};
pub use backoff::{Backoff, Retry};
pub use channel::{ChannelPolicy, Join, Leave};
pub use close::{AfterClose, CloseCode, CloseRow};
pub use connection::{Bind, Connection, Drain, Overflow, Phase, Queue};
pub use delivery::{Batch, Delivery, Idempotent, Keep, Priority, Slow};
pub use error::{Code, ErrorCode, Report};
pub use heartbeat::{Beat, Heartbeat, Period, Value, Written};
pub use limits::{Limits, Rate};
pub use param::{Param, ParamType, Rule};
pub use session::{EventField, Expired, Recover, Session};
