import JSON
import Text

/// Figures as people read them.
///
/// Nothing is rounded to a friendlier value than it is.
package enum Figures {
    /// The used part, `nil` when either is unknown or the whole is nothing.
    package static func share(_ part: Int?, of whole: Int?) -> Double? {
        guard let part, let whole, whole > 0 else { return nil }
        return Double(part) / Double(whole)
    }

    /// `42 %`.
    package static func percent(_ share: Double?) -> String {
        share.map { $0.isFinite ? "\(Int(saturating: ($0 * 100).rounded())) %" : "unknown" } ?? "unknown"
    }

    /// `3.2 GiB`.
    package static func bytes(_ count: Int?) -> String {
        guard let count else { return "unknown" }
        let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"]
        var value = Double(count)
        var unit = 0
        while abs(value) >= 1024, unit < units.count - 1 {
            value /= 1024
            unit += 1
        }
        return unit == 0 ? "\(count) B" : "\(oneDecimal(value)) \(units[unit])"
    }

    /// `12 d 4 h`, `3 h 20 min`, `45 s`.
    package static func duration(_ seconds: Int?) -> String {
        guard let seconds, seconds >= 0 else { return "unknown" }
        return LengthOfTime(seconds: seconds).short
    }

    /// `3 h 20 min ago`.
    package static func ago(_ time: Int?, now: Int) -> String {
        guard let time else { return "at an unknown time" }
        return time > now
            ? "in the future, by this machine's clock" : duration(now.saturatingSubtracting(time)) + " ago"
    }

    /// `54 °C`.
    package static func celsius(_ value: Double) -> String { "\(Int(saturating: value.rounded())) °C" }

    private static func oneDecimal(_ value: Double) -> String {
        let tenths = Int(saturating: (value * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }
}
