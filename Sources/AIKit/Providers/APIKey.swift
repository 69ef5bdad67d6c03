/// A model server's key.
///
/// It prints as `<redacted>` everywhere.
package struct APIKey: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The key itself, for the request's header and nothing else.
    let value: String

    package init(_ value: String) {
        self.value = value
    }

    package var description: String { "<redacted>" }

    package var debugDescription: String { description }

    package var customMirror: Mirror { Mirror(self, children: [:]) }

    /// A text with every occurrence of the key replaced: servers quote keys in their errors.
    func redacted(in text: String) -> String {
        value.isEmpty
            ? text
            : text.split(separator: value, omittingEmptySubsequences: false)
                .joined(separator: description)
    }
}
