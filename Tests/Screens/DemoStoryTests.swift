import FoundationEssentials
import Onlooker
import Testing

/// What commands make of a demo that is open on some terminal.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(5)))
struct DemoStoryTests {
    @Test func `where nothing else is, a demo answers and says so, and kill-house ends it`() throws {
        let home = try StoryHome()
        let demo = try home.open(["demo"])
        demo.expect("nominal", "this machine's own")
        for words in [["status"], ["ask", "status"], ["doctor"]] {
            let answer = try home.run(words)
            #expect(
                answer.text.contains("demo") && answer.text.contains("simulated cluster"), "\(answer.text)")
        }
        #expect(try home.run(["status"]).text.contains("jellyfin") == false)
        #expect(try home.run(["status"]).text.contains("agent1"))
        // What is remembered is the operator's own, and never the demo's.
        #expect(try home.run(["audit", "list"]).text.contains("simulated") == false)
        let end = try home.run(["kill-house", "--force"])
        #expect(end.text.contains("The demo has ended.") && end.code == 0)
        #expect(demo.exitCode() == 0)
        #expect(try home.run(["status"]).text.contains("There is no cluster to ask"))
    }

    @Test
    func `a configured cluster comes first, whether a house runs or not, and a demo is named beside it`()
        throws
    {
        let served = try ServedHome()
        let demo = try served.home.open(["demo"])
        demo.expect("nominal")
        let words = "A demo runs, too"
        let ofHouse = try served.home.run(["status"]).text
        #expect(ofHouse.contains(words) && ofHouse.contains("sim  "), "\(ofHouse)")
        #expect(try served.home.run(["kill-house", "--force"]).text.contains("The house has ended."))
        let ofCommand = try served.home.run(["status"]).text
        #expect(ofCommand.contains(words) && ofCommand.contains("sim  "), "\(ofCommand)")
        demo.expect("nominal")
        demo.type("q")
        #expect(demo.exitCode() == 0)
        served.simulation.end()
    }
}
