/// A length of time in words; parts of a second do not count, and a negative one is none.
package struct LengthOfTime: Sendable {
    private let seconds: Int

    package init(seconds: Int) {
        self.seconds = max(0, seconds)
    }

    package init(_ duration: Duration) {
        self.init(seconds: Int(clamping: duration.components.seconds))
    }

    /// There is nothing to tell of it.
    package var isNone: Bool { seconds == 0 }

    /// In its two largest units, for columns, as the second one keeps its width: `12d 04h`, `3h 07m`, `2m 09s`, `8s`.
    package var aligned: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return switch seconds {
        case ..<60: "\(seconds)s"
        case ..<3600: "\(seconds / 60)m \(two(seconds % 60))s"
        case ..<86_400: "\(seconds / 3600)h \(two(seconds / 60 % 60))m"
        default: "\(seconds / 86_400)d \(two(seconds / 3600 % 24))h"
        }
    }

    /// In its two largest units from an hour on, for sentences: `12 d 4 h`, `3 h 20 min`, `5 min`, `45 s`.
    package var short: String {
        switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3600: "\(seconds / 60) min"
        case ..<86_400: "\(seconds / 3600) h \(seconds / 60 % 60) min"
        default: "\(seconds / 86_400) d \(seconds / 3600 % 24) h"
        }
    }

    /// In the largest unit of which it has two, in the units' signs: `3 d`, `47 h`, `119 min`, `45 s`.
    package var rough: String {
        let (count, unit) = largest
        return "\(count) \(unit.sign)"
    }

    /// The same in the units' names: `3 days`, `47 hours`, `119 minutes`, `45 seconds`.
    package var roughWords: String {
        let (count, unit) = largest
        return "\(count) \(unit.name)\(count == 1 ? "" : "s")"
    }

    private typealias Unit = (length: Int, sign: String, name: String)

    private static let units: [Unit] = [(86_400, "d", "day"), (3600, "h", "hour"), (60, "min", "minute")]

    private var largest: (count: Int, unit: Unit) {
        let unit = Self.units.first { seconds >= 2 * $0.length } ?? (1, "s", "second")
        return (seconds / unit.length, unit)
    }
}

extension Duration {
    /// After what is done when it is over: ` in 5 s`, and nothing below a second.
    package var ahead: String { components.seconds > 0 ? " in \(components.seconds) s" : "" }

    /// Whole milliseconds, rounded down; those beyond an `Int64` end at the last that fits.
    package var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, isTooMuch) = seconds.multipliedReportingOverflow(by: 1000)
        if isTooMuch { return seconds < 0 ? .min : .max }
        let (sum, overflows) = product.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
        return overflows ? (seconds < 0 ? .min : .max) : sum
    }

    /// How long poll(2) shall wait for this: whole milliseconds rounded up, 0 to 24 hours.
    package var pollTimeout: Int32 {
        let (seconds, attoseconds) = max(.zero, min(self, .seconds(86_400))).components
        return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
