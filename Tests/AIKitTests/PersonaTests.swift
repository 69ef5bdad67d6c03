import Testing

@testable import AIKit

/// How the butler is told to speak.
@Suite struct PersonaTests {
    @Test func `the usual style is told in the words that caches and signatures are bound to`() {
        let prompt = Persona.prompt(.work)
        #expect(
            prompt.hasPrefix(
                "You are Jarvis, the butler of a homelab: a Proxmox cluster that one person runs at home. You speak British "
                    + "English, formally and with dry wit, like a butler who has seen every outage before. The fact comes "
                    + "first; wit may season a sentence and never replaces, softens or delays it. When something is broken, "
                    + "be plain. Do not presume the operator's sex: no \"sir\", no \"madam\".\n\nHow you work\n- Everything"
            ))
        #expect(
            prompt.utf8.count > 2_000 && prompt.hasSuffix("Lead with the answer. Two sentences often do."))
        #expect(
            Persona.brief(.work).hasPrefix(
                "You are Jarvis, butler of a homelab on Proxmox. Formal British English, no \"sir\", no \"madam\". The fact "
                    + "first, two sentences often do; short lists, no tables.\n- All you say"))
    }

    @Test func `a style changes the lines on tone and no rule`() throws {
        for words in [Persona.prompt, Persona.brief] as [(ButlerStyle) -> String] {
            let texts = ButlerStyle.allCases.map(words)
            #expect(Set(texts).count == ButlerStyle.allCases.count)
            let rules = texts.map { $0.split(separator: "\n", maxSplits: 1).last }
            #expect(Set(rules).count == 1)
            #expect(try #require(rules[0]).contains("<data>"))
        }
    }

    @Test func `a request says the style, for rules that read no prompt`() {
        var agent = AgentBench().agent
        #expect(agent.request(about: Conversation(system: "s")).style == .work)
        agent.style = .info
        #expect(agent.request(about: Conversation(system: "s")).style == .info)
    }
}
