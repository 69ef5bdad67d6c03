import ClusterKit
import FoundationEssentials
import Multiplexer
import Text

/// Something that is amiss, as Jarvis tells it of his own accord: from when it was found until it is over.
///
/// What several things have at once has one cause, and is told as one.
struct Incident: Equatable {
    /// Of one cause, each as it was found last: those that stand first, and one at least.
    private(set) var findings: [HealthFinding]
    /// Seconds since 1970, when the first was found first.
    let found: Double
    /// The hour before it, as far as the cluster remembers; `nil` while nobody told.
    fileprivate(set) var evidence: RRDSeries?
    /// Seconds since 1970, when those that are gone were.
    private var ends: [HealthFinding.Key: Double] = [:]

    /// How soon after its end it is the same again.
    private static let relapse: Double = 60
    /// How soon after the first one what others have is of the same cause.
    private static let gathering: Double = 60

    fileprivate init(_ concern: Concern, found: Double) {
        findings = concern.findings
        self.found = found
    }

    /// Seconds since 1970, when the last was gone; `nil` while one stands.
    var ended: Double? { ends.count < findings.count ? nil : ends.values.max() }
    var stands: Bool { ended == nil }

    /// What of it stands, or all of it once that is over.
    var told: [HealthFinding] { stands ? findings.filter { ends[$0.key] == nil } : findings }
    /// What is told in full of several.
    var lead: HealthFinding { findings[0] }
    /// The only one; `nil` where there are several.
    var only: HealthFinding? { told.count == 1 ? told.first : nil }

    /// What it comes to in words.
    var text: String { told.concerns.map(\.text).joined(separator: ", ") }
    var severity: Severity { told.map(\.severity).max() ?? lead.severity }

    /// `22:30 to 22:34`, or when it began.
    func times(_ clock: WallClock, seenAt now: Double) -> String {
        let moments = told.compactMap { $0.since?.timeIntervalSince1970 }
        let start = clock.moment((lead.isEvent ? moments.max() : moments.min()) ?? found, seenAt: now)
        guard let ended else { return start }
        let end = clock.moment(ended, seenAt: now)
        return start == end || lead.isEvent ? start : "\(start) to \(end)"
    }

    /// The same with other names.
    func renamed(by names: inout Pseudonyms) -> Incident {
        var incident = self
        incident.findings = findings.map { $0.renamed(by: &names) }
        let keys = zip(findings, incident.findings).map { ($0.key, $1.key) }
        let ends = keys.compactMap { old, new in self.ends[old].map { (new, $0) } }
        incident.ends = Dictionary(ends) { first, _ in first }
        return incident
    }

    /// Takes its own out of what is found now; what is not there any more has ended.
    fileprivate mutating func take(from current: inout [HealthFinding.Key: HealthFinding], at now: Double) {
        for index in findings.indices {
            let key = findings[index].key
            guard ends[key].map({ now - $0 < Self.relapse }) ?? true else { continue }
            if let finding = current.removeValue(forKey: key) {
                findings[index] = finding
                ends[key] = nil
            } else if ends[key] == nil {
                ends[key] = now
            }
        }
        guard stands else { return }
        findings = told + findings.filter { ends[$0.key] != nil }
    }

    /// Whether somebody else began to have the same just now.
    fileprivate func isOfOneCause(with concern: Concern, at now: Double) -> Bool {
        stands && now - found < Self.gathering && (told + concern.findings).concerns.count == 1
    }

    fileprivate mutating func join(_ concern: Concern) {
        let new = Set(concern.findings.map(\.key))
        for key in new { ends[key] = nil }
        findings = told + concern.findings + findings.filter { ends[$0.key] != nil }
        evidence = nil
    }
}

extension ChatEntry.Content {
    /// Whether Jarvis says it of his own accord.
    var isToldUnasked: Bool {
        switch self {
        case .incident, .absence: true
        case .operatorText, .butlerText, .thought, .tool, .citations, .notice: false
        }
    }

    /// Lays what the cluster remembers of the hour before beside what stands, where it is about that.
    mutating func lay(_ evidence: RRDSeries, beside key: HealthFinding.Key) {
        guard var incident = standingIncident, incident.only?.key == key else { return }
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
            let before = incident
            incident.take(from: &current, at: now)
            if incident != before { self[index] = .incident(incident) }
        }
        let new = findings.filter { current[$0.key] == $0 }
        for concern in new.concerns { tell(concern, at: now) }
        return new
    }

    private mutating func tell(_ concern: Concern, at now: Double) {
        for index in indices {
            guard var incident = self[index].standingIncident,
                incident.isOfOneCause(with: concern, at: now)
            else { continue }
            incident.join(concern)
            self[index] = .incident(incident)
            return
        }
        append(.incident(Incident(concern, found: now)))
    }
}
