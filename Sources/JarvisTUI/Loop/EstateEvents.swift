import AIKit
import ClusterKit
import HTTP
import House
import Jarvis
import Logging
import Multiplexer

extension Mailbox {
    /// Brings home what the estate has to show.
    func send(_ event: EstateEvent) {
        switch event {
        case .snapshot(let diagnosis):
            let snapshot = diagnosis.snapshot
            send(.kit(.snapshot(diagnosis)))
            for question in TrustQuestion.all(in: snapshot) { send(.kit(.trustQuestion(question))) }
            if let question = CodeQuestion(snapshot) { send(.kit(.codeQuestion(question))) }
        case .events(let records): send(Event.feed(records.map(FeedEntry.init)))
        case .kill(let state): send(.kit(.kill(state)))
        case .anchor(let anchor): Logger.house.notice("The audit log's anchor is \(anchor)")
        case .butler(.agent(let event), let cluster): send(.kit(.agent(event, of: cluster)))
        case .butler(.card(let card), let cluster): send(.kit(.card(card, of: cluster)))
        case .butler(.cardSettled(let id), _): send(.kit(.cardSettled(id)))
        case .butler(.act(let report), let cluster): send(.kit(.act(report, of: cluster)))
        case .butler(.answers(let model), _): send(.kit(.mind(model.rawValue)))
        case .butler(.spent(let today), _): send(.kit(.spent(today)))
        case .butler(.noted(let words), let cluster): send(.kit(.noted(words, in: cluster)))
        case .butler(.charged(let cost), let cluster): send(.kit(.talkCost(cost, in: cluster)))
        case .butler(.forgotten(let words), _), .forgotten(let words):
            send(.notice("Not remembered: \(words)", .warning))
        }
    }
}

extension TrustQuestion {
    /// What a snapshot's errors ask, each entry node once.
    static func all(in snapshot: ClusterSnapshot) -> [TrustQuestion] {
        let faults = snapshot.entryFaults.sorted { $0.key.description < $1.key.description }.map(\.value)
        var asked: Set<String> = []
        return ([snapshot.freshness[.resources]?.lastError].compactMap(\.self) + faults)
            .compactMap(TrustQuestion.init).filter { asked.insert($0.endpoint).inserted }
    }

    /// The question an error asks; `nil` when it asks none.
    private init?(_ error: ProxmoxError) {
        switch error {
        case .untrusted(let cluster, let endpoint, let detail, let presented?):
            self.init(
                cluster: cluster, endpoint: endpoint.description, host: endpoint.host, presented: presented,
                detail: detail)
        case .fingerprintChanged(let cluster, let endpoint, let expected, let presented):
            self.init(
                cluster: cluster, endpoint: endpoint.description, host: endpoint.host, expected: expected,
                presented: presented, detail: "it is not the one that was accepted")
        default: return nil
        }
    }
}

extension CodeQuestion {
    /// The question of a login that stopped half-way; `nil` when none did.
    init?(_ snapshot: ClusterSnapshot) {
        guard
            case .secondFactorNeeded(let account, let methods)? = snapshot.freshness[.resources]?.lastError
        else { return nil }
        self.init(cluster: snapshot.name, account: account, methods: methods)
    }
}
