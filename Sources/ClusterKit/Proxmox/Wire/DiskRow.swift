extension PhysicalDisk: WireRow {
    /// A row of `/nodes/N/disks/list`; `wearout` is `N/A` for what does not tell.
    init?(_ fields: borrowing Fields) {
        guard let path = fields.word("devpath") else { return nil }
        self.init(
            path: path, model: fields.word("model"), type: fields.word("type"), size: fields.count("size"),
            health: fields.word("health"),
            wearout: fields.integer("wearout").flatMap { (0...100).contains($0) ? $0 : nil })
    }
}
