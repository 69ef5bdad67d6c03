import ClusterKit
import Foundation
import HTTP
import Testing
import Text

@testable import Jarvis

/// The configuration that `jarvis config init` writes, and the certificates that are accepted after it.
@Suite struct FirstConfigurationTests {
    @Test func `the first configuration is one that Jarvis reads`() throws {
        let fingerprint = CertificateFingerprint(bytes: [UInt8](repeating: 0xAB, count: 32))
        let answers = FirstConfiguration(
            name: "it's home", entry: "[fd00::1]:8006", tokenID: "jarvis@pve!tui", secretFile: "/s: #1",
            fingerprint: fingerprint)
        let settings = try answers.settings()
        #expect(settings.name == "it's home")
        #expect(settings.login == .token(id: "jarvis@pve!tui", secret: .file("/s: #1")))
        #expect(
            settings.configuration(secret: Secret("x")).endpoints
                == [Endpoint("fd00::1", port: 8006, fingerprint: fingerprint)])
    }

    @Test func `a certificate that was accepted comes before the one in the file`() async throws {
        let old = CertificateFingerprint(bytes: [UInt8](repeating: 1, count: 32))
        let new = CertificateFingerprint(bytes: [UInt8](repeating: 2, count: 32))
        var settings = try FirstConfiguration(
            name: "home", entry: "pve", tokenID: "a@pve!b", secretFile: "/none", fingerprint: old
        ).settings()
        settings.login = .token(id: "a@pve!b", secret: .environment("KEY"))
        let configuration = try await settings.resolved(
            environment: ["KEY": "x"], pins: ["pve:8006": try #require(new)])
        #expect(configuration.endpoints == [Endpoint("pve", port: 8006, fingerprint: new)])
    }

    @Test func `a private file is never written over`() throws {
        let path = NSTemporaryDirectory() + "jarvis-\(UUID().uuidString)/deep/file"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try PrivateFile.create(path, text: "one")
        #expect(throws: PrivateFile.Fault.exists(path: path)) { try PrivateFile.create(path, text: "two") }
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "one")
        #expect(try PrivateFile.setAside(path) == path + ".old-1")
    }
}
