extension UInt8 {
    /// Two lower-case hexadecimal digits.
    var hex: String {
        let digits = String(self, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }
}

extension FixedWidthInteger {
    /// Upper-case hexadecimal digits, filled up with zeros to a width.
    func hex(width: Int) -> String {
        let digits = String(self, radix: 16, uppercase: true)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
