import Text

/// Findings in a few words, such as `pve, home down`.
package struct Concern: Sendable, Hashable {
    package let severity: Severity
    package let text: String

    package init(severity: Severity, text: String) {
        self.severity = severity
        self.text = text
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
        /// Whom it holds of, each once.
        var names: [String] = []
        var known: Set<String> = []

        var concern: Concern {
            let who = message.kind + names.listed
            return Concern(
                severity: message.severity, text: who.isEmpty ? message.what : "\(who) \(message.what)")
        }
    }

    private var groups: [Group] = []
    private var places: [Message: Int] = [:]

    init(_ findings: [Finding]) {
        for finding in findings { add(finding) }
    }

    mutating func add(_ finding: Finding) {
        let (kind, name) = finding.subject.words
        let message = Message(severity: finding.severity, kind: kind, what: finding.what)
        let place = places[message] ?? groups.count
        if place == groups.count {
            places[message] = place
            groups.append(Group(message: message))
        }
        if groups[place].known.insert(name).inserted { groups[place].names.append(name) }
    }

    /// The worst first, else in the order of the findings.
    var concerns: [Concern] { groups.map(\.concern).worstFirst }
}

extension [Concern] {
    /// By severity, those of the same in the order they had.
    package var worstFirst: [Concern] {
        Severity.allCases.reversed().flatMap { severity in filter { $0.severity == severity } }
    }
}

extension [String] {
    /// The first names, the others counted.
    var listed: String {
        count > 3 ? "\(prefix(2).joined(separator: ", ")) and \(count - 2) more" : joined(separator: ", ")
    }
}
