/// How well spoken words fit a name of the cluster.
enum NameMatch: Int, Comparable, Sendable {
    /// The same but for case, hyphens and spaces.
    case exact
    /// The name begins with it or has it as a part between hyphens.
    case part
    /// It is somewhere in the name.
    case within
    /// One or two letters differ.
    case similar

    static func < (left: NameMatch, right: NameMatch) -> Bool { left.rawValue < right.rawValue }

    /// `nil` when the words are another thing altogether.
    init?(_ spoken: String, _ name: String) {
        let wanted = NameMatch.plain(spoken)
        let actual = NameMatch.plain(name)
        guard !wanted.isEmpty, !actual.isEmpty else { return nil }
        let parts = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map { String($0) }
        if wanted == actual {
            self = .exact
        } else if wanted.count >= 2, actual.hasPrefix(wanted) || parts.contains(wanted) {
            self = .part
        } else if wanted.count >= 3, actual.contains(wanted) {
            self = .within
        } else if NameMatch.isSlip(wanted, actual) {
            self = .similar
        } else {
            return nil
        }
    }

    /// Whether one was mistyped for the other: of four letters only two that were swapped, or "hope" would be `home`.
    private static func isSlip(_ wanted: String, _ actual: String) -> Bool {
        guard wanted.count >= 4 else { return false }
        let distance = distance(wanted, actual)
        if wanted.count == 4 { return distance == 1 && wanted.sorted() == actual.sorted() }
        return distance <= (wanted.count >= 7 ? 2 : 1)
    }

    /// Letters and digits in lower case.
    private static func plain(_ text: String) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// The least number of letters to insert, drop, change or swap with the neighbour.
    static func distance(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left), Array(right))
        guard abs(a.count - b.count) <= 2, !a.isEmpty, !b.isEmpty else { return .max }
        var before: [Int] = []
        var previous = Array(0...b.count)
        for i in 1...a.count {
            var row = [i]
            for j in 1...b.count {
                let change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                var best = min(previous[j] + 1, row[j - 1] + 1, change)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    best = min(best, before[j - 2] + 1)
                }
                row.append(best)
            }
            (before, previous) = (previous, row)
        }
        return previous[b.count]
    }
}
