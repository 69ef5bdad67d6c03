import JSON

@testable import AIKit

extension ContractCase {
    /// What servers that speak OpenAI's interface make of it, one liberty a stream.
    static let dialects = names + places + arguments + ends + thoughts

    private static let vms = use("id_a", "get_vms")
    private static let onPVE = use("id_a", "get_vms", ["node": "pve"])

    private static func calls(_ file: String, _ blocks: ContentBlock...) -> ContractCase {
        openAI(file, blocks, .toolUse, Usage())
    }

    private static func says(_ file: String, _ text: String, _ usage: Usage = Usage()) -> ContractCase {
        openAI(file, [.text(text)], .endTurn, usage)
    }

    private static let names = [
        calls("name-late", vms), calls("name-null-first", use("id_a", "get_node_status", ["node": "pve"])),
        calls("name-split", vms, use("id_b", "get_containers")),
        calls("names-late-together", vms, use("id_b", "get_containers")), calls("name-repeated", onPVE),
        calls("prefixed", vms), calls("legacy", use("call_0", "get_vms")),
    ]

    private static let places = [
        calls("no-index", onPVE, use("id_b", "get_containers")),
        calls("no-index-no-id", use("call_0", "get_vms"), use("call_1", "get_containers")),
        calls("index-anywhere", vms, use("id_b", "get_containers")), calls("index-counts-on", onPVE),
        calls("ids-change", onPVE), calls("same-id", use("x", "stop_vm", ["vmid": 103]), use("x", "get_vms")),
        calls("same-id-no-index", use("x", "stop_vm", ["vmid": 103]), use("x", "get_vms")),
    ]

    private static let arguments = [
        calls("arguments-null", vms, use("id_b", "get_containers"), use("id_c", "get_storage")),
        calls("arguments-twice", onPVE), calls("arguments-list", use("id_a", "get_vms", malformed: "[1]")),
    ]

    private static let ends = [
        calls("reason-taken-back", vms),
        fails(.openai, "reason-error", .server(status: nil, detail: "it ended the answer with an error")),
        fails(.openai, "choice-error", .server(status: 502, detail: "upstream died")),
        openAI("odd-reason", [.text("I"), vms], .other("abort"), Usage()), says("pings", "Quite."),
        says("bom", "Quite."), says("delta-null", "Quite."), says("message-at-end", "Quite."),
        says("other-choice", "Quite."), says("absurd-usage", "Quite."),
    ]

    private static let thoughts = [
        says("think-tags", "Quite."), says("think-only-close", "Quite."),
        openAI("think-unclosed", [], .maxTokens, Usage()),
        says("think-in-words", "Write `<think>` before it, and a < b."), says("reasoning-details", "Quite."),
    ]
}
