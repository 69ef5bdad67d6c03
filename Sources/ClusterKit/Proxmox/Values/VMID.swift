/// The number of a guest, unique in its cluster: 100 to 999 999 999.
package struct VMID: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let number: Int

    /// `nil` outside of what Proxmox accepts; below 100 only what older versions let through, never 0.
    package init?(_ number: Int) {
        guard (1...999_999_999).contains(number) else { return nil }
        self.number = number
    }

    /// Reads decimal digits.
    package init?(_ text: some StringProtocol) {
        guard let number = Int(text, radix: 10) else { return nil }
        self.init(number)
    }

    package var description: String { String(number) }

    package static func < (left: VMID, right: VMID) -> Bool {
        left.number < right.number
    }
}

extension VMID: ExpressibleByIntegerLiteral {
    /// A number written in source code is taken as it stands.
    package init(integerLiteral number: Int) {
        self.number = number
    }
}
