import Foundation
import Testing

@testable import Jarvis

struct AccountNameTests {
    private static let uuid = "11111111-2222-3333-4444-555566667777"

    @Test(arguments: [
        "jarvis@pve!tui", "root@pam!t.1-x_y", "a.b@ldap-1!Tok", "user=x@pam!t".replacing("=", with: "-"),
    ])
    func `ids of Proxmox's form are right`(id: String) {
        #expect(AccountName.fault(ofToken: id) == nil)
    }

    @Test(arguments: [
        "root", "root@pam", "root@pam!", "root@pam!t!x", "@pam!t", "root@!t", "root@pam!1t", "ro:ot@pam!t",
        "a/b@pam!t",
        " root@pam!t", "root@pam!t ", "root@pam!t\u{FEFF}", "root@pam!t\n", uuid, "root@pam!t=\(uuid)",
        "PVEAPIToken=root@pam!t=\(uuid)", "root@pam!t=",
    ])
    func `others are not, and the sentence shows none of it`(id: String) throws {
        let fault = try #require(AccountName.fault(ofToken: id))
        #expect(!fault.contains("1111"))
        #expect(!fault.contains("root@pam!t"))
    }

    @Test func `the sentence names the mistake`() {
        #expect(AccountName.fault(ofToken: "root@pam!t=\(Self.uuid)")?.contains("is its secret") == true)
        #expect(AccountName.fault(ofToken: Self.uuid)?.contains("looks like a token's secret") == true)
        #expect(AccountName.fault(ofToken: " a@b!c")?.contains("blank") == true)
        #expect(AccountName.fault(ofUser: "root@pam!t")?.contains("token") == true)
        #expect(AccountName.fault(ofUser: "root") == "write the realm too, such as root@pam")
        #expect(AccountName.fault(ofUser: "root@pam") == nil)
    }

    @Test(arguments: [
        "root@pam!t=\(uuid)", "PVEAPIToken=root@pam!t=\(uuid)",
        "Authorization: PVEAPIToken=root@pam!t=\(uuid)",
        "  root@pam!t=\(uuid)\n",
    ])
    func `id and secret given in one are told apart`(text: String) throws {
        let parts = try #require(AccountName.split(text))
        #expect(parts.id == "root@pam!t")
        #expect(parts.secret == Self.uuid)
    }

    @Test(arguments: ["", "=", "a=b", "root@pam!t", "root@pam!t=", "root@pam=x"])
    func `what is not both is not split`(text: String) {
        #expect(AccountName.split(text) == nil)
    }
}

struct SecretTextTests {
    private static let uuid = "11111111-2222-3333-4444-555566667777"

    @Test(arguments: [
        "\(uuid)", " \(uuid)\n", "\(uuid)\r\n", "\u{FEFF}\(uuid)", "\"\(uuid)\"", " '\(uuid)' ",
        "\t\(uuid)\u{200B}",
    ])
    func `what is put around a secret is taken off`(text: String) async throws {
        #expect(try await SecretSource.environment("KEY").read(environment: ["KEY": text]) == Self.uuid)
    }

    @Test func `a password keeps its quotes and blanks inside`() async throws {
        let source = SecretSource.environment("KEY")
        #expect(try await source.read(environment: ["KEY": "\"a b\"\n"], isPassword: true) == "\"a b\"")
    }

    @Test(arguments: [
        ("root@pam!t=\(uuid)", "the environment variable KEY holds a token's id and its secret in one"),
        ("a\u{0}b", "the environment variable KEY has a control character"),
        ("a\nb", "the environment variable KEY has a control character"),
        ("a b", "the environment variable KEY has a blank in it"),
        (" \n", "the environment variable KEY is empty"),
    ])
    func `what cannot be meant is told and not shown`(text: String, beginning: String) async throws {
        let error = await #expect(throws: SecretError.self) {
            try await SecretSource.environment("KEY").read(environment: ["KEY": text])
        }
        #expect(error?.description.hasPrefix(beginning) == true)
        #expect(error?.description.contains("1111") == false)
    }

    @Test func `a folder in a secret's place is named as one`() async throws {
        let error = await #expect(throws: SecretError.self) {
            try await SecretSource.file(NSTemporaryDirectory()).read(environment: [:])
        }
        #expect(error?.description.contains("is a folder; name the file in it") == true)
    }

    @Test(arguments: [
        "token: {id: 'root@pam!t=\(uuid)', secret: {env: A}}", "token: {id: '\(uuid)', secret: {env: A}}",
        "token: {id: root@pam!t, secret: {env: \(uuid)}}", "token: {id: root@pam!t, secret: {file: \(uuid)}}",
        "token: {id: root@pam!t, secret: {env: gsk_abcdef0123456789}}",
        "token: {id: root@pam!t, secret: \(uuid)}",
        "token: {id: root@pam!t, secret: {credential: ../x}}", "token: root@pam!t=\(uuid)",
    ])
    func `a secret in the wrong place is refused and not shown`(login: String) throws {
        var mistakes = ""
        do {
            _ = try Configuration(parsing: "clusters: [{name: a, nodes: [b], \(login)}]", file: "f")
        } catch {
            mistakes = "\(error)"
        }
        #expect(!mistakes.isEmpty)
        #expect(!mistakes.contains("1111"))
        #expect(!mistakes.contains("gsk_"))
    }
}
