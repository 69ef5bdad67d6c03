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

    package var description: String { SecretMask.cover }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
