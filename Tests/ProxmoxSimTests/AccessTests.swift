import HTTP
import JSON
import ProxmoxSim
import Testing

@testable import ProxmoxSim

@Suite struct AccessTests {
    @Test(arguments: [
        (Profile.nine, "root@pam!jarvis=00000000-0000-0000-0000-000000000000", "401 Authentication failed!"),
        (Profile.eight, "root@pam!jarvis=00000000-0000-0000-0000-000000000000", "401 invalid token value!"),
        (Profile.eight, "root@pam!nobody=1", "401 no such token 'nobody' for user 'root@pam'"),
    ])
    func `a bad token is refused in the words of the release`(
        profile: Profile, token: String, line: String
    ) async throws {
        try await withCluster(.frozen(profile)) { client in
            var stranger = client
            stranger.headers = [HTTPHeader("Authorization", "PVEAPIToken=" + token)]
            let answer = try await stranger.get("/version")
            #expect(answer == Answer(status: 401, reason: String(line.dropFirst(4)), json: .null, text: ""))
        }
    }

    @Test func `a token without rights sees empty lists and bare nodes, not errors`() async throws {
        try await withCluster { client in
            let empty = client.with(client.simulator.credentials.emptyToken)
            for path in [
                "/nodes/home/qemu", "/nodes/home/lxc", "/cluster/tasks", "/nodes/home/storage", "/pools",
            ] {
                let answer = try await empty.get(path)
                #expect(answer.status == 200 && answer.data == [], "\(path)")
            }
            let rows = try await empty.get("/cluster/resources").data.array ?? []
            #expect(rows.count == 4)
            for row in rows {
                #expect(Set((row.object ?? [:]).keys) == ["id", "node", "type", "status", "level"])
            }
        }
    }

    @Test func `a missing privilege is named with its path`() async throws {
        try await withCluster { client in
            let audit = client.with(client.simulator.credentials.auditToken)
            let stop = try await audit.post("/nodes/home/qemu/100/status/stop")
            #expect(stop.line == "403 Permission check failed (/vms/100, VM.PowerMgmt)")
            #expect(stop.json["message"] == "Permission check failed (/vms/100, VM.PowerMgmt)\n")
            let updates = try await audit.get("/nodes/home/apt/update")
            #expect(updates.line == "403 Permission check failed (/nodes/home, Sys.Modify)")
            #expect(try await audit.get("/cluster/status").status == 200)
        }
    }

    @Test func `a ticket opens reading, and writing only with its prevention token`() async throws {
        try await withCluster { client in
            let keys = client.simulator.credentials
            let login = try await client.with(nil).post(
                "/access/ticket", "username=root&realm=pam&password=\(keys.password)")
            #expect(login.data["username"] == "root@pam")
            let ticket = login.data["ticket"]?.string ?? ""
            #expect(ticket.hasPrefix("PVE:root@pam:"))
            var user = client
            user.headers = [HTTPHeader("Cookie", "PVEAuthCookie=\(ticket)")]
            #expect(try await user.get("/version").status == 200)
            let refused = try await user.post("/nodes/home/qemu/100/status/start")
            #expect(refused.line == "401 Permission denied - invalid csrf token")
            user.headers.append(
                HTTPHeader("CSRFPreventionToken", login.data["CSRFPreventionToken"]?.string ?? ""))
            #expect(try await user.post("/nodes/home/qemu/100/status/start").status == 200)
        }
    }

    @Test func `a ticket is over after two hours and can be renewed before`() async throws {
        try await withCluster { client in
            let keys = client.simulator.credentials
            let first = try await client.post(
                "/access/ticket", "username=root@pam&password=\(keys.password)"
            ).data["ticket"]?.string
            #expect(first == nil, "a token may not ask for tickets")
            let guest = client.with(nil)
            let ticket =
                try await guest.post(
                    "/access/ticket", "username=root@pam&password=\(keys.password)"
                ).data["ticket"]?.string ?? ""
            await client.simulator.advance(by: .seconds(7_000))
            let encoded = ticket.map { $0 == "+" ? "%2B" : String($0) }.joined()
            let renewed = try await guest.post("/access/ticket", "username=root@pam&password=\(encoded)")
            let next = renewed.data["ticket"]?.string ?? ""
            await client.simulator.advance(by: .seconds(300))
            var user = client
            user.headers = [HTTPHeader("Cookie", "PVEAuthCookie=\(ticket)")]
            #expect(try await user.get("/version").status == 401)
            user.headers = [HTTPHeader("Cookie", "PVEAuthCookie=\(next)")]
            #expect(try await user.get("/version").status == 200)
        }
    }

    @Test func `a wrong password is 401 with a message`() async throws {
        try await withCluster { client in
            let answer = try await client.with(nil).post("/access/ticket", "username=root@pam&password=x")
            #expect(answer.line == "401 authentication failure")
            #expect(answer.json == ["data": .null, "message": "authentication failure\n"])
        }
    }

    @Test func `a token may not ask for a ticket`() async throws {
        try await withCluster { client in
            let keys = client.simulator.credentials
            let answer = try await client.post(
                "/access/ticket", "username=root@pam&password=\(keys.password)")
            #expect(
                answer.reason
                    == "Permission check failed (URI '/access/ticket' not available with API token, "
                    + "need proper ticket.")
            #expect(answer.status == 403)
        }
    }

    @Test func `the second factor is asked for in a second step`() async throws {
        var configuration = SimulatorConfiguration.frozen()
        configuration.requiresTOTP = true
        try await withCluster(configuration) { client in
            let keys = client.simulator.credentials
            let guest = client.with(nil)
            let half = try await guest.post("/access/ticket", "username=root@pam&password=\(keys.password)")
            #expect(half.data["NeedTFA"] == 1)
            #expect(half.data["cap"] == nil)
            let challenge = half.data["ticket"]?.string ?? ""
            #expect(challenge.hasPrefix("PVE:!tfa!"))
            var user = client
            user.headers = [HTTPHeader("Cookie", "PVEAuthCookie=\(challenge)")]
            #expect(try await user.get("/version").line == "401 No ticket")
            let encoded = challenge.map { ["+": "%2B", "%": "%25"][$0] ?? String($0) }.joined()
            let code = Seal.code(secret: keys.totpSecret, at: 1_790_000_000)
            let form = "username=root@pam&tfa-challenge=\(encoded)&password=totp:"
            #expect(try await guest.post("/access/ticket", form + "000000").status == 401)
            let whole = try await guest.post("/access/ticket", form + code)
            #expect(whole.data["ticket"]?.string?.hasPrefix("PVE:root@pam:") == true)
        }
    }

    @Test(arguments: [
        ("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 59.0, "287082"),
        ("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 1_111_111_109.0, "081804"),
        ("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 20_000_000_000.0, "353130"),
    ])
    func `one-time codes are those of the test vectors of RFC 6238`(
        secret: String, time: Double, code: String
    ) {
        #expect(Seal.code(secret: secret, at: time) == code)
    }
}
