import AIKit

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

/// What an exact name means where several things have it, or a part of it.
struct Homonyms {
    let fitting: [Subject]
    /// What has to be told about the choice.
    let remarks: [String]

    init(_ term: Term, _ fitting: [Subject], _ spoken: Utterance, in inventory: Inventory) {
        let nodes = fitting.filter { $0.kind == .node }
        // "On pve2" is the node, also where a guest is named so.
        if term.isPlace, !nodes.isEmpty {
            (self.fitting, remarks) = (nodes, [])
            return
        }
        if let storages = Homonyms.storages(term, fitting, spoken, inventory) {
            self.fitting = storages
            remarks = [
                "I take \"\(term.text)\" for \(Figures.list(storages.map(\.title))); the guest of that name is another thing."
            ]
            return
        }
        self.fitting = fitting
        let left = Subject.narrowed(fitting, by: spoken)
        let isTold = left.count == 1 && left.first?.kind == .guest && !nodes.isEmpty
        remarks =
            isTold
            ? [
                "\(term.text) is the name of a node as well; I take you to mean the guest \(left.map(\.title).joined())."
            ] : []
    }

    /// The storages named like a guest, where fill or its future is asked for; `nil` when the guest is meant.
    private static func storages(
        _ term: Term, _ fitting: [Subject], _ spoken: Utterance, _ inventory: Inventory
    ) -> [Subject]? {
        guard spoken.order == nil, fitting.allSatisfy({ $0.kind == .guest }),
            spoken.mentions(.forecast, .full, .growth),
            !spoken.mentions(.memory, .cpu, .guest, .virtualMachine, .container)
        else { return nil }
        let names = Set(inventory.storage.map(\.name)).sorted().filter { NameMatch(term.text, $0) == .part }
        return names.isEmpty ? nil : names.map { .storage($0) }
    }
}
