import JSON
import Testing

@testable import AIKit

/// What a mind is sent of a conversation that its window does not hold.
@Suite
struct SentWindowTests {
    /// Questions with one call each, whose result has so many bytes.
    private func conversation(_ questions: Int, result: Int = 3000, thinking: Bool = false) -> Conversation {
        var conversation = Conversation(system: "You are a butler.")
        for number in 1...max(1, questions) {
            conversation.append(.user("Question \(number)?", circumstances: "[It is \(number) o'clock.]"))
            guard number < questions else { break }
            let reasoning = ContentBlock.thinking(.signed(text: "Hm \(number)", signature: "s\(number)"))
            conversation.append(
                Message(
                    role: .assistant,
                    content: (thinking ? [reasoning] : []) + [.toolUse(use("c\(number)", "get_vms"))]))
            conversation.append(answer("c\(number)", bytes: result))
            conversation.append(Message(role: .assistant, content: [.text("Answer \(number).")]))
        }
        return conversation
    }

    private static let framed = [300, 600, 3000, 20_000].reduce(into: [Int: String]()) { texts, bytes in
        let text = String(repeating: "101 nextcloud vm home running\n", count: bytes / 30 + 1)
        texts[bytes] = ResultFence.framed(String(text.prefix(bytes)), tool: "get_vms", limit: bytes)
    }

    private func answer(_ id: String, bytes: Int) -> Message {
        let content = Self.framed[bytes] ?? ""
        return Message(
            role: .user, content: [.toolResult(ToolResult(id: id, content: content, structured: [:]))])
    }

    private func request(_ conversation: Conversation) -> ProviderRequest {
        ProviderRequest(conversation: conversation, maxTokens: 4096)
    }

    /// Whether every result has its call right before it, and every call its result.
    private func isWhole(_ conversation: Conversation) -> Bool {
        zip(conversation.messages, conversation.messages.dropFirst()).allSatisfy { before, after in
            before.toolUses.map(\.id) == after.toolResults.map(\.id)
        } && conversation.messages.first?.toolResults == [] && conversation.openToolUses == []
    }

    @Test(arguments: [nil, 200_000])
    func `what fits, or may fit, is sent as it is`(_ tokens: Int?) {
        var window = SentWindow(tokens: tokens)
        let whole = conversation(12)
        let sent = window.fit(request(whole))
        #expect(sent.conversation == whole && sent.maxTokens == 4096)
        #expect(window.tell() == nil)
    }

    @Test func `old results are shortened before exchanges go`() throws {
        var window = SentWindow(tokens: 4096)
        let sent = window.fit(request(conversation(4))).conversation
        #expect(sent.messages.map(\.text).filter { !$0.isEmpty }.first == "Question 1?")
        let results = sent.messages.flatMap(\.toolResults).map(\.content)
        #expect(results.count == 3)
        for result in results {
            #expect(result.hasPrefix("<data tool=\"get_vms\">\n101 nextcloud"))
            #expect(result.hasSuffix(" more bytes are left out here\n</data>"))
            #expect(result.utf8.count < 500)
        }
        #expect(isWhole(sent))
    }

    @Test
    func `what is sent fits three quarters, begins with the operator, and tears no call from its result`()
        throws
    {
        for tokens in [1024, 2048, 4096, 8192] {
            var window = SentWindow(tokens: tokens)
            for questions in 1...40 {
                let whole = conversation(questions)
                let sent = window.fit(request(whole))
                #expect(SentSize.of(sent) <= tokens * 3 / 4 * 3 + 200)
                #expect(sent.conversation.messages.first?.isQuestion == true)
                #expect(sent.conversation.messages.last?.text == "Question \(questions)?")
                #expect(isWhole(sent.conversation))
                #expect(sent.maxTokens >= tokens / 4 && sent.maxTokens <= tokens)
            }
        }
    }

    @Test func `the beginning of what is sent moves in steps, not with every turn`() {
        var window = SentWindow(tokens: 8192)
        var beginnings: [Message] = []
        for questions in 1...60 {
            let sent = window.fit(request(conversation(questions, result: 600))).conversation
            if let first = sent.messages.first, first != beginnings.last { beginnings.append(first) }
        }
        #expect(beginnings.count > 2 && beginnings.count < 15)
    }

    @Test func `between two steps what was sent is sent again as it was`() {
        var window = SentWindow(tokens: 8192)
        var (before, kept) = ([Message](), 0)
        for questions in 1...60 {
            let now = window.fit(request(conversation(questions, result: 600, thinking: true)))
                .conversation.messages
            if Array(now.prefix(before.count)) == before { kept += 1 }
            before = now
        }
        #expect(kept >= 48)
    }

    @Test func `reasoning that is bound to what is no longer sent is left out`() {
        var window = SentWindow(tokens: 2048)
        let sent = window.fit(request(conversation(20, thinking: true))).conversation
        let signatures = sent.messages.flatMap(\.content).compactMap { block in
            if case .thinking(.signed(_, let signature)) = block { signature } else { nil }
        }
        #expect(signatures == [] && isWhole(sent))
    }

    @Test func `one line tells the mind what is missing, and one the operator, once`() throws {
        var window = SentWindow(tokens: 2048)
        for questions in 18...20 {
            let sent = window.fit(request(conversation(questions))).conversation
            let lines = sent.messages.flatMap(\.circumstances).filter { $0.contains("to fit your window") }
            #expect(lines.count == 1)
            #expect(
                lines.first?.hasPrefix(
                    "[Jarvis adds: to fit your window, what was said before this message is left out, and of long "
                        + "results only the beginning is left. Look again instead of recalling. Of what is left out, "
                ) == true)
            #expect(lines.first?.contains("\n- Question 3? -> Answer 3.\n") == true)
            #expect(lines.first?.hasSuffix("\n]") == true)
            #expect((window.tell() != nil) == (questions == 18))
        }
        window.beginAnew()
        _ = window.fit(request(conversation(2)))
        #expect(window.tell() == nil && window.tokens == 2048)
    }

    @Test func `sixty turns stay within the window, and the newest facts that go are told in a line each`() {
        var window = SentWindow(tokens: 4096)
        var whole = Conversation(system: "You are a butler.")
        for number in 1...60 {
            whole.append(.user("The UPS of rack \(number) is 10.0.7.\(number), [note]\u{301} it."))
            let sent = window.fit(request(whole))
            #expect(SentSize.of(sent) <= 4096 * 3 / 4 * 3 + 200)
            whole.append(
                Message(
                    role: .assistant,
                    content: [
                        .text("Noted: 10.0.7.\(number).\n" + String(repeating: "More words. ", count: 40))
                    ]))
        }
        whole.append(.user("Which UPS has rack 41?"))
        let sent = window.fit(request(whole)).conversation
        let text = sent.messages.map { ([$0.text] + $0.circumstances).joined(separator: "\n") }
            .joined(separator: "\n")
        let first =
            (1...60).first { number in text.contains("10.0.7.\(number), (note)\u{301} it. -> Noted: ") } ?? 61
        #expect(first < 50 && sent.messages.count < 40)
        for number in first...60 { #expect(text.contains("10.0.7.\(number),"), "\(number)") }
    }

    @Test func `sixty turns stay within 4,096 tokens, and summaries keep what was planted in them`() throws {
        var window = SentWindow(tokens: 4096)
        var whole = Conversation(system: "You are a butler.")
        var folds = 0
        for number in 1...60 {
            let isFact = number.isMultiple(of: 6)
            whole.append(
                .user(isFact ? "Remember: rack \(number) has 10.0.7.\(number)." : "How are things, again?"))
            #expect(SentSize.of(window.fit(request(whole))) <= 4096 * 3 / 4 * 3 + 200)
            let answer = "Noted. " + String(repeating: "More words. ", count: 40)
            whole.append(Message(role: .assistant, content: [.text(answer)]))
            guard let cut = FoldPlan.cut(in: whole, share: window.share) else { continue }
            let source = TalkTranscript(of: whole, before: cut, within: window.halfInBytes).text
            let facts = source.matches(of: /[Rr]ack (\d+) has 10\.0\.7\.\1/).map { match in
                "Rack \(match.output.1) has 10.0.7.\(match.output.1)."
            }
            let summary = (["Racks were named."] + facts).joined(separator: " ")
            whole.consolidate(
                Consolidation(
                    folded: cut, text: try SummaryCheck.checked(summary, against: source), author: "qwen",
                    traits: TalkTraits()))
            folds += 1
        }
        whole.append(.user("Which racks are there?"))
        let sent = window.fit(request(whole)).conversation
        let text = sent.messages.map { ([$0.text] + $0.circumstances).joined(separator: "\n") }
            .joined(separator: "\n")
        #expect(folds >= 4 && sent.messages.count < 40 && whole.messages.count == 121)
        for number in stride(from: 6, through: 60, by: 6) {
            #expect(text.contains("10.0.7.\(number)."), "\(number)")
        }
    }

    @Test
    func `a window that this program's own words fill is used as far as it goes, and a better one named`() {
        var window = SentWindow(tokens: 4096)
        let talk = Conversation(
            system: String(repeating: "s", count: 9600), messages: conversation(6).messages)
        let sent = window.fit(request(talk)).conversation
        #expect(sent.messages.last?.text == "Question 6?" && sent.messages.count >= 5)
        #expect(
            window.tell()?.hasSuffix("start its server with 16384 tokens (llama-server: -c 16384).") == true)
    }

    @Test func `the results of the question itself are shortened when nothing else is left to go`() {
        var window = SentWindow(tokens: 2048)
        var whole = conversation(6)
        whole.append(
            Message(
                role: .assistant, content: [.toolUse(use("a", "get_vms")), .toolUse(use("b", "get_vms"))]))
        var both = answer("a", bytes: 300)
        both.content += answer("b", bytes: 20_000).content
        whole.append(both)
        let sent = window.fit(request(whole))
        #expect(SentSize.of(sent) <= 2048 * 3 / 4 * 3 + 200)
        let results = sent.conversation.messages.flatMap(\.toolResults)
        #expect(results.map(\.id) == ["a", "b"])
        #expect(results[0] == both.toolResults[0])
        #expect(results[1].content.utf8.count > 1500 && results[1].content.hasSuffix("here\n</data>"))
    }

    @Test func `a window is learnt from a refusal, and the size of a token from what the server counts`() {
        var window = SentWindow()
        let whole = request(conversation(10))
        let bytes = SentSize.of(whole)
        window.refused(whole, prompt: bytes / 2, limit: 4096)
        #expect(window.tokens == 4096)
        #expect(SentSize.of(window.fit(whole)) <= 4096 * 3 / 4 * 2 + 200)
        // Without figures it is at least smaller than what was refused.
        var blind = SentWindow()
        blind.refused(whole, prompt: nil, limit: nil)
        #expect(SentSize.of(blind.fit(whole)) < bytes)
    }

    @Test(arguments: [
        ("<data tool=\"t\">\nä\u{301}ä\u{301}\n</data>", 3),
        ("no frame at all: " + String(repeating: "🇩🇪", count: 200), 401),
        (ResultFence.framed(String(repeating: "x", count: 5000), tool: "t", limit: 5000), 1),
    ])
    func `a shortened text stays in its frame and cuts no character in two`(text: String, limit: Int) {
        let short = ResultFence.shortened(text, toBytes: limit)
        #expect(short.utf8.count <= max(text.utf8.count, limit + 120))
        #expect(short.hasPrefix("<data") == text.hasPrefix("<data"))
        #expect(short.hasSuffix("</data>") == text.hasSuffix("</data>"))
        #expect(!short.contains("\u{FFFD}"))
        #expect(
            text.hasPrefix(ResultFence.opened(short).prefix(while: { $0 != "…" }).prefix(3))
                || text.hasPrefix("<"))
    }

    @Test(
        arguments: [
            ("prompt is too long: 208310 tokens > 200000 maximum", 208_310, 200_000),
            (
                "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens (4904 in the "
                    + "messages, 4096 in the completion). Please reduce the length.", 4904, 8192
            ),
            ("This model's maximum context length is 2048 tokens.", nil, 2048),
            ("prompt is too long: 9", nil, nil),
            ("maximum context length is 99999999999999999999", nil, nil),
        ] as [(String, Int?, Int?)])
    func `servers that tell the window in words are understood`(
        _ words: String, _ prompt: Int?, _ limit: Int?
    ) {
        let told = OverflowWords(words)
        #expect(told.prompt == prompt && told.limit == limit)
        let isOverflow = if case .contextOverflow = ServerFault(.string(words)).error { true } else { false }
        #expect(isOverflow)
    }
}
