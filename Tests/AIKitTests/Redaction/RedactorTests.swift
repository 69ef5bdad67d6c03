import JSON
import Testing

@testable import AIKit

/// What leaves the network of a conversation, and what comes back.
@Suite struct RedactorTests {
    private static let names: [(kind: Placeholder.Kind, name: String)] = [
        (.node, "pve1"), (.node, "pve2"), (.guest, "jellyfin"), (.guest, "web-01"), (.guest, "backup"),
        (.storage, "tank"), (.cluster, "homelab"),
    ]
    private static let all = RedactionScope(Set(RedactionClass.allCases), names: names)

    private func sent(_ text: String, _ scope: RedactionScope = all) -> (text: String, count: RedactionCount)
    {
        let request = ProviderRequest(conversation: Conversation(system: "s", messages: [.user(text)]))
        let (sent, count, _) = Redactor().redacted(request, scope)
        return (sent.conversation.messages[0].text, count)
    }

    @Test(arguments: [
        ("ping 192.168.1.20 and 192.168.1.21, then 10.0.0.1/24", "ping ip-1-1 and ip-1-2, then ip-2-1/24"),
        ("192.168.1.20 again: 192.168.1.20.", "ip-1-1 again: ip-1-1."),
        ("fd00:12:34:56::7 and fd00:12:34:56::8", "ip-1-1 and ip-1-2"),
        ("hwaddr BC:24:11:2E:C0:FE", "hwaddr mac-1"), ("bind 127.0.0.1 mask 255.255.255.0 ::1", nil),
        ("at 12:30:05 it was 98.6 % of 4.0 GiB", nil),
        ("jellyfin on pve2, Jellyfin too", "guest-1 on node-1, guest-1 too"),
        (
            "UPID:pve1:000A:00B1:65F2:qmstart:104:root@pam:",
            "UPID:node-1:000A:00B1:65F2:qmstart:104:root@pam:"
        ),
        ("vm-web-01-disk-0 on tank", "vm-guest-1-disk-0 on storage-1"), ("webcam, tanks, pve12", nil),
        ("the backup went well", nil), ("see pve1.lan.example now", "see host-1 now"),
        ("in /etc/pve/qemu-server/104.conf.", "in path-1."), ("50 MB/s and/or 3/4", nil),
        ("node-1 is what I call it, and pve1", "word-1 is what I call it, and node-1"),
        ("what ip-1-1 means", "what word-1 means"),
        ("host-192.168.1.5 and node-10.0.0.7", "host-ip-1-1 and node-ip-2-1"),
        ("mac-52:54:00:aa:bb:01", "mac-mac-1"), ("at /srv/Data/x and /srv/data/x", "at path-1 and path-2"),
    ])
    func `a text is sent with placeholders, and comes back whole`(_ text: String, _ expected: String?) {
        let request = ProviderRequest(conversation: Conversation(system: "s", messages: [.user(text)]))
        var (sent, _, restoring) = Redactor().redacted(request, Self.all)
        let words = sent.conversation.messages[0].text
        #expect(words == expected ?? text)
        let back = restoring.restored(.completed(.text(words)))
        // Of a name it is known in whatever case which it is.
        let whole = back == [.completed(.text(text))]
        #expect(whole || text.contains("Jellyfin"))
    }

    @Test func `nothing is replaced where nothing is to be hidden`() {
        let text = "jellyfin at 192.168.1.20 in /mnt/pve/tank"
        #expect(sent(text, RedactionScope()).text == text)
        #expect(sent(text, RedactionScope([.addresses])).text == "jellyfin at ip-1-1 in /mnt/pve/tank")
        #expect(sent(text, RedactionScope([.addresses])).count == RedactionCount(addresses: 1))
    }

    @Test func `the explanation is there only where something is kept back`() {
        func system(_ text: String) -> String {
            let request = ProviderRequest(conversation: Conversation(system: "s", messages: [.user(text)]))
            return Redactor().redacted(request, Self.all).request.conversation.system
        }
        #expect(system("how are you") == "s")
        #expect(system("how is pve1").hasPrefix("s\n\nSome words are replaced"))
    }

    @Test func `the same conversation is sent in the same words, however long it grows`() {
        let redactor = Redactor()
        var conversation = Conversation(system: "s")
        var before: [Message] = []
        for round in 1...40 {
            conversation.append(.user("what of 10.0.\(round % 7).\(round) and pve\(round % 2 + 1)"))
            conversation.append(
                Message(role: .assistant, content: [.text("10.0.\(round % 7).\(round) is well.")]))
            let sent = redactor.redacted(ProviderRequest(conversation: conversation), Self.all).request
            #expect(Array(sent.conversation.messages.prefix(before.count)) == before)
            before = sent.conversation.messages
        }
        // A redactor that meets all of it at once gives the same.
        let anew = Redactor().redacted(ProviderRequest(conversation: conversation), Self.all).request
        #expect(anew.conversation.messages == before)
    }

    private static let vault = RedactionScope([.addresses], withheld: ["104", "vault"], tags: ["private"])

    @Test(arguments: [
        ("104 vault on pve1", true), ("vm-104-disk-0", true), ("Vault?", true), ("vaulted", false),
        ("104 % of it", false), ("104 MiB", false), ("10.0.0.104", false), ("1.104 of", false),
        ("(104)", true),
        ("0104", true), ("vm104 and CT104", true), ("vm1040", false), ("103 web [media private]", true),
        ("a private word", false), ("tags: private;media", true),
    ])
    func `a line that speaks of what is private is known`(_ text: String, _ isPrivate: Bool) {
        #expect(Self.vault.withholds(text) == isPrivate)
    }

    @Test func `private lines are left out, and whole results of calls that name what is private`() {
        let calls = Message(
            role: .assistant,
            content: [
                .toolUse(ToolUse(id: "a", name: "get_guests", input: [:])),
                .toolUse(ToolUse(id: "b", name: "get_guest_config", input: ["vmid": 104])),
                .toolUse(ToolUse(id: "c", name: "find_guest", input: ["name": "the vault"])),
            ])
        let results = Message(
            role: .user,
            content: [
                .toolResult(ToolResult(id: "a", content: "guests (2):\n- 103 web\n- 104 vault on pve1")),
                .toolResult(ToolResult(id: "b", content: "memory 4096\ncores 2")),
                .toolResult(ToolResult(id: "c", content: "one guest")),
            ])
        let conversation = Conversation(system: "s", messages: [.user("look"), calls, results])
        let (sent, count, _) = Redactor().redacted(ProviderRequest(conversation: conversation), Self.vault)
        let contents = sent.conversation.messages[2].toolResults.map(\.content)
        #expect(contents[0] == "guests (2):\n- 103 web\n[private: this line stays on the operator's network]")
        #expect(contents[1...].allSatisfy { $0.hasPrefix("[private: this result") })
        #expect(sent.conversation.messages[1].toolUses.map(\.input) == [[:], [:], [:]])
        #expect(count == RedactionCount(withheld: 3))
        #expect(count.words == "3 private lines kept back")
    }

    @Test(arguments: [
        ("{\"vmid\":104}", true), ("{\"vmid\":104.0}", true), ("{\"name\":\"a\\nvault\"}", true),
        ("{\"tags\":\"media;private\"}", true), ("{\"with\":[{\"tags\":[\"private\"]}]}", true),
        ("{\"vmid\":1104}", false), ("{\"word\":\"private\"}", false), ("{}", false),
    ])
    func `arguments that name what is private are known, however they are written`(
        _ text: String, _ isPrivate: Bool
    ) throws {
        #expect(Self.vault.withholds(try JSONValue(unambiguous: text)) == isPrivate)
    }

    @Test func `what becomes private later is left out of what was said before`() {
        let redactor = Redactor()
        let conversation = Conversation(system: "s", messages: [.user("how is vault")])
        let request = ProviderRequest(conversation: conversation)
        #expect(redactor.redacted(request, RedactionScope()).request.conversation == conversation)
        let sent = redactor.redacted(request, Self.vault).request
        #expect(!sent.conversation.messages[0].text.contains("vault"))
    }

    @Test func `a call's arguments come back with what they stand for`() {
        let request = ProviderRequest(
            conversation: Conversation(system: "s", messages: [.user("192.168.1.20 on pve1")]))
        var restoring = Redactor().redacted(request, Self.all).restoring
        let use = ToolUse(
            id: "a", name: "x", input: ["node": "node-1", "list": ["ip-1-1:8006", "Node-1", "node-2"]])
        guard case .completed(.toolUse(let whole))? = restoring.restored(.completed(.toolUse(use))).first
        else {
            Issue.record("no call came back")
            return
        }
        #expect(whole.input == ["node": "pve1", "list": ["192.168.1.20:8006", "pve1", "node-2"]])
    }

    @Test func `a long text full of hyphens takes no time to speak of`() {
        let text = String(repeating: "a-", count: 50_000) + String(repeating: "ip-1-", count: 20_000)
        #expect(sent(text).text.count > 100_000)
    }
}
