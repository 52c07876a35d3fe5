//! A chart in its frame: title, one computed sentence, the picture with a crosshair, the table, and CSV, SVG, PNG.

use leptos::prelude::*;
use trivium_core::{
    chart::{self, Cell, Drawing, Size, Step, Stops, Table},
    exchange::{self, csv_out::Separator},
};
use wasm_bindgen::JsCast;

use super::{Icon, Menu, icon};
use crate::{
    platform::{files, picture},
    ui::state::{Session, Theme},
};

/// Width and height of the picture, in CSS pixels, before it is measured.
const FIRST_WIDTH: u32 = 560;

/// A chart. Nothing is drawn while `chart` is `None`.
#[component]
pub(crate) fn Figure(
    #[prop(into)] chart: Signal<Option<Drawing>>,
    /// Height of the picture in CSS pixels, unless the picture has one of its own.
    #[prop(default = 240)]
    height: u32,
    /// Where the numbers come from, for what is saved: "seed 20261023, 500 runs, Trivium 0.1.0". Not shown on the page.
    #[prop(optional, into)]
    foot: Signal<Option<String>>,
) -> AnyView {
    let session = Session::expect();
    let as_table = RwSignal::new(false);
    let place = NodeRef::<leptos::html::Div>::new();
    let width = measured_width(place);
    let size = Memo::new(move |_| {
        let width = width.get();
        let own = chart.with(|chart| chart.as_ref().and_then(|chart| chart.natural_height(width)));
        Size::new(width, own.unwrap_or(height))
    });
    let title = move || chart.with(|chart| chart.as_ref().map(|chart| chart.title().to_owned()).unwrap_or_default());
    let sentence = Memo::new(move |_| chart.with(|chart| chart.as_ref().map(Drawing::sentence).unwrap_or_default()));
    let body = move || {
        if as_table.get() {
            chart.with(|chart| chart.as_ref().map(|chart| table_view(&chart.table())))
        } else {
            Some(plot(chart, size, sentence, session))
        }
    };
    view! {
        <figure class="chart" role="group" aria-label=title>
            <div class="chart-head">
                <h2>{title}</h2>
                <div class="chart-tools">
                    <button type="button" class="button quiet small" aria-pressed=move || if as_table.get() { "true" } else { "false" }
                        on:click=move |_| as_table.update(|on| *on = !*on)>
                        {icon(Icon::Table)} {move || if as_table.get() { "Chart" } else { "Table" }}
                    </button>
                    {save_menu(chart, size, foot, session)}
                </div>
            </div>
            <p class="sentence">{move || sentence.get()}</p>
            <div node_ref=place class="plot">{body}</div>
        </figure>
    }
    .into_any()
}

/// The width of the place, in steps of 20 px so that a drag of the window does not draw on each pixel.
pub(crate) fn measured_width(place: NodeRef<leptos::html::Div>) -> RwSignal<u32> {
    let width = RwSignal::new(FIRST_WIDTH);
    let measure = move || {
        let found = place.try_get_untracked().flatten().map(|element| element.client_width());
        if let Some(found) = found.and_then(|pixels| u32::try_from(pixels).ok()).filter(|pixels| *pixels >= 120) {
            let stepped = (found / 20 * 20).clamp(240, 1_600);
            if width.try_get_untracked().is_some_and(|now| now != stepped) {
                let _ = width.try_set(stepped);
            }
        }
    };
    Effect::new(move || {
        if place.get().is_some() {
            request_animation_frame(measure);
        }
    });
    let on_resize = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || on_resize.remove());
    width
}

/// The chart theme that belongs to the page's.
fn chart_theme(session: Session) -> chart::Theme {
    match session.theme().get().resolved() {
        Theme::Dark => chart::Theme::Dark,
        Theme::Contrast => chart::Theme::HighContrast,
        Theme::Light | Theme::System => chart::Theme::Light,
    }
}

fn plot(chart: Signal<Option<Drawing>>, size: Memo<Size>, sentence: Memo<String>, session: Session) -> AnyView {
    let picture = move || {
        let theme = chart_theme(session);
        chart.with(|chart| chart.as_ref().map(|chart| chart.render(theme, size.get())))
    };
    let drawn = move || match picture() {
        Some(Ok(svg)) => {
            view! { <div class="picture" aria-hidden="true" inner_html=svg.as_str().to_owned()></div> }.into_any()
        }
        Some(Err(error)) => view! { <p class="na">{error.to_string()}</p> }.into_any(),
        None => ().into_any(),
    };
    let stops = Memo::new(move |_| chart.with(|chart| chart.as_ref().and_then(|chart| chart.stops(size.get()).ok())));
    let stop = RwSignal::new(None::<usize>);
    view! {
        {drawn}
        {overlay(chart, stops, size, stop, sentence)}
        {move || tip(chart, stops, size, stop)}
    }
    .into_any()
}

/// The step that a key means.
fn step_of(key: &str) -> Option<Step> {
    Some(match key {
        "ArrowLeft" => Step::Left,
        "ArrowRight" => Step::Right,
        "ArrowUp" => Step::Up,
        "ArrowDown" => Step::Down,
        "PageUp" => Step::Back,
        "PageDown" => Step::On,
        "Home" => Step::First,
        "End" => Step::Last,
        _ => return None,
    })
}

fn overlay(
    chart: Signal<Option<Drawing>>,
    stops: Memo<Option<Stops>>,
    size: Memo<Size>,
    stop: RwSignal<Option<usize>>,
    sentence: Memo<String>,
) -> AnyView {
    let surface = NodeRef::<leptos::svg::Svg>::new();
    let on_move = move |ev: web_sys::PointerEvent| {
        let Some(element) = surface.get_untracked() else { return };
        let frame = element.unchecked_ref::<web_sys::Element>().get_bounding_client_rect();
        if frame.width() > 0.0 && frame.height() > 0.0 {
            let size = size.get_untracked();
            let spot = (
                (f64::from(ev.client_x()) - frame.left()) / frame.width() * f64::from(size.width),
                (f64::from(ev.client_y()) - frame.top()) / frame.height() * f64::from(size.height),
            );
            let nearest = stops.with_untracked(|stops| stops.as_ref().and_then(|stops| stops.nearest(spot)));
            if nearest != stop.get_untracked() {
                stop.set(nearest);
            }
        }
    };
    let on_key = move |ev: web_sys::KeyboardEvent| {
        let now = stop.get_untracked();
        let go = |step| stops.with_untracked(|stops| stops.as_ref().and_then(|stops| stops.go(now, step)));
        if let Some(to) = step_of(&ev.key()).and_then(go) {
            ev.prevent_default();
            stop.set(Some(to));
        } else if ev.key() == "Escape" {
            stop.set(None);
        }
    };
    let marker = move || {
        let at = stop.get()?;
        stops.with(|stops| marker(chart, stops.as_ref()?, at))
    };
    view! {
        <svg node_ref=surface class="overlay" tabindex="0" role="img" aria-label=move || format!("{} Arrow keys read the values.", sentence.get())
            viewBox=move || format!("0 0 {} {}", size.get().width, size.get().height) preserveAspectRatio="none"
            on:pointermove=on_move on:pointerleave=move |_| stop.set(None) on:keydown=on_key on:blur=move |_| { let _ = stop.try_set(None); }>
            {marker}
        </svg>
    }
    .into_any()
}

/// Shows which place is read: a line with rings, or the outline of a cell.
fn marker(chart: Signal<Option<Drawing>>, stops: &Stops, at: usize) -> Option<AnyView> {
    match stops {
        Stops::Along(hover) => {
            let x = hover.pixel(at)?;
            let reading = chart.with(|chart| chart.as_ref().and_then(|chart| chart.reading(stops, at)))?;
            let values = reading.rows.into_iter().filter(|row| row.role.is_some()).filter_map(|row| row.y);
            let rings = values.map(|y| view! { <circle class="ring" cx=x cy=hover.y.pixel(y) r="4"/> }).collect_view();
            Some(view! { <line class="cross" x1=x x2=x y1=hover.plot.top y2=hover.plot.bottom/> {rings} }.into_any())
        }
        Stops::Cells(cells) => {
            let area = cells.areas.get(at)?;
            let (x, y, width, height) = (area.left, area.top, area.width(), area.height());
            Some(view! { <rect class="cell" x=x y=y width=width height=height/> }.into_any())
        }
    }
}

/// The box beside the place that is read; said aloud as well.
fn tip(
    chart: Signal<Option<Drawing>>,
    stops: Memo<Option<Stops>>,
    size: Memo<Size>,
    stop: RwSignal<Option<usize>>,
) -> Option<AnyView> {
    let at = stop.get()?;
    let (reading, pixel, below) = stops.with(|stops| {
        let stops = stops.as_ref()?;
        let reading = chart.with(|chart| chart.as_ref().and_then(|chart| chart.reading(stops, at)))?;
        Some(match stops {
            Stops::Along(hover) => (reading, hover.pixel(at)?, None),
            Stops::Cells(cells) => {
                let area = cells.areas.get(at)?;
                (reading, f64::midpoint(area.left, area.right), Some(area.bottom))
            }
        })
    })?;
    let size = size.get();
    let share = pixel / f64::from(size.width);
    let rows = reading.rows.into_iter().map(|row| view! { <div>{row.name}" "{row.shown}</div> }).collect_view();
    let (left, right) = if share < 0.5 {
        (format!("calc({:.2}% + 10px)", share * 100.0), String::new())
    } else {
        (String::new(), format!("calc({:.2}% + 10px)", (1.0 - share) * 100.0))
    };
    let top = below.map(|below| format!("calc({:.2}% + 4px)", below / f64::from(size.height) * 100.0));
    Some(
        view! { <div class="tip" role="status" style:left=left style:right=right style:top=top.unwrap_or_default()><strong>{reading.title}</strong>{rows}</div> }.into_any(),
    )
}

/// The same values as a table.
fn table_view(table: &Table) -> AnyView {
    let words = |index: usize| table.rows.iter().any(|row| matches!(row.get(index), Some(Cell::Text(_))));
    let head = table.head.iter().enumerate().map(|(index, name)| {
        view! { <th scope="col" class:number=index != 0 && !words(index)>{name.clone()}</th> }
    });
    let row = |cells: &Vec<Cell>| {
        let cells = cells.iter().enumerate().map(|(index, cell)| {
            let shown = cell.shown().to_owned();
            if index == 0 {
                view! { <th scope="row">{shown}</th> }.into_any()
            } else {
                view! { <td class:number=!words(index)>{shown}</td> }.into_any()
            }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    view! {
        <div class="table-view" tabindex="0" role="region" aria-label="Values of the chart">
            <table class="table">
                <thead><tr>{head.collect_view()}</tr></thead>
                <tbody>{table.rows.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn save_menu(
    chart: Signal<Option<Drawing>>,
    size: Memo<Size>,
    foot: Signal<Option<String>>,
    session: Session,
) -> AnyView {
    let foot = move || foot.get_untracked().unwrap_or_default();
    let name = move |extension: &str| {
        let title =
            chart.with_untracked(|chart| chart.as_ref().map(|chart| chart.title().to_owned()).unwrap_or_default());
        files::safe_name(&title, extension)
    };
    let picture = move |act: &dyn Fn(&str, Size)| {
        let size = size.get_untracked();
        match chart.with_untracked(|chart| chart.as_ref().map(|chart| chart.render(chart::Theme::Light, size))) {
            Some(Ok(svg)) => {
                let svg = svg.footed(&foot(), chart::Theme::Light);
                act(&svg.standalone(), svg.size());
            }
            Some(Err(error)) => session.say(error.to_string(), false),
            None => {}
        }
    };
    let csv = move |()| {
        if let Some(table) = chart.with_untracked(|chart| chart.as_ref().map(Drawing::table)) {
            let text = exchange::csv_out::write(&table.footed(&foot()), Separator::Comma);
            files::download_text(&name("csv"), "text/csv", &text);
        }
    };
    let svg = move |()| picture(&|text, _| files::download_text(&name("svg"), "image/svg+xml", text));
    let png = move |()| {
        picture(&|text, size| {
            picture::download_png(&name("png"), text, size.width, size.height, move |sorry| session.say(sorry, false));
        });
    };
    let entries = Signal::stored(vec![
        ("CSV, the values".to_owned(), Callback::new(csv)),
        ("SVG, the picture".to_owned(), Callback::new(svg)),
        ("PNG, the picture".to_owned(), Callback::new(png)),
    ]);
    let face = view! { {icon(Icon::Download)} "Save" }.into_any();
    view! { <Menu face=face label=Signal::stored("Save the chart".to_owned()) class="button quiet small" right=true entries=entries/> }.into_any()
}
