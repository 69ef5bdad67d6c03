import Yams

/// One place in a settings file: a YAML node that knows its file, line and key.
///
/// Reading it either gives the value asked for or throws a `SettingsError` that points at the place.
package struct SettingsNode {
    private let node: Node
    private let file: String
    private let path: [String]
    private let line: Int?

    private init(_ node: Node, file: String, path: [String], line: Int?) {
        self.node = node
        self.file = file
        self.path = path
        self.line = line
    }

    /// Parses a whole document; an empty file is an empty mapping.
    package init(parsing text: String, file: String) throws(SettingsError) {
        do {
            // Texts are read as what is asked for, so none is looked at for what it might be.
            node = try Yams.compose(yaml: Self.withoutMark(text), .basic) ?? Node.mapping([:])
        } catch let error as YamlError {
            throw SettingsError(file: file, line: error.line, problem: error.problem)
        } catch {
            throw SettingsError(file: file, problem: "\(error)")
        }
        self.file = file
        path = []
        line = node.mark?.line
    }

    /// The text without the byte order mark that some editors put first: YAML 1.2, 5.2.
    private static func withoutMark(_ text: String) -> String {
        let scalars = text.unicodeScalars
        return scalars.first == "\u{FEFF}" ? String(scalars.dropFirst()) : text
    }

    /// The keys that lead here, joined by dots.
    package var key: String {
        path.joined(separator: ".")
    }

    /// An error that points here.
    package func error(_ problem: String) -> SettingsError {
        SettingsError(file: file, line: line, key: key, problem: problem)
    }

    /// The text of a scalar.
    package func string() throws(SettingsError) -> String {
        guard let text else { throw error("expected text") }
        return text
    }

    /// A whole number within bounds.
    package func integer(in bounds: ClosedRange<Int>) throws(SettingsError) -> Int {
        guard let value = Int(try string(), radix: 10), bounds.contains(value) else {
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
        try choice(of: Array(Choice.allCases)) { $0.rawValue }
    }

    /// One of the values of a list, spelled by its name.
    package func choice<Value>(
        of values: [Value], by name: (Value) -> String
    ) throws(SettingsError) -> Value {
        let text = try string()
        guard let value = values.first(where: { name($0) == text }) else {
            let known = values.map(name).joined(separator: ", ")
            throw error("\"\(text)\" is not one of: \(known)")
        }
        return value
    }

    /// The elements of a list.
    package func list() throws(SettingsError) -> [SettingsNode] {
        guard case .sequence = node else { throw error("expected a list") }
        return elements
    }

    /// The elements of a list; none of anything else.
    package var elements: [SettingsNode] {
        (node.sequence ?? []).enumerated().map { index, element in
            SettingsNode(
                element, file: file, path: path + ["\(index + 1)"], line: element.mark?.line ?? line)
        }
    }

    /// The members of a mapping whose keys are free, in the file's order.
    package func members() throws(SettingsError) -> [(key: String, value: SettingsNode)] {
        guard case .mapping(let mapping) = node else { throw error("expected keys and values") }
        var members: [(key: String, value: SettingsNode)] = []
        for (name, value) in mapping {
            guard case .scalar(let key) = name else { throw error("keys must be plain text") }
            members.append((key.string, member(value, named: key.string, at: name)))
        }
        return members
    }

    /// The keys of a mapping in the file's order; `nil` for anything else.
    package var names: [String]? {
        if case .mapping(let mapping) = node { mapping.map { $0.key.string ?? "" } } else { nil }
    }

    /// The members of a mapping by name; a key outside `known` is an error that points at it.
    package func mapping(known: [String]) throws(SettingsError) -> [String: SettingsNode] {
        var mistakes = SettingsMistakes()
        let result = mapping(known: known, &mistakes)
        if let mistake = mistakes.all.first { throw mistake }
        return result
    }

    /// The known members of a mapping by name; every other key is noted.
    package func mapping(known: [String], _ mistakes: inout SettingsMistakes) -> [String: SettingsNode] {
        var result: [String: SettingsNode] = [:]
        let members = mistakes.collect { () throws(SettingsError) in try self.members() }
        for (key, value) in members ?? [] {
            if !known.contains(key) {
                mistakes.note(value.error("unknown key; known here: \(known.joined(separator: ", "))"))
            } else {
                result[key] = value
            }
        }
        return result
    }

    /// The place some keys deeper; `nil` when it is not there.
    package func place(_ keys: String...) -> SettingsNode? {
        var place = self
        for key in keys {
            guard case .mapping(let mapping) = place.node,
                let (name, value) = mapping.first(where: { $0.key.string == key })
            else { return nil }
            place = place.member(value, named: key, at: name)
        }
        return place
    }

    /// A value may begin lines after its key, which is what the operator looks for.
    private func member(_ value: Node, named key: String, at name: Node) -> SettingsNode {
        SettingsNode(value, file: file, path: path + [key], line: name.mark?.line ?? value.mark?.line ?? line)
    }

    /// The text of a scalar; `nil` for a list or a mapping.
    package var text: String? {
        if case .scalar(let scalar) = node { scalar.string } else { nil }
    }
}

extension YamlError {
    /// The line the parser stopped at, counted from 1.
    fileprivate var line: Int? {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        case .reader(_, let offset?, _, let yaml): yaml.utf8.prefix(offset).count { $0 == 10 } + 1
        default: nil
        }
    }

    /// The parser's words without its own location and excerpt.
    fileprivate var problem: String {
        switch self {
        case .scanner(let context, let problem, _, _), .parser(let context, let problem, _, _),
            .composer(let context, let problem, _, _):
            "not valid YAML: \(problem)\(context.map { " \($0.text)" } ?? "")"
        case .reader(let problem, _, _, _): "not valid YAML: \(problem)"
        case .duplicatedKeysInMapping(let keys, _):
            "\(keys.sorted().joined(separator: ", ")): given twice in one place"
        default: "not valid YAML: \(self)"
        }
    }
}
