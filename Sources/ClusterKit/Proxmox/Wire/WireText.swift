import Text

/// How much of a text of the wire is taken in.
enum WireText {
    /// Names, states, versions and tags, in bytes; a DNS name has 253 at most.
    static let longestWord = 1_024
    /// A line of a task's log, which programs of guests and hooks write as well.
    static let longestLine = 4_096
    /// Notes; Proxmox takes 8 KiB.
    static let longestNotes = 65_536

    /// The text, cut where it is longer than that.
    static func bounded(_ text: String, to limit: Int = longestWord) -> String {
        text.utf8.count > limit ? text.prefix(bytes: limit) + "…" : text
    }
}
