import AIKit
import Glibc
import Subprocess
import Synchronization
import Text

/// A program that serves MCP on its standard input and output, in a session of its own, without Jarvis' secrets around it.
///
/// It ends when it is let go of: its input is closed first, then it is asked by SIGTERM, then killed with what it began.
final class ServerProcess: Sendable {
    private let words: [String]
    private let environment: [String: String]
    private let queue: AsyncStream<String>.Continuation
    private let task = Mutex<Task<Void, Never>?>(nil)
    private let lastWords = Mutex("")

    /// Lines that wait for a program which does not read them.
    private static let mostWaiting = 256
    /// For the end of its own accord once its input is closed, and for that after SIGTERM.
    private static let patience = Duration.seconds(1)
    /// Characters of what it prints on standard error, which tell why it ended.
    private static let errorLength = 400

    /// Starts it; what goes wrong is told by the first request.
    static func begin(_ words: [String], environment: [String: String]) -> MCPLineCarrier {
        let (lines, queue) = AsyncStream.makeStream(
            of: String.self, bufferingPolicy: .bufferingOldest(mostWaiting))
        let process = ServerProcess(words, environment, queue)
        let overflow = Mutex<MCPLineCarrier?>(nil)
        let carrier = MCPLineCarrier(
            write: { line in
                guard case .dropped = queue.yield(line) else { return }
                overflow.withLock { $0 }?.end(.flood("it does not read what it is sent"))
            }, letGo: { await process.end() })
        overflow.withLock { $0 = carrier }
        let task = Task { @concurrent in
            let fault = await process.live(lines, carrier)
            carrier.end(fault)
            overflow.withLock { $0 = nil }
        }
        process.task.withLock { $0 = task }
        return carrier
    }

    private init(
        _ words: [String], _ environment: [String: String], _ queue: AsyncStream<String>.Continuation
    ) {
        self.words = words
        self.environment = environment
        self.queue = queue
    }

    private func end() async {
        queue.finish()
        guard let task = task.withLock({ $0 }) else { return }
        let killing = Task { @concurrent in
            do {
                try await Task.sleep(for: Self.patience)
            } catch {
                // It ended by itself.
                return
            }
            task.cancel()
        }
        await task.value
        killing.cancel()
    }

    /// Lives with it until it ends; returns why that was.
    private func live(_ lines: AsyncStream<String>, _ carrier: MCPLineCarrier) async -> MCPFault {
        // A write to a program that has ended is an error and no death; it is so in the house already.
        signal(SIGPIPE, SIG_IGN)
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: Self.patience)
        ]
        let variables = environment.compactMap { name, value in
            Subprocess.Environment.Key(rawValue: name).map { ($0, value) }
        }
        do {
            _ = try await Subprocess.run(
                .path(.init(words[0])), arguments: .init(Array(words.dropFirst())),
                environment: .custom(Dictionary(variables) { first, _ in first }), platformOptions: options,
                input: .inputWriter, output: .sequence, error: .sequence
            ) { execution in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        for await line in lines {
                            _ = try await execution.standardInputWriter.write(line + "\n")
                        }
                        try await execution.standardInputWriter.finish()
                    }
                    let (silence, said) = AsyncStream.makeStream(of: Never.self)
                    group.addTask {
                        defer { said.finish() }
                        for try await part in execution.standardError { self.note(part) }
                    }
                    var reader = BoundedLines(limit: MCPBounds.message)
                    for try await part in execution.standardOutput {
                        for line in try reader.lines(in: part.withUnsafeBytes { Array($0) }) {
                            carrier.receive(line)
                        }
                    }
                    // Its last words are on their way where it has just ended; one that lives on has none.
                    _ = try? await withDeadline(.milliseconds(500)) { for await _ in silence {} }
                    group.cancelAll()
                }
                // Whatever of it lives on after its output has ended is ended.
                throw MCPFault.gone("its program ended")
            }
            return .gone("its program ended")
        } catch let fault as MCPFault {
            return told(fault)
        } catch is CancellationError {
            return .gone("it was let go")
        } catch {
            return .unreached("\(words[0]) cannot be run: \(MCPFault.quoted("\(error)"))")
        }
    }

    private func note(_ part: SubprocessOutputSequence.Buffer) {
        let text = part.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        lastWords.withLock { $0 = String(($0 + text).suffix(Self.errorLength)) }
    }

    /// The fault with the last that the program said of itself.
    private func told(_ fault: MCPFault) -> MCPFault {
        guard case .gone(let words) = fault else { return fault }
        let last = lastWords.withLock { $0 }.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
        return last.isEmpty ? fault : .gone("\(words), and its last words were: \(MCPFault.quoted(last))")
    }
}

/// Bytes that end anywhere, as whole lines of a bounded length.
struct BoundedLines {
    private var held: [UInt8] = []
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// The lines that a part completes, without their ends.
    mutating func lines(in part: [UInt8]) throws(MCPFault) -> [String] {
        var lines: [String] = []
        var rest = part[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            held += rest[..<end]
            try check()
            lines.append(String(decoding: held, as: UTF8.self))
            held.removeAll(keepingCapacity: held.count <= 1 << 16)
            rest = rest[(end + 1)...]
        }
        held += rest
        try check()
        return lines
    }

    private func check() throws(MCPFault) {
        guard held.count > limit else { return }
        throw .flood("a line of more than \(limit) bytes")
    }
}
