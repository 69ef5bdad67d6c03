/// The resource lists of the present moment, already written.
struct ResourceCache: Sendable {
    /// What makes two lists equal.
    struct Key: Sendable, Hashable {
        let tick: Double
        let revision: Int
        let type: String?
    }

    private var lists: [Key: [UInt8]] = [:]

    subscript(key: Key) -> [UInt8]? {
        get { lists[key] }
        set {
            lists = lists.filter { $0.key.tick == key.tick && $0.key.revision == key.revision }
            lists[key] = newValue
        }
    }
}
