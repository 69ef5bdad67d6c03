/// Whole numbers that stop at the ends of their range, where Swift's own conversions and sums end the process.
///
/// A figure from outside, such as a load of 1e300 or two storages of 8 EiB, may be anything at all. A test looks
/// through the sources and allows no other conversion of floating point numbers (Decision 0020). They can be inlined, as a
/// picture converts thousands of figures, which would be two fifths of its cost where the types are not known.
extension FixedWidthInteger {
    /// The whole part of a number; the nearest end of the range beyond it, 0 for what is no number.
    @inlinable package init(saturating value: some BinaryFloatingPoint) {
        if let whole = Self(exactly: value.rounded(.towardZero)) {
            self = whole
        } else if value.isNaN {
            self = 0
        } else {
            self = value < 0 ? .min : .max
        }
    }

    /// The sum, or the end of the range that it lies beyond.
    @inlinable package func saturatingAdding(_ other: Self) -> Self {
        let (sum, hasOverflown) = addingReportingOverflow(other)
        guard hasOverflown else { return sum }
        return other < 0 ? .min : .max
    }

    /// The difference, or the end of the range that it lies beyond.
    @inlinable package func saturatingSubtracting(_ other: Self) -> Self {
        let (difference, hasOverflown) = subtractingReportingOverflow(other)
        guard hasOverflown else { return difference }
        return other < 0 ? .max : .min
    }
}

extension Sequence where Element: FixedWidthInteger {
    /// The sum of all, which stops at the end of the range.
    @inlinable package func saturatingSum() -> Element {
        reduce(0) { $0.saturatingAdding($1) }
    }
}
