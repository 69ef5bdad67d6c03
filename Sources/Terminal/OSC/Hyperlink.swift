/// A hyperlink (OSC 8, https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda): untrusted text.
package struct Hyperlink: Hashable, Sendable {
    /// Where it leads: printable ASCII, at most 2,083 bytes.
    package let address: String
    /// By what a program says that pieces apart from each other are one link; empty when it does not.
    package let identifier: String

    /// How long the two may be, in bytes, as VTE and iTerm2 have them.
    private static let addressLimit = 2_083
    private static let identifierLimit = 250

    /// Reads `key=value:key=value;address`, where only the key `id` has a meaning; `nil` ends a link.
    init?(_ value: ArraySlice<UInt8>) {
        guard let separator = value.firstIndex(of: 0x3b) else { return nil }
        let address = value[(separator + 1)...]
        guard !address.isEmpty, address.count <= Self.addressLimit,
            address.allSatisfy({ $0 > 0x20 && $0 < 0x7f })
        else { return nil }
        self.address = String(decoding: address, as: UTF8.self)
        let name = Array("id=".utf8)
        let pairs = value[..<separator].split(separator: 0x3a)
        let id = pairs.first { $0.starts(with: name) }?.dropFirst(name.count) ?? []
        identifier = id.count <= Self.identifierLimit ? UntrustedText.line(id, limit: id.count) : ""
    }

    /// What stands before the address in the command that makes the link.
    var parameters: String { identifier.isEmpty ? "" : "id=\(identifier)" }

    /// How much it takes in a table that is bounded in bytes.
    var size: Int { address.utf8.count + identifier.utf8.count }
}

extension TerminalScreen {
    /// OSC 8: what is printed from now on leads somewhere, or nowhere any more.
    mutating func openLink(_ value: ArraySlice<UInt8>) {
        penIsStale = true
        cursor.link = Hyperlink(value).map { number(of: $0) } ?? 0
    }
}
