//! # Chart: how numbers become pictures
//!
//! A chart is a plain struct with data. From it come, always together:
//!
//! - a picture ([`LineChart::render`]), the same bytes for the same data, theme and size on every machine;
//! - the sentence that says what the picture shows ([`LineChart::sentence`]), which is also what is read aloud;
//! - the table ([`LineChart::table`]), which is also what a CSV file holds;
//! - scales and stops for a crosshair by pointer or keys ([`LineChart::hover`], [`LineChart::reading`]).
//!
//! | picture | question | kind |
//! |---|---|---|
//! | [`LineChart`] | How does it go, and where will it end? | lines, steps, bands, limit, today, freezes, marks |
//! | [`Tornado`] | What moves it most? | a row a lever, bars to both ends |
//! | [`HeatGrid`] | What do two levers do together? | a cell a pair, with its number |
//! | [`Distribution`] | By when is it done? | becomes a [`LineChart`] with medians |
//! | [`Histogram`] | How many took how long? | becomes a [`LineChart`] with bars |
//! | [`TeamPicture`](teams::TeamPicture) | Who provides what to whom? | bars by kind of team, upright lines by mode |
//! | [`Sparkline`], [`IntervalBar`], [`PartsBar`] | What is it about, in one row? | pictures for a table cell |
//!
//! A page that shows whichever picture it is given holds a [`Drawing`]. The map of a value chain has a room of its own,
//! [`map`].
//!
//! Numbers become words in one place, [`mod@format`]; colours are tokens in [`palette`]. The drawing itself is done by
//! plotters on a canvas of our own (`backend`), which never asks a document for anything: pictures can be made in a
//! worker. What must never be in this room: the engine's formulas, the interface's widgets, anything of a browser.
//!
//! ```
//! use trivium_core::chart::{Axis, Limit, LineChart, Measure, Point, Role, Series, Size, Theme};
//!
//! let left = [(0.0, 40.0), (8.0, 29.0), (26.0, -2.0)];
//! let mut chart = LineChart::new(
//!     "Minutes of error budget left",
//!     Axis::from_zero("Day", Measure::DayOf).within(0.0, 28.0),
//!     Axis::from_zero("Left", Measure::Number("min".into())),
//!     vec![Series::new("Web Shop", Role::First, left.map(|(x, y)| Point::new(x, y)).to_vec()).stepped()],
//! );
//! chart.limit = Some(Limit { value: 0.0, name: "budget spent".into() });
//!
//! let svg = chart.render(Theme::Dark, Size::new(560, 240))?;
//! assert!(svg.as_str().starts_with("<svg xmlns="));
//! assert!(chart.sentence().contains("budget spent at day\u{a0}26"));
//! assert_eq!(chart.table().head, ["Day", "Web Shop (min)"]);
//! let hover = chart.hover(Size::new(560, 240))?;
//! assert_eq!(hover.nearest(hover.x.pixel(9.0)), Some(1));
//! assert_eq!(chart.reading(9.0).rows[0].shown, "29\u{a0}min");
//! # Ok::<(), trivium_core::chart::ChartError>(())
//! ```

pub mod axis;
mod backend;
mod beside;
mod bounds;
mod claim;
mod distribution;
pub mod downsample;
mod drawing;
mod effect;
mod finding;
pub mod format;
pub mod geometry;
mod grid;
pub mod insight;
mod integration;
mod key;
mod lever;
mod line;
pub mod map;
pub mod palette;
mod pen;
pub mod scale;
pub mod sentence;
mod signs;
mod small;
mod stops;
mod svg;
mod table;
pub mod teams;
pub mod text;
mod three_ways;
pub mod ticks;
mod tornado;
mod work_time;

pub use axis::{Axis, Measure};
pub use backend::Size;
pub use beside::{BesideWords, beside_in_words};
pub use bounds::{bound_because, bound_limit, bound_name, bound_value, bound_verdict};
pub use claim::{Claim, claim};
pub use distribution::{Class, Curve, Distribution, Histogram};
pub use drawing::Drawing;
pub use effect::Effect;
pub use finding::{finding_link, finding_sentence, rule_sentence};
pub use grid::{Better, GridAxis, GridCell, HeatGrid};
pub use integration::{gates_today, row_today};
pub use lever::{lever_in_words, lever_number};
pub use line::{
    Band, Base, Count, Freeze, Hover, Level, Limit, LineChart, Median, Note, Now, Outcome, Point, Range, Reading,
    ReadingRow, Role, Series, Shape, Stroke,
};
pub use palette::{Palette, Rgb, Theme, contrast};
pub use scale::Scale;
pub use signs::{sign_count, sign_detail, sign_sentence, sign_words};
pub use small::{IntervalBar, Part, PartsBar, Sparkline, Tone};
pub use stops::{Cells, Step, Stops};
pub use svg::{ChartError, Svg};
pub use table::{Cell, Table};
pub use three_ways::{WayLine, WayWords, three_ways_in_words};
pub use tornado::{Swing, SwingEnd, Tornado};
pub use work_time::{WorkTimePicture, work_time_picture};
