import AIKit
import ClusterKit
import FoundationEssentials
import JSON
import OfflineButler
import Testing

@testable import Jarvis

@Suite(.timeLimit(.minutes(5)))
struct OwnMachineTests {
    private static var machine: OwnMachine {
        var machine = OwnMachine()
        machine.identifiers = ["0a1b2c3d000040008000000000000105"]
        machine.hardwareAddresses = ["bc:24:11:00:00:69"]
        machine.addresses = ["10.0.0.7", "fd00::7"]
        machine.hostname = "jarvis"
        return machine
    }

    private static let uuid: JSONValue = "uuid=0A1B2C3D-0000-4000-8000-000000000105,manufacturer=x"
    private static let card: JSONValue = "virtio=BC:24:11:00:00:69,bridge=vmbr0,firewall=1"
    private static let other: JSONValue = "virtio=BC:24:11:00:00:70,bridge=vmbr0"

    @Test(
        arguments: [
            (["smbios1": uuid, "net0": card], "web", .same),
            (["smbios1": uuid, "net0": other], "web", .perhaps),
            (["net3": card], "web", .perhaps), (["net0": card], "jarvis", .same),
            (["net0": "name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:69,ip=dhcp,type=veth"], "jarvis", .same),
            // A name is chosen by anybody and says nothing alone; nor does an address in a note.
            (["net0": other], "jarvis", .other), (["description": card], "jarvis", .other),
            ([:], nil, .other),
        ] as [([String: JSONValue], String?, OwnMachine.Likeness)])
    func `a guest is this machine when two of its marks say so, and perhaps by one`(
        configuration: [String: JSONValue], name: String?, expected: OwnMachine.Likeness
    ) {
        let guest = Guest(id: GuestID(.qemu, 105), node: "a", name: name, status: .running)
        #expect(Self.machine.likeness(of: guest, configuration: .object(configuration)) == expected)
    }

    @Test(
        arguments: [
            ("jarvis", "10.0.0.7", .same), ("jarvis", "10.0.0.8", .perhaps), ("jarvis", nil, .perhaps),
            ("pve", "10.0.0.7", .other),
        ] as [(NodeName, String?, OwnMachine.Likeness)])
    func `a node is this machine by its name, which its address confirms`(
        name: NodeName, address: String?, expected: OwnMachine.Likeness
    ) {
        #expect(Self.machine.likeness(of: Node(name: name, state: .online, address: address)) == expected)
    }

    @Test func `this machine is read from where the kernel and systemd keep it`() throws {
        let folder = try Folder()
        defer { folder.remove() }
        for (path, text) in [
            ("/sys/class/dmi/id/product_uuid", "0A1B2C3D-0000-4000-8000-000000000105\n"),
            ("/etc/machine-id", "00000000000000000000000000000009\n"),
            ("/sys/class/net/lo/address", "00:00:00:00:00:00\n"),
            ("/sys/class/net/eth0/address", "BC:24:11:00:00:69\n"),
            ("/proc/sys/kernel/hostname", "Jarvis.home.arpa\n"),
        ] {
            let place = URL(filePath: folder.path + path)
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: place)
        }
        let machine = OwnMachine.read(below: folder.path)
        #expect(machine.hostname == "jarvis" && machine.hardwareAddresses == ["bc:24:11:00:00:69"])
        #expect(
            machine.identifiers == [
                "0a1b2c3d000040008000000000000105", "00000000000000000000000000000009",
            ])
        #expect(machine.addresses.contains("127.0.0.1"))
        #expect(OwnMachine.read(below: folder.path + "/none").isUnknown)
    }

    @Test func `no model touches the guest that Jarvis runs on, and the operator types its number`()
        async throws
    {
        try await Homestead.live { home in
            let guest = GuestID(.qemu, 105)
            let configuration = try await home.site.client.config(of: guest, at: "home")
            let uuid = try #require(configuration["smbios1"]?.string).dropFirst("uuid=".count)
            var machine = OwnMachine()
            machine.identifiers = [uuid.lowercased().filter { $0 != "-" }]
            machine.hardwareAddresses = ["bc:24:11:00:00:69"]
            let witness = home.witness
            let butler = Butler(
                site: home.site, store: home.store, mind: Mind(OfflineProvider()),
                keeper: GateKeeper(machine: machine)
            ) { witness.note(.butler($0, of: "sim")) }
            await butler.ask("start 105")
            await butler.rest()
            let call = try #require(try await home.store.toolCalls.list().first { $0.name == "start_vm" })
            #expect(call.state == .refused && call.tier == "BLACK")
            #expect(call.outcome?.contains("(Jarvis runs on it)") == true)
            async let deed: Void = butler.carryOut(.start, on: guest)
            let card = try await home.card()
            #expect(card.kind == .type("105"))
            #expect(card.action.assessment.impact.first == "The guest 105 is protected: Jarvis runs on it.")
            await butler.settle(card.id, .typed("105"))
            await deed
            #expect(home.orders("/nodes/home/qemu/105/status/start") == 1)
            // Besides this test's own look it was asked for once, for all of that.
            let looks = home.simulator.requests.count { $0.path == "/api2/json/nodes/home/qemu/105/config" }
            #expect(looks == 2)
        }
    }
}
