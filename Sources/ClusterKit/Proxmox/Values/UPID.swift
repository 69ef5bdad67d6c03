import FoundationEssentials
import Text

/// A task's identity: `UPID:node:pid:pstart:starttime:type:id:user:`, numbers in hexadecimal.
///
/// The third number has eight digits, nine after 497 days of uptime.
/// Source: https://github.com/proxmox/pve-common/blob/master/src/PVE/UPID.pm
package struct UPID: Sendable, Hashable, CustomStringConvertible {
    /// As Proxmox wrote it.
    package let text: String
    /// The node that runs the task, and the only one that knows its log.
    package let node: NodeName
    package let pid: Int
    /// Jiffies between the node's boot and the start of the task.
    package let processStart: Int
    package let started: Date
    /// The kind of work, such as `qmstart` or `vzdump`.
    package let type: String
    /// What it works on: a VMID, a storage, or empty.
    package let subject: String
    /// `user@realm`, with `!token` when a token asked for it.
    package let user: String

    /// `nil` unless the text has exactly the form above.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 9, parts[0] == "UPID", parts[8].isEmpty, let node = NodeName(parts[1]),
            let pid = Self.number(parts[2], digits: 8...8),
            let processStart = Self.number(parts[3], digits: 8...9),
            let started = Self.number(parts[4], digits: 8...8),
            !parts[5].isEmpty, !parts[7].isEmpty, !text.contains(where: \.isWhitespace)
        else { return nil }
        self.text = text
        self.node = node
        self.pid = pid
        self.processStart = processStart
        self.started = Date(timeIntervalSince1970: Double(started))
        type = String(parts[5])
        subject = String(parts[6])
        user = String(parts[7])
    }

    private static func number(_ hex: Substring, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(hex.utf8.count) else { return nil }
        return Hexadecimal.number(hex.utf8).flatMap { Int(exactly: $0) }
    }

    package var description: String { text }

    /// The guest it works on, when its subject is a number.
    package var vmid: VMID? { VMID(subject) }

    /// The user without the token.
    package var owner: String {
        String(user.prefix { $0 != "!" })
    }

    package static func == (left: UPID, right: UPID) -> Bool {
        left.text == right.text
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(text)
    }
}
