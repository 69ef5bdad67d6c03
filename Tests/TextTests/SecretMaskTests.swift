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
