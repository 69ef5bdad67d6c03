import Text

/// A text that is never printed: descriptions, mirrors and errors show `<redacted>`.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The text itself, for the one place that sends it.
    package let exposed: String

    package init(_ text: String) {
        exposed = text
    }

    package var description: String { SecretMask.cover }

    /// A text with every spelling of the secret covered: servers and proxies quote what they were sent.
    func redacted(in text: String) -> String {
        KnownSecret(exposed)?.covered(in: text) ?? text
    }

    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
