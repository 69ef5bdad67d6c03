import AIKit
import JSON
import Memory
import Synchronization

extension Errand {
    /// Prints the tools as JSON: `[{"name", "description", "inputSchema", "outputSchema"?, "tier"?}]`; beside it the cluster's name, empty
    /// for the first.
    package static let tools = Errand("tools", need: .clusters) { estate, arguments, output in
        guard let site = estate.site(arguments.first?.unlessEmpty) else { return estate.noSuchCluster }
        let all = ClusterTools.all(
            site, memory: estate.store, runbooks: estate.runbooks, keeper: estate.keeper
        ).all
        let tools = all.map { tool in
            let told = ToolSurface.told(tool)
            var members: [String: JSONValue] = [
                "name": .string(told.definition.name.rawValue),
                "description": .string(told.definition.description),
                "inputSchema": told.definition.inputSchema,
            ]
            members["tier"] = told.tier.map { .integer($0.rawValue) }
            members["outputSchema"] = told.output
            return JSONValue.object(members)
        }
        output(JSONValue.array(tools).text)
        return Ending(.done)
    }

    /// Prints what another program may read without a call: `describe`, `status`, `incidents` or `feed`, without what is
    /// private.
    package static let resource = Errand("resource", need: .clusters) { estate, arguments, output in
        let text = Mutex("")
        let told = ResourceFacts(estate: estate)
        switch arguments.first {
        case "incidents", "feed":
            let isFeed = arguments.first == "feed"
            do throws(MemoryError) {
                let facts = isFeed ? try await told.feed() : await told.incidents()
                guard let butler = estate.sites.first.flatMap({ estate.butler($0.name) }) else {
                    return estate.noSuchCluster
                }
                let kept = await butler.discretion.scope().withoutWithheld(facts) ?? [:]
                output(kept.text)
                return Ending(.done)
            } catch {
                return Ending(.memory, error.description)
            }
        default: break
        }
        let errand = arguments.first == Errand.status.name ? Errand.status : Errand.describe
        let ending = await errand.run(in: estate, []) { part in text.withLock { $0 += part } }
        guard let butler = estate.sites.first.flatMap({ estate.butler($0.name) }) else { return ending }
        let scope = await butler.discretion.scope()
        let whole = text.withLock { $0 }
        guard errand.name == Errand.status.name else {
            output(scope.withoutWithheld(whole))
            return Ending(.done)
        }
        let value = JSONValue(object: whole).flatMap { scope.withoutWithheld($0) }
        output((value ?? .object([:])).text)
        return Ending(.done)
    }

    /// Calls a tool for another program: the cluster's name, empty for the first, the tool's, and the arguments as JSON.
    ///
    /// Prints lines of JSON: `{"waiting": SENTENCE}` while the operator is asked, and in the end
    /// `{"text", "structured"?, "isError"}`. Asked is who looks at the house's screen; a command that does it itself has
    /// none, so there everything that changes something is refused.
    package static let callTool = Errand(
        "call-tool", need: .clusters, patience: .seconds(600), conversing: call)

    private static func call(
        _ estate: Estate, _ arguments: [String], _ asker: Asker, _ output: @escaping Output
    ) async -> Ending {
        guard arguments.count == 3 else {
            return Ending(.usage, "A call has a cluster, a tool and arguments.")
        }
        guard let site = estate.site(arguments[0].unlessEmpty) else { return estate.noSuchCluster }
        guard let given = JSONValue(object: arguments[2]) else {
            return Ending(.usage, "The arguments of a call are one JSON object.")
        }
        await estate.settle()
        let butler = estate.host(at: site, hasScreen: asker != 0)
        let outcome = await butler.carryOut(arguments[1], given, for: .mcp) { words in
            output(JSONValue.object(["waiting": .string(words)]).text + "\n")
        }
        var members: [String: JSONValue] = [
            "text": .string(outcome.text), "isError": .bool(outcome.isError),
        ]
        members["structured"] = outcome.structured
        output(JSONValue.object(members).text + "\n")
        return Ending(.done)
    }
}

extension JSONValue {
    /// The object that a text holds; `nil` for any other.
    init?(object text: String) {
        do throws(JSONFault) {
            self = try JSONValue(unambiguous: text)
        } catch {
            return nil
        }
        guard object != nil else { return nil }
    }
}

extension String {
    /// An argument that may be left out by saying nothing in its place.
    var unlessEmpty: String? { isEmpty ? nil : self }
}
