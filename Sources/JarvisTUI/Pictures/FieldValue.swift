import ClusterKit

/// Values beside what they are called, such as `node: pve1`: there a name is one whatever word it is.
extension Pseudonyms {
    /// What stands for the value of a field of Proxmox or of a tool; both are untrusted.
    mutating func value(_ text: String, of field: String) -> String {
        guard !text.isEmpty, !isGiven(text) else { return text }
        let field = field.lowercased()
        if Self.hidden.contains(field) { return text.hidden }
        if let upid = UPID(text) { return upid.renamed(by: &self).text }
        if field == "tags" { return tags(text) }
        let kinds = Self.kinds[field] ?? []
        for kind in kinds { if let other = noted(kind, text) { return other } }
        // A number is a guest's, and may be a name only where a guest has it as one.
        guard let kind = kinds.first, VMID(text) == nil else { return self.text(text) }
        note(kind, [text])
        return pseudonym(kind, text)
    }

    /// Tags as Proxmox writes them, one after the other.
    private mutating func tags(_ text: String) -> String {
        text.split(separator: ";", omittingEmptySubsequences: false).map { tag in
            noted(.tag, String(tag)) ?? self.text(String(tag))
        }.joined(separator: ";")
    }

    /// What the value of a field is the name of; the first where it is none that was noted.
    private static let kinds: [String: [Kind]] = [
        "name": [.guest, .node, .storage, .pool, .cluster], "guest": [.guest], "hostname": [.guest, .host],
        "node": [.node], "storage": [.storage], "pool": [.pool], "cluster": [.cluster],
        "other_clusters": [.cluster], "host": [.host, .node], "searchdomain": [.host], "ciuser": [.user],
    ]

    /// Fields of which nothing is told: what somebody wrote about a guest, and what no other machine has.
    private static let hidden: Set = [
        "description", "notes", "comment", "serial", "wwn", "smbios1", "vmgenid", "sshkeys", "cipassword",
    ]
}

extension String {
    /// Nothing but how long its words are.
    var hidden: String { String(map { $0.isLetter || $0.isNumber ? "x" : $0 }) }
}
