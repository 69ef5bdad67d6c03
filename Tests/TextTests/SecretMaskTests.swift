import Testing
import Text

struct SecretMaskTests {
    private static let uuid = "11111111-2222-3333-4444-555566667777"

    @Test(arguments: [
        ("Check the token of root@pam!t=\(uuid).", "Check the token of root@pam!t=<redacted>."),
        ("PVEAPIToken=root@pam!t=\(uuid)", "PVEAPIToken=root@pam!t=<redacted>"),
        (
            "Authorization: PVEAPIToken=root@pam!t=s3cret, x",
            "Authorization: PVEAPIToken=root@pam!t=<redacted>, x"
        ),
        ("invalid token value 'a@b!c=\(uuid)'!", "invalid token value 'a@b!c=<redacted>'!"),
        ("{\"id\":\"a@b!c=\(uuid)\"}", "{\"id\":\"a@b!c=<redacted>\"}"),
        (
            "Incorrect API key provided: sk-proj-abcDEF1234567890_-x.",
            "Incorrect API key provided: <redacted>."
        ),
        ("key gsk_AbCdEf1234567890 refused", "key <redacted> refused"),
        ("Authorization: Bearer abcdef0123456789", "Authorization: Bearer <redacted>"),
        ("sent \"bearer eyJhbGciOi.J9.x-1\" to", "sent \"bearer <redacted>\" to"),
        ("Authorization: Basic cm9vdDpwdw==", "Authorization: Basic <redacted>"),
        ("PVEAuthCookie=PVE%3Aroot; path=/", "PVEAuthCookie=<redacted>; path=/"),
        ("ticket PVE:root@pam:65B2C3D4::abc/def== is old", "ticket PVE:root@pam:65B2C3D4::<redacted> is old"),
        ("GET /x?password=hunter2&node=a", "GET /x?password=<redacted>&node=a"),
        ("proxy http://me:hunter2@proxy:3128/ failed", "proxy http://me:<redacted>@proxy:3128/ failed"),
        ("two a=\(uuid) and b=\(uuid)", "two a=<redacted> and b=<redacted>"),
    ])
    func `what looks like a secret is covered`(text: String, covered: String) {
        #expect(text.coveringSecrets == covered)
        #expect(covered.coveringSecrets == covered)
    }

    @Test(arguments: [
        "", "=", "a=", "smbios1: uuid=\(uuid)", "vm-100-disk-0 on local-lvm", "task-sk-1",
        "disk-abcdefghijkl123456",
        "the bearer of good news", "bearer certificates everywhere",
        "UPID:pve:0000ABCD:0001E240:69566184:vzdump::root@pam!t:",
        "AA:BB:CC:DD", "\(uuid)", "net0: virtio=BC:24:11:00:00:01,bridge=vmbr0", "root@pam",
        "mail://root@pam:8006",
        "PVEAPIToken=", "sk-learn and gsk_help", "Authorization:", "password is wrong",
    ])
    func `what is none is left as it is`(text: String) {
        #expect(text.coveringSecrets == text)
    }

    @Test func `a megabyte of marks is read in one go`() {
        let text = String(repeating: "=@sk-", count: 200_000)
        #expect(text.coveringSecrets == text)
    }
}

struct KnownSecretTests {
    private static let secret = "1b2c3d4e-F5a6-4b7c-8d9e-0f1a2b3c4d5e"

    private func covered(_ text: String, _ secret: String = secret) -> String? {
        KnownSecret(secret)?.covered(in: text)
    }

    @Test(arguments: [
        ("it is \(secret).", "it is <redacted>."),
        ("\(secret)\(secret)", "<redacted><redacted>"),
        ("IT IS 1B2C3D4E-F5A6-4B7C-8D9E-0F1A2B3C4D5E!", "IT IS <redacted>!"),
        ("a 1b2c3d4e%2Df5a6%2d4b7c-8d9e-0f1a2b3c4d5e b", "a <redacted> b"),
        ("twice 1b2c3d4e%252DF5a6%252D4b7c-8d9e-0f1a2b3c4d5e", "twice <redacted>"),
        ("every byte %31%62%32%63%33%64%34%65-F5a6-4b7c-8d9e-0f1a2b3c4d5e", "every byte <redacted>"),
        ("line 1b2c3d4e-F5a6-4b7c\n  -8d9e-0f1a2b3c4d5e end", "line <redacted> end"),
        ("line 1b2c3d4e-F5a6-4b7c \r\n\t-8d9e-0f1a2b3c4d5e end", "line <redacted> end"),
        (#"line 1b2c3d4e-F5a6-4b7c\r\n-8d9e-0f1a2b3c4d5e end"#, "line <redacted> end"),
        ("line 1b2c3d4e-F5a6%0D%0A-4b7c-8d9e-0f1a2b3c4d5e end", "line <redacted> end"),
        // printf secret | base64, and the same behind one and two other bytes.
        ("alone MWIyYzNkNGUtRjVhNi00YjdjLThkOWUtMGYxYTJiM2M0ZDVl.", "alone <redacted>."),
        ("one YToxYjJjM2Q0ZS1GNWE2LTRiN2MtOGQ5ZS0wZjFhMmIzYzRkNWU=.", "one <redacted>."),
        (
            "Basic cm9vdEBwYW06MWIyYzNkNGUtRjVhNi00YjdjLThkOWUtMGYxYTJiM2M0ZDVl, x", "Basic <redacted>, x"
        ),
        ("Basic dTE6MWIyYzNkNGUtRjVhNi00YjdjLThkOWUtMGYxYTJiM2M0ZDVlOng=", "Basic <redacted>"),
        ("Basic dTpzOjFiMmMzZDRlLUY1YTYtNGI3Yy04ZDllLTBmMWEyYjNjNGQ1ZQ%3D%3D&", "Basic <redacted>&"),
        ("Basic cm9vdEBwYW06MWIyYzNkNGUtRjVhNi00YjdjLThk\nOWUtMGYxYTJiM2M0ZDVl.", "Basic <redacted>."),
        // printf secret | xxd -p
        ("hex 31623263336434652d463561362d346237632d386439652d306631613262336334643565.", "hex <redacted>."),
        ("HEX 31623263336434652D463561362D346237632D386439652D306631613262336334643565.", "HEX <redacted>."),
        (#"json \u0031b2c3d4e\u002dF5a6-4b7c-8d9e-0f1a2b3c4d5\u0065"#, "json <redacted>"),
        (#"json \\u0031b2c3d4e\\u002DF5a6-4b7c-8d9e-0f1a2b3c4d5e."#, "json <redacted>."),
        (#"code \x31b2c3d4e\x2DF5a6-4b7c-8d9e-0f1a2b3c4d5e."#, "code <redacted>."),
        ("html &#x31;b2c3d4e&#45;F5a6&#X2D;4b7c-8d9e-0f1a2b3c4d5&#101;.", "html <redacted>."),
        ("html &amp;#49;b2c3d4e-F5a6-4b7c-8d9e-0f1a2b3c4d5e", "html <redacted>"),
        ("address %26%2349%3Bb2c3d4e-F5a6-4b7c-8d9e-0f1a2b3c4d5e", "address <redacted>"),
        // What stands before it may look like the beginning of an escape.
        ("a %2\(secret).", "a %2<redacted>."), (#"a \u003\#(secret)."#, "a <redacted>."),
    ])
    func `a secret is covered in every spelling`(text: String, expected: String) {
        #expect(covered(text) == expected)
    }

    @Test(arguments: [
        "", "1b2c3d4e-F5a6-4b7c-8d9e-0f1a2b3c4d5", "100 %", "%", "%2", "a\nb", #"\"#, "Basic cm9vdEBwYW06",
        "1b2c3d4e F5a6-4b7c-8d9e-0f1a2b3c4d5e", "\u{1F600} and ümlaut",
        "&", "&;", "&#;", "&#x;", "&#xFFFFFFF;", "&#1114112;", "&amp;", "&none;", #"\u"#, #"\u00"#,
        #"\u0041"#, #"\ud83d"#,
        #"\udd11"#, #"\x4"#, "3162326333643465",
    ])
    func `what is not the secret is left as it is`(text: String) {
        #expect(covered(text) == text)
    }

    @Test(arguments: [
        ("pass word+1", "q=pass+word%2B1&", "q=<redacted>&"), ("50%25off", "say 50%25off", "say <redacted>"),
        ("50%25off", "say 50%2525off", "say <redacted>"), ("grün~grün", "GR%C3%BCn%7Egrün", "<redacted>"),
        ("aaaaaa", "aaaaaaaaa b", "<redacted> b"), ("subjects?>", "c3ViamVjdHM_Pg==", "<redacted>"),
        ("subjects?>", "c3ViamVjdHM/Pg==", "<redacted>"),
        ("a<b>&\"c'd", "a&lt;b&gt;&amp;&quot;c&apos;d", "<redacted>"),
        ("a<b>&\"c'd", "a&lt;b&gt;&amp;amp;&#34;c&#0039;d", "<redacted>"),
        (#"pass"/\word"#, #"pass\"\/\\word"#, "<redacted>"),
        ("grün~grün", #"gr\u00fcn~GR\u00FCN"#, "<redacted>"),
        ("grün~grün", "gr&#xFC;n~gr&#252;n", "<redacted>"),
        ("key\u{1F511}key", #"key\ud83d\uDD11key"#, "<redacted>"),
        ("key\u{1F511}key", "key&#x1F511;key", "<redacted>"),
    ])
    func `signs that are escaped are found`(secret: String, text: String, expected: String) {
        #expect(covered(text, secret) == expected)
    }

    @Test func `a short word is not looked for`() {
        #expect(KnownSecret("short") == nil)
        #expect(KnownSecret("%41%41") == nil)
    }

    @Test(arguments: [
        "%25", "aaaaab", "YWFh", " \n", "%", "aaaaaaYWFhYWFh", "%2525", "%3",
        "&#", "&;", "&amp;", "&amp", ";", #"\"#, #"\u00"#, #"\u005c"#, "61", "&#38;", #"\ud83d"#,
    ])
    func `a text full of beginnings is read in one go`(part: String) {
        let text = "%2" + String(repeating: part, count: 100_000 / part.utf8.count) + "5"
        let began = ContinuousClock.now
        _ = covered(text, "aaaaaaaaaaaaaaaaaaaaaaaa")
        #expect(ContinuousClock.now - began < .seconds(10))
    }
}
