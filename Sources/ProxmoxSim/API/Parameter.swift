/// A parameter of an endpoint and what it may be.
struct Parameter: Sendable {
    /// The kinds of value, checked in the way and with the words of Proxmox's schemas.
    enum Kind: Sendable {
        case text
        case boolean
        case integer(ClosedRange<Int>)
        case choice([String])
    }

    let name: String
    let kind: Kind
    var isOptional = true

    static func text(_ name: String) -> Parameter { Parameter(name: name, kind: .text) }

    static func boolean(_ name: String) -> Parameter { Parameter(name: name, kind: .boolean) }

    static func integer(_ name: String, _ range: ClosedRange<Int> = 0...Int.max) -> Parameter {
        Parameter(name: name, kind: .integer(range))
    }

    static func choice(_ name: String, _ choices: [String]) -> Parameter {
        Parameter(name: name, kind: .choice(choices))
    }

    /// The same parameter, but it has to be there.
    var required: Parameter { Parameter(name: name, kind: kind, isOptional: false) }

    /// What is wrong with a value; `nil` when nothing is.
    func fault(in value: String) -> String? {
        switch kind {
        case .text: return nil
        case .boolean:
            let known = ["0", "1", "on", "off", "yes", "no", "true", "false"]
            return known.contains(value.lowercased())
                ? nil : "type check ('boolean') failed - got '\(value)'"
        case .integer(let range):
            guard let number = Int(value) else {
                return "type check ('integer') failed - got '\(value)'"
            }
            if number < range.lowerBound { return "value must have a minimum value of \(range.lowerBound)" }
            if number > range.upperBound { return "value must have a maximum value of \(range.upperBound)" }
            return nil
        case .choice(let choices):
            return choices.contains(value)
                ? nil
                : "value '\(value)' does not have a value in the enumeration "
                    + "'\(choices.joined(separator: ", "))'"
        }
    }
}

extension Parameter {
    /// The variables that paths have.
    static let pathVariables: [String: Parameter] = [
        "vmid": .integer("vmid", 100...999_999_999)
    ]

    /// Checks all values of a call at once, as Proxmox does.
    static func check(_ values: [String: String], against parameters: [Parameter], path: [String: String])
        throws(Refusal)
    {
        var errors: [String: String] = [:]
        for (name, value) in path {
            errors[name] = pathVariables[name]?.fault(in: value)
        }
        for parameter in parameters where values[parameter.name] == nil && !parameter.isOptional {
            errors[parameter.name] = "property is missing and it is not optional"
        }
        for (name, value) in values where path[name] == nil {
            if let parameter = parameters.first(where: { $0.name == name }) {
                errors[name] = parameter.fault(in: value)
            } else {
                errors[name] =
                    "property is not defined in schema and the schema does not allow additional properties"
            }
        }
        guard errors.isEmpty else { throw .wrong(errors) }
    }
}
