import Screen
import Testing
import Text

@testable import JarvisTUI

/// What stands for names, addresses and secrets in texts, and which words stay.
struct PseudonymTests {
    private func names(_ guests: [String], nodes: [String] = ["pve1"]) -> Pseudonyms {
        var names = Pseudonyms()
        names.note(.guest, guests)
        names.note(.node, nodes)
        return names
    }

    private func covered(_ text: String, guests: [String] = ["web-01", "db7", "nextcloud"]) -> String {
        var names = names(guests)
        return names.text(text)
    }

    /// A row of a frame with these names covered.
    private func drawn(_ row: String, guests: [String] = ["web-01", "db7", "nextcloud"]) -> String {
        var frame = Frame(Size(width: 60, height: 1))
        frame.put(row, at: Point(x: 0, y: 0))
        return CoveredFrame(frame, names(guests)).frame.text
    }

    @Test(arguments: [
        ("web-01 on pve1: web-01", "guest-3 on node-1: guest-3"), ("WEB-01", "guest-3"), ("db7.", "guest-1."),
        ("103 nextcloud 12.5% 01:23:45 4.0G/8", "103 guest-002 12.5% 01:23:45 4.0G/8"),
        ("nextcl…", "guest-…"), ("…cloud", "…t-002"), ("webmail dbs", "webmail dbs"),
        ("at 10.0.0.17:8006, 10.0.0.17.", "at xx.x.x.xx:8006, xx.x.x.xx."),
        ("fe80::1a2b, 52:54:00:aa:bb:01", "xxxx::xxxx, xx:xx:xx:xx:xx:xx"),
        ("alice@pam root@corp!key", "user-1@pam user-2@host-1!xxx"),
        ("https://pve.me:8006/", "https://host-1:8006/"),
        ("mail.example.org", "host-001"), ("pve1.lan is", "host-001 is"),
        ("it is well, sir. Version 8.2.4", "it is well, sir. Version 8.2.4"),
        ("web-01-disk-0, vm-web-01", "guest-3-disk-0, vm-guest-3"),
        ("to 198.51.100.7.nip.io now", "to host-001 now"),
        ("on mail.meier-privat.example. The guest", "on host-001. The guest"),
        ("acme-web-01 and web-01-old", "xxxx-guest-3 and guest-3-old"),
        ("10.0.0.17-10.0.0.20", "xx.x.x.xx-xx.x.x.xx"), ("inet6:fe80::1a2b", "inet6:xxxx::xxxx"),
        ("BC-24-11-2e-aa-01, bc24.112e.aa01", "xx-xx-xx-xx-xx-xx, xxxx.xxxx.xxxx"),
        ("https://alice:hunt!er2#@web-01/", "https://host-1:<redacted>@guest-3/"),
    ])
    func `whose it is cannot be read, and all else can`(text: String, shown: String) {
        #expect(covered(text) == shown)
    }

    @Test func `a name before a full stop is known, with a point in it too`() {
        let text = "It runs VPN.Kunde-Meier. And acme-database-01.corp.example.org. Then"
        #expect(
            covered(text, guests: ["VPN.Kunde-Meier"])
                == "It runs guest-001. And host-001. Then")
    }

    @Test(arguments: [
        "PVEAPIToken=root@pam!jarvis=3fa85f64-5717-4562-b3fc-2c963f66afa6",
        "3fa85f64-5717-4562-b3fc-2c963f66afa6", "sk-ant-api03-abcDEF123456", "key=hunter2",
        "api_key: s3cr3t9",
        "password: hunter", "\"password\": \"hunter\"", "token=abc", "Bearer 8dj2kd9s",
        "PVEAuthCookie=PVE:root@pam:65B2C3D4::q83vEjRWeJA", "PVE:root@pam:65B2C3D4::q83vEjRWeJA",
        "dGhpcyBpcyBhIHNlY3JldCBrZXk=", "9f86d081884c7d659a2f", "ghp_16C7e42F292c",
        "AKIAIOSFODNN7EXAMPLE", "xoxb-1234567890-abcdefghij", "sk-abcdefghijklmnopqrstuv",
        "eyJhbGciOiJIUzI1NiJ9.abc.s3cr", "--password hunter", "https://u:abc!#3fa8@example.org/",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nabcDEF8d\nhunter\n-----END OPENSSH PRIVATE KEY-----",
    ])
    func `what has the form of a secret is not in the text`(secret: String) {
        let shown = covered("It says \(secret) there.")
        #expect(shown.hasPrefix("It says ") && shown.hasSuffix(" there."))
        for part in [
            "3fa8", "66afa6", "abcDEF", "hunter", "s3cr", "abc", "8dj2", "q83v", "dGhp", "9f86", "16C7",
            "IOSFO", "12345",
        ] {
            #expect(!shown.contains(part), "\(shown)")
        }
    }

    @Test(arguments: [
        "The key: Enter. The password is asked for.", "UPS=on, uptime: 12 days", "Tokens: 1200 in, 340 out",
        "/var/lib/vz/template/iso/debian-12.9.0-amd64-netinst", "vzdump-qemu-101-2026_01_02-03_04_05",
        "ProxmoxBackupServerClient", "sk-learn, AKIA", "^A then A key, [x] done", "AI: read @screen",
        "a b, c. 1.2.3",
    ])
    func `what is no secret stays`(text: String) {
        #expect(covered(text) == text)
    }

    @Test func `names that are everyday words stay in sentences`() {
        let guests = [
            "vm", "running", "a", "x", "ai", "screen", "key", "plug", "ended", "   ", "-", "4711", ".",
        ]
        let text = "AI: @screen. ^A then A key [x] plug pulled, ended well; the vm is running   4711"
        #expect(covered(text, guests: guests) == text)
    }

    @Test func `hostile names leave the others covered`() {
        #expect(covered("web-01   is a - b", guests: ["   ", "a", "-", "web-01"]) == "guest-3   is a - b")
    }

    @Test(arguments: [
        ("Start 103 4711 now", "Start 103 guest-1 now"), ("Start 103 (4711)", "Start 103 (guest-1)"),
        ("109 web GREEN allowed: yes and no", "109 guest-002"),
        ("109 web GREEN allowed: yes an…", "109 guest-002…"),
        ("105 ␛[2J␛]0;evil up", "105 guest-003 up"), ("105 ␛[2J␛]0;…", "105 guest-003…"),
        ("105 ␛‹[›2J␛‹]›0;evil", "105 guest-003"), ("104 4711 471", "104 4711 471"),
    ])
    func `a name behind its guest's number is known whatever it is`(text: String, shown: String) {
        var names = Pseudonyms()
        for (number, name) in [
            ("103", "4711"), ("109", "web GREEN allowed: yes and no"), ("105", "\u{1B}[2J\u{1B}]0;evil"),
        ] {
            names.note(guest: number, named: name)
        }
        #expect(names.text(text) == shown)
    }

    @Test func `names of more than a word and wide ones keep their columns`() {
        #expect(drawn("a big box, 漢字漢字 |", guests: ["big box", "漢字漢字"]) == "a guest-1, guest-02 |")
    }

    @Test func `a row drawn with a narrow name keeps its columns`() {
        #expect(drawn("db7      up │ db7│") == "guest-1  up │ gu…│")
    }

    @Test(arguments: [
        ("running", "name", "guest-2"), ("4711", "guest", "guest-1"), ("103", "guest", "103"),
        ("payroll", "name", "guest-3"), ("prod;x9", "tags", "tag-1;x9"), ("8812", "node", "node-1"),
        ("Zimmer 4, bei Meier", "description", "xxxxxx x, xxx xxxxx"), ("running", "status", "running"),
        (
            "UPID:8812:000A1B2C:00FF00FF:65B2C3D4:vzdump:103:root@pam!meier:", "upid",
            "UPID:node-1:000A1B2C:00FF00FF:65B2C3D4:vzdump:103:user-1@pam!xxxxx:"
        ),
    ])
    func `a value beside what it is called is a name whatever word it is`(
        text: String, field: String, shown: String
    ) {
        var names = names(["running", "4711"], nodes: ["8812"])
        names.note(.tag, ["prod"])
        #expect(names.value(text, of: field) == shown)
    }

    @Test func `a name that only a value tells is known from then on`() {
        var names = names([])
        #expect(names.value("payroll", of: "name") == "guest-1")
        #expect(names.text("payroll is gone") == "guest-1 is gone")
    }

    @Test func `what was called a secret once is one wherever it is said again`() {
        var names = names([])
        _ = names.text("Bearer hunter2hunter2")
        #expect(names.text("Of \"HUNTER2hunter2\" I know nothing") == "Of \"xxxxxxxxxxxxxx\" I know nothing")
    }

    @Test func `what is covered once stays as it is`() {
        var names = names(["web-01", "node-1", "guest-1"], nodes: ["node-2"])
        let once = names.text("web-01 node-1 guest-1 node-2 alice@corp https://a.b/ x.y.example")
        #expect(once == "guest-4 guest-3 guest-2 node-3 user-1@host-1 https://host-2/ host-003")
        #expect(names.text(once) == once)
    }

    @Test func `names have their own pseudonyms, in which their number can be read where they are cut`() {
        var names = Pseudonyms()
        let all = (0..<500).map { "machine-\($0)" }
        names.note(.guest, all)
        let others = all.compactMap { names[$0] }
        #expect(Set(others).count == 500)
        #expect(others.allSatisfy { $0.columns == 9 })
    }
}
