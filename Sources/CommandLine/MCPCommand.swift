import AIKit
import ArgumentParser
import Dispatch
import Glibc
import Jarvis
import Multiplexer
import Server
import Text

/// `jarvis mcp`: the butler's tools for other programs.
struct MCPCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mcp", abstract: "Serve the butler's tools to another program over MCP.",
        discussion: """
            Speaks the Model Context Protocol (2026-07-28, 2025-11-25, 2025-06-18) on standard input and output, a message \
            a line, until the input ends; with --http on http://127.0.0.1:PORT/mcp, for who has the token, until it is \
            interrupted. The tools are those of the chat and go through the same gate: what looks only is \
            answered, what changes something is asked about on the screen of the running house, and refused where none \
            runs or nobody answers within five minutes. Resources are the cluster, its status, incidents and the feed; who \
            subscribes to them is told while a house runs that they have changed. What ai.private names is left out of every result.
            """)

    @Option(help: "The cluster; the first when left out.")
    var cluster: String?

    @Flag(
        help: "Serve HTTP on this machine's own address instead; the token is kept in a file that is named.")
    var http = false

    @Flag(
        help: "Print the SHA-256 of all that is told of the tools, and end; it changes when a tool does.")
    var digest = false

    @Option(help: "With --http, the port; 0 takes any free one.")
    var port = 8737

    func run() throws {
        if digest { return StandardOutput.writeUncovered(ToolSurface.digest + "\n") }
        if http { try serve() } else { try converse() }
    }

    private func serve() throws {
        try Errand.Ending.leave {
            let (token, file) = try Self.token()
            let door = MCPDoor(host: HouseHost(cluster: cluster), token: token)
            let listener = try Blocking.wait { [port] in
                try await Listener.open([Listener.Door(port: port, service: door.service)])
            }
            StandardOutput.write(
                "address  http://127.0.0.1:\(listener.ports.first ?? port)/mcp\ntoken    in \(file)\nInterrupt to end.\n"
            )
            dispatchMain()
        }
    }

    /// What a client has to send, and the file that it is in; made at the first time.
    private static func token() throws -> (Secret, file: String) {
        let file = Folders(environment: ProcessEnvironment.current).state + "/mcp.token"
        do throws(PrivateFile.Fault) {
            var bytes = [UInt8](repeating: 0, count: 24)
            for index in bytes.indices { bytes[index] = .random(in: .min ... .max) }
            try PrivateFile.create(file, text: Hexadecimal.digits(of: bytes) + "\n")
        } catch .exists {
            // It is the one to use.
        }
        return (Secret(try Blocking.wait { try await SecretSource.file(file).read(environment: [:]) }), file)
    }

    private func converse() throws {
        try Errand.Ending.leave {
            let host = HouseHost(cluster: cluster)
            let session = MCPSession(host, version: Version.text) { message in
                StandardOutput.write(message.text + "\n")
            }
            var lines = InputLines()
            while let line = lines.next() {
                switch line {
                case .whole(let text): if !text.allSatisfy(\.isWhitespace) { session.receive(text) }
                case .tooLong:
                    session.refuse(
                        RPCError(.invalidRequest, "A message has at most \(InputLines.longest) bytes."))
                }
            }
            try Blocking.wait { await Self.rest(session) }
            session.end()
            return Errand.Ending(.done)
        }
    }

    /// What was asked before the input ended is answered, within reason.
    private static func rest(_ session: MCPSession) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await session.rest() }
            group.addTask { try? await Task.sleep(for: .seconds(30)) }
            await group.next()
            group.cancelAll()
            session.end()
        }
    }
}

/// The lines of standard input.
private struct InputLines {
    enum Line {
        case whole(String)
        case tooLong
    }

    /// The most bytes of one.
    static let longest = 4 << 20

    private var held: [UInt8] = []
    private var isOver = false
    private var isSkipping = false

    /// The next one; `nil` when the input has ended.
    mutating func next() -> Line? {
        while true {
            if let end = held.firstIndex(of: UInt8(ascii: "\n")) {
                let line = held[..<end]
                defer { held.removeSubrange(...end) }
                if !isSkipping { return .whole(String(decoding: line, as: UTF8.self)) }
                isSkipping = false
                continue
            }
            if held.count > Self.longest {
                held = []
                guard isSkipping else {
                    isSkipping = true
                    return .tooLong
                }
            }
            guard !isOver else {
                defer { held = [] }
                return held.isEmpty || isSkipping ? nil : .whole(String(decoding: held, as: UTF8.self))
            }
            read()
        }
    }

    private mutating func read() {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
        if count < 0, errno == EINTR { return }
        if count > 0 { held += buffer[..<count] } else { isOver = true }
    }
}
