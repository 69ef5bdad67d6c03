/// How well typed words fit a name, for lists that narrow while one types.
package struct FuzzyMatch: Sendable {
    private let words: [String]

    /// Of words with blanks between; case never matters.
    package init(_ text: String) {
        words = text.lowercased().split(separator: " ").map(String.init)
    }

    package var isEmpty: Bool { words.isEmpty }

    /// A higher figure fits better; `nil` where a word is found neither in the name nor in what is said of it.
    ///
    /// The whole name fits best, then its beginning, the beginning of one of its words, any part of it, its letters in order
    /// with others between them, and last a part of what is said of it.
    package func score(name: String, help: String = "") -> Int? {
        guard !isEmpty else { return 0 }
        let name = name.lowercased()
        let whole = words.joined(separator: " ")
        var score = name == whole ? 200 : name.hasPrefix(whole) ? 100 : 0
        let parts = name.split { !$0.isLetter && !$0.isNumber }
        var lowered: String?
        for word in words {
            if parts.contains(where: { $0.hasPrefix(word) }) {
                score += 60
            } else if name.contains(word) {
                score += 40
            } else if word.count > 1, Self.isSubsequence(word, of: name) {
                score += 15
            } else {
                if lowered == nil { lowered = help.lowercased() }
                guard lowered?.contains(word) == true else { return nil }
                score += 5
            }
        }
        // Of two that fit alike the shorter is meant more likely.
        return score * 8 - min(7, name.count / 8)
    }

    private static func isSubsequence(_ word: String, of name: String) -> Bool {
        var rest = name[...]
        for letter in word {
            guard let found = rest.firstIndex(of: letter) else { return false }
            rest = rest[rest.index(after: found)...]
        }
        return true
    }
}
