import Text

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

    package var description: String { SecretMask.cover }

    package var debugDescription: String { description }

    package var customMirror: Mirror { Mirror(self, children: [:]) }

    /// A text with every spelling of the key covered: servers quote keys in their errors.
    func redacted(in text: String) -> String {
        KnownSecret(value)?.covered(in: text) ?? text
    }
}
