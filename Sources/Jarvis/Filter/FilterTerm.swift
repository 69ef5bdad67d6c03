import Text

/// One word of a filter.
struct FilterTerm: Sendable {
    private enum Test: Sendable {
        /// Somewhere in name, VMID or tags; lower case.
        case anywhere(String)
        /// One of these in the field; lower case.
        case field(FilterField, [String])
        /// A regular expression on the field, case ignored; it is tried with every key typed, so its time is bounded.
        case expression(FilterField, SearchPattern)
    }

    private let test: Test
    private let isNegated: Bool

    init(_ word: String) throws(FilterError) {
        var rest = Substring(word)
        isNegated = rest.count > 1 && (rest.first == "-" || rest.first == "!")
        if isNegated { rest = rest.dropFirst() }
        if let expression = try Self.expression(rest) {
            test = .expression(.name, expression)
            return
        }
        guard let colon = rest.firstIndex(of: ":"), colon != rest.startIndex else {
            test = .anywhere(rest.lowercased())
            return
        }
        let name = rest[..<colon].lowercased()
        guard let field = FilterField(rawValue: name) else {
            let known = FilterField.allCases.map(\.rawValue).joined(separator: ", ")
            throw FilterError(description: "there is no field \"\(name)\"; fields: \(known)")
        }
        let value = rest[rest.index(after: colon)...]
        if let expression = try Self.expression(value) {
            test = .expression(field, expression)
        } else {
            test = .field(field, value.lowercased().split(separator: ",").map(String.init))
        }
    }

    func accepts(_ thing: some Filterable) -> Bool {
        holds(for: thing) != isNegated
    }

    private func holds(for thing: some Filterable) -> Bool {
        switch test {
        case .anywhere(let word):
            [FilterField.name, .id, .tag].contains { field in
                thing.texts(of: field).contains { $0.lowercased().contains(word) }
            }
        case .field(let field, let values):
            thing.texts(of: field).contains { text in
                let text = text.lowercased()
                return values.contains { field == .name ? text.hasPrefix($0) : text == $0 }
            }
        case .expression(let field, let expression):
            thing.texts(of: field).contains { expression.matches($0) }
        }
    }

    /// The expression between two slashes; `nil` when there are none.
    private static func expression(_ text: Substring) throws(FilterError) -> SearchPattern? {
        guard text.first == "/", text.count > 1 else { return nil }
        let rest = text.dropFirst()
        let source = rest.last == "/" ? rest.dropLast() : rest
        do throws(SearchPatternError) {
            return try SearchPattern.caseless(String(source))
        } catch {
            let shown = "/\(source.prefix(40))/"
            switch error {
            case .unknownGroup, .unknownEscape, .tooLarge, .badCount:
                throw FilterError(description: "\(shown) cannot be used: \(error)")
            case .unbalancedParenthesis, .openClass, .reversedRange, .nothingToRepeat:
                throw FilterError(description: "\(shown) is no regular expression")
            }
        }
    }
}
