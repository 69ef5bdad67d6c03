/// What `/` narrows the cluster column to: terms that must all hold.
///
///     jelly status:running node:pve,home tag:media -type:lxc /^db-\d+/
///
/// A bare word is looked for in name, VMID and tags. `field:value` compares a field: names by their
/// beginning, everything else whole; `field:a,b` takes either. `/…/` is a regular expression on the name, which may
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
