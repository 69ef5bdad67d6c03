import ClusterKit
import Multiplexer

/// What the operator knows of and does not want to hear of for a while; the truth on the screen stays what it is.
struct Silence: Equatable {
    /// Seconds since 1970 at which each ends.
    private var ends: [Place: Double] = [:]

    private struct Place: Hashable {
        let cluster: String
        let key: HealthFinding.Key
    }

    /// So long, in seconds.
    static let length: Double = 3600

    /// Begins it, or ends it where it has begun.
    mutating func toggle(_ key: HealthFinding.Key, in cluster: String, at now: Double) {
        let place = Place(cluster: cluster, key: key)
        ends[place] = end(key, in: cluster, at: now) == nil ? now + Self.length : nil
        ends = ends.filter { $0.value > now }
    }

    /// When it ends; `nil` where there is none.
    func end(_ key: HealthFinding.Key, in cluster: String, at now: Double) -> Double? {
        ends[Place(cluster: cluster, key: key)].flatMap { $0 > now ? $0 : nil }
    }
}

extension AppState {
    /// Whether the operator wants to hear nothing of it just now.
    func isSilenced(_ key: HealthFinding.Key, in cluster: String) -> Bool {
        house.silence.end(key, in: cluster, at: now.epoch) != nil
    }
}
