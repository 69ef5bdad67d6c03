/// Digits of base 16.
package enum Hexadecimal {
    /// The digits of a number that is not negative, filled up with zeros to a width; small letters unless told otherwise.
    package static func digits(_ number: some BinaryInteger, width: Int = 1, uppercase: Bool = false)
        -> String
    {
        let digits = String(number, radix: 16, uppercase: uppercase)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    /// Two digits for each byte; small letters unless told otherwise.
    package static func digits(of bytes: some Sequence<UInt8>, uppercase: Bool = false) -> String {
        var digits: [UInt8] = []
        for byte in bytes {
            digits.append(digit(byte >> 4, uppercase: uppercase))
            digits.append(digit(byte & 15, uppercase: uppercase))
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// The digit of a value from 0 to 15, in ASCII.
    package static func digit(_ value: UInt8, uppercase: Bool = false) -> UInt8 {
        value < 10 ? 0x30 + value : (uppercase ? 0x37 : 0x57) + value
    }

    /// The value of a digit in ASCII, in either case; `nil` for another character.
    package static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x37
        case 0x61...0x66: digit - 0x57
        default: nil
        }
    }

    /// The number that digits in ASCII stand for; `nil` for none, for more than sixteen of them, and when another
    /// character is among them.
    package static func number(_ digits: some Sequence<UInt8>) -> UInt64? {
        var (number, count) = (UInt64(0), 0)
        for digit in digits {
            guard count < 16, let value = value(digit) else { return nil }
            number = number << 4 | UInt64(value)
            count += 1
        }
        return count == 0 ? nil : number
    }

    /// The bytes that pairs of digits in ASCII stand for; `nil` when one digit is left over or another character is among
    /// them.
    package static func bytes(_ digits: some Sequence<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in digits {
            guard let value = value(digit) else { return nil }
            if let first = high { bytes.append(first << 4 | value) }
            high = high == nil ? value : nil
        }
        return high == nil ? bytes : nil
    }
}
