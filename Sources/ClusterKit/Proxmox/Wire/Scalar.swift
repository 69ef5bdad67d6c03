import FoundationEssentials
import Text

/// One value of the wire that is not a container, read the way Perl means it.
///
/// The same field is a number in one release, a string in the next and a boolean in a third: Perl writes a
/// string once a number was used as text.
/// Source: https://github.com/proxmox/proxmox-rs/blob/master/proxmox-serde/src/perl.rs
struct Scalar {
    private let bytes: [UInt8]
    private let range: Range<Int>
    private let isQuoted: Bool

    /// `nil` for `null` and for containers.
    init?(_ bytes: [UInt8], at range: Range<Int>) {
        guard let first = range.first.map({ bytes[$0] }) else { return nil }
        switch first {
        case UInt8(ascii: "n"), .openBrace, .openBracket: return nil
        case .quote:
            self.range = (range.lowerBound + 1)..<(range.upperBound - 1)
            isQuoted = true
        default:
            self.range = range
            isQuoted = false
        }
        self.bytes = bytes
    }

    /// The text; a number as it was written, a boolean as `1` or `0`.
    var text: String {
        if !isQuoted, let word { return word ? "1" : "0" }
        let plain = bytes[range]
        guard isQuoted, plain.contains(.backslash) else { return String(decoding: plain, as: UTF8.self) }
        return JSONText.unescaped(plain)
    }

    /// A whole number; fractions are rounded, anything that is no number is `nil`.
    var integer: Int? {
        var value = 0
        var index = range.lowerBound
        let isNegative = index < range.upperBound && bytes[index] == UInt8(ascii: "-")
        if isNegative { index += 1 }
        guard index < range.upperBound, range.upperBound - index <= 18 else { return rounded }
        while index < range.upperBound {
            let digit = bytes[index] &- 0x30
            guard digit <= 9 else { return rounded }
            value = value &* 10 &+ Int(clamping: digit)
            index += 1
        }
        return isNegative ? -value : value
    }

    private var rounded: Int? {
        if let bool = word { return bool ? 1 : 0 }
        return double.flatMap { Int(exactly: $0.rounded()) }
    }

    /// A finite number.
    var double: Double? {
        if let short = shortDecimal { return short }
        if let bool = word { return bool ? 1 : 0 }
        guard let value = Double(String(decoding: bytes[range], as: UTF8.self)), value.isFinite else {
            return nil
        }
        return value
    }

    /// Perl's idea of truth, with the words people use.
    var bool: Bool? {
        if let word { return word }
        switch String(decoding: bytes[range], as: UTF8.self).lowercased() {
        case "1", "on", "yes": return true
        case "", "0", "off", "no": return false
        default: return double.map { $0 != 0 }
        }
    }

    /// `true` and `false`, quoted or not.
    private var word: Bool? {
        switch range.count {
        case 4 where bytes[range].elementsEqual("true".utf8): true
        case 5 where bytes[range].elementsEqual("false".utf8): false
        default: nil
        }
    }

    /// Digits with at most one point, exactly representable before the point is moved.
    ///
    /// Such a decimal is rounded correctly by one division, as W. D. Clinger showed ("How to read floating
    /// point numbers accurately", 1990): mantissa below 2^53, power of ten at most 22.
    private var shortDecimal: Double? {
        var mantissa: UInt64 = 0
        var digits = 0
        var decimals: Int?
        var index = range.lowerBound
        let isNegative = index < range.upperBound && bytes[index] == UInt8(ascii: "-")
        if isNegative { index += 1 }
        while index < range.upperBound {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "."), decimals == nil {
                decimals = 0
                continue
            }
            let digit = byte &- 0x30
            guard digit <= 9, digits < 19 else { return nil }
            mantissa = mantissa * 10 + UInt64(clamping: digit)
            if mantissa > 0 { digits += 1 }
            decimals? += 1
        }
        guard range.count > (isNegative ? 1 : 0), mantissa < 1 << 53, (decimals ?? 0) < Self.powers.count,
            range.count > 1 || decimals == nil
        else { return nil }
        let value = Double(mantissa) / Self.powers[decimals ?? 0]
        return isNegative ? -value : value
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
        1e19, 1e20, 1e21, 1e22,
    ]
}
