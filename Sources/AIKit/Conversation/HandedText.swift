/// Text the operator handed to the butler with a message, such as what a shell shows.
///
/// The operator chose to hand it over; what it says was written by programs and strangers. It stands in a frame
/// that marks it as data and counts as untrusted for everything that follows.
package struct HandedText: Sendable, Hashable {
    /// What was handed over, in words for the operator: `@last: make, exit 2, 40 lines`.
    package let title: String
    /// What a model reads: framed, without control characters, bounded.
    package let content: String

    /// The most characters of it that a model reads.
    package static let limit = 32_768

    /// Frames a text.
    ///
    /// - Parameters:
    ///   - text: What is handed over: untrusted; cut after ``limit`` characters.
    ///   - source: Where it is from, a name of this program's own: `shell.screen`.
    ///   - title: What the operator is told.
    package init(_ text: String, from source: String, title: String) {
        self.title = title
        content = ResultFence.framed(text, tool: source, limit: Self.limit)
    }

    /// One that was framed before, as the memory kept it.
    package init(title: String, content: String) {
        self.title = title
        self.content = content
    }
}
