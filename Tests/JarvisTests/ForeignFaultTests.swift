import AIKit
import FoundationEssentials
import JSON
import Jarvis
import Testing

/// Foreign servers that hang, die, flood or lie: told in one sentence, ended, and no harm to the question.
@Suite(.timeLimit(.minutes(5)))
struct ForeignFaultTests {
    /// What is wrong with a server.
    enum Fault: String, CaseIterable, Sendable {
        case hangs, dies, isMissing, babbles, longLine, wrongIDs, closes, listIsNone, oldVersion, stays

        /// What is said of it behind `The foreign server notes lends no tools: `.
        var words: String {
            switch self {
            case .hangs, .wrongIDs, .stays: "it did not answer within 20 seconds."
            case .dies:
                "it went away before it answered: its program ended, and its last words were: no milk."
            case .isMissing: "it cannot be reached: /no/such/program cannot be run: "
            case .babbles:
                "it does not speak MCP as it should: it prints lines that are no messages, such as hello."
            case .longLine: "it sends too much: a line of more than 4194304 bytes."
            case .closes: "it went away before it answered: its program ended."
            case .listIsNone: "it does not speak MCP as it should: its list of tools is none."
            case .oldVersion:
                "it does not speak MCP as it should: it speaks the version 1999-01-01, which Jarvis does not."
            }
        }

        func way(_ script: ForeignScript) -> ForeignSettings.Way {
            var script = script
            switch self {
            case .hangs: script.preface = "sleep 600"
            case .dies: script.preface = "echo no milk >&2; exit 3"
            case .isMissing: return .program(["/no/such/program"], environment: [:])
            case .babbles: script.preface = "while :; do echo hello; done"
            case .longLine: script.preface = "head -c 6000000 /dev/zero | tr '\\0' x; sleep 600"
            case .wrongIDs:
                script.preface =
                    #"while IFS= read -r line; do printf '{"jsonrpc":"2.0","id":99,"result":{}}\n'; done"#
            case .closes: script.preface = "exec 1>&-; sleep 600"
            case .listIsNone:
                script.listing = #"printf '{"jsonrpc":"2.0","id":%s,"result":{"tools":7}}\n' "$1""#
            case .oldVersion: script.greeting = #"{"protocolVersion":"1999-01-01","capabilities":{}}"#
            case .stays: script.preface = "trap '' TERM HUP INT; while :; do sleep 600; done"
            }
            return script.way()
        }
    }

    @Test(arguments: Fault.allCases)
    func `it lends nothing, is told of once, and is gone afterwards`(_ fault: Fault) async throws {
        let script = try ForeignScript(tools: [ForeignScript.tool("read")])
        let settings = ForeignSettings(name: "notes", way: fault.way(script))
        let caller = Caller([("get_vms", [:])])
        try await Homestead.live(provider: caller) { home in
            await home.estate.use([settings])
            // The question is answered all the same, with the tools that there are.
            let answer = try await home.ask("go on")
            #expect(answer == "Done.")
            #expect(
                caller.offered == [] && caller.results.first?.hasPrefix("<data tool=\"get_vms\">") == true)
            let line = try await home.witness.line("mcp.fault")
            let words = "The foreign server notes lends no tools: \(fault.words)"
            #expect(line.title.hasPrefix(words), "\(line.title)")
            let warned = try await home.witness.first { event in
                if case .butler(.agent(.warning(let words)), _) = event { words } else { nil }
            }
            #expect(warned == line.title)
        }
        #expect(script.processes.isEmpty == (fault == .isMissing))
        for process in script.processes {
            #expect(!FileManager.default.fileExists(atPath: "/proc/\(process)"), "\(process) lives on")
        }
        script.folder.remove()
    }
}
