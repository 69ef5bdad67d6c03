import AIKit

/// What an exact name means where several things have it, or a part of it.
struct Homonyms {
    let fitting: [Subject]
    /// What has to be told about the choice.
    let remarks: [String]

    init(_ term: Term, _ fitting: [Subject], _ spoken: Utterance, in inventory: Inventory) {
        let nodes = fitting.filter { $0.kind == .node }
        // "On pve2" is the node, also where a guest is named so.
        if term.isPlace, !nodes.isEmpty {
            (self.fitting, remarks) = (nodes, [])
            return
        }
        if let storages = Homonyms.storages(term, fitting, spoken, inventory) {
            self.fitting = storages
            remarks = [
                "I take \"\(term.text)\" for \(Figures.list(storages.map(\.title))); the guest of that name is another thing."
            ]
            return
        }
        self.fitting = fitting
        let left = Subject.narrowed(fitting, by: spoken)
        let isTold = left.count == 1 && left.first?.kind == .guest && !nodes.isEmpty
        remarks =
            isTold
            ? [
                "\(term.text) is the name of a node as well; I take you to mean the guest \(left.map(\.title).joined())."
            ] : []
    }

    /// The storages named like a guest, where fill or its future is asked for; `nil` when the guest is meant.
    private static func storages(
        _ term: Term, _ fitting: [Subject], _ spoken: Utterance, _ inventory: Inventory
    ) -> [Subject]? {
        guard spoken.order == nil, fitting.allSatisfy({ $0.kind == .guest }),
            spoken.mentions(.forecast, .full, .growth),
            !spoken.mentions(.memory, .cpu, .guest, .virtualMachine, .container)
        else { return nil }
        let names = Set(inventory.storage.map(\.name)).sorted().filter { NameMatch(term.text, $0) == .part }
        return names.isEmpty ? nil : names.map { .storage($0) }
    }
}
