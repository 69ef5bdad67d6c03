import AIKit
import Counterparts
import JSON
import Memory
import ProxmoxSim
import Testing

@testable import Jarvis

/// What other programs are told of the tools, and that the tools' answers keep it.
@Suite(.timeLimit(.minutes(5)))
struct ToolSurfaceTests {
    /// Renewed with what `jarvis mcp --digest` prints, after a look at what is told otherwise of which tool.
    private static let digest = "e2d62890140341e07ac4a3e5188065bdddaa55f7b087ecdcf5468529cea828c3"

    @Test func `nothing that is told of the tools has changed unnoticed`() {
        #expect(ToolSurface.digest == Self.digest)
    }

    @Test func `the digest is of names, words, schemas and hints`() throws {
        let tools = ToolSurface.tools.map(\.members)
        #expect(tools.count > 20)
        for tool in tools {
            for key in ["name", "description", "inputSchema", "annotations"] { #expect(tool[key] != nil) }
            // What changes something promises nothing.
            #expect(tool["outputSchema"] == nil || tool["annotations"]?["readOnlyHint"] == true)
        }
    }

    /// What each tool that looks is asked with.
    private static let questions: [String: JSONValue] = [
        "find_guest": ["name": "jellyfin"], "get_guest_status": ["vmid": 103],
        "get_guest_config": ["vmid": 103],
        "get_node_status": ["node": "pve1"], "get_disks": ["node": "pve1"], "get_history": ["vmid": 103],
        "get_snapshots": ["vmid": 103], "get_node_log": ["node": "pve1", "words": "pve"],
        "memory_search": ["words": "jellyfin"],
    ]

    @Test func `every tool that looks promises what its answers are like`() {
        let silent = ToolSurface.tools.filter { $0.tier == .green && $0.output == nil }
        // Whose answers are words.
        #expect(silent.map(\.definition.name.rawValue) == Self.wordy)
        for tool in ToolSurface.tools {
            guard let schema = tool.output, tool.definition.name != "get_guest_config" else { continue }
            #expect(schema["properties"]?.object?.isEmpty == false, "\(tool.definition.name)")
        }
    }

    private static let wordy = ["execute_ssh"]

    @Test func `every answer keeps the schema that is promised`() async throws {
        try await Homestead.live { home in
            let snapshot = await home.site.snapshot
            let node = try #require(snapshot.nodes.first { $0.state == .online }).name.text
            let task = try #require(snapshot.tasks.first).upid.text
            // What is found of each kind has its rows.
            let fact = FactRecord(
                time: .now, cluster: "home", text: "jellyfin may be off at night", source: "/remember")
            _ = try await home.store.facts.keep(fact)
            var seen = 0
            for tool in ToolSurface.tools {
                guard let schema = tool.output else { continue }
                let name = tool.definition.name.rawValue
                var arguments = (Self.questions[name] ?? [:]).object ?? [:]
                if arguments["node"] != nil { arguments["node"] = .string(node) }
                if name == "get_task_log" { arguments["upid"] = .string(task) }
                let answer = Collected<String>()
                _ = await Errand.callTool.run(
                    in: home.estate, ["", name, JSONValue.object(arguments).text], asker: 1
                ) { answer.add($0) }
                let told = try JSONValue(parsing: answer.all.last ?? "")
                #expect(told["isError"] == false, "\(name): \(told.text.prefix(300))")
                let faults = SchemaFaults(of: told["structured"] ?? .null, schema).all
                #expect(faults == [], "\(name)")
                seen += 1
            }
            #expect(seen > 15)
        }
    }

    @Test func `what is no answer of that kind is found`() {
        let schema: JSONValue = [
            "type": "object", "properties": ["a": ["type": "array", "items": ["type": "integer"]]],
        ]
        #expect(SchemaFaults(of: ["a": [1, "2"]], schema).all == ["/a/1 is no integer"])
        #expect(SchemaFaults(of: ["b": 1], schema).all == ["/b is not told of"])
        #expect(SchemaFaults(of: 3, schema).all == [" is no object"])
    }
}

/// Where a value is not as a schema of types, properties and items has it; members that it does not tell of are faults, too.
private struct SchemaFaults {
    private(set) var all: [String] = []

    init(of value: JSONValue, _ schema: JSONValue, at path: String = "") {
        let fits =
            switch (schema["type"]?.string, value) {
            case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool),
                ("integer", .integer),
                ("number", .number), ("number", .integer):
                true
            default: false
            }
        guard fits else {
            all.append("\(path) is no \(schema["type"]?.string ?? "?")")
            return
        }
        for (index, element) in (value.array ?? []).enumerated() {
            all += SchemaFaults(of: element, schema["items"] ?? [:], at: "\(path)/\(index)").all
        }
        guard let known = schema["properties"]?.object else { return }
        for (key, member) in value.object ?? [:] {
            guard let below = known[key] else {
                all.append("\(path)/\(key) is not told of")
                continue
            }
            all += SchemaFaults(of: member, below, at: "\(path)/\(key)").all
        }
    }
}
