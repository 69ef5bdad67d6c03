import AIKit
import Dispatch
import House
import JSON
import Jarvis
import Synchronization
import Text

/// The tools of the running house, for a server of MCP; without one, those of this process.
final class HouseHost: MCPHost {
    private let cluster: String
    /// The tools, once they were told.
    private let known = Mutex<[MCPTool]?>(nil)
    private let runner = ErrandRunner()

    init(cluster: String?) { self.cluster = cluster ?? "" }

    func tools() async throws -> [MCPTool] {
        if let tools = known.withLock({ $0 }) { return tools }
        let text = try await runner.collect(.tools, [cluster])
        let tools = (try JSONValue(unambiguous: text).array ?? []).compactMap(MCPTool.init(told:))
        known.withLock { $0 = tools }
        return tools
    }

    func call(
        _ name: String, _ arguments: JSONValue, told: @escaping @Sendable (String) -> Void
    ) async throws -> MCPOutcome {
        let outcome = Mutex<MCPOutcome?>(nil)
        let lines = Mutex(LineReader())
        try await runner.run(.callTool, [cluster, name, arguments.text]) { part in
            for line in lines.withLock({ $0.lines(with: part) }) {
                guard let value = try? JSONValue(unambiguous: line) else { continue }
                if let words = value["waiting"]?.string { told(words) }
                guard let text = value["text"]?.string else { continue }
                outcome.withLock {
                    $0 = MCPOutcome(
                        text: text, structured: value["structured"], isError: value["isError"]?.bool ?? true)
                }
            }
        }
        guard let outcome = outcome.withLock({ $0 }) else {
            throw ErrandFailure("The house ended the call without an answer.")
        }
        return outcome
    }

    private static let digest = MCPResource(
        uri: "jarvis://cluster", name: "cluster",
        description: "The clusters in few words: what is amiss, nodes, guests, storages, tasks.",
        mimeType: "text/plain")

    private static let status = MCPResource(
        uri: "jarvis://status", name: "status",
        description: "How the clusters are, as `jarvis status --json` tells it.", mimeType: "application/json"
    )

    private static let incidents = MCPResource(
        uri: "jarvis://incidents", name: "incidents",
        description: "What is amiss in each cluster, the gravest first, and what is not known.",
        mimeType: "application/json")

    private static let feed = MCPResource(
        uri: "jarvis://feed", name: "feed",
        description: "The latest lines of the activity feed: what happened and what was done.",
        mimeType: "application/json")

    var resources: [MCPResource] { [Self.digest, Self.status, Self.incidents, Self.feed] }

    func read(_ resource: MCPResource) async throws -> String {
        try await runner.collect(.resource, [resource == Self.digest ? "describe" : resource.name])
    }

    func watch(_ told: @escaping @Sendable (MCPNews) -> Void) async throws {
        let lines = Mutex(LineReader())
        try await runner.watch { part in
            for line in lines.withLock({ $0.lines(with: part) }) {
                switch line {
                case "": break
                case "begun": told(.begun)
                default: told(.changed("jarvis://\(line)"))
                }
            }
        }
    }
}

extension MCPTool {
    /// As the errand tells it.
    fileprivate init?(told value: JSONValue) {
        guard let name = value["name"]?.string.flatMap({ ToolName($0) }),
            let description = value["description"]?.string, let schema = value["inputSchema"]
        else { return nil }
        self.init(
            ToolDefinition(name: name, description: description, inputSchema: schema),
            tier: value["tier"]?.integer.flatMap { SafetyTier(rawValue: $0) },
            output: value["outputSchema"])
    }
}

/// Why an errand was not done, in a sentence.
struct ErrandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Does errands for tasks, each on a thread of its own, as a messenger waits for the house.
///
/// Where no house runs they are done here, one after the other.
private final class ErrandRunner: Sendable {
    private let turn = Mutex(())
    private let address = Mutex<HouseAddress?>(nil)

    func collect(_ errand: Errand, _ arguments: [String] = []) async throws -> String {
        let text = Mutex("")
        try await run(errand, arguments) { part in text.withLock { $0 += part } }
        return text.withLock { $0 }
    }

    /// Watches over a house until the task is cancelled; throws where none runs.
    func watch(output: @escaping @Sendable (String) -> Void) async throws {
        try await run(.watchResources, [], needsHouse: true, output: output)
    }

    func run(
        _ errand: Errand, _ arguments: [String], needsHouse: Bool = false,
        output: @escaping @Sendable (String) -> Void
    ) async throws {
        let isWanted = Mutex(true)
        let ending = try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(
                        with: Result {
                            try self.carry(
                                errand, arguments, needsHouse, { isWanted.withLock { $0 } }, output)
                        })
                }
            }
        } onCancel: {
            isWanted.withLock { $0 = false }
        }
        guard ending.code == 0 else { throw ErrandFailure(ending.text) }
    }

    private func carry(
        _ errand: Errand, _ arguments: [String], _ needsHouse: Bool, _ isWanted: () -> Bool,
        _ output: (String) -> Void
    ) throws -> Errand.Ending {
        let house = address.withLock { address in
            // It is said once which cluster is spoken of.
            let house = address ?? DemoHouse().addressToAsk()
            address = house
            return house
        }
        let answered = try Messenger.askHouse(
            errand, arguments, at: house, isWanted: isWanted, output: output)
        if let answered { return answered }
        guard !needsHouse else {
            throw ErrandFailure(
                "No house of Jarvis runs, and without one nothing is watched; start `jarvis` or `jarvis watch`."
            )
        }
        // The memory lets in one at a time.
        return try turn.withLock { _ in
            let messenger = Messenger(asksDemo: true)
            let ending = try messenger.carry(errand, arguments, output: output)
            try messenger.close()
            return ending
        }
    }
}
