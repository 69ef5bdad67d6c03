import Testing

@testable import Text

struct AddressShapesTests {
    @Test(arguments: [
        ("the node 192.168.1.20 is up", "the node xxx.xxx.x.xx is up"),
        ("fe80::5054:ff:fe12:3456%eth0", "xxxx::xxxx:xx:xxxx:xxxx%eth0"),
        ("52:54:00:aa:bb:01", "xx:xx:xx:xx:xx:xx"),
        ("at 12:34:56 version 8.4.1", "at 12:34:56 version 8.4.1"),
        ("", ""),
    ])
    func `addresses are covered, times and versions stay`(text: String, covered: String) {
        #expect(text.coveringAddresses == covered)
    }
}
