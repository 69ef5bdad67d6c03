import ClusterKit
import FoundationEssentials
import Multiplexer
import Text

/// Something that is amiss, as Jarvis tells it of his own accord: from when it was found until it is over.
struct Incident: Equatable {
    /// As it was found last.
    var finding: HealthFinding
    /// Seconds since 1970, when it was found first.
    let found: Double
    /// The hour before it, as far as the cluster remembers; `nil` while nobody told.
    fileprivate(set) var evidence: RRDSeries?
    /// Seconds since 1970, when it was gone; `nil` while it stands.
    fileprivate(set) var ended: Double?

    /// How soon after its end it is the same again.
    fileprivate static let relapse: Double = 60

    var stands: Bool { ended == nil }

    /// `22:30 to 22:34`, or when it began.
    func times(_ clock: WallClock, seenAt now: Double) -> String {
        let start = clock.moment(finding.since?.timeIntervalSince1970 ?? found, seenAt: now)
        guard let ended else { return start }
        let end = clock.moment(ended, seenAt: now)
        return start == end || finding.isEvent ? start : "\(start) to \(end)"
    }
}

extension ChatEntry.Content {
    /// Whether Jarvis says it of his own accord.
    var isToldUnasked: Bool {
        switch self {
        case .incident, .absence: true
        case .operatorText, .butlerText, .thought, .tool, .notice: false
        }
    }

    /// Lays what the cluster remembers of the hour before beside what stands, where it is about that.
    mutating func lay(_ evidence: RRDSeries, beside key: HealthFinding.Key) {
        guard var incident = standingIncident, incident.finding.key == key else { return }
        incident.evidence = evidence
        self = .incident(incident)
    }
}

extension [ChatEntry.Content] {
    /// Takes in what is found now, and returns what begins with it; what is not found any more has ended.
    ///
    /// Only what deserves attention is told.
    mutating func attend(to findings: [HealthFinding], at now: Double) -> [HealthFinding] {
        var current: [HealthFinding.Key: HealthFinding] = [:]
        for finding in findings where finding.severity >= .warning { current[finding.key] = finding }
        for index in indices {
            guard case .incident(var incident) = self[index] else { continue }
            let isRecent = incident.ended.map { now - $0 < Incident.relapse } ?? true
            let finding = isRecent ? current.removeValue(forKey: incident.finding.key) : nil
            let before = incident
            if let finding {
                (incident.finding, incident.ended) = (finding, nil)
            } else if incident.stands {
                incident.ended = now
            }
            if incident != before { self[index] = .incident(incident) }
        }
        let new = findings.filter { current[$0.key] == $0 }
        self += new.map { .incident(Incident(finding: $0, found: now)) }
        return new
    }
}
