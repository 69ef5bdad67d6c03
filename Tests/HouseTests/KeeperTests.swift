import CPOSIX
import Dispatch
import Glibc
import Testing

@testable import House

/// What a house gives its keeper, and what the next house gets back.
@Suite(.serialized) struct KeeperTests {
    private func link(_ scene: Scene) throws -> KeeperLink {
        try PrivateFolder.prepare(scene.address.state, inSharedParent: false)
        let link = KeeperLink(
            HouseStart(address: scene.address, listens: true), program: ProbeProcess.path)
        _ = link.mend()
        return link
    }

    private func place(_ scene: Scene) -> KeeperPlace {
        KeeperPlace(folder: scene.address.state, name: KeeperPlace.ofHouse)
    }

    /// Becomes readable when a keeper has ended.
    private func watch(_ link: KeeperLink) throws -> Descriptor {
        Descriptor(jarvis_pidfd_open(try #require(link.child)))
    }

    private func hasEnded(_ watch: Descriptor) throws -> Bool {
        try watch.wait(for: POLLIN, until: Deadline(after: .seconds(10)))
    }

    @Test func `the next house gets what was held and not let go of, the newest under each name`() throws {
        let scene = try Scene()
        let (pipe, other) = (
            try Descriptor.pipe(nonblocking: false), try Descriptor.pipe(nonblocking: false)
        )
        var first: KeeperLink? = try link(scene)
        #expect(first?.takeBack().isEmpty == true)
        let three = [pipe.writing.number, pipe.reading.number, pipe.reading.number]
        first?.hold("pane 1", [other.reading.number, other.reading.number, other.reading.number])
        first?.hold("pane 2", three)
        first?.hold("pane 1", three)
        first?.drop("pane 2")
        first?.hold("house", [pipe.writing.number])
        first = nil
        let second = try link(scene)
        let kept = second.takeBack()
        #expect(kept.map(\.name) == ["pane 1", "house"])
        let taken = try #require(kept.first).taken().map(Descriptor.init)
        #expect(taken.count == 3)
        #expect(write(taken[0].number, "x", 1) == 1)
        var byte: UInt8 = 0
        #expect(read(pipe.reading.number, &byte, 1) == 1 && byte == UInt8(ascii: "x"))
        #expect(second.takeBack().isEmpty)
        second.farewell()
    }

    @Test func `while a house is there nobody else is handed anything`() throws {
        let scene = try Scene()
        let pipe = try Descriptor.pipe(nonblocking: false)
        let house = try link(scene)
        house.hold("pane 1", Array(repeating: pipe.reading.number, count: 3))
        let stranger = try #require(try place(scene).connected())
        #expect(try stranger.wait(for: POLLIN, until: Deadline(after: .seconds(10))))
        #expect(stranger.receive() == nil && !stranger.isOpen)
        #expect(try !place(scene).dismiss())
        house.farewell()
    }

    @Test func `a keeper that has not heard of its house's death yet is dismissed once it has`() throws {
        let scene = try Scene()
        let pipe = try Descriptor.pipe(nonblocking: false)
        nonisolated(unsafe) var house: KeeperLink? = try link(scene)
        house?.hold("pane 1", Array(repeating: pipe.reading.number, count: 3))
        let death = DispatchQueue(label: "death")
        death.asyncAfter(deadline: .now() + .milliseconds(300)) { house = nil }
        #expect(try place(scene).dismiss())
        death.sync {}
    }

    /// Nobody but root looks into it.
    @Test(.enabled(if: geteuid() == 0))
    func `its socket is the owner's alone, and it has nothing of the environment`() throws {
        let scene = try Scene()
        setenv("JARVIS_TEST_SECRET", "hidden", 1)
        defer { unsetenv("JARVIS_TEST_SECRET") }
        let house = try link(scene)
        var status = stat()
        #expect(stat(place(scene).path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        let file = try Descriptor.opening("/proc/\(try #require(house.child))/environ", O_RDONLY)
        var bytes: [UInt8] = .init(repeating: 0, count: 4_096)
        let count = read(file.number, &bytes, bytes.count)
        let seen = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        // Root without the right to trace sees nothing of it at all.
        #expect(["", "SWIFT_BACKTRACE=enable=no\0"].contains(seen))
        house.farewell()
    }

    @Test func `it ends with the house, and its socket goes with it`() throws {
        let scene = try Scene()
        let house = try link(scene)
        let watch = try watch(house)
        house.farewell()
        #expect(try hasEnded(watch))
        #expect(access(place(scene).path, F_OK) != 0)
    }

    @Test func `it ends when the last thing that it keeps for a dead house has ended`() throws {
        let scene = try Scene()
        let pipe = try Descriptor.pipe(nonblocking: false)
        var house: KeeperLink? = try link(scene)
        let watch = try watch(try #require(house))
        house?.hold("pane 1", Array(repeating: pipe.reading.number, count: 3))
        house = nil
        #expect(try !watch.wait(for: POLLIN, until: Deadline(after: .milliseconds(200))))
        _ = write(pipe.writing.number, "x", 1)
        #expect(try hasEnded(watch))
    }

    @Test func `a keeper that nobody can find any more ends`() throws {
        let scene = try Scene()
        let pipe = try Descriptor.pipe(nonblocking: false)
        var house: KeeperLink? = try link(scene)
        let watch = try watch(try #require(house))
        house?.hold("pane 1", Array(repeating: pipe.reading.number, count: 3))
        house = nil
        unlink(place(scene).path)
        #expect(try hasEnded(watch))
    }

    @Test func `what a dead house left is ended without a house, and only then`() throws {
        let scene = try Scene()
        let pipe = try Descriptor.pipe(nonblocking: false)
        var house: KeeperLink? = try link(scene)
        let watch = try watch(try #require(house))
        house?.hold("pane 1", Array(repeating: pipe.reading.number, count: 3))
        house = nil
        #expect(try Question(to: scene.address).killHouse() == .shellsEnded)
        #expect(try hasEnded(watch))
        #expect(throws: HouseError.noHouse) { try Question(to: scene.address).killHouse() }
    }

    @Test func `the shells of a house that does not answer stay with the keeper when it is ended`() throws {
        let scene = try Scene()
        let pipe = try Descriptor.pipe(nonblocking: false)
        let hung = try scene.watch()
        let house = try link(scene)
        let watch = try watch(house)
        house.hold("pane 1", Array(repeating: pipe.reading.number, count: 3))
        hung.send(SIGSTOP)
        #expect(try Question(to: scene.address).killHouse(within: .milliseconds(100)) == .shellsKept)
        #expect(try hung.end() == .killed(signal: SIGKILL))
        #expect(try !watch.wait(for: POLLIN, until: Deadline(after: .milliseconds(200))))
        house.farewell()
    }

    @Test func `a house that stands still is ended within three seconds, and who waits is told`() throws {
        let scene = try Scene()
        let hung = try scene.watch()
        hung.send(SIGSTOP)
        let began = ContinuousClock.now
        var silent: [Int32] = []
        #expect(try Question(to: scene.address).killHouse { silent.append($0) } == .killed)
        #expect(ContinuousClock.now - began < .seconds(3))
        #expect(silent == [hung.process])
        #expect(try hung.end() == .killed(signal: SIGKILL))
    }

    @Test func `a house whose keeper was killed gets another one and is told to hold everything anew`() throws
    {
        let scene = try Scene()
        let house = try link(scene)
        let first = try #require(house.child)
        #expect(!house.mend())
        kill(first, SIGKILL)
        var polled = pollfd(fd: try #require(house.descriptor), events: Int16(POLLIN), revents: 0)
        #expect(poll(&polled, 1, 10_000) == 1)
        while !house.mend() { poll(nil, 0, 50) }
        #expect(house.child != first)
        house.farewell()
    }

    @Test(arguments: [[], [1], [9, 1, 65], [1, 1], [1, 9], [1, 2]] as [[UInt8]])
    func `a packet of another version or without its name says nothing`(bytes: [UInt8]) {
        #expect(KeeperMessage(bytes) == nil)
    }

    @Test(arguments: [KeeperMessage.thing("pane 7"), .drop("x"), .farewell, .all])
    func `what is said arrives`(message: KeeperMessage) {
        #expect(KeeperMessage(message.bytes) == message)
    }
}
