import AIKit
import FoundationEssentials
import JSON
import Memory
import Testing

@testable import Jarvis

@Suite struct MessageArchiveTests {
    private func rows(_ contents: [String]) -> [MessageRecord] {
        contents.map { content in
            MessageRecord(
                conversation: ConversationRecord.ID(rawValue: 1), time: .now, role: .user, content: content,
                text: "")
        }
    }

    private static let author = Message.Author(provider: "anthropic", model: ModelID(rawValue: "m"))

    @Test func `every kind of block comes back as it was`() {
        let blocks: [ContentBlock] = [
            .text("a"), .thinking(.signed(text: "", signature: "s")), .thinking(.redacted(data: "d")),
            .toolUse(ToolUse(id: "1", name: "n", input: ["vmid": 105], extra: ["caller": "x"])),
            .toolUse(ToolUse(id: "2", name: "n", input: [:], malformed: "{half")),
            .opaque(["type": "new"]),
        ]
        let results: [ContentBlock] = [
            .toolResult(ToolResult(id: "1", content: "c", structured: ["a": 1])),
            .toolResult(ToolResult(id: "2", content: "c", isError: true)),
        ]
        let messages = [
            Message.user(
                "begin", handed: [HandedText("x", from: "shell.last", title: "@last")],
                circumstances: "[It is Monday.]"),
            Message(role: .assistant, content: blocks, author: Self.author),
            Message(role: .user, content: results),
        ]
        let read = MessageArchive.messages(rows(messages.map { MessageArchive.encode($0).text }))
        #expect(read.messages == messages && read.unreadable == 0)
    }

    @Test(arguments: [
        "", "{half", "[]", #"{"role":"nobody","content":[]}"#, #"{"role":"user","content":[{"new":1}]}"#,
    ])
    func `what is not this program's is counted and left out`(content: String) {
        let good = MessageArchive.encode(.user("good")).text
        let read = MessageArchive.messages(rows([good, content]))
        #expect(read.messages == [.user("good")] && read.unreadable == 1)
    }

    @Test(arguments: [(1, ["a", "b"]), (3, []), (99, []), (-1, ["a", "b", "c"])])
    func `what was withdrawn is no part of it`(count: Int, left: [String]) {
        let said = ["a", "b", "c"].map { MessageArchive.encode(.user($0)).text }
        let read = MessageArchive.messages(rows(said + [MessageArchive.withdrawal(of: count).text]))
        #expect(read.messages.map(\.text) == left && read.unreadable == 0)
    }

    @Test func `a summary stands for all before it but the newest, whatever comes after`() throws {
        let made = Consolidation(
            folded: 2, text: "Short.", author: "qwen", traits: TalkTraits(isTainted: true, isPrivate: true))
        let row = SummaryRow(
            made, behind: 2,
            origin: TalkOrigin(id: ConversationRecord.ID(rawValue: 12), title: "t", cluster: "home"))
        #expect(SummaryRow(row.json) == row)
        let said = ["a", "b", "c", "d", "e"].map { MessageArchive.encode(.user($0)).text }
        let withdrawn = MessageArchive.withdrawal(of: 1).text
        let read = MessageArchive.kept(rows(Array(said.prefix(4)) + [row.json.text, said[4], withdrawn]))
        #expect(read.messages.map(\.message.text) == ["a", "b", "c", "d"] && read.unreadable == 0)
        #expect(read.consolidation == made)
        // Of one that does not say so all that could be private is.
        let bare = try #require(SummaryRow(["summary": "x", "behind": 99]))
        #expect(bare.traits == TalkTraits(isTainted: true, isPrivate: true, isMarked: true))
        #expect(bare.consolidation(at: 4).folded == 0)
    }

    @Test func `tokens of an answer that broke off are kept and are no message`() {
        let said = [MessageArchive.encode(.user("a")), ["wasted": "m"]].map(\.text)
        let read = MessageArchive.messages(rows(said))
        #expect(read.messages == [.user("a")] && read.unreadable == 0)
    }

    @Test func `a conversation begins with the operator`() {
        let answer = Message(role: .assistant, content: [.text("late")], author: Self.author)
        let read = MessageArchive.messages(
            rows([answer, .user("now")].map { MessageArchive.encode($0).text }))
        #expect(read.messages == [.user("now")])
    }

    @Test func `of very many facts only that there were some is kept`() {
        let many = JSONValue.array((0..<20_000).map { .integer($0) })
        let result = ToolResult(id: "1", content: "many", structured: many)
        let message = Message(role: .user, content: [.text("x"), .toolResult(result)])
        let read = MessageArchive.messages(rows([MessageArchive.encode(message).text]))
        #expect(read.messages.first?.toolResults.first?.structured == [:])
    }
}
