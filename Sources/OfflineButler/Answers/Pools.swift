import AIKit

/// The pools that guests are gathered in.
enum Pools {
    static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let inventory = try inquiry.inventory()
        if !inquiry.subjects.guests.isEmpty {
            return inquiry.subjects.guests.map { guest in
                "\(guest.title) is in \(guest.pool.map { "the pool \($0)" } ?? "no pool that I can see")."
            }.joined(separator: "\n")
        }
        // Where there are no pools of guests, people call a storage a pool.
        guard !inventory.pools.isEmpty else {
            return "No guest is in a pool; if a storage is meant:\n"
                + StorageList(rows: inventory.storage).text
        }
        let lines = inventory.pools.map { pool in
            "- \(pool): \(Figures.list(inventory.guests.filter { $0.pool == pool }.map(\.title)))"
        }
        return "\(Figures.count(inventory.pools.count, "pool").capitalizedFirst) with guests:\n"
            + lines.joined(separator: "\n")
    }
}
