import AIKit
import ClusterKit
import Text

/// The guests and nodes that a text names, among those of a cluster: by their numbers, as `101` and `ct101`, and by their
/// names.
struct NamedThings: Sendable, Hashable {
    private(set) var guests: Set<Int> = []
    private(set) var nodes: Set<String> = []

    /// So many characters of a text say what it is about.
    private static let mostRead = 2_000

    init() {}

    /// A name that is a word of every day, such as `backup`, names nothing.
    init(in text: String, of snapshot: ClusterSnapshot) {
        let words = Set(Self.words(text))
        let numbers = Set(words.compactMap(Self.number))
        for guest in snapshot.guests {
            let name = guest.name?.lowercased() ?? ""
            if numbers.contains(guest.vmid.number) || Self.tells(name) && words.contains(name) {
                guests.insert(guest.vmid.number)
            }
        }
        // A guest that is gone may still have been acted upon.
        guests.formUnion(numbers)
        nodes = Set(
            snapshot.nodes.map(\.name.text).filter {
                Self.tells($0.lowercased()) && words.contains($0.lowercased())
            })
    }

    var isEmpty: Bool { guests.isEmpty && nodes.isEmpty }

    func shares(with other: NamedThings) -> Bool {
        !guests.isDisjoint(with: other.guests) || !nodes.isDisjoint(with: other.nodes)
    }

    /// Whether an act touched one of them.
    func include(_ act: Episode) -> Bool {
        act.targets.contains { target in
            switch target {
            case .guest(let number): guests.contains(number)
            case .node(let name): nodes.contains(name)
            case .storage, .service: false
            }
        }
    }

    private static func tells(_ name: String) -> Bool { !name.isEmpty && !EverydayWords.holds(name) }

    /// In small letters, without the signs at their ends that a sentence has.
    private static func words(_ text: String) -> [String] {
        text.prefix(mostRead).lowercased().split { !($0.isLetter || $0.isNumber || "-_.".contains($0)) }
            .map { word in
                var word = word
                while let last = word.last, "-_.".contains(last) { word.removeLast() }
                return String(word.drop { "-_.".contains($0) })
            }.filter { !$0.isEmpty }
    }

    /// The number in `101`, `vm101` and `ct101`; numbers below 100 are no guest's.
    private static func number(_ word: String) -> Int? {
        let digits = word.hasPrefix("vm") || word.hasPrefix("ct") ? word.dropFirst(2) : word[...]
        return Int(digits, radix: 10).flatMap { (100...999_999_999).contains($0) ? $0 : nil }
    }
}
