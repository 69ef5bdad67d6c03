/// The tools at hand, found by name.
///
/// A name that is not among them is BLACK.
package struct ToolSet: Sendable {
    private let tools: [String: Tool]

    /// Two tools of one name are a mistake of the programmer and stop the program.
    package init(_ tools: [Tool]) {
        self.tools = Dictionary(uniqueKeysWithValues: tools.map { ($0.definition.name.rawValue, $0) })
    }

    package subscript(name: String) -> Tool? { tools[name] }

    /// Sorted by name.
    package var definitions: [ToolDefinition] {
        tools.values.map(\.definition).sorted { $0.name.rawValue < $1.name.rawValue }
    }
}
