import AIKit
import FoundationEssentials
import JSON
import Text

/// A conversation as JSON for other programs: all that was said, handed over, called and returned.
///
/// What looks like a secret is covered in each text.
struct TalkJSON {
    let text: String

    init(_ talk: Talk) {
        let messages = talk.remarks.map { JSONValue.object(Self.members(of: $0)) }
        let value = JSONValue.object([
            "title": .string(talk.record.title.coveringSecrets),
            "cluster": talk.cluster.map { .string($0) } ?? .null,
            "begun": .string(Self.stamp(talk.record.created)), "messages": .array(messages),
        ])
        text = value.text + "\n"
    }

    private static func members(of remark: Talk.Remark) -> [String: JSONValue] {
        let message = remark.message
        var members: [String: JSONValue] = [
            "time": .string(stamp(remark.time)), "role": .string(message.role.rawValue),
            "text": .string(message.text.coveringSecrets),
        ]
        members["model"] = message.author.map { .string($0.model.rawValue) }
        let handed = message.handed.map { handed -> JSONValue in
            ["title": .string(handed.title), "content": .string(handed.content.coveringSecrets)]
        }
        let calls = message.toolUses.map { use -> JSONValue in
            ["id": .string(use.id), "name": .string(use.name), "arguments": covered(use.input)]
        }
        let results = message.toolResults.map { result -> JSONValue in
            [
                "call": .string(result.id), "content": .string(result.plainContent.coveringSecrets),
                "error": .bool(result.isError),
            ]
        }
        if !handed.isEmpty { members["handed"] = .array(handed) }
        if !calls.isEmpty { members["calls"] = .array(calls) }
        if !results.isEmpty { members["results"] = .array(results) }
        return members
    }

    private static func covered(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null, .bool, .integer, .number: value
        case .string(let text): .string(text.coveringSecrets)
        case .array(let elements): .array(elements.map(covered))
        case .object(let members): .object(members.mapValues(covered))
        }
    }

    private static func stamp(_ time: Date) -> String { time.formatted(.iso8601) }
}
