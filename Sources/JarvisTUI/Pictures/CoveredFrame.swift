import Screen
import Text

/// Covers in a picture what tells whose it is: known names, addresses, users, tokens and certificates.
///
/// Works on what is drawn, so that no panel can forget to take part; every cell stays in its column.
struct CoveredFrame {
    private(set) var frame: Frame
    private var names: Pseudonyms

    init(_ frame: Frame, _ names: Pseudonyms) {
        self.frame = frame
        self.names = names
        for row in 0..<frame.size.height {
            coverPhrases(row)
            coverNumbers(row)
            coverWords(row)
        }
    }

    /// The characters of a row, each with its column; the right halves of wide ones are left out.
    private func line(_ row: Int) -> [(character: Character, x: Int)] {
        (0..<frame.size.width).compactMap { x in
            let cell = frame[x, row]
            return cell.columns > 0 ? (cell.character, x) : nil
        }
    }

    /// Puts a text of single columns over characters of a line.
    private mutating func put(
        _ text: String, over range: Range<Int>, of line: [(character: Character, x: Int)], _ row: Int
    ) {
        guard let first = range.first else { return }
        let start = line[first].x
        let end = range.upperBound < line.count ? line[range.upperBound].x : frame.size.width
        let style = frame[start, row].style
        for (x, character) in zip(start..<end, text.padded(toColumns: end - start)) {
            frame.set(Cell(character, style: style), at: Point(x: x, y: row))
        }
    }

    /// Names that are no words.
    private mutating func coverPhrases(_ row: Int) {
        guard !names.phrases.isEmpty else { return }
        let line = line(row)
        let text = line.map { $0.character.lowercased() }
        for phrase in names.phrases {
            let wanted = phrase.map { String($0) }
            var index = 0
            while index + wanted.count <= text.count {
                guard text[index..<index + wanted.count].elementsEqual(wanted) else {
                    index += 1
                    continue
                }
                put(names[phrase] ?? "", over: index..<index + wanted.count, of: line, row)
                index += wanted.count
            }
        }
    }

    /// What consists of hexadecimal digits and colons: addresses of IPv6 and Ethernet, fingerprints; a time of day does not
    /// count.
    private mutating func coverNumbers(_ row: Int) {
        let line = line(row)
        for range in stretches(line, where: { $0.isHexDigit || $0 == ":" || $0 == "." || $0.isLetter }) {
            let text = line[range].map(\.character)
            let colons = text.count { $0 == ":" }
            guard colons >= 2, text.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else { continue }
            guard colons >= 4 || String(text).contains("::") || text.contains(where: \.isLetter) else {
                continue
            }
            put(String(text.map { $0.isHexDigit ? "x" : $0 }), over: range, of: line, row)
        }
    }

    private mutating func coverWords(_ row: Int) {
        let line = line(row)
        let words = stretches(line, where: NameWord.holds)
        for (index, range) in words.enumerated() {
            func character(at index: Int) -> Character? {
                line.indices.contains(index) ? line[index].character : nil
            }
            let surroundings = WordSurroundings(
                before: character(at: range.lowerBound - 1), beforeThat: character(at: range.lowerBound - 2),
                after: character(at: range.upperBound),
                next: index + 1 < words.count && words[index + 1].lowerBound == range.upperBound + 1
                    ? String(line[words[index + 1]].map(\.character)) : nil)
            let word = String(line[range].map(\.character))
            guard let cover = cover(word, surroundings) else { continue }
            put(cover, over: range, of: line, row)
        }
    }

    /// What stands for a word; `nil` where it may be read.
    private mutating func cover(_ word: String, _ surroundings: WordSurroundings) -> String? {
        if let known = names[word] { return known }
        if surroundings.isUser { return names.pseudonym(.user, word) }
        if surroundings.isRealm, !["pam", "pve"].contains(word) { return names.pseudonym(.host, word) }
        if surroundings.isToken || HostWord.isSecret(word) {
            return String(repeating: "x", count: word.columns)
        }
        if HostWord.isAddress(word) { return String(word.map { $0.isNumber ? "x" : $0 }) }
        if surroundings.isHost || HostWord.isDomain(word) { return names.pseudonym(.host, word) }
        if surroundings.after == "…", let found = names.pseudonym(begunBy: word) { return found }
        if surroundings.before == "…", let found = names.pseudonym(endedBy: word) { return found }
        let parts = word.split(omittingEmptySubsequences: false, whereSeparator: { "._".contains($0) })
        guard parts.count > 1, parts.contains(where: { names[String($0)] != nil }) else { return nil }
        // A sentence ends with a point; what else has a known name in it is of the same owner.
        guard parts.count == 2, parts[1].isEmpty, let known = names[String(parts[0])] else {
            return names.pseudonym(.host, word)
        }
        return known + "."
    }

    private func stretches(
        _ line: [(character: Character, x: Int)], where isPart: (Character) -> Bool
    ) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for index in line.indices where isPart(line[index].character) {
            if let last = found.last, last.upperBound == index {
                found[found.count - 1] = last.lowerBound..<index + 1
            } else {
                found.append(index..<index + 1)
            }
        }
        return found
    }
}

/// The characters around a word, and the word behind the next character.
private struct WordSurroundings {
    var before: Character?
    var beforeThat: Character?
    var after: Character?
    var next: String?

    /// `root@pam`.
    var isUser: Bool { after == "@" && next != nil }
    var isRealm: Bool { before == "@" }
    /// `root@pam!jarvis`.
    var isToken: Bool { before == "!" && beforeThat?.isLetter == true }
    /// `https://…` and `…:8006`.
    var isHost: Bool { before == "/" && beforeThat == "/" || after == ":" && next == "8006" }
}

/// Words that name a machine or open it, whatever they are called.
private enum HostWord {
    /// An address of IPv4.
    static func isAddress(_ word: String) -> Bool {
        let parts = word.split(separator: ".")
        return parts.count == 4
            && parts.allSatisfy { (1...3).contains($0.count) && $0.allSatisfy(\.isNumber) }
    }

    /// `pve1.lan.example`: three parts and more, each of which begins with a letter.
    static func isDomain(_ word: String) -> Bool {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count >= 3 && parts.allSatisfy { $0.first?.isLetter == true }
    }

    /// A UUID, or as many hexadecimal digits as nobody would count.
    static func isSecret(_ word: String) -> Bool {
        let digits = word.filter { $0 != "-" }
        return digits.count >= 16 && digits.allSatisfy(\.isHexDigit) && digits.contains(where: \.isNumber)
    }
}
