import Text

/// Finds names in a text where they stand as words, or as parts of longer ones: `web` in `vm-web-disk-0`, not in `webcam`.
struct NamedWords {
    let characters: [Character]

    init(_ characters: [Character]) { self.characters = characters }

    /// The words of the text: letters, digits and the signs that names may have, without such signs at their ends.
    var stretches: [Range<Int>] {
        characters.stretches { $0.isLetter || $0.isNumber || Self.isSign($0) }
            .map { characters.trimming($0, Self.isSign) }.filter { !$0.isEmpty }
    }

    /// The names in a word, the longest first where they overlap, each with what `known` says of it.
    ///
    /// `known` gets small letters. A number is none within a longer figure, such as `10.0.0.104`, and before a unit.
    func names<Value>(
        in word: Range<Int>, longest: Int = 128, _ known: (String) -> Value?
    ) -> [(range: Range<Int>, value: Value)] {
        let signs = word.filter { Self.isSign(characters[$0]) }
        let starts = [word.lowerBound] + signs.map { $0 + 1 }
        let ends = signs + [word.upperBound]
        var found: [(Range<Int>, Value)] = []
        var next = word.lowerBound
        for (index, start) in starts.enumerated() where start >= next {
            for end in ends[index...].prefix(while: { $0 - start <= longest }).reversed() where end > start {
                guard !isOfFigure(start..<end),
                    let value = known(String(characters[start..<end]).lowercased())
                else { continue }
                found.append((start..<end, value))
                next = end + 1
                break
            }
        }
        return found
    }

    private static func isSign(_ character: Character) -> Bool { "-_.".contains(character) }

    private func isOfFigure(_ range: Range<Int>) -> Bool {
        guard characters[range].allSatisfy(\.isNumber) else { return false }
        func isDigit(_ index: Int) -> Bool {
            characters.indices.contains(index) && characters[index].isNumber
        }
        func isPoint(_ index: Int) -> Bool { characters.indices.contains(index) && characters[index] == "." }
        return isPoint(range.lowerBound - 1) && isDigit(range.lowerBound - 2)
            || isPoint(range.upperBound) && isDigit(range.upperBound + 1)
            || Self.units.contains(String(unit(behind: range)))
    }

    /// The short word behind a number, with a blank between them or none.
    private func unit(behind range: Range<Int>) -> ArraySlice<Character> {
        let rest = characters[range.upperBound...].prefix(6)
        return (rest.first == " " ? rest.dropFirst() : rest).prefix { !$0.isWhitespace }
    }

    private static let units: Set = [
        "%", "B", "KiB", "MiB", "GiB", "TiB", "kB", "MB", "GB", "TB", "ms", "s", "min", "h", "d", "°C", "W",
    ]
}
