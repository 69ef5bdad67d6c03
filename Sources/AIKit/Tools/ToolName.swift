/// A tool's name as every model server accepts it: 1 to 64 letters, digits, `_` and `-`.
package struct ToolName: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
    package let rawValue: String

    /// `nil` for a name a server would reject.
    package init?(_ text: String) {
        guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy(ToolName.allows) else { return nil }
        self.rawValue = text
    }

    /// For names in the source; a wrong one is a mistake of the programmer and stops the program.
    package init(stringLiteral value: StaticString) {
        let text = value.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
        precondition(ToolName(text) != nil, "no valid tool name: \(text)")
        self.rawValue = text
    }

    package var description: String { rawValue }

    private static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
