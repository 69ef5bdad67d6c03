/// The number of a pane; none is given twice while the shells live.
struct PaneID: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    let number: Int

    init(_ number: Int) {
        self.number = number
    }

    static func < (one: PaneID, other: PaneID) -> Bool { one.number < other.number }

    var description: String { "pane \(number)" }
}
