import Testing
import Text

struct BodyCoverTests {
    private static let token = "0a1b2c3d-1111-2222-3333-444455556666"

    private func covered(_ body: String, _ secrets: String...) -> String {
        String(decoding: BodyCover(secrets.map { Secret($0) }).covered(Array(body.utf8)), as: UTF8.self)
    }

    @Test(arguments: [
        token, token.uppercased(), #"0a1b2c3d\u002d1111-2222-3333-444455556666"#,
        #"\u0030a1b2c3d-1111-2222-3333-44445555666\u0036"#,
        "MGExYjJjM2QtMTExMS0yMjIyLTMzMzMtNDQ0NDU1NTU2NjY2",
        "bWVAcHZlOjBhMWIyYzNkLTExMTEtMjIyMi0zMzMzLTQ0NDQ1NTU1NjY2Ng==",
        "30613162326333642d313131312d323232322d333333332d343434343535353536363636",
    ])
    func `a secret in data is covered, and the data stay JSON`(spelling: String) {
        #expect(
            covered(#"{"data":[{"name":"a\n\#(spelling)\n","\#(spelling)":1}]}"#, Self.token)
                == #"{"data":[{"name":"a\n<redacted>\n","<redacted>":1}]}"#)
    }

    @Test func `a password is found as JSON and forms write it`() {
        let password = #"pä"s\s w/rd&1"#
        for spelling in [
            #"pä\"s\\s w/rd&1"#, #"p\u00e4\u0022s\u005cs w\/rd\u00261"#, "p%C3%A4%22s%5Cs%20w%2Frd%261",
        ] {
            #expect(covered(#"{"data":"x \#(spelling)!"}"#, password) == #"{"data":"x <redacted>!"}"#)
        }
    }

    @Test func `what is no secret stays as it is, byte by byte`() {
        let body = #"{"data":[{"name":"a\/b\u00e9","maxmem":8589934592,"status":"running"}]}"#
        #expect(covered(body, Self.token, "running", "589934", "short", "1e5000") == body)
        #expect(covered("", Self.token) == "")
        #expect(covered(#"{"a":"\u12"}\"#, Self.token) == #"{"a":"\u12"}\"#)
    }

    @Test func `each of several is covered, wherever they meet`() {
        #expect(
            covered("x\(Self.token)\(Self.token)PVE:me:66::abcd+/=y", Self.token, "PVE:me:66::abcd+/=")
                == "x<redacted><redacted><redacted>y")
    }
}
