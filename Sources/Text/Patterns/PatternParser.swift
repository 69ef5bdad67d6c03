/// Reads the text of a regular expression: POSIX extended syntax with the usual `\d \w \s \b` and lazy repeats.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var depth = 0

    private static let depthLimit = 64

    private init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    /// The parts of a pattern.
    static func parse(_ text: String) throws(SearchPatternError) -> PatternNode {
        var parser = PatternParser(text)
        let node = try parser.choice()
        if parser.index < parser.scalars.count { throw .unbalancedParenthesis }
        return node
    }

    private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func consume(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        index += 1
        return true
    }

    private mutating func choice() throws(SearchPatternError) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.depthLimit { throw .tooLarge }
        var options = [try sequence()]
        while consume("|") { options.append(try sequence()) }
        return options.count == 1 ? options[0] : .choice(options)
    }

    private mutating func sequence() throws(SearchPatternError) -> PatternNode {
        var parts: [PatternNode] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            parts.append(try repetition(of: try atom()))
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func atom() throws(SearchPatternError) -> PatternNode {
        let scalar = scalars[index]
        index += 1
        switch scalar {
        case ".": return .set(.any)
        case "^": return .assertion(.lineStart)
        case "$": return .assertion(.lineEnd)
        case "[": return .set(try bracket())
        case "(":
            if next == "?" { throw .unknownGroup }
            let inner = try choice()
            guard consume(")") else { throw .unbalancedParenthesis }
            return inner
        case "*", "+", "?": throw .nothingToRepeat(Character(scalar))
        case "{" where count() != nil: throw .nothingToRepeat("{")
        case "\\": return try escape()
        default: return .set(ScalarSet([scalar.value...scalar.value]))
        }
    }

    private mutating func repetition(of part: PatternNode) throws(SearchPatternError) -> PatternNode {
        var part = part
        var repeats = 0
        while let scalar = next {
            let bounds: (Int, Int?)
            switch scalar {
            case "*": bounds = (0, nil)
            case "+": bounds = (1, nil)
            case "?": bounds = (0, 1)
            case "{":
                index += 1
                guard let count = count() else {
                    index -= 1
                    return part
                }
                bounds = try check(count)
                index = count.end - 1
            default: return part
            }
            index += 1
            repeats += 1
            if repeats > Self.depthLimit { throw .tooLarge }
            part = .repetition(part, least: bounds.0, most: bounds.1, isLazy: consume("?"))
        }
        return part
    }

    /// `2}`, `2,}` or `2,5}` after the `{`; `nil` when it is none, and the brace a plain sign.
    private func count() -> (text: String, least: Int?, most: Int?, isOpen: Bool, end: Int)? {
        guard let close = scalars[index...].firstIndex(of: "}"), close - index < 12 else { return nil }
        let text = String(String.UnicodeScalarView(scalars[index..<close]))
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts[0].first?.isNumber == true,
            text.allSatisfy({ $0 == "," || $0.isASCII && $0.isNumber })
        else { return nil }
        let isOpen = parts.count == 2 && parts[1].isEmpty
        return ("{\(text)}", Int(parts[0]), parts.last.flatMap { Int($0) }, isOpen, close + 1)
    }

    private func check(
        _ count: (text: String, least: Int?, most: Int?, isOpen: Bool, end: Int)
    ) throws(SearchPatternError) -> (Int, Int?) {
        let limit = SearchPattern.repetitionLimit
        guard let least = count.least, least <= limit else { throw .badCount(count.text) }
        if count.isOpen { return (least, nil) }
        guard let most = count.most, most <= limit, least <= most else { throw .badCount(count.text) }
        return (least, most)
    }

    private mutating func escape() throws(SearchPatternError) -> PatternNode {
        guard let scalar = next else { throw .unknownEscape("\\") }
        switch scalar {
        case "b", "B":
            index += 1
            return .assertion(scalar == "b" ? .wordEdge : .noWordEdge)
        default: return .set(try escapedSet())
        }
    }

    /// The set of an escape, whose backslash was taken.
    private mutating func escapedSet() throws(SearchPatternError) -> ScalarSet {
        guard let scalar = next else { throw .unknownEscape("\\") }
        index += 1
        let classes: [Unicode.Scalar: ScalarSet] = [
            "d": .digits, "w": .wordScalars, "s": .blanks, "t": ScalarSet([0x09...0x09, 0x20...0x20]),
        ]
        if let set = classes[scalar] { return set }
        if var set = classes[scalar.properties.lowercaseMapping.unicodeScalars.first ?? " "], scalar != "T" {
            set.invert()
            return set
        }
        if scalar.isASCII, scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value) {
            throw .unknownEscape("\\\(scalar)")
        }
        return ScalarSet([scalar.value...scalar.value])
    }

    /// What stands between `[` and `]`.
    private mutating func bracket() throws(SearchPatternError) -> ScalarSet {
        let isNegated = consume("^")
        var set = ScalarSet()
        var isFirst = true
        while true {
            guard let scalar = next else { throw .openClass }
            index += 1
            if scalar == "]", !isFirst { break }
            isFirst = false
            if scalar == "\\" {
                set.formUnion(try escapedSet())
            } else if scalar == "[", next == ":", let named = namedClass() {
                set.formUnion(named)
            } else {
                set.insert(try range(from: scalar))
            }
        }
        if isNegated { set.invert() }
        return set
    }

    private mutating func range(
        from scalar: Unicode.Scalar
    ) throws(SearchPatternError) -> ClosedRange<UInt32> {
        guard next == "-", index + 1 < scalars.count, scalars[index + 1] != "]" else {
            return scalar.value...scalar.value
        }
        let last = scalars[index + 1]
        index += 2
        guard scalar <= last else { throw .reversedRange(from: Character(scalar), to: Character(last)) }
        return scalar.value...last.value
    }

    /// `:digit:]` and its like, whose `[` was taken.
    private mutating func namedClass() -> ScalarSet? {
        let names: [(name: String, ranges: [ClosedRange<UInt32>])] = [
            ("alpha", [0x41...0x5a, 0x61...0x7a]), ("digit", [0x30...0x39]),
            ("alnum", [0x30...0x39, 0x41...0x5a, 0x61...0x7a]), ("space", [0x09...0x09, 0x20...0x20]),
            ("upper", [0x41...0x5a]), ("lower", [0x61...0x7a]), ("blank", [0x09...0x09, 0x20...0x20]),
            ("punct", [0x21...0x2f, 0x3a...0x40, 0x5b...0x60, 0x7b...0x7e]),
            ("xdigit", [0x30...0x39, 0x41...0x46, 0x61...0x66]),
        ]
        for (name, ranges) in names {
            let spelling = Array(":\(name):]".unicodeScalars)
            guard scalars[index...].starts(with: spelling) else { continue }
            index += spelling.count
            return ScalarSet(ranges)
        }
        return nil
    }
}

/// A part of a pattern, as its parser understood it.
indirect enum PatternNode: Equatable, Sendable {
    /// One character out of a set.
    case set(ScalarSet)
    case sequence([PatternNode])
    /// The first of these that matches.
    case choice([PatternNode])
    /// The part again and again; without an upper bound as often as it comes.
    case repetition(PatternNode, least: Int, most: Int?, isLazy: Bool)
    case assertion(PatternAssertion)
}

/// What must be true of a place in the text for a pattern to go on there.
package enum PatternAssertion: Equatable, Sendable {
    /// `^`: a line begins here.
    case lineStart
    /// `$`: a line ends here.
    case lineEnd
    /// `\b`: a word begins or ends here.
    case wordEdge
    /// `\B`: no word begins or ends here.
    case noWordEdge
}
