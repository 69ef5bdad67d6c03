import Text

/// What a frame shows at one place.
package struct Cell: Hashable, Sendable {
    /// The character; a space in a blank cell and in the right half of a wide character.
    package let character: Character
    package let style: Style
    /// Columns the character fills: 1 or 2, and 0 in the right half of a wide one.
    package let columns: Int

    package init(_ character: Character, style: Style, columns: Int = 1) {
        self.character = character
        self.style = style
        self.columns = columns
    }
}

/// Where the terminal's cursor stands and how it looks.
package struct Cursor: Hashable, Sendable {
    /// The shape, where the terminal can change it (DECSCUSR); steady, as nothing blinks unasked.
    package enum Shape: Hashable, Sendable {
        /// As the user has set the terminal up.
        case terminal
        case block
        case underline
        case bar
    }

    package var position: Point
    package var shape: Shape

    package init(at position: Point, shape: Shape = .terminal) {
        self.position = position
        self.shape = shape
    }
}

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
