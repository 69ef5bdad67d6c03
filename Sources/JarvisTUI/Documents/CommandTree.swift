import JSON

/// A command as the program itself describes it to `--experimental-dump-help`.
struct DocumentedCommand: Sendable {
    /// The words that call it: `jarvis`, `config`, `check`.
    var path: [String]
    var abstract: String
    var discussion: String
    var arguments: [DocumentedArgument]

    /// `jarvis config check [file]`.
    var usage: String { (path + arguments.map(\.usage)).joined(separator: " ") }

    /// What can be called and is shown in the help, in its order.
    static func all() throws -> [DocumentedCommand] {
        let dump = try JSONValue(parsing: JarvisCommand._dumpHelp())
        return dump["command"].map { leaves($0, above: []) } ?? []
    }

    private static func leaves(_ node: JSONValue, above: [String]) -> [DocumentedCommand] {
        let name = node["commandName"]?.string ?? ""
        guard node["shouldDisplay"]?.bool != false, above.isEmpty || name != "help" else { return [] }
        let path = above + [name]
        let below = (node["subcommands"]?.array ?? []).flatMap { leaves($0, above: path) }
        guard below.isEmpty else { return below }
        let arguments = (node["arguments"]?.array ?? []).map(DocumentedArgument.init)
        return [
            DocumentedCommand(
                path: path, abstract: node["abstract"]?.string ?? "",
                discussion: node["discussion"]?.string ?? "",
                arguments: arguments.filter { $0.isShown && !["help", "version"].contains($0.name) })
        ]
    }
}

/// An argument of a command.
struct DocumentedArgument: Sendable {
    var kind: String
    var name: String
    var abstract: String
    var fallback: String?
    var isOptional: Bool
    var isRepeating: Bool
    var isShown: Bool
    /// It stands behind `--`.
    var isTerminated: Bool

    init(_ node: JSONValue) {
        kind = node["kind"]?.string ?? ""
        name = node["valueName"]?.string ?? ""
        abstract = node["abstract"]?.string ?? ""
        fallback = node["defaultValue"]?.string
        isOptional = node["isOptional"]?.bool ?? false
        isRepeating = node["isRepeating"]?.bool ?? false
        isShown = node["shouldDisplay"]?.bool ?? true
        isTerminated = node["parsingStrategy"]?.string == "postTerminator"
    }

    /// How it is written: `--json`, `--port PORT`, `WORDS...`.
    var spelling: String {
        switch kind {
        case "positional":
            (isTerminated ? "-- " : "") + name.uppercased() + (isRepeating ? "..." : "")
        case "option": "--\(name) \(name.uppercased())"
        default: "--\(name)"
        }
    }

    var usage: String { isOptional ? "[\(spelling)]" : spelling }

    /// The abstract with the default.
    var meaning: String { abstract + (fallback.map { " Default: \($0)." } ?? "") }
}
