import ClusterKit
import Text

/// Finds in a text what tells whose it is: known names, addresses, users, tokens and keys, and what stands for each.
///
/// The text is untrusted: a sentence before it is laid out, or a row as it was drawn.
struct TextCover {
    /// What stands for some characters.
    struct Patch {
        let range: Range<Int>
        let text: String
    }

    let characters: [Character]
    private(set) var names: Pseudonyms
    private(set) var patches: [Patch] = []
    private var taken: [Bool]

    init(_ characters: [Character], _ names: Pseudonyms) {
        self.characters = characters
        self.names = names
        taken = Array(repeating: false, count: characters.count)
        for range in SecretShapes.ranges(in: characters) where !isGiven(range) { hide(range) }
        coverSecrets()
        for range in AddressShapes.ranges(in: characters) { hide(range) }
        coverNumbered()
        coverPhrases()
        coverWords()
        patches.sort { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// The text with all that replaced.
    var text: String {
        var text = ""
        var position = 0
        for patch in patches {
            text += String(characters[position..<patch.range.lowerBound]) + patch.text
            position = patch.range.upperBound
        }
        return text + String(characters[position...])
    }

    private func isGiven(_ range: Range<Int>) -> Bool { names.isGiven(String(characters[range])) }

    private mutating func put(_ text: String, over range: Range<Int>) {
        guard !range.isEmpty, !taken[range].contains(true) else { return }
        patches.append(Patch(range: range, text: text))
        for index in range { taken[index] = true }
    }

    /// Covers letters and digits, and leaves the signs between them.
    private mutating func hide(_ range: Range<Int>) {
        put(String(characters[range].map { $0.isLetter || $0.isNumber ? "x" : $0 }), over: range)
    }

    private func character(_ index: Int) -> Character? {
        characters.indices.contains(index) ? characters[index] : nil
    }

    /// What another text said to be secret.
    private mutating func coverSecrets() {
        guard !names.secrets.isEmpty else { return }
        let letters = characters.map { $0.lowercased() }
        for secret in names.secrets {
            var position = 0
            while let range = letters[position...].firstRange(of: secret) {
                hide(range)
                position = range.upperBound
            }
        }
    }

    /// Names of guests behind their numbers, whole or cut: `103 jellyfin`, `103 (jellyfin)`, `103 jelly…`.
    private mutating func coverNumbered() {
        for range in characters.stretches(where: \.isNumber) {
            guard let guests = names.numbered[String(characters[range])], character(range.upperBound) == " "
            else { continue }
            let start = range.upperBound + (character(range.upperBound + 1) == "(" ? 2 : 1)
            let matches = guests.compactMap { guest in
                end(of: guest.name, from: start).map { (end: $0, text: guest.pseudonym) }
            }
            guard let longest = matches.max(by: { $0.end < $1.end }) else { continue }
            put(longest.text, over: start..<longest.end)
        }
    }

    /// Where a name ends that begins there, or what a cut has left of it; `nil` where it is not there.
    private func end(of name: [Character], from start: Int) -> Int? {
        var index = 0
        while index < name.count,
            character(start + index).map({ $0.lowercased() == String(name[index]) }) == true
        {
            index += 1
        }
        if index == name.count { return endsWord(start + index - 1) ? start + index : nil }
        return index > 0 && character(start + index) == "…" ? start + index : nil
    }

    private func endsWord(_ index: Int) -> Bool {
        guard NameWord.holds(characters[index]), let next = character(index + 1) else { return true }
        return !(next.isLetter || next.isNumber)
    }

    /// Names that are no words.
    private mutating func coverPhrases() {
        for phrase in names.phrases where phrase.characters.count <= characters.count {
            for start in 0...characters.count - phrase.characters.count {
                guard characters[start].lowercased() == String(phrase.characters[0]),
                    start == 0 || !NameWord.holds(phrase.characters[0])
                        || !NameWord.holds(characters[start - 1]),
                    let end = end(of: phrase.characters, from: start), end - start == phrase.characters.count
                else { continue }
                put(phrase.pseudonym, over: start..<end)
            }
        }
    }

    private mutating func coverWords() {
        for stretch in characters.stretches(where: NameWord.holds) {
            // A sentence ends with a point that is no part of its last word.
            let range = characters.trimming(stretch) { "-_.".contains($0) }
            guard !range.isEmpty else { continue }
            cover(range)
        }
    }

    private mutating func cover(_ range: Range<Int>) {
        let word = String(characters[range])
        let (before, after) = (character(range.lowerBound - 1), character(range.upperBound))
        let isCut = before == "…" || after == "…"
        guard !names.isGiven(word, isCut: isCut) else { return }
        let place = WordPlace(
            before: before, beforeThat: character(range.lowerBound - 2), after: after,
            next: characters[min(range.upperBound + 1, characters.count)...].prefix(4))
        if place.isUser { return put(names.pseudonym(.user, word), over: range) }
        if place.isRealm {
            guard !["pam", "pve"].contains(word) else { return }
            put(names[word] ?? names.pseudonym(.host, word), over: range)
        } else if place.isToken || HostWord.isSecret(word) {
            hide(range)
        } else if let known = names[word] {
            put(known, over: range)
        } else if place.isHost || HostWord.isDomain(word) {
            put(names.pseudonym(.host, word), over: range)
        } else if isCut,
            let left = after == "…" ? names.pseudonym(begunBy: word) : names.pseudonym(endedBy: word)
        {
            put(left, over: range)
        } else {
            coverParts(of: range)
        }
    }

    /// Whether a part of a word says no more than what kind of thing it is: `vm`, `disk`, `0`.
    private func isEveryday(_ range: Range<Int>) -> Bool {
        characters[range].allSatisfy(\.isNumber) || EverydayWords.holds(String(characters[range]))
    }

    /// A known name with more before or behind it, such as `web-01-disk-0`; with a point in it, all of it is a host's name.
    private mutating func coverParts(of range: Range<Int>) {
        let signs = range.filter { "-_.".contains(characters[$0]) }
        guard !signs.isEmpty else { return }
        let starts = [range.lowerBound] + signs.map { $0 + 1 }
        let ends = signs + [range.upperBound]
        var next = range.lowerBound
        /// What stands around the names, which may be the better part of another one.
        var others: [Range<Int>] = []
        var isKnown = false
        for (index, start) in starts.enumerated() where start >= next {
            let end = ends[index...].last { end in
                end - start >= 3 && names[String(characters[start..<end])] != nil
            }
            guard let end, let known = names[String(characters[start..<end])] else {
                others.append(start..<ends[index])
                continue
            }
            if characters[range].contains(".") {
                return put(names.pseudonym(.host, String(characters[range])), over: range)
            }
            put(known, over: start..<end)
            (next, isKnown) = (end, true)
        }
        for other in others where isKnown && !isEveryday(other) { hide(other) }
    }
}

/// The characters around a word.
private struct WordPlace {
    var before: Character?
    var beforeThat: Character?
    var after: Character?
    /// Those behind the next one.
    var next: ArraySlice<Character>

    private static func isWord(_ character: Character?) -> Bool { character.map(NameWord.holds) ?? false }

    /// `root@pam`.
    var isUser: Bool { after == "@" && Self.isWord(next.first) }
    var isRealm: Bool { before == "@" && (Self.isWord(beforeThat) || beforeThat == ">") }
    /// `root@pam!jarvis`.
    var isToken: Bool { before == "!" && beforeThat?.isLetter == true }
    /// `https://…` and `…:8006`.
    var isHost: Bool { before == "/" && beforeThat == "/" || after == ":" && String(next) == "8006" }
}
