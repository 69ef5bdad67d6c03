/// What was copied in the shell, newest first, to be pasted again.
package struct CopyBuffers: Equatable, Sendable {
    package private(set) var texts: [String] = []

    /// How many are kept, and how many bytes one may have.
    package static let limit = (texts: 10, bytes: 4_194_304)

    /// What was copied last.
    package var newest: String? { texts.first }

    /// Keeps a text; one that is there already becomes the newest.
    ///
    /// Returns what is kept of it: a long one loses its end.
    @discardableResult
    package mutating func add(_ text: String) -> String {
        let kept =
            text.utf8.count <= Self.limit.bytes
            ? text : String(decoding: text.utf8.prefix(Self.limit.bytes), as: UTF8.self)
        texts.removeAll { $0 == kept }
        texts.insert(kept, at: 0)
        if texts.count > Self.limit.texts { texts.removeLast() }
        return kept
    }
}
