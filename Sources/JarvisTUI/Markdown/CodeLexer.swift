/// Tells the parts of a program apart, line by line, for their colours alone: what is wrong in it is of no matter.
struct CodeLexer {
    enum Kind: Equatable, Sendable { case plain, keyword, name, string, number, comment }

    struct Part: Equatable {
        var text: String
        let kind: Kind
    }

    private let language: CodeLanguage
    /// What ends the comment or text that goes on from the line before.
    private var open: (close: String, kind: Kind)?

    init(_ language: CodeLanguage) { self.language = language }

    /// The next line in its parts, which together are the line.
    mutating func parts(of line: String) -> [Part] {
        var scan = Scan(characters: Array(line))
        if let (close, kind) = open { skip(&scan, to: close, as: kind) }
        if scan.index == 0 { takeAssignedName(&scan) }
        while !scan.isAtEnd { take(&scan) }
        return scan.parts
    }

    private mutating func take(_ scan: inout Scan) {
        let character = scan.characters[scan.index]
        if beginsComment(scan) { return scan.take(to: scan.characters.count, as: .comment) }
        if let (mark, close) = language.blockComment, scan.stands(mark) {
            scan.take(to: scan.index + mark.count, as: .comment)
            return skip(&scan, to: close, as: .comment)
        }
        if let quote = language.longQuotes.first(where: { scan.stands($0) }) {
            scan.take(to: scan.index + quote.count, as: .string)
            return skip(&scan, to: quote, as: .string)
        }
        if language.quotes.contains(character), !(language.quotesBeginWords && scan.isInWord) {
            return takeText(&scan, quote: character)
        }
        if character == language.sigil { return takeVariable(&scan) }
        guard character.isWordPart else { return scan.take(to: scan.index + 1, as: .plain) }
        let isNumber = character.isASCII && character.isNumber && !scan.isInWord
        let end = scan.end { $0.isWordPart || (isNumber && $0 == ".") }
        let isKeyword = language.keywords.contains(String(scan.characters[scan.index..<end]))
        scan.take(to: end, as: isNumber ? .number : isKeyword ? .keyword : .plain)
    }

    private func beginsComment(_ scan: Scan) -> Bool {
        language.comments.contains { mark in
            scan.stands(mark) && (mark.count > 1 || scan.index == 0 || scan.characters[scan.index - 1] == " ")
        }
    }

    /// Takes all until what ends it, or the line and what comes after.
    private mutating func skip(_ scan: inout Scan, to close: String, as kind: Kind) {
        open = (close, kind)
        var end = scan
        while !end.isAtEnd, !end.stands(close) { end.index += 1 }
        guard !end.isAtEnd else { return scan.take(to: scan.characters.count, as: kind) }
        scan.take(to: end.index + close.count, as: kind)
        open = nil
    }

    private func takeText(_ scan: inout Scan, quote: Character) {
        var end = scan.index + 1
        while end < scan.characters.count, scan.characters[end] != quote {
            end += scan.characters[end] == "\\" ? 2 : 1
        }
        end = min(end + 1, scan.characters.count)
        let next = scan.characters[end...].first { $0 != " " }
        scan.take(to: end, as: next != nil && next == language.assignment ? .name : .string)
    }

    private func takeVariable(_ scan: inout Scan) {
        var end = scan.index + 1
        if end < scan.characters.count, scan.characters[end] == "{" {
            end = (scan.characters[end...].firstIndex(of: "}") ?? scan.characters.count - 1) + 1
        } else {
            while end < scan.characters.count, scan.characters[end].isWordPart { end += 1 }
        }
        scan.take(to: end, as: .name)
    }

    /// Takes the name that a line of a configuration begins with, or its `[section]`.
    private func takeAssignedName(_ scan: inout Scan) {
        guard let assignment = language.assignment else { return }
        let start = scan.characters.firstIndex { $0 != " " && $0 != "-" } ?? scan.characters.count
        scan.take(to: start, as: .plain)
        if assignment == "=", !scan.isAtEnd, scan.characters[start] == "[" {
            return scan.take(to: scan.characters.count, as: .keyword)
        }
        var end = scan.end { $0.isWordPart || ".-/".contains($0) }
        let name = end
        while end < scan.characters.count, scan.characters[end] == " " { end += 1 }
        guard name > start, end < scan.characters.count, scan.characters[end] == assignment,
            assignment == "=" || end + 1 == scan.characters.count || scan.characters[end + 1] == " "
        else { return }
        scan.take(to: name, as: .name)
    }
}

/// A line, a place in it, and the parts before that.
private struct Scan {
    let characters: [Character]
    var index = 0
    private(set) var parts: [CodeLexer.Part] = []

    init(characters: [Character]) { self.characters = characters }

    var isAtEnd: Bool { index >= characters.count }

    /// The character before belongs to a word.
    var isInWord: Bool { index > 0 && characters[index - 1].isWordPart }

    func stands(_ mark: String) -> Bool { characters[index...].starts(with: mark) }

    func end(while belongs: (Character) -> Bool) -> Int {
        characters[index...].firstIndex { !belongs($0) } ?? characters.count
    }

    mutating func take(to end: Int, as kind: CodeLexer.Kind) {
        guard end > index else { return }
        let text = String(characters[index..<end])
        if parts.last?.kind == kind {
            parts[parts.count - 1].text += text
        } else {
            parts.append(.init(text: text, kind: kind))
        }
        index = end
    }
}

extension Character {
    fileprivate var isWordPart: Bool { isLetter || isNumber || self == "_" }
}
