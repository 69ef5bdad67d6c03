import ClusterKit
import FoundationEssentials
import Memory
import Text

/// Tells of what is found amiss where no change of the cluster tells it already, and when that is over.
struct FindingWatch: Sendable {
    /// How long something has to be away before it is over, and may be told anew, in seconds: figures go up and down.
    private static let calm = 600.0

    private struct Told {
        let finding: HealthFinding
        /// A line here told it, and not a change.
        let isOwn: Bool
        var lastSeen: Date
    }

    private var told: [HealthFinding.Key: Told] = [:]

    /// `news` are the lines of the same snapshot; until the chronicle is open things stand, and are no news.
    mutating func lines(
        for diagnosis: Diagnosis, beside news: [EventRecord], isOpen: Bool, at time: Date
    ) -> [EventRecord] {
        var new: [HealthFinding] = []
        for key in told.keys where diagnosis.snapshot.leavesOpen(key, at: .now) { told[key]?.lastSeen = time }
        for finding in Judgement(of: diagnosis, at: .now).findings {
            if told[finding.key] != nil {
                told[finding.key]?.lastSeen = time
                continue
            }
            let isNews = isOpen && finding.isTold && !news.contains { $0.title.contains(finding.text) }
            told[finding.key] = Told(finding: finding, isOwn: isNews, lastSeen: time)
            if isNews { new.append(finding) }
        }
        let past = told.filter { time.timeIntervalSince($0.value.lastSeen) > Self.calm }
        for key in past.keys { told[key] = nil }
        let over = past.values.filter(\.isOwn).map(\.finding).sorted { $0.text < $1.text }
        // What holds of many things at once is told in a line.
        return new.concerns.map { line($0, in: diagnosis.snapshot, isOver: false, at: time) }
            + over.concerns.map { line($0, in: diagnosis.snapshot, isOver: true, at: time) }
    }

    private func line(
        _ concern: Concern, in snapshot: ClusterSnapshot, isOver: Bool, at time: Date
    ) -> EventRecord {
        let only = concern.findings.count == 1 ? concern.findings.first : nil
        let detail = [only?.detail, concern.findings.first?.remedy].compactMap(\.self).joined(separator: "; ")
        return EventRecord(
            time: time, severity: isOver ? .info : EventRecord.Severity(concern.severity), origin: .system,
            kind: isOver ? "finding.over" : "finding.made", subject: only?.subject.name,
            cluster: snapshot.name, title: concern.text + (isOver ? ": over" : ""),
            detail: isOver ? nil : detail)
    }
}

extension HealthFinding {
    /// What the feed tells as it comes.
    ///
    /// Silence of storages has its own watch, which waits for the last node; a processor
    /// is at its limit for seconds, many times a day.
    fileprivate var isTold: Bool {
        if case .storages = subject { return false }
        return !what.hasPrefix("CPU ")
    }
}

extension HealthFinding.Subject {
    /// What the feed's other lines call the same thing.
    fileprivate var name: String? {
        switch self {
        case .cluster: nil
        case .node(let name), .storages(let name): name.text
        case .guest(let name): String(name.prefix { $0 != " " })
        case .storage(let name), .entry(let name): name
        }
    }
}

extension EventRecord.Severity {
    init(_ severity: Severity) {
        switch severity {
        case .info: self = .info
        case .notice: self = .notice
        case .warning: self = .warning
        case .critical: self = .critical
        }
    }
}
