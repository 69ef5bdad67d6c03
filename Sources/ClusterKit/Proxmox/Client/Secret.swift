/// A text that is never printed: descriptions, mirrors and errors show `<redacted>`.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The text itself, for the one place that sends it.
    package let exposed: String

    package init(_ text: String) {
        exposed = text
    }

    package var description: String { "<redacted>" }

    /// A text with every occurrence of the secret replaced: servers and proxies quote what they were sent.
    ///
    /// A word of fewer than six characters would be found in texts that have nothing to do with it.
    func redacted(in text: String) -> String {
        guard exposed.utf8.count >= 6 else { return text }
        return text.split(separator: exposed, omittingEmptySubsequences: false).joined(separator: description)
    }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
