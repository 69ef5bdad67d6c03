import Text

/// A text as it is sent, and what was replaced and left out in it.
struct RedactedText: Sendable {
    private(set) var text = ""
    /// Those that stand in it.
    private(set) var placeholders: Set<Placeholder> = []
    /// The lines that were left out.
    private(set) var withheld = 0

    /// What stands in a line's place.
    static let notice = "[private: this line stays on the operator's network]"

    init(_ original: String, _ scope: RedactionScope, _ table: inout PlaceholderTable) {
        let told = scope.withoutWithheld(original)
        if told != original {
            withheld = told.split(separator: "\n").count { $0 == Self.notice }
        }
        replace(told, scope, &table)
    }

    private mutating func replace(
        _ original: String, _ scope: RedactionScope, _ table: inout PlaceholderTable
    ) {
        guard !scope.classes.isEmpty else {
            text = original
            return
        }
        let characters = Array(original)
        var cover = Cover(characters: characters)
        if scope.classes.contains(.addresses) { cover.addresses() }
        if scope.classes.contains(.paths) { cover.paths() }
        if scope.classes.contains(.names) { cover.names(scope.names) }
        // Last: a word that only looks like a placeholder hides nothing that it is a part of.
        cover.escape()
        var position = 0
        for place in cover.places.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            let placeholder = table.placeholder(place.kind, for: String(characters[place.range]))
            placeholders.insert(placeholder)
            text += String(characters[position..<place.range.lowerBound]) + placeholder.text
            position = place.range.upperBound
        }
        text += String(characters[position...])
    }
}

/// The places of a text that are replaced; what comes first has them.
private struct Cover {
    let characters: [Character]
    private(set) var places: [(range: Range<Int>, kind: Placeholder.Kind)] = []
    private var taken: [Bool]

    init(characters: [Character]) {
        self.characters = characters
        taken = Array(repeating: false, count: characters.count)
    }

    private mutating func put(_ kind: Placeholder.Kind, _ range: Range<Int>) {
        guard !range.isEmpty, !taken[range].contains(true) else { return }
        places.append((range, kind))
        for index in range { taken[index] = true }
    }

    /// Words of the text's own that would be taken for placeholders in an answer.
    mutating func escape() {
        for stretch in characters.stretches(where: Placeholder.isPart) where stretch.count >= 4 {
            for (range, _) in Placeholder.all(in: characters[stretch]) { put(.word, range) }
        }
    }

    mutating func addresses() {
        for range in AddressShapes.ranges(in: characters) {
            if let kind = Self.kind(of: characters[range]) { put(kind, range) }
        }
    }

    /// What an address is; `nil` for those that every machine has, and for masks.
    private static func kind(of address: ArraySlice<Character>) -> Placeholder.Kind? {
        let text = String(address).lowercased()
        let groups = address.split { ":-".contains($0) }
        if groups.count > 8 { return .fingerprint }
        if groups.count == 6, groups.allSatisfy({ $0.count == 2 }) { return .mac }
        if address.contains("."), groups.count == 3 || address.split(separator: ".").count == 3 {
            return .mac
        }
        let isCommon =
            ["::", "::1", "0.0.0.0"].contains(text) || text.hasPrefix("127.") || text.hasPrefix("255.")
        return isCommon ? nil : .ip
    }

    /// From a slash on, with another in it.
    mutating func paths() {
        let ends: (Character) -> Bool = { $0.isWhitespace || "\"'`,;:<>()[]{}|=".contains($0) }
        for stretch in characters.stretches(where: { !ends($0) }) where characters[stretch.lowerBound] == "/"
        {
            let range = characters.trimming(stretch) { ".!?".contains($0) }
            guard characters[range].dropFirst().contains("/"), range.count > 3,
                characters[range.lowerBound + 1] != "/"
            else { continue }
            put(.path, range)
        }
    }

    mutating func names(_ known: [String: Placeholder.Kind]) {
        let words = NamedWords(characters)
        let longest = known.keys.map(\.count).max() ?? 0
        for stretch in words.stretches {
            let word = String(characters[stretch])
            if word.contains("."), known[word.lowercased()] == nil, HostWord.isDomain(word) {
                put(.host, stretch)
                continue
            }
            for (range, kind) in words.names(in: stretch, longest: longest, { known[$0] }) {
                put(kind, range)
            }
        }
    }
}
