import JSON

/// Figures as the butler says them.
///
/// Nothing is rounded to a friendlier value than it is.
enum Figures {
    /// The used part, `nil` when either is unknown or the whole is nothing.
    static func share(_ part: Int?, of whole: Int?) -> Double? {
        guard let part, let whole, whole > 0 else { return nil }
        return Double(part) / Double(whole)
    }

    /// `42 %`.
    static func percent(_ share: Double?) -> String {
        share.map { $0.isFinite ? "\(Int(saturating: ($0 * 100).rounded())) %" : "unknown" } ?? "unknown"
    }

    /// `3.2 GiB`.
    static func bytes(_ count: Int?) -> String {
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

    /// `3.2 GiB of 8.0 GiB (40 %)`, or what of it is known.
    static func fill(_ part: Int?, of whole: Int?) -> String {
        guard let part else { return whole.map { "unknown of \(bytes($0))" } ?? "unknown" }
        guard let whole, whole > 0 else { return bytes(part) }
        return "\(bytes(part)) of \(bytes(whole)) (\(percent(share(part, of: whole))))"
    }

    /// `12 d 4 h`, `3 h 20 min`, `45 s`.
    static func duration(_ seconds: Int?) -> String {
        guard let seconds, seconds >= 0 else { return "unknown" }
        switch seconds {
        case ..<60: return "\(seconds) s"
        case ..<3600: return "\(seconds / 60) min"
        case ..<86_400: return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
        default: return "\(seconds / 86_400) d \(seconds % 86_400 / 3600) h"
        }
    }

    /// `the last hour`, `the last 24 hours`, `the last 2 days`.
    static func span(_ seconds: Int) -> String {
        let (length, unit) =
            seconds % 86_400 == 0 && seconds > 86_400
            ? (86_400, "day") : seconds % 3600 == 0 ? (3600, "hour") : (60, "minute")
        let count = max(1, seconds / length)
        return count == 1 ? "the last \(unit)" : "the last \(count) \(unit)s"
    }

    /// `3 h 20 min ago`.
    static func ago(_ time: Int?, now: Int) -> String {
        guard let time else { return "at an unknown time" }
        return time > now
            ? "in the future, by this machine's clock" : duration(now.saturatingSubtracting(time)) + " ago"
    }

    /// `3.1`, `0.95`: two decimals at most, without zeros at their end.
    static func decimal(_ value: Double) -> String {
        guard value.isFinite else { return "unknown" }
        let hundredths = Int(saturating: (abs(value) * 100).rounded())
        let rest = hundredths % 100
        let tail = rest % 10 == 0 ? "\(rest / 10)" : (rest < 10 ? "0\(rest)" : "\(rest)")
        return "\(value < 0 ? "-" : "")\(hundredths / 100).\(tail)"
    }

    /// `61 s`, `2 min 5 s`: how old figures are.
    static func age(_ seconds: Int) -> String {
        seconds < 120 ? "\(seconds) s" : duration(seconds)
    }

    /// `54 °C`.
    static func celsius(_ value: Double) -> String { "\(Int(saturating: value.rounded())) °C" }

    /// `one guest`, `3 guests`.
    static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
        number == 1 ? "one \(noun)" : "\(number == 0 ? "no" : String(number)) \(plural ?? noun + "s")"
    }

    /// `3 of 4 nodes`, `1 of 1 guest`, `no guests`.
    static func tally(_ part: Int, of whole: Int, _ noun: String) -> String {
        whole == 0 ? "no \(noun)s" : "\(part) of \(whole) \(noun)\(whole == 1 ? "" : "s")"
    }

    /// `a, b and c`.
    static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }

    private static func oneDecimal(_ value: Double) -> String {
        let tenths = Int(saturating: (value * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }
}

extension String {
    /// The text with its first letter in upper case.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

    /// The text with its first letter in lower case.
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
