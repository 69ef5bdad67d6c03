import ClusterKit
import Text

/// What `/` narrows the cluster column to: terms that must all hold.
///
///     jelly status:running node:pve,home tag:media -type:lxc /^db-\d+/
///
/// A bare word is looked for in name, VMID and tags, or is a state; one with a point or colon in it may be a part of an
/// address, and one such as `10.0.0.0/24` takes all of a network. `field:value` compares a field: names and addresses by
/// their beginning, everything else whole; `field:a,b` takes either. `/…/` is a regular expression on the name, which may
/// follow a field too. `-` or `!` before a term turns it round. Quotes keep spaces together. Case never matters.
package struct Filter: Sendable {
    /// The words as they were typed.
    package let text: String
    private let terms: [FilterTerm]

    /// Lets everything through.
    package static let none = Filter(text: "", terms: [])

    private init(text: String, terms: [FilterTerm]) {
        self.text = text
        self.terms = terms
    }

    /// Reads what was typed; the error is the sentence to show beside it.
    package init(parsing text: String) throws(FilterError) {
        var terms: [FilterTerm] = []
        for word in Self.words(of: text) { terms.append(try FilterTerm(word)) }
        self.init(text: text, terms: terms)
    }

    /// Nothing was asked for.
    package var isEmpty: Bool {
        terms.isEmpty
    }

    /// Whether a term is about a field.
    package func asks(about field: FilterField) -> Bool { terms.contains { $0.asks(about: field) } }

    /// Whether every term holds.
    package func accepts(_ thing: some Filterable) -> Bool {
        terms.allSatisfy { $0.accepts(thing) }
    }

    /// Splits at spaces outside of quotes and of a regular expression's slashes; the quotes go.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        var isExpression = false
        for character in text {
            if character == "\"", !isExpression {
                isQuoted.toggle()
            } else if character == " ", !isQuoted, !isExpression {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                if character == "/", !isQuoted {
                    let begins = word.isEmpty || word == "-" || word == "!" || word.hasSuffix(":")
                    isExpression = isExpression ? word.hasSuffix("\\") : begins
                }
                word.append(character)
            }
        }
        return word.isEmpty ? words : words + [word]
    }
}

/// Why a filter cannot be read, in a sentence.
package struct FilterError: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String
}

extension Filter: Equatable {
    package static func == (left: Filter, right: Filter) -> Bool {
        left.text == right.text
    }
}

/// One word of a filter.
struct FilterTerm: Sendable {
    private enum Test: Sendable {
        /// Somewhere in name, VMID, tags or address, or the whole of the state; lower case.
        case anywhere(String)
        /// One of these in the field; lower case.
        case field(FilterField, [String])
        /// An address in one of these.
        case networks([IPNetwork])
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
        if let network = IPNetwork(String(rest)) {
            test = .networks([network])
            return
        }
        guard let colon = rest.firstIndex(of: ":"), colon != rest.startIndex else {
            test = .anywhere(rest.lowercased())
            return
        }
        let name = rest[..<colon].lowercased()
        guard let field = FilterField(rawValue: name) else {
            if Self.mayBeAddress(rest) {
                test = .anywhere(rest.lowercased())
                return
            }
            let known = FilterField.allCases.map(\.rawValue).joined(separator: ", ")
            throw FilterError(description: "there is no field \"\(name)\"; fields: \(known)")
        }
        let value = rest[rest.index(after: colon)...]
        if let expression = try Self.expression(value) {
            test = .expression(field, expression)
        } else if field == .ip, value.contains("/") {
            test = .networks(try value.split(separator: ",").map(Self.network))
        } else {
            test = .field(field, value.lowercased().split(separator: ",").map(String.init))
        }
    }

    func asks(about asked: FilterField) -> Bool {
        switch test {
        case .anywhere: false
        case .networks: asked == .ip
        case .field(let field, _), .expression(let field, _): field == asked
        }
    }

    func accepts(_ thing: some Filterable) -> Bool {
        holds(for: thing) != isNegated
    }

    private func holds(for thing: some Filterable) -> Bool {
        switch test {
        case .anywhere(let word):
            ([.name, .id, .tag] + (Self.mayBeAddress(word) ? [.ip] : []) as [FilterField]).contains { field in
                thing.texts(of: field).contains { $0.contains(lowercased: word) }
            } || thing.texts(of: .status).contains { $0.lowercased() == word }
        case .field(let field, let values):
            thing.texts(of: field).contains { text in
                let text = text.lowercased()
                return values.contains { field == .name || field == .ip ? text.hasPrefix($0) : text == $0 }
            }
        case .expression(let field, let expression):
            thing.texts(of: field).contains { expression.matches($0) }
        case .networks(let networks):
            thing.texts(of: .ip).compactMap(IPAddress.init).contains { address in
                networks.contains { $0.contains(address) }
            }
        }
    }

    /// Several addresses, or the one without a slash.
    private static func network(_ text: Substring) throws(FilterError) -> IPNetwork {
        let whole = text.contains("/") ? String(text) : "\(text)/\(text.contains(":") ? 128 : 32)"
        if let network = IPNetwork(whole) { return network }
        throw FilterError(
            description: "\(text.prefix(45)) is no network; one is written as 192.168.1.0/24 or 2001:db8::/64"
        )
    }

    /// Whether it is a part of an address, and more than a number or a name could be.
    private static func mayBeAddress(_ word: some StringProtocol) -> Bool {
        word.contains { ".:".contains($0) } && word.allSatisfy { $0.isHexDigit || ".:".contains($0) }
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
