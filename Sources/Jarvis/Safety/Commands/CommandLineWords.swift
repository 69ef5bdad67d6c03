/// The words of a command that is run without a shell: split at blanks, quotes keep blanks together, and nothing else means
/// anything.
///
/// What a shell would do more with is refused rather than passed on as letters: who wrote it meant something else.
struct CommandLineWords: Sendable, Hashable {
    let all: [String]

    /// Why a line is none.
    enum Fault: Error, Sendable, Hashable {
        case empty
        /// More words, or longer ones, than any question needs.
        case tooLong
        /// A sign that a shell would act on.
        case shell(Character)
        /// No printable letter of ASCII: what it is cannot be seen.
        case invisible
        case openQuote
    }

    private static let longest = (line: 1_000, words: 40)
    /// Outside of quotes a shell does something else with these than pass them on.
    private static let signs: Set<Character> = [
        ";", "&", "|", "<", ">", "$", "`", "\\", "(", ")", "{", "}", "*", "?", "[", "]", "~", "!", "#", "^",
    ]
    /// Within double quotes it does so with these, and nobody needs them in single ones.
    private static let quotedSigns: Set<Character> = ["$", "`", "\\", "!"]

    init(_ line: String) throws(Fault) {
        guard line.utf8.count <= Self.longest.line else { throw .tooLong }
        var words: [String] = []
        var word: String?
        var quote: Character?
        for sign in line {
            guard sign.isASCII, sign == " " || sign.isPrintable else { throw .invisible }
            if let open = quote {
                if sign == open {
                    quote = nil
                } else {
                    guard !Self.quotedSigns.contains(sign) else { throw .shell(sign) }
                    word?.append(sign)
                }
            } else if sign == "'" || sign == "\"" {
                quote = sign
                word = word ?? ""
            } else if sign == " " {
                if let word { words.append(word) }
                word = nil
            } else {
                guard !Self.signs.contains(sign) else { throw .shell(sign) }
                word = (word ?? "") + String(sign)
            }
        }
        guard quote == nil else { throw .openQuote }
        if let word { words.append(word) }
        guard words.count <= Self.longest.words else { throw .tooLong }
        guard let first = words.first, !first.isEmpty else { throw .empty }
        all = words
    }
}

extension Character {
    /// A printable sign of ASCII.
    fileprivate var isPrintable: Bool { asciiValue.map { (0x21...0x7E).contains($0) } ?? false }
}

extension CommandLineWords.Fault: CustomStringConvertible {
    var description: String {
        switch self {
        case .empty: "There is no command."
        case .tooLong: "That is longer than any question needs."
        case .shell(let sign):
            "\(sign) is something for a shell, and there is none: give one command with its words."
        case .invisible: "There is a sign in it that cannot be seen, or is none of a command's."
        case .openQuote: "A quote is not closed."
        }
    }
}
