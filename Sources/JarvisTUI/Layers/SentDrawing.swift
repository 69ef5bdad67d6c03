import AIKit
import JSON
import Multiplexer
import Screen
import Text

/// Turns a request that left into lines: what there is to know of it, then all that was said, the end of it where that is
/// very much.
struct SentDrawing {
    let scene: Scene
    let width: Int

    private var ink: Ink { scene.ink }
    private var facts: PageFacts { PageFacts(scene: scene, width: width, names: Self.nameWidth) }

    private static let nameWidth = 11
    /// Bytes of all that was said, and of one piece of it, that are shown.
    private static let longest = 1 << 18
    private static let longestPiece = 1 << 15
    /// Words that were kept back and are named; the others are counted.
    private static let mostWords = 200

    func lines(_ request: SentRequest) -> [[Span]] {
        summary(request) + kept(request) + tools(request) + said(request)
    }

    private func summary(_ request: SentRequest) -> [[Span]] {
        let trust =
            request.isTrusted == request.isLocal
            ? "" : request.isTrusted ? ", which you trust" : ", not trusted"
        let place = (request.isLocal ? "on your network" : "in a cloud") + trust
        let epoch = request.time.timeIntervalSince1970
        let clock = scene.state.wallClock
        let model =
            "\(Untrusted(request.model.rawValue).line) of \(Untrusted(request.provider).line), \(place)"
        return facts.lines("to", model, request.isLocal ? nil : ink.warning)
            + facts.lines("at", (clock.day(epoch).map { $0 + " " } ?? "") + clock.seconds(epoch))
            + facts.lines("size", size(request)) + facts.lines("left out", leftOut(request.omission))
    }

    private func size(_ request: SentRequest) -> String {
        let tokens =
            request.counted.map { "\($0) tokens as the server counted" } ?? "about \(request.estimate) tokens"
        let window = request.window.map { ", of a window of \($0)" } ?? ""
        return "\(tokens)\(window); at most \(request.maxTokens) of answer"
    }

    private func leftOut(_ omission: Omission) -> String {
        func count(_ number: Int, _ one: String, _ many: String) -> String? {
            number == 0 ? nil : "\(number) \(number == 1 ? one : many)"
        }
        let questions = omission.questions == 0 ? "" : " with \(omission.questions) of your questions"
        let parts = [
            count(omission.messages, "message", "messages").map { "\($0) at the beginning\(questions)" },
            count(omission.shortened, "long text after its beginning", "long texts after their beginnings"),
            count(omission.thoughts, "block of reasoning", "blocks of reasoning"),
            count(omission.tools, "tool", "tools"),
        ].compactMap(\.self)
        return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
    }

    private func kept(_ request: SentRequest) -> [[Span]] {
        let words =
            request.count.words ?? (request.isTrusted ? "nothing, as it is yours" : "nothing")
        let named = request.kept.prefix(Self.mostWords)
        let widest = named.map(\.placeholder.columns).max() ?? 0
        let more = request.kept.count - named.count
        return facts.lines("kept back", words)
            + named.flatMap { word -> [[Span]] in
                let original = Untrusted(word.original.coveringSecrets).line
                return facts.lines(
                    "", "\(word.placeholder.padded(toColumns: widest))  \(original)  (\(word.part.rawValue))",
                    ink.dim)
            }
            + (more > 0 ? facts.lines("", "\(scene.glyphs.ellipsis) \(more) more", ink.faint) : [])
    }

    private func tools(_ request: SentRequest) -> [[Span]] {
        let names = request.tools.map { Untrusted($0).name }.joined(separator: ", ")
        return facts.lines("tools", request.tools.isEmpty ? "none" : "\(request.tools.count): \(names)")
    }

    /// The prompt and the messages, the newest of them where they are very long.
    private func said(_ request: SentRequest) -> [[Span]] {
        let system = request.conversation.system
        var room = Self.longest - min(system.utf8.count, Self.longestPiece)
        var shown: [[[Span]]] = []
        var left = request.conversation.messages[...]
        while room > 0, let message = left.popLast() {
            shown.append(lines(of: message, &room))
        }
        let gone = "\(scene.glyphs.ellipsis) \(left.count) messages before these are not shown"
        let gap = left.isEmpty ? [] : [[]] + gone.wrapped(toColumns: width).map { [Span($0, ink.faint)] }
        return head("WHAT IT IS TOLD OF ITSELF") + facts.text(system, limit: Self.longestPiece, ink.dim) + gap
            + shown.reversed().flatMap(\.self)
    }

    private func head(_ title: String) -> [[Span]] {
        [[], [Span(title.clipped(toColumns: width, ellipsis: scene.glyphs.ellipsis), ink.title)]]
    }

    private func lines(of message: Message, _ room: inout Int) -> [[Span]] {
        let isResult = message.text.isEmpty && !message.toolResults.isEmpty
        let title = message.role == .assistant ? "MODEL" : isResult ? "RESULTS" : "YOU"
        var lines = head(title)
        for block in message.content {
            let (words, text, style) = told(block)
            if let words { lines += words.wrapped(toColumns: width).map { [Span($0, ink.faint)] } }
            guard let text else { continue }
            let limit = max(0, min(room, Self.longestPiece))
            lines += facts.text(text, limit: limit, style)
            room -= min(limit, text.utf8.count)
        }
        return lines
    }

    /// A line on a piece of a message, and its text.
    private func told(_ block: ContentBlock) -> (words: String?, text: String?, style: Style) {
        switch block {
        case .text(let text): (nil, text, ink.text)
        case .circumstances(let text): (nil, text, ink.dim)
        case .handed(let handed):
            ("handed over \(Untrusted(handed.title.coveringSecrets).line)", handed.content, ink.dim)
        case .thinking(.signed(let text, _)): ("reasoning, \(Format.bytes(text.utf8.count))", text, ink.faint)
        case .thinking(.redacted(let data)):
            ("reasoning, hidden, \(Format.bytes(data.utf8.count))", nil, ink.faint)
        case .toolUse(let use): ("calls \(Untrusted(use.name).name)", use.input.text, ink.dim)
        case .toolResult(let result):
            (result.isError ? "a result, of a failure" : "a result", result.content, ink.dim)
        case .opaque(let value): ("a block of another kind", value.text, ink.faint)
        }
    }
}
