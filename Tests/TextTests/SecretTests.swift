import Testing
import Text

struct SecretTests {
    @Test func `a secret prints as a cover, however it is printed`() {
        let secret = Secret("0a1b2c3d-1111")
        var dumped = ""
        dump([secret], to: &dumped)
        for text in [
            "\(secret)", String(reflecting: secret), "\([secret])", "\(Optional(secret) as Any)", dumped,
        ] {
            #expect(text.contains("<redacted>"))
            #expect(!text.contains("0a1b2c3d"))
        }
    }

    @Test func `a secret is covered where somebody quotes it`() {
        #expect(Secret("pass word&1").covered(in: "no pass+word%261 here") == "no <redacted> here")
        #expect(Secret("short").covered(in: "too short to be looked for") == "too short to be looked for")
    }
}
