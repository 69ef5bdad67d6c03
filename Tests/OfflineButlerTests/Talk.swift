import AIKit
import Counterparts
import FoundationEssentials
import Glibc
import Testing

@testable import OfflineButler

/// A talk with the offline butler that is kept as text beside the tests.
///
/// Each thing said stands after `> `. Then come the intent with what it is about, `! ` and each call, `? ` and each card
/// that was confirmed, and the answer. An empty line ends the talk.
struct Talk: Sendable, CustomTestStringConvertible {
    let said: [String]
    /// All of it, as it is kept.
    let text: String

    var testDescription: String { said.joined(separator: " → ") }

    /// The file of a theme.
    static func file(_ theme: String) -> String { "Talks/\(theme).txt" }

    static let themes = [
        "courtesies", "health", "guests", "guest", "nodes", "storage", "ranking", "backups", "tasks",
        "orders", "refusals", "follow-ups", "slips", "memory",
    ]

    static func all(in theme: String) throws -> [Talk] {
        let text = try Fixtures.text(file(theme))
        return text.split(separator: "\n\n").map { part in
            let lines = part.split(separator: "\n")
            let said = lines.filter { $0.hasPrefix("> ") || $0 == ">" }.map { String($0.dropFirst(2)) }
            return Talk(said: said, text: part.trimming { $0 == "\n" })
        }
    }

    /// The text with calls in a row in the order of their names: those that only read run side by side.
    static func calm(_ text: String) -> [Substring] {
        var lines: [Substring] = []
        var row: [Substring] = []
        for line in (text + "\n").split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("! ") {
                row.append(line)
            } else {
                lines += row.sorted() + [line]
                row = []
            }
        }
        return lines
    }

    /// Has the talk anew.
    func had() async throws -> String {
        var conversation = Conversation(system: "")
        var lines: [String] = []
        for words in said {
            let calls = Collected<String>()
            conversation = await Talk.agent(calls).run(words, in: conversation) { _ in }
            let request = ProviderRequest(
                conversation: conversation, tools: HomelabTools.all(calls).definitions, maxTokens: 1)
            let inquiry = Inquiry(OfflineExchange(request, now: HomelabTools.now))
            let about = inquiry.subjects.found.map(\.title).joined(separator: ", ")
            let intent = OfflineIntent.meant(by: inquiry)?.name ?? "not understood"
            lines.append(words.isEmpty ? ">" : "> \(words)")
            lines.append(about.isEmpty ? "(\(intent))" : "(\(intent): \(about))")
            lines += calls.all
            lines.append(conversation.messages.last?.text ?? "")
        }
        return lines.joined(separator: "\n")
    }

    /// The butler over the homelab; every call and every card is noted, and each card is confirmed.
    private static func agent(_ calls: Collected<String>) -> Agent {
        let time = TestTime()
        return Agent(
            provider: OfflineProvider(now: { HomelabTools.now }),
            tools: HomelabTools.all { calls.add("! " + $0) }, desk: ApprovalDesk(now: { time.now }),
            gate: { _ in SafetyGate() }, audit: { _ in },
            confirm: { card in
                calls.add("? \(card.action.assessment.tier) \(card.action.name)")
                time.advance(by: .seconds(1))
                return .yes
            })
    }
}

@Suite
struct TalkTests {
    @Test(arguments: Talk.themes)
    func `what is said leads to its intent, its calls and its whole answer`(theme: String) async throws {
        let talks = try Talk.all(in: theme)
        var had: [String] = []
        for talk in talks { had.append(try await talk.had()) }
        if getenv("RECORD_SNAPSHOTS") != nil {
            try Data((had.joined(separator: "\n\n") + "\n").utf8).write(
                to: Fixtures.place(of: Talk.file(theme)))
            Issue.record("recorded \(theme); look at it, then run again")
            return
        }
        for (talk, new) in zip(talks, had) where Talk.calm(talk.text) != Talk.calm(new) {
            Issue.record("kept:\n\(talk.text)\nhad now:\n\(new)")
        }
    }

    @Test
    func `the talks are enough to be a promise`() throws {
        let said = try Talk.themes.flatMap { try Talk.all(in: $0).flatMap(\.said) }
        #expect(said.count >= 160)
        #expect(Set(said).count >= 150)
    }
}
