/// What will happen, in the order of time: the heart of a simulation that needs no timers.
struct Agenda: Sendable {
    /// Something that will happen.
    struct Entry: Sendable {
        /// Seconds since 1970.
        let time: Double
        let act: @Sendable (inout World) -> Void
    }

    /// The next one last.
    private var entries: [Entry] = []

    /// Puts something on the agenda, behind what stands there for the same moment.
    mutating func add(at time: Double, _ act: @escaping @Sendable (inout World) -> Void) {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].time <= time {
                high = middle
            } else {
                low = middle + 1
            }
        }
        entries.insert(Entry(time: time, act: act), at: low)
    }

    /// Takes the next entry that is due.
    mutating func next(upTo time: Double) -> Entry? {
        guard let entry = entries.last, entry.time <= time else { return nil }
        return entries.removeLast()
    }
}
