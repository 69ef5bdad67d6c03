/// How large a line's characters are to be (DECSWL, DECDWL, DECDHL).
///
/// It is remembered and shown by no one: every cell is as wide as any other.
package enum LineSize: UInt8, Hashable, Sendable {
    case single
    case doubleWidth
    /// The upper half of a line twice as high.
    case doubleTop
    /// The lower half of a line twice as high.
    case doubleBottom
}

extension TerminalScreen {
    mutating func setLineSize(_ size: LineSize) {
        grid.state(cursor.row).pointee.size = size
    }
}
