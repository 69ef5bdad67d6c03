import ClusterKit

/// What the guests of a cluster moved lately, over the network and to and from disks: a value every few polls.
struct Traffic: Equatable {
    /// Bytes a second of all guests together; `nil` where nobody could be compared with before.
    struct Rates: Equatable {
        var networkIn: Double?
        var networkOut: Double?
        var diskRead: Double?
        var diskWritten: Double?
    }

    /// The newest last.
    private(set) var samples: [Rates] = []
    private var counters: [GuestID: Counters] = [:]
    private var counted: ContinuousClock.Instant?

    /// The node daemons report every 10 s; a shorter time would show their beat and not the traffic.
    private static let pause = Duration.seconds(11)
    private static let limit = 240

    /// A guest's counters, which begin anew with each start.
    private struct Counters: Equatable {
        let networkIn: Int?
        let networkOut: Int?
        let diskRead: Int?
        let diskWritten: Int?

        init(_ guest: borrowing Guest) {
            networkIn = guest.networkIn
            networkOut = guest.networkOut
            diskRead = guest.diskRead
            diskWritten = guest.diskWritten
        }
    }

    /// Takes in what the guests have moved so far.
    mutating func count(_ guests: [Guest], at now: ContinuousClock.Instant) {
        guard counted.map({ now - $0 >= Self.pause }) ?? true else { return }
        var new: [GuestID: Counters] = [:]
        for index in guests.indices where guests[index].status == .running {
            new[guests[index].id] = Counters(guests[index])
        }
        if let counted {
            let seconds = (now - counted) / .seconds(1)
            func rate(_ counter: KeyPath<Counters, Int?>) -> Double? {
                let moved = new.compactMap { id, after -> Double? in
                    guard let before = counters[id]?[keyPath: counter], let after = after[keyPath: counter],
                        after >= before
                    else { return nil }
                    return Double(after) - Double(before)
                }
                return moved.isEmpty ? nil : moved.reduce(0, +) / seconds
            }
            samples.append(
                Rates(
                    networkIn: rate(\.networkIn), networkOut: rate(\.networkOut), diskRead: rate(\.diskRead),
                    diskWritten: rate(\.diskWritten)))
            if samples.count > Self.limit { samples.removeFirst(samples.count - Self.limit) }
        }
        (counters, counted) = (new, now)
    }
}
