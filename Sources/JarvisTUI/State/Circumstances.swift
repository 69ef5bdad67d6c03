import ClusterKit
import Multiplexer
import Text

extension HealthFinding {
    /// What else is known around it: who is hit, what one more loss would do, what is left; a sentence each, without a
    /// full stop.
    ///
    /// `near` writes a moment, given in seconds since 1970, for somebody who reads it now.
    func circumstances(in snapshot: ClusterSnapshot, near: (Double) -> String) -> [String] {
        switch subject {
        case .node(let name) where snapshot.node(name)?.state == .offline:
            return [snapshot.load(of: name), snapshot.margin].compactMap(\.self)
        case .cluster:
            guard case .cluster(false, _, _) = snapshot.quorum else { return [] }
            let running = snapshot.guests.indices.count { snapshot.guests[$0].status == .running }
            return ["\(running) \(running == 1 ? "guest runs" : "guests run") on without it"]
        case .guest:
            guard !isEvent, let guest = snapshot.guest(of: self) else { return [] }
            return [snapshot.newestBackup(of: guest, near: near)].compactMap(\.self)
                + snapshot.care(for: guest)
        case .storage: return snapshot.storage(of: self).map(Self.room) ?? []
        case .node, .storages, .entry: return []
        }
    }

    private static func room(on storage: Storage) -> [String] {
        guard let used = storage.used, let total = storage.total else { return [] }
        let holds = storage.content.map { Untrusted($0).name }.joined(separator: ", ")
        return [
            "\(Format.bytes(max(0, total - used))) of \(Format.bytes(total)) are left"
                + (holds.isEmpty ? "" : ", for \(holds)")
        ]
    }
}

extension ClusterSnapshot {
    /// The guest that a finding is about; `nil` where it is about something else, or that guest is no more.
    func guest(of finding: HealthFinding) -> Guest? {
        guard case .guest = finding.subject,
            let index = guests.firstIndex(where: { HealthFinding.Subject($0) == finding.subject })
        else { return nil }
        return guests[index]
    }

    /// The storage that a finding is about, with the figures that count.
    func storage(of finding: HealthFinding) -> Storage? {
        guard case .storage(let name) = finding.subject else { return nil }
        return storageSights.map(\.storage).first { storage in
            storage.name.text == name && (finding.node == nil || finding.node == storage.node)
        }
    }

    /// Where in the list the guests of a node are that can run: templates are left out.
    func residents(of node: NodeName) -> [Int] {
        guests.indices.filter { guests[$0].node == node && guests[$0].isTemplate != true }
    }

    /// Who is on a node, and for whom high availability starts elsewhere.
    fileprivate func load(of node: NodeName) -> String? {
        let residents = residents(of: node).map { guests[$0] }
        guard !residents.isEmpty else { return nil }
        let names = residents.map { "\($0.vmid) \($0.name.map { Untrusted($0).name } ?? "")" }.listed
        let managed = residents.count { $0.haState != nil }
        return (residents.count == 1 ? "on it is \(names)" : "\(residents.count) guests are on it: \(names)")
            + (managed == 0 ? "" : "; high availability has \(managed) to start elsewhere")
    }

    /// How many votes a cluster with a majority can lose before it refuses every change.
    ///
    /// `nil` also while the votes are still counted with a node that is gone.
    fileprivate var margin: String? {
        guard case .cluster(true, let votes, let expected) = quorum, let needed = quorum.needed,
            expected - votes >= nodes.count(where: { $0.state == .offline })
        else { return nil }
        return switch votes - needed {
        case 0: "one vote less, and the cluster refuses every change"
        case 1: "the cluster can lose one more vote"
        case let spare: "the cluster can lose \(spare) more votes"
        }
    }

    /// How old the newest backup of a guest is; `nil` where nobody knows.
    fileprivate func newestBackup(of guest: Guest, near: (Double) -> String) -> String? {
        guard let made = backups?.made[guest.vmid]?.first else {
            return backups.map { !$0.isBlind && $0.unread.isEmpty } == true ? "no backup of it is there" : nil
        }
        return "its last backup is of \(near(made.timeIntervalSince1970))"
    }

    /// Who looks after a guest, and how much room its node has for it.
    fileprivate func care(for guest: Guest) -> [String] {
        var words = [
            guest.haState.map { "high availability has it as \(Untrusted($0).name)" }
                ?? "high availability does not start it"
        ]
        if let limit = guest.memoryLimit, let share = node(guest.node)?.memoryFraction {
            let used = Format.percent(share).trimmed
            words.append(
                "it may have \(Format.bytes(limit)) of RAM, of which \(guest.node) has \(used) in use")
        }
        return words
    }
}
