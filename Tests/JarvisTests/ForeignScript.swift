import FoundationEssentials
import JSON
import Jarvis

/// A foreign MCP server that is a program of the shell: it lists what stands in a file, answers with what stands in another,
/// and writes down each call.
struct ForeignScript {
    let folder: Folder
    /// What comes before it listens.
    var preface = ""
    /// What it answers to the greeting.
    var greeting =
        #"{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"notes","version":"1"}}"#
    /// What it does when its tools are asked for; `$1` is the id.
    var listing = #"printf '{"jsonrpc":"2.0","id":%s,"result":{"tools":%s}}\n' "$1" "$(cat "$DIR/tools")""#
    /// What it does when one is called.
    var calling = #"printf '{"jsonrpc":"2.0","id":%s,"result":%s}\n' "$1" "$(cat "$DIR/answer")""#

    init(tools: [JSONValue], answer: String = "done") throws {
        folder = try Folder()
        try list(tools)
        let content: JSONValue = ["content": [["type": "text", "text": .string(answer)]]]
        try write("answer", content.text)
    }

    static func tool(_ name: String, _ description: String = "Does it.") -> JSONValue {
        ["name": .string(name), "description": .string(description), "inputSchema": ["type": "object"]]
    }

    /// Lists other tools from now on.
    func list(_ tools: [JSONValue]) throws { try write("tools", JSONValue.array(tools).text) }

    /// The calls so far, as they came.
    var calls: [String] {
        let text = (try? String(contentsOfFile: folder.path + "/calls", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    /// The processes that it ran as.
    var processes: [String] {
        let text = (try? String(contentsOfFile: folder.path + "/pids", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    /// The variables that it found around it, by name.
    var variables: Set<String> {
        let text = (try? String(contentsOfFile: folder.path + "/variables", encoding: .utf8)) ?? ""
        return Set(text.split(separator: "\n").compactMap { $0.split(separator: "=").first.map(String.init) })
    }

    func way(_ environment: [String: ForeignValue] = [:]) -> ForeignSettings.Way {
        let script = """
            echo $$ >> "$DIR/pids"; env > "$DIR/variables"
            \(preface)
            list() { \(listing); }
            call() { \(calling); }
            while IFS= read -r line; do
              id=${line#'{"id":'}; id=${id%%,*}
              case "$line" in
                *'"method":"initialize"'*) printf '{"jsonrpc":"2.0","id":%s,"result":%s}\\n' "$id" '\(greeting)' ;;
                *'"method":"tools/list"'*) list "$id" ;;
                *'"method":"tools/call"'*) printf '%s\\n' "$line" >> "$DIR/calls"; call "$id" ;;
              esac
            done
            """
        let given = environment.merging(["DIR": .text(folder.path)]) { _, own in own }
        return .program(["/bin/sh", "-c", script], environment: given)
    }

    private func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(folder.path)/\(name)"), options: .atomic)
    }
}
