/// What `/version` says: `9.2.2`, or `6.2-4` in older releases.
package struct ProxmoxVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// As it was written.
    package let text: String
    package let major: Int
    package let minor: Int

    /// Reads the first two numbers; `nil` when there are not two.
    package init?(_ text: String) {
        let numbers = text.split { !$0.isASCII || !$0.isNumber }.prefix(2).compactMap { Int($0, radix: 10) }
        guard numbers.count == 2 else { return nil }
        self.text = text
        major = numbers[0]
        minor = numbers[1]
    }

    package var description: String { text }

    package static func < (left: ProxmoxVersion, right: ProxmoxVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }
}
