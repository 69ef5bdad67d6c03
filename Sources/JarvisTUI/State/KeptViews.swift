import ClusterKit
import JSON
import Jarvis
import Multiplexer
import Text

/// How the cluster's column is looked at: what it is narrowed to, its order, its groups, and what is folded.
struct ClusterView: Hashable, Sendable {
    /// As it was typed.
    var filter = ""
    var arrangement = Arrangement()
    var folding = Folding()

    /// What it is, in a few words.
    var words: String {
        let folded = folding.nodes.count + folding.groups.count + folding.headings.count
        let parts = [
            filter.isEmpty ? "" : "/\(filter)", arrangement.words, folded == 0 ? "" : "\(folded) folded",
        ]
        let words = parts.filter { !$0.isEmpty }.joined(separator: ", ")
        return words.isEmpty ? "everything, as it always was" : words
    }
}

/// The views that the operator keeps under names, by their names; the house has them for all its clusters.
struct KeptViews: Sendable, Equatable {
    /// A view and its name, which is fit to be drawn.
    struct Entry: Sendable, Equatable {
        let name: String
        var view: ClusterView
    }

    private(set) var all: [Entry] = []
    /// The name that was used last: of two alike it is the one.
    private var lastUsed: String?

    /// So many are kept.
    static let most = 40
    /// A name has at most so many characters.
    static let longestName = 24
    /// A view has at most so many bytes, as it is written down.
    private static let largest = 16_384

    init() {}

    /// A name as it is kept: one line without anything that is not for drawing; `nil` where nothing is left.
    static func name(_ text: String) -> String? {
        let name = String(Untrusted(text.trimmed).title.prefix(longestName)).trimmed
        return name.isEmpty ? nil : name
    }

    subscript(name: String) -> ClusterView? { all.first { $0.name == name }?.view }

    /// What a view is called; `nil` for one that is not kept.
    func name(of view: ClusterView) -> String? {
        let names = all.filter { $0.view == view }.map(\.name)
        return names.first { $0 == lastUsed } ?? names.first
    }

    /// Why a view cannot be kept; `nil` where it can.
    func refusal(of view: ClusterView, as name: String) -> String? {
        if all.count >= Self.most, self[name] == nil {
            return "There are \(Self.most) views already; delete one first."
        }
        guard view.json(name: name).text.utf8.count <= Self.largest else {
            return "Too much is folded, or looked for, to be kept."
        }
        return nil
    }

    /// Keeps a view, in the place of another one of that name.
    mutating func keep(_ view: ClusterView, as name: String) {
        guard refusal(of: view, as: name) == nil else { return }
        all.removeAll { $0.name == name }
        all.append(Entry(name: name, view: view))
        all.sort { $0.name < $1.name }
        lastUsed = name
    }

    mutating func note(use name: String) { lastUsed = name }

    mutating func remove(_ name: String) { all.removeAll { $0.name == name } }
}

extension KeptViews {
    /// Reads what ``text`` wrote; whatever is none, or would not be kept now, is left out.
    init(reading text: String) {
        for value in (try? JSONValue(parsing: text))?.array ?? [] {
            guard let name = value["name"]?.string.flatMap(Self.name), let view = ClusterView(value) else {
                continue
            }
            keep(view, as: name)
        }
        lastUsed = nil
    }

    /// How they are written down, for the next time.
    var text: String { JSONValue.array(all.map { $0.view.json(name: $0.name) }).text }
}

extension ClusterView {
    /// `nil` for what is no view, such as one whose filter cannot be read any more.
    fileprivate init?(_ value: JSONValue) {
        guard let filter = value["filter"]?.string, (try? Filter(parsing: filter)) != nil,
            let order = value["order"]?.string.flatMap(Arrangement.Order.init(rawValue:)),
            let grouping = value["grouping"]?.string.flatMap(Arrangement.Grouping.init(rawValue:))
        else { return nil }
        func texts(_ key: String) -> [String] { (value[key]?.array ?? []).compactMap(\.string) }
        self.filter = filter
        arrangement = Arrangement(order: order, grouping: grouping)
        folding = Folding(
            nodes: Set(texts("nodes").compactMap { NodeName($0) }), groups: Set(texts("groups")),
            headings: Set(texts("headings").compactMap(ClusterHeading.init(rawValue:))))
    }

    fileprivate func json(name: String) -> JSONValue {
        func texts(_ texts: [String]) -> JSONValue { .array(texts.sorted().map { .string($0) }) }
        return .object([
            "name": .string(name), "filter": .string(filter), "order": .string(arrangement.order.rawValue),
            "grouping": .string(arrangement.grouping.rawValue), "nodes": texts(folding.nodes.map(\.text)),
            "groups": texts(Array(folding.groups)), "headings": texts(folding.headings.map(\.rawValue)),
        ])
    }
}

extension AppState {
    /// Looks at the cluster's column as it was kept; a view that is gone changes nothing.
    mutating func useView(_ name: String) -> [Effect] {
        guard let view = house.views[name], let filter = try? Filter(parsing: view.filter) else { return [] }
        focus(.cluster)
        cluster.look(filter, view.arrangement, view.folding)
        house.views.note(use: name)
        return []
    }

    /// Keeps how the cluster's column is looked at now, or says why it cannot.
    mutating func keepView(as name: String) -> [Effect] {
        let view = cluster.view
        if let refusal = house.views.refusal(of: view, as: name) {
            announce(refusal, .warning)
            return []
        }
        let isNew = house.views[name] == nil
        house.views.keep(view, as: name)
        announce("The view \(name) is kept\(isNew ? "" : " anew").", .info)
        return [.kit(.remember(.views, house.views.text))]
    }

    mutating func deleteView(_ name: String) -> [Effect] {
        house.views.remove(name)
        announce("The view \(name) is deleted.", .info)
        return [.kit(.remember(.views, house.views.text))]
    }
}
