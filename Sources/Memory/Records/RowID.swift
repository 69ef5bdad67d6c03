/// The place of a record in its table; ids of different records do not mix.
package struct RowID<Record>: RawRepresentable, Sendable, Hashable, Comparable, CustomStringConvertible {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    package var description: String { String(rawValue) }

    package static func < (left: RowID, right: RowID) -> Bool {
        left.rawValue < right.rawValue
    }
}
