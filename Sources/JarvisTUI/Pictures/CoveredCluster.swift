import ClusterKit
import Jarvis
import Text

extension ClusterPane {
    /// Gives all that it shows other names; its rows stay in their order, and the selection where it is.
    mutating func rename(by names: inout Pseudonyms) {
        name = names.name(.cluster, name)
        filter = names.filter(filter)
        diagnosis = Diagnosis(of: snapshot.renamed(by: &names))
        believed = believed.renamed(by: &names)
        totals = ClusterTotals(snapshot, believed: believed)
        silent = silent.map { names.renamed($0, .node) }
        rows = rows.map { $0.renamed(by: &names, arrangement.grouping) }
        selection = selection.map { $0.renamed(by: &names, arrangement.grouping) }
        marks = Set(marks.map { $0.renamed(by: &names, arrangement.grouping) })
        click = click.map { RowClick(row: $0.row.renamed(by: &names, arrangement.grouping), line: $0.line) }
        folding.nodes = Set(folding.nodes.map { names.renamed($0, .node) })
        folding.groups = Set(folding.groups.map { names.group($0, arrangement.grouping) })
        histories = names.renamed(histories) { $1.renamed($0, .node) }
        trends = names.renamed(trends) { $0.renamed(by: &$1) }
    }
}

extension ClusterRow {
    fileprivate func renamed(by names: inout Pseudonyms, _ grouping: Arrangement.Grouping) -> ClusterRow {
        switch self {
        case .quorum, .guest, .heading: self
        case .node(let name): .node(names.renamed(name, .node))
        case .group(let name): .group(names.group(name, grouping))
        case .storage(let id): .storage(id.renamed(by: &names))
        case .task(let upid): .task(upid.renamed(by: &names))
        }
    }
}

extension Pseudonyms {
    /// What the column is narrowed to: parts of names are typed there, so that nothing but everyday words stays.
    fileprivate mutating func filter(_ filter: Filter) -> Filter {
        var (shown, word) = ("", "")
        for character in text(filter.text) + " " {
            if NameWord.holds(character) {
                word.append(character)
            } else {
                shown += mayStay(word) ? word : word.hidden
                shown.append(character)
                word = ""
            }
        }
        return (try? Filter(parsing: String(shown.dropLast()))) ?? .none
    }

    private func mayStay(_ word: String) -> Bool {
        isGiven(word) || EverydayWords.holds(word) || FilterField(rawValue: word) != nil
    }

    /// The name of a group of guests, which is that of what they have in common.
    fileprivate mutating func group(_ name: String, _ grouping: Arrangement.Grouping) -> String {
        switch grouping {
        case .pool: self.name(.pool, name)
        case .tag: self.name(.tag, name)
        case .node, .state, .none: name
        }
    }
}

extension DetailRequest {
    /// The same request with other names in it.
    func renamed(by names: inout Pseudonyms) -> DetailRequest {
        var request = self
        request.cluster = names.name(.cluster, cluster)
        switch subject {
        case .node(let name): request.subject = .node(names.renamed(name, .node))
        case .guest(let id, let node): request.subject = .guest(id, names.renamed(node, .node))
        case .storage(let id): request.subject = .storage(id.renamed(by: &names))
        case .task(let upid): request.subject = .task(upid.renamed(by: &names))
        }
        return request
    }
}
