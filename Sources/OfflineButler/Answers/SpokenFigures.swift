import AIKit
import JSON

/// Figures in the butler's sentences.
extension Figures {
    /// `3.2 GiB of 8.0 GiB (40 %)`, or what of it is known.
    static func fill(_ part: Int?, of whole: Int?) -> String {
        guard let part else { return whole.map { "unknown of \(bytes($0))" } ?? "unknown" }
        guard let whole, whole > 0 else { return bytes(part) }
        return "\(bytes(part)) of \(bytes(whole)) (\(percent(share(part, of: whole))))"
    }

    /// `the last hour`, `the last 24 hours`, `the last 2 days`.
    static func span(_ seconds: Int) -> String {
        let (length, unit) =
            seconds % 86_400 == 0 && seconds > 86_400
            ? (86_400, "day") : seconds % 3600 == 0 ? (3600, "hour") : (60, "minute")
        let count = max(1, seconds / length)
        return count == 1 ? "the last \(unit)" : "the last \(count) \(unit)s"
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
}

extension String {
    /// The text with its first letter in upper case.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

    /// The text with its first letter in lower case.
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
