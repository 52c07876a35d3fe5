//! Where a difference, and the two edges of its 95 % interval, cross zero: the search behind "what would have to be true?".
//!
//! Points are run at a few numbers first; then each of the three curves has a bracket of two neighbouring points with
//! different signs, which is halved or cut by the secant until it is narrow. The points of one curve serve the others.

/// A number at which both policies were run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    /// The number.
    pub(super) at: f64,
    /// Mean of the difference.
    pub(super) mean: f64,
    /// Half of its 95 % interval.
    pub(super) half_width: f64,
}

/// One of the three curves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Curve {
    Lower,
    Mean,
    Upper,
}

impl Curve {
    fn of(self, point: &Point) -> f64 {
        match self {
            Self::Lower => point.mean - point.half_width,
            Self::Mean => point.mean,
            Self::Upper => point.mean + point.half_width,
        }
    }
}

/// Two neighbouring points between which a curve crosses zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bracket {
    left: (f64, f64),
    right: (f64, f64),
}

impl Bracket {
    pub(super) fn width(&self) -> f64 {
        self.right.0 - self.left.0
    }

    /// Where the straight line between both ends crosses zero.
    pub(super) fn crossing(&self) -> f64 {
        let ((a, at_a), (b, at_b)) = (self.left, self.right);
        let rise = at_a - at_b;
        if rise == 0.0 { f64::midpoint(a, b) } else { a + (b - a) * (at_a / rise) }
    }

    /// Where to look next: by the secant, kept away from the ends so that the bracket shrinks from both sides.
    fn next(&self) -> f64 {
        let inner = 0.2 * self.width();
        self.crossing().clamp(self.left.0 + inner, self.right.0 - inner)
    }
}

/// Points in order of their number.
#[derive(Debug, Clone, Default)]
pub(super) struct Points {
    points: Vec<Point>,
}

impl Points {
    pub(super) fn add(&mut self, point: Point) {
        let place = self.points.partition_point(|known| known.at < point.at);
        self.points.insert(place, point);
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, Point> {
        self.points.iter()
    }

    /// How often the mean changes its sign; a 0 in between belongs to the change.
    pub(super) fn sign_changes(&self) -> usize {
        let mut before = 0.0;
        let mut changes = 0;
        for point in self.points.iter().filter(|point| point.mean != 0.0) {
            if point.mean * before < 0.0 {
                changes += 1;
            }
            before = point.mean;
        }
        changes
    }

    /// The first bracket of the mean, from the low end on.
    pub(super) fn mean_bracket(&self) -> Option<Bracket> {
        self.brackets(Curve::Mean).next()
    }

    /// The brackets of the edges nearest to that of the mean, below and above it; `None` on a side where the interval
    /// holds zero up to the end of the range.
    pub(super) fn edge_brackets(&self) -> Option<(Option<Bracket>, Option<Bracket>)> {
        let mean = self.mean_bracket()?;
        let rising = mean.left.1 < mean.right.1;
        let (below, above) = if rising { (Curve::Upper, Curve::Lower) } else { (Curve::Lower, Curve::Upper) };
        let below = self.brackets(below).filter(|bracket| bracket.left.0 <= mean.left.0).last();
        let above = self.brackets(above).find(|bracket| bracket.right.0 >= mean.right.0);
        Some((below, above))
    }

    /// Where to look next, at most one number for each curve, so that no bracket stays wider than `narrow`.
    pub(super) fn next(&self, narrow: f64, round: impl Fn(f64) -> f64) -> Vec<f64> {
        let mut next: Vec<f64> = Vec::new();
        let (below, above) = self.edge_brackets().unwrap_or((None, None));
        for bracket in [self.mean_bracket(), below, above].into_iter().flatten() {
            if bracket.width() <= narrow {
                continue;
            }
            let inside = |at: &f64| *at > bracket.left.0 && *at < bracket.right.0;
            // Whole numbers may round to an end; then the middle is tried.
            let middle = f64::midpoint(bracket.left.0, bracket.right.0);
            let Some(at) = [bracket.next(), middle].map(&round).into_iter().find(inside) else { continue };
            if !next.iter().any(|known| (known - at).abs() < narrow / 2.0) {
                next.push(at);
            }
        }
        next
    }

    fn brackets(&self, curve: Curve) -> impl Iterator<Item = Bracket> + '_ {
        let pairs = self.points.iter().zip(self.points.iter().skip(1)).enumerate();
        pairs.filter_map(move |(number, (left, right))| {
            let (a, b) = (curve.of(left), curve.of(right));
            // A zero belongs to the pair on its left; the first point has none.
            let at_the_end = number == 0 && a == 0.0 && b != 0.0;
            let crosses = (a < 0.0 && b >= 0.0) || (a > 0.0 && b <= 0.0) || at_the_end;
            crosses.then_some(Bracket { left: (left.at, a), right: (right.at, b) })
        })
    }
}
