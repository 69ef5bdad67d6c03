import Text

/// A guest's number, 100 and above, unique in the cluster.
typealias VMID = Int

/// A node's name, unique in the cluster.
typealias NodeName = String

/// The name of a task: `UPID:node:pid:pstart:start:type:id:user:`.
struct UPID: Sendable, Hashable, CustomStringConvertible {
    let node: NodeName
    let pid: Int
    /// The hundredths of a second between the node's boot and the task's start.
    let pstart: Int
    /// Seconds since 1970.
    let start: Int
    /// What the task does, such as `qmstart`.
    let type: String
    /// The guest's VMID or another thing's name; may be empty.
    let id: String
    /// `USER@REALM`, with `!TOKEN` when a token began it.
    let user: String

    var description: String {
        let numbers = [pid, pstart, start].map { Hexadecimal.digits($0, width: 8, uppercase: true) }
        return "UPID:\(node):\(numbers.joined(separator: ":")):\(type):\(id):\(user):"
    }
}

extension UPID {
    /// Reads a task's name; `nil` when it is none.
    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 9, parts[0] == "UPID", parts[8].isEmpty, parts[2].count == 8,
            8...9 ~= parts[3].count, parts[4].count == 8,
            let pid = Int(parts[2], radix: 16), let pstart = Int(parts[3], radix: 16),
            let start = Int(parts[4], radix: 16)
        else { return nil }
        self.init(
            node: String(parts[1]), pid: pid, pstart: pstart, start: start, type: String(parts[5]),
            id: String(parts[6]), user: String(parts[7]))
    }
}
