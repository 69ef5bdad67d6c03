import ClusterKit
import Text

/// Takes out of a text what says whose cluster it is: names, addresses and secrets.
///
/// The same name becomes the same word all through a report: `node-1`, `guest-3`.
struct NameCover: Sendable {
    /// The longest names first, as a short one may be a part of a long one.
    private let words: [(name: String, word: String)]

    init(_ snapshot: ClusterSnapshot) {
        var words: [(name: String, word: String)] = [(snapshot.name, "cluster")]
        if let name = snapshot.clusterName { words.append((name, "cluster")) }
        func add(_ names: [String], _ word: String) {
            var seen: Set<String> = []
            for name in names where seen.insert(name).inserted {
                words.append((name, "\(word)-\(seen.count)"))
            }
        }
        add(snapshot.nodes.map(\.name.text), "node")
        add(snapshot.guests.compactMap(\.name), "guest")
        add(snapshot.storages.map(\.name.text).filter { $0 != "local" && $0 != "local-lvm" }, "storage")
        add(snapshot.pools.map(\.name.text), "pool")
        add(snapshot.guests.flatMap(\.tags), "tag")
        self.words = words.filter { $0.name.count > 1 }.sorted {
            ($1.name.count, $0.name) < ($0.name.count, $1.name)
        }
    }

    func covered(_ text: String) -> String {
        var text = text
        for (name, word) in words where text.contains(name) { text = Self.replaced(name, by: word, in: text) }
        return text.coveringAddresses.coveringSecrets
    }

    /// Whole words only: `pve` is not covered in `pveproxy`.
    private static func replaced(_ name: String, by word: String, in text: String) -> String {
        var result = ""
        var rest = text[...]
        while let place = rest.firstRange(of: name) {
            let before = rest[..<place.lowerBound].last ?? result.last
            let after = rest[place.upperBound...].first
            let isWhole = [before, after].compactMap(\.self).allSatisfy { !$0.isLetter && !$0.isNumber }
            result += rest[..<place.lowerBound] + (isWhole ? word : name)
            rest = rest[place.upperBound...]
        }
        return result + rest
    }
}
