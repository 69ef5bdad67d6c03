import Glibc

/// An address of IPv4 or IPv6: a number, whoever wrote it down and however.
package struct IPAddress: Sendable, Hashable {
    package let isIPv6: Bool
    /// The number's upper and lower half; an address of IPv4 has all of its bits in the lower one.
    private let high: UInt64
    private let low: UInt64

    /// What inet_pton(3) takes, and nothing else: no port, zone or prefix, no blanks.
    package init?(_ text: String) {
        // A NUL would end the text before its end.
        guard text.utf8.count < INET6_ADDRSTRLEN, !text.utf8.contains(0) else { return nil }
        var short = in_addr()
        if inet_pton(AF_INET, text, &short) == 1 {
            isIPv6 = false
            high = 0
            low = UInt64(clamping: short.s_addr.bigEndian)
            return
        }
        var long = in6_addr()
        guard inet_pton(AF_INET6, text, &long) == 1 else { return nil }
        isIPv6 = true
        high = withUnsafeBytes(of: long) { $0.loadUnaligned(as: UInt64.self).bigEndian }
        low = withUnsafeBytes(of: long) {
            $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self).bigEndian
        }
    }

    private init(isIPv6: Bool, high: UInt64, low: UInt64) {
        self.isIPv6 = isIPv6
        self.high = high
        self.low = low
    }

    /// How many bits it has.
    var width: Int { isIPv6 ? 128 : 32 }

    /// The same with none but its first bits.
    func prefix(_ length: Int) -> IPAddress {
        // Shifted by as much as they are wide, or more, numbers are 0.
        let (upper, lower) = isIPv6 ? (64 - length, 128 - length) : (0, 32 - length)
        return IPAddress(
            isIPv6: isIPv6, high: upper > 0 ? (high >> upper) << upper : high,
            low: (low >> lower) << lower)
    }

    /// One of the same kind that is nobody's: 192.0.2.1 (RFC 5737) or 2001:db8::1 (RFC 3849).
    var masked: IPAddress {
        isIPv6
            ? IPAddress(isIPv6: true, high: 0x2001_0DB8 << 32, low: 1)
            : IPAddress(isIPv6: false, high: 0, low: 0xC000_0201)
    }

    /// Whether somebody else than the machine itself can use it, and not on its own link alone.
    package var isUsable: Bool {
        guard isIPv6 else {
            let network = low >> 24
            return network != 0 && network != 127 && network < 224 && low >> 16 != 0xA9FE
        }
        // ::/64 has what is not set, loopback and IPv4 in disguise; fe80::/10 is of the link, ff00::/8 of many.
        return high != 0 && high >> 54 != 0xFE80 >> 6 && high >> 56 != 0xFF
    }
}

extension IPAddress: Comparable {
    /// By number, all of IPv4 before those of IPv6.
    package static func < (left: IPAddress, right: IPAddress) -> Bool {
        guard left.isIPv6 == right.isIPv6 else { return right.isIPv6 }
        return (left.high, left.low) < (right.high, right.low)
    }
}

extension IPAddress: CustomStringConvertible {
    /// As it is written: of IPv6 the shortest form.
    package var description: String {
        guard isIPv6 else { return (0..<4).map { "\(low >> (24 - 8 * $0) & 0xFF)" }.joined(separator: ".") }
        var bytes = [high.bigEndian, low.bigEndian]
        var text = [CChar](repeating: 0, count: Int(clamping: INET6_ADDRSTRLEN))
        inet_ntop(AF_INET6, &bytes, &text, socklen_t(text.count))
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
