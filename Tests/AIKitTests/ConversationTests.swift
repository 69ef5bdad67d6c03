import JSON
import Testing

@testable import AIKit

@Suite
struct ConversationTests {
    private let asked = Message(
        role: .assistant,
        content: [
            .text("One moment."), .toolUse(ToolUse(id: "a", name: "get_vms", input: [:])),
            .toolUse(ToolUse(id: "b", name: "get_storage", input: [:])),
        ])
    private let interrupted = "This call was interrupted and gave no result."

    @Test
    func `a tool use without a result gets an error result before the operator speaks on`() {
        var conversation = Conversation(system: "s", messages: [.user("Hi"), asked])
        conversation.append(
            Message(
                role: .user,
                content: [.text("Well?"), .toolResult(ToolResult(id: "a", content: "ok", structured: [:]))]))
        #expect(
            conversation.messages.last?.content == [
                .toolResult(ToolResult(id: "a", content: "ok", structured: [:])),
                .toolResult(ToolResult(id: "b", content: interrupted, isError: true)), .text("Well?"),
            ])
    }

    @Test
    func `open tool uses are answered before another assistant message`() {
        var conversation = Conversation(system: "s", messages: [asked])
        conversation.append(Message(role: .assistant, content: [.text("Done.")]))
        #expect(conversation.messages.map(\.role) == [.assistant, .user, .assistant])
        #expect(conversation.messages[1].toolResults.map(\.id) == ["a", "b"])
    }

    @Test
    func `a result nobody asked for is dropped`() {
        var conversation = Conversation(system: "s", messages: [.user("Hi")])
        conversation.append(Message(role: .user, content: [.toolResult(ToolResult(id: "x", content: "ok"))]))
        #expect(conversation.messages == [.user("Hi")])
    }

    @Test
    func `text counts as untrusted once a tool has run`() {
        var conversation = Conversation(system: "s", messages: [.user("Hi"), asked])
        #expect(!conversation.holdsUntrustedText)
        conversation.append(
            Message(role: .user, content: [.toolResult(ToolResult(id: "a", content: "x", structured: [:]))]))
        #expect(conversation.holdsUntrustedText)
    }

    @Test(
        arguments: [
            ("", [:], nil), ("  ", [:], nil), ("{}", [:], nil), ("{\"vmid\":1}", ["vmid": 1], nil),
            ("{", [:], "{"), ("[1]", [:], "[1]"), ("null", [:], nil), ("{\"a\":1}{", [:], "{\"a\":1}{"),
        ] as [(String, JSONValue, String?)])
    func `arguments are an object or set apart`(_ text: String, _ input: JSONValue, _ malformed: String?) {
        let use = ToolUse(id: "a", name: "n", argumentsText: text)
        #expect(use == ToolUse(id: "a", name: "n", input: input, malformed: malformed))
    }

    @Test
    func `a later report of usage replaces only what it names`() {
        var usage = Usage(input: 10, output: 1, cacheRead: 5)
        usage.update(with: Usage(output: 42))
        #expect(usage == Usage(input: 10, output: 42, cacheRead: 5))
        #expect(usage.prompt == 15)
        #expect(
            usage + Usage(output: 8, cacheWrite: 3)
                == Usage(input: 10, output: 50, cacheRead: 5, cacheWrite: 3))
        #expect(Usage(output: 3).prompt == nil)
    }
}
