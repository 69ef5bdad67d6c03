import AIKit
import Jarvis
import Multiplexer
import Terminal
import Text

/// What the operator says to the butler of a cluster, with what is handed over beside it.
struct Remark: Sendable, Equatable {
    var text: String
    var cluster: String
    var handed: [HandedText] = []
    /// What is to be fetched of the cluster and of files before it is said.
    var mentions: [Mention] = []
    /// Where the talk goes on from with it, if not from its end.
    var branch: BranchPoint?
    /// Nothing is changed for it before the operator has accepted a plan.
    var isPlan = false
}

/// A question that is edited and asked again: the talk goes on from before it.
struct BranchPoint: Sendable, Equatable {
    /// Where it stands in the chat.
    let entry: ChatEntry.ID
    let question: String
    /// How often the same was asked after it.
    let later: Int
}

extension AppState {
    /// Does what was typed where that is a command, else says it.
    mutating func send(_ line: String) -> [Effect] {
        switch SlashLine(line) {
        case .text(let text): return saySomething(text)
        case .command(let command, let words):
            chat.forgetRefusal()
            if chat.input.isEmpty { chat.leaveBranch() }
            return command.run(words, &self)
        case .refused(let reason):
            chat.takeBack(line, because: reason)
            return []
        }
    }

    /// Says what was typed; what it names is fetched first, of the shell before all else.
    private mutating func saySomething(_ text: String) -> [Effect] {
        let mentions = Mention.named(in: text)
        let ofShell = mentions.filter(\.kind.isOfShell).map(\.kind)
        let remark = Remark(
            text: text, cluster: cluster.name, mentions: mentions.filter { !$0.kind.isOfShell },
            branch: chat.input.isEmpty ? chat.branch : nil, isPlan: chat.isPlanning)
        // What is said from elsewhere leaves the line as it is.
        if chat.input.isEmpty { chat.leaveBranch() }
        return ofShell.isEmpty
            ? gather(remark)
            : [.screen(.visit(shell.focus, Visit(HandOver(remark: remark, mentions: ofShell))))]
    }

    /// Has what a message names fetched, or says it where that is done.
    mutating func gather(_ remark: Remark) -> [Effect] {
        remark.mentions.isEmpty ? say(remark) : [.kit(.gather(remark))]
    }
}

extension String {
    /// Wants the last change taken back, in so many words.
    var asksForUndo: Bool {
        let words = lowercased().split { !$0.isLetter }.filter { $0 != "please" }.joined(separator: " ")
        return Self.wishesForUndo.contains(words)
    }

    private static let wishesForUndo: Set<String> = [
        "undo", "undo that", "undo it", "undo this", "undo the last change", "undo the last act",
        "take it back", "take that back", "take this back", "take the last change back",
        "take back the last change", "revert", "revert it", "revert that", "revert the last change",
    ]
}

/// Takes what a message names from a pane, and sends the message on, or says why not.
struct HandOver: PaneVisit {
    let remark: Remark
    let mentions: [Mention.Kind]

    func look(into session: PaneSession?) -> Event {
        guard let session else { return .kit(.notHandedOver(remark, "There is no shell to look at.")) }
        var whole = remark
        for mention in mentions {
            switch session.handed(mention) {
            case .success(let handed): whole.handed.append(handed)
            case .failure(let refusal):
                return .kit(.notHandedOver(remark, "@\(mention.rawValue): \(refusal)"))
            }
        }
        return .kit(.handedOver(whole))
    }
}

extension PaneSession {
    /// The most lines that are handed over: the newest.
    private static let mostLines = 400

    /// What is named of the pane: its last command, or else what it shows.
    fileprivate func handed(_ mention: Mention.Kind) -> Result<HandedText, CopyRefusal> {
        session.withScreen { screen in
            mention == .last ? Self.lastCommand(screen) : .success(Self.shown(screen))
        }
    }

    private static func shown(_ screen: borrowing TerminalScreen) -> HandedText {
        let rows = (0..<screen.size.rows).map { screen.text(row: $0) }
        let used = rows.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
        return HandedText(
            newest(rows[..<used].joined(separator: "\n")), from: "shell.screen",
            title: "@screen: \(used) lines")
    }

    private static func lastCommand(_ screen: borrowing TerminalScreen) -> Result<HandedText, CopyRefusal> {
        guard let command = screen.shownCommand else { return .failure(.noMarks) }
        var output = ""
        if let range = command.output {
            let first = max(
                range.lowerBound, TerminalPosition(line: range.upperBound.line - mostLines + 1, column: 0))
            output = screen.text(from: first, to: range.upperBound)
        }
        let fate = command.isRunning ? "still running" : command.status.map { "exit \($0)" } ?? "exit unknown"
        let line = command.line ?? "command unknown"
        let count = output.split(separator: "\n", omittingEmptySubsequences: false).count
        let name = Untrusted(line).line.clipped(toColumns: 40)
        return .success(
            HandedText(
                "command: \(line)\nstate: \(fate)\noutput:\n\(newest(output))", from: "shell.last",
                title: "@last: \(name), \(fate), \(output.isEmpty ? 0 : count) lines"))
    }

    /// The end of a text that is too long, from a line's beginning on.
    private static func newest(_ text: String) -> String {
        let room = HandedText.limit - 8_192
        guard text.count > room else { return text }
        return "… the beginning was left out\n" + text.suffix(room).drop { $0 != "\n" }.dropFirst()
    }
}
