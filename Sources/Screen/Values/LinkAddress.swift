import Text

/// The address of a hyperlink, safe to hand to a terminal and fit to be opened by one.
package struct LinkAddress: Hashable, Sendable {
    /// Printable ASCII; anything else is percent-encoded.
    package let address: String

    /// What a click may open: none of these takes options from the address.
    ///
    /// No files: the terminal would look for them on the machine that it runs on, which is the operator's own.
    private static let schemes = ["http", "https", "mailto", "ftp"]
    /// Longer ones are dropped by terminals
    /// (https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda, "Length limits").
    private static let limit = 2_083

    /// Takes an address nobody vouches for; `nil` when it holds controls, is too long, or is not of the web or mail.
    package init?(_ untrusted: String) {
        guard untrusted.utf8.count <= LinkAddress.limit else { return nil }
        guard untrusted.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) })
        else { return nil }
        let scheme = untrusted.prefix { $0 != ":" }
        guard LinkAddress.schemes.contains(scheme.lowercased()), scheme.endIndex < untrusted.endIndex else {
            return nil
        }
        address = PercentCoding.encoded(untrusted) { (0x21...0x7E).contains($0) }
        guard address.utf8.count <= LinkAddress.limit else { return nil }
    }
}
