/// The extent of a screen or a part of it, in cells.
package struct Size: Hashable, Sendable {
    /// Columns, at least 0.
    package let width: Int
    /// Rows, at least 0.
    package let height: Int

    /// A size; negative extents count as 0.
    package init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
    }
}
