extension GuestSnapshot: WireRow {
    /// A row of a guest's `snapshot` list.
    init?(_ fields: borrowing Fields) {
        guard let name = fields.word("name") else { return nil }
        self.init(
            name: name, note: fields.word("description"), made: fields.moment("snaptime"),
            hasMemory: fields.bool("vmstate"), parent: fields.word("parent"))
    }
}

extension GuestSnapshots {
    /// The row of the present, which stands among them, is none.
    init(_ rows: [GuestSnapshot]) {
        present = rows.first { $0.name == Self.presentName }?.parent
        all = rows.filter { $0.name != Self.presentName }.sorted {
            ($0.made ?? .distantPast, $0.name) < ($1.made ?? .distantPast, $1.name)
        }
    }

    private static let presentName = "current"
}

extension NodeService: WireRow {
    /// A row of `/nodes/N/services`, or the object of one's `state`.
    init?(_ fields: borrowing Fields) {
        guard let name = fields.word("service") ?? fields.word("name") else { return nil }
        self.init(
            name: name, words: fields.word("desc"), state: fields.word("state"),
            unitState: fields.word("unit-state"))
    }
}
