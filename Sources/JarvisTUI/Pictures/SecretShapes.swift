import Text

/// Finds in a text what has the form of a token, a key or a password, whoever wrote it, and what ``SecretMask`` leaves
/// since it may be none.
enum SecretShapes {
    /// Where they are; some may overlap.
    static func ranges(in text: [Character]) -> [Range<Int>] {
        var found = privateKeys(in: text)
        var position = 0
        /// The word that the next one is the value of.
        var label: Label?
        while let word = nextWord(text, from: position) {
            position = word.upperBound
            if let value = value(in: word, text) {
                found.append(value)
                label = nil
            } else if let known = label, known.isAnswered(by: text[word]) {
                found.append(word)
                label = nil
            } else {
                if !text[word].allSatisfy({ $0 == ":" || $0 == "=" }) {
                    label = Label(text[word], followedBy: text[word.upperBound...].prefix(2))
                }
                found += keys(in: word, text)
            }
        }
        return found
    }

    private static func nextWord(_ text: [Character], from position: Int) -> Range<Int>? {
        guard let start = text[position...].firstIndex(where: { !endsWord($0) }) else { return nil }
        return start..<(text[start...].firstIndex(where: endsWord) ?? text.count)
    }

    private static func endsWord(_ character: Character) -> Bool {
        character.isWhitespace || "\"'`,;<>()[]{}|│…".contains(character)
    }

    /// The value in `token=…` and `password:…`; `nil` where the word has none.
    private static func value(in word: Range<Int>, _ text: [Character]) -> Range<Int>? {
        for sign in word where text[sign] == "=" || text[sign] == ":" {
            guard sign + 1 < word.upperBound, !"/=:".contains(text[sign + 1]),
                let label = Label(text[word.lowerBound...sign], followedBy: [])
            else { continue }
            let value = sign + 1..<(text[sign..<word.upperBound].firstIndex(of: "&") ?? word.upperBound)
            if text[sign] == "=" || label.isAnswered(by: text[value]) { return value }
        }
        return nil
    }

    /// What in a word looks like nothing but a key.
    private static func keys(in word: Range<Int>, _ text: [Character]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        let shapes = [
            (isOfWebToken, isWebToken), (isOfKey, isMarked), (isOfKey, isJumbled), (isOfBase64, isJumbled),
        ]
        for (isPart, isKey) in shapes {
            var start = word.lowerBound
            while let first = text[start..<word.upperBound].firstIndex(where: isPart) {
                let end = text[first..<word.upperBound].firstIndex { !isPart($0) } ?? word.upperBound
                start = end
                if isKey(text[first..<end]), !found.contains(where: { $0.overlaps(first..<end) }) {
                    found.append(first..<end)
                }
            }
        }
        return found.sorted { $0.lowerBound < $1.lowerBound }
    }

    private static let marks = ["AKIA", "ASIA", "xoxa-", "xoxb-", "xoxp-", "xoxr-", "xoxs-", "sk-"].map {
        Array($0)
    }

    /// Begins as keys of Amazon, Slack and model servers do, whatever follows.
    private static func isMarked(_ text: ArraySlice<Character>) -> Bool {
        text.count >= 16 && marks.contains { text.starts(with: $0) }
    }

    private static func isOfKey(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "-_".contains(character))
    }

    private static func isOfBase64(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "+/=".contains(character))
    }

    private static func isOfWebToken(_ character: Character) -> Bool {
        isOfKey(character) || character == "."
    }

    /// Parts of base64 between points, the first of which begins as every object of JSON does (RFC 7519).
    private static func isWebToken(_ text: ArraySlice<Character>) -> Bool {
        text.starts(with: "eyJ") && text.count >= 16
    }

    /// What stands between the first and the last line of a private key, or what is left of it (RFC 7468).
    private static func privateKeys(in text: [Character]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var position = 0
        while let label = text[position...].firstRange(of: Array("PRIVATE KEY-----")) {
            let end = text[label.upperBound...].firstRange(of: Array("-----END"))
            found.append(label.upperBound..<(end?.lowerBound ?? text.count))
            guard let end, let line = text[end.upperBound...].firstRange(of: Array("KEY-----")) else { break }
            position = line.upperBound
        }
        return found
    }

    /// Twenty characters and more that change between capitals, small letters and digits as no word does, or are all
    /// hexadecimal.
    private static func isJumbled(_ text: ArraySlice<Character>) -> Bool {
        let signs = text.filter { $0.isLetter || $0.isNumber }
        guard signs.count >= 20 else { return false }
        if signs.allSatisfy(\.isHexDigit), signs.contains(where: \.isNumber) { return true }
        let kinds = signs.map { $0.isNumber ? 0 : $0.isUppercase ? 1 : 2 }
        return zip(kinds, kinds.dropFirst()).count { $0 != $1 } * 3 >= signs.count
    }
}

/// A word that says that what follows is secret, such as `password:`.
private struct Label {
    /// What follows is one whatever it looks like, if it is no everyday word.
    private let isSure: Bool

    private static let sure = ["password", "passwd", "passphrase", "secret", "apikey", "cookie", "pvetoken"]
    private static let likely = ["key", "token", "ticket", "bearer", "authorization", "basic", "pwd", "pass"]

    /// `nil` where the word is none, or no sign says that a value follows.
    init?(_ word: ArraySlice<Character>, followedBy next: ArraySlice<Character>) {
        let text = String(word.filter { $0.isLetter || $0 == "=" || $0 == ":" }).lowercased()
        let name = text.prefix { $0 != "=" && $0 != ":" }
        // `PVEAPIToken=`, `&token=`: the name is what stands before the last sign.
        let last = text.split { $0 == "=" || $0 == ":" }.last.map(String.init) ?? String(name)
        let isMarked =
            text.hasSuffix("=") || text.hasSuffix(":") || ["bearer", "basic"].contains(last)
            || word.starts(with: "--")
            || next.first.map { "\"'".contains($0) } == true && next.dropFirst().first == ":"
        guard isMarked else { return nil }
        if Self.sure.contains(where: last.hasSuffix) {
            isSure = true
        } else if Self.likely.contains(where: last.hasSuffix) {
            isSure = false
        } else {
            return nil
        }
    }

    /// Whether a word is the value: no everyday word, and where the label has other meanings, none of letters alone.
    func isAnswered(by value: ArraySlice<Character>) -> Bool {
        let word = String(value.filter { $0.isLetter || $0.isNumber })
        guard !word.isEmpty, !EverydayWords.holds(word) else { return false }
        return isSure || value.count >= 6 && value.contains { !$0.isLetter }
    }
}
