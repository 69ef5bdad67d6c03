/// Finds in a text what has the form of an address of IPv4, IPv6 or Ethernet, or of a fingerprint.
package enum AddressShapes {
    /// Where they are; some may overlap.
    package static func ranges(in text: [Character]) -> [Range<Int>] {
        let dotted = text.stretches { $0.isNumber || $0 == "." }.filter { !isBeginOfName($0, text) }
            .map { text.trimming($0) { $0 == "." } }
        let grouped = text.stretches { $0.isLetter || $0.isNumber || ":.".contains($0) }
        let dashed = text.stretches { $0.isLetter || $0.isNumber || "-.".contains($0) }
        return dotted.filter { isIPv4(text[$0]) } + grouped.compactMap { colonGroups(of: $0, text) }
            + dashed.map { text.trimming($0) { "-.".contains($0) } }.filter { isEthernet(text[$0]) }
    }

    /// `198.51.100.7.nip.io`, which is the name of a host.
    private static func isBeginOfName(_ range: Range<Int>, _ text: [Character]) -> Bool {
        text[range].last == "." && range.upperBound < text.count && text[range.upperBound].isLetter
    }

    private static func isIPv4(_ text: ArraySlice<Character>) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { (1...3).contains($0.count) }
    }

    /// `52-54-00-aa-bb-01` and `5254.00aa.bb01`.
    private static func isEthernet(_ text: ArraySlice<Character>) -> Bool {
        guard text.contains(where: \.isNumber) else { return false }
        return [("-", 6, 2), (".", 3, 4)].contains { (sign: Character, count, digits) in
            let groups = text.split(separator: sign, omittingEmptySubsequences: false)
            return groups.count == count
                && groups.allSatisfy { $0.count == digits && $0.allSatisfy(\.isHexDigit) }
        }
    }

    /// Hexadecimal digits between colons, without the words before and behind them; `nil` for a time of day.
    private static func colonGroups(of range: Range<Int>, _ text: [Character]) -> Range<Int>? {
        func isWord(_ group: ArraySlice<Character>) -> Bool {
            !group.allSatisfy { $0.isHexDigit || $0 == "." } || group.count > 4 && !group.contains(".")
        }
        var groups = text[range].split(separator: ":", omittingEmptySubsequences: false)[...]
        while let first = groups.first, isWord(first) { groups = groups.dropFirst() }
        while let last = groups.last, isWord(last) { groups = groups.dropLast() }
        guard let first = groups.first, let last = groups.last, !groups.contains(where: isWord) else {
            return nil
        }
        let found = first.startIndex..<last.endIndex
        let colons = groups.count - 1
        let isShort = colons >= 2 && groups.dropFirst().dropLast().contains(where: \.isEmpty)
        let hasLetters = colons >= 2 && text[found].contains(where: \.isLetter)
        return colons >= 4 || isShort || hasLetters ? found : nil
    }
}

extension String {
    /// The text with the letters and digits of every address in it replaced by `x`.
    package var coveringAddresses: String {
        var characters = Array(self)
        for range in AddressShapes.ranges(in: characters) {
            for index in range where characters[index].isLetter || characters[index].isNumber {
                characters[index] = "x"
            }
        }
        return String(characters)
    }
}

extension [Character] {
    /// The longest stretches of which every character is a part.
    package func stretches(where isPart: (Character) -> Bool) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start: Int?
        for index in 0...count {
            if index < count, isPart(self[index]) {
                start = start ?? index
            } else if let begin = start {
                found.append(begin..<index)
                start = nil
            }
        }
        return found
    }

    /// A range without such characters at its ends.
    package func trimming(_ range: Range<Int>, _ isOutside: (Character) -> Bool) -> Range<Int> {
        var range = range
        while let last = range.last, isOutside(self[last]) { range = range.dropLast() }
        while let first = range.first, isOutside(self[first]) { range = range.dropFirst() }
        return range
    }
}
