//! Times and shares, as people type them: `4h`, `2-3 d total`, `~1,5 h`, `1h 30min work`, `85 %`.

use super::Fault;

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::exchange) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
}

/// Which clock a time is counted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::exchange) enum Clock {
    /// Hands-on, in working hours.
    Work,
    /// From arriving to leaving, on the calendar.
    Calendar,
}

impl Unit {
    pub(in crate::exchange) fn of(word: &str) -> Option<Self> {
        match word {
            "m" | "min" | "mins" | "minute" | "minutes" => Some(Self::Minute),
            "h" | "hr" | "hrs" | "hour" | "hours" => Some(Self::Hour),
            "d" | "day" | "days" => Some(Self::Day),
            "w" | "wk" | "wks" | "week" | "weeks" => Some(Self::Week),
            _ => None,
        }
    }

    /// Hours in this many of the unit.
    fn hours(self, amount: f64, clock: Clock) -> f64 {
        match (self, clock) {
            // Divided, not multiplied by a sixtieth, so that whole minutes survive writing and reading.
            (Self::Minute, _) => amount / 60.0,
            (Self::Hour, _) => amount,
            (Self::Day, Clock::Work) => amount * 8.0,
            (Self::Day, Clock::Calendar) => amount * 24.0,
            (Self::Week, Clock::Work) => amount * 40.0,
            (Self::Week, Clock::Calendar) => amount * 168.0,
        }
    }
}

/// What a field says, when it is no words.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::exchange) enum Measure {
    /// A time, with the clock its keyword names.
    Time { low: Amount, high: Amount, assumed: bool, clock: Option<Clock> },
    /// A share, in percent.
    Percent(f64),
    /// A number without a unit: only a column can give it one.
    Bare { low: f64, high: f64, assumed: bool },
}

/// A length of time before its clock is known: one number and unit, or several (`1h 30min`).
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::exchange) struct Amount(Vec<(f64, Unit)>);

impl Amount {
    pub(in crate::exchange) fn one(amount: f64, unit: Unit) -> Self {
        Self(vec![(amount, unit)])
    }

    pub(in crate::exchange) fn hours(&self, clock: Clock) -> f64 {
        self.0.iter().map(|&(amount, unit)| unit.hours(amount, clock)).sum()
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(f64),
    Unit(Unit),
    Clock(Clock),
    Percent,
    Dash,
    Guess,
    /// What changes nothing: "time", "C&A", the point of "ca."
    Filler,
    /// Anything else.
    Word,
}

/// Reads a field. `None`: it is words.
///
/// # Errors
/// When it is meant as a time or share (it begins with a number and ends with a keyword or unit) and is none.
pub(in crate::exchange) fn measure(field: &str) -> Option<Result<Measure, Fault>> {
    let tokens = tokens(field);
    let numbers = tokens.iter().filter(|token| matches!(token, Token::Number(_))).count();
    if numbers == 0 {
        return None;
    }
    if tokens.contains(&Token::Word) {
        let meant = matches!(tokens.first(), Some(Token::Number(_) | Token::Guess | Token::Dash))
            && matches!(tokens.last(), Some(Token::Clock(_) | Token::Percent | Token::Unit(_)));
        return meant.then(|| Err(Fault::Unreadable(cut(field))));
    }
    Some(parse(field, &tokens))
}

fn parse(field: &str, tokens: &[Token]) -> Result<Measure, Fault> {
    let refuse = || Fault::Unreadable(cut(field));
    let assumed = tokens.contains(&Token::Guess);
    let mut clock = None;
    for token in tokens {
        if let Token::Clock(found) = token {
            if clock.is_some_and(|earlier| earlier != *found) {
                return Err(refuse());
            }
            clock = Some(*found);
        }
    }
    let core: Vec<&Token> = tokens
        .iter()
        .filter(|token| matches!(token, Token::Number(_) | Token::Unit(_) | Token::Percent | Token::Dash))
        .collect();
    if matches!(core.first(), Some(Token::Dash)) {
        return Err(Fault::Negative(cut(field)));
    }
    if core.contains(&&Token::Percent) {
        return match core.as_slice() {
            [Token::Number(percent), Token::Percent] | [Token::Percent, Token::Number(percent)]
                if clock.is_none() && (0.0..=100.0).contains(percent) =>
            {
                Ok(Measure::Percent(*percent))
            }
            _ => Err(Fault::Share(cut(field))),
        };
    }
    let mut ends = core.split(|token| **token == Token::Dash);
    let (first, second) = (ends.next().unwrap_or_default(), ends.next());
    if ends.next().is_some() {
        return Err(refuse());
    }
    let Some(second) = second else {
        return match first {
            [Token::Number(number)] if clock.is_none() => Ok(Measure::Bare { low: *number, high: *number, assumed }),
            [Token::Number(_)] => Err(Fault::NoUnit(cut(field))),
            _ => {
                let time = amount(first).ok_or_else(refuse)?;
                Ok(Measure::Time { low: time.clone(), high: time, assumed, clock })
            }
        };
    };
    if let ([Token::Number(low)], [Token::Number(high)]) = (first, second) {
        return if clock.is_some() {
            Err(Fault::NoUnit(cut(field)))
        } else {
            Ok(Measure::Bare { low: *low, high: *high, assumed: true })
        };
    }
    let high = amount(second).ok_or_else(refuse)?;
    // "2-3d": the unit stands once, at the end.
    let low = match (first, high.0.as_slice()) {
        ([Token::Number(low)], [(_, unit)]) => Amount::one(*low, *unit),
        _ => amount(first).ok_or_else(refuse)?,
    };
    Ok(Measure::Time { low, high, assumed: true, clock })
}

/// Numbers, each followed by its unit.
fn amount(tokens: &[&Token]) -> Option<Amount> {
    let mut parts = Vec::new();
    for pair in tokens.chunks(2) {
        match pair {
            [Token::Number(amount), Token::Unit(unit)] => parts.push((*amount, *unit)),
            _ => return None,
        }
    }
    if parts.is_empty() { None } else { Some(Amount(parts)) }
}

fn tokens(field: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = field.trim();
    while let Some(c) = rest.chars().next() {
        let length = if c.is_ascii_digit() {
            number_length(rest)
        } else if c.is_alphabetic() {
            rest.find(|c: char| !(c.is_alphabetic() || c == '&')).unwrap_or(rest.len())
        } else if rest.starts_with("..") {
            2
        } else {
            c.len_utf8()
        };
        let (head, tail) = rest.split_at(length);
        if !head.trim().is_empty() {
            tokens.push(token(head));
        }
        rest = tail;
    }
    tokens
}

/// Digits, and at most one point or comma between digits.
fn number_length(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(text);
    let decimals = text.get(whole..).and_then(|rest| rest.strip_prefix(['.', ','])).map_or(0, digits);
    if decimals == 0 { whole } else { whole + 1 + decimals }
}

fn token(head: &str) -> Token {
    if head.starts_with(|c: char| c.is_ascii_digit()) {
        return head.replace(',', ".").parse().map_or(Token::Word, Token::Number);
    }
    let word = head.to_lowercase();
    if let Some(unit) = Unit::of(&word) {
        return Token::Unit(unit);
    }
    match word.as_str() {
        "%" | "percent" => Token::Percent,
        "-" | "–" | "—" | "−" | ".." | "…" | "to" => Token::Dash,
        "~" | "≈" | "?" | "about" | "approx" | "circa" | "ca" => Token::Guess,
        "work" | "working" | "touch" | "effort" | "pt" => Token::Clock(Clock::Work),
        "total" | "observed" | "elapsed" | "lead" | "calendar" | "lt" => Token::Clock(Clock::Calendar),
        "time" | "c&a" | "complete" | "accurate" | "and" | "(" | ")" | ":" | "=" | "." => Token::Filler,
        _ => Token::Word,
    }
}

/// At most 40 characters of a field, for a sentence about it.
pub(in crate::exchange) fn cut(field: &str) -> String {
    field.chars().take(40).collect()
}
