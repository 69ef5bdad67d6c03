import JSON

/// What `/cluster/status` answers: the cluster's name and quorum, and who its members are.
package struct ClusterStatus: Sendable, Hashable {
    /// A member of the cluster.
    package struct Member: Sendable, Hashable {
        package var name: NodeName
        package var isOnline: Bool?
        package var isLocal: Bool?
        package var address: String?
    }

    /// `nil` for a node that was never joined to a cluster.
    package var clusterName: String?
    /// Counted by members, one vote each.
    package var quorum: QuorumState = .unknown
    package var members: [Member] = []
    /// The members that were there when the votes were counted.
    private var present: [NodeName] = []
    package var unreadableRows = 0

    package init() {}

    /// The quorum with each member's own votes.
    ///
    /// Whether a device votes is not told, but what it can be: it has to agree with whether there is a quorum.
    func quorum(_ voting: Voting?) -> QuorumState {
        guard let voting, !voting.nodes.isEmpty, case .cluster(let isQuorate, _, _) = quorum else {
            return quorum
        }
        let present = present.map { voting.nodes[$0] ?? 0 }.saturatingSum()
        let expected = voting.nodes.values.saturatingSum().saturatingAdding(voting.deviceVotes)
        let needed = expected / 2 + 1
        let withDevice = present.saturatingAdding(voting.deviceVotes)
        let isDeviceVoting =
            isQuorate
            ? present < needed || voting.device?.isConnected == true
            : withDevice < needed && voting.device?.isConnected == true
        return .cluster(
            isQuorate: isQuorate, votes: isDeviceVoting ? withDevice : present, expected: expected)
    }

    /// Keeps names and addresses only: who is present is too old to be believed.
    mutating func forgetPresence() {
        for index in members.indices { members[index].isOnline = nil }
    }
}

extension ClusterStatus {
    init(_ answer: Answer) throws(WireFault) {
        self.init()
        var isCluster = false
        var isQuorate: Bool?
        var expected: Int?
        unreadableRows = try answer.eachRow { fields in
            switch fields.text("type") {
            case "cluster":
                isCluster = true
                clusterName = fields.word("name")
                isQuorate = fields.bool("quorate")
                expected = fields.count("nodes")
                return true
            case "node":
                guard let member = Member(fields) else { return false }
                members.append(member)
                return true
            case nil: return false
            default: return true
            }
        }
        members.sort { $0.name < $1.name }
        if let isQuorate {
            present = members.filter { $0.isOnline == true }.map(\.name)
            quorum = .cluster(isQuorate: isQuorate, votes: present.count, expected: expected ?? members.count)
        } else if !isCluster, members.count == 1 {
            quorum = .standalone
        }
    }
}

extension ClusterStatus.Member: WireRow {
    init?(_ fields: borrowing Fields) {
        guard let name = fields.text("name").flatMap({ NodeName($0) }) else { return nil }
        self.init(
            name: name, isOnline: fields.bool("online"), isLocal: fields.bool("local"),
            address: fields.word("ip"))
    }
}

/// A row of `/cluster/config/nodes`: a node of `corosync.conf`, whose numbers are texts.
struct CorosyncNode: WireRow {
    var name: NodeName
    /// One when the file names none: corosync.conf(5), `quorum_votes`.
    var votes: Int
    /// From here on a number of votes is nonsense, and the node counts as one that names none.
    private static let votesLimit = 1_000_000

    init?(_ fields: borrowing Fields) {
        guard let name = (fields.text("node") ?? fields.text("name")).flatMap({ NodeName($0) }) else {
            return nil
        }
        self.name = name
        votes = fields.count("quorum_votes").flatMap { $0 < Self.votesLimit ? $0 : nil } ?? 1
    }
}

extension Voting.Device {
    /// What `corosync-qdevice` says of itself; `nil` for the empty object of a cluster that has none.
    init?(_ fields: borrowing Fields) {
        guard !fields.names.isEmpty else { return nil }
        self.init(
            isConnected: fields.word("State").map { $0.lowercased().hasPrefix("connected") },
            algorithm: fields.word("Algorithm"), host: fields.word("QNetd host"))
    }
}
