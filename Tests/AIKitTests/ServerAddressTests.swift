import Testing

@testable import AIKit

@Suite
struct ServerAddressTests {
    @Test(arguments: [
        ("http://h:8080/v1", "http://h:8080/v1/chat/completions"),
        ("http://h:8080/v1/", "http://h:8080/v1/chat/completions"),
        ("http://h:8080/v1/chat/completions", "http://h:8080/v1/chat/completions"),
        ("http://h/v1/chat/completions//", "http://h/v1/chat/completions"),
        ("http://h/deploy?api-version=1", "http://h/deploy/chat/completions?api-version=1"),
        ("http://h", "http://h/chat/completions"),
    ])
    func `a base of OpenAI's interface becomes the address that is meant`(base: String, expected: String) {
        #expect(ServerAddress(base: base, path: "/chat/completions").url == expected)
    }

    @Test(arguments: [
        "https://h", "https://h/", "https://h/v1", "https://h/v1/", "https://h/v1/messages",
    ])
    func `a base of Anthropic's interface has its version once`(base: String) {
        #expect(ServerAddress(base: base, path: "/v1/messages").url == "https://h/v1/messages")
    }

    @Test func `an address is told without what may be secret in it`() {
        let address = ServerAddress(base: "https://me:sk-secret@h:1/v1?key=sk-secret", path: "/models")
        #expect(address.description == "https://h:1/v1/models")
        #expect(address.url == "https://me:sk-secret@h:1/v1/models?key=sk-secret")
    }
}
