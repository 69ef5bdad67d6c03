import AIKit
import JSON

/// Figures over time: one thing's, or several compared.
enum History {
    /// Whether figures of the past are meant, and not those of now.
    static let isMeant: @Sendable (Inquiry) -> Bool = { inquiry in
        inquiry.mentions(.compare, .average) || (inquiry.utterance.qualifiers.period ?? 0) >= 3600
    }

    static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let period = inquiry.utterance.qualifiers.period ?? 604_800
        let assumed =
            inquiry.utterance.qualifiers.period == nil
            ? "Over what time, you did not say; I take the last week.\n" : ""
        let things = inquiry.subjects.found.filter { $0.kind == .node || $0.kind == .guest }
        let calls = things.compactMap { call($0, period) }
        try inquiry.exchange.require(calls)
        let measures = wanted(inquiry.utterance)
        var lines: [String] = []
        var means: [(title: String, value: Double)] = []
        for (thing, call) in zip(things, calls) {
            let samples = samples(call, inquiry, since: inquiry.now - period)
            lines.append("- \(title(thing)): \(words(samples, measures))")
            if let mean = mean(samples, measures.first ?? .cpu) { means.append((title(thing), mean)) }
        }
        return assumed + "Over \(Figures.span(period)), on average:\n" + lines.joined(separator: "\n")
            + verdict(means, measures.first ?? .cpu)
    }

    private static func call(_ thing: Subject, _ period: Int) -> OfflineCall? {
        let timeframe = JSONValue.string(timeframe(period))
        return switch thing {
        case .node(let node): OfflineCall(.history, ["node": .string(node.name), "timeframe": timeframe])
        case .guest(let guest): OfflineCall(.history, ["vmid": .integer(guest.vmid), "timeframe": timeframe])
        case .storage, .tag: nil
        }
    }

    /// The shortest of Proxmox's time frames that holds the period.
    static func timeframe(_ period: Int) -> String {
        let frames = [("hour", 3600), ("day", 86_400), ("week", 604_800), ("month", 2_678_400)]
        return frames.first { period <= $0.1 }?.0 ?? "year"
    }

    private static func title(_ thing: Subject) -> String {
        if case .guest(let guest) = thing { return guest.place }
        return thing.name ?? thing.title
    }

    private static func wanted(_ spoken: Utterance) -> [Measure] {
        let said = Measure.all(spokenOf: spoken).filter { $0 == .cpu || $0 == .memory }
        return said.isEmpty ? [.cpu, .memory] : said
    }

    private static func samples(_ call: OfflineCall, _ inquiry: Inquiry, since start: Int) -> [SampleRow]? {
        guard case .facts(let facts) = inquiry.exchange.finding(call) else { return nil }
        return facts.rows("samples", SampleRow.init).filter { $0.time >= start }
    }

    private static func words(_ samples: [SampleRow]?, _ measures: [Measure]) -> String {
        guard let samples else { return "no figures came, so I cannot tell" }
        guard !samples.isEmpty else { return "no figures of that time" }
        return measures.map { measure in
            guard let mean = mean(samples, measure), let most = figures(samples, measure).max(),
                let least = figures(samples, measure).min()
            else { return "\(measure.name) unknown" }
            return measure == .cpu
                ? "processor \(Figures.percent(mean)), between \(Figures.percent(least)) and \(Figures.percent(most))"
                : "memory \(bytes(mean)), between \(bytes(least)) and \(bytes(most))"
        }.joined(separator: "; ")
    }

    private static func figures(_ samples: [SampleRow], _ measure: Measure) -> [Double] {
        samples.compactMap { measure == .cpu ? $0.cpu : $0.memory.map { Double($0) } }
    }

    private static func mean(_ samples: [SampleRow]?, _ measure: Measure) -> Double? {
        let values = figures(samples ?? [], measure).filter(\.isFinite)
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    private static func bytes(_ value: Double) -> String { Figures.bytes(Int(saturating: value)) }

    /// Who was busier, when two or more were compared.
    private static func verdict(_ means: [(title: String, value: Double)], _ measure: Measure) -> String {
        guard means.count > 1, let most = means.max(by: { $0.value < $1.value }),
            let least = means.min(by: { $0.value < $1.value })
        else { return "" }
        guard most.value > least.value else { return "\nThey were alike." }
        return measure == .cpu
            ? "\n\(most.title) was the busier." : "\n\(most.title) used the most memory."
    }
}
