import FoundationEssentials
import Text

/// Findings in a few words, such as `pve, home down`.
package struct Concern: Sendable, Hashable {
    package let severity: Severity
    package let text: String
    /// What it sums up, of which there is one at least.
    package let findings: [HealthFinding]

    /// It happened at its moment, instead of lasting since.
    var isEvent: Bool { findings.allSatisfy(\.isEvent) }

    /// When it began or happened, as it follows its text.
    ///
    /// ` since 14:02`, ` at 14:02`, of several things `, the first since 14:02`; `nil` where it is not known of all of
    /// them. `clock` writes a moment.
    package func onset(_ clock: (Date) -> String) -> String? {
        let moments = findings.compactMap(\.since)
        guard moments.count == findings.count, let first = moments.min(), let last = moments.max() else {
            return nil
        }
        let (start, end) = (clock(first), clock(last))
        return switch (isEvent, start == end) {
        case (true, true): " at \(end)"
        case (true, false): ", the last at \(end)"
        case (false, true): " since \(start)"
        case (false, false): ", the first since \(start)"
        }
    }
}

/// Findings by what they say: of several things that have the same, one sentence tells.
struct FindingGroups: Sendable, Hashable {
    private struct Message: Sendable, Hashable {
        let severity: Severity
        let kind: String
        let what: String
    }

    private struct Group: Sendable, Hashable {
        let message: Message
        var findings: [HealthFinding] = []
        /// Whom it holds of, each once.
        var names: [String] = []
        var known: Set<String> = []

        var concern: Concern {
            let who = message.kind + names.listed
            return Concern(
                severity: message.severity, text: who.isEmpty ? message.what : "\(who) \(message.what)",
                findings: findings)
        }
    }

    private var groups: [Group] = []
    private var places: [Message: Int] = [:]

    init(_ findings: [HealthFinding]) {
        for finding in findings { add(finding) }
    }

    mutating func add(_ finding: HealthFinding) {
        let (kind, name) = finding.subject.words
        let message = Message(severity: finding.severity, kind: kind, what: finding.what)
        let place = places[message] ?? groups.count
        if place == groups.count {
            places[message] = place
            groups.append(Group(message: message))
        }
        groups[place].findings.append(finding)
        if groups[place].known.insert(name).inserted { groups[place].names.append(name) }
    }

    /// Puts a finding before all that weigh as much.
    mutating func lead(with finding: HealthFinding) {
        self = FindingGroups([finding] + groups.flatMap(\.findings))
    }

    /// Leaves out the findings of which something holds.
    mutating func drop(where holds: (HealthFinding) -> Bool) {
        let findings = groups.flatMap(\.findings)
        guard findings.contains(where: holds) else { return }
        self = FindingGroups(findings.filter { !holds($0) })
    }

    /// The worst first, of what weighs as much what lasts before what happened once, else in the order of the findings.
    var concerns: [Concern] {
        let concerns = groups.map(\.concern)
        return Severity.allCases.reversed().flatMap { severity in
            let alike = concerns.filter { $0.severity == severity }
            return alike.filter { !$0.isEvent } + alike.filter(\.isEvent)
        }
    }
}

extension [HealthFinding] {
    /// What they come to, the worst first, else in the order they have.
    package var concerns: [Concern] { FindingGroups(self).concerns }
}

extension [String] {
    /// The first names, the others counted.
    package var listed: String {
        count > 3 ? "\(prefix(2).joined(separator: ", ")) and \(count - 2) more" : joined(separator: ", ")
    }
}
