//! Room exchange.
