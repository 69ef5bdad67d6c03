/// A text that is never printed: descriptions, mirrors and errors show ``SecretMask/cover``.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The text itself, for the one place that sends it.
    package let exposed: String

    package init(_ text: String) {
        exposed = text
    }

    /// A text with every spelling of the secret covered: servers and proxies quote what they were sent.
    package func covered(in text: String) -> String {
        KnownSecret(exposed)?.covered(in: text) ?? text
    }

    /// Whether data that has nothing to do with it may well hold it: a short word of letters alone, as stand-ins for a
    /// key are, or a short number.
    package var isOrdinary: Bool {
        let bytes = exposed.utf8
        guard bytes.count < 12 else { return false }
        return bytes.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
            || bytes.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
    }

    package var description: String { SecretMask.cover }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
