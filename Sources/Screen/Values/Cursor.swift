/// Where the terminal's cursor stands and how it looks.
package struct Cursor: Hashable, Sendable {
    /// The shape, where the terminal can change it (DECSCUSR); steady, as nothing blinks unasked.
    package enum Shape: Hashable, Sendable {
        /// As the user has set the terminal up.
        case terminal
        case block
        case underline
        case bar
    }

    package var position: Point
    package var shape: Shape

    package init(at position: Point, shape: Shape = .terminal) {
        self.position = position
        self.shape = shape
    }
}
