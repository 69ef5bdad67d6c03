import AIKit
import JSON
import Testing

@testable import CommandLine
@testable import Jarvis
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct CommandLineTests {
    @Test func `a streamed answer keeps its lines and shows what would steer the terminal`() {
        var words = SafeWords()
        var shown = ""
        for part in ["All ", "is we", "ll\u{1B}[2J", ".\nNo", "de\r\n", "one"] { shown += words.pass(part) }
        shown += words.end()
        #expect(shown == "All is well␛[2J.\nNode\none")
    }

    @Test func `an emoji that comes in parts is printed as one`() {
        var words = SafeWords()
        var shown = words.pass("so 👩")
        shown += words.pass("\u{200D}🔧 it")
        shown += words.end()
        #expect(shown == "so 👩\u{200D}🔧 it")
    }

    @Test func `a long word without a blank is not held back for ever`() {
        var words = SafeWords()
        #expect(words.pass(String(repeating: "a", count: 600)).count == 600)
    }

    @Test func `events cut anywhere make one document`() {
        let tool = AskedTool(
            id: "1", name: "get_vms", arguments: [:], tier: "GREEN", state: .ended(.done), detail: nil)
        let stream = [AskEvent.text("Two "), .tool(tool), .text("run."), .note("late"), .end(failure: nil)]
        let answer = AskAnswer(question: "q", isStreaming: false)
        for character in stream.map(\.line).joined() { #expect(answer.receive(String(character)).isEmpty) }
        let expected: JSONValue = [
            "version": 1, "question": "q", "answer": "Two run.", "tools": [.object(tool.members)],
            "notes": ["late"], "failure": .null,
        ]
        #expect(answer.document == expected)
    }

    @Test func `what kept an answer from being whole is one line, whatever a server said`() {
        let failed = AskAnswer(question: "q", isStreaming: true)
        _ = failed.receive(AskEvent.end(failure: "500: one\ntwo\u{1B}[2J").line)
        #expect(failed.finish(after: Errand.Ending(.done)).text == "500: one␊two␛[2J")
        let blind = AskAnswer(question: "q", isStreaming: true)
        #expect(blind.finish(after: Errand.Ending(.unavailable, "lab: one\ntwo")).text == "lab: one␊two")
        #expect(Errand.Ending(ProviderError.server(status: 500, detail: "one\ntwo")).text.contains("one␊two"))
    }

    @Test func `what the butler asks comes back as a question with all it needs`() {
        let question = AskedQuestion(
            audience: 2, card: 7, summary: "Stop it", call: "POST /x", impact: ["It stops."], tier: "RED",
            word: "pve")
        let answer = AskAnswer(question: "q", isStreaming: false)
        #expect(answer.receive(AskEvent.question(question).line) == [question])
    }

    @Test func `columns are as wide as their widest word`() {
        #expect(
            TextTable.lines([["A", "B"], ["node", "1"], ["漢", "2"]]) == [
                "  A     B", "  node  1", "  漢    2",
            ])
    }

    @Test func `a status report names what does not answer, and hides nothing in a name`() {
        let report: JSONValue = [
            "version": 1,
            "clusters": [
                [
                    "name": "ho\u{1B}me", "answers": false, "quorum": "unknown", "access": "unknown",
                    "error": "no route", "nodes": [], "guests": [], "storage": [], "tasks": [],
                ]
            ],
        ]
        #expect(StatusText.text(of: report) == "ho␛me  quorum unknown, DOES NOT ANSWER\n  no route\n")
    }

    @Test func `a JSON line holds nothing that steers a terminal, and reads back as the same`() throws {
        let document: JSONValue = [
            "name": "a\u{9B}2Jb\u{202E}c\u{E0041}\u{2028}\u{7F}\u{1B}é漢", "list": [1, "\\u009b"],
        ]
        let line = document.text.asJSONLine
        #expect(line.unicodeScalars.dropLast().allSatisfy { $0.properties.generalCategory != .control })
        #expect(line.contains(#"a\u009b2Jb\u202ec\udb40\udc41\u2028\u007f\u001bé漢"#))
        #expect(try JSONValue(parsing: line) == document)
    }

    @Test func `two calls of an answer are two, and what was thinking is no part of it`() {
        let answer = AskAnswer(question: "q", isStreaming: false)
        let refused = AskedTool(
            id: "x", name: "stop_vm", arguments: [:], tier: "RED", state: .refused, detail: "no")
        let done = AskedTool(id: "x_2", name: "get_vms", arguments: [:], tier: "GREEN", state: .ended(.done))
        for event: AskEvent in [
            .text("Let me see."), .reconsidered, .tool(refused), .tool(done), .text("Pity."),
            .end(failure: nil),
        ] { _ = answer.receive(event.line) }
        #expect(answer.document["answer"] == "Pity.")
        #expect(answer.document["tools"]?.array?.compactMap { $0["name"]?.string } == ["stop_vm", "get_vms"])
    }

    @Test func `a broken audit log is told with its entry`() {
        let verdict: JSONValue = ["intact": false, "broken": ["id": 3, "fault": "the entry was altered"]]
        #expect(
            AuditVerifyCommand.words(verdict) == "The audit log is broken at entry 3: the entry was altered.")
    }

    @Test func `the help lists every exit code once`() {
        let help = JarvisCommand.helpMessage()
        for status in ExitStatus.allCases {
            #expect(help.contains("\(status.rawValue)"))
        }
        #expect(Set(ExitStatus.allCases.map(\.meaning)).count == ExitStatus.allCases.count)
    }
}
