/// The number of a pane; none is given twice while the shells live.
package struct PaneID: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    package let number: Int

    package init(_ number: Int) {
        self.number = number
    }

    package static func < (one: PaneID, other: PaneID) -> Bool { one.number < other.number }

    package var description: String { "pane \(number)" }
}
