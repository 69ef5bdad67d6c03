/// The addresses that begin with the same bits, as CIDR writes them: `192.168.1.0/24` (RFC 4632).
package struct IPNetwork: Sendable, Hashable {
    private let address: IPAddress
    /// How many bits they have in common.
    private let length: Int

    /// An address, a slash and a number of bits; bits of the address beyond these do not matter.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = IPAddress(String(parts[0])),
            parts[1].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let length = Int(parts[1], radix: 10), length <= address.width
        else { return nil }
        self.address = address
        self.length = length
    }

    package func contains(_ other: IPAddress) -> Bool {
        address.isIPv6 == other.isIPv6 && address.prefix(length) == other.prefix(length)
    }
}
