import JSON
import Text

/// What is kept from somebody else's server, beside secrets, which go to none.
package enum RedactionClass: String, Sendable, Hashable, CaseIterable {
    /// Addresses of IP and Ethernet, and fingerprints.
    case addresses
    /// Names of clusters, nodes, guests, storages, pools and hosts.
    case names
    /// Paths of files.
    case paths
}

/// What there is to be kept from a model's server, as the cluster is now.
package struct RedactionScope: Sendable, Hashable {
    /// What is replaced by placeholders.
    package var classes: Set<RedactionClass>
    /// What things are called, in small letters, with what they are; for ``RedactionClass/names``.
    let names: [String: Placeholder.Kind]
    /// In small letters, names and numbers of which not even a placeholder is sent: the lines that have them are left
    /// out.
    let withheld: Set<String>
    /// The same for tags, where a line lists tags: `[media private]`.
    private let tags: Set<String>
    /// Files, and folders with all that is in them, of which nothing is sent; whole paths.
    private var paths: Set<String>
    /// No word that is longer is withheld.
    private let longest: Int

    /// Takes names as they come, untrusted; of things with the same name the kind that stands first counts.
    package init(
        _ classes: Set<RedactionClass> = [], names: [(kind: Placeholder.Kind, name: String)] = [],
        withheld: Set<String> = [], tags: Set<String> = [], paths: Set<String> = []
    ) {
        self.paths = paths
        self.classes = classes
        let telling = names.filter { Self.tells($0.name) }.map { ($0.name.lowercased(), $0.kind) }
        self.names = Dictionary(telling) { first, _ in first }
        self.withheld = Set(withheld.map { $0.lowercased() })
        self.tags = Set(tags.map { $0.lowercased() })
        // A number may have zeros and two letters before it.
        longest = max(16, withheld.union(tags).map(\.count).max() ?? 0)
    }

    /// Whether a name says more than any text does.
    private static func tells(_ name: String) -> Bool {
        name.count > 1 && name.contains(where: \.isLetter) && !EverydayWords.holds(name)
    }

    /// Whether a word in small letters is withheld: a number also as `0104`, `vm104` and `ct104`.
    func holds(_ word: String) -> Bool {
        if withheld.contains(word) { return true }
        let digits = word.hasPrefix("vm") || word.hasPrefix("ct") ? word.dropFirst(2) : word[...]
        guard !digits.isEmpty, digits.allSatisfy(\.isNumber) else { return false }
        return withheld.contains(String(digits.drop { $0 == "0" }))
    }

    /// Whether a file, by its whole path, is or lies below one of which nothing is sent.
    package func withholds(file path: String) -> Bool {
        paths.contains { path == $0 || path.hasPrefix($0 == "/" ? "/" : $0 + "/") }
    }

    /// Whether a value tells of such a file: by a member `file`, with a line behind its path or without.
    func withholdsFile(in value: JSONValue) -> Bool {
        switch value {
        case .null, .bool, .integer, .number, .string: false
        case .array(let elements): elements.contains { withholdsFile(in: $0) }
        case .object(let members):
            members.contains { key, value in
                guard key == "file", let place = value.string else { return withholdsFile(in: value) }
                let line = place.reversed().prefix { $0.isNumber }.count
                return withholds(file: place) || withholds(file: String(place.dropLast(line + 1)))
            }
        }
    }

    /// Whether a text quotes the path of such a file.
    func withholdsFile(quotedIn text: String) -> Bool { paths.contains { text.contains($0) } }

    /// Whether a text speaks of what is withheld.
    package func withholds(_ text: String) -> Bool {
        guard !withheld.isEmpty || !tags.isEmpty else { return false }
        let words = NamedWords(Array(text))
        let lists = text.contains("[") || text.lowercased().contains("tags")
        return words.stretches.contains { stretch in
            !words.names(in: stretch, longest: longest) { word -> Bool? in
                holds(word) || lists && tags.contains(word) ? true : nil
            }.isEmpty
        }
    }
}

extension RedactionScope {
    /// What stands in the place of a result that is left out.
    package static let nothing = "[private: this result stays on the operator's network]"

    /// The text with a notice in the place of each line that speaks of what is withheld.
    package func withoutWithheld(_ text: String) -> String {
        guard withholds(text) else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            withholds(String(line)) ? RedactedText.notice : String(line)
        }.joined(separator: "\n")
    }

    /// The value without the objects and texts that name what is withheld; `nil` where nothing is left.
    package func withoutWithheld(_ value: JSONValue) -> JSONValue? {
        switch value {
        case .null, .bool, .number, .integer: value
        case .string(let text): withholds(text) ? nil : value
        case .array(let elements): .array(elements.compactMap { withoutWithheld($0) })
        case .object(let members):
            names(members) ? nil : .object(members.compactMapValues { withoutWithheld($0) })
        }
    }

    /// Whether an object's own texts and numbers name something, or list a tag.
    private func names(_ members: [String: JSONValue]) -> Bool {
        members.contains { key, value in
            switch value {
            case .string(let text): withholds(text) || key == "tags" && listsTag(value)
            case .integer(let number): ["vmid", "id"].contains(key) && withheld.contains(String(number))
            case .null, .bool, .number, .array, .object: false
            }
        }
    }
}

extension RedactionScope {
    /// Whether a text or a number anywhere in a value names what is withheld, such as in the arguments of a call.
    package func withholds(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .bool: false
        case .integer, .number: value.integer.map { withheld.contains(String($0)) } ?? false
        case .string(let text): withholds(text)
        case .array(let elements): elements.contains { withholds($0) || listsTag($0) }
        case .object(let members):
            members.contains { key, value in
                withholds(key) || withholds(value) || key == "tags" && listsTag(value)
            }
        }
    }

    /// Whether a text that stands in a list of tags is one of those that are withheld.
    private func listsTag(_ value: JSONValue) -> Bool { value.string.map { withholds("[\($0)]") } ?? false }
}

/// What was kept back of one request.
package struct RedactionCount: Sendable, Hashable {
    package var addresses = 0
    package var names = 0
    package var paths = 0
    /// Lines, and whole results, that speak of what is withheld.
    package var withheld = 0

    package init(addresses: Int = 0, names: Int = 0, paths: Int = 0, withheld: Int = 0) {
        self.addresses = addresses
        self.names = names
        self.paths = paths
        self.withheld = withheld
    }

    /// `3 addresses and 1 private line kept back`; `nil` where nothing was.
    package var words: String? {
        let counts = [
            (addresses, "address", "addresses"), (names, "name", "names"), (paths, "path", "paths"),
            (withheld, "private line", "private lines"),
        ]
        let parts = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" }
        guard let last = parts.last else { return nil }
        let others = parts.dropLast().joined(separator: ", ")
        return (others.isEmpty ? last : "\(others) and \(last)") + " kept back"
    }

    /// `4 kept back`; `nil` where nothing was.
    package var brief: String? {
        let sum = addresses + names + paths + withheld
        return sum == 0 ? nil : "\(sum) kept back"
    }
}
