/// A line of Markdown and a place in it.
struct MarkedLine {
    private let characters: [Character]
    var index = 0
    /// Lengths of backticks that are known to have no other half behind a place that was looked at.
    private var lonely: Set<Int> = []

    /// The most characters of a link's words, and of its address.
    private static let longestLink = (words: 200, address: 1_000)

    init(_ text: some StringProtocol) { characters = Array(text) }

    var current: Character? { self[0] }

    subscript(offset: Int) -> Character? {
        let place = index + offset
        return characters.indices.contains(place) ? characters[place] : nil
    }

    /// The character stands between the signs that make it mean nothing.
    var isCovered: Bool { self[-1] == "‹" && self[1] == "›" }

    mutating func next() -> Character {
        defer { index += 1 }
        return characters[index]
    }

    func stands(_ sign: String) -> Bool {
        var offset = 0
        for character in sign {
            guard self[offset] == character else { return false }
            offset += 1
        }
        return true
    }

    /// The code that begins here, and the place after it; `nil` where it does not end before `limit`.
    mutating func code(before limit: Int?) -> String? {
        let end = limit ?? characters.count
        let length = run(at: index)
        guard !lonely.contains(length) else { return nil }
        let start = index + length
        var place = start
        while place < end {
            let ticks = isTick(place) ? run(at: place) : 0
            if ticks == length {
                index = place + length
                let code = String(characters[start..<place])
                let isPadded = code.count > 2 && code.hasPrefix(" ") && code.hasSuffix(" ")
                return isPadded ? String(code.dropFirst().dropLast()) : code
            }
            place += max(1, ticks)
        }
        if limit == nil { lonely.insert(length) }
        return nil
    }

    /// The backticks that stand here, when they are nothing but that.
    mutating func ticks() -> ArraySlice<Character> {
        let start = index
        index += run(at: start)
        return characters[start..<index]
    }

    /// The end of the link that begins here, the place after it, and its address.
    func link() -> (at: Int, end: Int, address: String)? {
        let words = characters[(index + 1)...].prefix(Self.longestLink.words)
        guard let close = words.firstIndex(of: "]"), close > index + 1, close + 1 < characters.count,
            characters[close + 1] == "("
        else { return nil }
        var depth = 0
        for place in (close + 1)..<min(characters.count, close + Self.longestLink.address) {
            if characters[place] == "(" { depth += 1 }
            if characters[place] == ")" { depth -= 1 }
            guard depth == 0 else { continue }
            let address = characters[(close + 2)..<place].prefix { $0 != " " }
            return address.isEmpty ? nil : (close, place + 1, String(address))
        }
        return nil
    }

    private func isTick(_ place: Int) -> Bool {
        characters[place] == "`"
            && !(place > 0 && characters[place - 1] == "‹" && place + 1 < characters.count
                && characters[place + 1] == "›")
    }

    private func run(at place: Int) -> Int {
        characters[place...].prefix { $0 == "`" }.count
    }
}
