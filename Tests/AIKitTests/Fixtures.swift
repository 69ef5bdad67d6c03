import Glibc
import HTTP
import JSON
import Testing

@testable import AIKit

/// Files beside the tests.
enum Fixtures {
    struct Missing: Error {
        var path: String
    }

    /// The folder of this file.
    static let tests = folder(of: #filePath)

    static func bytes(_ name: String) throws -> [UInt8] {
        try read(tests + "/Fixtures/" + name)
    }

    /// The bytes of a file.
    static func read(_ path: String) throws -> [UInt8] {
        guard let file = fopen(path, "rb") else { throw Missing(path: path) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return bytes
    }

    /// The names in a folder, none when it is absent.
    static func names(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    static func folder(of path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }
}

extension ContractCase {
    /// The events of a stream that arrives in these chunks.
    static func events(_ chunks: [[UInt8]], _ kind: Kind) throws(HTTPError) -> [ServerSentEvent] {
        if kind == .ollama { return try lines(chunks).map { ServerSentEvent(data: $0) } }
        var parser = ServerSentEventParser(limit: 1 << 20)
        var events: [ServerSentEvent] = []
        for chunk in chunks { events += try parser.read(chunk) }
        return events
    }

    /// The lines of a stream of JSON; one without its end is the beginning of one.
    private static func lines(_ chunks: [[UInt8]]) throws(HTTPError) -> [String] {
        var parser = LineParser(limit: 1 << 20)
        var lines: [String] = []
        for chunk in chunks { lines += try parser.read(chunk) }
        return lines
    }

    private static let decoders: [Kind: any StreamDecoder] = [
        .anthropic: AnthropicDecoder(model: "asked"), .openai: OpenAIDecoder(model: "asked"),
        .ollama: OllamaDecoder(model: "asked"),
    ]

    /// Decodes chunks as the provider would, without a connection.
    static func decode(_ chunks: [[UInt8]], _ kind: Kind) throws(ProviderError) -> Turn {
        guard let decoder = decoders[kind] else { throw .misconfigured(detail: "no decoder for \(kind)") }
        return try decode(chunks, kind, with: decoder)
    }

    private static func decode(
        _ chunks: [[UInt8]], _ kind: Kind, with decoder: some StreamDecoder
    ) throws(ProviderError) -> Turn {
        var decoder = decoder
        var assembly = TurnAssembly(author: Message.Author(provider: "test", model: "asked"))
        let events: [ServerSentEvent]
        do throws(HTTPError) {
            events = try self.events(chunks, kind)
        } catch {
            throw ProviderError(error)
        }
        for event in events {
            for decoded in try decoder.decode(event) { assembly.append(decoded) }
        }
        for decoded in try decoder.end() { assembly.append(decoded) }
        guard let turn = assembly.turn else { throw .cutOff(detail: "no end") }
        return turn
    }

    /// The outcome of decoding.
    static func outcome(_ chunks: [[UInt8]], _ kind: Kind) -> Outcome {
        do throws(ProviderError) {
            let turn = try decode(chunks, kind)
            return .turn(turn.message.content, turn.stopReason, turn.usage, model: turn.model)
        } catch {
            return .failure(error)
        }
    }
}
