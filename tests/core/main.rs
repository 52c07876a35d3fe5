//! Formulas, golden files, properties, architecture.

#![expect(clippy::unwrap_used, reason = "a helper of a test that cannot go on says so by failing")]

mod architecture;
mod backlog;
mod capture;
mod catalog;
mod chart_data;
mod chart_dots;
mod chart_foot;
mod chart_format;
mod chart_grid;
mod chart_hostile;
mod chart_palette;
mod chart_pictures;
mod chart_scale;
mod chart_tornado;
mod delivery;
mod edit;
mod edit_gestures;
mod exchange;
mod experiment;
mod fixture;
mod flow;
mod forecast;
mod governance;
mod guided;
mod long_chain;
mod map;
mod mirror;
mod planning;
mod policies;
mod practices;
mod reliability;
mod replay;
mod results;
mod sheet_csv;
mod simulation_budget;
mod simulation_changes;
mod simulation_incidents;
mod simulation_laws;
mod simulation_models;
mod simulation_parts;
mod simulation_plan;
mod slots;
mod statistics;
mod wire;
