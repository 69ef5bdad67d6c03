import Testing
import Text

@testable import ClusterKit

/// A cluster that puts what it was sent into what it tells.
struct EchoedSecretTests {
    @Test(arguments: [
        "0000-secret-1111", "0000-SECRET-1111", #"0000\u002dsecret-1111"#, "MDAwMC1zZWNyZXQtMTExMQ==",
    ])
    func `a token in names, locks, states and versions is not taken along`(echo: String) async throws {
        let server = try LoopbackServer { request in
            switch request.path {
            case "/version": .data(#"{"version":"9.2.2 \#(echo)"}"#)
            case "/cluster/tasks":
                .data(
                    #"[{"upid":"UPID:pve:000586D2:0078E219:6A4BB5CA:qmstart:101:me@pve:","status":"bad \#(echo)"}]"#
                )
            default:
                .data(
                    #"[{"type":"qemu","id":"qemu/101","vmid":101,"node":"pve","name":"\#(echo)","lock":"\#(echo)","status":"\#(echo)","tags":"\#(echo)"},{"type":"storage","id":"storage/pve/x","node":"pve","storage":"x\#(echo)","status":"available"}]"#
                )
            }
        }
        let client = ProxmoxClient(server)
        let resources = try await client.resources()
        let tasks = try await client.tasks()
        let version = try await client.version()
        for text in ["\(resources)", "\(tasks)", "\(version)"] {
            #expect(text.contains("<redacted>"))
            #expect(!text.lowercased().contains("secret") && !text.contains("MDAwMC1"))
        }
    }

    @Test func `nor are a password, a ticket and the token beside it`() async throws {
        let server = try LoopbackServer { request in
            request.path == "/access/ticket"
                ? .ticket("one")
                : .data(
                    #"{"version":"9.2.2 pass word&1 PVE:me@pve:one::sig+/= PVE%3Ame%40pve%3Aone%3A%3Asig%2B%2F%3D csrf-one"}"#
                )
        }
        let version = try await ProxmoxClient(server, as: .password).version()
        #expect("\(version)".contains("<redacted> <redacted> <redacted> <redacted>"))
    }
}
