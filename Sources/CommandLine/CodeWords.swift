import Jarvis
import Text

/// What is said of an error's code: by `jarvis explain`, and in the chat.
package enum CodeWords {
    /// What it means and what helps, or that there is none of that name, as Markdown.
    package static func text(of code: String) -> String {
        guard let one = Explanation.named(code.unbracketed) else { return regret(code) }
        return "**\(one.code)** \(one.cause)\n\n\(one.remedy)"
    }

    /// That there is no such code, and which is the nearest.
    static func regret(_ code: String) -> String {
        let words = code.uppercased()
        let names = Explanation.all.map(\.code)
        let full = words.hasPrefix("J-") ? words : "J-" + words
        let near = Misspelling.nearest(to: full, among: names)
        return "There is no code \"\(Untrusted(code).line)\"; "
            + (near.map { "did you mean \($0)?" } ?? "`jarvis explain` lists all.")
    }
}

extension String {
    /// As it stands at a sentence's end, with its brackets, and without them.
    fileprivate var unbracketed: String {
        hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : self
    }
}
