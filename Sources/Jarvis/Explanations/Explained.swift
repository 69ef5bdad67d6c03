/// An error of the house that has a code of its own, by which `jarvis explain` finds its cause and its remedy.
package protocol Explained: Error, CustomStringConvertible {
    /// The codes of its cases; one that was printed once means the same for good.
    associatedtype Code: ErrorCode

    var code: Code { get }
    /// The code that is printed; that of an error inside of it, where that says more.
    var codeText: String { get }
}

/// The codes of one kind of error: `J-`, the area, and a number, such as `J-PVE-401`.
package protocol ErrorCode: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

extension Explained {
    package var codeText: String { code.rawValue }

    /// The sentence with the code at its end, as it is printed where there is room for it.
    package var told: String { told(in: description) }

    /// The same with other words about it.
    package func told(in words: String) -> String { "\(words) [\(codeText)]" }
}
