import ClusterKit
import Text

/// How the guests of the cluster's column are put in order, and by what they stand together.
struct Arrangement: Hashable, Sendable {
    enum Order: String, CaseIterable, Sendable {
        case number
        case name
        case processor
        case memory
        case disk
        case uptime
        case address
        case tag
        /// Who has none first, then the oldest.
        case backup
    }

    enum Grouping: String, CaseIterable, Sendable {
        case node
        case pool
        case tag
        case state
        /// All in one list.
        case none
    }

    var order = Order.number
    var grouping = Grouping.node

    /// What the border says of it; empty where it is as it always was.
    var words: String {
        [
            order == .number ? nil : order == .backup ? "by last backup" : "by \(order.rawValue)",
            grouping.words,
        ].compactMap(\.self).joined(
            separator: ", ")
    }

    /// Guests by their places in the snapshot, put in order; of equal ones the lower number goes first, and what is not
    /// known stands last.
    func ordered(_ places: [Int], of snapshot: ClusterSnapshot) -> [Int] {
        func rising(_ key: (borrowing Guest) -> (some Comparable)?) -> [Int] {
            let keys = places.map { (place: $0, key: key(snapshot.guests[$0])) }
            return keys.sorted { one, other in
                switch (one.key, other.key) {
                case (let left?, let right?): left == right ? one.place < other.place : left < right
                case (nil, nil): one.place < other.place
                case (_?, nil): true
                case (nil, _?): false
                }
            }
            .map(\.place)
        }
        func figure(_ key: (borrowing Guest) -> Double?) -> [Int] {
            let keys = places.map { (place: $0, key: key(snapshot.guests[$0]) ?? -.infinity) }
            return keys.sorted { $0.key == $1.key ? $0.place < $1.place : $0.key > $1.key }.map(\.place)
        }
        return switch order {
        case .number: places
        case .name: rising { $0.name?.lowercased() }
        case .tag: rising { $0.tags.first?.lowercased() }
        case .processor: figure { $0.cpu }
        case .memory: figure { $0.memory.map(Double.init) }
        case .disk: figure { $0.disk.map(Double.init) }
        case .uptime: figure { $0.uptime.map { Double($0.components.seconds) } }
        case .address: rising { $0.address }
        case .backup:
            figure { guest in
                guard guest.isTemplate != true else { return nil }
                return -(snapshot.backups?.made[guest.vmid]?.first?.timeIntervalSince1970 ?? 0)
            }
        }
    }

    /// The names under which guests stand, each with its guests' places in the snapshot, in the order to show.
    func groups(_ places: [Int], of snapshot: ClusterSnapshot) -> [(name: String, places: [Int])] {
        var groups: [String: [Int]] = [:]
        for place in places { groups[name(of: snapshot.guests[place]), default: []].append(place) }
        return groups.sorted { $0.key < $1.key }.map { ($0.key, ordered($0.value, of: snapshot)) }
    }

    private func name(of guest: borrowing Guest) -> String {
        switch grouping {
        case .node: guest.node.text
        case .pool: guest.pool.map { "pool \($0.text)" } ?? "without a pool"
        // A row stands once: of several tags the first counts.
        case .tag: guest.tags.first.map { "tag \($0)" } ?? "without a tag"
        case .state: guest.isTemplate == true ? "template" : "\(guest.status)"
        case .none: "guests"
        }
    }
}

extension Arrangement.Grouping {
    fileprivate var words: String? {
        switch self {
        case .node: nil
        case .pool, .tag, .state: "per \(rawValue)"
        case .none: "in one list"
        }
    }
}
