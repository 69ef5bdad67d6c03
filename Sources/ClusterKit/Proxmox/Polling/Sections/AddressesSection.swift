/// The addresses of guests that run, a few guests at a time: `/nodes/N/qemu/ID/agent/network-get-interfaces`,
/// `/nodes/N/lxc/ID/interfaces`.
extension PolledSection {
    package static let addresses = PolledSection(
        "addresses", every: .seconds(2), staleAfter: AddressBook.staleness,
        demand: .when { !$0.addresses.due.isEmpty },
        ask: .ofPlaces { client, assembly async throws(ProxmoxError) in
            .addresses(await client.addresses(assembly.addresses.due))
        })
}

extension SnapshotSection {
    package static let addresses = SnapshotSection(.addresses)
}

extension SectionAnswer {
    static func addresses(_ answers: [AddressBook.Answer]) -> SectionAnswer {
        SectionAnswer { $0.show(answers) }
    }
}

extension ProxmoxClient {
    /// Asks some guests side by side; one that fails delays nobody but those that come after all of them.
    nonisolated func addresses(_ questions: [AddressBook.Question]) async -> [AddressBook.Answer] {
        await withTaskGroup(of: AddressBook.Answer.self) { group in
            for question in questions {
                group.addTask {
                    let outcome = await self.outcome(of: question)
                    return AddressBook.Answer(guest: question.guest, outcome: outcome, moment: .now)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    private nonisolated func outcome(of question: AddressBook.Question) async -> AddressBook.Answer.Outcome {
        do throws(ProxmoxError) {
            return .told(try await address(of: question.guest, at: question.node))
        } catch {
            return error.isFinalForGuest ? .refused : .lost
        }
    }
}

extension ProxmoxError {
    /// The node said no, or what it said makes no sense: asked again soon it would say the same.
    fileprivate var isFinalForGuest: Bool {
        if case .unreadable = self { true } else { isRefusalByNode }
    }
}
