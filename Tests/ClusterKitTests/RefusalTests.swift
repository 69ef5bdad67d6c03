import Testing
import Text

@testable import ClusterKit

struct RefusalTests {
    private static let call = GuestAction.start.call(on: GuestID(.qemu, 100), at: "pve")

    private func error(_ status: Int, _ reason: String, _ body: String = "") -> ProxmoxError {
        Refusal(status: status, reason: reason, body: Array(body.utf8)).error(
            for: Self.call, account: "me@pve")
    }

    @Test(arguments: [
        ("Authentication failed!", "401 Authentication failed! (POST "),
        ("no ticket.", "401 no ticket (POST "),
        ("no ticket", "401 no ticket (POST "),
    ])
    func `a message keeps its own mark at the end, but for a full stop`(message: String, part: String) {
        #expect(error(401, message).description.contains(part))
    }

    @Test(arguments: [400, 401, 403, 404, 500, 501, 595])
    func `what an error quotes of the token is not taken along`(status: Int) {
        let token = Secret("0a1b2c3d-1111-2222-3333-444455556666")
        let words = "bad header Authorization: PVEAPIToken=me@pve!x=\(token.exposed)"
        let bodies = [
            "", words, "{\"data\":null,\"message\":\"\(words)\"}",
            "{\"data\":null,\"errors\":{\"\(token.exposed)\":\"\(words)\"}}",
        ]
        for body in bodies {
            let refusal = Refusal(
                status: status, reason: words, body: Array(body.utf8), secrets: [token])
            #expect(refusal.message.contains("<redacted>"))
            let found = refusal.error(for: Self.call, account: "me@pve")
            #expect(!"\(found) \(String(reflecting: found))".contains(token.exposed))
        }
    }

    @Test(arguments: [
        "0A1B2C3D-1111-2222-3333-444455556666", "0a1b2c3d%2D1111-2222-3333-444455556666",
        "0a1b2c3d-1111-2222\\n-3333-444455556666", "MGExYjJjM2QtMTExMS0yMjIyLTMzMzMtNDQ0NDU1NTU2NjY2",
        "bWVAcHZlOjBhMWIyYzNkLTExMTEtMjIyMi0zMzMzLTQ0NDQ1NTU1NjY2Ng==",
    ])
    func `another spelling of the token is not taken along either`(spelling: String) {
        let token = Secret("0a1b2c3d-1111-2222-3333-444455556666")
        let refusal = Refusal(
            status: 401, reason: "", body: Array("{\"message\":\"bad \(spelling)!\"}".utf8), secrets: [token])
        #expect(refusal.message == "bad <redacted>!")
    }

    @Test func `the message of the body is preferred to the reason phrase`() {
        let found = error(500, "first line", "{\"data\":null,\"message\":\"first line\\nsecond line\\n\"}")
        #expect(found == .refused(call: Self.call, status: 500, message: "first line\nsecond line"))
    }

    @Test func `a message writes no lines of its own into the sentence`() {
        let found = error(500, "", "{\"message\":\"one\\ntwo\\u001b[2J\\rthree\"}")
        #expect(found.description.contains("one␊two␛[2J␍three"))
    }

    @Test func `a redirection is told with its place`() {
        let refusal = Refusal(
            status: 302, reason: "Found", body: Array("<html>".utf8),
            location: "https://sso.example/login?rd=https://pve/api2/json/version")
        #expect(
            refusal.message
                == "Found, it leads to https://sso.example/login and not to Proxmox's API")
        #expect(error(302, "Found").description.contains("302 Found (POST "))
    }

    @Test func `pages of a message are cut`() {
        let pages = String(repeating: "a", count: 10_000)
        let kept = pages.prefix(400) + " …"
        #expect(
            error(500, "", "{\"message\":\"\(pages)\"}")
                == .refused(call: Self.call, status: 500, message: String(kept)))
        #expect(error(500, "", "{\"message\":\"\(pages)\"}").description.count < 700)
        #expect(error(500, pages).description.count < 700)
    }

    @Test func `before 8_3 the reason phrase is all there is`() {
        #expect(
            error(500, "CT 100 already running", "{\"data\":null}")
                == .refused(call: Self.call, status: 500, message: "CT 100 already running"))
    }

    @Test func `faults of parameters are told one by one`() {
        let body = """
            {"data":null,"errors":{"vmid":"invalid format - value does not look like a valid VM ID\\n"},\
            "message":"Parameter verification failed.\\n"}
            """
        let found = error(400, "Parameter verification failed.", body)
        #expect(
            found
                == .badParameters(
                    call: Self.call, message: "Parameter verification failed.",
                    faults: ["vmid": "invalid format - value does not look like a valid VM ID"]))
        #expect(found.description.contains("vmid: invalid format"))
    }

    @Test func `faults stand in for a message that is missing`() {
        let body = "{\"data\":null,\"errors\":{\"b\":\"two\",\"a\":\"one\"}}"
        #expect(
            error(400, "Parameter verification failed.", body)
                == .badParameters(
                    call: Self.call, message: "a: one; b: two", faults: ["a": "one", "b": "two"]))
    }

    @Test func `a 401 has no body`() {
        #expect(
            error(401, "Authentication failed!")
                == .unauthorized(account: "me@pve", call: Self.call, message: "Authentication failed!"))
    }

    @Test(
        arguments: [
            (
                "Permission check failed (/vms/100, VM.PowerMgmt)",
                PermissionRequirement(path: "/vms/100", privileges: ["VM.PowerMgmt"])
            ),
            (
                "Permission check failed (/, Sys.Audit|Sys.Modify)",
                PermissionRequirement(path: "/", privileges: ["Sys.Audit", "Sys.Modify"])
            ),
            ("Permission check failed", nil),
            (
                "Permission check failed (URI '/access/ticket' not available with API token, need proper ticket.\n)",
                nil
            ),
        ] as [(String, PermissionRequirement?)])
    func `a 403 names the right that is missing`(message: String, requirement: PermissionRequirement?) {
        let found = error(403, message)
        guard case .forbidden(_, _, let parsed) = found else {
            Issue.record("\(found)")
            return
        }
        #expect(parsed == requirement)
        if let requirement { #expect(found.description.hasSuffix("on \(requirement.path).")) }
    }

    @Test func `a guest that is not there is its own case`() {
        let message = "Configuration file 'nodes/pve/qemu-server/100.conf' does not exist"
        #expect(error(500, message) == .guestMissing(call: Self.call, message: message))
    }

    @Test(arguments: [
        "hostname lookup 'x' failed - failed to get address info for: x: Name or service not known",
        "no such cluster node 'x'",
    ])
    func `a node that does not exist is its own case`(message: String) {
        #expect(error(500, message) == .nodeUnknown(call: Self.call, message: message))
    }

    @Test func `a cluster without quorum is its own case`() {
        let message = "cluster not ready - no quorum?"
        #expect(
            error(500, message, "{\"data\":null,\"message\":\"\(message)\\n\"}")
                == .noQuorum(call: Self.call, message: message))
    }

    @Test(
        arguments: [
            ("VM is locked (backup)", "backup"), ("CT is locked (snapshot-delete)", "snapshot-delete"),
            ("can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout", nil),
        ] as [(String, String?)])
    func `a lock is named when the message names it`(message: String, lock: String?) {
        #expect(error(500, message) == .locked(call: Self.call, message: message, lock: lock))
    }

    @Test(arguments: [595, 596, 597, 599])
    func `the proxy's own codes speak of the node and not of the account`(code: Int) {
        #expect(
            error(code, "No route to host")
                == .nodeUnreachable("pve", call: Self.call, code: code, reason: "No route to host"))
    }

    @Test func `a body of plain text is read when there is no reason phrase`() {
        #expect(
            error(501, "", "chunked transfer encoding not supported")
                == .unsupported(call: Self.call, message: "chunked transfer encoding not supported"))
    }

    @Test func `a web page is not repeated to the user`() {
        #expect(
            error(502, "Bad Gateway", "<html><script>alert(1)</script></html>")
                == .refused(call: Self.call, status: 502, message: "Bad Gateway"))
        #expect(
            error(502, "", "<html></html>")
                == .refused(call: Self.call, status: 502, message: "no reason given"))
    }
}
