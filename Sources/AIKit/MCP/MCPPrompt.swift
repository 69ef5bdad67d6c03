import JSON

/// A question that a client offers its user by name.
struct MCPPrompt: Sendable {
    let name: String
    let description: String
    /// The name of its only argument, which is needed; `nil` where it has none.
    let argument: String?
    let text: @Sendable (String) -> String

    static let all = [
        MCPPrompt(
            name: "diagnose", description: "Finds out why something of the cluster is not well.",
            argument: "thing"
        ) { thing in
            "Find out why \(thing) is not well: look at the cluster's status, at the thing itself, its latest tasks and "
                + "their logs, and its history. Say what is known, what is not, and what would help. Change nothing."
        },
        MCPPrompt(
            name: "morning_report",
            description: "Tells how the cluster is and what happened since yesterday.",
            argument: nil
        ) { _ in
            "Tell me how my cluster is: what is amiss first, then what happened in the last 24 hours, failed tasks, guests "
                + "without a fresh backup, and storages that fill up. Be brief."
        },
    ]

    var members: JSONValue {
        let arguments: [JSONValue] = argument.map { [["name": .string($0), "required": true]] } ?? []
        return [
            "name": .string(name), "description": .string(description), "arguments": .array(arguments),
        ]
    }

    /// The messages it stands for.
    func messages(_ arguments: JSONValue) throws(RPCError) -> [String: JSONValue] {
        var value = ""
        if let argument {
            guard let given = arguments[argument]?.string, !given.isEmpty else {
                throw RPCError(.invalidParams, "The prompt \(name) needs \"\(argument)\".")
            }
            value = given
        }
        let content: JSONValue = ["type": "text", "text": .string(text(value))]
        return [
            "description": .string(description),
            "messages": [["role": "user", "content": content]],
        ]
    }
}
