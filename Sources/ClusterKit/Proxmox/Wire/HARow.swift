extension HAEntry: WireRow {
    /// A row of `/cluster/ha/status/current`.
    init?(_ fields: borrowing Fields) {
        guard let id = fields.word("id") ?? fields.word("sid") else { return nil }
        let kind: Kind =
            switch fields.word("type") {
            case "quorum": .quorum
            case "master": .master
            case "lrm": .lrm
            case "fencing": .fencing
            case "service": .service
            case let other: .other(other ?? "")
            }
        let number = fields.word("sid").flatMap { $0.split(separator: ":").last }
        self.init(
            id: id, kind: kind, node: fields.word("node").flatMap { NodeName($0) },
            status: fields.word("status"), vmid: kind == .service ? number.flatMap { VMID($0) } : nil,
            state: fields.word("crm_state") ?? fields.word("state"),
            requestedState: fields.word("request_state"))
    }
}
