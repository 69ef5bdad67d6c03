import AIKit
import FoundationEssentials
import JSON
import Jarvis
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// The view of what left last to a model.
@Suite struct SentTests {
    private struct Server: Provider {
        let id = "anthropic"
        let model: ModelID = "claude\u{1B}[2J-5"
        let capabilities = ProviderCapabilities(callsTools: true, isLocal: false)

        func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
            AsyncThrowingStream { $0.finish() }
        }
    }

    private static let secret = "0b7a3c9e-1111-4222-8333-444455556666"

    private static func request(_ messages: [Message], _ change: (inout Omission) -> Void = { _ in })
        -> SentRequest
    {
        var omission = Omission()
        change(&omission)
        return SentRequest(
            ProviderRequest(
                conversation: Conversation(system: "You are a butler.", messages: messages),
                tools: (["get_storage", "find_guest"] as [ToolName]).map { name in
                    ToolDefinition(name: name, description: "x", parameters: [])
                }, maxTokens: 4096),
            to: Server(), isTrusted: false, at: Date(timeIntervalSince1970: Sample.start.epoch),
            window: 200_000,
            estimate: 1234, omission: omission,
            count: RedactionCount(addresses: 1, names: 1, withheld: 2),
            kept: [
                KeptWord(.addresses, "ip-1-1", "10.0.0.7"), KeptWord(.names, "node-1", "pve\u{1B}[2J"),
            ])
    }

    /// One with every kind of piece.
    static let request = request([
        .user(
            "how is node-1 with PVEAPIToken=root@pam!x=\(secret)",
            handed: [
                HandedText("up\u{1B}[2J", from: "cluster.node", title: "@node node-1", origin: .cluster)
            ],
            circumstances: "[It is noon.]"),
        Message(
            role: .assistant,
            content: [
                .thinking(.signed(text: "Hm.", signature: "s")), .thinking(.redacted(data: "xx")),
                .toolUse(ToolUse(id: "1", name: "get_storage", input: ["node": "node-1"])),
                .opaque(["type": "new"]),
            ]),
        Message(
            role: .user, content: [.toolResult(ToolResult(id: "1", content: "nas 87 %", structured: [:]))]),
    ]) { omission in
        (omission.messages, omission.questions, omission.shortened, omission.tools) = (7, 2, 1, 30)
    }

    private static func shown(_ request: SentRequest?, _ size: Size = Size(width: 120, height: 90))
        -> AppState
    {
        var state = Sample.blank(size)
        state.focus(.chat)
        state.type("/sent")
        #expect(state.press("Enter") == [.kit(.loadSent(cluster: "lab"))])
        #expect(state.picture().text.contains("Asking the butler."))
        _ = state.update(.kit(.sent(request, of: "lab")), at: Sample.start)
        return state
    }

    @Test func `it says to whom, how much, what was left out and kept back, and all that was said`() {
        let state = Self.shown(Self.request)
        #expect(state.picture().text.contains("WHAT WAS SENT"))
        let lines = SentDrawing(scene: Scene(measuring: state), width: 200).lines(Self.request)
        let text = lines.map { $0.map(\.text).joined() }.joined(separator: "\n")
        for words in [
            "claude␛[2J-5 of anthropic, in a cloud", "2026-01-01 12:00:00",
            "about 1234 tokens, of a window of 200000; at most 4096 of answer",
            "7 messages at the beginning with 2 of your questions, 1 long text after its beginning, 30 tools",
            "1 address, 1 name and 2 private lines kept back", "ip-1-1  10.0.0.7  (addresses)",
            "node-1  pve␛[2J  (names)", "2: find_guest, get_storage", "You are a butler.", "how is node-1",
            "handed over @node node-1", "up␛[2J", "[It is noon.]", "reasoning, 3B", "calls get_storage",
            "{\"node\":\"node-1\"}", "nas 87 %", "{\"type\":\"new\"}",
        ] { #expect(text.contains(words), "\(words)") }
        #expect(!text.contains(Self.secret) && !text.contains("\u{1B}"))
        #expect(!state.picture().text.contains(Self.secret))
    }

    @Test func `where nothing was sent that is said, and what is of another cluster is not shown`() {
        var state = Self.shown(nil)
        #expect(state.picture().text.contains("Nothing was sent to a model since Jarvis began"))
        _ = state.update(.kit(.sent(Self.request, of: "elsewhere")), at: Sample.start)
        #expect(state.picture().text.contains("Nothing was sent to a model"))
        state.press("Esc")
        #expect(state.layers.isEmpty)
    }

    @Test func `a huge request is shown in part, its end, and scrolled through`() {
        let long = String(repeating: "one more line of it\u{1B}[2J\n", count: 5_000)
        let messages = (0..<40).flatMap { number in
            [
                Message.user("question \(number) of many"),
                Message(role: .assistant, content: [.text(number == 39 ? "the end" : long)]),
            ]
        }
        var state = Self.shown(Self.request(messages), Size(width: 80, height: 24))
        state.press("End")
        let end = state.picture().text
        #expect(end.contains("the end") && end.contains("question 39 of many"))
        #expect(!end.contains(/↓ \d+ more/))
        state.press("Home")
        #expect(state.picture().text.contains(/↓ \d+ more/))
        let scene = Scene(measuring: state)
        let lines = SentDrawing(scene: scene, width: 60).lines(Self.request(messages))
        #expect(lines.contains { $0.map(\.text).joined().contains("messages before these are not shown") })
        #expect(lines.contains { $0.map(\.text).joined().hasSuffix("more") })
        #expect(lines.count < 20_000)
    }

    @Test(arguments: [20, 44, 118])
    func `no line is wider than the room`(width: Int) {
        let scene = Scene(measuring: Sample.blank())
        let messages = Widths.texts.map { Message.user($0 + "x") }
        for request in [Self.request, Self.request(messages)] {
            for line in SentDrawing(scene: scene, width: width).lines(request) {
                #expect(line.reduce(0) { $0 + $1.columns } <= width, "\(line)")
            }
        }
    }
}
