/// What a frame shows at one place.
package struct Cell: Hashable, Sendable {
    /// The character; a space in a blank cell and in the right half of a wide character.
    package let character: Character
    package let style: Style
    /// Columns the character fills: 1 or 2, and 0 in the right half of a wide one.
    package let columns: Int

    package init(_ character: Character, style: Style, columns: Int = 1) {
        self.character = character
        self.style = style
        self.columns = columns
    }
}
