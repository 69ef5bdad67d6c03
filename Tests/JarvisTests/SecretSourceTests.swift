import Foundation
import Jarvis
import Testing

@Suite struct SecretSourceTests {
    @Test func `an environment variable is read and a missing one is named`() async throws {
        let source = SecretSource.environment("KEY")
        #expect(try await source.read(environment: ["KEY": "abc"]) == "abc")
        let error = await #expect(throws: SecretError.self) { try await source.read(environment: [:]) }
        #expect(
            error?.description == "the environment variable KEY is not set; export it before starting Jarvis")
    }

    @Test func `a file is read only when nobody else can`() async throws {
        let path = NSTemporaryDirectory() + "secret-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(FileManager.default.createFile(atPath: path, contents: Data("s3cret\nrest".utf8)))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        let error = await #expect(throws: SecretError.self) {
            try await SecretSource.file(path).read(environment: [:])
        }
        #expect(error?.description == "\(path) can be read by others; run: chmod 600 \(path)")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(try await SecretSource.file(path).read(environment: [:]) == "s3cret")
    }

    @Test func `a command's first line is the secret, without a shell in between`() async throws {
        let source = SecretSource.command(["/bin/echo", "$HOME;id"])
        #expect(try await source.read(environment: [:]) == "$HOME;id")
    }

    @Test(arguments: [["/bin/false"], ["/bin/true"], ["/no/such/program"]])
    func `a command that fails or prints nothing is an error that names it`(words: [String]) async {
        let error = await #expect(throws: SecretError.self) {
            try await SecretSource.command(words).read(environment: [:])
        }
        #expect(error?.description.contains(words[0]) == true)
    }
}
