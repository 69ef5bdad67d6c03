import AIKit
import Multiplexer

/// What the operator says to the butler of a cluster, with what is handed over beside it.
struct Remark: Sendable, Equatable {
    var text: String
    var cluster: String
    var handed: [HandedText] = []
}

/// Something of the shell that a message names to hand it over.
enum ShellReference: String, Sendable, CaseIterable {
    /// What the focused pane shows.
    case screen = "@screen"
    /// The last command in it, and what that printed.
    case last = "@last"

    /// What a message names, each once, in order.
    static func named(in text: String) -> [ShellReference] {
        let words = text.lowercased().split(whereSeparator: \.isWhitespace).map { word in
            word.drop { "(\"'".contains($0) }.prefix { $0 == "@" || $0.isLetter }
        }
        return allCases.filter { reference in words.contains { $0 == reference.rawValue } }
    }
}

extension AppState {
    /// Says what was typed; what it names of the shell is fetched first.
    mutating func send(_ text: String) -> [Effect] {
        let references = ShellReference.named(in: text)
        let remark = Remark(text: text, cluster: cluster.name)
        return references.isEmpty
            ? say(remark)
            : [.screen(.visit(shell.focus, Work(HandOver(remark: remark, references: references))))]
    }
}
