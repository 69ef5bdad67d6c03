import Yams

/// One place in a settings file: a YAML node that knows its file, line and key.
///
/// Reading it either gives the value asked for or throws a `SettingsError` that points at the place.
package struct SettingsNode {
    private let node: Node
    private let file: String
    private let path: [String]

    private init(_ node: Node, file: String, path: [String]) {
        self.node = node
        self.file = file
        self.path = path
    }

    /// Parses a whole document; an empty file is an empty mapping.
    package init(parsing text: String, file: String) throws(SettingsError) {
        do {
            node = try Yams.compose(yaml: text) ?? Node.mapping([:])
        } catch let error as YamlError {
            throw SettingsError(file: file, line: error.line, problem: error.problem)
        } catch {
            throw SettingsError(file: file, problem: "\(error)")
        }
        self.file = file
        path = []
    }

    /// The keys that lead here, joined by dots.
    package var key: String {
        path.joined(separator: ".")
    }

    /// An error that points here.
    package func error(_ problem: String) -> SettingsError {
        SettingsError(file: file, line: node.mark?.line, key: key, problem: problem)
    }

    /// The text of a scalar.
    package func string() throws(SettingsError) -> String {
        guard case .scalar(let scalar) = node else { throw error("expected text") }
        return scalar.string
    }

    /// A whole number within bounds.
    package func integer(in bounds: ClosedRange<Int>) throws(SettingsError) -> Int {
        guard let value = Int(try string()), bounds.contains(value) else {
            throw error("expected a whole number from \(bounds.lowerBound) to \(bounds.upperBound)")
        }
        return value
    }

    /// A truth value in one of YAML's spellings.
    package func bool() throws(SettingsError) -> Bool {
        switch try string().lowercased() {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        default: throw error("expected true or false")
        }
    }

    /// One of the cases of an enumeration spelled by its raw value.
    package func choice<Choice: RawRepresentable & CaseIterable>(
        _ type: Choice.Type = Choice.self
    ) throws(SettingsError) -> Choice where Choice.RawValue == String {
        let text = try string()
        guard let choice = Choice(rawValue: text) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw error("\"\(text)\" is not one of: \(known)")
        }
        return choice
    }

    /// The elements of a list.
    package func list() throws(SettingsError) -> [SettingsNode] {
        guard case .sequence(let sequence) = node else { throw error("expected a list") }
        return sequence.enumerated().map { index, element in
            SettingsNode(element, file: file, path: path + ["\(index + 1)"])
        }
    }

    /// The members of a mapping whose keys are free, in the file's order.
    package func members() throws(SettingsError) -> [(key: String, value: SettingsNode)] {
        guard case .mapping(let mapping) = node else { throw error("expected keys and values") }
        var members: [(key: String, value: SettingsNode)] = []
        for (name, value) in mapping {
            guard case .scalar(let key) = name else { throw error("keys must be plain text") }
            members.append((key.string, SettingsNode(value, file: file, path: path + [key.string])))
        }
        return members
    }

    /// The members of a mapping by name; a key outside `known`, or one given twice, is an error that points at it.
    package func mapping(known: [String]) throws(SettingsError) -> [String: SettingsNode] {
        var result: [String: SettingsNode] = [:]
        for (key, value) in try members() {
            guard known.contains(key) else {
                throw value.error("unknown key; known here: \(known.joined(separator: ", "))")
            }
            guard result.updateValue(value, forKey: key) == nil else { throw value.error("given twice") }
        }
        return result
    }

    /// Whether this is plain text and not a list or a mapping.
    package var isText: Bool {
        if case .scalar = node { true } else { false }
    }
}

extension YamlError {
    /// The line the parser stopped at, counted from 1.
    fileprivate var line: Int? {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: nil
        }
    }

    /// The parser's words without its own location and excerpt.
    fileprivate var problem: String {
        switch self {
        case .scanner(let context, let problem, _, _), .parser(let context, let problem, _, _),
            .composer(let context, let problem, _, _):
            "not valid YAML: \(problem)\(context.map { " \($0.text)" } ?? "")"
        default: "not valid YAML: \(self)"
        }
    }
}
