import AIKit
import Text

/// A conversation as Markdown: who said what and when, and which tools were asked.
///
/// What looks like a secret is covered, and what would do something in a terminal is made visible.
struct TalkMarkdown {
    let text: String

    init(_ talk: Talk, time: LocalTime = .machine) {
        let title = talk.record.title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var parts = ["# " + Untrusted(title).line]
        if let cluster = talk.cluster { parts.append("With the butler of \(Untrusted(cluster).line).") }
        for remark in talk.remarks {
            let body = Self.body(of: remark.message)
            guard !body.isEmpty else { continue }
            let stamp = time.stamp(Int(saturating: remark.time.timeIntervalSince1970))
            parts += ["## \(Self.speaker(of: remark.message)), \(stamp)"] + body
        }
        text = parts.joined(separator: "\n\n").coveringSecrets + "\n"
    }

    private static func speaker(of message: Message) -> String {
        guard message.role == .assistant else { return "You" }
        return "Jarvis" + (message.author.map { " (\(Untrusted($0.model.rawValue).line))" } ?? "")
    }

    /// Its words, what was handed over with them, and the tools it asks for.
    private static func body(of message: Message) -> [String] {
        let words = message.text.isEmpty ? [] : [Untrusted(message.text).block]
        let handed = message.handed.map { "> Handed over \(Untrusted($0.title).line)" }
        let uses = message.toolUses.map { use in
            "- asked `\(Untrusted(use.name).line)` \(Untrusted(use.input.text).line)"
        }
        return words + handed + (uses.isEmpty ? [] : [uses.joined(separator: "\n")])
    }
}
