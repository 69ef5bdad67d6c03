import JSON

/// An amount of money in whole micro-dollars, millionths of a dollar.
package struct Micros: RawRepresentable, Sendable, Hashable, Comparable {
    package var rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    package static let zero = Micros(rawValue: 0)

    /// Reads dollars such as `10`, `0.25` or `0.000001`; `nil` for a sign, an exponent, more digits than six behind the
    /// point, or more than a billion dollars.
    package init?(dollars text: some StringProtocol) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? parts[1] : "0"
        let isPlain = (parts + [fraction]).allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
        guard isPlain, fraction.utf8.count <= 6, parts[0].utf8.count <= 10,
            let whole = Int64(parts[0], radix: 10), whole <= 1_000_000_000,
            let rest = Int64(fraction + String(repeating: "0", count: 6 - fraction.utf8.count), radix: 10)
        else { return nil }
        rawValue = whole * 1_000_000 + rest
    }

    package static func < (left: Micros, right: Micros) -> Bool { left.rawValue < right.rawValue }

    /// The sum, or the end of the range.
    package static func + (left: Micros, right: Micros) -> Micros {
        Micros(rawValue: left.rawValue.saturatingAdding(right.rawValue))
    }

    /// The difference, or the end of the range.
    package static func - (left: Micros, right: Micros) -> Micros {
        Micros(rawValue: left.rawValue.saturatingSubtracting(right.rawValue))
    }
}

extension Micros: CustomStringConvertible {
    /// Dollars to the cent, below one dollar to the hundredth of a cent where it is no whole cent, such as `$12.40`,
    /// `$0.50` and `$0.0045`; what is less than that and not nothing is `<$0.0001`.
    package var description: String {
        let amount = rawValue.magnitude
        let sign = rawValue < 0 ? "-" : ""
        if amount % 10_000 == 0 { return "\(sign)$" + Micros.decimal(amount / 10_000, 2) }
        if amount < 100 { return "<\(sign)$0.0001" }
        // What rounds up to a dollar is written as one.
        if amount < 999_950 { return "\(sign)$" + Micros.decimal((amount + 50) / 100, 4) }
        return "\(sign)$" + Micros.decimal((amount + 5_000) / 10_000, 2)
    }

    /// Dollars with every digit that is not an idle nought, such as `10.00` and `0.000125`: as the settings have it.
    package var dollars: String {
        var text = Micros.decimal(rawValue.magnitude, 6)
        while text.hasSuffix("0"), text.suffix(3).first != "." { text.removeLast() }
        return (rawValue < 0 ? "-" : "") + text
    }

    private static func decimal(_ amount: UInt64, _ places: Int) -> String {
        let digits = String(amount)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
        return "\(padded.dropLast(places)).\(padded.suffix(places))"
    }
}
