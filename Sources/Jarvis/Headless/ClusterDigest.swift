import AIKit
import ClusterKit
import JSON
import Text

/// A cluster in the fewest words that another mind needs to talk about it: no addresses, no secrets, no raw figures.
enum ClusterDigest {
    /// More guests than this are told of in part: what does not run first, then what is busiest.
    private static let mostGuests = 120
    private static let mostTasks = 8

    private static let guestKeys: Set = [
        "vmid", "name", "type", "node", "status", "cpu", "mem", "maxmem", "tags", "lock", "hastate",
    ]
    private static let nodeKeys: Set = [
        "node", "status", "cpu", "maxcpu", "mem", "maxmem", "disk", "maxdisk", "uptime",
    ]

    private static let taskKeys: Set = ["type", "id", "node", "starttime", "status", "exitstatus"]

    static func text(
        of snapshot: ClusterSnapshot, at now: ContinuousClock.Instant = .now, time: LocalTime = .machine
    ) -> String {
        let head = "Proxmox cluster \(Untrusted(snapshot.name).name), as Jarvis saw it on \(time.inFull)."
        guard snapshot.answers else {
            let reason =
                snapshot.freshness[.resources]?.lastError.map { ": \(Untrusted("\($0)").line)" } ?? ""
            return "\(head)\nIt does not answer\(reason)\n"
        }
        let seen = snapshot.believed(at: now)
        var facts = Judgement(of: snapshot, at: now).members
        // What is said of each is in the concerns.
        facts["findings"] = nil
        facts["nodes"] = .array(seen.nodes.map { kept($0.row, nodeKeys) })
        let guests = foremost(seen.guests)
        facts["guests"] = .array(guests.map { kept($0.row, guestKeys) })
        if guests.count < seen.guests.count {
            let running = seen.guests.count { $0.status == .running }
            facts["note"] = .string(
                "\(guests.count) of \(seen.guests.count) guests are listed, \(running) run")
        }
        facts["storage"] = .array(seen.storageRows)
        let tasks = seen.tasks.filter { $0.state.isRunning || $0.state.isFailure }.prefix(mostTasks)
        facts["tasks"] = .array(tasks.map { kept($0.row, taskKeys) })
        facts.merge(seen.quorum.members) { _, new in new }
        if seen.quorum == .unknown { facts["quorum"] = "not known" }
        return head + "\n" + FactText(.object(facts), time: time).text.coveringAddresses + "\n"
    }

    /// All guests as they come, or those that say most.
    private static func foremost(_ guests: [Guest]) -> [Guest] {
        guard guests.count > mostGuests else { return guests }
        func rank(_ guest: Guest) -> Double {
            if guest.status.isFault || guest.lock != nil { return 3 }
            return guest.status == .running ? guest.cpu ?? 0 : 2
        }
        let ranked = guests.indices.sorted { one, other in
            let (left, right) = (rank(guests[one]), rank(guests[other]))
            return left == right ? one < other : left > right
        }
        return ranked.prefix(mostGuests).map { guests[$0] }
    }

    private static func kept(_ row: JSONValue, _ keys: Set<String>) -> JSONValue {
        .object((row.object ?? [:]).filter { keys.contains($0.key) })
    }
}
