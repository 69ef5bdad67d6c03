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
