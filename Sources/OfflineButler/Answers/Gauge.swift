import AIKit
import JSON

/// What can be measured of guests, nodes and storages.
enum Measure: Sendable, Hashable {
    case cpu
    case memory
    /// A root disk, or what a storage holds.
    case disk
    case uptime
    case guests

    private static let words: [(Concept, Measure)] = [
        (.memory, .memory), (.uptime, .uptime), (.cpu, .cpu), (.storage, .disk), (.full, .disk),
    ]

    /// The one that is spoken of.
    init?(spokenOf spoken: Utterance) {
        guard let measure = Measure.words.first(where: { spoken.mentions($0.0) })?.1 else { return nil }
        self = measure
    }

    /// All that are spoken of, the first of them the one that `init` finds.
    static func all(spokenOf spoken: Utterance) -> [Measure] {
        var found: [Measure] = []
        for (concept, measure) in words where spoken.mentions(concept) && !found.contains(measure) {
            found.append(measure)
        }
        return found
    }

    /// The unit of time or share in which a threshold makes sense of it.
    func admits(_ unit: Threshold.Unit) -> Bool {
        switch (self, unit) {
        case (.uptime, .seconds), (.cpu, .percent), (.memory, .percent), (.memory, .bytes), (.disk, .percent),
            (.disk, .bytes):
            true
        case (.uptime, _), (.cpu, _), (.memory, _), (.disk, _), (.guests, _): false
        }
    }

    var name: String {
        switch self {
        case .cpu: "processor"
        case .memory: "memory"
        case .disk: "disk"
        case .uptime: "uptime"
        case .guests: "guests"
        }
    }
}

/// One thing's reading of one measure.
struct Gauge: Sendable {
    let title: String
    let measure: Measure
    /// Bytes, seconds, guests, or the used fraction of the processors.
    let used: Double?
    /// Bytes, or processors; `nil` when unknown or without meaning.
    let total: Double?

    init(_ title: String, _ measure: Measure, _ load: Load, uptime: Int?, guests: Int = 0) {
        self.title = title
        self.measure = measure
        let (used, total): (Double?, Double?) =
            switch measure {
            case .cpu: (load.cpu, load.processors.map { Double($0) })
            case .memory: (load.memory.map { Double($0) }, load.memoryTotal.map { Double($0) })
            case .disk: (load.disk.map { Double($0) }, load.diskTotal.map { Double($0) })
            case .uptime: (uptime.map { Double($0) }, nil)
            case .guests: (Double(guests), nil)
            }
        self.used = used
        self.total = total
    }

    init(_ storage: SeenStorage) {
        title = storage.title
        measure = .disk
        used = storage.used.map { Double($0) }
        total = storage.total.map { Double($0) }
    }

    /// The used part of the whole.
    var share: Double? {
        guard let used else { return nil }
        if measure == .cpu { return used }
        return total.flatMap { $0 > 0 ? used / $0 : nil }
    }

    /// What is left, in the unit of `used`; of processors their number.
    var free: Double? {
        guard let used, let total else { return nil }
        return measure == .cpu ? total * (1 - used) : total - used
    }

    /// Whether it lies beyond the threshold; `nil` when that is unknown or makes no sense.
    func isBeyond(_ threshold: Threshold) -> Bool? {
        switch threshold.unit {
        case .percent: share.map { threshold.admits($0 * 100) }
        case .bytes, .seconds: used.map { threshold.admits($0) }
        case .celsius: nil
        }
    }

    /// `40 % of 4 processors`, `3.0 GiB of 8.0 GiB (38 %)`, `up for 2 h 5 min`.
    var text: String {
        switch measure {
        case .cpu:
            Figures.percent(used)
                + (total.flatMap { $0 >= 1 ? " of \(Figures.count(Int(saturating: $0), "processor"))" : nil }
                    ?? "")
        case .memory, .disk:
            Figures.fill(used.map { Int(saturating: $0) }, of: total.map { Int(saturating: $0) })
        case .uptime: "up for \(Figures.duration(used.map { Int(saturating: $0) }))"
        case .guests: Figures.count(Int(saturating: used ?? 0), "guest")
        }
    }

    /// `3.0 GiB free of 31.0 GiB`.
    var freeText: String {
        switch measure {
        case .cpu: text
        case .memory, .disk:
            "\(Figures.bytes(free.map { Int(saturating: $0) })) free of \(Figures.bytes(total.map { Int(saturating: $0) }))"
        case .uptime, .guests: text
        }
    }
}

extension SeenGuest {
    /// Its reading; of the inside of a virtual machine's disk nothing is known.
    func gauge(_ measure: Measure) -> Gauge {
        let isOpaque = measure == .disk && !isContainer
        return Gauge(place, measure, isOpaque ? Load() : load, uptime: uptime)
    }
}

extension SeenNode {
    func gauge(_ measure: Measure, guests: Int = 0) -> Gauge {
        Gauge(name, measure, load, uptime: uptime, guests: guests)
    }
}
