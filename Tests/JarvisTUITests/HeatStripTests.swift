import ClusterKit
import Screen
import Settings
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// The guests of a folded node in a cell each, and days in the list of tasks.
@Suite struct HeatStripTests {
    private static func head(_ width: Int = 160, _ change: (inout ClusterSnapshot) -> Void) -> String {
        var snapshot = Sample.calm
        change(&snapshot)
        var state = Sample.state(Size(width: width, height: 45), snapshot: snapshot)
        state.cluster.select(.node("home"))
        state.press("f")
        return state.picture().text.split(separator: "\n").first { $0.contains("▸ ● home") }.map(String.init)
            ?? ""
    }

    @Test func `a folded node shows its guests, what is amiss first and what is off last`() {
        let line = Self.head { snapshot in
            snapshot.guests[0].cpu = 1
            snapshot.guests[1].cpu = 0.05
            snapshot.guests += (1...3).compactMap { number in
                VMID(200 + number).map { Guest(id: GuestID(.qemu, $0), node: "home", status: .stopped) }
            }
            snapshot.guests[6].status = .ioError
            snapshot.guests[7].status = .unknown
            snapshot.guests.sort { $0.vmid < $1.vmid }
        }
        #expect(line.contains("home ✗?█▁·"))
    }

    @Test func `where there is no room for all the others are counted`() {
        let line = Self.head { snapshot in
            snapshot.guests += (1...90).compactMap { number in
                VMID(2000 + number).map {
                    Guest(id: GuestID(.qemu, $0), node: "home", status: .running, cpu: 0.2)
                }
            }
        }
        #expect(line.contains("+") && line.contains("▂▂▂▂"))
        #expect(line.contains(" up "))
    }

    @Test func `an open node shows none`() {
        let state = Sample.state(Size(width: 160, height: 45), snapshot: Sample.calm)
        #expect(!state.picture().text.contains("▁"))
    }

    @Test(arguments: [(0, "12:00"), (-1, "Wed 12:00"), (-6, "Fri 12:00"), (-7, "12-25 12:00")])
    func `a moment of the last days is told by its weekday`(days: Int, words: String) {
        let clock = WallClock(offset: 0)
        let then = Sample.start.epoch + Double(days) * 86_400
        #expect(clock.near(then, seenAt: Sample.start.epoch) == words)
    }

    @Test func `a filter finds tasks beyond the last twelve`() throws {
        var snapshot = Sample.calm
        let old = try #require(Sample.tasks.last)
        snapshot.tasks = (0..<40).compactMap { number in
            var task = old
            guard
                let upid = UPID(
                    "UPID:pve:0000\(1000 + number):00000000:69560000:vzdump:\(100 + number):root@pam:")
            else { return nil }
            task.upid = upid
            return task
        }
        var state = Sample.state(Size(width: 160, height: 60), snapshot: snapshot)
        #expect(state.cluster.rows.count(where: \.isTask) == 12)
        #expect(state.picture().text.contains("12 of \(snapshot.tasks.count), / finds all"))
        state.bind(KeySettings([KeySettings.Entry(command: "cluster.filter", keys: ["F7"])]))
        #expect(state.picture().text.contains("12 of \(snapshot.tasks.count), F7 finds all"))
        state.press("F7")
        for key in "vzdump" { state.press(String(key)) }
        #expect(state.cluster.rows.count(where: \.isTask) == snapshot.tasks.count)
    }
}
