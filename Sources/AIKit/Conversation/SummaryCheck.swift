/// Looks at what a model wrote as a summary: short, plain, and without a figure or an id that nobody said.
package enum SummaryCheck {
    /// Words of a summary at most.
    package static let mostWords = 150

    /// The summary in one line, cut at the end of a sentence where it is too long; throws where it cannot be taken.
    ///
    /// `text` is what a model wrote, untrusted; `source` what it was asked to sum up.
    package static func checked(_ text: String, against source: String) throws(SummaryFault) -> String {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard !words.isEmpty else { throw .empty }
        guard !marks.contains(where: text.contains), SpokenCall.place(in: text, tools: ToolSet([])) == nil
        else { throw .notPlain }
        let kept = try shortened(words).joined(separator: " ")
        let known = SourceWords(source)
        if let word = SummaryWord.all(in: kept).first(where: { $0.isIdentifier && !known.hold($0) }) {
            throw .invented(word.text)
        }
        return kept
    }

    /// What no sentence has.
    private static let marks = ["```", "<data", "</", "{\"", "\n#", "| ---", "|---"]

    private static func shortened(_ words: [Substring]) throws(SummaryFault) -> ArraySlice<Substring> {
        guard words.count > mostWords else { return words[...] }
        let kept = words.prefix(mostWords)
        guard let end = kept.lastIndex(where: { $0.last.map { ".!?".contains($0) } ?? false }) else {
            throw .tooLong(words.count)
        }
        return kept[...end]
    }
}

/// Why a summary is not taken.
package enum SummaryFault: Error, Sendable, Hashable, CustomStringConvertible {
    case empty
    case tooLong(Int)
    /// It holds marks, code or a call.
    case notPlain
    /// A figure or an id that stands nowhere in what was summed up: untrusted.
    case invented(String)

    /// A clause.
    package var description: String {
        switch self {
        case .empty: "it was empty"
        case .tooLong(let words):
            "it had \(words) words and no end of a sentence among the first \(SummaryCheck.mostWords)"
        case .notPlain: "it was no plain text"
        case .invented(let word): "it told of \(word.oneLine(of: 40)), which nobody had said"
        }
    }
}

/// A word of a text as it may name something: letters, digits and what stands within names, numbers, paths and addresses.
private struct SummaryWord: Hashable {
    let text: String

    static func all(in text: String) -> [SummaryWord] {
        let characters = Array(text)
        return characters.indices.split { index in
            let character = characters[index]
            if character == "," { return !isBetweenDigits(index, characters) }
            return !character.isLetter && !character.isNumber && !signs.contains(character)
        }.compactMap { SummaryWord(String(characters[$0])) }
    }

    private static let signs: Set<Character> = [".", "_", ":", "-", "/", "@", "+", "\\"]
    private static let edges: Set<Character> = [".", ":", "-", "+", "@", "\\", "_"]

    private static func isBetweenDigits(_ index: Int, _ characters: [Character]) -> Bool {
        index > 0 && index + 1 < characters.count && characters[index - 1].isNumber
            && characters[index + 1].isNumber
    }

    private init?(_ raw: String) {
        var word = raw.lowercased()[...]
        while let last = word.last, Self.edges.contains(last) || last == "/" { word.removeLast() }
        while let first = word.first, Self.edges.contains(first) { word.removeFirst() }
        guard !word.isEmpty else { return nil }
        text = String(word)
    }

    /// Whether it is a number, an id, an address or a path, and not a word of the language.
    var isIdentifier: Bool {
        if text.contains(where: \.isNumber) || text.contains(where: { "_:@\\".contains($0) }) { return true }
        if text.hasPrefix("/") { return text.count > 1 }
        // `e.g` and `i.e` are left of abbreviations.
        return text.split(separator: ".").count > 1
            && text.split(separator: ".").contains { $0.count > 1 }
    }

    /// The words on both sides of each such sign; nothing where there is none.
    func parts(at signs: Set<Character>) -> [SummaryWord] {
        guard text.contains(where: signs.contains) else { return [] }
        return text.split(whereSeparator: signs.contains).compactMap { SummaryWord(String($0)) }
    }

    /// `32` of `32gib`; `nil` for anything but a number before a few letters.
    var numberBeforeUnit: SummaryWord? {
        let number = text.prefix { $0.isNumber || ".,".contains($0) }
        let unit = text.dropFirst(number.count)
        guard !number.isEmpty, (1...4).contains(unit.count), unit.allSatisfy(\.isLetter) else { return nil }
        return SummaryWord(String(number))
    }

    /// `104` of `vm104` and `ct104`.
    var numberOfGuest: SummaryWord? {
        guard text.hasPrefix("vm") || text.hasPrefix("ct"), text.count > 2 else { return nil }
        let digits = text.dropFirst(2)
        return digits.allSatisfy(\.isNumber) ? SummaryWord(String(digits)) : nil
    }
}

/// The words of what was summed up.
private struct SourceWords {
    private var words: Set<SummaryWord> = []

    init(_ source: String) {
        for word in SummaryWord.all(in: source) {
            let parts = [word] + word.parts(at: ["/", ":", ","])
            words.formUnion(parts)
            words.formUnion(parts.compactMap(\.numberBeforeUnit))
            words.formUnion(parts.compactMap(\.numberOfGuest))
        }
    }

    /// Whether it stands there, or is put together of what does: `101/104`, `101,104`, `32GiB`, `vm104`.
    func hold(_ word: SummaryWord) -> Bool {
        if words.contains(word) { return true }
        if let number = word.numberBeforeUnit ?? word.numberOfGuest { return words.contains(number) }
        guard !word.text.hasPrefix("/") else { return false }
        let parts = word.parts(at: ["/", ","])
        return parts.count > 1 && parts.allSatisfy { !$0.isIdentifier || hold($0) }
    }
}
