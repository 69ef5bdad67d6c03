import Text

extension String {
    /// A JSON document with its line's end, as it may go to a terminal.
    var asJSONLine: String { JSONText.visible(self) + "\n" }
}
