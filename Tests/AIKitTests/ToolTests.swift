import JSON
import Testing

@testable import AIKit

@Suite
struct ToolTests {
    private let stop = ToolDefinition(
        name: "stop_vm", description: "Stops.",
        parameters: [
            ToolParameter("vmid", .integer(100...999_999_999), "The VMID.", isRequired: true),
            ToolParameter("force", .flag, "At once."),
            ToolParameter("mode", .choice(["acpi", "kill"]), "How."),
            ToolParameter("note", .text, "Why."),
        ])

    @Test(arguments: ["", "get vms", "get.vms", "gét", String(repeating: "a", count: 65)])
    func `a name a server would reject is none`(_ name: String) {
        #expect(ToolName(name) == nil)
    }

    @Test(arguments: ["a", "get_vms", "Get-VMs-2", String(repeating: "a", count: 64)])
    func `a name of letters, digits, underscores and hyphens is one`(_ name: String) {
        #expect(ToolName(name)?.rawValue == name)
    }

    @Test
    func `the schema says what each parameter is`() {
        #expect(
            stop.inputSchema == [
                "type": "object", "required": ["vmid"], "additionalProperties": false,
                "properties": [
                    "vmid": [
                        "type": "integer", "description": "The VMID.", "minimum": 100, "maximum": 999_999_999,
                    ],
                    "force": ["type": "boolean", "description": "At once."],
                    "mode": ["type": "string", "description": "How.", "enum": ["acpi", "kill"]],
                    "note": ["type": "string", "description": "Why."],
                ],
            ])
    }

    @Test(
        arguments: [
            (["vmid": 103], ["vmid": 103]), (["vmid": "103"], ["vmid": 103]),
            (["vmid": 103.0], ["vmid": 103]),
            (["vmid": 103, "force": "true", "mode": "kill"], ["vmid": 103, "force": true, "mode": "kill"]),
            (["vmid": 103, "note": .null], ["vmid": 103]),
            (["vmid": 103, "note": 7], ["vmid": 103, "note": "7"]),
        ] as [(JSONValue, JSONValue)])
    func `arguments are brought to the types of the schema`(_ given: JSONValue, _ expected: JSONValue) throws
    {
        #expect(try stop.check(given) == expected)
    }

    @Test(
        arguments: [
            ([], "The arguments must be one JSON object."), ([:], "The parameter \"vmid\" is missing."),
            (["vmid": "jellyfin (103)"], "The parameter \"vmid\" does not fit"),
            (["vmid": 7], "does not fit"),
            (["vmid": 103, "mode": "axe"], "The parameter \"mode\" does not fit"),
            (
                ["vmid": 103, "node": "pve"],
                "There is no parameter \"node\"; the parameters are force, mode, note, vmid."
            ),
        ] as [(JSONValue, String)])
    func `arguments that do not fit are told apart`(_ given: JSONValue, _ expected: String) {
        do throws(ArgumentError) {
            _ = try stop.check(given)
            Issue.record("accepted \(given.text)")
        } catch {
            #expect(error.description.contains(expected))
        }
    }

    @Test
    func `definitions are sorted, whatever order the tools came in`() {
        let names = ["b", "a", "c"] as [ToolName]
        let set = ToolSet(
            names.map { name in
                .reading(ToolDefinition(name: name, description: "")) { _ in ToolOutcome([:]) }
            })
        #expect(set.definitions.map(\.name.rawValue) == ["a", "b", "c"])
        #expect(set["d"] == nil)
    }
}
