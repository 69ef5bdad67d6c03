import AIKit
import JSON
import Memory

/// A message as the memory keeps it, and back: every block with all it carries, so that a conversation can go
/// on after a restart as if nothing had been.
enum MessageArchive {
    /// Bytes of JSON.
    private static let factLimit = 65_536

    /// What rows are read as.
    struct Kept {
        /// Each with the row that it stands in, from a message of the operator on.
        var messages: [(row: MessageRecord, message: Message)] = []
        /// Those that are no part of the conversation any more.
        var apart: [Message] = []
        /// Rows that could not be read.
        var unreadable = 0
        /// How the butler spoke last.
        var style = ButlerStyle.work
        /// What stands for its beginning where it is sent.
        var consolidation: Consolidation?
    }

    /// The messages a conversation goes on with, from a message of the operator on, and how many rows could not
    /// be read.
    static func messages(_ rows: [MessageRecord]) -> (messages: [Message], unreadable: Int) {
        let kept = kept(rows)
        return (kept.messages.map(\.message), kept.unreadable)
    }

    /// The same with all that belongs to it.
    static func kept(_ rows: [MessageRecord]) -> Kept {
        var messages: [(row: MessageRecord, message: Message)] = []
        var apart: [Message] = []
        var (unreadable, spoken) = (0, ButlerStyle.work)
        // The last one, and how many messages stood before it.
        var summary: (kept: SummaryRow, at: Int)?
        for row in rows {
            do {
                let value = try JSONValue(parsing: row.content)
                if let count = value["withdrawn"]?.integer {
                    let withdrawn = max(0, min(count, messages.count))
                    apart += messages.suffix(withdrawn).map(\.message)
                    messages.removeLast(withdrawn)
                } else if let style = value["style"]?.string {
                    spoken = ButlerStyle(rawValue: style) ?? spoken
                    messages = messages.map { ($0.row, $0.message.withoutReasoning) }
                } else if value["wasted"] != nil {
                    // Tokens of an answer that broke off, as version 0.1 kept them; they have a table now.
                    continue
                } else if let kept = SummaryRow(value) {
                    summary = (kept, messages.count)
                } else if let message = decode(value) {
                    messages.append((row, message))
                } else {
                    unreadable += 1
                }
            } catch {
                unreadable += 1
            }
        }
        let begun = messages.drop { $0.message.role != .user || $0.message.text.isEmpty }
        apart += messages[..<begun.startIndex].map(\.message)
        let consolidation = summary.map { $0.kept.consolidation(at: $0.at - begun.startIndex) }
        return Kept(
            messages: Array(begun), apart: apart, unreadable: unreadable, style: spoken,
            consolidation: consolidation)
    }

    /// Says that the last messages before it are no part of the conversation any more: a server refused them,
    /// or nobody answered.
    static func withdrawal(of count: Int) -> JSONValue {
        ["withdrawn": .integer(count)]
    }

    /// Says that the butler speaks otherwise from here on: what was reasoned before is bound to another prompt.
    static func change(to style: ButlerStyle) -> JSONValue { ["style": .string(style.rawValue)] }

    static func encode(_ message: Message) -> JSONValue {
        var members: [String: JSONValue] = [
            "role": .string(message.role.rawValue), "content": .array(message.content.map(encode)),
        ]
        if let author = message.author {
            members["provider"] = .string(author.provider)
            members["model"] = .string(author.model.rawValue)
        }
        return .object(members)
    }

    /// `nil` when the text is none of this program's.
    static func decode(_ value: JSONValue) -> Message? {
        guard let role = value["role"]?.string.flatMap(Message.Role.init(rawValue:)),
            let blocks = value["content"]?.array
        else { return nil }
        var author: Message.Author?
        if let provider = value["provider"]?.string, let model = value["model"]?.string {
            author = Message.Author(provider: provider, model: ModelID(rawValue: model))
        }
        let content = blocks.compactMap(decodeBlock)
        guard content.count == blocks.count else { return nil }
        return Message(role: role, content: content, author: author)
    }

    private static func encode(_ block: ContentBlock) -> JSONValue {
        switch block {
        case .text(let text): ["text": .string(text)]
        case .handed(let handed): encode(handed)
        case .circumstances(let text): ["circumstances": .string(text)]
        case .thinking(.signed(let text, let signature)):
            ["thinking": .string(text), "signature": .string(signature)]
        case .thinking(.redacted(let data)): ["redacted": .string(data)]
        case .toolUse(let use):
            .object([
                "use": .string(use.id), "name": .string(use.name), "input": use.input,
                "malformed": use.malformed.map { .string($0) } ?? .null, "extra": .object(use.extra),
            ])
        case .toolResult(let result):
            .object([
                "result": .string(result.id), "content": .string(result.content),
                "structured": result.structured.map(kept) ?? .null, "error": .bool(result.isError),
            ])
        case .opaque(let value): ["opaque": value]
        }
    }

    private static func encode(_ handed: HandedText) -> JSONValue {
        var members: [String: JSONValue] = [
            "handed": .string(handed.title), "content": .string(handed.content),
        ]
        switch handed.origin {
        case .shell: break
        case .cluster: members["from"] = "cluster"
        case .file(let path): members["file"] = .string(path)
        case .note(let path): members["note"] = .string(path)
        }
        return .object(members)
    }

    /// What says nothing is a shell's, as version 0.1 kept it.
    private static func origin(_ value: JSONValue) -> HandedText.Origin {
        if let path = value["file"]?.string { return .file(path) }
        if let path = value["note"]?.string { return .note(path) }
        return value["from"]?.string == "cluster" ? .cluster : .shell
    }

    /// The facts for programs; of very many only that there were some, for they serve no longer than the run.
    private static func kept(_ facts: JSONValue) -> JSONValue {
        facts.text.utf8.count <= factLimit ? facts : [:]
    }

    private static func decodeBlock(_ value: JSONValue) -> ContentBlock? {
        if let text = value["text"]?.string { return .text(text) }
        if let text = value["thinking"]?.string {
            return .thinking(.signed(text: text, signature: value["signature"]?.string ?? ""))
        }
        if let title = value["handed"]?.string, let content = value["content"]?.string {
            return .handed(HandedText(title: title, content: content, origin: origin(value)))
        }
        if let text = value["circumstances"]?.string { return .circumstances(text) }
        if let data = value["redacted"]?.string { return .thinking(.redacted(data: data)) }
        if let id = value["use"]?.string, let name = value["name"]?.string {
            return .toolUse(
                ToolUse(
                    id: id, name: name, input: value["input"] ?? [:], malformed: value["malformed"]?.string,
                    extra: value["extra"]?.object ?? [:]))
        }
        if let id = value["result"]?.string, let content = value["content"]?.string {
            let structured = value["structured"].flatMap { $0 == .null ? nil : $0 }
            return .toolResult(
                ToolResult(
                    id: id, content: content, structured: structured, isError: value["error"]?.bool ?? false))
        }
        return value["opaque"].map { .opaque($0) }
    }
}
