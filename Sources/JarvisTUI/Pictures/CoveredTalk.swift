import AIKit
import ClusterKit

/// What shows texts of others, and can show them with other names in them.
protocol Coverable {
    /// Gives all that it shows other names, before it is laid out.
    mutating func cover(by names: inout Pseudonyms)
}

extension ChatEntry.Content {
    /// The same with other names and without secrets.
    func covered(by names: inout Pseudonyms) -> ChatEntry.Content {
        switch self {
        case .operatorText(let text): return .operatorText(names.text(text))
        case .butlerText(let text): return .butlerText(names.text(text))
        case .thought(let thought): return .thought(Thought(names.text(thought.text), took: thought.took))
        case .tool(let card): return .tool(card.reworded { names.value($0, of: $1) })
        case .citations(var citations):
            for index in citations.indices {
                citations[index].name = names.text(citations[index].name)
                citations[index].target = citations[index].target.map { names.text($0) }
            }
            return .citations(citations)
        case .notice(let text, let severity):
            return .notice(names.text(Self.withoutShellWords(text)), severity)
        case .incident(let incident): return .incident(incident.renamed(by: &names))
        case .absence(var absence):
            for index in absence.events.indices {
                absence.events[index].words = names.text(absence.events[index].words)
            }
            return .absence(absence)
        }
    }

    /// That something of the shell was handed over, without the command or the words that it was.
    private static func withoutShellWords(_ notice: String) -> String {
        notice.hasPrefix(handedOver) ? String(notice.prefix { $0 != ":" }) : notice
    }
}

extension FeedEntry {
    /// The same with other names and without secrets.
    func covered(by names: inout Pseudonyms) -> FeedEntry {
        var entry = self
        entry.title = names.text(title)
        entry.detail = names.text(detail)
        entry.cluster = cluster.map { names.name(.cluster, $0) }
        return entry
    }
}

extension DetailLayer: Coverable {
    mutating func cover(by names: inout Pseudonyms) {
        request = request.renamed(by: &names)
        facts = facts.map { $0.covered(by: &names) }
        for index in log.indices { log[index].text = names.text(log[index].text) }
        failure = failure.map { names.text($0) }
    }
}

extension DetailFact {
    fileprivate func covered(by names: inout Pseudonyms) -> DetailFact {
        var fact = self
        if name.allSatisfy(\.isNumber) {
            // Behind its number a guest's name is known whatever it is.
            fact.value = String(names.text("\(name) \(value)").dropFirst(name.count + 1))
        } else {
            fact.value = names.value(value, of: name)
            fact.name = names.text(name)
        }
        return fact
    }
}

extension AmissLayer: Coverable {
    mutating func cover(by names: inout Pseudonyms) {
        found = found.map { $0.renamed(by: &names) }
    }
}

extension ConfirmLayer: Coverable {
    mutating func cover(by names: inout Pseudonyms) {
        reword { names.value($0, of: $1) }
        cluster = names.name(.cluster, cluster)
    }
}
