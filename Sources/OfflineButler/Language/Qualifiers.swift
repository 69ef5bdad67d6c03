import JSON

/// What narrows a question: how many, with which tag, beyond which figure, since when.
struct Qualifiers: Sendable, Hashable {
    /// The most rows that are wanted.
    var limit: Int?
    /// Spoken of as a tag; whether any guest carries it is another matter.
    var tag: String?
    /// The pool that is spoken of; whether there is one of that name is another matter.
    var pool: String?
    /// By what the answer is told apart.
    var grouping: Grouping?
    var threshold: Threshold?
    /// How far back, in seconds.
    var period: Int?

    /// Reads them; the words that are part of one mean nothing else.
    static func read(_ words: [String]) -> (found: Qualifiers, consumed: Set<Int>) {
        var found = Qualifiers()
        var consumed: Set<Int> = []
        var position = 0
        while position < words.count {
            let count = readers.lazy.compactMap { $0(words, position, &found) }.first ?? 0
            consumed.formUnion(position..<position + count)
            position += max(1, count)
        }
        return (found, consumed)
    }

    /// Reads one kind of qualifier that begins at the position; returns how many words it took.
    private typealias Reader = @Sendable (_ words: [String], _ at: Int, _ found: inout Qualifiers) -> Int?

    private static let readers: [Reader] = [
        readTag, readPool, readGrouping, readThreshold, readPeriod, readLimit,
    ]

    /// `tag media`, `tagged with media`, `tag:media`.
    private static let readTag: Reader = { words, start, found in
        if words[start].hasPrefix("tag:"), words[start].count > 4 {
            found.tag = String(words[start].dropFirst(4))
            return 1
        }
        guard Concept.byWord[words[start]]?.contains(.tag) == true else { return nil }
        let joints: Set<String> = ["is", "with", "called", "named", "as", "="]
        let rest = words[(start + 1)...].drop { joints.contains($0) }
        guard let value = rest.first, value != ",", !Phrases.fillers.contains(value) else { return nil }
        found.tag = value
        return rest.startIndex + 1 - start
    }

    /// `pool lab/dev`, `pool:media`.
    private static let readPool: Reader = { words, start, found in
        if words[start].hasPrefix("pool:"), words[start].count > 5 {
            found.pool = String(words[start].dropFirst(5))
            return 1
        }
        guard words[start] == "pool", start + 1 < words.count else { return nil }
        let joints: Set<String> = ["called", "named", "="]
        let rest = words[(start + 1)...].drop { joints.contains($0) }
        guard let value = rest.first, value != ",", !Phrases.fillers.contains(value),
            (Concept.byWord[value] ?? []).isSubset(of: [.storage, .cluster])
        else { return nil }
        found.pool = value
        return rest.startIndex + 1 - start
    }

    /// `per node`, `by tag`, `on each node`, `grouped by pool`.
    private static let readGrouping: Reader = { words, start, found in
        guard ["per", "by", "each", "every"].contains(words[start]), start + 1 < words.count,
            let grouping = Grouping.words[words[start + 1]]
        else { return nil }
        found.grouping = grouping
        return 2
    }

    /// `over 80 %`, `more than 4 GB`, `less than 2 days`.
    private static let readThreshold: Reader = { words, start, found in
        let single: [String: Bool] = [
            "over": true, "above": true, "exceeding": true, ">": true, "under": false, "below": false,
            "<": false,
        ]
        let double: [String: Bool] = [
            "more": true, "greater": true, "higher": true, "longer": true, "less": false, "fewer": false,
            "lower": false, "shorter": false,
        ]
        var next = start + 1
        var isAbove = single[words[start]]
        if isAbove == nil, next < words.count, words[next] == "than" {
            isAbove = double[words[start]]
            next += 1
        }
        guard let isAbove, next < words.count,
            let (threshold, count) = Threshold.read(words[next...], isAbove: isAbove)
        else { return nil }
        found.threshold = threshold
        return next + count - start
    }

    /// A hundred years in seconds: nothing that is told of is older.
    private static let longestPeriod = 36_525.0 * 86_400

    /// `the last 2 hours`, `past day`, `last night`, `3 days ago`, `today`.
    private static let readPeriod: Reader = { words, start, found in
        if let seconds = ["today": 1, "tonight": 1, "yesterday": 2][words[start]] {
            found.period = seconds * 86_400
            return 1
        }
        // "Over the last day" is no threshold, and "last one" no hour.
        var next = start
        let isLast = ["last", "past", "previous", "this"].contains(words[start])
        if isLast { next += 1 }
        let count = next < words.count ? Numeral.value(words[next]) : nil
        if count != nil { next += 1 }
        guard next < words.count, let unit = Threshold.seconds[words[next]] else { return nil }
        let isAgo = next + 1 < words.count && words[next + 1] == "ago"
        guard isLast || isAgo, let seconds = count ?? (isLast ? 1 : nil) else { return nil }
        found.period = Int(saturating: min(seconds * Double(unit), longestPeriod))
        return next + (isAgo ? 2 : 1) - start
    }

    /// The number in `top 3`, `5 busiest guests`.
    private static let readLimit: Reader = { words, start, found in
        guard let value = Numeral.value(words[start]), (1...99).contains(value) else { return nil }
        let before: Set<String> = ["top", "first", "last", "latest", "newest", "bottom"]
        let isAfter = start > 0 && before.contains(words[start - 1])
        let next = start + 1 < words.count ? Concept.byWord[words[start + 1]] ?? [] : []
        guard isAfter || !next.isDisjoint(with: [.most, .least, .guest, .task, .recent]) else { return nil }
        found.limit = Int(saturating: value)
        return 1
    }
}

/// What guests are counted by.
enum Grouping: Sendable, Hashable {
    case node
    case tag
    case pool
    case kind
    case state

    static let words: [String: Grouping] = [
        "node": .node, "nodes": .node, "host": .node, "hosts": .node, "server": .node, "hypervisor": .node,
        "tag": .tag, "tags": .tag, "pool": .pool, "pools": .pool, "type": .kind, "kind": .kind,
        "state": .state,
        "status": .state,
    ]
}

/// A number in digits or as a word.
enum Numeral {
    static func value(_ word: String) -> Double? {
        if let spelled = spelled.firstIndex(of: word) { return Double(spelled) }
        guard word.first?.isNumber == true else { return nil }
        return Double(word)
    }

    private static let spelled = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ]
}

/// A figure that something has to exceed, or must not reach.
struct Threshold: Sendable, Hashable {
    enum Unit: Sendable, Hashable {
        case percent
        case bytes
        case seconds
        case celsius
    }

    /// In the unit; of percent 100 is the whole.
    var value: Double
    var unit: Unit
    var isAbove: Bool
    /// As it was said: `80 %`.
    var spoken: String

    /// `over 80 %`.
    var phrase: String { (isAbove ? "over " : "under ") + spoken }

    func admits(_ figure: Double) -> Bool { isAbove ? figure > value : figure < value }

    /// Seconds in the units of time.
    static let seconds: [String: Int] = [
        "minute": 60, "minutes": 60, "min": 60, "mins": 60, "hour": 3600, "hours": 3600, "h": 3600,
        "day": 86_400, "days": 86_400, "d": 86_400, "night": 86_400, "morning": 86_400, "week": 604_800,
        "weeks": 604_800, "month": 2_592_000, "months": 2_592_000,
    ]

    private static let others: [String: (factor: Double, unit: Unit, name: String)] = [
        "%": (1, .percent, "%"), "percent": (1, .percent, "%"), "per": (1, .percent, "%"),
        "mb": (0x1p20, .bytes, "MiB"), "mib": (0x1p20, .bytes, "MiB"), "gb": (0x1p30, .bytes, "GiB"),
        "gib": (0x1p30, .bytes, "GiB"), "g": (0x1p30, .bytes, "GiB"), "tb": (0x1p40, .bytes, "TiB"),
        "tib": (0x1p40, .bytes, "TiB"), "degrees": (1, .celsius, "°C"), "°c": (1, .celsius, "°C"),
        "c": (1, .celsius, "°C"),
    ]

    /// `80 %`, `80%`, `4 gb`, `2 days`; a bare number is percent.
    static func read(_ words: ArraySlice<String>, isAbove: Bool) -> (Threshold, count: Int)? {
        guard let first = words.first else { return nil }
        let digits = first.prefix { $0.isNumber || $0 == "." }
        let tail = String(first.dropFirst(digits.count))
        guard let value = digits.isEmpty ? Numeral.value(first) : Double(digits) else { return nil }
        let isAttached = !digits.isEmpty && !tail.isEmpty
        let word = isAttached ? tail : words.dropFirst().first ?? ""
        let said = digits.isEmpty ? first : String(digits)
        if let other = others[word] {
            let threshold = Threshold(
                value: value * other.factor, unit: other.unit, isAbove: isAbove,
                spoken: "\(said) \(other.name)")
            return (threshold, isAttached ? 1 : 2)
        }
        if let unit = seconds[word] {
            let threshold = Threshold(
                value: value * Double(unit), unit: .seconds, isAbove: isAbove, spoken: "\(said) \(word)")
            return (threshold, isAttached ? 1 : 2)
        }
        guard !isAttached else { return nil }
        return (Threshold(value: value, unit: .percent, isAbove: isAbove, spoken: "\(said) %"), 1)
    }
}
