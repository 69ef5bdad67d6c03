import AIKit

/// Who has the most or the least of something.
enum Ranking {
    static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let inventory = try inquiry.inventory()
        let (noun, gauges, absent) = field(inquiry, inventory)
        let order = Order(inquiry, gauges.first?.measure ?? .cpu)
        let ranked = gauges.compactMap { gauge in order.key(gauge).map { (gauge: gauge, key: $0) } }
            .sorted { order.isDescending ? $0.key > $1.key : $0.key < $1.key }
        guard let first = ranked.first else {
            return "No \(noun) reports that figure, so I can rank none.\(absent)"
        }
        let limit = inquiry.utterance.qualifiers.limit ?? 5
        let lines = ranked.prefix(limit).map { entry in
            "- \(entry.gauge.title): \(order.isOfFree ? entry.gauge.freeText : entry.gauge.text)"
        }
        let rivals = ranked.filter { $0.key == first.key }
        let head =
            rivals.count == 1
            ? "\(first.gauge.title) \(order.praise)"
            : "\(Figures.count(rivals.count, noun).capitalizedFirst) share the first place by \(order.measure.name)"
        return "\(head)\(absent.isEmpty ? ":" : " (\(absent)):")\n" + lines.joined(separator: "\n")
    }

    /// What is compared: the word for one of it, the readings, and what could not be counted.
    private static func field(_ inquiry: Inquiry, _ inventory: Inventory) -> (String, [Gauge], String) {
        let spoken = inquiry.utterance
        let wantsGuests = spoken.mentions(.guest, .virtualMachine, .container) || inquiry.subjects.tag != nil
        let measure = Measure(spokenOf: spoken)
        if spoken.mentions(.node)
            || (!wantsGuests && spoken.mentions(.free) && !spoken.mentions(.storage)
                && measure != .disk)
        {
            return nodes(
                inventory,
                measure
                    ?? (wantsGuests
                        ? .guests : spoken.mentions(.free) || isAboutSize(spoken) ? .memory : .cpu),
                without: inquiry.subjects.excluded)
        }
        if !wantsGuests, spoken.mentions(.storage, .full, .free), measure == .disk || measure == nil {
            let rows = StorageList(
                rows: inventory.storage.filter { row in
                    inquiry.subjects.nodes.isEmpty || inquiry.subjects.nodes.contains { $0.name == row.node }
                }
            ).rows
            return ("storage", rows.map { Gauge($0) }, "")
        }
        let selection = GuestSelection(inquiry, inventory)
        let rows = selection.rows.filter(\.isRunning)
        let unknown = selection.rows.filter { !$0.isKnown }.count
        return (
            selection.noun, rows.map { $0.gauge(measure ?? (isAboutSize(spoken) ? .memory : .cpu)) },
            measure == .disk
                ? "of virtual machines' disks nothing is known"
                : unknown == 0 ? "" : "the state of \(unknown) is unknown"
        )
    }

    /// Whether size is asked for and nothing says of what.
    fileprivate static func isAboutSize(_ spoken: Utterance) -> Bool {
        spoken.mentions(.size) && Measure(spokenOf: spoken) == nil
    }

    private static func nodes(_ inventory: Inventory, _ measure: Measure, without excluded: [Subject]) -> (
        String, [Gauge], String
    ) {
        let left = inventory.nodes.filter { !excluded.contains(.node($0)) }
        let online = left.filter(\.isOnline)
        let offline = left.filter { !$0.isOnline }.map(\.name)
        let gauges = online.map { $0.gauge(measure, guests: inventory.machines(on: $0.name).count) }
        let verb = offline.count == 1 ? "is" : "are"
        return (
            "node", gauges,
            offline.isEmpty ? "" : "\(Figures.list(offline)) \(verb) not online and not counted"
        )
    }

    /// By which figure, in which direction.
    private struct Order {
        let measure: Measure
        let isOfFree: Bool
        let isOfSize: Bool
        /// By the part of the whole, and not by the amount.
        let isOfShare: Bool
        let isDescending: Bool

        init(_ inquiry: Inquiry, _ measure: Measure) {
            self.measure = measure
            isOfFree = inquiry.mentions(.free) && measure != .uptime && measure != .guests
            isOfSize =
                inquiry.mentions(.size) && measure == .disk
                || measure == .memory && Ranking.isAboutSize(inquiry.utterance)
            isOfShare = !Set(["percent", "percentage", "%", "relative", "relatively"]).isDisjoint(
                with: inquiry.utterance.words)
            isDescending = !inquiry.mentions(.least)
        }

        func key(_ gauge: Gauge) -> Double? {
            if isOfShare, measure != .uptime, measure != .guests {
                return isOfFree ? gauge.share.map { 1 - $0 } : gauge.share
            }
            if isOfFree { return gauge.free }
            if isOfSize { return gauge.total }
            return measure == .disk ? gauge.share : gauge.used
        }

        /// `uses the most memory`.
        var praise: String {
            let extreme = isDescending ? "most" : "least"
            if isOfFree { return "has the \(extreme) \(measure == .disk ? "space" : measure.name) free" }
            if isOfSize {
                let measured = measure == .memory ? " by the memory it has" : ""
                return (isDescending ? "is the largest" : "is the smallest") + measured
            }
            return switch measure {
            case .cpu: isDescending ? "is the busiest" : "is the least busy"
            case .memory: "uses the \(extreme) memory"
            case .disk: isDescending ? "is the fullest" : "is the emptiest"
            case .uptime: "has been up the \(isDescending ? "longest" : "shortest")"
            case .guests: "has the \(isDescending ? "most" : "fewest") guests"
            }
        }
    }
}
