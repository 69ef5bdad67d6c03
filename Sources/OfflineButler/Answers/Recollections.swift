import AIKit
import JSON
import Text

/// What is remembered of something, and what the last answer rested on.
enum Recollections {
    static let intents = [
        OfflineIntent(
            "to be kept", .overlooks,
            [
                Pattern(words: [[.recollection]]) {
                    $0.utterance.words.first { !["please", "jarvis", "kindly"].contains($0) } == "remember"
                }
            ], answer: toBeKept),
        OfflineIntent("provenance", .overlooks, [Pattern(words: [[.provenance]])], answer: sources),
        OfflineIntent(
            "recollection", example: "do you remember jellyfin · what do you know about 101", .overlooks,
            [Pattern(words: [[.recollection]])], answer: answer),
    ]

    private static let toBeKept: OfflineIntent.Composer = { (_) throws(OfflineStep) in
        "What I am to remember is for your own hand: /remember and the sentence keeps it, /memory lists all. If you are "
            + "asking, say \"do you remember\" and a name."
    }

    /// Of each kind so many are told.
    private static let most = 4

    private static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let words = try words(of: inquiry)
        guard !words.isEmpty else {
            return
                "Remember what, if I may ask? Say \"do you remember\" and a name, a number or a word of it."
        }
        let facts = try inquiry.facts(.memorySearch, ["words": .string(words), "limit": .integer(most)])
        let found = lines(facts, now: inquiry.now)
        guard !found.isEmpty else {
            return
                "I remember nothing of \"\(words)\": no fact, no act, no note, no line of the feed, and nothing that was said."
        }
        return "This is what I remember of \"\(words)\":\n" + found.joined(separator: "\n")
    }

    /// What is to be looked for: all words that say something, or what was spoken of before.
    private static func words(of inquiry: Inquiry) throws(OfflineStep) -> String {
        let said = inquiry.utterance.terms.filter { term in
            !term.isSeparator && !Phrases.fillers.contains(term.text) && !idle.contains(term.text)
                && Term.meaning(of: term.text).isDisjoint(with: [.recollection, .pronoun])
        }
        if !said.isEmpty { return said.prefix(6).map(\.text).joined(separator: " ") }
        guard inquiry.exchange.refersBack else { return "" }
        let inventory = try inquiry.inventory()
        return switch inquiry.exchange.spokenOf(in: inventory).first {
        case .guest(let guest): String(guest.vmid)
        case .node(let node): node.name
        case .storage(let name), .tag(let name): name
        case nil: ""
        }
    }

    /// Words of a question about the past that nothing of the past holds.
    private static let idle: Set<String> = [
        "said", "told", "talked", "happened", "happen", "last", "when", "if",
    ]

    /// A line a thing that is remembered, by its kind.
    private static func lines(_ found: JSONValue, now: Int) -> [String] {
        let facts = found.rows("facts") { row in
            row["text"]?.string.map { text in
                let place = row["supersedes"]?.integer.map { ", in the place of \($0)" } ?? ""
                return "- fact \(number(row)), \(ago(row, now)) by \(row.words("source"))\(place): \(text)"
            }
        }
        let acts = found.rows("acts") { row in
            row["tool"]?.string.map { tool in
                let target = row["target"]?.string.map { " " + $0 } ?? ""
                return
                    "- act \(number(row)), \(ago(row, now)): \(tool)\(target): \(row.words("ended")), "
                    + "\(row.words("tier")), by \(row.words("who"))"
            }
        }
        let notes = found.rows("runbooks") { row in
            row["file"]?.string.map { file in
                let heading = row.words("heading").isEmpty ? "" : ", " + row.words("heading")
                return "- note \(file)\(heading): \(row.words("text"))"
            }
        }
        let happened = found.rows("happened") { row in
            row["title"]?.string.map { "- \(ago(row, now)): \($0)" }
        }
        let said = found.rows("said") { row in
            row["text"]?.string.map { _ in
                let who = row["who"]?.string == "operator" ? "you" : "me"
                return "- said by \(who) \(ago(row, now)): \(row.words("text"))"
            }
        }
        return facts + acts + notes + happened + said
    }

    private static func number(_ row: JSONValue) -> Int { row["id"]?.integer ?? 0 }

    private static func ago(_ row: JSONValue, _ now: Int) -> String {
        guard let time = row["time"]?.integer else { return "at an unknown time" }
        return LengthOfTime(seconds: max(0, now.saturatingSubtracting(time))).rough + " ago"
    }
}

extension Recollections {
    /// The calls that were made for the last answer, and what the memory added to its question.
    private static let sources: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let earlier = inquiry.exchange.earlier
        guard let start = earlier.lastIndex(where: { $0.role == .user && !$0.text.isEmpty }) else {
            return "I have told you nothing in this talk yet."
        }
        let last = earlier[start...]
        let looked = OfflineExchange.answered(last).flatMap { use, result in
            [call(use, result)]
                + (use.name == ToolName.memorySearch.rawValue
                    ? lines((result.structured ?? .null).inWords, now: inquiry.now) : [])
        }
        let told = last.flatMap(\.circumstances).flatMap(remembered)
        let handed = last.flatMap(\.handed).map { "- " + Untrusted($0.title).words() }
        let all = looked + told + handed
        guard !all.isEmpty else {
            return
                "For my last answer nothing was looked up, and nothing of the memory was told with your question."
        }
        return "My last answer rested on this:\n" + all.joined(separator: "\n")
    }

    private static func call(_ use: ToolUse, _ result: ToolResult) -> String {
        let members = (use.input.object ?? [:]).sorted { $0.key < $1.key }
        let words = members.map { "\($0.key) \($0.value.string ?? $0.value.text)" }.joined(separator: ", ")
        let ending =
            result.structured == nil ? ", which was not carried out" : result.isError ? ", which failed" : ""
        let about = words.isEmpty ? "" : " (\(words))"
        return "- " + Untrusted("\(use.name)\(about)").words() + ending
    }

    /// The facts and acts of what the memory added, as they stand there.
    private static func remembered(_ circumstances: String) -> [String] {
        let lines = circumstances.split(separator: "\n").map(String.init)
        return lines.indices.filter { lines[$0].isRemembered }.map { index in
            // The last of them ends what was added.
            let isLast =
                lines[index].hasSuffix("]") && !(index + 1 < lines.count && lines[index + 1].isRemembered)
            return "- " + Untrusted(isLast ? String(lines[index].dropLast()) : lines[index]).words()
        }
    }
}

extension String {
    fileprivate var isRemembered: Bool { hasPrefix("fact ") || hasPrefix("act ") }
}

extension JSONValue {
    /// A text of a row on one line, not all of a long one.
    fileprivate func words(_ key: String) -> String {
        (self[key]?.string ?? "").replacing("␊", with: " ").clipped(toColumns: 200)
    }
}
